"""The wall as the desk conducts it: by key and by button, and the small picture always the same as the large one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dibao_desktop import office as offices
from dibao_desktop.review import commands
from dibao_desktop.review.rules import scene as scenes
from meetings import Room, a_meeting_planned, a_village_ready, sign_in
from ui.jobs.runner import JobRunner
from ui.pages.review.page import ReviewPage
from ui.pages.review.preview import WallPreview
from ui.pages.review.wall_acts import KEYS, SCENES, WallAct
from ui.pages.review.wall_control import WallControl
from ui.projector.look import Look
from ui.projector.scenes import agenda
from ui.projector.screens import remembered_look
from ui.projector.window import ProjectorWindow
from ui.widgets.buttons import LinkButton
from ui.widgets.page import PageContext, Scope

KEY = {
    act: getattr(Qt.Key, f"Key_{name.replace('PgUp', 'PageUp').replace('PgDown', 'PageDown')}")
    for act, name in KEYS.items()
}
ENTER, ONE = Qt.Key.Key_Return, Qt.Key.Key_1


@pytest.fixture
def room(office: offices.Office) -> Room:
    planned = a_meeting_planned(a_village_ready(office.session, 3))
    sign_in(planned, range(7))
    return planned


@pytest.fixture
def page(office: offices.Office, room: Room, runner: JobRunner, qtbot: QtBot, tmp_path: Path) -> Iterator[ReviewPage]:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    made = ReviewPage(PageContext(office.session, office, runner))
    made.resize(1198, 684)
    made.scope_changed(Scope(room.detail().campaign_id))
    with qtbot.waitExposed(made):
        made.show()
    commands.open_meeting(office.session, room.meeting_id)
    made.show_meeting(room.meeting_id)
    made.activateWindow()
    made.setFocus()
    yield made
    if made.wall.window is not None:
        made.wall.window.release()
    made.close()


def press(qtbot: QtBot, page: ReviewPage, *keys: Qt.Key | WallAct) -> None:
    for key in keys:
        target = page.focusWidget() or page
        assert isinstance(target, QWidget)
        qtbot.keyClick(target, KEY[key] if isinstance(key, WallAct) else key)


def wall_of(page: ReviewPage) -> ProjectorWindow:
    wall = page.wall.window
    assert wall is not None
    for preview in (page.desk.preview, page.gathering.preview):
        assert preview.picture == wall.canvas.picture, "the desk sees what the room sees"
    return wall


def scene_of(page: ReviewPage) -> scenes.Scene | None:
    return wall_of(page).canvas.scene


def test_every_scene_has_its_key_and_the_same_key_leads_back(page: ReviewPage, qtbot: QtBot) -> None:
    press(qtbot, page, WallAct.OPEN)
    kinds = {
        WallAct.AGENDA: scenes.Agenda,
        WallAct.DECISIONS: scenes.Decisions,
        WallAct.PAUSE: scenes.Pause,
        WallAct.RULES: scenes.Rules,
    }
    assert {*kinds, WallAct.FOLLOW} == set(SCENES)
    press(qtbot, page, ENTER)
    for act, kind in kinds.items():
        press(qtbot, page, act)
        assert isinstance(scene_of(page), kind)
        press(qtbot, page, act)
        assert isinstance(scene_of(page), scenes.CaseScene)
    press(qtbot, page, WallAct.PAUSE, WallAct.FOLLOW)
    assert isinstance(scene_of(page), scenes.CaseScene)


def test_what_was_put_up_goes_when_the_meeting_moves_on_and_stays_while_votes_come_in(
    page: ReviewPage, qtbot: QtBot
) -> None:
    press(qtbot, page, WallAct.OPEN, ENTER, ENTER, WallAct.AGENDA, ONE, ONE)
    assert isinstance(scene_of(page), scenes.Agenda)
    press(qtbot, page, Qt.Key.Key_A, ENTER)
    assert isinstance(scene_of(page), scenes.Result)


def test_frozen_it_stands_still_while_the_desk_goes_on(page: ReviewPage, qtbot: QtBot) -> None:
    press(qtbot, page, WallAct.OPEN, ENTER, ENTER, ONE, WallAct.FREEZE, ONE, ONE)
    shown = scene_of(page)
    assert isinstance(shown, scenes.VoteOpen) and shown.voted == 1
    press(qtbot, page, Qt.Key.Key_A, ENTER, ENTER, WallAct.AGENDA)
    assert scene_of(page) == shown
    assert page.desk.preview._pill.text() == "定格"
    press(qtbot, page, WallAct.FREEZE)
    assert isinstance(scene_of(page), scenes.Agenda)


def test_blank_it_shows_nothing_and_comes_back_as_it_was(page: ReviewPage, qtbot: QtBot) -> None:
    press(qtbot, page, WallAct.OPEN, ENTER, WallAct.BLANK)
    assert scene_of(page) is None and page.desk.preview._pill.text() == "黑屏"
    press(qtbot, page, ENTER, WallAct.BLANK)
    assert isinstance(scene_of(page), scenes.VoteOpen)
    press(qtbot, page, WallAct.FREEZE, WallAct.BLANK, WallAct.BLANK)
    assert isinstance(scene_of(page), scenes.VoteOpen)


@pytest.fixture
def two_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three cases are a long agenda where a column has but one line."""
    monkeypatch.setattr(agenda, "_LINES", 1)


