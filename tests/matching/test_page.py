"""The page 信息比对: the road of a clerk from an empty office to a judged lead."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.matching import commands, queries
from dibao_desktop.matching.rules.lists import ListEntry, ListKind
from dibao_desktop.office import Office
from dibao_desktop.session import Session
from makers import make_household
from ui.jobs.runner import JobRunner
from ui.pages.matching.lists import ListsDialog
from ui.pages.matching.page import MatchingPage
from ui.widgets.page import PageContext, Scope

MakePage = Callable[[], MatchingPage]


@pytest.fixture
def make_page(qtbot: QtBot, office: Office, runner: JobRunner) -> MakePage:
    """The page on screen; it is told what each command changed, as the window does."""

    def make() -> MatchingPage:
        page = MatchingPage(PageContext(office.session, office, runner))
        office.session.subscribe(page.told)
        qtbot.addWidget(page)
        page.resize(1198, 684)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return make


@pytest.fixture
def three_cars(session: Session) -> list[int]:
    """Three households of one; the head of each has a car, the last in another village."""
    households = [make_household(session, 1, village=village) for village in ("石塔村", "石塔村", "荆山村")]
    heads = {person.household_id: person for person in dossiers.people()}
    cars = [
        ListEntry(ListKind.VEHICLES, heads[id_].name, heads[id_].id_number, label="小型轿车", detail=f"云N·{id_}")
        for id_ in households
    ]
    commands.take_list(session, ListKind.VEHICLES, cars, "机动车.xlsx")
    return households


def test_empty_office_leads_to_the_import(make_page: MakePage, qtbot: QtBot) -> None:
    page = make_page()
    assert page.whole.currentWidget() is page.no_lists
    with qtbot.waitSignal(page.go) as asked:
        page.no_lists.chosen.emit()
    assert asked.args == ["exchange", None]


def test_running_shows_kinds_leads_and_both_records(make_page: MakePage, three_cars: list[int], qtbot: QtBot) -> None:
    page = make_page()
    assert page.whole.currentWidget() is page.not_run
    with qtbot.waitSignal(page.said) as told:
        page.not_run.chosen.emit()
    assert page.whole.currentIndex() == 0
    assert "新增 3 条" in told.args[0]
    assert [page.kinds.item(row).text() for row in range(page.kinds.count())] == ["全部疑点", "名下机动车"]
    assert page.count.text() == "3 条"
    assert page.view.isVisible()


def test_a_village_counts_its_own_leads(make_page: MakePage, three_cars: list[int]) -> None:
    page = make_page()
    page.run_match()
    page.scope_changed(Scope(None, "荆山村"))
    assert page.head._note.text() == "荆山村：待核实 1 条，已核实 0 条"
    assert page.count.text() == "1 条"
    make_household(page.session, 1, village="新建村")
    page.scope_changed(Scope(None, "新建村"))
    assert page.whole.currentIndex() == 0 and page.right.currentWidget() is page.nothing


def test_judging_by_key_needs_grounds_and_goes_on(make_page: MakePage, three_cars: list[int], qtbot: QtBot) -> None:
    page = make_page()
    page.run_match()
    first = page.table.current_id()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_2)
    assert queries.open_leads() == 3
    assert page.view.evidence.problem.text()
    page.view.evidence.write("车辆已过户")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_2)
    assert first is not None
    judged = queries.lead(first)
    assert judged is not None and (judged.verdict, judged.evidence) == ("不属实", "车辆已过户")
    assert page.table.current_id() not in (None, first)
    assert page.count.text() == "2 条"
    assert page.view.evidence.read() == ""
    qtbot.keyClick(page.table, Qt.Key.Key_1)
    page.view.buttons[next(iter(page.view.buttons))].click()
    assert queries.open_leads() == 0
    assert page.right.currentWidget() is page.nothing


def test_scope_target_and_filters(make_page: MakePage, three_cars: list[int]) -> None:
    page = make_page()
    page.run_match()
    page.scope_changed(Scope(village="荆山村"))
    assert page.count.text() == "1 条"
    page.scope_changed(Scope())
    page.open_target(three_cars[1])
    assert page.count.text() == "1 条"
    page.only.click()
    assert page.count.text() == "3 条"
    page.open_target({"kind": "vehicle", "confidence": "doubtful"})
    assert page.count.text() == "0 条"


def test_door_to_the_dossier(make_page: MakePage, three_cars: list[int], qtbot: QtBot) -> None:
    page = make_page()
    page.run_match()
    with qtbot.waitSignal(page.go) as asked:
        page.view._ask_for_dossier()
    assert asked.args[0] == "dossiers" and asked.args[1] in three_cars


def test_removing_a_list(make_page: MakePage, three_cars: list[int], qtbot: QtBot) -> None:
    page = make_page()
    page.run_match()
    page.lists_link.click()
    dialog = page.findChild(ListsDialog)
    assert isinstance(dialog, QDialog)
    dialog.table.select_id(dialog.table.paged.ids[0])
    dialog._discard(dialog._chosen())
    dialog.accept()
    assert queries.lists_taken() == []
    with qtbot.waitSignal(page.said) as told:
        page.run_match()
    assert "撤回 3 条" in told.args[0]


def test_at_200_percent_the_verdicts_stay_in_sight(make_page: MakePage, three_cars: list[int]) -> None:
    page = make_page()
    page.run_match()
    assert page.kinds.isVisible() and not page.kind_chip.isVisible()
    page.resize(890, 450)
    QApplication.processEvents()
    assert not page.kinds.isVisible() and page.kind_chip.isVisible()
    last = list(page.view.buttons.values())[-1]
    assert last.mapTo(page, last.rect().topRight()).x() < page.width()
    page.kind_chip.choose("vehicle")
    assert (page.kinds.current_key(), page.count.text()) == ("vehicle", "3 条")
