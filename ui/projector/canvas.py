"""The picture itself, as the projector shows it and, small, the desk."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from dibao_desktop.review.rules.scene import Scene
from ui.projector.look import Look
from ui.projector.scenes import draw
from ui.projector.wall import Wall


@dataclass(frozen=True)
class Picture:
    """All that a picture of the wall is made of; without a Scene the wall is blank."""

    scene: Scene | None = None
    page: int = 0
    look: Look = Look.DARK


class SceneCanvas(QWidget):
    """Draws the one picture it was given, at whatever size it has."""

    def __init__(self, parent: QWidget | None = None, *, corner: int = 0) -> None:
        super().__init__(parent)
        self._corner = corner
        self.picture = Picture()

    @property
    def scene(self) -> Scene | None:
        """The Scene that is seen; None while the wall is blank."""
        return self.picture.scene

    def show_picture(self, picture: Picture) -> None:
        """Show a picture; the same one is not drawn again."""
        if picture != self.picture:
            self.picture = picture
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
        draw(Wall(painter, self.size(), self.picture.look), self.picture.scene, self.picture.page)
        painter.end()
