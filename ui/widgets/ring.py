"""A small ring that fills as things get done."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import tokens

_SIDE = 18
_THICK = 3.5


class Ring(QWidget):
    """`done` of `whole`: green once whole, amber before."""

    def __init__(self, done: int, whole: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done, self._whole = done, max(whole, 1)
        self.setFixedSize(_SIDE, _SIDE)
        self.setAccessibleName(f"{done}/{whole}")

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(self.rect()).adjusted(_THICK / 2, _THICK / 2, -_THICK / 2, -_THICK / 2)
        colour = tokens.GREEN if self._done >= self._whole else tokens.AMBER
        for ink, part in ((tokens.BORDER, 1.0), (colour, self._done / self._whole)):
            pen = QPen(QColor(ink), _THICK)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            # Angles are in sixteenths of a degree, from three o'clock; the ring begins at twelve and runs clockwise.
            painter.drawArc(circle, 90 * 16, -round(360 * 16 * part))
        painter.end()
