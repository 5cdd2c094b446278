"""Curves over days, each with its own dash and its name at its end: as clear on grey paper as on the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import tokens
from ui.theme.fonts import font
from ui.widgets.bar_chart import round_ticks

_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
_INKS = (tokens.PRIMARY, tokens.INK, tokens.INK_SOFT, tokens.GREEN)
_GAP = 8
# So many days are named below at most.
_NAMED_DAYS = 9


@dataclass(frozen=True)
class Line:
    """One curve: its name and a number for each day; `faint` for what is only compared with."""

    name: str
    values: tuple[float, ...]
    faint: bool = False


class LineChart(QWidget):
    """Curves with numbers at the left and days below."""

    def __init__(self, unit: str = "户", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit = unit
        self._days: tuple[dt.date, ...] = ()
        self._lines: tuple[Line, ...] = ()
        self.setMinimumHeight(220)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_lines(self, days: Sequence[dt.date], lines: Sequence[Line]) -> None:
        """Show curves over days; all have a number for each of these."""
        self._days, self._lines = tuple(days), tuple(lines)
        ends = "，".join(f"{line.name} {line.values[-1]:.0f} {self._unit}" for line in lines if line.values)
        self.setAccessibleDescription(ends)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font(tokens.TEXT_SMALL))
        highest = max((value for line in self._lines for value in line.values), default=0)
        ticks = round_ticks(int(-(-highest // 1)))
        letters = QFontMetrics(painter.font())
        left = max(letters.horizontalAdvance(f"{tick} {self._unit}") for tick in ticks) + _GAP
        right = max((letters.horizontalAdvance(self._end_of(line)) for line in self._lines), default=0) + 2 * _GAP
        top, bottom = letters.height(), letters.height() + _GAP
        area = QRectF(left, top, max(self.width() - left - right, 1), max(self.height() - top - bottom, 1))
        scale = area.height() / (max(highest, ticks[-1]) * 1.04 or 1)
        self._paint_axes(painter, area, ticks, scale)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        taken: list[float] = []
        for number, line in enumerate(self._lines):
            self._paint_line(painter, area, scale, number, line, taken)
        painter.end()

    def _paint_axes(self, painter: QPainter, area: QRectF, ticks: Sequence[int], scale: float) -> None:
        for tick in ticks:
            height = area.bottom() - tick * scale
            painter.setPen(QColor(tokens.BORDER))
            painter.drawLine(QPointF(area.left(), height), QPointF(area.right(), height))
            painter.setPen(QColor(tokens.INK_SOFT))
            words = QRectF(0, height - 20, area.left() - _GAP, 40)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(words, flags, f"{tick} {self._unit}" if tick else "0")
        step = max(1, -(-len(self._days) // _NAMED_DAYS))
        for place in range(0, len(self._days), step):
            day = self._days[place]
            middle = self._x(area, place)
            below = QRectF(middle - 40, area.bottom() + 2, 80, self.height() - area.bottom() - 2)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, f"{day.month}月{day.day}日")

    def _paint_line(
        self, painter: QPainter, area: QRectF, scale: float, number: int, line: Line, taken: list[float]
    ) -> None:
        if not line.values:
            return
        ink = QColor(tokens.INK_FAINT if line.faint else _INKS[number % len(_INKS)])
        pen = QPen(ink, 1.2 if line.faint else 2.2)
        pen.setStyle(Qt.PenStyle.DashDotDotLine if line.faint else _DASHES[number % len(_DASHES)])
        painter.setPen(pen)
        points = [
            QPointF(self._x(area, place), area.bottom() - value * scale) for place, value in enumerate(line.values)
        ]
        painter.drawPolyline(QPolygonF(points))
        if len(points) == 1:
            painter.setBrush(ink)
            painter.drawEllipse(points[0], 3, 3)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        # Names at the same height stand one below the other.
        height = points[-1].y()
        while any(abs(height - other) < painter.fontMetrics().height() for other in taken):
            height -= 2
        taken.append(height)
        painter.setPen(ink)
        words = QRectF(area.right() + _GAP, height - 12, self.width() - area.right() - _GAP, 24)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._end_of(line))

    def _x(self, area: QRectF, place: int) -> float:
        return area.left() + area.width() * place / max(len(self._days) - 1, 1)

    @staticmethod
    def _end_of(line: Line) -> str:
        return f"{line.name} {line.values[-1]:.0f}" if line.values else line.name
