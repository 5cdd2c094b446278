"""变动 through the real office: one entry, and record, case, registers and timeline follow."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from conftest import Clock
from dibao_desktop.audit.queries import history
from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.life_events import EventDraft, LifeEvent, newcomer_of
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.session import Session
from makers import make_household, make_id
from situations import bring_to, start

DIED = dt.date(2017, 4, 20)


def record(session: Session, household: int, draft: EventDraft, papers: tuple[str, ...] = ()) -> commands.Taken:
    found = dossiers.household(household)
    assert found is not None
    return commands.record_event(session, household, draft, found.version, papers)


def test_a_death_is_entered_once_and_the_approved_amount_stays(session: Session) -> None:
    household = make_household(session, 3)
    campaign = start(session)
    before, steps = dossiers.household(household), len(history(household))
    assert before is not None
    draft = EventDraft(LifeEvent.DEATH, DIED, member=0, new_head=1, note="村委会上报")
    taken = record(session, household, draft, ("死亡证明或户口注销证明",))
    after = dossiers.household(household)
    assert after is not None
    assert (after.record.family_size, after.record.covered_size) == (2, 2)
    assert after.record.monthly_fen == before.record.monthly_fen
    assert after.benefits == before.benefits
    assert after.record.head_name == before.record.members[1].name
    known = dossiers.circumstances(household, after.member_ids)
    assert (known.person(0).status, known.person(0).died_on) == ("死亡", "2017-04-20")
    assert len(history(household)) == steps + 1
    assert "现发金额不变" in history(household)[0].text
    case = queries.case_of(campaign, household)
    assert case is not None
    assert (taken.from_month, taken.case_id) == ("2017-05", case.id)
    assert any("账户" in flag for flag in taken.flags)


def test_a_death_of_the_head_asks_for_the_new_one(session: Session) -> None:
    household = make_household(session, 2)
    with pytest.raises(KnownError, match="请选择新的户主"):
        record(session, household, EventDraft(LifeEvent.DEATH, DIED, member=0))
    found = dossiers.household(household)
    assert found is not None
    assert found.record.covered_size == 2


def test_an_assessed_case_falls_back_and_comes_out_lower(session: Session) -> None:
    household = make_household(session, 3, annual_income_fen=3_000_00)
    campaign = start(session)
    case = queries.case_of(campaign, household)
    assert case is not None
    bring_to(session, case.id, DoneWhen.REVIEW_CONCLUDED)
    record(session, household, EventDraft(LifeEvent.DEATH, DIED, member=2))
    detail = queries.case(case.id)
    assert detail.now is not None
    assert detail.now.done_when is DoneWhen.ASSESSMENT_CURRENT
    assert commands.assess(session, case.id).outcome is Outcome.REDUCE
    assert [each.settled for each in queries.open_events()] == [""]


def test_the_register_of_deaths_counts_what_was_paid_on(session: Session, clock: Clock) -> None:
    household = make_household(session, 3)
    taken = record(session, household, EventDraft(LifeEvent.DEATH, DIED, member=2))
    (row,) = queries.deaths(session.today())
    # May and June, one person of C类 each; there is no payment list to count from.
    assert (row.event.from_month, row.months, row.over_fen) == ("2017-05", 2, 2 * 112_00)
    assert "推算" in row.basis
    assert row.event.settle_by == "2017-07-20"
    commands.record_recovery(session, taken.event_id, 112_00, session.today())
    assert queries.deaths(session.today())[0].event.recovered_fen == 112_00
    clock.pass_days(31)
    commands.settle_event(session, taken.event_id, "已调减")
    assert queries.open_events() == []
    clock.pass_days(90)
    assert queries.deaths(session.today())[0].months == 3


def test_the_last_member_dies(session: Session) -> None:
    household = make_household(session, 1)
    record(session, household, EventDraft(LifeEvent.DEATH, DIED, member=0))
    found = dossiers.household(household)
    assert found is not None
    assert found.record.covered_size == 1
    (row,) = queries.deaths(session.today())
    assert row.over_fen == 2 * 112_00
    assert "已无成员" in row.event.told


def test_a_birth_adds_a_covered_member(session: Session) -> None:
    household = make_household(session, 2)
    baby = newcomer_of("赵小明", "子", make_id("20170520", 1), "2017-05-20", "男")
    taken = record(session, household, EventDraft(LifeEvent.BIRTH, dt.date(2017, 5, 20), newcomer=baby))
    found = dossiers.household(household)
    assert found is not None
    assert (found.record.family_size, found.record.covered_size, len(found.record.members)) == (3, 3, 3)
    assert (taken.case_id, taken.from_month) == (None, "2017-07")
    assert queries.open_events()[0].kind is LifeEvent.BIRTH


def test_marriage_prison_and_release(session: Session) -> None:
    household = make_household(session, 3)
    record(session, household, EventDraft(LifeEvent.MARRIED_OUT, DIED, member=2))
    record(session, household, EventDraft(LifeEvent.IMPRISONED, DIED, member=1))
    found = dossiers.household(household)
    assert found is not None
    assert (found.record.family_size, found.record.covered_size) == (1, 1)
    record(session, household, EventDraft(LifeEvent.RELEASED, dt.date(2017, 5, 30), member=1))
    found = dossiers.household(household)
    assert found is not None
    assert (found.record.family_size, found.record.covered_size) == (2, 2)
    with pytest.raises(KnownError, match="嫁娶"):
        record(session, household, EventDraft(LifeEvent.DEATH, DIED, member=2))


def test_a_new_head_settles_at_once(session: Session) -> None:
    household = make_household(session, 3)
    record(session, household, EventDraft(LifeEvent.HEAD, DIED, member=1))
    found = dossiers.household(household)
    assert found is not None
    assert [member.relation for member in found.record.members][:2] == ["配偶", "户主"]
    assert queries.open_events() == []


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (EventDraft(LifeEvent.DEATH, dt.date(2017, 6, 2), member=0), "晚于今天"),
        (EventDraft(LifeEvent.DEATH, DIED), "哪一位"),
        (EventDraft(LifeEvent.DEATH, dt.date(1900, 1, 1), member=1), "早于"),
        (EventDraft(LifeEvent.BIRTH, DIED), "姓名"),
        (EventDraft(LifeEvent.JOB, DIED, member=1), "家庭年收入"),
        (EventDraft(LifeEvent.DISABILITY, DIED, member=1), "残疾类别"),
    ],
)
def test_what_is_lacking_is_said_and_nothing_changes(session: Session, draft: EventDraft, words: str) -> None:
    household = make_household(session, 3)
    before = dossiers.household(household)
    with pytest.raises(KnownError, match=words):
        record(session, household, draft)
    assert dossiers.household(household) == before
    assert queries.events() == []


def test_a_dossier_changed_meanwhile_is_not_written_over(session: Session) -> None:
    household = make_household(session, 3)
    with pytest.raises(KnownError, match="编辑期间"):
        commands.record_event(session, household, EventDraft(LifeEvent.DEATH, DIED, member=2), 99)
    assert queries.events() == []


def test_gradual_exits_are_listed_until_their_last_month(session: Session, clock: Clock) -> None:
    household = make_household(session, 2)
    campaign = start(session)
    case = queries.case_of(campaign, household)
    assert case is not None
    bring_to(session, case.id, DoneWhen.REVIEW_CONCLUDED)
    commands.propose(session, case.id, Outcome.GRADUAL, 224_00, "就业后收入超过标准")
    bring_to(session, case.id, DoneWhen.NOTIFIED)
    (row,) = queries.gradual_exits(session.today())
    assert (row.exit.first_month, row.exit.last_month, row.exit.monthly_fen) == ("2017-07", "2017-12", 224_00)
    assert row.months_left == 6
    clock.pass_days(214)
    assert queries.gradual_exits(session.today())[0].months_left == -1


def test_an_illness_and_a_grade_are_written_down(session: Session) -> None:
    household = make_household(session, 3)
    record(session, household, EventDraft(LifeEvent.ILLNESS, DIED, member=1))
    grade = EventDraft(LifeEvent.DISABILITY, DIED, member=2, disability_kind="智力", disability_grade="三级")
    record(session, household, grade)
    job = EventDraft(LifeEvent.JOB, DIED, member=0, annual_income_fen=18_000_00)
    record(session, household, replace(job, note="县城务工"))
    found = dossiers.household(household)
    assert found is not None
    assert found.record.members[1].health == "重病"
    assert found.record.members[2].disability_grade == "三级"
    assert found.record.annual_income_fen == 18_000_00
