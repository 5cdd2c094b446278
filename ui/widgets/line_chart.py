"""Curves over days, each with its own dash and its name at its end: as clear on grey paper as on the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme import tokens
from ui.theme.fonts import font
from ui.widgets.plot import Plot

_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
_INKS = (tokens.PRIMARY, tokens.INK, tokens.INK_SOFT, tokens.GREEN)
# So many days are named below at most.
_NAMED_DAYS = 9
# What the left axis takes of the width, about.
_AXIS = 60


@dataclass(frozen=True)
class Line:
    """One curve: its name and a number for each day; `faint` for what is only compared with."""

    name: str
    values: tuple[float, ...]
    faint: bool = False


class LineChart(Plot):
    """Curves with numbers at the left and days below."""

    def __init__(self, unit: str = "户", parent: QWidget | None = None) -> None:
        super().__init__(unit, 220, parent)
        self._days: tuple[dt.date, ...] = ()
        self._lines: tuple[Line, ...] = ()

    def show_lines(self, days: Sequence[dt.date], lines: Sequence[Line]) -> None:
        """Show curves over days; all have a number for each of these."""
        self._days, self._lines = tuple(days), tuple(line for line in lines if line.values)
        ends = "，".join(f"{line.name} {line.values[-1]:.0f} {self.unit}" for line in self._lines)
        self.setAccessibleDescription(ends)
        self.redraw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # How far apart names must stand, and what room they need, goes by the size.
        self.redraw()

    def draw(self, pg: Any) -> None:
        highest = max((value for line in self._lines for value in line.values), default=0)
        last = max(len(self._days) - 1, 1)
        self.set_heights(highest)
        step = max(1, -(-len(self._days) // _NAMED_DAYS))
        named = range(0, len(self._days), step)
        self.set_names([(place, f"{self._days[place].month}月{self._days[place].day}日") for place in named])
        # The names at the ends of the curves need room of their own.
        letters = QFontMetrics(font(tokens.TEXT_SMALL))
        room = max((letters.horizontalAdvance(_end_of(line)) for line in self._lines), default=0) + 24
        share = room / max(self.width() - _AXIS - room, room)
        self.plot.setXRange(0, last * (1 + share), padding=0.01)
        ends = _apart([line.values[-1] for line in self._lines], self._letter_height(letters, highest))
        for number, (line, end) in enumerate(zip(self._lines, ends, strict=True)):
            ink = QColor(tokens.INK_FAINT if line.faint else _INKS[number % len(_INKS)])
            dash = Qt.PenStyle.DashDotDotLine if line.faint else _DASHES[number % len(_DASHES)]
            pen = pg.mkPen(ink, width=1.2 if line.faint else 2.2, style=dash)
            alone = {"symbol": "o", "symbolSize": 6, "symbolBrush": ink} if len(line.values) == 1 else {}
            self.plot.plot(list(range(len(line.values))), list(line.values), pen=pen, antialias=True, **alone)
            name = pg.TextItem(_end_of(line), color=ink, anchor=(0, 0.5))
            name.setFont(font(tokens.TEXT_SMALL))
            name.setPos(len(line.values) - 1 + last * 0.008, end)
            self.plot.addItem(name)

    def _letter_height(self, letters: QFontMetrics, highest: float) -> float:
        """How much of the scale one line of letters takes."""
        return (highest or 1) * 1.08 * letters.height() / max(self.height() - 40, 1)


def _apart(heights: Sequence[float], least: float) -> list[float]:
    """Where names stand that would cover each other: the lower ones stay, the others move up."""
    places = list(heights)
    taken: list[float] = []
    for place in sorted(range(len(heights)), key=heights.__getitem__):
        if taken:
            places[place] = max(places[place], taken[-1] + least)
        taken.append(places[place])
    return places


def _end_of(line: Line) -> str:
    return f"{line.name} {line.values[-1]:.0f}"
