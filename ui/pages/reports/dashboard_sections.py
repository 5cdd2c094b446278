"""One table of the dashboard as a card: a click on a number opens the households behind it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from dibao_desktop.reports.board import BoardRow, Section
from ui.models.cells import Toned
from ui.models.column import Align, Column
from ui.models.table import PagedTable, fixed_table
from ui.theme.tokens import Tone
from ui.widgets.card import Card

_LABEL_WIDTH, _USUAL = 0, 90


class SectionCard(Card):
    """Shows a `Section`; `opened` carries the filter of the number that was clicked."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, width: int = _USUAL) -> None:
        super().__init__(parent=parent, padded=False)
        self._width = width
        self._head: tuple[str, ...] = ()
        self.table: PagedTable | None = None
        self.section: Section | None = None

    def show_section(self, section: Section, at_most: int = 12) -> None:
        """Show a table; of more lines than `at_most` the rest is scrolled to."""
        self.section = section
        self.set_title(section.title)
        self.setToolTip(section.explained)
        if self.table is None or section.head != self._head:
            if self.table is not None:
                self.table.hide()
                self.table.deleteLater()
            self._head = section.head
            self.table = fixed_table(self._columns(section.head))
            self.table.clicked.connect(self._open)
            self.table.setCursor(Qt.CursorShape.PointingHandCursor)
            self.add(self.table)
        self.table.empty_words = section.empty
        self.table.show_rows(section.rows)
        self.table.fit_rows(at_most)

    def _columns(self, head: tuple[str, ...]) -> list[Column[BoardRow]]:
        columns: list[Column[BoardRow]] = [
            Column(head[0], lambda row: row.label, width=_LABEL_WIDTH, tooltip=lambda row: row.explained)
        ]
        for place, title in enumerate(head[1:]):
            # A head of many words is wider, else it would be cut.
            width = max(self._width, 33 + 13 * len(title))
            columns.append(Column(title, _cell(place), Align.RIGHT, width=width, tooltip=lambda row: row.explained))
        return columns

    def _open(self, index: QModelIndex) -> None:
        if self.section is None:
            return
        row = self.section.rows[index.row()]
        # The name of a line opens what its first number opens.
        cell = row.cells[max(index.column() - 1, 0)]
        if cell.door is not None:
            self.opened.emit(dict(cell.door))


def _cell(place: int) -> Callable[[BoardRow], object]:
    def read(row: BoardRow) -> object:
        cell = row.cells[place]
        if cell.good is not None:
            return Toned(cell.text, Tone.GREEN if cell.good else Tone.RED, bold=True)
        return "–" if cell.text == "0" else cell.text

    return read
