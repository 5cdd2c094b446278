"""Takes invented cases along the road of a pack, by the same commands that the window uses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from random import Random

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.clearance.queries import CaseRow
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.clearance.rules.visit import Neighbour, VisitDraft
from dibao_desktop.matching import commands as matching
from dibao_desktop.matching import queries as leads
from dibao_desktop.matching.rules.leads import LeadKind
from dibao_desktop.notices import commands as notices
from dibao_desktop.notices import queries as boards
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.steps import DoneWhen, Step
from dibao_desktop.review import commands as review
from dibao_desktop.review import queries as meetings
from dibao_desktop.review.rules.states import Choice
from dibao_desktop.session import Session

_INVESTIGATORS = ("赵志明", "杨秀芳", "段文华", "李春生", "何玉珍")
_SAID = "土墙房三间，家具简单，主要靠务农和零工，邻居反映属实。"
_BEYOND_THE_RULES = frozenset({LeadKind.VEHICLE, LeadKind.REAL_ESTATE})
_MORE_INCOME = frozenset({LeadKind.PAYROLL, LeadKind.PENSION, LeadKind.BUSINESS})
# Half of it would be less than one person's lowest amount.
_SMALLEST_FEN = 20_000
_STAFF = ("周敏", "陈立新", "王海燕")


class StoryClock:
    """A clock that the story moves forward, one working hour at a time."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def move_to(self, day: dt.date, hour: int = 9) -> None:
        """Jump to a later day; a day that is past already changes nothing."""
        self.now = max(self.now, dt.datetime.combine(day, dt.time(hour)))


