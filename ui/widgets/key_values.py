"""Captions with their values: as a strip (caption above value) or as ruled rows (caption left, value right)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.tokens import Tone
from ui.widgets.card import clear, let_go
from ui.widgets.text import Caption, Label, Line, Soft, Strong

_APART, _CLOSEST = 34, 10


class _Value(Strong):
    """A value that was given as text, and may be given another."""


class KeyValueStrip(QWidget):
    """A row of small captions with their values below, like the head of a dossier."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_APART)
        self._grid.setVerticalSpacing(2)
        self._captions: list[Caption] = []
        self._values: list[QWidget] = []

    def show_pairs(self, pairs: list[tuple[str, str | QWidget]]) -> None:
        """Show captions with their values; a value may be a widget (figure and link)."""
        for widget in (*self._captions[len(pairs) :], *self._values[len(pairs) :]):
            self._take(widget)
        del self._captions[len(pairs) :], self._values[len(pairs) :]
        for position, (caption, value) in enumerate(pairs):
            if position == len(self._captions):
                self._captions.append(Caption())
                self._grid.addWidget(self._captions[position], 0, position)
            self._captions[position].setText(caption)
            self._show_value(position, value)
        for position in range(self._grid.columnCount()):
            self._grid.setColumnStretch(position, 0)
        self._grid.setColumnStretch(len(pairs), 1)
        self._draw_together()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw_together()

    def _draw_together(self) -> None:
        """In a narrow window the pairs stand closer, before any of their words is cut."""
        pairs = zip(self._captions, self._values, strict=True)
        words = sum(max(one.sizeHint().width(), other.sizeHint().width()) for one, other in pairs)
        self._grid.setHorizontalSpacing(min(_APART, max(_CLOSEST, (self.width() - words) // max(len(self._values), 1))))

    def _show_value(self, position: int, value: str | QWidget) -> None:
        """Put a value in its place; text goes into the label that stands there already."""
        before = self._values[position] if position < len(self._values) else None
        if isinstance(value, str) and isinstance(before, _Value):
            before.setText(value)
            return
        if before is not None:
            self._take(before)
        shown = _Value(value) if isinstance(value, str) else value
        self._values[position : position + 1] = [shown]
        self._grid.addWidget(shown, 1, position, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _take(self, widget: QWidget) -> None:
        self._grid.removeWidget(widget)
        let_go(widget)


class KeyValueRows(QWidget):
    """Ruled rows, caption left and value right: the arithmetic of an amount, the settings of a plan."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def show_pairs(
        self, pairs: list[tuple[str, str | QWidget]], *, total: bool = False, tips: dict[int, str] | None = None
    ) -> None:
        """Show rows; with `total` the last one is bold. `tips` are tooltips (a source clause) by row number."""
        clear(self._rows)
        for number, (caption, value) in enumerate(pairs):
            bold = total and number == len(pairs) - 1
            self._rows.addWidget(self._row(caption, value, bold, (tips or {}).get(number, "")))
            self._rows.addWidget(Line(faint=True))

    def _row(self, caption: str, value: str | QWidget, bold: bool, tip: str) -> QWidget:
        line = QWidget()
        line.setMinimumHeight(35)
        line.setToolTip(tip)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.addWidget(Strong(caption) if bold else Soft(caption))
        layout.addStretch(1)
        if isinstance(value, QWidget):
            layout.addWidget(value)
        else:
            shown = Strong(value) if bold else Label(value)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(shown)
        return line


def toned(text: str, tone: Tone) -> Label:
    """Running text in a tone, for a value."""
    return Label(text, tone=tone)
