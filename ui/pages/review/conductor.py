"""Turns what the clerk does at the desk into commands on the meeting that is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dibao_desktop.clearance.queries import policy_of
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review import commands, queries
from dibao_desktop.review.queries import AgendaRow, ClosedVote, CurrentCase, MeetingDetail, QuestionRow, RollRow
from dibao_desktop.review.rules.counted import CountedVotes
from dibao_desktop.review.rules.states import Choice, ItemState, MeetingState, Topic, VoteWay
from dibao_desktop.review.rules.tally import Outcome, ReadingKind, TallyRule
from dibao_desktop.session import Session
from ui.pages.review.correcting import ChooseVoteDialog, CorrectionDialog, Votes
from ui.pages.review.counting import CountDialog, WayDialog
from ui.pages.review.desk import Desk
from ui.pages.review.dialogs import AnswerDialog, QuestionDialog, ReadingDialog
from ui.widgets.buttons import LinkButton
from ui.widgets.dialogs import AskDialog, ConfirmDialog, SayDialog


class Conductor:
    """Holds the meeting as it was last shown. `perform` runs a command, explains a refusal and shows the meeting anew."""

    def __init__(self, session: Session, desk: Desk, perform: Callable[[Callable[[], object]], bool]) -> None:
        self._session, self._desk, self._perform = session, desk, perform
        self.meeting: MeetingDetail | None = None
        desk.item_chosen.connect(self.open_item)
        desk.vote_wanted.connect(self.vote)
        desk.all_agree_wanted.connect(self.all_agree)
        desk.recusal_wanted.connect(self.recuse)
        desk.attendance_wanted.connect(self.leave_or_return)
        desk.return_wanted.connect(self.send_back)
        desk.way_wanted.connect(self.change_way)
        desk.opinion_wanted.connect(self.write_opinion)
        desk.correction_wanted.connect(self.correct)
        desk.ask_wanted.connect(self.ask)
        desk.answer_wanted.connect(self.answer)
        desk.next_wanted.connect(self.go_on)
        desk.pause_wanted.connect(self.pause_or_resume)
        desk.end_wanted.connect(self.end)

    # One case

    def open_item(self, item_id: int) -> None:
        """Turn to a case of the agenda; of one that is done with, its record is shown."""
        meeting = self.meeting
        row = next((row for row in self._agenda() if row.item_id == item_id), None)
        if meeting is None or row is None:
            return
        if not row.state.closed:
            self._perform_shown(lambda: commands.open_case(self._session, item_id))
            return
        name = f"第 {row.position} 户 {row.head_name}"
        if row.state is ItemState.NO_QUORUM:
            sentence = f"{name} 因人数不足没有表决。到会人数够了，可以列到最后再评议一次。"
            self._confirm("重新评议", sentence, lambda: commands.put_again(self._session, item_id), "重新列入")
        else:
            record = "\n".join(queries.case_record(meeting.id, item_id))
            dialog = SayDialog(self._desk.window(), name, record, yes="关闭")
            if row.state is not ItemState.RETURNED:
                dialog.buttons.insertWidget(0, LinkButton("更正表决…", lambda: self._correct_instead(dialog, item_id)))
            dialog.open()
        self._desk.show_meeting(meeting)

    def vote(self, choice: Choice) -> None:
        """The chosen member votes; the choice goes on to the next who has not."""
        now, member = self._running(), self._member()
        if now is None or member is None:
            return
        if now.way is not VoteWay.NAMED:
            self.count(now)
        elif self._perform(lambda: commands.cast_vote(self._session, now.item_id, member.member_id, choice)):
            self._desk.roll.choose_next_waiting()

    def all_agree(self) -> None:
        """Agree for all who have not voted; the exceptions are put in afterwards."""
        now = self._running()
        if now is None:
            return
        if now.way is VoteWay.NAMED:
            self._perform(lambda: commands.set_all_agree(self._session, now.item_id))
        elif now.way is VoteWay.HANDS:
            every = CountedVotes(_entitled(now), 0, 0)
            self._perform(lambda: commands.record_count(self._session, now.item_id, every))
        else:
            self.count(now)

    def count(self, now: CurrentCase) -> None:
        """Put down hands or papers."""

        def save(votes: CountedVotes) -> None:
            commands.record_count(self._session, now.item_id, votes)
            self._perform(lambda: None)

        CountDialog(self._desk.window(), now.way, _entitled(now), now.counted, save).open()

    def change_way(self) -> None:
        """Vote on this case in another way."""
        now = self._running()
        if now is None:
            return

        def choose(way: VoteWay) -> None:
            self._perform(lambda: commands.choose_way(self._session, now.item_id, way))

        WayDialog(self._desk.window(), now.way, now.voted, choose).open()

    def write_opinion(self) -> None:
        """The room's opinion in its own words."""
        now = self._running()
        if now is not None:
            dialog = AskDialog(
                self._desk.window(),
                f"{now.sheet.head_name}：评议意见",
                "写入评议记录；留空则按结论生成",
                lambda words: self._perform(lambda: commands.write_opinion(self._session, now.item_id, words)),
                text=now.opinion,
                many_lines=True,
                required=False,
                yes="保存",
            )
            dialog.open()

    def correct(self) -> None:
        """Put the closed vote of the case that is shown right."""
        now = self.meeting.current if self.meeting else None
        if now is not None:
            self._correct_item(now.item_id)

    def correct_any(self) -> None:
        """Put a closed vote right, whichever it is."""
        votes = queries.closed_votes(self.meeting.id) if self.meeting else []
        if votes:
            ChooseVoteDialog(self._desk.window(), votes, self._open_correction).open()
        else:
            SayDialog(self._desk.window(), "更正表决", "这次会议没有作出决定的户，没有表决可以更正。").open()

    def _correct_instead(self, dialog: SayDialog, item_id: int) -> None:
        dialog.reject()
        self._correct_item(item_id)

    def _correct_item(self, item_id: int) -> None:
        votes = queries.closed_votes(self.meeting.id) if self.meeting else []
        vote = next((vote for vote in votes if vote.item_id == item_id), None)
        if vote is not None:
            self._open_correction(vote)

    def _open_correction(self, vote: ClosedVote) -> None:
        def save(reason: str, votes: Votes, recused: Mapping[int, str], reading: ReadingKind | None) -> None:
            commands.correct_vote(self._session, vote.item_id, reason, votes, recused=recused, reading=reading)
            self._perform(lambda: None)

        CorrectionDialog(self._desk.window(), vote, save).open()

    def recuse(self) -> None:
        """The chosen member steps aside, or takes part again."""
        now, member = self._running(), self._member()
        if now is None or member is None:
            return
        item, who = now.item_id, member.member_id
        if member.recusal:
            self._perform(lambda: commands.withdraw_recusal(self._session, item, who))
            return
        dialog = AskDialog(
            self._desk.window(),
            f"{member.name}回避",
            "回避原因",
            lambda reason: self._perform(lambda: commands.declare_recusal(self._session, item, who, reason)),
            text=member.suspicion.replace("，请核实", "，已核实") or "与该户有亲属关系",
            yes="回避",
        )
        dialog.open()

    def leave_or_return(self) -> None:
        """The chosen member leaves the room, or is back; one who is recused leaves for this case only."""
        member, meeting = self._member(), self.meeting
        if member is None or meeting is None:
            return
        now = self._running()
        if now is not None and member.recusal and member.present:
            item, who, left = now.item_id, member.member_id, not member.left_room
            self._perform(lambda: commands.leave_for_case(self._session, item, who, left))
            return
        act = commands.check_out if member.present else commands.check_in
        self._perform(lambda: act(self._session, meeting.id, member.member_id))

    def send_back(self) -> None:
        """The case goes back to a new visit."""
        now = self._running()
        if now is None:
            return
        dialog = AskDialog(
            self._desk.window(),
            f"{now.sheet.head_name}：退回重新调查",
            "退回原因",
            lambda reason: self._perform(lambda: commands.return_case(self._session, now.item_id, reason)),
            hint="例如：务工收入有争议",
            yes="退回",
        )
        dialog.open()

    def ask(self) -> None:
        """Write down a question on the present case."""
        now = self.meeting.current if self.meeting else None
        if now is not None:
            dialog = QuestionDialog(
                self._desk.window(), lambda *values: self._keep_question(now.item_id, *values), self._answerers()
            )
            dialog.open()

    def _keep_question(self, item_id: int, asker: str, topic: Topic, text: str, answerer: str, answer: str) -> None:
        question = commands.ask_question(self._session, item_id, asker, topic, text)
        if answer:
            commands.answer_question(self._session, question, answerer, answer)
        self._perform(lambda: None)

    def answer(self, question: QuestionRow) -> None:
        """Write down the answer to a question."""

        def save(answerer: str, answer: str) -> None:
            commands.answer_question(self._session, question.id, answerer, answer)
            self._perform(lambda: None)

        dialog = AnswerDialog(self._desk.window(), f"{question.asker}问：{question.text}", save, self._answerers())
        dialog.open()

    # The course of the evening

    def go_on(self) -> None:
        """What Enter does: begin the vote, end it, the next case, the end."""
        meeting = self.meeting
        if meeting is None:
            return
        now = meeting.current
        if meeting.state is MeetingState.ADJOURNED:
            self.pause_or_resume()
        elif now is not None and now.state is ItemState.INTRODUCED:
            self._perform(lambda: commands.open_vote(self._session, now.item_id))
            self._desk.roll.choose_next_waiting()
        elif now is not None and now.state is ItemState.VOTING:
            self._end_vote(now)
        elif meeting.next_item is not None:
            following = meeting.next_item.item_id
            self._perform(lambda: commands.open_case(self._session, following))
        else:
            self.end()

    def _end_vote(self, now: CurrentCase) -> None:
        outcome = now.decision.outcome
        if outcome is Outcome.NO_QUORUM or not self._attendance_holds():
            sentence = f"{now.decision.explanation}现在结束表决，本户将记为“不足法定人数”。"
            self._confirm("人数不足", sentence, lambda: self._close(now), "结束表决")
        elif now.way is not VoteWay.NAMED and now.counted is None:
            self.count(now)
        elif now.not_voted:
            waiting = "、".join(now.not_voted)
            sentence = f"还有 {len(now.not_voted)} 人没有表决（{waiting}），没有表决的不算同意。"
            self._confirm("还有人没有表决", sentence, lambda: self._close(now), "结束表决", direct=False)
        else:
            self._close(now)

    def _close(self, now: CurrentCase, reading: ReadingKind | None = None) -> None:
        if now.decision.outcome is not Outcome.READINGS_DIFFER or reading is not None or not self._attendance_holds():
            self._perform(lambda: commands.close_vote(self._session, now.item_id, reading))
            return
        assert self.meeting is not None
        rule = policy_of(self.meeting.campaign_id).review
        preferred = ReadingKind.WITH_RECUSED if rule.recused_count_in_roster else ReadingKind.WITHOUT_RECUSED
        shares = TallyRule(rule.quorum, rule.majority, rule.floor_present)
        dialog = ReadingDialog(
            self._desk.window(), now.decision, shares, preferred, lambda kind: self._close(now, kind)
        )
        dialog.open()

    def pause_or_resume(self) -> None:
        """Adjourn, or go on."""
        meeting = self.meeting
        if meeting is None:
            return
        act = commands.adjourn_meeting if meeting.state is MeetingState.OPEN else commands.resume_meeting
        self._perform(lambda: act(self._session, meeting.id))

    def end(self) -> None:
        """Close the meeting, after asking when cases are left."""
        meeting = self.meeting
        if meeting is None:
            return
        left = sum(not row.state.closed for row in meeting.agenda)
        words = f"还有 {left} 户没有评议，将留待下次会议。" if left else "所有户都已评议。"
        sentence = f"{words}结束后生成评议记录，只能更正，不能修改。"
        self._confirm("结束会议", sentence, lambda: commands.close_meeting(self._session, meeting.id), "结束会议")

    # Help

    def _confirm(self, title: str, sentence: str, act: Callable[[], object], yes: str, *, direct: bool = True) -> None:
        run = (lambda: self._perform(act)) if direct else act
        dialog = ConfirmDialog(self._desk.window(), title, sentence, run, yes=yes)
        dialog.open()

    def _perform_shown(self, act: Callable[[], object]) -> None:
        """Run an act; when it is refused, the agenda shows the present case again."""
        if not self._perform(act) and self.meeting is not None:
            self._desk.show_meeting(self.meeting)

    def _agenda(self) -> tuple[AgendaRow, ...]:
        return self.meeting.agenda if self.meeting else ()

    def _running(self) -> CurrentCase | None:
        now = self.meeting.current if self.meeting else None
        return now if now is not None and now.state.running else None

    def _member(self) -> RollRow | None:
        return self._desk.roll.current()

    def _answerers(self) -> tuple[str, ...]:
        return self.meeting.township_staff if self.meeting else ()

    def _attendance_holds(self) -> bool:
        return self.meeting is not None and self.meeting.holds


def _entitled(now: CurrentCase) -> int:
    return now.decision.usual.quorum.present


def refusal_of(act: Callable[[], object]) -> str:
    """Run a command; the sentence of its refusal, empty when it went through."""
    try:
        act()
    except KnownError as refusal:
        return refusal.message
    return ""
