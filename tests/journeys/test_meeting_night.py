"""A new clerk's first meeting night, in the real window: twelve cases, in every second one somebody steps aside, one case
that too few can vote on, one vote put right; the minutes are printed, and nothing is asked twice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from conftest import Clock
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.office import Office
from dibao_desktop.review import commands, queries
from dibao_desktop.review.rules.panel import KinEntry
from dibao_desktop.review.rules.states import ItemState
from journeys import evening
from journeys.clerk import Clerk
from meetings import a_village_ready, panel_entries
from ui.app.start import build_window
from ui.jobs.runner import JobRunner
from ui.pages.review.correcting import ChooseVoteDialog, CorrectionDialog
from ui.pages.review.planning import MeetingForm
from ui.widgets.dialogs import ConfirmDialog, Dialog

CASES = 12
TOO_FEW = 5
"""The place (from 0) of the case during which three members are outside."""


class CountingClerk(Clerk):
    """Counts what the clerk's hands do, and keeps every caption that was written under, and every question answered."""

    def __init__(self, window: object, session: object, clock: Clock) -> None:
        super().__init__(window, session, clock)  # type: ignore[arg-type]
        self.clicks = self.strokes = self.signs = 0
        self.written: list[str] = []
        self.asked: list[str] = []

    def keys(self, *keys: Qt.Key, ctrl: bool = False) -> None:
        self.strokes += len(keys)
        super().keys(*keys, ctrl=ctrl)

    def write(self, caption: str, words: str, place: int = 0) -> None:
        self.written.append(caption)
        self.signs += len(words)
        super().write(caption, words, place)

    def type_here(self, widget: QWidget, words: str) -> None:
        self.signs += len(words)
        super().type_here(widget, words)

    def answer(self, kind: type[Dialog], words: str) -> None:
        self.asked.append(self.dialog(kind).windowTitle())
        super().answer(kind, words)

    def _click(self, *where: object, **how: object) -> None:
        self.clicks += 1
        super()._click(*where, **how)  # type: ignore[arg-type]


@pytest.fixture
def clerk(qtbot: QtBot, office: Office, runner: JobRunner, clock: Clock, tmp_path: Path) -> Iterator[CountingClerk]:
    """At the window of an office whose village waits for its review; the panel list with the relatives is in."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    ready = a_village_ready(office.session, CASES)
    heads = [dossiers.household(household).record.members[0] for household in ready.households[::2]]
    kin = {place: KinEntry(head.name, head.id_number, "兄弟") for place, head in enumerate(heads)}
    commands.take_panels(office.session, panel_entries(kin), "评议小组名单")
    window = build_window(office, runner)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield CountingClerk(window, office.session, clock)
    page = window.page("review")
    if page.wall.window is not None:
        page.wall.window.release()


def save_from_menu(clerk: CountingClerk, words: str, out: Path) -> None:
    """Choose a paper of the menu 打印 and say where it goes."""
    clerk.press("打印")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(each for each in menu.actions() if each.text() == words)
    clerk._click(menu, menu.actionGeometry(action).center())
    clerk.give_files([out])
    assert out.read_bytes().startswith(b"%PDF")


def test_a_new_clerk_gets_through_the_evening(clerk: CountingClerk, tmp_path: Path) -> None:
    plan_the_evening(clerk)
    rehearse(clerk, tmp_path)
    names = [row.name for row in evening.meeting(clerk).roll]
    evening.sign_in(clerk, names)
    clerk.press("开始会议")
    for place in range(CASES):
        case = evening.turn_to_next(clerk)
        assert len(evening.recused(clerk)) == (1 if place % 2 == 0 else 0), case.sheet.head_name
        if place == TOO_FEW:
            evening.come_or_go(clerk, names[:3])
            evening.fail_for_want_of_people(clerk)
            evening.come_or_go(clerk, names[:3])
            evening.put_again(clerk, case.sheet.head_name)
        else:
            evening.pass_by_all(clerk)
    evening.turn_to_next(clerk)
    evening.pass_by_all(clerk)
    clerk.keys(evening.ENTER)
    clerk.answer(ConfirmDialog, "结束会议")
    first_code = queries.code_of(clerk.page.meeting_id)
    put_right(clerk)
    meeting = evening.meeting(clerk)
    states = [row.state for row in meeting.agenda]
    assert len(states) == CASES + 1 and states.count(ItemState.PASSED) == CASES
    assert states[TOO_FEW] is ItemState.NO_QUORUM
    for words, ending, begins in (("存为 PDF", "pdf", b"%PDF"), ("存为 Word", "docx", b"PK")):
        out = tmp_path / f"评议记录.{ending}"
        clerk.save_paper(words, out)
        assert out.read_bytes().startswith(begins)
    said = clerk.page.minutes.text.toPlainText()
    code = queries.code_of(meeting.id)
    assert code != first_code and code in said
    assert said.count("为近亲属（兄弟）") == CASES // 2
    assert "唱票时录错一票" in said and "更正后表决" in said and "不足法定人数" in said
    # Nothing is asked twice: each field is written under once, and each question was of its own.
    assert len(clerk.written) == len(set(clerk.written)), clerk.written
    assert len(clerk.asked) == len(set(clerk.asked)), clerk.asked


def plan_the_evening(clerk: CountingClerk) -> None:
    """Day, time, recorder and agenda stand there already."""
    page = clerk.go("review")
    clerk.choose_row(page.list.due, 0, double=True)
    form = clerk.dialog(MeetingForm)
    assert len(form.choice.chosen()) == CASES
    clerk.write("地点", "村委会会议室")
    clerk.write("主持人", "尹家旺")
    clerk.write("乡镇工作人员", "赵志明、李新")
    clerk.look("安排评议会", form)
    clerk.press("保存")
    clerk.no_dialog()


def rehearse(clerk: CountingClerk, folder: Path) -> None:
    """Who will step aside is known before anybody comes, and the papers are printed."""
    clerk.press("会前检查")
    assert clerk.page.rehearsal.isVisible()
    clerk.look("会前检查")
    assert f"应回避 {CASES // 2} 人次" in clerk.words_of(clerk.page)
    clerk.press("回到签到")
    save_from_menu(clerk, "议程和签到表", folder / "议程.pdf")


def put_right(clerk: CountingClerk) -> None:
    """A ballot that was written down wrong; the clerk says why, once."""
    clerk.press("更正表决")
    choice = clerk.dialog(ChooseVoteDialog)
    clerk.look("更正哪一户", choice)
    clerk.press("更正…")
    form = clerk.dialog(CorrectionDialog)
    clerk.write("更正原因", "唱票时录错一票")
    voter = next(iter(form.choices.values()))
    clerk.choose_of(voter.box, "不同意")
    clerk.look("更正", form)
    clerk.press("更正")
    clerk.no_dialog()