class Road:
    """One campaign's road for whole villages."""

    def __init__(self, session: Session, clock: StoryClock, campaign_id: int, random: Random) -> None:
        self._session, self._clock, self._campaign_id, self._random = session, clock, campaign_id, random
        self._policy: Policy = cases.policy_of(campaign_id)
        self._acts: dict[DoneWhen, Callable[[Step, Sequence[CaseRow]], None]] = {
            DoneWhen.VISIT_SIGNED: self._visit,
            DoneWhen.LEADS_JUDGED: self._judge,
            DoneWhen.ASSESSMENT_CURRENT: self._assess,
            DoneWhen.REVIEW_CONCLUDED: self._review,
            DoneWhen.NOTICE_ENDED: self._post,
            DoneWhen.TOWNSHIP_CHECKED: self._check,
            DoneWhen.CONFIRMED: self._confirm,
            DoneWhen.HEARD: self._hear,
            DoneWhen.DECIDED: self._decide,
            DoneWhen.NOTIFIED: self._notify,
            DoneWhen.PUBLISHED: self._publish,
        }

    def take(self, village_id: int, steps: int, share: int = 100) -> None:
        """Take `share` per cent of a village's cases through the first so many steps of the pack.

        A notice that would be the next step is posted and left hanging.
        """
        for step in self._policy.steps[:steps]:
            due = cases.cases(self._campaign_id, village_id, step.id)
            chosen = due[: len(due) * share // 100] if step is self._policy.steps[0] else due
            if chosen:
                self._acts[step.done_when](step, chosen)
        for step in self._policy.steps[steps : steps + 1]:
            due = cases.cases(self._campaign_id, village_id, step.id)
            if step.done_when is DoneWhen.NOTICE_ENDED and due:
                self._hang(step, due)

    def _visit(self, step: Step, due: Sequence[CaseRow]) -> None:
        rule = self._policy.visit
        for row in due:
            team = self._random.sample(_INVESTIGATORS, rule.min_investigators)
            neighbours = tuple(Neighbour(f"邻居{name}家", "情况属实") for name in "甲乙丙丁戊"[: rule.neighbours_min])
            answers = {section.id: _SAID for section in rule.sections}
            draft = VisitDraft(self._clock().date(), tuple(team), answers, neighbours, row.head_name, _SAID)
            clearance.record_visit(self._session, row.id, draft)

    def _judge(self, step: Step, due: Sequence[CaseRow]) -> None:
        for row in due:
            for lead in leads.leads_of(row.household_id):
                if not lead.verdict:
                    verdict = self._random.choice(("属实", "不属实"))
                    matching.judge_lead(self._session, lead.id, verdict, "入户核对证件并询问邻居", self._clock().date())

    def _assess(self, step: Step, due: Sequence[CaseRow]) -> None:
        for row in due:
            assessed = clearance.assess(self._session, row.id)
            true = {lead.kind for lead in leads.leads_of(row.household_id) if lead.verdict == "属实"}
            if LeadKind.DEATH in true and row.family_size == 1:
                clearance.propose(self._session, row.id, Outcome.DEATH, 0, "本人已死亡")
            elif true & _BEYOND_THE_RULES:
                clearance.propose(self._session, row.id, Outcome.STOP, 0, "核实疑点属实，家庭财产超过规定")
            elif true & _MORE_INCOME and row.before_fen > _SMALLEST_FEN:
                clearance.propose(self._session, row.id, Outcome.REDUCE, row.before_fen // 2, "核实后家庭收入增加")
            elif true or not assessed.outcome.is_final:
                clearance.propose(self._session, row.id, Outcome.CONTINUE, row.before_fen, "核实后仍符合条件")

    def _review(self, step: Step, due: Sequence[CaseRow]) -> None:
        village_id = due[0].village_id
        meeting_id = review.plan_meeting(
            self._session, self._campaign_id, village_id, self._clock(), chair="罗志强", recorder="李春兰",
            township_staff=_STAFF[: max(2, self._policy.review.min_township_staff)], place=f"{due[0].village}村委会",
        )  # fmt: skip
        roll = meetings.meeting_detail(meeting_id).roll
        for member in roll[:-1]:
            review.check_in(self._session, meeting_id, member.member_id)
        review.open_meeting(self._session, meeting_id)
        for item in meetings.meeting_detail(meeting_id).agenda:
            self._vote(meeting_id, item.item_id)
        review.close_meeting(self._session, meeting_id)

    def _vote(self, meeting_id: int, item_id: int) -> None:
        review.open_case(self._session, item_id)
        review.open_vote(self._session, item_id)
        against = self._random.random() < 0.2
        waiting = [each for each in meetings.meeting_detail(meeting_id).roll if each.mark is meetings.Mark.WAITING]
        if against and waiting:
            review.cast_vote(self._session, item_id, waiting[0].member_id, Choice.AGAINST)
        review.set_all_agree(self._session, item_id)
        review.close_vote(self._session, item_id)

    def _post(self, step: Step, due: Sequence[CaseRow]) -> None:
        batch_id = self._hang(step, due)
        self._clock.move_to(dt.date.fromisoformat(boards.batch(batch_id).closable_on))
        notices.end_batch(self._session, batch_id, self._clock().date())

    def _hang(self, step: Step, due: Sequence[CaseRow]) -> int:
        batch_id = notices.prepare_batch(self._session, self._campaign_id, due[0].village_id, step.round)
        notices.post_batch(self._session, batch_id, self._clock().date(), "李春兰", "村务公开栏")
        return batch_id

    def _check(self, step: Step, due: Sequence[CaseRow]) -> None:
        gates = dict.fromkeys(self._policy.decision.gates, False)
        for row in due:
            clearance.township_check(self._session, row.id, True, "同意评议意见，拟上报", "陈立新", gates)

    def _confirm(self, step: Step, due: Sequence[CaseRow]) -> None:
        for row in due:
            clearance.confirm(self._session, row.id, True, "同意", "县民政局 王海燕", visited=True)

    def _hear(self, step: Step, due: Sequence[CaseRow]) -> None:
        for row in due:
            clearance.hear(self._session, row.id, "周敏", "上门", "知道了，没有意见", "已说明政策和申请救济的途径")

    def _decide(self, step: Step, due: Sequence[CaseRow]) -> None:
        for row in due:
            clearance.decide(self._session, row.id, self._clock().date())

    def _notify(self, step: Step, due: Sequence[CaseRow]) -> None:
        for row in due:
            clearance.deliver_notice(self._session, row.id, self._clock().date(), "直接送达", row.head_name)

    def _publish(self, step: Step, due: Sequence[CaseRow]) -> None:
        clearance.publish(self._session, [row.id for row in due], self._clock().date())
