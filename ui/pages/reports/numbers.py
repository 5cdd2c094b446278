"""The counts of a campaign's table as cells: a number that is pressed opens the households it counts."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dibao_desktop.reports.tables.campaign import DOORS
from dibao_desktop.reports.tables.frame import NOBODY, TOTAL, Counts, Measure, summed
from ui.models.cells import Toned
from ui.models.column import Align, Column
from ui.models.table import PagedTable, fixed_table
from ui.theme.tokens import Tone

_NAME_WIDTH, _LETTER, _LEAST = 110, 15, 76


@dataclass(frozen=True)
class _Line:
    """One village, or the sum of all (no village)."""

    name: str
    village: str
    counts: Mapping[Hashable, int]


class NumbersTable(QWidget):
    """Emits `opened` with the filters of the clearance page."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table: PagedTable | None = None
        self._measures: Sequence[Measure] = ()
        self._lines: list[_Line] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    def show_counts(self, measures: Sequence[Measure], counts: Counts) -> None:
        """Show a table's measures of these villages, the sum first."""
        if self.table is not None:
            self.table.deleteLater()
        self._measures = measures
        self._lines = [_Line(TOTAL, "", summed(counts))]
        self._lines += [_Line(village or NOBODY, village, own) for village, own in counts.items()]
        self.table = fixed_table([Column("单位", lambda line: line.name, width=_NAME_WIDTH), *map(_column, measures)])
        self.table.setCursor(Qt.CursorShape.PointingHandCursor)
        self.table.clicked.connect(self._open)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.table)
        self.table.show_rows(self._lines)

    def _open(self, index: QModelIndex) -> None:
        line, column = self._lines[index.row()], index.column()
        filters: dict[str, object] = {"village": line.village} if line.village else {}
        if column:
            group = DOORS.get(self._measures[column - 1].key)
            if group is None or not line.counts.get(self._measures[column - 1].key):
                return
            filters[group.value] = True
        if filters:
            self.opened.emit(filters)


def _column(measure: Measure) -> Column[_Line]:
    title = f"{measure.caption}{measure.title}"
    words = measure.word.definition if measure.word else ""

    def read(line: _Line) -> object:
        text = measure.cell(line.counts)
        return Toned(text, Tone.BLUE) if measure.key in DOORS and line.counts.get(measure.key) else text

    return Column(title, read, Align.RIGHT, width=max(_LEAST, _LETTER * len(title) + 20), tooltip=lambda _line: words)
