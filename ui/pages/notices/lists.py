"""The households and the objections of a posting as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dibao_desktop.domain.money import short_yuan
from dibao_desktop.notices.queries import EntryRow, ObjectionRow
from dibao_desktop.notices.rules.states import EntryState
from ui.models.cells import PillCell, Toned, TwoLines
from ui.models.column import Align, Column
from ui.models.table import fixed_table
from ui.pages.notices import words
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import row
from ui.widgets.empty import EmptyState
from ui.widgets.text import Caption


class HouseholdList(QWidget):
    """Who stands on the board, with what a clerk should look at."""

    dossier_asked = Signal(int)
    removal_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[EntryRow] = []
        self._doubts: Mapping[int, str] = {}
        columns: list[Column] = [
            Column("", lambda entry: entry.position, Align.RIGHT, width=44),
            Column("户主", lambda entry: TwoLines(entry.line.head_name, f"档案号 {entry.number}"), width=116),
            Column("组", lambda entry: entry.line.village_group, width=76),
            Column("人口", lambda e: f"{e.line.family_size} / {e.line.covered_size}", Align.RIGHT, width=64),
            Column("意见", lambda entry: entry.line.outcome, width=90),
            Column("元/月", self._monthly, Align.RIGHT, width=80),
            Column("状态", self._state, width=104),
            Column("要留意的", self._remark, width=0, tooltip=lambda entry: str(self._remark(entry))),
        ]
        self.table = fixed_table(columns, two_lines=True)
        self.table.row_opened.connect(lambda place: self.dossier_asked.emit(self._rows[place].household_id))
        self.remove = SecondaryButton("移出公示榜…", self._ask_removal, tip="要写明理由，留在操作留痕里")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table, 1)
        self._foot = QWidget()
        foot = row(Caption("公示榜列出这个村等待公示的全部户，不能挑选；双击打开一户一档。"), None, self.remove)
        foot.setContentsMargins(14, 8, 14, 8)
        self._foot.setLayout(foot)
        layout.addWidget(self._foot)

    def show_rows(self, rows: Sequence[EntryRow], doubts: Mapping[int, str]) -> None:
        """Show the households; a remark stands beside those in `doubts`."""
        self._rows, self._doubts = list(rows), doubts
        self.table.show_rows(self._rows)
        removable = (EntryState.LISTED, EntryState.POSTED)
        self.remove.setVisible(any(entry.state in removable for entry in rows))

    def current(self) -> EntryRow | None:
        """The household that is chosen."""
        place = self.table.current_id()
        return self._rows[place] if place is not None else None

    def _ask_removal(self) -> None:
        entry = self.current()
        if entry is not None:
            self.removal_asked.emit(entry)

    def _monthly(self, entry: EntryRow) -> str:
        return short_yuan(entry.line.monthly_fen) if entry.line.monthly_fen is not None else ""

    def _state(self, entry: EntryRow) -> PillCell:
        if entry.outdated:
            return PillCell(EntryState.REPOST.value, Tone.AMBER)
        return PillCell(entry.state.value, words.ENTRY_TONES[entry.state])

    def _remark(self, entry: EntryRow) -> Toned:
        if entry.outdated:
            return Toned(entry.outdated, Tone.AMBER)
        said = entry.reason or self._doubts.get(entry.id, "")
        return Toned(said, Tone.AMBER if entry.id in self._doubts and not entry.reason else Tone.NEUTRAL)


class ObjectionList(QWidget):
    """The objections to one posting."""

    settling_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ObjectionRow] = []
        columns: list[Column] = [
            Column("日期", lambda each: words.day(each.raised_on), width=92),
            Column("户主", lambda each: TwoLines(each.head_name, f"档案号 {each.number}"), width=120),
            Column("反映的问题", lambda each: TwoLines(each.text, each.conclusion), width=0),
            Column("来源", lambda each: "实名" if each.raiser else "匿名", width=60),
            Column("处理", self._state, width=120),
        ]
        self.table = fixed_table(columns, two_lines=True)
        self.table.row_opened.connect(lambda _place: self._ask())
        self.settle = LinkButton("处理所选异议…", self._ask)
        self._empty = EmptyState("公示期内没有收到异议。", picture=Icon.CHECK_CIRCLE)
        foot = row(Caption("有异议的户停在公示这一步，其他户照常继续。"), None, self.settle)
        foot.setContentsMargins(14, 8, 14, 8)
        self._foot = QWidget()
        self._foot.setLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self._empty, self.table):
            layout.addWidget(widget, 1)
        layout.addWidget(self._foot)

    def show_rows(self, rows: Sequence[ObjectionRow]) -> None:
        """Show the objections, open ones first."""
        self._rows = list(rows)
        self.table.show_rows(self._rows)
        self._empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self._foot.setVisible(bool(rows))
        self.settle.setVisible(any(each.is_open for each in rows))
        if rows and self.table.current_id() is None:
            self.table.select_id(0)

    def _ask(self) -> None:
        place = self.table.current_id()
        if place is not None and self._rows[place].is_open:
            self.settling_asked.emit(self._rows[place])

    def _state(self, each: ObjectionRow) -> PillCell:
        if each.is_open:
            return PillCell(f"{each.handling}中" if each.handling else "待处理", Tone.RED)
        return PillCell(f"{each.handling}·已办结", Tone.GREEN)
