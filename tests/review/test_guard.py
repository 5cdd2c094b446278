"""The guard that the wall and the board have in common: what of a household's texts may be told in public."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.domain.identity import youngest_age
from dibao_desktop.domain.secrecy import (
    NAME_UNCLEAR,
    public_aid_type,
    public_category,
    public_group,
    public_name,
    public_village,
    public_words,
)
from dibao_desktop.dossiers.rules.telling import public_head, public_place
from dibao_desktop.policy.rules.aid import AidType
from makers import a_member, a_record, make_id

SECRETS = ("19900001234", "530000196507120011", "6223 0000 0000 1234 567", "肺癌", "精神残疾", "艾滋病", "ＨＩＶ")


@given(st.text(max_size=12), st.sampled_from(SECRETS), st.text(max_size=12), st.integers(0, 90))
def test_whatever_is_typed_around_it_a_secret_stays_behind(before: str, secret: str, after: str, age: int) -> None:
    written = f"{before}{secret}{after}"
    for shown in (
        public_name(written, age),
        public_village(written),
        public_group(written),
        public_aid_type(written),
        public_category(written, {"B"}),
        public_words(written),
    ):
        assert not re.search(r"\d{5}", shown)
        assert not re.search("癌|残|艾滋|HIV|精神", shown)


@pytest.mark.parametrize(
    ("written", "age", "shown"),
    [
        ("彭德川", 50, "彭德川"),
        ("彭 德川（精神残疾）", 50, "彭德川"),
        ("彭德川13900001111", 50, "彭德川"),
        ("彭德川患精神残疾", 50, "彭德川"),
        ("辛弃疾", 50, "辛弃疾"),
        ("霍去病", 50, "霍去病"),
        ("尿毒症", 50, NAME_UNCLEAR),
        ("残疾人", 50, NAME_UNCLEAR),
        ("阿依古丽·买买提", None, "阿依古丽·买买提"),
        ("贺小妹", 9, "贺某"),
    ],
)
def test_names_as_they_are_written(written: str, age: int | None, shown: str) -> None:
    assert public_name(written, age) == shown


@pytest.mark.parametrize(
    ("written", "people", "shown"),
    [
        ("大寨组王小红", (), "大寨组"),
        ("王小红", (), ""),
        ("王小红", ("王小红",), ""),
        ("王小寨", ("王小寨",), ""),
        ("王 小红组", ("王小红",), ""),
        ("王家寨", ("王小红",), "王家寨"),
        ("朝阳社区第十二居民小组", (), "朝阳社区第十二居民小组"),
        ("3组(一级残疾)", (), "3组"),
        ("大病组", (), ""),
    ],
)
def test_a_group_is_a_place_and_names_nobody(written: str, people: tuple[str, ...], shown: str) -> None:
    assert public_group(written, people) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        *[(kind.value, kind.value) for kind in AidType],
        ("低保边缘", "低保边缘"),
        ("刚性支出困难家庭", "刚性支出困难家庭"),
        ("王小红", ""),
        ("农村低保王小红", ""),
        ("农村低保 19900001234", ""),
        ("重残低保", ""),
    ],
)
def test_a_kind_of_aid_is_made_of_the_words_of_such_kinds(written: str, shown: str) -> None:
    assert public_aid_type(written) == shown


def test_a_category_is_known_or_a_bare_letter() -> None:
    assert public_category("C", set()) == "C类"
    assert public_category("重点", {"重点"}) == "重点类"
    assert public_category("王小红", {"A"}) == ""
    assert public_category("重残", {"重残"}) == ""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("村委会二楼会议室", "村委会二楼会议室"),
        ("村委会 2楼201室", "村委会 2楼201室"),
        ("村委会 0871-65123456", "村委会"),
        ("村委会１９９００００１２３４", "村委会"),
        ("精神病院", ""),
    ],
)
def test_words_the_office_typed_lose_long_numbers(written: str, shown: str) -> None:
    assert public_words(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("石塔村", "石塔村"),
        ("王家寨13988887777", "王家寨"),
        ("530000199001011234", "本村（社区）"),
        ("", "本村（社区）"),
    ],
)
def test_a_village_has_no_number_behind_it(written: str, shown: str) -> None:
    assert public_village(written) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("贺小妹", "贺某"),
        ("贺 小妹", "贺某"),
        ("贺小妹（孙女）", "贺某"),
        ("彭德川孙女贺小妹", "彭某"),
        ("彭德川", "彭德川"),
    ],
)
def test_a_child_of_the_household_is_not_named_however_the_head_is_written(written: str, shown: str) -> None:
    grown = a_member("户主", name="彭德川", id_number=make_id("19600101", 1))
    child = a_member("孙女", name="贺小妹", id_number="", birth="2010")
    record = a_record(1, members=(grown, child), head_name=written)
    assert public_head(record, dt.date(2017, 7, 6)) == shown
    assert public_place(record, "大寨组贺小妹") == "大寨组"
    assert public_place(record, "贺小妹组") == ""


@pytest.mark.parametrize(("birth", "age"), [("1999-08-01", 17), ("1999-06-01", 18), ("1999", 17), ("1999-12", 17)])
def test_who_comes_of_age_later_this_year_is_a_minor(birth: str, age: int) -> None:
    assert youngest_age("", birth, dt.date(2017, 6, 1)) == age
