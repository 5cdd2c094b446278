"""A plan as bars over time: over, under way and ahead told by pattern and word, with a line through today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme import tokens
from ui.theme.fonts import font

_ROW, _BAR, _TOP, _BOTTOM = 38, 18, 26, 24
_GAP = 10


class Stretch(Enum):
    """How a stretch looks from today."""

    OVER = auto()
    NOW = auto()
    AHEAD = auto()


@dataclass(frozen=True)
class PlanBar:
    """One stretch: its name at the left, its bar from the first day to the last, a word at the right."""

    name: str
    first: dt.date
    last: dt.date
    stretch: Stretch
    word: str
    tip: str = ""


class PlanChart(QWidget):
    """Stretches one below the other on a common scale of days."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[PlanBar, ...] = ()
        self._first = self._last = self._today = dt.date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_plan(self, first: dt.date, last: dt.date, today: dt.date, bars: Sequence[PlanBar]) -> None:
        """Show stretches between two days."""
        self._first, self._last, self._today, self._bars = first, last, today, tuple(bars)
        self.setFixedHeight(_TOP + _ROW * len(bars) + _BOTTOM)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            place = (event.pos().y() - _TOP) // _ROW
            if 0 <= place < len(self._bars):
                QToolTip.showText(event.globalPos(), self._bars[place].tip, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(tokens.TEXT))
        letters = painter.fontMetrics()
        left = min(max((letters.horizontalAdvance(bar.name) for bar in self._bars), default=0), self.width() * 0.3)
        right = max((letters.horizontalAdvance(bar.word) for bar in self._bars), default=0)
        area = QRectF(left + 2 * _GAP, _TOP, max(self.width() - left - right - 4 * _GAP, 1), _ROW * len(self._bars))
        for place, bar in enumerate(self._bars):
            self._paint_bar(painter, area, QRectF(0, _TOP + place * _ROW, self.width(), _ROW), bar, left)
        if self._first <= self._today <= self._last:
            self._paint_today(painter, area)
        painter.end()

    def _paint_bar(self, painter: QPainter, area: QRectF, row: QRectF, bar: PlanBar, left: float) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        now = bar.stretch is Stretch.NOW
        painter.setPen(QColor(tokens.ROW_LINE))
        painter.drawLine(row.bottomLeft(), row.bottomRight())
        painter.setPen(QColor(tokens.INK if now else tokens.INK_SOFT))
        painter.setFont(font(tokens.TEXT, bold=now))
        name = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, int(left) + 2)
        painter.drawText(QRectF(0, row.top(), left + 4, _ROW), middle | Qt.AlignmentFlag.AlignLeft, name)
        painter.drawText(
            QRectF(area.right() + _GAP, row.top(), self.width() - area.right() - _GAP, _ROW),
            middle | Qt.AlignmentFlag.AlignRight,
            bar.word,
        )
        begin, end = self._x(area, bar.first), self._x(area, bar.last + dt.timedelta(days=1))
        shape = QRectF(begin, row.center().y() - _BAR / 2, max(end - begin, 3), _BAR)
        painter.setPen(QPen(QColor(tokens.PRIMARY_LINE), 1))
        if bar.stretch is Stretch.OVER:
            painter.setBrush(QBrush(QColor(tokens.INK_FAINT), Qt.BrushStyle.BDiagPattern))
        else:
            painter.setBrush(QColor(tokens.STEPS[2] if now else tokens.SURFACE))
        painter.drawRoundedRect(shape, 3, 3)
        painter.setFont(font(tokens.TEXT_SMALL))
        painter.setPen(QColor(tokens.INK))
        days = f"{_day(bar.first)}—{_day(bar.last)}"
        wide = painter.fontMetrics().horizontalAdvance(days)
        # The days stand in the bar, or beside it where it is too short and there is room.
        if wide + 8 > shape.width():
            beside = shape.right() + 4 if shape.right() + 4 + wide <= area.right() else shape.left() - 4 - wide
            shape = QRectF(beside, shape.top(), wide, _BAR)
        elif bar.stretch is Stretch.OVER:
            painter.fillRect(
                QRectF(shape.center().x() - wide / 2 - 4, shape.top() + 1, wide + 8, _BAR - 2), QColor(tokens.SURFACE)
            )
        painter.drawText(shape, Qt.AlignmentFlag.AlignCenter, days)

    def _paint_today(self, painter: QPainter, area: QRectF) -> None:
        at = self._x(area, self._today) + area.width() / self._span() / 2
        painter.setPen(QPen(QColor(tokens.RED), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(at, _TOP - 4), QPointF(at, area.bottom() + 4))
        painter.setPen(QColor(tokens.RED))
        painter.setFont(font(tokens.TEXT_SMALL, bold=True))
        painter.drawText(QRectF(at - 60, 0, 120, _TOP - 6), Qt.AlignmentFlag.AlignCenter, f"看的是 {_day(self._today)}")

    def _span(self) -> int:
        return max((self._last - self._first).days + 1, 1)

    def _x(self, area: QRectF, day: dt.date) -> float:
        return area.left() + area.width() * (day - self._first).days / self._span()


def _day(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"
