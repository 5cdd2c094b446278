"""All meetings of the campaign, and the way to a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dibao_desktop.review.queries import MeetingRow, VillageDue
from dibao_desktop.review.rules.states import MeetingState
from ui.models.cells import PillCell
from ui.models.column import Align, Column
from ui.models.table import fixed_table
from ui.pages.review.words import MEETING_TONES
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.page import PageHead


def _when(row: MeetingRow) -> str:
    return row.starts_at.replace("T", " ")


COLUMNS: tuple[Column[MeetingRow], ...] = (
    Column("村（社区）", lambda row: row.village, width=220),
    Column("次数", lambda row: f"第 {row.number} 次", width=90),
    Column("时间", _when, width=170),
    Column("户数", lambda row: row.cases, Align.RIGHT, width=80),
    Column("已评议", lambda row: row.done, Align.RIGHT, width=80),
    Column("状态", lambda row: PillCell(row.state.label, MEETING_TONES[row.state]), width=0),
)


def _panel(row: VillageDue) -> object:
    return f"{row.panel} 人" if row.panel else PillCell("未录入", Tone.AMBER)


DUE_COLUMNS: tuple[Column[VillageDue], ...] = (
    Column("村（社区）", lambda row: row.village, width=220),
    Column("待评议户", lambda row: row.due, Align.RIGHT, width=90),
    Column("已列入议程", lambda row: row.planned, Align.RIGHT, width=170),
    Column("评议小组", _panel, width=0),
)


class MeetingList(QWidget):
    """Emits the id of a meeting to go to."""

    meeting_chosen = Signal(int)
    plan_wanted = Signal(object)
    """A village's id, or None when the clerk chooses in the form."""
    panel_wanted = Signal(object)
    """A village's id, or None when the clerk chooses."""
    export_wanted = Signal()
    check_wanted = Signal()
    campaign_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[MeetingRow] = ()
        self._villages: Sequence[VillageDue] = ()
        self._campaign = True
        self.plan_button = PrimaryButton("安排会议", self._plan_any, picture=Icon.ADD)
        self.panel_button = SecondaryButton("评议小组", self._open_panel, picture=Icon.PEOPLE)
        self.export_button = SecondaryButton("导出省系统表", self.export_wanted.emit, picture=Icon.EXPORT)
        self.check_link = LinkButton("核对校验码", self.check_wanted.emit)
        self.head = PageHead("民主评议", "", self.check_link, self.export_button, self.panel_button, self.plan_button)
        self.table = fixed_table(COLUMNS)
        self.table.row_opened.connect(self._open)
        self._empty = EmptyState("还没有安排评议会。", "安排会议", Icon.REVIEW)
        self._empty.chosen.connect(self._act_on_empty)
        card = Card("会议", padded=False)
        card.add(self.table, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(card)
        self._stack.addWidget(self._empty)
        self.due = fixed_table(DUE_COLUMNS)
        self.due.row_opened.connect(self._plan_village)
        self._due_card = Card("待评议的村", padded=False)
        self._due_card.add(self.due)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.head)
        layout.addWidget(self._due_card)
        layout.addWidget(self._stack, 1)

    def show_meetings(self, rows: Sequence[MeetingRow], where: str, campaign: bool = True) -> None:
        """Show meetings; `where` is the village or the whole. Without a campaign there is nothing to plan."""
        self._rows, self._campaign = rows, campaign
        self.plan_button.allow(campaign, "先到“清查核查”新建行动")
        if campaign:
            self._empty.show_state("还没有安排评议会。", "安排会议")
        else:
            self._empty.show_state("评议的是清查行动里的户。先到“清查核查”新建行动。", "去清查核查")
        going = sum(row.state in (MeetingState.OPEN, MeetingState.ADJOURNED) for row in rows)
        note = f"{where} · {len(rows)} 次会议" + (f" · {going} 次未结束" if going else "")
        self.head.set_note(f"{note} · 双击打开" if rows else where)
        self.table.show_rows(list(rows))
        self._stack.setCurrentIndex(0 if rows else 1)

    def show_due(self, villages: Sequence[VillageDue]) -> None:
        """Show the villages that wait for a meeting; a double click plans one."""
        self._villages = villages
        self._due_card.setVisible(bool(villages))
        self._due_card.set_title("待评议的村", "双击安排会议")
        self.due.show_rows(list(villages))
        self.due.fit_rows(5)

    def choose_village(self, village_id: int) -> None:
        """Make a village that waits the current line."""
        self.due.select_id(next((at for at, row in enumerate(self._villages) if row.village_id == village_id), None))

    def _act_on_empty(self) -> None:
        if self._campaign:
            self._plan_any()
        else:
            self.campaign_wanted.emit()

    def _plan_any(self) -> None:
        self.plan_wanted.emit(None)

    def _open_panel(self) -> None:
        place = self.due.current_id()
        self.panel_wanted.emit(None if place is None else self._villages[place].village_id)

    def _plan_village(self, place: object) -> None:
        if isinstance(place, int):
            self.plan_wanted.emit(self._villages[place].village_id)

    def _open(self, place: object) -> None:
        if isinstance(place, int):
            self.meeting_chosen.emit(self._rows[place].id)
