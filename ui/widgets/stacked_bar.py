"""A bar of parts, its legend, and the chart of such bars."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import tokens
from ui.widgets.painting import draw_bar
from ui.widgets.text import Caption


class StackedBar(QWidget):
    """Parts of a whole side by side, darkest first."""

    def __init__(
        self, parent: QWidget | None = None, *, height: int = 10, colours: Sequence[str] = tokens.STEPS
    ) -> None:
        super().__init__(parent)
        self._height, self._colours = height, tuple(colours)
        self._parts: tuple[int, ...] = ()
        self._whole = 0
        self._mark: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[int], whole: int, mark: float | None = None) -> None:
        """Show parts of a whole; `mark` (0 to 1) draws a line across, such as two thirds."""
        self._parts, self._whole, self._mark = tuple(parts), whole, mark
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_bar(painter, QRectF(self.rect()), self._parts, self._whole, self._colours)
        if self._mark is not None:
            painter.fillRect(QRectF(self.width() * self._mark - 1, 0, 2, self.height()), QColor(tokens.SURFACE))
        painter.end()


class Legend(QWidget):
    """A square of each colour with its word."""

    def __init__(
        self, words: Sequence[str], colours: Sequence[str] = tokens.STEPS, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for word, colour in zip(words, colours, strict=False):
            square = QWidget()
            square.setFixedSize(10, 10)
            square.setStyleSheet(f"background: {colour}; border-radius: 2px;")
            layout.addWidget(square)
            layout.addWidget(Caption(word))
            layout.addSpacing(8)