@pytest.mark.usefixtures("two_pages")
def test_a_long_list_turns_its_pages_by_itself_and_by_key(page: ReviewPage, qtbot: QtBot) -> None:
    press(qtbot, page, WallAct.OPEN, WallAct.AGENDA)
    assert page.desk.preview._page.text() == "第 1 页，共 2 页"
    page.wall._turning.timeout.emit()
    assert wall_of(page).canvas.picture.page == 1
    press(qtbot, page, WallAct.ON)
    assert wall_of(page).canvas.picture.page == 0, "after the last comes the first"
    press(qtbot, page, WallAct.BACK)
    assert wall_of(page).canvas.picture.page == 1
    assert page.wall._turning.interval() > 30_000, "who turns by hand has time to read"
    press(qtbot, page, WallAct.FOLLOW)
    assert not page.wall._turning.isActive() and page.desk.preview._pages.isHidden()


@pytest.mark.usefixtures("two_pages")
def test_the_agenda_opens_on_the_case_that_the_room_is_at(page: ReviewPage, room: Room, qtbot: QtBot) -> None:
    press(qtbot, page, WallAct.OPEN)
    page.desk.agenda.choose(room.items[2])
    page.setFocus()
    press(qtbot, page, WallAct.AGENDA)
    assert wall_of(page).canvas.picture.page == 1


@pytest.fixture
def control(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[WallControl, WallPreview]]:
    """The wall's acts and buttons without a meeting."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    desk = QWidget()
    qtbot.addWidget(desk)
    preview = WallPreview(desk)
    made = WallControl(desk, (preview,), (desk,))
    with qtbot.waitExposed(desk):
        desk.show()
    yield made, preview
    if made.window is not None:
        made.window.release()


def menu_of(preview: WallPreview) -> dict[object, QAction]:
    preview._show_menu()
    assert preview._menu is not None
    return {action.data(): action for action in preview._menu.actions()}


def test_the_look_is_changed_and_remembered(control: tuple[WallControl, WallPreview]) -> None:
    wall, preview = control
    wall.act(WallAct.OPEN)
    wall.act(WallAct.LOOK)
    assert preview.picture.look is Look.LIGHT and remembered_look() is Look.LIGHT
    assert wall.window is not None and wall.window.canvas.picture == preview.picture
    wall.act(WallAct.LOOK)
    assert remembered_look() is Look.DARK


def test_put_away_it_begins_anew_neither_blank_nor_frozen(control: tuple[WallControl, WallPreview]) -> None:
    wall, preview = control
    for act in (WallAct.OPEN, WallAct.FREEZE, WallAct.BLANK):
        wall.act(act)
    assert preview._pill.text() == "黑屏"
    wall.act(WallAct.OPEN)
    assert wall.window is None and preview._pill.text() == ""


def test_every_key_is_written_where_the_wall_is_conducted(control: tuple[WallControl, WallPreview]) -> None:
    _wall, preview = control
    preview.act_wanted.emit(WallAct.BLANK)
    words = [button.text() + button.toolTip() for button in preview.findChildren(LinkButton)]
    written = " ".join([*words, *(action.text() for action in menu_of(preview).values())])
    preview._menu.close()
    assert [key for key in KEYS.values() if key not in written] == []


def test_the_menu_puts_it_in_a_window_only_when_asked(control: tuple[WallControl, WallPreview]) -> None:
    wall, preview = control
    wall.act(WallAct.OPEN)
    assert wall.window is not None and not wall.window.isVisible(), "nothing is opened over the desk"
    menu_of(preview)[WallAct.FRAME].trigger()
    preview._menu.close()
    assert wall.window.isVisible() and wall.window.place == "窗口"


def test_while_names_are_typed_the_keys_are_those_with_alt(
    office: offices.Office, runner: JobRunner, qtbot: QtBot
) -> None:
    planned = a_meeting_planned(a_village_ready(office.session, 1))
    page = ReviewPage(PageContext(office.session, office, runner))
    qtbot.addWidget(page)
    page.scope_changed(Scope(planned.detail().campaign_id))
    with qtbot.waitExposed(page):
        page.show()
    page.show_meeting(planned.meeting_id)
    page.activateWindow()
    finder = page.gathering.finder
    finder.setFocus()
    qtbot.keyClick(finder, KEY[WallAct.OPEN], Qt.KeyboardModifier.AltModifier)
    assert isinstance(scene_of(page), scenes.Waiting)
    page.activateWindow()
    finder.setFocus()
    qtbot.keyClick(finder, KEY[WallAct.BLANK])
    assert isinstance(scene_of(page), scenes.Waiting) and finder.text() == "b"
