"""The picture itself, as the projector shows it and, small, the desk."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from dibao_desktop.review.rules.scene import Scene
from ui.projector.scenes import draw
from ui.projector.wall import Wall


class SceneCanvas(QWidget):
    """Draws the one Scene it was given, at whatever size it has; blank until there is one."""

    def __init__(self, parent: QWidget | None = None, *, corner: int = 0) -> None:
        super().__init__(parent)
        self._corner = corner
        self.scene: Scene | None = None

    def show_scene(self, scene: Scene | None) -> None:
        """Show a Scene; None blanks the wall."""
        if scene != self.scene:
            self.scene = scene
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(1280, 720)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._corner:
            rounded = QPainterPath()
            rounded.addRoundedRect(QRectF(self.rect()), self._corner, self._corner)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(rounded)
        draw(Wall(painter, self.size()), self.scene)
        painter.end()
