"""The list at the left: villages with households to post, then the postings themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dibao_desktop.notices.queries import BatchRow, Ready
from dibao_desktop.notices.rules.states import BatchState
from ui.models.cells import PillCell, TwoLines
from ui.models.column import Column
from ui.models.table import fixed_table
from ui.pages.notices import words
from ui.theme.tokens import Tone
from ui.widgets.card import Card, row
from ui.widgets.chooser import FilterChip
from ui.widgets.text import Line, Strong

ALL, TO_DO, HANGING, DOWN = "", "to_do", "hanging", "down"


@dataclass(frozen=True)
class Item:
    """One line: either a village that waits, or a posting."""

    what: Ready | BatchRow
    today: dt.date

    @property
    def key(self) -> tuple[str, int, int]:
        """What tells lines apart across a refresh."""
        if isinstance(self.what, Ready):
            return "ready", self.what.village_id, self.what.round
        return "batch", self.what.id, 0

    def words(self) -> TwoLines:
        """Village and round over the dates."""
        return TwoLines(f"{self.what.village} · {self.what.round_label}", self._below())

    def pill(self) -> PillCell:
        """How it stands."""
        if isinstance(self.what, Ready):
            return PillCell("可公示", Tone.GREEN)
        return PillCell(*words.state(self.what, self.today))

    def fits(self, filter_: object) -> bool:
        """Whether a filter shows it."""
        if isinstance(self.what, Ready):
            return filter_ in (ALL, TO_DO)
        if filter_ == TO_DO:
            to_do = self.what.state is BatchState.DRAFT or bool(self.what.open_objections)
            return to_do or self.what.endable(self.today)
        wanted = {HANGING: BatchState.POSTED, DOWN: BatchState.ENDED}
        return filter_ == ALL or self.what.state is wanted[str(filter_)]

    def _below(self) -> str:
        if isinstance(self.what, BatchRow):
            return words.course(self.what)
        said = [f"{self.what.households} 户等待公示"] if self.what.households else []
        said += [f"{self.what.again} 户重新公示"] if self.what.again else []
        said += [f"{self.what.carried} 户直接继续"] if self.what.carried else []
        return "，".join(said)


class WorkList(Card):
    """Emits `chosen(Ready | BatchRow)` when another line becomes current."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, padded=False)
        self._items: list[Item] = []
        self._shown: list[Item] = []
        self._key: tuple[str, int, int] | None = None
        self._count = Strong()
        self.filter = FilterChip([(ALL, "全部"), (TO_DO, "待办"), (HANGING, "公示中"), (DOWN, "已撤下")])
        self.filter.chosen.connect(lambda _value: self._show())
        head = row(self._count, None, self.filter)
        head.setContentsMargins(14, 11, 13, 11)
        self.add(head)
        self.add(Line())
        columns: list[Column] = [
            Column("村（社区）、轮次", Item.words, width=0),
            Column("", Item.pill, width=86),
        ]
        self.table = fixed_table(columns, two_lines=True)
        self.table.empty_words = "没有要列出的公示榜"
        self.table.current_changed.connect(self._chosen)
        self.add(self.table, 1)

    def show_items(self, ready: Sequence[Ready], batches: Sequence[BatchRow], today: dt.date) -> None:
        """Show lines anew, keeping the current one where it is still there."""
        order = sorted(batches, key=lambda each: not (each.endable(today) or each.open_objections))
        whats: list[Ready | BatchRow] = [*ready, *order]
        self._items = [Item(what, today) for what in whats]
        self._show()

    def choose_batch(self, batch_id: int) -> None:
        """Make a posting current, whatever the filter."""
        self._key = ("batch", batch_id, 0)
        if not any(each.key == self._key for each in self._shown):
            self.filter.set_value(ALL)
        self._show()

    def choose_village(self, village: str, objected: bool) -> None:
        """Make current what is to be done in a village: its board with an objection, or the first that there is."""
        lines = [each for each in self._items if each.what.village == village]
        held = [each for each in lines if isinstance(each.what, BatchRow) and each.what.open_objections]
        wanted = next(iter(held if objected else lines), None)
        if wanted is not None:
            self._key = wanted.key
            if not wanted.fits(self.filter.value()):
                self.filter.set_value(ALL)
            self._show()

    def current(self) -> Ready | BatchRow | None:
        """What is chosen."""
        return next((each.what for each in self._shown if each.key == self._key), None)

    def _show(self) -> None:
        self._shown = [each for each in self._items if each.fits(self.filter.value())]
        boards = sum(isinstance(each.what, BatchRow) for each in self._shown)
        self._count.setText(f"{boards} 张公示榜")
        self.table.show_rows(self._shown)
        keys = [each.key for each in self._shown]
        place = keys.index(self._key) if self._key in keys else 0
        self._key = keys[place] if keys else None
        self.table.select_id(place if keys else None)
        self.chosen.emit(self.current())

    def _chosen(self, place: object) -> None:
        if isinstance(place, int) and self._shown[place].key != self._key:
            self._key = self._shown[place].key
            self.chosen.emit(self._shown[place].what)
