"""The rules of a case at each branch, and what must hold for every case whatever its facts."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.clearance.rules import deadlines, road
from dibao_desktop.clearance.rules.clauses import clause_only
from dibao_desktop.clearance.rules.economics import EconomicFacts
from dibao_desktop.clearance.rules.gates import gate_problem
from dibao_desktop.clearance.rules.outcome import (
    Outcome,
    amount_problem,
    derived_proposal,
    is_cut_or_stop,
    offered,
)
from dibao_desktop.clearance.rules.road import CaseFacts, StepState
from dibao_desktop.clearance.rules.visit import Kin, Neighbour, must_step_aside, visit_problems
from dibao_desktop.domain.places import resources
from dibao_desktop.policy.queries import load_packs
from dibao_desktop.policy.rules.steps import DoneWhen
from situations import a_visit

PACKS = load_packs(resources() / "policies").policies
S1, S2, S3, NATIONAL = (PACKS[name] for name in ("s1", "s2", "s3", "national"))
TODAY = dt.date(2017, 6, 1)

facts_drawn = st.builds(
    CaseFacts,
    visit_signed=st.booleans(),
    disputed=st.booleans(),
    open_leads=st.integers(0, 2),
    assessed=st.booleans(),
    changed=st.booleans(),
    cut_or_stop=st.booleans(),
    review_decision=st.sampled_from(["", "passed", "failed"]),
    review_answered=st.booleans(),
    ended_round=st.integers(0, 3),
    open_objections=st.integers(0, 1),
    objected=st.booleans(),
    township_checked=st.booleans(),
    confirmed=st.booleans(),
    heard=st.booleans(),
    notified=st.booleans(),
    published=st.booleans(),
)
# What helps a case forward, and never calls for another step.
_FORWARD = {
    "visit_signed": True,
    "open_leads": 0,
    "assessed": True,
    "review_decision": "passed",
    "ended_round": 3,
    "open_objections": 0,
    "township_checked": True,
    "confirmed": True,
    "heard": True,
    "notified": True,
    "published": True,
}


@given(st.sampled_from(sorted(PACKS)), facts_drawn, st.sampled_from(sorted(_FORWARD)))
def test_getting_something_done_never_moves_a_case_back(pack, facts, name):
    steps = PACKS[pack].steps
    before = road.next_step(steps, facts)[1]
    assert road.next_step(steps, replace(facts, **{name: _FORWARD[name]}))[1] >= before


@given(st.sampled_from(sorted(PACKS)), facts_drawn)
def test_the_due_step_applies_and_does_not_hold_and_all_before_it_do(pack, facts):
    steps = PACKS[pack].steps
    step_id, place = road.next_step(steps, facts)
    for step in steps[:place]:
        assert road.holds(step, facts) or not road.applies(step, facts)
    if place < len(steps):
        assert steps[place].id == step_id
        assert road.applies(steps[place], facts) and not road.holds(steps[place], facts)
    else:
        assert step_id == road.CLOSED
    states = road.step_states(steps, facts)
    assert states.count(StepState.NOW) == (place < len(steps))
    assert road.step_label(steps, step_id) == (steps[place].label if place < len(steps) else "办结")


@given(st.sampled_from(sorted(PACKS)), facts_drawn)
def test_nothing_brings_a_step_before_the_decision_back(pack, facts):
    steps = PACKS[pack].steps
    decision = road.place_of(steps, DoneWhen.DECIDED)
    assert road.next_step(steps, replace(facts, decided=True))[1] > decision


def test_a_fact_that_no_step_waits_for_is_known():
    known = {"disputed", "changed", "cut_or_stop", "objected", "review_answered", "facts_unchanged", "decided"}
    known.add("review_again")
    assert {each.name for each in fields(CaseFacts)} == known | set(_FORWARD)


def test_places_of_steps():
    assert road.place_of(S1.steps, DoneWhen.NOTICE_ENDED, 2) == 6
    assert road.place_of(S1.steps, DoneWhen.NOTICE_ENDED) == 4
    assert road.place_of(S2.steps, DoneWhen.NOTICE_ENDED, 2) is None
    assert [each.label for each in road.ReviewDecision] == ["评议通过", "评议未通过", "退回重新调查"]


def test_a_failed_vote_holds_only_once_the_township_answered():
    step = S1.steps[3]
    assert not road.holds(step, CaseFacts(review_decision="failed"))
    assert road.holds(step, CaseFacts(review_decision="failed", review_answered=True))


@pytest.mark.parametrize(
    ("outcome", "before", "new", "cut"),
    [
        (Outcome.STOP, 300, 0, True),
        (Outcome.REDUCE, 300, 200, True),
        (Outcome.GRADUAL, 300, 300, True),
        (Outcome.TO_EDGE, 300, 0, True),
        (Outcome.DEATH, 300, 0, False),
        (Outcome.DEATH, 300, 100, True),
        (Outcome.TO_SINGLE, 300, 100, True),
        (Outcome.TO_SINGLE, 100, 300, False),
        (Outcome.CONTINUE, 300, 300, False),
        (Outcome.INCREASE, 300, 400, False),
        (Outcome.INCLUDE, 0, 400, False),
        (Outcome.REFUSE, 0, 0, False),
        (Outcome.PENDING, 300, None, False),
        (Outcome.TO_EXTREME, 300, None, False),
    ],
)
def test_what_takes_something_away(outcome, before, new, cut):
    assert is_cut_or_stop(outcome, before, new) is cut


@pytest.mark.parametrize(
    ("outcome", "before", "new", "fits"),
    [
        (Outcome.CONTINUE, 300, 300, True),
        (Outcome.CONTINUE, 300, 301, False),
        (Outcome.CONTINUE, 300, -1, False),
        (Outcome.INCREASE, 300, 301, True),
        (Outcome.INCREASE, 300, 300, False),
        (Outcome.REDUCE, 300, 299, True),
        (Outcome.REDUCE, 300, 0, False),
        (Outcome.REDUCE, 300, 300, False),
        (Outcome.STOP, 300, 0, True),
        (Outcome.STOP, 300, 1, False),
        (Outcome.REFUSE, 0, 1, False),
        (Outcome.DEATH, 300, 0, True),
        (Outcome.DEATH, 300, 300, False),
        (Outcome.DEATH, 0, 0, True),
        (Outcome.INCLUDE, 0, 0, False),
        (Outcome.GRADUAL, 300, 0, False),
        (Outcome.TO_SINGLE, 300, 112, True),
        (Outcome.TO_EXTREME, 300, 500, True),
    ],
)
def test_an_amount_that_fits_its_outcome(outcome, before, new, fits):
    problem = amount_problem(outcome, before, new)
    assert (problem == "") is fits
    assert not problem or problem.endswith("。")


@pytest.mark.parametrize(
    ("given_", "outcome", "fen"),
    [
        ({"monthly_fen": None}, Outcome.PENDING, None),
        ({"complete": False}, Outcome.PENDING, None),
        ({"eligible": False, "monthly_fen": 0}, Outcome.STOP, 0),
        ({"eligible": False, "monthly_fen": 0, "applicant": True}, Outcome.REFUSE, 0),
        ({"monthly_fen": 0}, Outcome.STOP, 0),
        ({"applicant": True}, Outcome.INCLUDE, 300),
        ({}, Outcome.CONTINUE, 300),
        ({"monthly_fen": 301}, Outcome.INCREASE, 301),
        ({"monthly_fen": 299}, Outcome.REDUCE, 299),
        ({"eligible": None}, Outcome.CONTINUE, 300),
    ],
)
def test_what_follows_from_a_computation(given_, outcome, fen):
    usual = {"applicant": False, "before_fen": 300, "eligible": True, "monthly_fen": 300, "complete": True}
    proposal = derived_proposal(**(usual | given_))
    assert (proposal.outcome, proposal.fen) == (outcome, fen)


def test_what_can_be_proposed_for_whom():
    assert set(offered(True)) == {Outcome.INCLUDE, Outcome.REFUSE}
    assert Outcome.STOP in offered(False)
    assert Outcome.PENDING not in offered(False) + offered(True)
    assert all(each.label == each.value for each in Outcome)
    assert not Outcome.CONTINUE.is_changed and Outcome.REFUSE.is_changed
    assert Outcome.TO_EXTREME.is_exit and not Outcome.DEATH.is_exit


def test_a_complete_visit_has_no_problems_and_each_gap_has_its_own():
    rule = S3.visit
    whole = a_visit(S3, TODAY)
    assert visit_problems(rule, whole, TODAY) == {}
    assert "investigators" in visit_problems(rule, replace(whole, investigators=("甲", " ")), TODAY)
    assert "investigators" in visit_problems(rule, replace(whole, investigators=("甲", "甲")), TODAY)
    assert "visited_on" in visit_problems(rule, whole, TODAY - dt.timedelta(days=1))
    assert "family_signer" in visit_problems(rule, replace(whole, family_signer=" "), TODAY)
    assert "neighbours" in visit_problems(rule, replace(whole, neighbours=(Neighbour("甲", ""),) * 3), TODAY)
    section = rule.sections[0]
    assert section.title in visit_problems(rule, replace(whole, answers={}), TODAY)[section.id]
    six = replace(a_visit(S1, TODAY), investigators=tuple("甲乙丙丁戊己"))
    assert "不超过 5 人" in visit_problems(S1.visit, six, TODAY)["investigators"]


def test_who_must_step_aside():
    kin = [Kin("杨秀芳", "53000019700101001X", "罗建", "兄弟姐妹"), Kin("何玉", "", "罗建", "表兄")]
    members = [("罗建", "530000197001011234")]
    assert must_step_aside(["段文华"], kin, members, S1.review) == ""
    assert "兄弟姐妹" in must_step_aside(["段文华", "杨秀芳"], kin, members, S1.review)
    assert "兄弟姐妹" in must_step_aside(["杨秀芳（001x）"], kin, members, S1.review)
    assert must_step_aside(["杨秀芳2222"], kin, members, S1.review) == ""
    assert must_step_aside(["何玉"], kin, members, S1.review) == ""
    assert "家庭成员" in must_step_aside(["罗 建"], kin, members, S1.review)
    assert must_step_aside(["罗建9999"], kin, members, S1.review) == ""


def test_the_six_refusals():
    gates = S2.decision.gates
    clear = dict.fromkeys(gates, False)
    assert gate_problem(gates, clear, 0) == ""
    assert "6 项" in gate_problem(gates, {}, 0)
    assert gates[1] in gate_problem(gates, clear | {gates[1]: True}, 0)
    assert "异议" in gate_problem(gates, clear, 1)
    assert gate_problem((), {}, 0) == ""


def test_limits():
    reached = deadlines.Milestones(
        reviewed_on="2022-03-21",
        posted_round=1,
        closable_on="2022-03-12",
        checked_on="2022-03-21",
        decided_on="2022-03-21",
    )
    due = {step.id: deadlines.due_on(S1, step, reached) for step in S1.steps}
    assert due["notice_1"] == "2022-03-12"
    assert due["notice_2"] == ""
    assert due["township"] == "2022-04-12"
    assert due["written_notice"] == "2022-03-24"
    assert due["visit"] == ""
    assert deadlines.due_on(S1, S1.step("township"), deadlines.Milestones()) == ""
    assert deadlines.due_on(NATIONAL, NATIONAL.step("confirmation"), reached) == "2022-04-02"


def test_when_a_new_amount_starts():
    assert deadlines.effective_month("next_month", dt.date(2017, 12, 31)) == "2018-01"
    assert deadlines.effective_month("same_month", dt.date(2017, 12, 31)) == "2017-12"


def test_the_last_month_of_a_gradual_exit():
    assert deadlines.gradual_until("2017-08", 6) == "2018-01"
    assert deadlines.gradual_until("2017-08", 0) == "2017-08"


def test_any_changed_economic_fact_changes_the_digest():
    facts = EconomicFacts("农村低保", "C类", 3, 3, 600_000)
    changed = {"aid_type": "城市低保", "category": "B类", "family_size": 4, "covered": 2, "annual_income_fen": None}
    assert len({facts.digest, *(replace(facts, **{k: v}).digest for k, v in changed.items())}) == 6
    assert replace(facts, confirmed_leads=1).digest != facts.digest


@pytest.mark.parametrize(
    ("source", "clause"),
    [
        (
            "方案未规定，默认：民发〔2021〕57号第十三条（方案引用当地收入核算办法，可按其补充）",
            "民发〔2021〕57号第十三条",
        ),
        ("《某方案》二（一）3（3）（原文只写年度，按2017年1月起）", "《某方案》二（一）3（3）"),
        ("《某方案》二（一）3：按类别分档", "《某方案》二（一）3"),
        ("社会救助法第四十八条（2026年7月1日起施行）：应当听取意见", "社会救助法第四十八条"),
    ],
)
def test_a_paper_cites_the_clause_alone(source, clause):
    assert clause_only(source) == clause
