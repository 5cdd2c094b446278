"""The middle of the desk: the present case with its figures, what was asked, and how the vote stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dibao_desktop.domain.money import short_yuan
from dibao_desktop.review.queries import CurrentCase, MeetingDetail, QuestionRow
from dibao_desktop.review.rules.conditions import ATTENDANCE
from dibao_desktop.review.rules.states import ItemState, MeetingState
from ui.pages.review.words import ITEM_TONES
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card, clear, row
from ui.widgets.pill import Pill
from ui.widgets.text import Caption, ElidedLabel, Label, Number, PageTitle, SectionTitle, Soft


class CaseCard(Card):
    """Who it is about, what is proposed, and the facts in whole sentences."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._head, self._about, self._pill = PageTitle(), ElidedLabel("", role="soft"), Pill()
        self._facts = Label(wrap=True)
        self._outcome = Label(wrap=True)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._head)
        line.addWidget(self._about, 1)
        line.addWidget(self._pill)
        self.add(line)
        self.add(self._facts)
        self.add(self._outcome)

    def show_case(self, now: CurrentCase) -> None:
        """Show a case; a closed one with its outcome."""
        sheet = now.sheet
        about = (f"{sheet.village}{sheet.group}", f"{sheet.family_size} 口人", sheet.category or sheet.aid_type)
        amount = f"现 {short_yuan(sheet.before_fen)} 元/月" if sheet.before_fen else ""
        self._head.setText(sheet.head_name)
        self._about.setText(" · ".join(part for part in (*about, amount) if part))
        self._pill.show_state(f"建议：{sheet.proposal}" if sheet.proposal else "尚无建议", Tone.BLUE)
        self._facts.setText("\n".join(sheet.facts) or "没有入户调查和核算记录。")
        closed = now.state.closed
        self._outcome.setVisible(closed)
        if closed:
            self._outcome.setText(f"{now.explanation or now.state.label + '。'}{now.opinion}")
            self._outcome.set_tone(ITEM_TONES[now.state])


