"""The desk of a running meeting: agenda, present case, group and wall; a key for everything that is done often."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from dibao_desktop.review.queries import MeetingDetail
from dibao_desktop.review.rules.states import Choice, ItemState, MeetingState, VoteWay
from ui.pages.review.case_view import CaseCard, FiguresCard, NoCase, QuestionsCard
from ui.pages.review.preview import WallPreview
from ui.pages.review.roll import RollCard, stacked
from ui.pages.review.words import agenda_item, day_and_time
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.side_list import SideList
from ui.widgets.text import ElidedLabel, Line

# Least, usual and greatest width of a column; they share the window in the ratio of the usual ones.
AGENDA, MIDDLE, SIDE = (164, 233, 320), (446, 618, 4096), (200, 279, 420)
_CHOICE_KEYS = {"1": Choice.AGREE, "2": Choice.AGAINST, "3": Choice.ABSTAIN}


class Desk(QWidget):
    """Shows a meeting and says by signals what the clerk wants; it changes nothing itself."""

    item_chosen = Signal(object)
    vote_wanted = Signal(object)
    all_agree_wanted = Signal()
    recusal_wanted = Signal()
    attendance_wanted = Signal()
    return_wanted = Signal()
    way_wanted = Signal()
    opinion_wanted = Signal()
    correction_wanted = Signal()
    ask_wanted = Signal()
    answer_wanted = Signal(object)
    next_wanted = Signal()
    list_wanted = Signal()
    pause_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.agenda = SideList()
        self._dealt_with: int | None = None
        self.roll, self.preview = RollCard(), WallPreview()
        self.case, self.no_case = CaseCard(), NoCase()
        self.figures = FiguresCard(self.way_wanted.emit, self.opinion_wanted.emit, self.correction_wanted.emit)
        self.questions = QuestionsCard(self.ask_wanted.emit)
        self.questions.answer_wanted.connect(self.answer_wanted)
        self.agenda.chosen.connect(self.item_chosen)
        self.agenda.itemClicked.connect(self._look_again)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        middle, side = QWidget(), QWidget()
        middle.setLayout(self._middle())
        side.setLayout(stacked(self.preview, self.roll))
        columns = ((self._agenda_card(), AGENDA), (middle, MIDDLE), (side, SIDE))
        for widget, (least, usual, most) in columns:
            widget.setMinimumWidth(least)
            widget.setMaximumWidth(most)
            across.addWidget(widget, usual)
        self._set_keys()

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show the meeting as it stands."""
        now = meeting.current
        self._dealt_with = now.item_id if now is not None and now.state.closed else None
        place = f"第 {now.position} 户，共 {len(meeting.agenda)} 户" if now else f"共 {len(meeting.agenda)} 户"
        self._agenda.set_title(f"{meeting.village}评议会")
        self._when.setText(f"{place} · {day_and_time(meeting.starts_at)}")
        self.agenda.show_items([agenda_item(item) for item in meeting.agenda], now.item_id if now else None)
        self.roll.show_meeting(meeting)
        self.figures.show_meeting(meeting)
        self.case.setVisible(now is not None)
        self.no_case.setVisible(now is None)
        self.questions.setVisible(now is not None)
        if now is not None:
            self.case.show_case(now)
            self.questions.show_questions(now.questions, may_ask=True)
        else:
            self.no_case.show_meeting(meeting)
        self._show_actions(meeting)

    def _look_again(self) -> None:
        """A click on the case the room has just dealt with: the line is current already, so the list does not say it."""
        key = self.agenda.current_key()
        if key is not None and key == self._dealt_with:
            self.item_chosen.emit(key)

    def _show_actions(self, meeting: MeetingDetail) -> None:
        now, going = meeting.current, meeting.state is MeetingState.OPEN
        running = going and now is not None and now.state.running
        why = "表决进行中才能用" if now is None or not now.state.closed else "本户已有结果；有误请用“更正表决”"
        for button in (self._all_agree, self._return):
            button.allow(running, why)
        named = now is not None and now.way is VoteWay.NAMED
        self._keys.setText(("1 同意 2 不同意 3 弃权 R 回避" if named else "1 录入票数 R 回避") if running else "")
        self._pause.setText("休会" if going else "继续会议")
        self.primary.setText(f"{_next_act(meeting)} ↵")

    def _agenda_card(self) -> Card:
        self._agenda = Card(padded=False)
        self._agenda.set_title("评议会")
        self._when = ElidedLabel("", role="caption")
        self._pause = LinkButton("休会", self.pause_wanted.emit, small=True)
        foot = row(
            LinkButton("全部会议", self.list_wanted.emit, small=True),
            None,
            self._pause,
            LinkButton("结束会议", self.end_wanted.emit, small=True),
            spacing=6,
        )
        foot.setContentsMargins(8, 8, 8, 8)
        when = QHBoxLayout()
        when.setContentsMargins(16, 0, 12, 8)
        when.addWidget(self._when)
        self._agenda.add(when)
        self._agenda.add(Line())
        self._agenda.add(self.agenda, 1)
        self._agenda.add(Line())
        self._agenda.add(foot)
        return self._agenda

    def _middle(self) -> QVBoxLayout:
        inside = QWidget()
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(12)
        for card in (self.no_case, self.case, self.figures):
            cards.addWidget(card)
        cards.addWidget(self.questions, 1)
        cards.addStretch(0)
        scroll = QScrollArea()
        scroll.setObjectName("ground")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self._all_agree = SecondaryButton("全部同意 (A)", self.all_agree_wanted.emit, tip="还没表决的人都记为同意")
        self._return = SecondaryButton("退回重查", self.return_wanted.emit)
        self._leave = SecondaryButton("离席/到会 (L)", self.attendance_wanted.emit, tip="选中的人离席，或回到会场")
        self._keys = ElidedLabel("", role="caption")
        self.primary = PrimaryButton("", self.next_wanted.emit)
        self.primary.setMinimumHeight(42)
        actions = row(self._all_agree, self._return, self._leave)
        actions.addWidget(self._keys, 1)
        actions.addWidget(self.primary)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(12)
        middle.addWidget(scroll, 1)
        middle.addLayout(actions)
        return middle

    def _set_keys(self) -> None:
        acts = {
            "A": self.all_agree_wanted.emit,
            "R": self.recusal_wanted.emit,
            "L": self.attendance_wanted.emit,
            "Q": self.ask_wanted.emit,
            "M": self.way_wanted.emit,
            "O": self.opinion_wanted.emit,
            "C": self.correction_wanted.emit,
            "Return": self.next_wanted.emit,
            "Enter": self.next_wanted.emit,
        }
        for key, choice in _CHOICE_KEYS.items():
            acts[key] = partial(self.vote_wanted.emit, choice)
        for key, act in acts.items():
            shortcut = QShortcut(QKeySequence(key), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)


def _next_act(meeting: MeetingDetail) -> str:
    """What Enter does now."""
    if meeting.state is MeetingState.ADJOURNED:
        return "继续会议"
    now = meeting.current
    if now is not None and now.state is ItemState.INTRODUCED:
        return "开始表决"
    if now is not None and now.state is ItemState.VOTING:
        return "结束表决" if now.way is VoteWay.NAMED or now.counted is not None else "录入票数"
    if meeting.next_item is None:
        return "结束会议"
    return "下一户" if now is not None else "开始评议"
