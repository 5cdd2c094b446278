"""A chart of stacked bars, one a village."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from ui.theme import tokens
from ui.widgets.plot import Plot
from ui.widgets.stacked_bar import Legend

# Fewer bars than this stay slim and stand at the left.
_PLACES = 8
# How much of its place a bar fills, and how near a click must be to mean it.
_BAR, _NEAR = 0.56, 0.4


@dataclass(frozen=True)
class Bar:
    """One bar: its name below, its parts from the bottom up."""

    name: str
    parts: tuple[int, ...]


class BarChart(Plot):
    """Stacked bars with whole numbers at the left and names below; emits `clicked(name)`."""

    clicked = Signal(str)

    def __init__(
        self,
        words: Sequence[str],
        unit: str = "户",
        colours: Sequence[str] = tokens.STEPS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(unit, 200, parent)
        self._colours = tuple(colours)[: len(words)]
        self._bars: tuple[Bar, ...] = ()
        self._layout.addWidget(Legend(words, colours), 0, Qt.AlignmentFlag.AlignRight)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show bars in their order."""
        self._bars = tuple(bars)
        self.redraw()

    def make(self) -> None:
        if self.plot is None:
            super().make()
            self.plot.scene().sigMouseClicked.connect(self._clicked)

    def draw(self, pg: Any) -> None:
        places = list(range(len(self._bars)))
        bottoms = [0] * len(self._bars)
        for part, colour in enumerate(self._colours):
            heights = [bar.parts[part] if part < len(bar.parts) else 0 for bar in self._bars]
            bars = pg.BarGraphItem(
                x=places, y0=list(bottoms), height=heights, width=_BAR, brush=colour, pen=QColor(colour)
            )
            self.plot.addItem(bars)
            bottoms = [low + high for low, high in zip(bottoms, heights, strict=True)]
        self.set_names([(place, bar.name) for place, bar in zip(places, self._bars, strict=True)])
        self.set_heights(max(bottoms, default=0))
        self.plot.setXRange(-0.6, max(len(self._bars), _PLACES) - 0.4, padding=0)

    def _clicked(self, event: Any) -> None:
        # A bar of few households is low, so all that is above it counts as well.
        place = self.plot.getViewBox().mapSceneToView(event.scenePos()).x()
        nearest = round(place)
        if 0 <= nearest < len(self._bars) and abs(place - nearest) <= _NEAR:
            self.clicked.emit(self._bars[nearest].name)
