"""Posting days, masking and the printed board (DOMAIN §10.2, §14, §19)."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain.dates import is_working_day
from dibao_desktop.domain.document import Heading, PageBreak, Paragraph, Table
from dibao_desktop.domain.identity import youngest_age
from dibao_desktop.notices.rules.board import Board, BoardLine, board_document, posting_period
from dibao_desktop.notices.rules.kinds import NoticeKind, kind_of
from dibao_desktop.notices.rules.publishing import (
    NAME_UNCLEAR,
    public_aid_type,
    public_category,
    public_group,
    public_name,
    public_outcome,
    public_village,
)
from dibao_desktop.notices.rules.states import EntryState, after_objection
from dibao_desktop.policy.rules.procedure import NoticeField, NoticeRound, NoticeRule

ROUND = NoticeRound(1, "village", "村级公示", 7, False, "六2")
RULE = NoticeRule((ROUND,), 3, True, tuple(NoticeField), False, 22, False, "六2")
LINE = BoardLine("董云秀", "2组", 2, 2, "农村低保", "B类", "增发", 274_00, 324_00, False)


@pytest.mark.parametrize(
    ("posted", "last", "closable"),
    [
        ("2022-03-04", "2022-03-11", "2022-03-12"),
        ("2022-04-27", "2022-05-05", "2022-05-06"),
        ("2017-07-03", "2017-07-10", "2017-07-11"),
    ],
)
def test_seven_days_are_counted_from_the_day_after(posted: str, last: str, closable: str) -> None:
    period = posting_period(RULE, ROUND, dt.date.fromisoformat(posted), again=False)
    assert (period.last.isoformat(), period.closable.isoformat()) == (last, closable)
    assert not period.provisional


def test_a_second_posting_takes_the_packs_own_days() -> None:
    friday = dt.date(2022, 3, 4)
    assert posting_period(RULE, ROUND, friday, again=True).last == dt.date(2022, 3, 7)
    none = NoticeRule((ROUND,), 0, True, tuple(NoticeField), False, 22, False, "57号19")
    assert posting_period(none, ROUND, friday, again=True).last == dt.date(2022, 3, 11)


def test_working_days_skip_holidays_and_a_year_without_table_is_provisional() -> None:
    working = NoticeRound(1, "village", "公示", 7, True, "")
    assert posting_period(RULE, working, dt.date(2022, 4, 27), again=False).last == dt.date(2022, 5, 10)
    assert posting_period(RULE, ROUND, dt.date(2035, 3, 1), again=False).provisional


@given(st.dates(dt.date(2005, 1, 1), dt.date(2025, 11, 1)), st.integers(1, 30), st.booleans())
def test_a_board_hangs_its_days_and_comes_down_after_them(posted: dt.date, days: int, working: bool) -> None:
    round_ = NoticeRound(1, "village", "公示", days, working, "")
    period = posting_period(RULE, round_, posted, again=False)
    assert (period.last - posted).days >= days
    assert period.closable == period.last + dt.timedelta(days=1)
    assert is_working_day(period.last)
    strict = NoticeRule((round_,), 3, False, tuple(NoticeField), False, 22, False, "")
    exact = posting_period(strict, round_, posted, again=False)
    assert exact.last <= period.last
    if not working:
        assert (exact.last - posted).days == days


@pytest.mark.parametrize(
    ("changed", "hanging", "repost", "state"),
    [
        (True, True, 3, EntryState.REPOST),
        (True, False, 7, EntryState.REPOST),
        (True, False, 0, EntryState.CLEARED),
        (False, True, 7, EntryState.POSTED),
        (False, False, 7, EntryState.CLEARED),
        (True, True, 0, EntryState.CLEARED),
    ],
)
def test_where_a_household_goes_after_its_objection(changed, hanging, repost, state) -> None:
    assert after_objection(changed=changed, hanging=hanging, repost_days=repost) is state


@pytest.mark.parametrize(
    ("name", "age", "shown"),
    [
        ("董云秀", 65, "董云秀"),
        ("罗 建", 40, "罗建"),
        ("董小明", 17, "董某"),
        ("董小明", 18, "董小明"),
        ("董云秀", None, "董云秀"),
        ("古丽·买买提", 30, "古丽·买买提"),
        ("董云秀（肢体二级残疾）", 65, "董云秀"),
        ("董云秀13900001234", 65, "董云秀"),
        ("董云秀精神病", 65, "董云秀"),
        ("HIV董云秀", 65, NAME_UNCLEAR),
        ("一三九零零零零一二三四", 65, NAME_UNCLEAR),
        ("", 65, NAME_UNCLEAR),
        ("欧阳福", 12, "欧某"),
    ],
)
def test_names(name: str, age: int | None, shown: str) -> None:
    assert public_name(name, age) == shown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2组", "2组"),
        ("第3村民小组", "第3村民小组"),
        ("大石板社", "大石板社"),
        ("大石板", "大石板"),
        ("5", "5"),
        ("2组 电话13900001234", "2组"),
        ("2组13900001234", "2组"),
        ("５组（艾滋病）", "5组"),
        ("艾滋病组", ""),
        ("重残户", ""),
        ("530000196507120011", ""),
        ("一三九零零零零一二三四", ""),
        ("6222 0012 3456 7890", ""),
        ("", ""),
    ],
)
def test_groups(written: str, shown: str) -> None:
    assert public_group(written) == shown


def test_a_child_named_in_the_group_stays_out() -> None:
    assert public_group("董小明", ["董云秀", "董小明"]) == ""


def test_villages_categories_kinds_of_aid_and_results() -> None:
    assert public_village("石塔村") == "石塔村"
    assert public_village("石塔村（电话13900001234）") == "石塔村"
    assert public_village("艾滋病村") == "本村（社区）"
    assert public_category("b", {"B"}) == "B类"
    assert public_category("D类", {"B"}) == "D类"
    assert public_category("一类", set()) == "一类"
    assert public_category("重残", {"B"}) == ""
    assert public_category("精神病", {"精神病"}) == ""
    assert public_aid_type("农村低保") == "农村低保"
    assert public_aid_type("低保边缘") == "低保边缘"
    assert public_aid_type("重病救助") == ""
    assert public_aid_type("农村低保 13900001234") == ""
    assert public_outcome(None) == ""
    assert public_outcome(Outcome.TO_SINGLE) == "变更保障方式"
    assert public_outcome(Outcome.DEATH) == "自然减员"


def test_the_age_is_the_youngest_the_record_allows() -> None:
    day = dt.date(2017, 6, 1)
    assert youngest_age("530000196507121019", "", day) == 51
    assert youngest_age("", "1999-06-01", day) == 18
    assert youngest_age("", "1999-06-02", day) == 17
    assert youngest_age("", "1999-05", day) == 18
    assert youngest_age("", "1999", day) == 17
    assert youngest_age("", "", day) is None
    assert youngest_age("", "不详", day) is None


def a_board(count: int, **fields: object) -> Board:
    board = Board(
        unit="青石乡民政办",
        village="石塔村",
        number="青石乡低保公〔2017〕1号",
        round_=ROUND,
        phone="0871-1234567",
        period=posting_period(RULE, ROUND, dt.date(2017, 7, 3), again=False),
        reviewed=True,
        lines=(LINE,) * count,
    )
    return Board(**{**board.__dict__, **fields})


@pytest.mark.parametrize(("households", "pages"), [(0, 1), (1, 1), (22, 1), (23, 2), (44, 2), (45, 3)])
def test_a_page_holds_twenty_two_households_and_none_is_empty(households: int, pages: int) -> None:
    document = board_document(RULE, a_board(households))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert len(tables) == pages
    assert sum(isinstance(block, PageBreak) for block in document.blocks) == pages - 1
    assert sum(isinstance(block, Heading) for block in document.blocks) == pages
    numbers = [row[0] for table in tables for row in table.rows]
    assert numbers == [str(each) for each in range(1, households + 1)]
    assert all(len(table.rows) <= 22 for table in tables)


def test_the_board_says_who_what_until_when_and_whom_to_tell() -> None:
    document = board_document(RULE, a_board(1))
    words = "".join(block.text for block in document.blocks if isinstance(block, Heading | Paragraph))
    for said in (
        "石塔村低保清查村级公示",
        "民主评议",
        "1 户",
        "2017年7月3日至2017年7月10日",
        "0871-1234567",
        "青石乡民政办",
    ):
        assert said in words
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert "户月保障金（元）" in table.head
    assert "是否近亲属备案" not in table.head
    assert table.rows[0][-1] == "324"


def test_without_dates_and_phone_the_board_leaves_room_to_write() -> None:
    document = board_document(RULE, a_board(1, period=None, phone="", reviewed=False))
    words = "".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    assert "公示期：　　年" in words
    assert "民主评议" not in words
    assert "＿" in document.footer


def test_each_sheet_says_until_when_it_hangs() -> None:
    lines = [b.text for b in board_document(RULE, a_board(23)).blocks if isinstance(b, Paragraph)]
    assert sum("公示期：2017年7月3日至2017年7月10日" in line for line in lines) == 3
    assert sum(line.startswith("青石乡低保公") for line in lines) == 2


@pytest.mark.parametrize(
    ("level", "outcomes", "kind"),
    [
        ("village", {"继续享受", "停发"}, NoticeKind.FIRST),
        ("township", {"继续享受"}, NoticeKind.CHECK),
        ("county", set(), NoticeKind.APPROVAL),
        ("village", {"停发", "自然减员"}, NoticeKind.EXIT),
        ("township", {"增发", "减发", "变更保障方式", "停发"}, NoticeKind.CHANGE),
        ("village", {"新增纳入"}, NoticeKind.FIRST),
        ("village", {"新增纳入", "增发"}, NoticeKind.FIRST),
    ],
)
def test_the_kind_of_a_posting_follows_from_its_round_and_its_households(level, outcomes, kind) -> None:
    assert kind_of(level, outcomes) is kind


def test_near_relatives_are_printed_where_the_pack_asks() -> None:
    rule = NoticeRule((ROUND,), 3, True, (NoticeField.HEAD_NAME,), True, 22, False, "")
    table = next(b for b in board_document(rule, a_board(1)).blocks if isinstance(b, Table))
    assert table.head == ("序号", "户主姓名", "是否近亲属备案")
    assert table.rows[0] == ("1", "董云秀", "否")
