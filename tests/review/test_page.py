"""The page of the meetings, driven by keys and clicks like a clerk does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dibao_desktop import office as offices
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.review import commands, queries
from dibao_desktop.review.rules import scene as scenes
from dibao_desktop.review.rules.panel import KinEntry
from dibao_desktop.review.rules.states import ItemState, MeetingState
from makers import make_household
from meetings import Ready, Room, a_meeting_planned, a_village_ready, panel_entries, sign_in
from ui.jobs.runner import JobRunner
from ui.pages.review.dialogs import AnswerDialog, QuestionDialog, ReadingDialog
from ui.pages.review.page import ReviewPage
from ui.pages.review.planning import MeetingForm
from ui.widgets.buttons import LinkButton
from ui.widgets.dialogs import AskDialog, ConfirmDialog, Dialog, SayDialog
from ui.widgets.page import PageContext, Scope


@pytest.fixture
def ready(office: offices.Office) -> Ready:
    return a_village_ready(office.session, 3)


@pytest.fixture
def page(office: offices.Office, ready: Ready, runner: JobRunner, qtbot: QtBot, tmp_path: Path) -> Iterator[ReviewPage]:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    made = ReviewPage(PageContext(office.session, office, runner))
    made.resize(1198, 684)
    made.scope_changed(Scope(ready.campaign_id))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    if made.wall.window is not None:
        made.wall.window.release()
    made.close()


def dialog(kind: type[Dialog]) -> Dialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind), found
    return found


def press(qtbot: QtBot, page: ReviewPage, *keys: Qt.Key) -> None:
    for key in keys:
        target = page.focusWidget() or page
        assert isinstance(target, QWidget)
        qtbot.keyClick(target, key)


def test_without_a_campaign_it_leads_to_one(page: ReviewPage) -> None:
    page.scope_changed(Scope(None))
    gone: list[str] = []
    page.go.connect(lambda name, _target: gone.append(name))
    page.list._empty.button.click()
    assert gone == ["clearance"] and not page.list.plan_button.isEnabled()


def test_a_village_that_waits_is_offered_first(page: ReviewPage, ready: Ready, monkeypatch: pytest.MonkeyPatch) -> None:
    make_household(ready.session, village="白石村")
    other_way_round = dossiers.villages()[::-1]
    monkeypatch.setattr(dossiers, "villages", lambda: other_way_round)
    commands.take_panels(ready.session, panel_entries(), "名单")
    page.show_list()
    page.list.plan_button.click()
    form = dialog(MeetingForm)
    assert isinstance(form, MeetingForm) and form.cases.count() == 3
    form.reject()


def at_the_desk(page: ReviewPage, ready: Ready, present: int = 7, kin: dict[int, KinEntry] | None = None) -> Room:
    room = a_meeting_planned(ready, kin)
    sign_in(room, range(present))
    commands.open_meeting(ready.session, room.meeting_id)
    page.show_meeting(room.meeting_id)
    page.setFocus()
    return room


def near_to_the_first(ready: Ready) -> KinEntry:
    found = dossiers.household(ready.households[0])
    assert found is not None
    head = found.record.members[0]
    return KinEntry(head.name, head.id_number, "兄弟")


ENTER, ONE, TWO = Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_2


def test_from_the_form_to_signing_in(page: ReviewPage, ready: Ready, qtbot: QtBot) -> None:
    commands.take_panels(ready.session, panel_entries(), "名单")
    page.show_list()
    page.list.due.row_opened.emit(0)
    form = dialog(MeetingForm)
    assert isinstance(form, MeetingForm) and form.cases.count() == 3
    form.cases.item(2).setCheckState(Qt.CheckState.Unchecked)
    form.time.write("二十点")
    form.accept()
    assert form.isVisible()
    form.time.write("20:00")
    form.staff.write("赵志明 、李新")
    form.accept()
    detail = queries.meeting_detail(page.meeting_id or 0)
    assert len(detail.agenda) == 2 and detail.township_staff == ("赵志明", "李新")
    assert page.stages.currentWidget() is page.gathering


def test_a_case_of_the_clearance_page_leads_to_its_meeting_or_to_its_village(page: ReviewPage, ready: Ready) -> None:
    page.open_target({"village": "石塔村", "case": ready.cases[0]})
    assert page.stages.currentWidget() is page.list and page.list.due.current_id() == 0
    room = a_meeting_planned(ready)
    page.open_target({"village": "石塔村", "case": ready.cases[0]})
    assert page.meeting_id == room.meeting_id
    assert page.stages.currentWidget() is page.gathering


def test_signing_in_by_initials_and_by_click(page: ReviewPage, ready: Ready, qtbot: QtBot) -> None:
    room = a_meeting_planned(ready)
    page.show_meeting(room.meeting_id)
    first = room.detail().roll[0]
    qtbot.keyClicks(page.gathering.finder, first.initials.split()[0])
    qtbot.keyClick(page.gathering.finder, ENTER)
    assert room.detail().roll[0].present and page.gathering.finder.text() == ""
    page.gathering.open_wanted.emit()
    assert "还差 4 人" in page.banner.sentence()
    for member in room.members[1:5]:
        page.gathering.sign_in_wanted.emit(member)
    page.gathering.open_wanted.emit()
    assert page.stages.currentWidget() is page.desk and page.banner.sentence() == ""


def test_calling_a_meeting_off_leads_back_to_the_list(page: ReviewPage, ready: Ready, qtbot: QtBot) -> None:
    room = a_meeting_planned(ready)
    page.show_meeting(room.meeting_id)
    page.gathering.cancel_wanted.emit()
    asked = dialog(AskDialog)
    asked.findChild(QLineEdit).setText("改期")
    asked.accept()
    assert page.stages.currentWidget() is page.list
    assert queries.meetings(ready.campaign_id) == []


def test_an_evening_by_keys(page: ReviewPage, ready: Ready, qtbot: QtBot) -> None:
    room = at_the_desk(page, ready, kin={4: near_to_the_first(ready)})
    press(qtbot, page, ENTER, ENTER)
    assert room.marks()[4] == "回避"
    assert "兄弟" in page.desk.roll.list.item(4).toolTip(), "why is said beside the name"
    press(qtbot, page, ONE, ONE, TWO, ONE, ONE, ONE, ENTER)
    assert room.detail().agenda[0].state is ItemState.PASSED
    press(qtbot, page, ENTER, ENTER, Qt.Key.Key_A, ENTER)
    assert room.detail().agenda[1].agree == 7
    press(qtbot, page, ENTER, ENTER, TWO, TWO, TWO, Qt.Key.Key_A, ENTER)
    assert room.detail().agenda[2].state is ItemState.FAILED
    press(qtbot, page, ENTER)
    dialog(ConfirmDialog).accept()
    assert room.detail().state is MeetingState.CLOSED
    assert page.stages.currentWidget() is page.minutes
    assert "评议记录" in page.minutes.text.toPlainText()


def test_the_wall_tells_only_what_the_vote_lets_it(page: ReviewPage, ready: Ready, qtbot: QtBot) -> None:
    at_the_desk(page, ready)
    press(qtbot, page, Qt.Key.Key_P)
    assert page.wall.window is not None
    page.activateWindow()
    page.setFocus()
    press(qtbot, page, ENTER, ENTER, ONE, ONE)
    scene = page.wall.window.canvas.scene
    assert isinstance(scene, scenes.VoteOpen) and scene.voted == 2
    press(qtbot, page, Qt.Key.Key_B)
    assert page.wall.window.canvas.scene is None
    press(qtbot, page, Qt.Key.Key_B, Qt.Key.Key_A, ENTER)
    assert isinstance(page.wall.window.canvas.scene, scenes.Result)
    press(qtbot, page, Qt.Key.Key_P)
    assert page.wall.window is None


def test_ending_a_vote_early_is_asked_first(page: ReviewPage, ready: Ready, qtbot: QtBot) -> None:
    room = at_the_desk(page, ready)
    press(qtbot, page, ENTER, ENTER, ONE, ENTER)
    dialog(ConfirmDialog).reject()
    assert room.detail().agenda[0].state is ItemState.VOTING
    page.activateWindow()
    press(qtbot, page, ENTER)
    dialog(ConfirmDialog).accept()
    assert room.detail().agenda[0].state is ItemState.FAILED


def test_recusal_is_declared_with_a_reason(page: ReviewPage, ready: Ready, qtbot: QtBot) -> None:
    room = at_the_desk(page, ready)
    press(qtbot, page, ENTER, Qt.Key.Key_R)
    dialog(AskDialog).accept()
    assert room.marks()[0] == "回避"
    page.activateWindow()
    press(qtbot, page, Qt.Key.Key_R)
    assert room.marks()[0] == "到会"


def test_a_likely_relative_is_spoken_of_once(page: ReviewPage, ready: Ready, qtbot: QtBot) -> None:
    kin = near_to_the_first(ready)
    room = at_the_desk(page, ready, kin={6: KinEntry(kin.name, "", "兄弟")})
    press(qtbot, page, ENTER)
    assert "请核实" in page.banner.sentence()
    qtbot.mouseClick(page.banner._link, Qt.MouseButton.LeftButton)
    dialog(AskDialog).accept()
    assert room.marks()[6] == "回避" and page.banner.sentence() == ""
    assert page.desk.roll.list.hasFocus(), "the keys of the desk go on working"


def test_the_chair_is_asked_when_the_readings_part(page: ReviewPage, ready: Ready, qtbot: QtBot) -> None:
    room = at_the_desk(page, ready, present=6, kin={0: near_to_the_first(ready), 1: near_to_the_first(ready)})
    press(qtbot, page, ENTER, ENTER, ONE, ONE, ONE, TWO, ENTER)
    asked = dialog(ReadingDialog)
    asked.accept()
    assert room.detail().agenda[0].state is ItemState.PASSED


def test_the_record_of_a_closed_case_is_a_click_away(page: ReviewPage, ready: Ready, qtbot: QtBot) -> None:
    room = at_the_desk(page, ready)
    press(qtbot, page, ENTER, ENTER, Qt.Key.Key_A, ENTER, ENTER)
    page.desk.agenda.choose(room.items[0])
    dialog(SayDialog).accept()
    assert page.desk.agenda.current_key() == room.items[1]


def test_without_a_quorum_it_is_asked_and_can_be_put_again(page: ReviewPage, ready: Ready, qtbot: QtBot) -> None:
    room = at_the_desk(page, ready, present=5)
    press(qtbot, page, ENTER, ENTER, Qt.Key.Key_L, ENTER)
    dialog(ConfirmDialog).accept()
    assert room.detail().agenda[0].state is ItemState.NO_QUORUM
    page.activateWindow()
    press(qtbot, page, ENTER)
    assert "还差 1 人" in page.banner.sentence()
    press(qtbot, page, Qt.Key.Key_L, ENTER)
    press(qtbot, page, Qt.Key.Key_A, ENTER, ENTER)
    page.desk.agenda.choose(room.items[0])
    dialog(ConfirmDialog).accept()
    assert len(room.detail().agenda) == 4


def test_questions_are_kept_and_hold_the_meeting(page: ReviewPage, ready: Ready, qtbot: QtBot) -> None:
    room = at_the_desk(page, ready)
    press(qtbot, page, ENTER, Qt.Key.Key_Q)
    form = dialog(QuestionDialog)
    assert isinstance(form, QuestionDialog)
    form.accept()
    assert form.isVisible()
    form.asker.write("居民代表")
    form.text.write("务工收入算进去没有？")
    form.accept()
    current = room.detail().current
    assert current is not None and current.questions[0].answer == ""
    page.activateWindow()
    press(qtbot, page, ENTER, Qt.Key.Key_A, ENTER)
    page.desk.end_wanted.emit()
    dialog(ConfirmDialog).accept()
    assert "还没有答复" in page.banner.sentence()
    page.activateWindow()
    link = next(each for each in page.desk.questions.findChildren(LinkButton) if "记录答复" in each.text())
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    answer = dialog(AnswerDialog)
    assert isinstance(answer, AnswerDialog)
    answer.answer.write("算了")
    answer.accept()
    qtbot.wait(1)
    assert page.desk.isAncestorOf(page.focusWidget()), "the keys of the desk go on working"


def test_a_meeting_cut_off_is_opened_where_it_was(
    page: ReviewPage, ready: Ready, qtbot: QtBot, office: offices.Office, runner: JobRunner
) -> None:
    room = at_the_desk(page, ready)
    press(qtbot, page, ENTER, ENTER, ONE)
    again = ReviewPage(PageContext(office.session, office, runner))
    qtbot.addWidget(again)
    again.scope_changed(Scope(ready.campaign_id))
    again.refresh()
    assert again.meeting_id == room.meeting_id
    assert again.stages.currentWidget() is again.desk
    assert again.desk.figures.voted.number.text() == "1 / 7"
