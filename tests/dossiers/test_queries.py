"""Listing, search and the facts other capabilities ask for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dibao_desktop.domain.document import Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands, queries
from dibao_desktop.session import Session
from dibao_desktop.storage.listing import Search
from makers import a_member, a_record, make_household

LISTING = queries.HouseholdListing()


@pytest.fixture
def households(session: Session) -> dict[str, int]:
    """Three households: 周红巧 and her son 曾福 in 石塔村, 罗建 in 荆山村, and 周明, who applies."""
    head, son = a_member(name="周红巧"), a_member("子", name="曾福", id_number="530000198502263039", sex="男", birth="")
    first = a_record(
        number="0002", head_name="周红巧", members=(head, son), family_size=2, covered_size=2, category="A类"
    )
    second = a_record(
        1, number="0010", village="荆山村", head_name="罗建", members=(a_member(name="罗建"),), phone="18812345678"
    )
    third = a_record(1, number="9", head_name="周明", members=(a_member(name="周明"),), address="石塔村老街")
    return {
        "周红巧": make_household(session, **_fields(first)),
        "罗建": make_household(session, **_fields(second)),
        "周明": make_household(session, applicant=True, **_fields(third)),
    }


def _fields(record: object) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}  # type: ignore[attr-defined]


def found(text: str, **filters: object) -> list[str]:
    rows = LISTING.rows(ids := LISTING.ids(Search(text, filters)))
    return [rows[id_].head_name for id_ in ids]


def test_the_lists_own_order_counts_as_people_do(households: dict[str, int]) -> None:
    assert found("") == ["周明", "周红巧", "罗建"]
    assert LISTING.ids(Search(descending=True)) == [households["罗建"], households["周红巧"], households["周明"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("周", ["周明", "周红巧"]),
        ("红巧", ["周红巧"]),
        ("zhq", ["周红巧"]),
        ("ZM", ["周明"]),
        ("cf", ["周红巧"]),
        ("zf", ["周红巧"]),
        ("曾福", ["周红巧"]),
        ("8502263039", ["周红巧"]),
        ("530000198502263039", ["周红巧"]),
        ("０010", ["罗建"]),
        ("10", ["罗建"]),
        ("5678", ["罗建"]),
        ("老街", ["周明"]),
        ("荆山", ["罗建"]),
        ("石塔 周红", ["周红巧"]),
        ("查无此人", []),
    ],
)
def test_search(households: dict[str, int], text: str, names: list[str]) -> None:
    assert found(text) == names


def test_filters_and_sorting(session: Session, households: dict[str, int]) -> None:
    assert found("", standing="申请") == ["周明"]
    assert found("", category=("A类",)) == ["周红巧"]
    assert found("", village_id=queries.villages()[1].id, standing="") == ["罗建"]
    assert found("周", ids=(households["周明"], households["罗建"])) == ["周明"]
    assert queries.categories() == ["A类", "C类"]
    ids = LISTING.ids(Search(sort="family_size", descending=True))
    assert ids[0] == households["周红巧"]
    by_name = LISTING.ids(Search(sort="head_name"))
    assert by_name == [households["罗建"], households["周红巧"], households["周明"]]


def test_rows_leave_out_what_is_gone(households: dict[str, int]) -> None:
    rows = LISTING.rows([households["罗建"], 999])
    assert list(rows) == [households["罗建"]]
    assert rows[households["罗建"]].village == "荆山村"


def test_hits_say_by_what_they_were_found_without_whole_numbers(households: dict[str, int]) -> None:
    assert queries.search("曾福")[0].matched == "子 曾福"
    assert queries.search("zhq")[0].matched == "户主 周红巧"
    assert queries.search("198502263039")[0].matched == "曾福 身份证号 530***********3039"
    assert queries.search("18812345678")[0].matched == "联系电话 18812345678"
    assert queries.search("0010")[0].matched == "档案号 0010"
    assert queries.search("老街")[0].matched == "住址 石塔村老街"
    assert queries.search("荆山村")[0].matched.startswith("荆山村")
    account = queries.kept([households["罗建"]])[households["罗建"]].record.account_no
    assert queries.search(account)[0].matched == f"银行账号 {'*' * (len(account) - 4)}{account[-4:]}"
    assert queries.search("   ") == []


def test_heads_come_before_members(session: Session, households: dict[str, int]) -> None:
    member = a_member("子", name="罗建")
    head = a_member()
    make_household(session, 2, number="0001", head_name=head.name, members=(head, member))
    hits = queries.search("罗建")
    assert [hit.number for hit in hits] == ["0010", "0001"]
    assert queries.search("罗建", limit=1)[0].number == "0010"


def test_facts_for_others(session: Session, households: dict[str, int]) -> None:
    assert {person.name for person in queries.people()} == {"周红巧", "曾福", "罗建", "周明"}
    assert [row.number for row in queries.money_facts()] == ["0002", "0010"]
    totals = queries.totals()
    assert (totals.households, totals.members, totals.covered) == (2, 3, 3)
    assert totals.monthly_fen == sum(village.monthly_fen for village in totals.villages.values())
    assert [(v.name, v.households) for v in queries.villages()] == [("石塔村", 2), ("荆山村", 1)]


def test_next_number_follows_the_highest(session: Session, households: dict[str, int]) -> None:
    assert queries.next_number() == "0011"


def test_what_is_not_there_is_none(session: Session) -> None:
    assert queries.household(1) is None
    assert queries.household_id("0001") is None


def test_the_printed_sheet_has_everybody_and_every_step(session: Session, households: dict[str, int]) -> None:
    id_ = households["周红巧"]
    household = queries.household(id_)
    assert household is not None
    disabled = replace(household.record.members[1], disability_kind="肢体", disability_grade="二级", health="残疾")
    record = replace(household.record, note="独居", members=(household.record.members[0], disabled))
    commands.amend_household(session, id_, record, household.version)
    sheet = queries.dossier_sheet(id_)
    tables = [block for block in sheet.blocks if isinstance(block, Table)]
    assert [row[0] for row in tables[1].rows] == ["周红巧", "曾福"]
    assert tables[1].rows[1][4] == "肢体残疾二级"
    assert tables[2].rows[0][1] == "纳入保障"
    assert all(len(row) == len(table.head) for table in tables for row in table.rows)
    with pytest.raises(KnownError, match="已不存在"):
        queries.dossier_sheet(999)
