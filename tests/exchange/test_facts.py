"""What rosters say beyond the roster is read into the record; what no field takes is kept in the file's own words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules import circumstance_codes as codes
from dibao_desktop.dossiers.rules.circumstances import CircumstancesRecord
from dibao_desktop.exchange.found import other_columns
from dibao_desktop.exchange.importing import FileOutcome, apply, examine
from dibao_desktop.session import Session
from exchange.variants import write_xlsx

ONE, TWO = "530000196106175206", "530000195903059158"
HEADS = [
    "档案号",
    "村",
    "户主姓名",
    "家庭人口",
    "保障人口",
    "月保障金",
    "姓名",
    "与户主关系",
    "身份证号",
    "文化程度",
    "就业状况",
]
HEADS += [
    "政治面貌",
    "在读学校名称",
    "在职单位名称",
    "户籍类型",
    "2016年工资性收入（元）",
    "财产性收入",
    "住房总面积（平方米）",
]
HEADS += ["拥有产权住房套数", "金融资产总额（元）", "其他家庭财产情况", "医疗支出（元）", "患病病种", "网格员"]
FIRST: list[Any] = ["0001", "石塔村", "周红巧", 2, 2, 224, "周红巧", "户主", ONE, "小学教育", "务农人员", "群众"]
FIRST += ["", "", "农业户口", 3600, "", "120㎡", "2", "1,500元", "耕牛一头", 800, "白内障", "杨网格"]
SECOND: list[Any] = ["", "", "", "", "", "", "朱川林", "配偶", TWO, "70 初级中学教育", "灵活就业", "党员"]
SECOND += ["", "县砖厂", "", 2400, "", "", "", "", "", "", "糖尿病", ""]


def imported(session: Session, path: Path, rows: list[list[Any]]) -> FileOutcome:
    return apply(session, examine([write_xlsx(path, {"名册": [HEADS, *rows]})]))[0]


def known() -> CircumstancesRecord:
    id_ = dossiers.household_id("0001")
    assert id_ is not None
    whole = dossiers.whole_record(id_)
    assert whole is not None
    return whole.circumstances


def test_everything_the_record_has_a_field_for_is_read(session: Session, tmp_path: Path) -> None:
    outcome = imported(session, tmp_path / "a.xlsx", [FIRST, SECOND])
    assert outcome.problems == ()
    circumstances = known()
    assert circumstances.residence == "农业"
    assert [(each.education, each.employment, each.politics, each.workplace) for each in circumstances.people] == [
        ("小学", "务农", "群众", ""),
        ("初中", "灵活就业", "中共党员", "县砖厂"),
    ]
    assert [(each.member, each.kind, each.period, each.amount_fen) for each in circumstances.incomes] == [
        (0, "工资性收入", "2016", 360_000),
        (1, "工资性收入", "2016", 240_000),
    ]
    assert [(each.kind, each.amount_fen) for each in circumstances.expenses] == [("医疗", 80_000)]
    assert [(each.kind, each.detail, each.value_fen) for each in circumstances.properties] == [
        ("房屋", "2套，120平方米", None),
        ("其他金融资产", "", 150_000),
        ("其他", "耕牛一头", None),
    ]


def test_what_no_field_takes_is_kept_by_its_head(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"名册": [HEADS, FIRST, SECOND]})
    file = examine([path]).files[0]
    assert other_columns(file.good[0]) == {"患病病种": "白内障、糖尿病", "网格员": "杨网格"}
    assert file.sheets[0].unknown == ("网格员",)


def test_a_file_fills_gaps_and_never_undoes_what_a_clerk_found_out(session: Session, tmp_path: Path) -> None:
    imported(session, tmp_path / "a.xlsx", [FIRST, SECOND])
    id_ = dossiers.household_id("0001")
    assert id_ is not None
    whole = dossiers.whole_record(id_)
    assert whole is not None
    people = (replace(whole.circumstances.people[0], education="高中"), *whole.circumstances.people[1:])
    dossier_commands.amend_household(
        session, id_, whole.record, whole.version, known=replace(whole.circumstances, people=people)
    )
    again = imported(session, tmp_path / "b.xlsx", [FIRST, SECOND])
    assert (again.new, again.changed) == (0, 0)
    assert [(each.field, each.office_value, each.file_value) for each in again.differences] == [
        ("周红巧 文化程度", "高中", "小学")
    ]
    assert known().people[0].education == "高中"
    assert len(known().incomes) == 2


@pytest.mark.parametrize(
    ("read", "written", "word"),
    [
        (codes.education, "初级中学教育", "初中"),
        (codes.education, "文盲或半文盲", "文盲或半文盲"),
        (codes.education, "80 小学教育", "小学"),
        (codes.education, "技工学校", "中专"),
        (codes.employment, "在校学生", "在校学生"),
        (codes.employment, "在职（企业）", "在职"),
        (codes.politics, "中共党员", "中共党员"),
        (codes.residence, "非农业家庭户口", "非农业家庭户口"),
        (codes.residence, "城镇", "非农业"),
        (codes.education, "无", ""),
    ],
)
def test_words_of_files(read: Any, written: str, word: str) -> None:
    assert read(written).text == word
