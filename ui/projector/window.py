"""The projector window: full screen on the second screen, and nowhere else unless the desk asks for a frame.

It shows without taking the focus, closes only from the desk, and follows the projector: when its cable is pulled it is
hidden, never put over the desk, and it is back on its screen by itself when that is plugged in again.
"""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.projector.canvas import Picture, SceneCanvas
from ui.projector.screens import remember_screen, remembered_screen, resolution, screen_name, wall_screen

# Where the picture goes on the desk's own screen when it is asked for there.
_FRAME_OFFSET, _FRAME_SIZE = QPoint(60, 60), QSize(960, 540)


class Where(Enum):
    """Where the wall is."""

    NOWHERE = auto()
    ON_WALL = auto()
    IN_FRAME = auto()
    UNPLUGGED = auto()


class ProjectorWindow(QWidget):
    """The wall. `moved` is emitted when it has changed its place, `released` once it has closed."""

    moved = Signal()
    released = Signal()

    def __init__(self, desk: QWidget, instead: QWidget | None = None) -> None:
        """`instead` is drawn in place of a meeting's pictures."""
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self._desk_window = desk.window()
        self._released = False
        self._screen: QScreen | None = None
        self._name = ""
        self.where = Where.NOWHERE
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        # The program ends with its main window, wall or no wall.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._desk_window.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWindowTitle("投影画面")
        self.canvas = SceneCanvas(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.canvas.setVisible(instead is None)
        layout.addWidget(instead or self.canvas)
        _application().screenAdded.connect(self._screen_added)
        _application().screenRemoved.connect(self._screen_removed)

    @property
    def place(self) -> str:
        """Where it is, as the desk says it: `第二屏 1920×1080`."""
        match self.where:
            case Where.ON_WALL:
                return f"第二屏 {resolution(self._screen)}" if self._screen else "第二屏"
            case Where.IN_FRAME:
                return "窗口"
            case Where.UNPLUGGED:
                return "第二屏已断开"
        return "等待接入第二屏"

    @property
    def shape(self) -> QSize:
        """The shape of the picture; a wall that is not there keeps the one it had."""
        return self.canvas.size() if self._name or self.where is Where.IN_FRAME else QSize(16, 9)

    def show_picture(self, picture: Picture) -> None:
        """Put a picture on the wall."""
        self.canvas.show_picture(picture)

    def open(self) -> None:
        """Show it on the second screen, or wait until there is one."""
        screen = wall_screen(self._desk_screen(), remembered_screen())
        if screen is not None:
            self.open_on(screen)
        else:
            self._put_away(Where.NOWHERE)

    def open_on(self, screen: QScreen) -> None:
        """Fill this screen, and remember it."""
        remember_screen(screen)
        self._fill(screen)

    def open_in_frame(self) -> None:
        """Show it in a window with a title on the desk's own screen."""
        self._screen = None
        desk = self._desk_screen()
        corner = desk.availableGeometry().topLeft() if desk is not None else QPoint()
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, False)
        self.showNormal()
        self.setGeometry(QRect(corner + _FRAME_OFFSET, _FRAME_SIZE))
        self._is_at(Where.IN_FRAME)

    def release(self) -> None:
        """Close it; only the desk does."""
        if self._released:
            return
        self._released = True
        self._follow(None)
        _application().screenAdded.disconnect(self._screen_added)
        _application().screenRemoved.disconnect(self._screen_removed)
        self._desk_window.removeEventFilter(self)
        self.close()
        self.released.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._released:
            event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wall goes with the desk: when that is closed (not when it is minimised)."""
        if watched is self._desk_window and event.type() is QEvent.Type.Hide and not event.spontaneous():
            self.release()
        return False

    def _desk_screen(self) -> QScreen | None:
        return self._desk_window.screen()

    def _screen_added(self, screen: QScreen) -> None:
        """A wall without a screen takes the one it had, else the new one; one that has its screen stays."""
        if self.where is not Where.ON_WALL:
            found = wall_screen(self._desk_screen(), self._name or remembered_screen(), screen)
            if found is not None:
                self._fill(found)

    def _screen_removed(self, gone: QScreen) -> None:
        if self.where is Where.ON_WALL and gone is self._screen:
            self._put_away(Where.UNPLUGGED)

    def _put_away(self, where: Where) -> None:
        self._follow(None)
        self.hide()
        self._is_at(where)

    def _fill(self, screen: QScreen) -> None:
        self._follow(screen)
        self._name = screen_name(screen)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint, True)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        # Qt's own short cut for this would ask for the keyboard.
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()
        self._is_at(Where.ON_WALL)

    def _follow(self, screen: QScreen | None) -> None:
        """Keep up with a screen whose resolution is changed while the wall is on it."""
        if self._screen is not None:
            self._screen.geometryChanged.disconnect(self._resized)
        self._screen = screen
        if screen is not None:
            screen.geometryChanged.connect(self._resized)

    def _resized(self) -> None:
        if self._screen is not None:
            self._name = screen_name(self._screen)
            self.setGeometry(self._screen.geometry())
            self.moved.emit()

    def _is_at(self, where: Where) -> None:
        self.where = where
        self.moved.emit()


def _application() -> QGuiApplication:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    return application
