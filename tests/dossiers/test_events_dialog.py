"""办理变动 and 试算 on the dossier, as a clerk does them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.rules.life_events import LifeEvent
from dibao_desktop.office import Office
from makers import a_member, make_household, make_id
from situations import start
from ui.jobs.runner import JobRunner
from ui.pages.dossiers.events import EventDialog
from ui.pages.dossiers.page import DossiersPage
from ui.pages.dossiers.what_if import WhatIfDialog
from ui.widgets.files import QFileDialog
from ui.widgets.page import PageContext, Scope


@pytest.fixture
def household(office: Office) -> int:
    """周红巧, her husband and her son, 336 a month in C类."""
    people = (
        a_member(name="周红巧", sex="女", id_number=make_id("19610617", 520), birth="1961-06-17"),
        a_member("配偶", name="段建国"),
        a_member("子", name="段福"),
    )
    return make_household(
        office.session, 3, number="0001", head_name="周红巧", members=people, annual_income_fen=3_000_00
    )


@pytest.fixture
def page(office: Office, household: int, runner: JobRunner, qtbot: QtBot) -> Iterator[DossiersPage]:
    campaign = start(office.session)
    made = DossiersPage(PageContext(office.session, office, runner))
    qtbot.addWidget(made)
    made.scope = Scope(campaign_id=campaign)
    made.resize(1198, 684)
    made.show()
    made.refresh()
    made.open_target(household)
    yield made
    made.hide()


def dialog_of(page: DossiersPage) -> EventDialog:
    QTest.keyClick(page.list.table, Qt.Key.Key_F4)
    (found,) = page.findChildren(EventDialog)
    return found


def test_a_death_of_the_head_by_keyboard(page: DossiersPage, household: int, office: Office) -> None:
    dialog = dialog_of(page)
    assert dialog.kind is LifeEvent.DEATH
    assert dialog.fields["new_head"].isVisible()
    assert "请选择新的户主" in dialog._follows.text()
    dialog.fields["on"].write("2017-05-20")
    dialog.fields["new_head"].write(1)
    dialog._show_follows()
    assert "保障人口 3 → 2 人，自 2017-06 起重新核算" in dialog._follows.text()
    assert "现发 336.00 元不变" in dialog._follows.text()
    assert "死亡证明或户口注销证明" in dialog.papers()
    for box in dialog._boxes:
        box.setChecked(box.text() == "变动登记表")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    found = queries.household(household)
    assert found is not None
    assert (found.record.head_name, found.record.covered_size, found.record.monthly_fen) == ("段建国", 2, 336_00)
    assert page.findChildren(QFileDialog)
    for each in page.findChildren(QFileDialog):
        each.reject()


def test_what_is_lacking_keeps_the_dialog_open(page: DossiersPage) -> None:
    dialog = dialog_of(page)
    dialog.fields["on"].write("没有")
    dialog.accept()
    assert dialog.isVisible()
    dialog.fields["on"].write("2017-05-20")
    dialog.accept()
    assert dialog.isVisible()
    dialog.reject()
    assert clearance.events() == []


def test_each_kind_asks_for_its_own(page: DossiersPage) -> None:
    dialog = dialog_of(page)
    for kind in LifeEvent:
        dialog.fields["kind"].write(kind)
        dialog._turn()
        shown = {name for name, field in dialog.fields.items() if field.isVisible()}
        assert {"kind", "on", "note"} <= shown
        assert ("name" in shown) == kind.adds
        assert ("member" in shown) != kind.adds
        assert ("income" in shown) == (kind is LifeEvent.JOB)
        assert ("disability_grade" in shown) == (kind is LifeEvent.DISABILITY)
    dialog.reject()


def test_a_birth_through_the_dialog(page: DossiersPage, household: int) -> None:
    dialog = dialog_of(page)
    for name, value in (("kind", LifeEvent.BIRTH), ("name", "段小明"), ("relation", "孙子"), ("on", "2017-05-20")):
        dialog.fields[name].write(value)
    dialog._turn()
    for box in dialog._boxes:
        box.setChecked(False)
    dialog.accept()
    found = queries.household(household)
    assert found is not None
    assert found.record.members[-1].birth == "2017-05-20"
    assert found.record.covered_size == 4


def test_what_if_saves_nothing(page: DossiersPage, household: int) -> None:
    before = queries.household(household)
    QTest.keyClick(page.list.table, Qt.Key.Key_F6)
    (dialog,) = page.findChildren(WhatIfDialog)
    assert dialog.whole is not None
    assert dialog.whole.base.monthly_fen == 336_00
    dialog.covered.write(2)
    dialog.family.write(2)
    dialog.work_out()
    assert dialog.whole.base.monthly_fen == 224_00
    dialog.income.write(5_600_00)
    dialog.work_out()
    assert (dialog.whole.base.eligible, dialog.whole.total_fen) == (False, 0)
    dialog.kind.write("城市低保")
    dialog.day.write("2016-01-01")
    dialog.work_out()
    assert dialog.whole.base.missing
    dialog.accept()
    assert queries.household(household) == before
