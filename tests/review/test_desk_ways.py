"""At the desk: hands and papers, who has left their seat, the room's opinion, and a vote put right."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from dibao_desktop import office as offices
from dibao_desktop.review import commands
from dibao_desktop.review.rules.states import Choice, ItemState, VoteWay
from meetings import Ready, Room, a_meeting_ready_to_vote, a_village_ready
from ui.jobs.runner import JobRunner
from ui.pages.review.correcting import ChooseVoteDialog, CorrectionDialog
from ui.pages.review.counting import CountDialog, WayDialog
from ui.pages.review.page import ReviewPage
from ui.widgets.buttons import LinkButton
from ui.widgets.dialogs import AskDialog, Dialog, SayDialog
from ui.widgets.page import PageContext, Scope

ENTER, ONE, ALL = Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_A
WAY, OPINION, CORRECT, LEAVE = Qt.Key.Key_M, Qt.Key.Key_O, Qt.Key.Key_C, Qt.Key.Key_L


@pytest.fixture
def ready(office: offices.Office) -> Ready:
    return a_village_ready(office.session, 2)


@pytest.fixture
def room(ready: Ready) -> Room:
    return a_meeting_ready_to_vote(ready)


@pytest.fixture
def page(office: offices.Office, ready: Ready, room: Room, runner: JobRunner, qtbot: QtBot) -> ReviewPage:
    """The desk of a running meeting, no case open yet."""
    made = ReviewPage(PageContext(office.session, office, runner))
    qtbot.addWidget(made)
    made.resize(1198, 684)
    made.scope_changed(Scope(ready.campaign_id))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.refresh()
    made.setFocus()
    return made


def press(qtbot: QtBot, page: ReviewPage, *keys: Qt.Key) -> None:
    page.activateWindow()
    for key in keys:
        qtbot.keyClick(page.focusWidget() or page, key)


def dialog(kind: type[Dialog]) -> Dialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind), found
    return found


def vote_by(qtbot: QtBot, page: ReviewPage, way: VoteWay) -> None:
    press(qtbot, page, WAY)
    asked = dialog(WayDialog)
    assert isinstance(asked, WayDialog)
    asked.choose(way)
    asked.accept()


def fill(**numbers: int) -> CountDialog:
    form = dialog(CountDialog)
    assert isinstance(form, CountDialog)
    for name, number in numbers.items():
        form.counts.fields[name].write(number)
    form.accept()
    return form


def test_hands_are_counted_before_the_vote_is_ended(page: ReviewPage, room: Room, qtbot: QtBot) -> None:
    press(qtbot, page, ENTER)
    vote_by(qtbot, page, VoteWay.HANDS)
    press(qtbot, page, ENTER, ENTER)
    form = fill(agree=5, against=1)
    assert form.isVisible() and "合计 6 人，在场应表决的是 7 人" in form._problem.text()
    fill(agree=5, against=2)
    assert page.desk.figures.voted.note.text() == "同意 5 不同意 2 弃权 0"
    press(qtbot, page, ENTER)
    assert room.detail().agenda[0].state is ItemState.PASSED


def test_all_hands_by_one_key_and_a_number_key_counts_anew(page: ReviewPage, room: Room, qtbot: QtBot) -> None:
    press(qtbot, page, ENTER)
    vote_by(qtbot, page, VoteWay.HANDS)
    press(qtbot, page, ALL)
    assert page.desk.figures.voted.number.text() == "7 / 7"
    press(qtbot, page, ONE)
    fill(agree=3, against=4)
    press(qtbot, page, ENTER)
    assert room.detail().agenda[0].state is ItemState.FAILED


def test_papers_with_blank_and_spoilt(page: ReviewPage, room: Room, qtbot: QtBot) -> None:
    press(qtbot, page, ENTER)
    vote_by(qtbot, page, VoteWay.PAPER)
    press(qtbot, page, ENTER, ENTER)
    assert "收回选票" in fill()._problem.text(), "an empty form is no count"
    form = fill(returned=7, agree=5, blank=1, spoilt=2)
    assert "合计 8 张，收回的是 7 张" in form._problem.text()
    fill(spoilt=1)
    assert page.desk.figures.voted.note.text().endswith("空白 1 废票 1")
    press(qtbot, page, ENTER)
    assert room.detail().agenda[0].agree == 5


def test_a_recused_member_is_asked_to_leave_and_seen_to(page: ReviewPage, room: Room, qtbot: QtBot) -> None:
    press(qtbot, page, ENTER)
    commands.declare_recusal(room.session, room.items[0], room.members[0], "与该户是亲戚")
    page.refresh()
    assert page.desk.roll.list.item(0).data(Qt.ItemDataRole.UserRole).pill == "回避，请离席"
    press(qtbot, page, LEAVE, LEAVE)
    assert not room.detail().roll[0].left_room, "the same key takes it back"
    press(qtbot, page, LEAVE)
    assert page.desk.roll.list.item(0).data(Qt.ItemDataRole.UserRole).pill == "已离席"
    assert room.detail().present == 7, "he is back for the next case without signing in again"


def test_the_opinion_is_written_at_the_desk(page: ReviewPage, room: Room, qtbot: QtBot) -> None:
    press(qtbot, page, ENTER, OPINION)
    asked = dialog(AskDialog)
    asked.findChild(QPlainTextEdit).setPlainText("情况属实，下季度再核一次务工收入。")
    asked.accept()
    press(qtbot, page, ENTER, ALL, ENTER)
    now = room.detail().current
    assert now is not None and now.opinion == "情况属实，下季度再核一次务工收入。"


def correct(member: int, reason: str) -> None:
    form = dialog(CorrectionDialog)
    assert isinstance(form, CorrectionDialog)
    form.accept()
    assert form.isVisible() and "更正原因" in form._problem.text()
    form.reason.write(reason)
    form.choices[member].write(Choice.AGAINST)
    form.accept()


def test_a_closed_vote_is_put_right_by_a_key(page: ReviewPage, room: Room, qtbot: QtBot) -> None:
    press(qtbot, page, ENTER, ENTER, ALL, ENTER, CORRECT)
    correct(room.members[2], "第三位是不同意")
    now = room.detail().current
    assert now is not None and now.corrected and room.detail().agenda[0].agree == 6


def test_an_earlier_case_is_put_right_from_its_record_and_after_the_meeting(
    page: ReviewPage, room: Room, qtbot: QtBot
) -> None:
    press(qtbot, page, ENTER, ENTER, ALL, ENTER, ENTER)
    page.desk.agenda.choose(room.items[0])
    link = next(each for each in dialog(SayDialog).findChildren(LinkButton) if "更正" in each.text())
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    correct(room.members[0], "唱票错误")
    assert room.detail().agenda[0].agree == 6
    press(qtbot, page, ENTER, ALL, ENTER)
    commands.close_meeting(room.session, room.meeting_id)
    page.refresh()
    page.minutes.correction_wanted.emit()
    chosen = dialog(ChooseVoteDialog)
    chosen.accept()
    correct(room.members[1], "会后核对签字表")
    assert room.detail().agenda[0].agree == 5
    assert "会后核对签字表" in page.minutes.text.toPlainText()
