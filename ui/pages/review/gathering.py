"""Before the meeting: people sign in, and the rules say whether it may begin."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from dibao_desktop.review.queries import MeetingDetail, RollRow
from dibao_desktop.review.rules.conditions import Condition
from ui.pages.review.paper import PaperButton
from ui.pages.review.preview import WallPreview
from ui.pages.review.roll import stacked
from ui.pages.review.words import agenda_item, day_and_time
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card, clear, row
from ui.widgets.page import PageHead
from ui.widgets.pill import Pill
from ui.widgets.side_list import SideItem, SideList
from ui.widgets.text import Caption, Label, Line

SIDE_WIDTH = 290


class Gathering(QWidget):
    """Typing a name or its initials finds the member, Enter signs them in; a click on the list does it too."""

    sign_in_wanted = Signal(int)
    sign_out_wanted = Signal(int)
    open_wanted = Signal()
    amend_wanted = Signal()
    panel_wanted = Signal()
    again_wanted = Signal()
    cancel_wanted = Signal()
    paper_wanted = Signal(object)
    rehearsal_wanted = Signal()
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._roll: tuple[RollRow, ...] = ()
        self.papers = PaperButton()
        self.papers.wanted.connect(self.paper_wanted)
        self.rehearse = SecondaryButton("会前检查", self.rehearsal_wanted.emit)
        self.head = PageHead(
            "",
            "",
            LinkButton("全部会议", self.list_wanted.emit),
            SecondaryButton("修改安排", self.amend_wanted.emit, picture=Icon.EDIT),
            self.papers,
            self.rehearse,
            PrimaryButton("开始会议", self.open_wanted.emit),
        )
        self.preview = WallPreview(with_alt=True)
        self.agenda = SideList()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.head)
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addLayout(stacked(self._conditions_card(), self._roll_card()), 1)
        side = QWidget()
        side.setFixedWidth(SIDE_WIDTH)
        side.setLayout(stacked(self.preview, self._agenda_card()))
        across.addWidget(side)
        layout.addLayout(across, 1)

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show who is there and what is still lacking."""
        self._roll = meeting.roll
        self.head.set_title(f"{meeting.village}评议会签到")
        self.head.set_note(f"{day_and_time(meeting.starts_at)} · 评议 {len(meeting.agenda)} 户")
        clear(self._rules)
        for condition in meeting.conditions:
            self._rules.addLayout(_condition_line(condition))
        staff = "、".join(meeting.township_staff) or "未填写"
        others = f"    列席：{'、'.join(meeting.observers)}" if meeting.observers else ""
        chair = f"地点：{meeting.place or '未填写'}    主持人：{meeting.chair or '未填写'}    记录人：{meeting.recorder or '未填写'}"
        self._people.setText(f"{chair}    乡镇工作人员：{staff}{others}")
        self._card.set_title("评议小组", f"应到 {len(meeting.roll)} 人，实到 {meeting.present} 人")
        self.agenda.show_items([agenda_item(item) for item in meeting.agenda])
        self._show_members()

    def offer_again(self, members: int) -> None:
        """Offer to sign in those who came to the last meeting."""
        self.again.setText(f"上次到会的 {members} 人签到")
        self.again.setVisible(members > 0)

    def _conditions_card(self) -> Card:
        card = Card("开会条件")
        card.add_to_head(LinkButton("取消会议", self.cancel_wanted.emit, small=True))
        self._rules = QVBoxLayout()
        self._rules.setSpacing(4)
        self._people = Caption(wrap=True)
        card.add(self._rules)
        card.add(self._people)
        return card

    def _roll_card(self) -> Card:
        self._card = Card(padded=False)
        self._card.set_title("评议小组")
        self.again = LinkButton("", self.again_wanted.emit, small=True)
        self._card.add_to_head(self.again)
        self._card.add_to_head(LinkButton("换人", self.panel_wanted.emit, small=True))
        self.finder = QLineEdit()
        self.finder.setPlaceholderText("输入姓名或拼音首字母，按回车签到")
        self.finder.setClearButtonEnabled(True)
        self.finder.textChanged.connect(self._show_members)
        self.finder.returnPressed.connect(self._take_first)
        field = QHBoxLayout()
        field.setContentsMargins(16, 4, 16, 10)
        field.addWidget(self.finder)
        self._card.add(field)
        self._card.add(Line())
        self.members = SideList()
        self.members.itemClicked.connect(lambda _line: self._toggle(self.members.current_key()))
        self._card.add(self.members, 1)
        return self._card

    def _agenda_card(self) -> Card:
        card = Card("议程", padded=False)
        card.add(Line())
        card.add(self.agenda, 1)
        return card

    def _found(self) -> list[RollRow]:
        written = self.finder.text().strip().lower()
        return [row for row in self._roll if written in row.name or f" {written}" in row.initials]

    def _show_members(self) -> None:
        self.members.show_items([_member(row) for row in self._found()])

    def _take_first(self) -> None:
        """Enter: the one that was typed, when there is no doubt who is meant."""
        waiting = [row for row in self._found() if not row.present]
        if self.finder.text().strip() and len(waiting) == 1:
            self.finder.clear()
            self.sign_in_wanted.emit(waiting[0].member_id)

    def _toggle(self, key: object) -> None:
        for member in self._roll:
            if member.member_id == key:
                (self.sign_out_wanted if member.present else self.sign_in_wanted).emit(member.member_id)


def _member(row: RollRow) -> SideItem:
    if row.present:
        return SideItem(row.member_id, row.name, row.role, str(row.seat), f"{row.arrived_at[11:16]} 已到", Tone.GREEN)
    word = "已离席" if row.left_at else "点击签到"
    return SideItem(row.member_id, row.name, row.role, str(row.seat), word, Tone.NEUTRAL)


def _condition_line(condition: Condition) -> QHBoxLayout:
    if condition.holds:
        pill = Pill("符合", Tone.GREEN)
    else:
        pill = Pill("不足" if condition.binding else "提醒", Tone.RED if condition.binding else Tone.AMBER)
    return row(pill, Label(f"{condition.title}：{condition.sentence}"), None)
