"""The review group at the side of the desk: who is there, who has voted, who steps aside."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dibao_desktop.review.queries import Mark, MeetingDetail, RollRow
from ui.pages.review.words import MARK_TONES
from ui.theme.tokens import Tone
from ui.widgets.card import Card
from ui.widgets.side_list import SideItem, SideList
from ui.widgets.text import Caption, Line


class RollCard(Card):
    """One line a member; the chosen line is the one that the vote keys act on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("评议小组", parent, padded=False)
        self._staff = Caption()
        self.add_to_head(self._staff)
        self.add(Line())
        self.list = SideList()
        self.add(self.list, 1)
        self._rows: dict[int, RollRow] = {}

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show the group as it stands; the chosen member stays chosen."""
        self._rows = {row.member_id: row for row in meeting.roll}
        enough = next(c.holds for c in meeting.conditions if c.title == "乡镇工作人员")
        self._staff.setText(f"乡镇工作人员 {len(meeting.township_staff)}{' ✓' if enough else '，不足'}")
        asked = meeting.current is not None and meeting.current.state.running
        self.list.show_items([_item(row, asked) for row in meeting.roll])

    def current(self) -> RollRow | None:
        """The chosen member."""
        key = self.list.current_key()
        return self._rows.get(key) if isinstance(key, int) else None

    def choose_next_waiting(self) -> None:
        """Go on to the next member who has not voted, after the chosen one and round again."""
        order = list(self._rows)
        now = self.list.current_key()
        place = order.index(now) if isinstance(now, int) and now in order else -1
        for member_id in order[place + 1 :] + order[: place + 1]:
            if self._rows[member_id].mark is Mark.WAITING:
                self.list.choose(member_id)
                return


def _item(row: RollRow, asked: bool) -> SideItem:
    """One line; `asked`: whoever steps aside is asked to leave their seat while the case runs."""
    if row.suspicion:
        return SideItem(row.member_id, row.name, row.role, str(row.seat), "疑似亲属", Tone.AMBER)
    if row.mark is Mark.RECUSED and row.present:
        waiting = asked and not row.left_room
        word = "回避，请离席" if waiting else "已离席" if row.left_room else row.mark.value
        tone = Tone.AMBER if waiting else MARK_TONES[row.mark]
        return SideItem(row.member_id, row.name, row.recusal, str(row.seat), word, tone)
    # Why somebody steps aside is asked in the room; the role can wait.
    note = row.recusal if row.mark is Mark.RECUSED else row.role
    return SideItem(row.member_id, row.name, note, str(row.seat), row.mark.value, MARK_TONES[row.mark])


def stacked(*widgets: QWidget) -> QVBoxLayout:
    """Widgets one below the other without margins; the last takes the room that is left."""
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for widget in widgets[:-1]:
        layout.addWidget(widget)
    layout.addWidget(widgets[-1], 1)
    return layout
