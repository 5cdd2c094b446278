"""A chart of stacked bars, one a village."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme import tokens
from ui.theme.fonts import font
from ui.widgets.stacked_bar import Legend

# Fewer bars than this stay slim and stand at the left.
_PLACES = 8
# How much of its place a bar fills.
_BAR = 0.56
# Room above the highest bar, so that it does not touch the edge.
_HEADROOM = 1.08
_GAP = 6


@dataclass(frozen=True)
class Bar:
    """One bar: its name below, its parts from the bottom up."""

    name: str
    parts: tuple[int, ...]


class BarChart(QWidget):
    """Stacked bars with whole numbers at the left and names below; emits `clicked(name)`."""

    clicked = Signal(str)

    def __init__(
        self,
        words: Sequence[str],
        unit: str = "户",
        colours: Sequence[str] = tokens.STEPS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(Legend(words, colours), 0, Qt.AlignmentFlag.AlignRight)
        self.bars = _Bars(unit, tuple(colours)[: len(words)])
        self.bars.clicked.connect(self.clicked)
        layout.addWidget(self.bars, 1)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show bars in their order."""
        self.bars.show_bars(bars)


class _Bars(QWidget):
    """The bars with their two axes."""

    clicked = Signal(str)

    def __init__(self, unit: str, colours: Sequence[str]) -> None:
        super().__init__()
        self._unit, self._colours = unit, colours
        self._bars: tuple[Bar, ...] = ()
        self.setMinimumHeight(180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show bars in their order."""
        self._bars = tuple(bars)
        self.update()

    def place(self, number: int) -> QRectF:
        """Where a bar stands, from the line at the bottom to the top of the chart."""
        area = self._area()
        wide = area.width() / max(len(self._bars), _PLACES)
        return QRectF(area.left() + wide * (number + (1 - _BAR) / 2), area.top(), wide * _BAR, area.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for number, bar in enumerate(self._bars):
            # A bar of few households is low, so all that is above it counts as well.
            if self.place(number).contains(event.position()):
                self.clicked.emit(bar.name)
                return
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font(tokens.TEXT_SMALL))
        area = self._area()
        highest = self._highest()
        scale = area.height() / (highest * _HEADROOM or 1)
        for tick in round_ticks(highest):
            height = area.bottom() - tick * scale
            painter.setPen(QColor(tokens.BORDER))
            painter.drawLine(QPointF(area.left(), height), QPointF(area.right(), height))
            painter.setPen(QColor(tokens.INK_SOFT))
            words = QRectF(0, height - 20, area.left() - _GAP, 40)
            painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._words_of(tick))
        for number, bar in enumerate(self._bars):
            self._paint_bar(painter, self.place(number), bar, scale)
        painter.end()

    def _paint_bar(self, painter: QPainter, place: QRectF, bar: Bar, scale: float) -> None:
        bottom = place.bottom()
        for part, colour in zip(bar.parts, self._colours, strict=False):
            painter.fillRect(QRectF(place.left(), bottom - part * scale, place.width(), part * scale), QColor(colour))
            bottom -= part * scale
        # The name may be wider than its bar, not than the bar's place.
        words = place.adjusted(-place.width() * (1 - _BAR) / 2 / _BAR, 0, place.width() * (1 - _BAR) / 2 / _BAR, 0)
        words.setTop(place.bottom())
        words.setBottom(self.height())
        painter.setPen(QColor(tokens.INK_SOFT))
        shown = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, shown)

    def _area(self) -> QRectF:
        """What is left for the bars beside the numbers and above the names."""
        letters = QFontMetrics(font(tokens.TEXT_SMALL))
        left = max(letters.horizontalAdvance(self._words_of(tick)) for tick in round_ticks(self._highest())) + 2 * _GAP
        bottom = letters.height() + _GAP
        # Half a line above, for the number of the highest tick.
        top = letters.height() / 2
        return QRectF(left, top, self.width() - left, self.height() - bottom - top)

    def _highest(self) -> int:
        return max((sum(bar.parts[: len(self._colours)]) for bar in self._bars), default=0)

    def _words_of(self, tick: int) -> str:
        return f"{tick} {self._unit}" if tick else "0"


def round_ticks(highest: int) -> list[int]:
    """Four to six round whole numbers from 0 up."""
    step = 1
    while highest > 5 * step:
        step = {"1": step * 2, "2": step * 5 // 2, "5": step * 2}[str(step)[0]]
    return list(range(0, highest + 1, step))
