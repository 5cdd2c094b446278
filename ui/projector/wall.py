"""A drawing surface 1080 units high, whatever the screen: what fits on it once fits on every projector.

Text that is too wide for its place is set smaller, never cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath

from ui.theme import tokens
from ui.theme.fonts import font

HEIGHT = 1080.0
MARGIN = 112.0
# The smallest letters that are read from ten metres on a usual wall, in units of a 1080 line picture.
SMALLEST = 34


@dataclass(frozen=True)
class Run:
    """A stretch of text in one weight and colour; `scale` sets it larger or smaller than the rest of its line."""

    text: str
    bold: bool = False
    colour: str = tokens.WALL_INK
    scale: float = 1.0


class Wall:
    """Draws in units; (0, 0) is the upper left corner, `width` follows the shape of the screen."""

    def __init__(self, painter: QPainter, size: QSize) -> None:
        self._painter = painter
        scale = size.height() / HEIGHT
        self.width = size.width() / scale
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(0, 0, size.width(), size.height(), QColor(tokens.WALL))
        painter.scale(scale, scale)

    @property
    def right(self) -> float:
        """Where the right margin begins."""
        return self.width - MARGIN

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * MARGIN

    def line(self, runs: Sequence[Run], baseline: float, size: int, *, x: float = MARGIN, room: float = 0) -> float:
        """One line from `x`, in at most `room` (default: to the right margin); returns where it ends."""
        fitted = self._fitted(runs, size, room or self.right - x)
        for run in runs:
            face = font(max(1, round(fitted * run.scale)), bold=run.bold)
            self._painter.setFont(face)
            self._painter.setPen(QColor(run.colour))
            self._painter.drawText(QPointF(x, baseline), run.text)
            x += QFontMetricsF(face).horizontalAdvance(run.text)
        return x

    def line_right(self, runs: Sequence[Run], baseline: float, size: int, *, room: float = 0) -> float:
        """One line that ends at the right margin; returns where it begins."""
        room = room or self.inner
        fitted = self._fitted(runs, size, room)
        start = self.right - self._measure(runs, fitted)
        self.line(runs, baseline, fitted, x=start, room=room + 1)
        return start

    def centred(self, runs: Sequence[Run], baseline: float, size: int) -> None:
        """One line in the middle."""
        fitted = self._fitted(runs, size, self.inner)
        self.line(runs, baseline, fitted, x=(self.width - self._measure(runs, fitted)) / 2, room=self.inner + 1)

    def bar(self, parts: Sequence[tuple[int, str]], whole: int, top: float, height: float, mark: float | None) -> None:
        """A bar over the whole width with coloured parts out of `whole`, and a mark at a share of it."""
        frame = QRectF(MARGIN, top, self.inner, height)
        rounded = QPainterPath()
        rounded.addRoundedRect(frame, height / 2, height / 2)
        self._painter.save()
        self._painter.setClipPath(rounded)
        self._painter.fillRect(frame, QColor(tokens.WALL_INK_SOFT).darker(240))
        left = frame.left()
        for part, colour in parts:
            reach = self.inner * part / whole if whole else 0
            self._painter.fillRect(QRectF(left, top, reach, height), QColor(colour))
            left += reach
        self._painter.restore()
        if mark is not None:
            self._painter.fillRect(
                QRectF(frame.left() + self.inner * mark - 3, top, 6, height), QColor(tokens.WALL_INK)
            )

    def rule(self, y: float) -> None:
        """A faint line between the margins."""
        colour = QColor(tokens.WALL_INK_SOFT)
        colour.setAlpha(50)
        self._painter.fillRect(QRectF(MARGIN, y, self.inner, 2), colour)

    def _fitted(self, runs: Sequence[Run], size: int, room: float) -> int:
        wide = self._measure(runs, size)
        return size if wide <= room else max(1, int(size * room / wide))

    @staticmethod
    def _measure(runs: Sequence[Run], size: int) -> float:
        return sum(
            QFontMetricsF(font(max(1, round(size * run.scale)), bold=run.bold)).horizontalAdvance(run.text)
            for run in runs
        )
