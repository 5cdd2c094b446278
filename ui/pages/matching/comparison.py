"""Two records side by side: what the dossier says and what the list says, differences coloured."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from dibao_desktop.matching.rules.leads import Facts
from ui.theme.tokens import Tone
from ui.widgets.card import clear
from ui.widgets.text import Caption, Label, Line, Soft

_NOTHING = "—"
_VALUE_WIDTH = 180


class RecordsView(QWidget):
    """A ruled table of three columns: what, in the dossier, in the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)

    def show_records(self, dossier: Facts, other: Facts, other_title: str) -> None:
        """Show both; a label that both have stands on one line, and where they differ the values are red."""
        clear(self._grid)
        left, right = dict(dossier), dict(other)
        for column, title in enumerate(("", "档案记载", other_title)):
            self._grid.addWidget(Caption(title), 0, column)
        # What can be compared comes first, then what the list tells, then the rest of the dossier.
        common = [label for label in left if label in right]
        for place, label in enumerate(dict.fromkeys((*common, *right, *left))):
            line = 2 * place + 1
            self._grid.addWidget(Line(faint=True), line, 0, 1, 3)
            differ = label in left and label in right and left[label] != right[label]
            self._grid.addWidget(Soft(label), line + 1, 0, Qt.AlignmentFlag.AlignTop)
            for column, values in ((1, left), (2, right)):
                self._grid.addWidget(_value(values.get(label, ""), differ), line + 1, column, Qt.AlignmentFlag.AlignTop)


def _value(text: str, differ: bool) -> Label:
    if not text:
        return Soft(_NOTHING)
    label = Label(text, wrap=True, tone=Tone.RED if differ else None)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    # Inside a scroll area a wrapped label is given the height of nothing; it says here what it needs.
    room = QRect(0, 0, _VALUE_WIDTH, 0)
    label.setMinimumHeight(label.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWrapAnywhere), text).height())
    return label
