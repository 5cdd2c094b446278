"""A chart of stacked bars, one a village, drawn by pyqtgraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import tokens
from ui.theme.fonts import font
from ui.widgets.stacked_bar import Legend

# Fewer bars than this stay slim and stand at the left.
_PLACES = 8


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
        self._words, self._unit, self._colours = tuple(words), unit, tuple(colours)
        self._bars: tuple[Bar, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(Legend(words, colours), 0, Qt.AlignmentFlag.AlignRight)
        # Imported with the first chart: it brings numpy along and would double the time the window takes to open.
        import pyqtgraph as pg

        self._bar_item = pg.BarGraphItem
        self._plot = pg.PlotWidget(background=tokens.SURFACE)
        self._plot.setMenuEnabled(False)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._plot.setMinimumHeight(180)
        self._plot.scene().sigMouseClicked.connect(self._clicked)
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setZValue(-1)
            axis.setStyle(tickFont=font(tokens.TEXT_SMALL), tickLength=0)
            axis.setTextPen(QColor(tokens.INK_SOFT))
            axis.setPen(QColor(tokens.BORDER if side == "bottom" else tokens.SURFACE))
        self._plot.showGrid(y=True, alpha=0.12)
        layout.addWidget(self._plot, 1)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show bars in their order."""
        self._bars = tuple(bars)
        self._plot.clear()
        places = list(range(len(bars)))
        bottoms = [0] * len(bars)
        for part, colour in enumerate(self._colours[: len(self._words)]):
            heights = [bar.parts[part] if part < len(bar.parts) else 0 for bar in bars]
            self._plot.addItem(
                self._bar_item(x=places, y0=list(bottoms), height=heights, width=0.56, brush=colour, pen=QColor(colour))
            )
            bottoms = [low + high for low, high in zip(bottoms, heights, strict=True)]
        self._plot.getAxis("bottom").setTicks([[(place, bar.name) for place, bar in zip(places, bars, strict=True)]])
        self._plot.getAxis("left").setTicks(
            [[(tick, f"{tick} {self._unit}" if tick else "0") for tick in _ticks(max(bottoms, default=0))]]
        )
        self._plot.setXRange(-0.6, max(len(bars), _PLACES) - 0.4, padding=0)
        self._plot.setYRange(0, max(bottoms, default=0) * 1.08 or 1, padding=0)

    def _clicked(self, event: Any) -> None:
        place = self._plot.getViewBox().mapSceneToView(event.scenePos()).x()
        nearest = round(place)
        if 0 <= nearest < len(self._bars) and abs(place - nearest) <= 0.4:
            self.clicked.emit(self._bars[nearest].name)


def _ticks(highest: int) -> list[int]:
    """Four to six round whole numbers from 0 up."""
    step = 1
    while highest > 5 * step:
        step = {"1": step * 2, "2": step * 5 // 2, "5": step * 2}[str(step)[0]]
    return list(range(0, highest + 1, step))