class Figure(QWidget):
    """A caption, a big figure, a note."""

    def __init__(self, caption: str, parent: QWidget | None = None, *, right: bool = False) -> None:
        super().__init__(parent)
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.number, self.note = Number(), Caption(wrap=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        for label in (Caption(caption), self.number, self.note):
            layout.addWidget(label, 0, side)

    def show_figure(self, number: str, note: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Show a figure; `tone` colours the note."""
        self.number.setText(number)
        self.note.setText(note)
        self.note.set_tone(tone)


class FiguresCard(Card):
    """Attendance, who may vote, who has, and what it takes to pass: the rule in force, and whether it holds. Below, how
    the room votes, with what may be changed about it."""

    def __init__(
        self,
        on_way: Callable[[], object],
        on_opinion: Callable[[], object],
        on_correction: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self.attendance, self.entitled = Figure("到会"), Figure("本户应表决")
        self.voted, self.needed = Figure("已表决"), Figure("通过需要", right=True)
        line = QHBoxLayout()
        line.setSpacing(24)
        for figure in (self.attendance, self.entitled, self.voted):
            line.addWidget(figure)
        line.addStretch(1)
        line.addWidget(self.needed)
        self.add(line)
        self._way = Caption()
        self._change_way = LinkButton("换方式 (M)", on_way, small=True)
        self._opinion = LinkButton("评议意见 (O)", on_opinion, small=True)
        self._correct = LinkButton("更正表决 (C)", on_correction, small=True)
        for link in (self._change_way, self._opinion, self._correct):
            link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add(row(self._way, self._change_way, None, self._opinion, self._correct, spacing=12))

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Show the counts of the meeting and of its present case."""
        rule = next(condition for condition in meeting.conditions if condition.title == ATTENDANCE)
        word = "✓ 达到规定人数" if rule.holds else rule.sentence.rsplit("，", 1)[-1]
        self.attendance.show_figure(
            f"{meeting.present} / {len(meeting.roll)}", word, Tone.GREEN if rule.holds else Tone.RED
        )
        self.attendance.setToolTip(rule.sentence)
        now = meeting.current
        for figure in (self.entitled, self.voted, self.needed):
            figure.setVisible(now is not None and now.state is not ItemState.RETURNED)
        for widget in (self._way, self._change_way, self._opinion, self._correct):
            widget.setVisible(False)
        if now is not None:
            self._show_case(now)
            self._show_way(now, meeting.state is MeetingState.OPEN)

    def _show_way(self, now: CurrentCase, going: bool) -> None:
        decided = now.state in (ItemState.PASSED, ItemState.FAILED)
        running = going and now.state.running
        self._way.setText(f"表决方式：{now.way.label}{'（已更正）' if now.corrected else ''}")
        self._way.setVisible(now.state is not ItemState.RETURNED)
        for link, shown in ((self._change_way, running), (self._opinion, running), (self._correct, decided)):
            link.setVisible(shown)
        self._opinion.setToolTip(now.opinion or "没有填写时按结论生成")

    def _show_case(self, now: CurrentCase) -> None:
        quorum, majority = now.decision.usual.quorum, now.holding.majority
        short = not quorum.holds
        aside = f"{now.recused} 人回避" if now.recused else "无人回避"
        note = f"{aside}，不足 {quorum.needed} 人" if short else aside
        self.entitled.show_figure(str(quorum.present), note, Tone.RED if short else Tone.NEUTRAL)
        if now.state is ItemState.INTRODUCED:
            self.voted.show_figure(f"0 / {quorum.present}", "尚未开始表决")
        elif now.state is ItemState.VOTING and not now.all_voted:
            waiting = f"还差 {_first(now.not_voted)}" if now.not_voted else "还没有录入票数"
            self.voted.show_figure(f"{now.voted} / {quorum.present}", waiting, Tone.AMBER)
        else:
            counts = f"同意 {majority.agree} 不同意 {now.against} 弃权 {now.abstain}"
            if now.counted is not None and now.counted.returned:
                counts += f" 空白 {now.counted.blank} 废票 {now.counted.spoilt}"
            self.voted.show_figure(f"{now.voted} / {quorum.present}", counts)
        base, needed = majority.base, majority.needed
        self.needed.show_figure(f"{needed} 票同意", f"{base} 人的{now.share}")
        self.needed.setToolTip(f"{now.share}：{base} 人需 {needed} 票；弃权和未投票不算同意")


class QuestionsCard(Card):
    """质询与答复. `answer_wanted` is emitted with a question that has no answer yet."""

    answer_wanted = Signal(object)

    def __init__(self, on_ask: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__("质询与答复", parent)
        self._ask = SecondaryButton("记一条 (Q)", on_ask, picture=Icon.ADD)
        self.add_to_head(self._ask)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self.add(self._lines)
        self.body.addStretch(1)

    def show_questions(self, questions: tuple[QuestionRow, ...], may_ask: bool) -> None:
        """Show what was asked, each with its answer or with a link to write it down."""
        self._ask.setEnabled(may_ask)
        clear(self._lines)
        if not questions:
            self._lines.addWidget(Caption("还没有人提问。"))
        for asked in questions:
            self._lines.addLayout(
                row(Label(f"问（{asked.asker}）：{asked.text}", wrap=True), Caption(asked.asked_at[11:16]))
            )
            if asked.answer:
                self._lines.addWidget(Label(f"答（{asked.answerer}）：{asked.answer}", wrap=True))
            else:
                link = LinkButton("记录答复…", partial(self.answer_wanted.emit, asked))
                # It goes once there is an answer; the keyboard, gone with it, would be missed at the desk.
                link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
                self._lines.addLayout(row(Label("尚未答复，答复后才能结束会议", tone=Tone.AMBER), link, None))


class NoCase(Card):
    """Before the first case is opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._sentence = Soft(wrap=True)
        self.add(SectionTitle("先宣读评议规则和会议纪律"))
        self.add(self._sentence)

    def show_meeting(self, meeting: MeetingDetail) -> None:
        """Say what comes first."""
        first = meeting.next_item
        words = (
            f"宣读完毕后按回车键，从第 {first.position} 户 {first.head_name} 开始。"
            if first
            else "议程中没有可以评议的户。"
        )
        self._sentence.setText(f"墙上正在显示评议规则。{words}")


def _first(waiting: tuple[str, ...]) -> str:
    return waiting[0] if len(waiting) == 1 else f"{waiting[0]} 等 {len(waiting)} 人"
