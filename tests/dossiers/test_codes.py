"""Reading the words of other people's files as ours (DOMAIN §16, §16.9)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.dossiers.rules import codes, villages

KNOWN: list[tuple[codes.Reader, dict[Any, str]]] = [
    (codes.relation, {"本人/户主": "户主", "01 本人": "户主", "长子": "子", "妻": "配偶", "子/婿": "子/婿", "（外）孙子女": "(外)孙子女",
                      "父母/岳父母/公婆": "父母/岳父母/公婆", "儿媳妇": "儿媳", "姥姥": "外祖母", "": ""}),
    (codes.sex, {"男性": "男", "女": "女", 1.0: "男", "2": "女"}),
    (codes.health, {"长期慢性病": "慢性病", "患有大病": "重病", "健康或良好": "健康", "一般或较弱": "体弱", "残疾": "残疾"}),
    (codes.disability_kind, {"肢体残疾": "肢体", "精神": "精神", 4: "肢体"}),
    (codes.disability_grade, {"二级": "二级", "贰级": "二级", "2级": "二级", "Ⅱ": "二级", "2": "二级", 2.0: "二级", "III级": "三级"}),
    (codes.labour, {"普通劳动力": "有劳动能力", "弱劳动能力": "部分丧失", "丧失劳动能力": "完全丧失", "部分丧失劳动能力": "部分丧失", "无": "无劳动能力"}),
    (codes.marriage, {"有配偶": "已婚", "丧偶": "丧偶", "离异": "离婚"}),
    (codes.cause, {"疾病": "因病", "缺乏劳动力": "缺劳动力", "年老体弱": "年老体弱"}),
    (codes.category, {"农村B类": "B类", "B": "B类", "b类": "B类", "乙类": "B类", "A 类": "A类", "１档": "一档", "Ⅱ类": "二类", "农村一类": "一类"}),
    (codes.aid_type, {"农村C类": "农村低保", "城市居民最低生活保障": "城市低保", "特困分散": "特困分散供养", "分散供养特困": "特困分散供养", "集中供养五保": "特困集中供养", "集中供养": "特困集中供养"}),
    (codes.ethnic, {"傣": "傣族", "汉族": "汉族", "毛难族": "毛南族", "01汉": "汉族"}),
    (codes.id_type, {"身份证": "居民身份证", "户口本": "户口簿"}),
]  # fmt: skip


@pytest.mark.parametrize(("read", "words"), KNOWN)
def test_synonyms(read: codes.Reader, words: dict[Any, str]) -> None:
    assert {word: read(word).text for word in words} == words


@pytest.mark.parametrize("read", [read for read, _ in KNOWN])
def test_an_unknown_word_is_kept_and_marked(read: codes.Reader) -> None:
    assert read("从未见过的词") == ("从未见过的词", False)
    assert read(None) == ("", True)


@pytest.mark.parametrize("read", [read for read, _ in KNOWN])
@given(written=st.text(max_size=12))
def test_reading_again_says_the_same(read: codes.Reader, written: str) -> None:
    first = read(written)
    if first.known and first.text:
        assert read(first.text) == first


@pytest.mark.parametrize(
    ("written", "kind", "grade"),
    [
        ("精神三级", "精神", "三级"),
        ("肢体残疾2级", "肢体", "二级"),
        ("智力Ⅱ级", "智力", "二级"),
        ("视力", "视力", ""),
        ("四级", "", "四级"),
        ("4|2", "肢体", "二级"),
        ("肢体-2", "肢体", "二级"),
        ("肢体、二级", "肢体", "二级"),
        ("无", "", ""),
    ],
)
def test_kind_and_grade_in_one_text(written: str, kind: str, grade: str) -> None:
    read_kind, read_grade = codes.disability(written)
    assert (read_kind.text, read_grade.text) == (kind, grade)
    assert read_kind.known and read_grade.known


def test_disability_number_tells_kind_and_grade() -> None:
    assert codes.disability_from_number("53000019580407415X43") == ("肢体", "三级")
    assert codes.disability_from_number("53000019580407415X43B1") == ("肢体", "三级")
    assert codes.disability_from_number("53000019580407415X") == ("", "")


def test_yes_and_no() -> None:
    assert [codes.yes_no(word) for word in ("是", "√", "已领取", 1.0, True)] == [True] * 5
    assert [codes.yes_no(word) for word in ("否", "×", "未支取", 0, False)] == [False] * 5
    assert [codes.yes_no(word) for word in ("", None, "也许")] == [None] * 3


@pytest.mark.parametrize(
    ("written", "village"),
    [("青石乡石塔村村民委员会", "石塔村"), ("望场社区居委会", "望场社区"), ("石塔行政村", "石塔村"), ("镇南村", "镇南村"),
     ("新河镇村", "新河镇村"), ("石塔村6组", "石塔村"), ("石塔村委会", "石塔村"), ("小河镇社区", "小河镇社区"), ("县城社区", "县城社区")],
)  # fmt: skip
def test_village_names(written: str, village: str) -> None:
    assert villages.village(written) == village
    assert villages.village(village) == village


def test_groups_addresses_and_titles() -> None:
    assert [villages.group(each) for each in ("6", 6.0, "第六村民小组", "十二组", "二十一组", "老寨")] == [
        "6组", "6组", "6组", "12组", "21组", "老寨"
    ]  # fmt: skip
    assert villages.split_address("云南省德宏州云岭县青石乡望场社区第三村民小组12号") == ("望场社区", "3组")
    assert villages.split_address("县城社区") == ("县城社区", "")
    assert villages.split_address("石塔村老寨") == ("石塔村", "")
    assert villages.village_in("2017年石塔村低保户花名册") == "石塔村"
    assert villages.village_in("青石乡农村居民最低生活保障名册") == ""
