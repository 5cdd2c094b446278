"""The projector window: full screen on the second screen, in a frame when there is only one.

It shows without taking the focus, closes only from the desk, and follows the projector when its cable is pulled or
plugged in: the desk goes on either way.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dibao_desktop.review.rules.scene import Scene
from ui.projector.canvas import SceneCanvas
from ui.projector.screens import remember_screen, remembered_screen, wall_screen

# Where the picture goes on the desk's own screen when there is no other.
_FRAME_OFFSET, _FRAME_SIZE = QPoint(60, 60), QSize(960, 540)


class ProjectorWindow(QWidget):
    """The wall. `moved` is emitted when it has changed its screen, `released` once it has closed."""

    moved = Signal()
    released = Signal()

    def __init__(self, desk: QWidget) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self._desk_window = desk.window()
        self._on_wall = False
        self._released = False
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        # The program ends with its main window, wall or no wall.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._desk_window.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWindowTitle("投影画面")
        self.canvas = SceneCanvas(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.canvas)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._screens_changed)
        application.screenRemoved.connect(self._screen_gone)

    @property
    def on_wall(self) -> bool:
        """Whether it fills a screen of its own."""
        return self._on_wall

    @property
    def place(self) -> str:
        """Where it is, as the desk says it: `第二屏 1920×1080` or `窗口`."""
        if not self._on_wall:
            return "窗口（未接第二屏）"
        size = self.screen().size()
        return f"第二屏 {size.width()}×{size.height()}"

    def show_scene(self, scene: Scene | None) -> None:
        """Put a Scene on the wall; None blanks it."""
        self.canvas.show_scene(scene)

    def open(self) -> None:
        """Show it where it belongs."""
        self._place(wall_screen(self._desk_screen(), remembered_screen()))

    def release(self) -> None:
        """Close it; only the desk does."""
        self._released = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._released:
            event.ignore()
            return
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.disconnect(self._screens_changed)
        application.screenRemoved.disconnect(self._screen_gone)
        self._desk_window.removeEventFilter(self)
        super().closeEvent(event)
        self.released.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wall goes with the desk: when that is closed (not when it is minimised)."""
        if watched is self._desk_window and event.type() is QEvent.Type.Hide and not event.spontaneous():
            self.release()
        return False

    def _desk_screen(self) -> QScreen | None:
        return self._desk_window.screen()

    def _screens_changed(self, _screen: QScreen) -> None:
        if self.isVisible():
            self.open()

    def _screen_gone(self, gone: QScreen) -> None:
        if self.isVisible():
            self._place(wall_screen(self._desk_screen(), remembered_screen(), gone))

    def _place(self, screen: QScreen | None) -> None:
        self._on_wall = screen is not None
        if screen is None:
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint, False)
            self.showNormal()
            desk = self._desk_screen()
            corner = desk.availableGeometry().topLeft() if desk is not None else QPoint()
            self.setGeometry(QRect(corner + _FRAME_OFFSET, _FRAME_SIZE))
        else:
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint, True)
            self.setScreen(screen)
            self.setGeometry(screen.geometry())
            self.showFullScreen()
            remember_screen(screen)
        self.moved.emit()
