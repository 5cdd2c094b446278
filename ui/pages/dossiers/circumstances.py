"""The section 家庭状况: what is known of the family beyond its roster, each list in lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from dibao_desktop.dossiers.rules.circumstance_changes import LIST_LABELS, told
from dibao_desktop.dossiers.rules.circumstance_words import NOT_COUNTED_CLAUSE
from dibao_desktop.dossiers.rules.keeping import WholeRecord
from ui.widgets.card import Card, clear
from ui.widgets.text import Label, Soft


class CircumstancesCard(Card):
    """Shown only where anything is known."""

    def __init__(self) -> None:
        super().__init__("家庭状况")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, 72)
        self._grid.setColumnStretch(1, 1)
        self.add(self._grid)

    def show_circumstances(self, whole: WholeRecord) -> None:
        """Show one household's circumstances."""
        clear(self._grid)
        lines = told(whole)
        self.setVisible(bool(lines))
        top = Qt.AlignmentFlag.AlignTop
        for place, (caption, words) in enumerate(lines):
            self._grid.addWidget(Soft(caption), place, 0, top)
            shown = Label(words, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if caption == LIST_LABELS["incomes"]:
                shown.setToolTip(f"不计入的依据：{NOT_COUNTED_CLAUSE}")
            self._grid.addWidget(shown, place, 1, top)
