"""What happens to a case while the world does not wait for it: other amounts, another campaign, days that lie about the order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.commands import apply_roster
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.policy.rules.steps import DoneWhen
from makers import a_record, make_household
from situations import bring_to, finish, start


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(KnownError) as error:
        yield
    assert (error.value.code, error.value.message[-1]) == (code, "。")


def paid(household_id: int) -> tuple[str, int | None]:
    found = dossiers.household(household_id)
    assert found is not None
    return found.standing, found.record.monthly_fen


def test_a_roster_that_changes_what_is_paid_sends_the_case_back_to_its_computation(session):
    record = a_record()
    apply_roster(session, [record], "名册")
    household = dossiers.household_id(record.number)
    campaign = start(session)
    case_id = queries.case_of(campaign, household).id
    bring_to(session, case_id, DoneWhen.DECIDED)
    apply_roster(session, [replace(record, monthly_fen=500_00)], "名册")
    assert queries.case_row(case_id).step == "assessment"
    # What 112 元 a person comes to is a cut now, not a 继续享受: the household is to be heard.
    assert commands.assess(session, case_id).outcome is Outcome.REDUCE
    assert queries.case(case_id).row.before_fen == 500_00
    finish(session, case_id)
    assert paid(household) == (Standing.RECEIVING, 336_00)
    assert queries.case(case_id).assessment.current
    assert queries.wrong_steps() == []


def test_who_was_stopped_elsewhere_is_not_paid_again_by_an_older_case(session):
    household = make_household(session)
    older, newer = start(session), start(session, title="复查")
    first, second = (queries.case_of(campaign, household).id for campaign in (older, newer))
    bring_to(session, first, DoneWhen.DECIDED)
    bring_to(session, second, DoneWhen.ASSESSMENT_CURRENT)
    commands.propose(session, second, Outcome.STOP, None, "收入超标")
    finish(session, second)
    assert paid(household) == (Standing.STOPPED, 0)
    commands.propose(session, first, Outcome.INCREASE, 336_00, "情况困难")
    bring_to(session, first, DoneWhen.DECIDED)
    with refused("not_receiving"):
        commands.decide(session, first, session.today())
    assert paid(household) == (Standing.STOPPED, 0)
    commands.propose(session, first, Outcome.STOP, None, "已停保")
    finish(session, first)
    assert paid(household) == (Standing.STOPPED, 0)
    assert [each.kind for each in dossiers.household(household).benefits].count("stop") == 1


def test_an_applicant_is_granted_or_refused_once(session):
    older, newer = start(session), start(session, title="复查")
    first = commands.add_applicant_case(session, older, a_record(monthly_fen=None))
    commands.admit_applicants(session, newer)
    household = queries.case(first).row.household_id
    second = queries.case_of(newer, household).id
    finish(session, first)
    assert paid(household) == (Standing.RECEIVING, 336_00)
    bring_to(session, second, DoneWhen.ASSESSMENT_CURRENT)
    commands.propose(session, second, Outcome.REFUSE, None, "不符合条件")
    bring_to(session, second, DoneWhen.DECIDED)
    with refused("not_applying"):
        commands.decide(session, second, session.today())
    assert paid(household) == (Standing.RECEIVING, 336_00)


def test_a_decision_is_dated_after_all_it_rests_on_and_not_ahead(session, clock):
    case_id = a_case_of(session)
    before = session.today()
    clock.pass_days(10)
    bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
    commands.propose(session, case_id, Outcome.STOP, None, "收入超标")
    bring_to(session, case_id, DoneWhen.TOWNSHIP_CHECKED)
    for day, code in ((before, "too_early"), (session.today() + dt.timedelta(days=1), "in_future")):
        with refused(code):
            commands.township_check(session, case_id, True, "同意", "审核人", {}, on=day)
    bring_to(session, case_id, DoneWhen.CONFIRMED)
    with refused("too_early"):
        commands.confirm(session, case_id, True, "同意", "确认人", visited=True, on=before)
    bring_to(session, case_id, DoneWhen.HEARD)
    with refused("too_early"):
        commands.hear(session, case_id, "杨秀芳", "当面", "无意见", "", on=before)
    bring_to(session, case_id, DoneWhen.DECIDED)
    with refused("too_early"):
        commands.decide(session, case_id, before)
    with refused("in_future"):
        commands.decide(session, case_id, session.today() + dt.timedelta(days=40))
    bring_to(session, case_id, DoneWhen.NOTIFIED)
    with refused("too_early"):
        commands.deliver_notice(session, case_id, before, "直接送达", "户主本人")
    bring_to(session, case_id, DoneWhen.PUBLISHED)
    with refused("too_early"):
        commands.publish(session, [case_id], before)


@pytest.mark.parametrize("month", ["2017-13", "七月", "2017-09", "17-06"])
def test_the_month_after_a_death_is_a_month_and_not_later_than_usual(session, month):
    case_id = a_case_of(session)
    bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
    commands.propose(session, case_id, Outcome.DEATH, 0, "户主去世，无其他成员")
    bring_to(session, case_id, DoneWhen.DECIDED)
    with refused("wrong_month"):
        commands.decide(session, case_id, session.today(), month)
    commands.decide(session, case_id, session.today(), "2017-03")
    assert queries.case(case_id).row.effective_month == "2017-03"


def a_case_of(session) -> int:
    household = make_household(session)
    return queries.case_of(start(session), household).id


def test_an_open_objection_keeps_a_case_from_being_decided_or_filed(session):
    # Under s0 what does not change is not posted: a board that hung an earlier proposal may still bring an objection.
    household = make_household(session)
    case_id = queries.case_of(start(session, "s0"), household).id
    bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
    commands.propose(session, case_id, Outcome.CONTINUE, None, "无变化")
    bring_to(session, case_id, DoneWhen.DECIDED)
    commands.change_open_objections(session, case_id, +1)
    with refused("open_objections"):
        commands.decide(session, case_id, session.today())
    commands.change_open_objections(session, case_id, -1)
    finish(session, case_id)
    commands.change_open_objections(session, case_id, +1)
    campaign = queries.case(case_id).row.campaign_id
    for act in (
        lambda: commands.close(session, [case_id], session.today()),
        lambda: commands.close_campaign(session, campaign, session.today()),
    ):
        with refused("not_yet"):
            act()
    commands.change_open_objections(session, case_id, -1)
    commands.close_campaign(session, campaign, session.today())


def test_a_household_that_moved_is_posted_and_reviewed_where_it_lives(session):
    record = a_record(village="石塔村")
    apply_roster(session, [record, a_record(village="荆山村")], "名册")
    campaign = start(session)
    household = dossiers.household_id(record.number)
    apply_roster(session, [replace(record, village="荆山村")], "名册")
    assert queries.case_of(campaign, household).village == "荆山村"
    assert [(each.village, each.households) for each in queries.progress(campaign).villages] == [("荆山村", 2)]


def test_a_decided_case_stays_with_its_village(session):
    record = a_record(village="石塔村")
    apply_roster(session, [record, a_record(village="荆山村")], "名册")
    household = dossiers.household_id(record.number)
    case_id = queries.case_of(start(session), household).id
    finish(session, case_id)
    apply_roster(session, [replace(record, village="荆山村")], "名册")
    assert queries.case_row(case_id).village == "石塔村"


def test_a_family_is_heard_before_a_death_ends_what_all_of_it_gets(session):
    """自然减员 of a whole family is no way past 听取意见 (社会救助法 art.48): where nobody is left, that is written down."""
    alone, family = make_household(session, 1), make_household(session, 3)
    campaign = start(session)
    for household, heard in ((alone, False), (family, True)):
        case_id = queries.case_of(campaign, household).id
        bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
        commands.propose(session, case_id, Outcome.DEATH, 0, "已去世")
        bring_to(session, case_id, DoneWhen.CONFIRMED)
        commands.confirm(session, case_id, True, "同意", "确认人", visited=True)
        assert (queries.case(case_id).now.done_when is DoneWhen.HEARD) is heard
    commands.hear(session, case_id, "杨秀芳", unreachable="全户三人均已去世，有火化证明")
    commands.decide(session, case_id, session.today())
    assert paid(family)[0] == Standing.CLOSED
