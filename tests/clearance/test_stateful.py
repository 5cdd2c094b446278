"""Whatever clerks do in whatever order: steps follow from facts, money moves by decision or roster only, and what is decided
was told to the household, put to the room and hung its days in those very words."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from conftest import CHEAP, PASSWORD, Clock
from dibao_desktop import office as offices
from dibao_desktop.audit.queries import broken_links
from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.clearance.records import Case, Hearing
from dibao_desktop.clearance.rules.outcome import Outcome, is_cut_or_stop
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.records import Household
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.matching import commands as matching
from dibao_desktop.matching.queries import leads_of
from dibao_desktop.matching.rules.lists import ListEntry, ListKind
from dibao_desktop.notices import commands as notices
from dibao_desktop.notices.records import NoticeBatch, NoticeEntry, Objection
from dibao_desktop.notices.rules.publishing import public_outcome
from dibao_desktop.notices.rules.states import Handling
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.review import commands as review
from dibao_desktop.review.queries.sheet import kept_sheet
from dibao_desktop.review.records import AgendaItem, Attendance, Meeting
from dibao_desktop.review.rules.states import Choice, ItemState
from makers import a_member, a_record
from meetings import panel_entries
from situations import a_visit, do_step, pack_text

places = st.integers(0, 7)
amounts = st.sampled_from([0, 100_00, 224_00, 336_00, 400_00])


class Clerks(RuleBasedStateMachine):
    """An office with three households, a panel and a campaign, and whatever is done to it."""

    policy_id = "s1"

    @initialize()
    def found_an_office(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock(dt.datetime(2017, 6, 1, 9, 0))
        path = Path(self.folder.name) / "青石乡.dibao"
        self.office, _ = offices.create(path, "青石乡", self.policy_id, "周敏", PASSWORD, cost=CHEAP, clock=self.clock)
        self.session = self.office.session
        self.records = [a_record(persons) for persons in (1, 2, 3)]
        dossier_commands.apply_roster(self.session, self.records, "名册")
        review.take_panels(self.session, panel_entries(), "名单")
        self.start()

    def start(self) -> None:
        self.campaign = clearance.start_campaign(self.session, "清查", pack_text(self.policy_id), self.session.today())

    def teardown(self) -> None:
        if hasattr(self, "office"):
            assert self.office.faults() == []
            self.office.close()
            self.folder.cleanup()

    # What is always so

    def money(self) -> dict[int, tuple[str, int]]:
        return {row.id: (row.standing, row.monthly_fen) for row in Household.select()}

    @invariant()
    def steps_follow_from_facts(self) -> None:
        if hasattr(self, "office"):
            assert cases.wrong_steps() == []
            assert broken_links() == []

    @contextmanager
    def nothing_paid_otherwise(self) -> Iterator[None]:
        before = self.money()
        yield
        assert self.money() == before

    def try_(self, act: Callable[[], object]) -> bool:
        """An act may be refused in one sentence, then nothing has changed."""
        before, lines = self.money(), self.lines()
        try:
            act()
        except KnownError as refusal:
            assert refusal.message.endswith(("。", "！")), refusal.message
            assert (self.money(), self.lines()) == (before, lines)
            return False
        assert self.lines() == lines + 1
        return True

    def lines(self) -> int:
        return int(self.office.database.execute_sql("select count(*) from audit_line").fetchone()[0])

    def pick(self, table: Any, place: int, *conditions: Any) -> Any:
        found = list(table.select().where(*conditions).order_by(table.id.desc()).limit(8))
        return found[place % len(found)] if found else None

    def case(self, place: int) -> Any:
        return self.pick(Case, place, Case.id > 0)

    # Time and the dossiers

    @rule(days=st.integers(1, 9))
    def time_passes(self, days: int) -> None:
        self.clock.pass_days(days)

    @rule(place=places, monthly=amounts.filter(bool))
    def a_roster_says_another_amount(self, place: int, monthly: int) -> None:
        record = replace(self.records[place % 3], monthly_fen=monthly)
        before = self.money()
        self.try_(lambda: dossier_commands.apply_roster(self.session, [record], "名册"))
        after = self.money()
        assert [standing for standing, _ in before.values()] == [standing for standing, _ in after.values()]

    @rule(place=places, income=st.sampled_from([0, 300_000, 9_000_000]), person=st.booleans())
    def the_dossier_changes(self, place: int, income: int, person: bool) -> None:
        found = dossiers.household(self.pick(Household, place, Household.id > 0).id)
        assert found is not None
        record: HouseholdRecord = replace(found.record, annual_income_fen=income)
        if person:
            more = (*record.members, a_member("子"))
            record = replace(record, members=more, family_size=record.family_size + 1)
        with self.nothing_paid_otherwise():
            self.try_(lambda: dossier_commands.amend_household(self.session, found.id, record, found.version))

    @rule(place=places, verdict=st.sampled_from(["属实", "不属实"]))
    def a_lead_is_found_or_judged(self, place: int, verdict: str) -> None:
        with self.nothing_paid_otherwise():
            household = self.pick(Household, place, Household.id > 0)
            for lead in leads_of(household.id):
                if lead.is_open:
                    day = self.session.today()
                    self.try_(
                        lambda lead=lead, day=day: matching.judge_lead(self.session, lead.id, verdict, "核实", day)
                    )
                    return
            found = dossiers.household(household.id)
            member = found.record.members[0]
            entry = ListEntry(member.name, member.id_number, label="小型轿车", detail="云N12345")
            self.try_(lambda: matching.take_list(self.session, ListKind.VEHICLES, [entry], "车辆"))
            self.try_(lambda: matching.match(self.session))

    # The road

    @rule(place=places, steps=st.integers(1, 4))
    def the_next_steps_are_done(self, place: int, steps: int) -> None:
        case = self.case(place)
        for _ in range(steps):
            now = cases.case(case.id).now
            if now is None or now.done_when in (DoneWhen.REVIEW_CONCLUDED, DoneWhen.NOTICE_ENDED):
                return
            if now.done_when is DoneWhen.DECIDED:
                self.decide(case.id)
                return
            with self.nothing_paid_otherwise():
                try:
                    do_step(self.session, case.id)
                except KnownError:
                    return

    @rule(place=places, steps=st.integers(3, 12))
    def the_office_works_on(self, place: int, steps: int) -> None:
        """What a diligent office does: whatever is due for this case, with real meetings and boards."""
        self.work_on(self.case(place).id, steps)

    @rule(place=places)
    def the_office_works_through(self, place: int) -> None:
        """Twice as often as anything that gets in the way, or nothing would ever be decided."""
        self.work_on(self.case(place).id, 20)

    @rule(place=places, outcome=st.sampled_from([Outcome.STOP, Outcome.REDUCE, Outcome.INCREASE, Outcome.CONTINUE]))
    def the_office_proposes_and_works_through(self, place: int, outcome: Outcome) -> None:
        id_ = self.case(place).id
        with self.nothing_paid_otherwise():
            fen = {Outcome.REDUCE: 50_00, Outcome.INCREASE: 450_00}.get(outcome)
            self.try_(lambda: clearance.propose(self.session, id_, outcome, fen, "核实情况"))
        self.work_on(id_, 20)

    def work_on(self, id_: int, steps: int) -> None:
        for _ in range(steps):
            row = cases.case(id_)
            if row.now is None:
                return
            done_when = row.now.done_when
            if done_when is DoneWhen.REVIEW_CONCLUDED:
                self.hold_a_meeting()
            elif done_when is DoneWhen.NOTICE_ENDED:
                self.post_and_end(row.row, row.now.round)
            elif done_when is DoneWhen.DECIDED:
                self.decide(id_)
            elif done_when is DoneWhen.ASSESSMENT_CURRENT and row.row.proposal is Outcome.PENDING:
                with self.nothing_paid_otherwise():
                    self.try_(lambda: clearance.propose(self.session, id_, Outcome.STOP, None, "不符合条件"))
            else:
                with self.nothing_paid_otherwise():
                    try:
                        do_step(self.session, id_)
                    except KnownError:
                        return

    def hold_a_meeting(self) -> None:
        with self.nothing_paid_otherwise():
            if self.pick(Meeting, 0, Meeting.state != "closed") is None:
                self.plan()
            meeting = self.pick(Meeting, 0, Meeting.state != "closed")
            if meeting is None:
                return
            if meeting.state == "adjourned":
                self.try_(lambda: review.resume_meeting(self.session, meeting.id))
            present = [line.panel_member_id for line in Attendance.select().where(Attendance.meeting == meeting.id)]
            for item in AgendaItem.select().where(AgendaItem.meeting == meeting.id):
                if self.try_(lambda item=item: review.open_case(self.session, item.id)):
                    for member in present:
                        self.try_(
                            lambda item=item, member=member: review.cast_vote(
                                self.session, item.id, member, Choice.AGREE
                            )
                        )
                    self.try_(lambda item=item: review.close_vote(self.session, item.id))
            self.try_(lambda: review.close_meeting(self.session, meeting.id))

    def post_and_end(self, row: cases.CaseRow, round_number: int) -> None:
        with self.nothing_paid_otherwise():
            self.try_(lambda: notices.prepare_batch(self.session, row.campaign_id, row.village_id, round_number))
            for batch in NoticeBatch.select().where(NoticeBatch.state == "待张贴"):
                self.try_(lambda batch=batch: notices.refresh_batch(self.session, batch.id))
                self.try_(
                    lambda batch=batch: notices.post_batch(
                        self.session, batch.id, self.session.today(), "李春兰", "公示栏"
                    )
                )
            self.clock.pass_days(4)
            for batch in NoticeBatch.select().where(NoticeBatch.state == "公示中"):
                self.try_(lambda batch=batch: notices.end_batch(self.session, batch.id, self.session.today()))

    @rule(place=places, outcome=st.sampled_from(list(Outcome)), fen=st.none() | amounts)
    def a_clerk_proposes(self, place: int, outcome: Outcome, fen: int | None) -> None:
        with self.nothing_paid_otherwise():
            self.try_(lambda: clearance.propose(self.session, self.case(place).id, outcome, fen, "核实情况"))

    @rule(
        place=places,
        act=st.sampled_from(["assess", "visit", "back", "hear", "check", "confirm", "deliver", "publish", "file"]),
    )
    def anything_out_of_turn(self, place: int, act: str) -> None:
        id_, session, today = self.case(place).id, self.session, self.session.today()
        gates: dict[str, bool] = {}
        acts: dict[str, Callable[[], object]] = {
            "assess": lambda: clearance.assess(session, id_),
            "visit": lambda: clearance.record_visit(session, id_, a_visit(cases.policy_of(self.campaign), today)),
            "back": lambda: clearance.send_back(session, id_, "有人反映"),
            "hear": lambda: clearance.hear(session, id_, "杨秀芳", "当面", "无意见", ""),
            "check": lambda: clearance.township_check(session, id_, True, "同意", "审核人", gates),
            "confirm": lambda: clearance.confirm(session, id_, False, "不同意", "确认人"),
            "deliver": lambda: clearance.deliver_notice(session, id_, today, "直接", "本人"),
            "publish": lambda: clearance.publish(session, [id_], today),
            "file": lambda: clearance.close(session, [id_], today),
        }
        with self.nothing_paid_otherwise():
            self.try_(acts[act])

    @rule(place=places)
    def a_decision_is_tried(self, place: int) -> None:
        self.decide(self.case(place).id)

    def decide(self, case_id: int) -> None:
        row, before = cases.case_row(case_id), self.money()
        was_paid = before[row.household_id]
        if not self.try_(lambda: clearance.decide(self.session, case_id, self.session.today())):
            return
        decided, after = cases.case_row(case_id), self.money()
        assert decided.outcome is row.proposal
        assert decided.new_fen == row.proposed_fen
        assert {id_: money for id_, money in after.items() if money != before[id_]}.keys() <= {row.household_id}
        standing, paid = after[row.household_id]
        if decided.new_fen:
            assert (standing, paid) == ("在保", decided.new_fen)
            assert was_paid[0] == ("申请" if row.applicant else "在保")
        else:
            assert standing in ("停保", "已注销")
        self.it_was_lawful(decided, was_paid[1] if was_paid[0] == "在保" else 0)

    def it_was_lawful(self, row: cases.CaseRow, paid: int) -> None:
        policy = cases.policy_of(row.campaign_id)
        if policy.decision.hearing_before_cut and is_cut_or_stop(row.outcome, paid, row.new_fen):
            assert Hearing.select().where(Hearing.case == row.id, ~Hearing.void).exists()
        for round_ in policy.notice.rounds:
            assert self.hung(row, round_.number, round_.days), f"round {round_.number} did not hang its days"
        voted = [
            (kept_sheet(item.sheet).proposal.split("，")[0], item.decision)
            for item in AgendaItem.select().where(AgendaItem.case == row.id, AgendaItem.sheet != "")
        ]
        assert row.review_decision == "failed" or (row.outcome.label, "passed") in voted

    def hung(self, row: cases.CaseRow, round_number: int, days: int) -> bool:
        entries = (
            NoticeEntry.select(NoticeEntry, NoticeBatch)
            .join(NoticeBatch)
            .where(NoticeEntry.case == row.id, NoticeBatch.round == round_number, NoticeBatch.ended_on != "")
        )
        said = (public_outcome(row.outcome), row.new_fen)
        return any(
            (each.outcome, each.monthly_fen) == said
            and dt.date.fromisoformat(each.batch.ended_on) - dt.date.fromisoformat(each.batch.posted_on)
            > dt.timedelta(days=days)
            and not Objection.select().where(Objection.entry == each.id, Objection.resolved_on == "").exists()
            for each in entries
        )

    # The board

    @rule(
        place=places,
        act=st.sampled_from(["make", "refresh", "post", "post", "end", "end", "remove", "discard", "carry"]),
    )
    def the_board(self, place: int, act: str) -> None:
        session, today, village = self.session, self.session.today(), dossiers.villages()[0].id
        batch = self.pick(NoticeBatch, place, NoticeBatch.id > 0)
        entry = self.pick(NoticeEntry, place, NoticeEntry.id > 0)
        acts: dict[str, Callable[[], object]] = {
            "make": lambda: notices.prepare_batch(session, self.campaign, village, 1 + place % 2),
            "carry": lambda: notices.carry_on(session, self.campaign, village, 1 + place % 2, today),
        }
        if batch is not None:
            acts["refresh"] = lambda: notices.refresh_batch(session, batch.id)
            acts["post"] = lambda: notices.post_batch(session, batch.id, today, "李春兰", "公示栏")
            acts["end"] = lambda: notices.end_batch(session, batch.id, today)
            acts["discard"] = lambda: notices.discard_batch(session, batch.id)
        if entry is not None:
            acts["remove"] = lambda: notices.remove_entry(session, entry.id, "有误")
        if act in acts:
            with self.nothing_paid_otherwise():
                self.try_(acts[act])

    @rule(place=places, changed=st.booleans())
    def an_objection_is_raised_or_settled(self, place: int, changed: bool) -> None:
        today, objection = self.session.today(), self.pick(Objection, place, Objection.resolved_on == "")
        entry = self.pick(NoticeEntry, place, NoticeEntry.id > 0)
        with self.nothing_paid_otherwise():
            if objection is not None and place % 2:
                how = (Handling.INVESTIGATED, Handling.REVIEWED)[changed]
                if place % 4 == 1:
                    self.try_(lambda: notices.send_back_objection(self.session, objection.id, how))
                self.try_(lambda: notices.resolve_objection(self.session, objection.id, "属实", today, today, changed))
            elif entry is not None:
                self.try_(lambda: notices.raise_objection(self.session, entry.id, today, "有车"))

    # The meeting

    @rule(
        ballots=st.sampled_from([7, 7, 4, 0]),
        place=places,
        act=st.sampled_from(["plan", "next", "next", "close", "close", "return", "pause", "end"]),
    )
    def the_meeting(self, ballots: int, place: int, act: str) -> None:
        with self.nothing_paid_otherwise():
            meeting = self.pick(Meeting, place, Meeting.state != "closed")
            if meeting is None:
                self.plan()
                return
            running = self.pick(
                AgendaItem, 0, AgendaItem.meeting == meeting.id, AgendaItem.state << ["introduced", "voting"]
            )
            waiting = self.pick(
                AgendaItem, place, AgendaItem.meeting == meeting.id, AgendaItem.state == ItemState.WAITING
            )
            session = self.session
            if act == "pause":
                self.try_(lambda: review.adjourn_meeting(session, meeting.id))
            elif act == "end":
                self.try_(lambda: review.close_meeting(session, meeting.id))
            elif act == "plan":
                self.plan()
            if meeting.state == "adjourned":
                self.try_(lambda: review.resume_meeting(session, meeting.id))
            elif act == "next" and (running or waiting):
                self.try_(lambda: review.open_case(session, (running or waiting).id))
            elif act == "close" and running:
                for line in list(Attendance.select().where(Attendance.meeting == meeting.id))[:ballots]:
                    self.try_(
                        lambda line=line: review.cast_vote(session, running.id, line.panel_member_id, Choice.AGREE)
                    )
                self.try_(lambda: review.close_vote(session, running.id))
            elif act == "return" and running:
                # A case that the room is on can always be taken off the agenda, or the meeting could never end.
                assert self.try_(lambda: review.return_case(session, running.id, "有争议"))

    def plan(self) -> None:
        village = dossiers.villages()[0].id
        made: list[int] = []
        staff = ("赵志明", "李新")

        def wanted() -> None:
            made.append(review.plan_meeting(self.session, self.campaign, village, self.clock(), township_staff=staff))

        if self.try_(wanted):
            for line in list(Attendance.select().where(Attendance.meeting == made[0])):
                review.check_in(self.session, made[0], line.panel_member_id)
            review.open_meeting(self.session, made[0])

    # Campaigns

    @rule(act=st.sampled_from(["second", "applicant", "close", "none", "none"]))
    def the_campaign(self, act: str) -> None:
        if act == "second" and Case.select().count() < 7:
            with self.nothing_paid_otherwise():
                self.start()
        elif act == "applicant" and Case.select().count() < 7:
            self.try_(lambda: clearance.add_applicant_case(self.session, self.campaign, a_record(1, monthly_fen=None)))
        elif act == "close":
            with self.nothing_paid_otherwise():
                self.try_(lambda: clearance.close_campaign(self.session, self.campaign, self.session.today()))


TestClerks = Clerks.TestCase
TestClerks.settings = settings(
    max_examples=5, stateful_step_count=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
