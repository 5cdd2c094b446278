"""All meetings of the campaign, and the way to a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dibao_desktop.review.queries import MeetingRow
from dibao_desktop.review.rules.states import MeetingState
from ui.models.cells import PillCell
from ui.models.column import Align, Column
from ui.models.table import fixed_table
from ui.pages.review.words import MEETING_TONES
from ui.theme.icons import Icon
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.page import PageHead


def _when(row: MeetingRow) -> str:
    return row.starts_at.replace("T", " ")


COLUMNS: tuple[Column[MeetingRow], ...] = (
    Column("村（社区）", lambda row: row.village, width=0),
    Column("次数", lambda row: f"第 {row.number} 次", width=90),
    Column("时间", _when, width=170),
    Column("户数", lambda row: row.cases, Align.RIGHT, width=80),
    Column("已评议", lambda row: row.done, Align.RIGHT, width=80),
    Column("状态", lambda row: PillCell(row.state.label, MEETING_TONES[row.state]), width=120),
)


class MeetingList(QWidget):
    """Emits the id of a meeting to go to."""

    meeting_chosen = Signal(int)
    plan_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[MeetingRow] = ()
        self.head = PageHead("民主评议", "", PrimaryButton("安排会议", self.plan_wanted.emit, picture=Icon.ADD))
        self.table = fixed_table(COLUMNS)
        self.table.row_opened.connect(self._open)
        self._empty = EmptyState("还没有安排评议会。", "安排会议", Icon.REVIEW)
        self._empty.chosen.connect(self.plan_wanted)
        card = Card(padded=False)
        card.add(self.table, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(card)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.head)
        layout.addWidget(self._stack, 1)

    def show_meetings(self, rows: Sequence[MeetingRow], where: str) -> None:
        """Show meetings; `where` is the village or the whole."""
        self._rows = rows
        going = sum(row.state in (MeetingState.OPEN, MeetingState.ADJOURNED) for row in rows)
        note = f"{where} · {len(rows)} 次会议" + (f" · {going} 次未结束" if going else "")
        self.head.set_note(f"{note} · 双击打开" if rows else where)
        self.table.show_rows(list(rows))
        self._stack.setCurrentIndex(0 if rows else 1)

    def _open(self, place: object) -> None:
        if isinstance(place, int):
            self.meeting_chosen.emit(self._rows[place].id)
