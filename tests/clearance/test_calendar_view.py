"""核查日历 in the window: the lists, their doors, and what is settled from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from conftest import Clock
from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.life_events import EventDraft, LifeEvent
from dibao_desktop.office import Office
from dibao_desktop.policy.rules.steps import DoneWhen
from makers import a_member, make_household, make_id
from situations import bring_to, finish, start
from ui.app.facts import OfficeFacts
from ui.jobs.runner import JobRunner
from ui.pages.clearance.page import ClearancePage
from ui.widgets.dialogs import AskDialog, ConfirmDialog
from ui.widgets.page import PageContext, Scope


@pytest.fixture
def households(office: Office, clock: Clock) -> tuple[int, int]:
    """One visited in June and due in September; one of whom a member died in April. Somebody of each turns 60 or 80."""
    session = office.session
    elder = a_member(name="赵德福", id_number=make_id("19571115", 1))
    visited = make_household(session, 1, members=(elder,), head_name="赵德福", category="C类", monthly_fen=112_00)
    bereaved = make_household(session, 3)
    case = queries.case_of(start(session), visited)
    assert case is not None
    bring_to(session, case.id, DoneWhen.ASSESSMENT_CURRENT)
    found = dossiers.household(bereaved)
    assert found is not None
    draft = EventDraft(LifeEvent.DEATH, dt.date(2017, 4, 20), member=2, note="村委会上报")
    commands.record_event(session, bereaved, draft, found.version, ())
    clock.now = dt.datetime(2017, 10, 9, 9, 0)
    return visited, bereaved


@pytest.fixture
def page(office: Office, households: tuple[int, int], runner: JobRunner, qtbot: QtBot) -> Iterator[ClearancePage]:
    made = ClearancePage(PageContext(office.session, office, runner))
    qtbot.addWidget(made)
    made.scope = Scope(campaign_id=1)
    made.resize(1198, 684)
    made.show()
    made.refresh()
    yield made
    made.hide()


def test_the_key_opens_it_and_the_link_leads_back(page: ClearancePage) -> None:
    QTest.keyClick(page, Qt.Key.Key_F7)
    assert page.calendar.isVisible()
    assert not page.full.isVisible()
    page.calendar.left.emit()
    assert page.full.isVisible()
    assert not page.calendar.isVisible()


def test_overdue_households_are_doors_to_their_dossiers(page: ClearancePage, households: tuple[int, int]) -> None:
    page.open_target({"calendar": True})
    view, gone = page.calendar, []
    page.go.connect(lambda name, target: gone.append((name, target)))
    assert view.checks.paged.ids == [households[0]]
    view.checks.select_id(households[0])
    view.open_button.click()
    assert gone == [("dossiers", households[0])]
    assert "另有 1 户没有入户记录" in view.hint.text()


def test_a_month_and_a_day_of_it(page: ClearancePage, households: tuple[int, int]) -> None:
    page.open_target({"calendar": True})
    view = page.calendar
    assert view.month.month == "2017-10"
    view.month._move(-1)
    assert (view.month.month, view.checks.paged.ids) == ("2017-09", [households[0]])
    view.month.day_chosen.emit("2017-09-02")
    assert view.checks.paged.ids == []
    assert view.title.text() == "2017-09-02 0 户"
    view.show_checks({})
    assert view.checks.paged.ids == [households[0]]


def test_a_task_is_settled_and_a_recovery_written_down(page: ClearancePage) -> None:
    page.open_target({"calendar": True})
    view = page.calendar
    view.lists.choose("events")
    view.tables["events"].select_id(0)
    view.settle_button.click()
    (asked,) = view.findChildren(AskDialog)
    QTest.keyClicks(asked.focusWidget() or asked, "done")
    asked.accept()
    assert queries.open_events() == []
    view.lists.choose("deaths")
    view.tables["deaths"].select_id(0)
    view._recovered(queries.deaths(dt.date(2017, 10, 9))[0], "不知道")
    assert queries.deaths(dt.date(2017, 10, 9))[0].event.recovered_fen == 0
    view._recovered(queries.deaths(dt.date(2017, 10, 9))[0], "112")
    assert queries.deaths(dt.date(2017, 10, 9))[0].event.recovered_fen == 112_00


def test_a_gradual_exit_that_is_over_is_closed_from_the_list(page: ClearancePage, office: Office, clock: Clock) -> None:
    household = make_household(office.session, 1, monthly_fen=112_00)
    case = queries.case_of(start(office.session, title="第二次"), household)
    assert case is not None
    bring_to(office.session, case.id, DoneWhen.REVIEW_CONCLUDED)
    commands.propose(office.session, case.id, Outcome.GRADUAL, None, "就业后收入超过标准")
    finish(office.session, case.id)
    clock.pass_days(220)
    page.refresh()
    page.open_target({"calendar": True})
    page.calendar.lists.choose("gradual")
    page.calendar.tables["gradual"].setCurrentIndex(page.calendar.tables["gradual"].paged.index(0, 0))
    assert page.calendar.end_button.isVisible()
    page.calendar.end_button.click()
    (dialog,) = page.findChildren(ConfirmDialog)
    dialog.accept()
    found = dossiers.household(household)
    assert found is not None
    assert found.standing == "停保"
    assert page.calendar.title.text() == "0 条"


def test_who_turns_sixty_next_month(page: ClearancePage) -> None:
    page.open_target({"calendar": True})
    page.calendar.lists.choose("ages")
    rows = dossiers.age_list(dt.date(2017, 10, 9))
    assert [(row.name, row.age, row.on) for row in rows if row.name == "赵德福"] == [("赵德福", 60, "2017-11-15")]
    assert page.calendar.title.text() == f"{len(rows)} 条"


def test_a_register_goes_into_a_workbook(page: ClearancePage, tmp_path: Path) -> None:
    page.open_target({"calendar": True})
    page.calendar.lists.choose("deaths")
    page.write_calendar(tmp_path / "死亡核减台账.xlsx")
    cells = [cell.value for row in load_workbook(tmp_path / "死亡核减台账.xlsx").active.rows for cell in row]
    assert {"停发月份", "2017-05", "应追回"} <= set(cells)


def test_the_status_line_counts_verifications(office: Office, households: tuple[int, int]) -> None:
    status = OfficeFacts(office).status(Scope(campaign_id=1))
    assert "定期核查 1 户" in status.due
