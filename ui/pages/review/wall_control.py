"""What is on the wall: follows the meeting, or shows what the desk wants instead; the previews show exactly the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from dibao_desktop.review import queries
from dibao_desktop.review.queries import MeetingDetail
from dibao_desktop.review.rules.scene import CaseScene, Result, Scene, Shown, VoteOpen
from ui.pages.review.preview import WallPreview
from ui.pages.review.wall_acts import KEYS, WallAct, WallStand
from ui.projector.canvas import Picture
from ui.projector.scenes import first_page, pages
from ui.projector.screens import other_screens, remember_look, remembered_look
from ui.projector.window import ProjectorWindow

# How long a page of a list stands before the next one, and after somebody has turned it by hand.
_TURN_MS, _TURN_LATER_MS = 8_000, 40_000
_SHOWN = {
    WallAct.AGENDA: Shown.AGENDA,
    WallAct.RULES: Shown.RULES,
    WallAct.DECISIONS: Shown.DECISIONS,
    WallAct.PAUSE: Shown.PAUSE,
}


class WallControl(QObject):
    """`window` is the wall while it is open; every act has a key on each of the `stages`."""

    def __init__(self, page: QWidget, previews: Sequence[WallPreview], stages: Sequence[QWidget]) -> None:
        super().__init__(page)
        self._page, self._previews = page, tuple(previews)
        self._meeting: MeetingDetail | None = None
        self._scene: Scene | None = None
        self._stage: tuple[object, ...] = ()
        self._shown: Shown | None = None
        self._picture = Picture(look=remembered_look())
        self._blank = self._frozen = False
        self.window: ProjectorWindow | None = None
        self._turning = QTimer(self)
        self._turning.timeout.connect(self._turn)
        for preview in self._previews:
            preview.act_wanted.connect(self.act)
            preview.screen_wanted.connect(self._open_on)
        self._paging: list[QShortcut] = []
        for stage in stages:
            self._set_keys(stage)

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show where a meeting stands. What the desk had put up instead goes once the meeting moves on."""
        self._meeting = meeting
        scene = queries.scene_of(meeting)
        stage = _stage_of(meeting.id, scene)
        if stage != self._stage:
            self._stage, self._shown = stage, None
        self._scene = scene if self._shown is None else queries.scene_of(meeting, self._shown)
        self._draw()

    def toggle(self) -> None:
        """Open the wall, or put it away."""
        if self.window is not None:
            self.window.release()
            return
        self.window = ProjectorWindow(self._page)
        self.window.moved.connect(self._show)
        self.window.released.connect(self._gone)
        self._begin_turning()
        self._show()
        self.window.open()

    def put(self, shown: Shown | None) -> None:
        """Put something else on the wall; None, or the same again, goes back to the meeting."""
        if self._meeting is not None:
            self._shown = None if shown is self._shown else shown
            self._scene = queries.scene_of(self._meeting, self._shown)
            self._draw()

    def act(self, act: WallAct) -> None:
        """Do what a key or a button says."""
        if act in _SHOWN:
            self.put(_SHOWN[act])
        else:
            self._acts()[act]()

    def _acts(self) -> dict[WallAct, Callable[[], None]]:
        return {
            WallAct.OPEN: self.toggle,
            WallAct.BLANK: self._toggle_blank,
            WallAct.FREEZE: self._toggle_frozen,
            WallAct.LOOK: self._change_look,
            WallAct.FOLLOW: lambda: self.put(None),
            WallAct.BACK: lambda: self._turn_by_hand(-1),
            WallAct.ON: lambda: self._turn_by_hand(1),
            WallAct.FRAME: self._open_in_frame,
        }

    def _toggle_blank(self) -> None:
        self._blank = not self._blank
        self._show()

    def _toggle_frozen(self) -> None:
        self._frozen = not self._frozen
        self._draw()

    def _change_look(self) -> None:
        look = self._picture.look.other
        remember_look(look)
        self._picture = Picture(self._picture.scene, self._picture.page, look)
        self._show()

    def _open_in_frame(self) -> None:
        if self.window is None:
            self.toggle()
        if self.window is not None:
            self.window.open_in_frame()

    def _open_on(self, number: int) -> None:
        """Open the wall on one of the screens that are not the desk's."""
        screens = other_screens(self._page.window().screen())
        if self.window is None:
            self.toggle()
        if self.window is not None and number < len(screens):
            self.window.open_on(screens[number])

    def _turn(self) -> None:
        self._turn_to(self._picture.page + 1)

    def _turn_by_hand(self, by: int) -> None:
        self._turn_to(self._picture.page + by)
        if self._turning.isActive():
            self._turning.start(_TURN_LATER_MS)

    def _turn_to(self, page: int) -> None:
        seen = self._picture
        self._picture = Picture(seen.scene, page % pages(seen.scene), seen.look)
        if self._turning.isActive():
            self._turning.start(_TURN_MS)
        self._show()

    def _gone(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
        self.window, self._blank, self._frozen = None, False, False
        self._turning.stop()
        self._draw()

    def _draw(self) -> None:
        """Take the Scene into the picture unless that is frozen; a list of several pages begins to turn."""
        seen = self._picture
        if not self._frozen and self._scene != seen.scene:
            same = type(self._scene) is type(seen.scene) and seen.page < pages(self._scene)
            self._picture = Picture(self._scene, seen.page if same else first_page(self._scene), seen.look)
            if not same or pages(self._scene) == 1:
                self._begin_turning()
        self._show()

    def _begin_turning(self) -> None:
        """Pages turn by themselves only before a room."""
        if self.window is not None and pages(self._picture.scene) > 1:
            self._turning.start(_TURN_MS)
        else:
            self._turning.stop()

    def _show(self) -> None:
        picture = Picture(None, 0, self._picture.look) if self._blank else self._picture
        count = pages(self._picture.scene)
        stand = WallStand(
            place=self.window.place if self.window else "",
            where=self.window.where if self.window else None,
            blank=self._blank,
            frozen=self._frozen,
            shown=self._shown,
            look=self._picture.look,
            page=self._picture.page,
            pages=count,
        )
        if self.window is not None:
            self.window.show_picture(picture)
        for preview in self._previews:
            preview.show_picture(picture)
            preview.show_stand(stand, self.window.shape if self.window else None)
        for shortcut in self._paging:
            shortcut.setEnabled(count > 1)

    def _set_keys(self, stage: QWidget) -> None:
        for act, key in KEYS.items():
            shortcut = QShortcut(stage)
            # With Alt they work while a name is being typed.
            plain = [QKeySequence(key)] if len(key) > 1 else [QKeySequence(key), QKeySequence(f"Alt+{key}")]
            shortcut.setKeys(plain)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.setWhatsThis(act)
            shortcut.activated.connect(self._pressed)
            if act in (WallAct.BACK, WallAct.ON):
                self._paging.append(shortcut)

    def _pressed(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, QShortcut):
            self.act(WallAct(pressed.whatsThis()))


def _stage_of(meeting_id: int, scene: Scene) -> tuple[object, ...]:
    """What has to change for the meeting to have moved on: a vote that comes in does not."""
    position = scene.position if isinstance(scene, CaseScene | VoteOpen | Result) else 0
    return meeting_id, type(scene), position
