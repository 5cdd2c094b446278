"""The office's own holiday table: read from what is pasted, and counted by wherever working days are counted."""

from __future__ import annotations

import datetime as dt

import pytest

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as clearance_queries
from dibao_desktop.domain.dates import (
    NONE_OWN,
    HolidayTable,
    add_working_days,
    announced_holidays,
    holidays_known,
    is_working_day,
    notice_period,
)
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.holidays import holiday_lines, read_holidays
from dibao_desktop.settings import queries
from meetings import a_village_ready
from ui.pages.settings.page import SettingsPage
from ui.widgets.page import PageContext

NOTICE = """国庆节：10月1日（星期五）至7日（星期四）放假调休，共7天。9月26日（星期日）、10月9日（星期六）上班。
元旦：2026年12月31日至2027年1月2日放假，与周末连休。"""


def days(*written: str) -> set[dt.date]:
    return {dt.date.fromisoformat(day) for day in written}


def test_plain_lines_and_the_announcement_itself_are_read() -> None:
    plain = read_holidays("2027-10-01 休\n2027/10/10 班\n\n2027.10.2～2027.10.4 假", 2027)
    assert plain.table.rest == days("2027-10-01", "2027-10-02", "2027-10-03", "2027-10-04")
    assert plain.table.work == days("2027-10-10")
    told = read_holidays(NOTICE, 2027)
    assert told.problems == ()
    assert len(told.table.rest) == 7 + 3
    assert told.table.work == days("2027-09-26", "2027-10-09")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2027-13-01 休", "第 1 行“2027-13-01休”的日期不对"),
        ("10月1日", "没有写明"),
        ("2027-10-01 休\n10月1日上班", "2027-10-01既写了“休”又写了“班”"),
        ("1月1日至12月31日放假", "日期不对"),
    ],
)
def test_a_line_that_is_not_clear_is_named(written: str, said: str) -> None:
    assert said in read_holidays(written, 2027).problems[0]


def test_what_is_shown_reads_back_the_same() -> None:
    for year in (2017, 2022, 2026):
        known = announced_holidays(year)
        again = read_holidays(holiday_lines(known), year).table
        assert (again.rest, again.work) == (known.rest, known.work)
        first = dt.date(year, 1, 1)
        for ahead in range(365):
            day = first + dt.timedelta(days=ahead)
            assert is_working_day(day, again) is is_working_day(day)


def test_the_offices_table_goes_first_and_makes_a_year_known() -> None:
    own = read_holidays(NOTICE, 2027).table
    assert not holidays_known(2027)
    assert holidays_known(2027, own)
    assert is_working_day(dt.date(2027, 9, 26), own)
    assert not is_working_day(dt.date(2026, 12, 31), own)
    assert add_working_days(dt.date(2027, 9, 30), 1, own) == dt.date(2027, 10, 8)
    period = notice_period(dt.date(2027, 9, 24), 7, own=own)
    assert (period.last, period.closable, period.provisional) == (dt.date(2027, 10, 8), dt.date(2027, 10, 9), False)
    assert notice_period(dt.date(2027, 9, 24), 7, own=NONE_OWN).provisional


def test_a_table_is_kept_replaced_and_given_back(session) -> None:
    first = read_holidays("2027-10-01 休", 2027).table
    clearance.take_holidays(session, 2027, first)
    assert queries.own_holidays() == first
    clearance.take_holidays(session, 2027, read_holidays("2027-10-02 休", 2027).table)
    assert queries.own_holidays().rest == days("2027-10-02")
    clearance.take_holidays(session, 2027, HolidayTable())
    assert queries.own_holidays() == NONE_OWN
    with pytest.raises(KnownError, match="2029-01-01 不在 2027 年"):
        clearance.take_holidays(session, 2027, read_holidays("2029-01-01 休", 2027).table)


def test_a_step_falls_due_by_the_offices_table_and_moves_when_it_is_entered(session, office) -> None:
    ready = a_village_ready(session, households=1)
    clearance.conclude_review(session, ready.cases[0], "passed", dt.date(2017, 7, 3))
    policy = clearance_queries.policy_of(ready.campaign_id)
    for round_ in policy.notice.rounds:
        posted = dt.date(2017, 7, 3) + dt.timedelta(days=10 * round_.number)
        if clearance_queries.case_row(ready.cases[0]).step_label != round_.label:
            break
        clearance.post_notice(session, ready.cases, round_.number, posted, posted + dt.timedelta(days=8))
        clearance.end_notice(session, ready.cases, round_.number, posted + dt.timedelta(days=8))
    before = clearance_queries.case_row(ready.cases[0]).due_on
    assert before
    clearance.take_holidays(session, 2017, HolidayTable(rest=frozenset({dt.date.fromisoformat(before)})))
    after = clearance_queries.case_row(ready.cases[0]).due_on
    assert after > before
    assert office.faults() == []


@pytest.fixture
def page(office, runner, qtbot):
    made = SettingsPage(PageContext(office.session, office, runner))
    qtbot.addWidget(made)
    office.session.subscribe(made.told)
    made.resize(1198, 684)
    made.show()
    yield made
    office.session.unsubscribe(made.told)
    made.close()


def test_a_year_nobody_knows_is_pasted_into_the_page_and_saved(page, clock) -> None:
    clock.now = dt.datetime(2026, 11, 20, 9, 0)
    page.become_stale()
    page.refresh()
    page.parts.choose("holidays")
    view = page.holidays
    assert (view.year.value(), view.state.text()) == (2027, "还没有，按周一至周五推算")
    view.text.setPlainText("10月1日")
    assert "没有写明" in view.problem.text()
    assert not view.save.isEnabled()
    view.text.setPlainText(NOTICE)
    assert "休息 10 天，上班 2 天" in view.read_as.text()
    assert page.unsaved()
    view.save.click()
    assert page.unsaved() == ""
    assert 2027 in queries.own_holidays().years
    assert view.state.text() == "本单位录入"
