"""What all charts of numbers share: a pyqtgraph plot in our colours and letters, made when it is first looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QFontMetrics, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme import tokens
from ui.theme.fonts import font


class Plot(QWidget):
    """Numbers at the left, names below, no mouse. The library brings numpy along, for which the window does not wait: it is
    loaded once the page stands."""

    def __init__(self, unit: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit = unit
        self.plot: Any = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self.setMinimumHeight(height)

    def draw(self, pg: Any) -> None:
        """Put the present numbers on the cleared plot."""
        raise NotImplementedError

    def redraw(self) -> None:
        """The numbers have changed; what nobody has looked at yet is drawn when somebody does."""
        if self.plot is None:
            return
        import pyqtgraph as pg

        self.plot.clear()
        self.draw(pg)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.plot is None:
            QTimer.singleShot(0, self, self.make)

    def make(self) -> None:
        """Make the plot, unless that was done."""
        if self.plot is not None:
            return
        import pyqtgraph as pg

        self.plot = pg.PlotWidget(background=tokens.SURFACE)
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.hideButtons()
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setZValue(-1)
            axis.setStyle(tickFont=font(tokens.TEXT_SMALL), tickLength=0, hideOverlappingLabels=False)
            axis.setTextPen(QColor(tokens.INK_SOFT))
            axis.setPen(QColor(tokens.BORDER if side == "bottom" else tokens.SURFACE))
        self.plot.showGrid(y=True, alpha=0.12)
        # It takes what room there is and asks for none: its own wish would push the page beyond the screen.
        self.plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._layout.addWidget(self.plot, 1)
        self.redraw()

    def set_heights(self, highest: float) -> None:
        """Numbers from 0 to a little above the highest."""
        ticks = round_ticks(int(-(-highest // 1)))
        words = [(tick, f"{tick} {self.unit}" if tick else "0") for tick in ticks]
        letters = QFontMetrics(font(tokens.TEXT_SMALL))
        axis = self.plot.getAxis("left")
        # Left to itself it keeps the width of what stood there before, and drops the words that are wider.
        axis.setWidth(max(letters.horizontalAdvance(word) for _, word in words) + 12)
        axis.setTicks([words])
        self.plot.setYRange(0, max(highest, ticks[-1]) * 1.08 or 1, padding=0)

    def set_names(self, names: Sequence[tuple[float, str]]) -> None:
        """What stands below which place."""
        self.plot.getAxis("bottom").setTicks([list(names)])


def round_ticks(highest: int) -> list[int]:
    """Four to six round whole numbers from 0 up."""
    step = 1
    while highest > 5 * step:
        step = {"1": step * 2, "2": step * 5 // 2, "5": step * 2}[str(step)[0]]
    return list(range(0, highest + 1, step))
