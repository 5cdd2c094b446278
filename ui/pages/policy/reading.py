"""The plan as a document: sections one below the other, to scroll and to jump in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from ui.pages.policy.sections import Line as FigureLine
from ui.pages.policy.sections import Section
from ui.theme import tokens
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card, clear
from ui.widgets.pill import Pill
from ui.widgets.text import Caption, Label, Line, Soft

_TOP = Qt.AlignmentFlag.AlignTop


class Reading(QScrollArea):
    """Shows sections as cards of three columns: figure, value, source; a line of the office's own copy can be changed."""

    change_asked = Signal(object)
    """The line that the clerk wants to change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QWidget()
        self._inside.setObjectName("ground")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(tokens.GAP)
        self.setWidget(self._inside)
        self._cards: dict[str, Card] = {}

    def show_sections(self, sections: Sequence[Section], editable: Collection[str] = (), stay: bool = False) -> None:
        """Show a plan from its top, or where it was read; the lines under `editable` paths get a link to change them."""
        place = self.verticalScrollBar().value() if stay else 0
        clear(self._column)
        self._cards = {}
        for section in sections:
            card = Card(section.title)
            card.add(self._grid(section.lines, editable) if section.lines else Soft(section.empty, wrap=True))
            self._cards[section.id] = card
            self._column.addWidget(card)
        self._column.addStretch(1)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self.verticalScrollBar().setValue(place)

    def jump_to(self, section_id: object) -> None:
        """Bring a section to the top."""
        card = self._cards.get(str(section_id))
        if card is not None:
            # A page that was opened this moment has not been laid out yet.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self.verticalScrollBar().setValue(card.y())

    def _grid(self, lines: Sequence[FigureLine], editable: Collection[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        for column, share in enumerate((5, 7, 0, 7, 0)):
            grid.setColumnStretch(column, share)
        grid.setColumnMinimumWidth(2, 78)
        for place, line in enumerate(lines):
            if place:
                grid.addWidget(Line(faint=True), 2 * place - 1, 0, 1, 5)
            grid.addWidget(Soft(line.name, wrap=True), 2 * place, 0, _TOP)
            grid.addWidget(Label(line.value, wrap=True), 2 * place, 1, _TOP)
            if line.pill:
                grid.addWidget(Pill(line.pill, line.tone), 2 * place, 2, _TOP)
            grid.addWidget(Caption(line.source, wrap=True), 2 * place, 3, _TOP)
            if line.path in editable:
                link = LinkButton("修改", partial(self.change_asked.emit, line), small=True)
                link.setAccessibleName(f"修改{line.name}")
                grid.addWidget(link, 2 * place, 4, _TOP)
        return grid
