"""How cases stood on past days: kept by the gate, exact, and in step with the cases."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.queries import Group, progress
from dibao_desktop.clearance.queries.progress import slices_query
from dibao_desktop.clearance.records import CaseState
from dibao_desktop.clearance.rules.groups import Standing, bits, mask_of
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.storage.listing import Search
from makers import make_household
from situations import bring_to, do_step, finish, start

LAST = (Group.DONE, Group.LAST_POSTED, Group.LAST_REVIEWED, Group.LAST_VISITED)


@pytest.fixture
def campaign(session):
    for village in ("石塔村", "荆山村"):
        for _ in range(3):
            make_household(session, village=village)
    return start(session)


def counted(campaign: int, as_of: dt.date | None = None) -> list[object]:
    """All that a dashboard could show of it."""
    found = progress(campaign, None, as_of, dt.date(2017, 6, 1))
    return sorted(
        (each.village_id, each.step, each.groups, each.cause, each.cases, each.after_fen) for each in found.slices
    )


def test_a_past_day_shows_what_was_shown_on_it(session, clock, campaign):
    shown = {}
    ids = [row.id for row in queries.cases(campaign)]
    for place in range(5):
        for case_id in ids[: place + 1]:
            if queries.case(case_id).now is not None:
                do_step(session, case_id)
        if place == 3:
            bring_to(session, ids[4], DoneWhen.ASSESSMENT_CURRENT)
            commands.propose(session, ids[4], Outcome.STOP, 0, "收入超过标准")
        shown[session.today()] = counted(campaign)
        clock.pass_days(2)
    for day, then in shown.items():
        assert counted(campaign, day) == counted(campaign, day + dt.timedelta(days=1)) == then
    assert counted(campaign, session.today()) == counted(campaign)
    assert counted(campaign, dt.date(2017, 5, 31)) == []
    assert queries.wrong_states() == []


def test_the_last_change_of_a_day_counts_and_a_clock_set_back_changes_no_past(session, clock, campaign):
    case_id = queries.cases(campaign)[0].id
    clock.pass_days(3)
    do_step(session, case_id)
    do_step(session, case_id)
    assert CaseState.select().where(CaseState.case == case_id).count() == 2
    clock.pass_days(-2)
    before = counted(campaign, session.today())
    do_step(session, case_id)
    assert counted(campaign, session.today()) == before
    assert queries.wrong_states() == []


def test_a_list_of_a_past_day_holds_whom_the_day_counted(session, clock, campaign):
    ids = [row.id for row in queries.cases(campaign)]
    bring_to(session, ids[0], DoneWhen.REVIEW_CONCLUDED)
    day = session.today()
    clock.pass_days(1)
    bring_to(session, ids[1], DoneWhen.REVIEW_CONCLUDED)
    finish(session, ids[0])
    listing = queries.CaseListing(campaign)
    for as_of in (day, session.today(), None):
        found = progress(campaign, None, as_of)
        past = {"as_of": as_of.isoformat()} if as_of else {}
        for group in Group:
            listed = listing.ids(Search(filters={group.value: True, **past}))
            assert len(listed) == found.count(group)
        for village in found.villages:
            for step, count in village.steps.items():
                filters = {"village": village.village, "step": step, **past}
                assert len(listing.ids(Search(filters=filters))) == count
    assert listing.ids(Search(filters={"visited": True, "as_of": day.isoformat()})) == [ids[0]]


def test_why_a_household_left_is_counted(session, campaign):
    ids = [row.id for row in queries.cases(campaign)]
    for case_id in ids[:2]:
        bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
        commands.propose(session, case_id, Outcome.STOP, 0, "名下有车")
        finish(session, case_id)
    causes = progress(campaign).causes()
    assert {cause: found.cases for cause, found in causes.items()} == {"其他（见处理意见的理由）": 2}
    listing = queries.CaseListing(campaign)
    assert listing.ids(Search(filters={"cause": "其他（见处理意见的理由）"})) == ids[:2]


def test_a_case_whose_state_was_not_kept_is_found(session, campaign):
    CaseState.update(groups=0).where(CaseState.case == queries.cases(campaign)[0].id).execute()
    assert len(queries.wrong_states()) == 1


@given(
    st.builds(
        Standing,
        step=st.sampled_from(["visit", "review", "closed"]),
        applicant=st.booleans(),
        visited=st.booleans(),
        entered=st.booleans(),
        review=st.sampled_from(["", "passed", "failed"]),
        posted=st.booleans(),
        posting=st.booleans(),
        outcome=st.sampled_from(["", *(each.value for each in Outcome)]),
        proposal=st.sampled_from(["", *(each.value for each in Outcome)]),
    )
)
def test_the_sets_of_a_case_agree_with_each_other(case):
    mask = mask_of(case)

    def within(group: Group) -> bool:
        return bool(mask & group.bit)

    for yes, no in (
        (Group.VISITED, Group.UNVISITED),
        (Group.RECIPIENTS, Group.APPLICANTS),
        (Group.ENTERED, Group.NOT_ENTERED),
        (Group.INSPECTED, Group.NOT_INSPECTED),
    ):
        assert within(yes) != within(no)
    assert sum(within(group) for group in LAST) <= 1
    assert within(Group.TO_VISIT) == (within(Group.VISITED) or within(Group.TO_SIGN))
    if within(Group.EXITS) or within(Group.WRONG):
        assert within(Group.DECIDED)


def test_the_places_of_the_sets_never_change():
    assert [group.value for group in Group][:6] == [
        "visited", "unvisited", "reviewed", "review_failed", "posted", "posting",
    ]  # fmt: skip
    assert bits([Group.VISITED, Group.REVIEWED]) == 0b101
    assert all(group.label for group in Group)


def test_the_dashboard_reads_one_index_from_end_to_end(session, campaign):
    sql, values = slices_query(campaign, None, "", "2017-06-01").sql()
    plan = " ".join(row[3] for row in session.database.execute_sql(f"EXPLAIN QUERY PLAN {sql}", values))
    assert "USING COVERING INDEX" in plan
    assert "TEMP B-TREE" not in plan
