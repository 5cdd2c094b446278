"""What was done in the office, latest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dibao_desktop.audit.queries import HistoryEntry
from dibao_desktop.audit.rules import changes_told
from ui.models.cells import TwoLines
from ui.models.column import Column
from ui.models.table import fixed_table
from ui.widgets.card import Card


class HistoryView(Card):
    """The tail of the audit chain; a double click opens the dossier a line is about."""

    dossier_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("操作留痕", parent, padded=False)
        columns: list[Column] = [
            Column("时间", lambda entry: _when(entry.at), width=150),
            Column("谁", lambda entry: entry.actor, width=100),
            Column("哪一户", self._household, width=130),
            Column("做了什么", _what, width=0, tooltip=lambda entry: entry.text),
        ]
        self._rows: list[HistoryEntry] = []
        self._names: Mapping[int, str] = {}
        self.table = fixed_table(columns, two_lines=True)
        self.table.row_opened.connect(self._open)
        self.add(self.table, 1)

    def show_entries(self, entries: Sequence[HistoryEntry], names: Mapping[int, str]) -> None:
        """Show the lines; `names` are the heads of the households they concern, by dossier id."""
        self._rows, self._names = list(entries), names
        self.set_title("操作留痕", f"最近 {len(entries)} 条，只能添加，不能修改")
        self.table.show_rows(self._rows)

    def _household(self, entry: HistoryEntry) -> str:
        return self._names.get(entry.household, "") if entry.household is not None else ""

    def _open(self, place: object) -> None:
        household = self._rows[place].household if isinstance(place, int) else None
        if household is not None:
            self.dossier_asked.emit(household)


def _when(at: str) -> str:
    return dt.datetime.fromisoformat(at).strftime("%Y-%m-%d %H:%M")


def _what(entry: HistoryEntry) -> TwoLines | str:
    change = changes_told(entry.before, entry.after)
    return TwoLines(entry.text, change) if change else entry.text
