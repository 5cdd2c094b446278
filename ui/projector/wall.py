"""A drawing surface 1080 units high, whatever the screen: what fits on it once fits on every projector.

Text that is too wide for its place is set smaller or on two lines, never cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath

from ui.projector.look import Ink, Look
from ui.theme.fonts import font

HEIGHT = 1080.0
MARGIN = 112.0
# The smallest letters that are read from ten metres on a usual wall, in units of a 1080 line picture.
SMALLEST = 34
# Text is broken in two once one line would be set smaller than this share of its size.
_BREAK_AT = 0.8
_LINE_STEP = 1.2
_BREAKS = "·，；。、）"


@dataclass(frozen=True)
class Run:
    """A stretch of text in one weight and colour; `scale` sets it larger or smaller than the rest of its line."""

    text: str
    bold: bool = False
    ink: Ink = Ink.PLAIN
    scale: float = 1.0


class Wall:
    """Draws in units; (0, 0) is the upper left corner, `width` follows the shape of the screen."""

    def __init__(self, painter: QPainter, size: QSize, look: Look = Look.DARK) -> None:
        self._painter, self._look = painter, look
        scale = size.height() / HEIGHT
        self.width = size.width() / scale
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.fillRect(0, 0, size.width(), size.height(), self._colour(Ink.GROUND))
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
        fitted = _fitted(runs, size, room or self.right - x)
        for run in runs:
            pixels = _pixels(run, fitted)
            self._painter.setFont(font(pixels, bold=run.bold))
            self._painter.setPen(self._colour(run.ink))
            self._painter.drawText(QPointF(x, baseline), run.text)
            x += _advance(run.text, pixels, run.bold)
        return x

    def line_right(
        self, runs: Sequence[Run], baseline: float, size: int, *, room: float = 0, right: float = 0
    ) -> float:
        """One line that ends at `right` (default: the right margin); returns where it begins."""
        fitted = _fitted(runs, size, room or self.inner)
        start = (right or self.right) - _measure(runs, fitted)
        self.line(runs, baseline, fitted, x=start, room=self.width)
        return start

    def broken(self, run: Run, baseline: float, size: int, height: float, *, x: float = MARGIN) -> None:
        """A text on the line at `baseline`; a long one on two lines, within `height`, where it stands larger so."""
        room = self.right - x
        whole = _fitted([run], size, room)
        halves = [Run(half, run.bold, run.ink) for half in _halves(run.text)]
        tallest = min(size, int(height / (1 + _LINE_STEP)))
        split = min(_fitted([half], tallest, room) for half in halves)
        if whole >= size * _BREAK_AT or split <= whole:
            self.line([run], baseline, whole, x=x, room=room)
            return
        self.line(halves[:1], baseline - split * _LINE_STEP, split, x=x, room=room)
        self.line(halves[1:], baseline, split, x=x, room=room)

    def bar(
        self,
        parts: Sequence[tuple[int, Ink]],
        whole: int,
        top: float,
        height: float,
        mark: float | None = None,
        *,
        x: float = MARGIN,
        wide: float = 0,
    ) -> None:
        """A bar over the whole width, or `wide` from `x`, with coloured parts out of `whole`, and a mark at a share of it."""
        wide = wide or self.inner
        frame = QRectF(x, top, wide, height)
        rounded = QPainterPath()
        rounded.addRoundedRect(frame, height / 2, height / 2)
        self._painter.save()
        self._painter.setClipPath(rounded)
        self._painter.fillRect(frame, self._colour(Ink.BAR))
        left = frame.left()
        for part, ink in parts:
            reach = wide * part / whole if whole else 0
            self._painter.fillRect(QRectF(left, top, reach, height), self._colour(ink))
            left += reach
        self._painter.restore()
        if mark is not None:
            at = frame.left() + wide * mark
            self._painter.fillRect(QRectF(at - 3, top - 12, 6, height + 24), self._colour(Ink.PLAIN))

    def rule(self, y: float) -> None:
        """A faint line between the margins."""
        self._painter.fillRect(QRectF(MARGIN, y, self.inner, 2), self._colour(Ink.BAR))

    def _colour(self, ink: Ink) -> QColor:
        return QColor(self._look.colour(ink))


def _halves(text: str) -> tuple[str, str]:
    """A text in two, broken after a sign near its middle, else in the middle."""
    middle = len(text) / 2
    places = [at + 1 for at, sign in enumerate(text[:-1]) if sign in _BREAKS and 0.25 < (at + 1) / len(text) < 0.75]
    at = min(places, key=lambda place: abs(place - middle), default=round(middle))
    return text[:at], text[at:]


def _fitted(runs: Sequence[Run], size: int, room: float) -> int:
    wide = _measure(runs, size)
    return size if wide <= room else max(1, int(size * room / wide))


def _measure(runs: Sequence[Run], size: int) -> float:
    return sum(_advance(run.text, _pixels(run, size), run.bold) for run in runs)


def _pixels(run: Run, size: int) -> int:
    return max(1, round(size * run.scale))


@lru_cache(maxsize=2048)
def _advance(text: str, pixels: int, bold: bool) -> float:
    """The width of a text; the same few are drawn again and again, large on the wall and small on the desk."""
    return QFontMetricsF(font(pixels, bold=bold)).horizontalAdvance(text)
