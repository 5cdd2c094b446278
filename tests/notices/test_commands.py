"""A board from making to taking down, by real commands on a real office."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dibao_desktop.audit.queries import history, latest
from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.holidays import read_holidays
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.matching import commands as matching
from dibao_desktop.notices import commands, queries
from dibao_desktop.notices.rules.states import BatchState, EntryState, Handling
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.review import commands as review
from makers import a_member, make_household
from meetings import EVENING, Ready, a_meeting_ready_to_vote, vote
from notices.boards import a_hanging_board, a_village_waiting, entry, post
from situations import a_visit, bring_to, do_step, start


def refusal(code: str, act) -> str:
    with pytest.raises(KnownError) as error:
        act()
    assert error.value.code == code, error.value.message
    assert error.value.message.endswith("。")
    return error.value.message


def raise_on(session, entry_id: int, raiser: str = "") -> int:
    return commands.raise_objection(session, entry_id, session.today(), "他家有小轿车", raiser)


def settle(session, objection_id: int, changed: bool, **fields) -> EntryState:
    said = {"conclusion": "已当面说明", "resolved_on": session.today()}
    said |= {"answered_on": session.today(), "content_changed": changed, **fields}
    return commands.resolve_objection(session, objection_id, **said)


def test_every_household_that_waits_comes_onto_the_board(session):
    campaign, village = a_village_waiting(session, 4)
    (ready,) = queries.ready(campaign)
    assert (ready.village, ready.round_label, ready.households, ready.again) == ("石塔村", "村级公示", 4, 0)
    batch_id = commands.prepare_batch(session, campaign, village, 1)
    found = queries.batch(batch_id)
    assert found.number == "青石乡低保公〔2017〕1号"
    assert (found.state, found.households, found.reviewed, found.again) == (BatchState.DRAFT, 4, True, False)
    assert [each.state for each in found.entries] == [EntryState.LISTED] * 4
    assert queries.ready(campaign) == []
    assert commands.prepare_batch(session, campaign, village, 1) == batch_id
    assert queries.due(campaign, session.today()).count == 1


def test_nobody_waiting_is_said_in_a_sentence(session):
    campaign, village = a_village_waiting(session, 1)
    assert "石塔村" in refusal("nothing_to_post", lambda: commands.prepare_batch(session, campaign, village, 2))
    refusal("no_round", lambda: commands.prepare_batch(session, campaign, village, 9))
    refusal("no_campaign", lambda: commands.prepare_batch(session, 99, village, 1))


def test_a_household_that_becomes_due_joins_the_board_that_does_not_hang_yet(session):
    campaign, village = a_village_waiting(session, 1)
    batch_id = commands.prepare_batch(session, campaign, village, 1)
    household = make_household(session, applicant=False)
    found = dossiers.household(household)
    assert found is not None
    late = clearance.add_applicant_case(session, campaign, replace(found.record, number="9001"))
    clearance_case = cases.case_row(late)
    bring_to(session, clearance_case.id, DoneWhen.NOTICE_ENDED)
    assert commands.prepare_batch(session, campaign, village, 1) == batch_id
    assert queries.batch(batch_id).households == 2


@pytest.mark.parametrize(
    ("posted", "last", "closable"),
    [("2022-03-04", "2022-03-11", "2022-03-12"), ("2022-04-27", "2022-05-05", "2022-05-06")],
)
def test_days_of_a_posting_with_the_holidays_of_the_year(session, clock, posted, last, closable):
    clock.now = dt.datetime.fromisoformat(f"{posted}T09:00")
    found = a_hanging_board(session)
    assert (found.posted_on, found.last_day, found.closable_on) == (posted, last, closable)
    clock.now = dt.datetime.fromisoformat(f"{last}T18:00")
    assert queries.due(found.campaign_id, session.today()).to_end == ()
    month, day = int(closable[5:7]), int(closable[8:])
    said = refusal("too_early", lambda: commands.end_batch(session, found.id, session.today()))
    assert f"{month}月{day}日起才能撤下" in said
    clock.now = dt.datetime.fromisoformat(f"{closable}T08:00")
    assert [each.id for each in queries.due(found.campaign_id, session.today()).to_end] == [found.id]
    ended = commands.end_batch(session, found.id, session.today())
    assert (ended.cleared, ended.objected, ended.repost) == (3, 0, 0)
    assert {each.state for each in queries.batch(found.id).entries} == {EntryState.CLEARED}
    assert {row.step for row in cases.cases(found.campaign_id)} == {"township"}
    assert cases.wrong_steps() == []


def test_the_household_reads_its_posting_in_its_history(session):
    found = a_hanging_board(session, 1)
    said = [line.text for line in history(found.entries[0].household_id)]
    assert any("6月1日张贴于村务公开栏，6月8日期满" in text for text in said)


def test_what_a_posting_needs(session, clock):
    campaign, village = a_village_waiting(session, 1)
    batch_id = commands.prepare_batch(session, campaign, village, 1)
    today = session.today()
    refusal("in_future", lambda: post(session, batch_id, today + dt.timedelta(days=1)))
    refusal("missing", lambda: commands.post_batch(session, batch_id, today, " ", "公示栏"))
    assert "评议" in refusal("too_early", lambda: post(session, batch_id, today - dt.timedelta(days=1)))
    refusal("not_posted", lambda: commands.end_batch(session, batch_id, today))
    refusal("no_batch", lambda: post(session, 99))
    post(session, batch_id)
    refusal("not_a_draft", lambda: post(session, batch_id))
    refusal("not_a_draft", lambda: commands.refresh_batch(session, batch_id))
    clock.pass_days(10)
    refusal("in_future", lambda: commands.end_batch(session, batch_id, session.today() + dt.timedelta(days=1)))


def test_a_board_whose_paper_is_no_longer_true_is_not_hung_up(session):
    campaign, village = a_village_waiting(session, 2)
    batch_id = commands.prepare_batch(session, campaign, village, 1)
    case_id = entry(batch_id).case_id
    clearance.propose(session, case_id, Outcome.REDUCE, 112_00, "一名成员已就业")
    assert "变动" in refusal("board_changed", lambda: post(session, batch_id))
    commands.refresh_batch(session, batch_id)
    assert queries.batch(batch_id).households == 1
    bring_to(session, case_id, DoneWhen.NOTICE_ENDED)
    commands.refresh_batch(session, batch_id)
    lines = {each.case_id: each.line for each in queries.batch(batch_id).entries}
    assert (lines[case_id].outcome, lines[case_id].monthly_fen) == ("减发", 112_00)
    post(session, batch_id)


def test_a_household_is_taken_off_only_with_a_reason(session):
    campaign, village = a_village_waiting(session, 2)
    batch_id = commands.prepare_batch(session, campaign, village, 1)
    first = entry(batch_id)
    refusal("no_reason", lambda: commands.remove_entry(session, first.id, "  "))
    commands.remove_entry(session, first.id, "户主今日去世，待核实")
    assert any("户主今日去世" in line.text for line in latest())
    found = queries.batch(batch_id)
    assert (found.households, found.entries[0].state) == (1, EntryState.REMOVED)
    assert first.line.head_name not in str(queries.board(batch_id))
    assert queries.ready(campaign)[0].households == 1
    refusal("not_removable", lambda: commands.remove_entry(session, first.id, "再移一次"))
    refusal("no_entry", lambda: commands.remove_entry(session, 99, "无"))
    post(session, batch_id)
    assert cases.case_row(first.case_id).posted_round == 0


def test_a_discarded_board_frees_its_households_and_keeps_its_number(session):
    campaign, village = a_village_waiting(session, 2)
    batch_id = commands.prepare_batch(session, campaign, village, 1)
    commands.discard_batch(session, batch_id)
    assert queries.batches(campaign) == []
    again = commands.prepare_batch(session, campaign, village, 1)
    assert queries.batch(again).number.endswith("2号")
    post(session, again)
    refusal("not_a_draft", lambda: commands.discard_batch(session, again))


def test_an_empty_board_is_not_hung_up(session):
    campaign, village = a_village_waiting(session, 1)
    batch_id = commands.prepare_batch(session, campaign, village, 1)
    commands.remove_entry(session, entry(batch_id).id, "材料待补")
    refusal("empty_board", lambda: post(session, batch_id))


def test_an_objection_stops_its_household_only(session, clock):
    found = a_hanging_board(session, 3)
    first = found.entries[0]
    objection = raise_on(session, first.id, "王某")
    history_of = " ".join(line.text for line in history(first.household_id))
    assert "异议（实名）" in history_of
    assert "王某" not in history_of
    clock.pass_days(8)
    ended = commands.end_batch(session, found.id, session.today())
    assert (ended.cleared, ended.objected) == (2, 1)
    steps = [cases.case_row(each.case_id).step for each in found.entries]
    assert steps == ["notice_1", "township", "township"]
    assert queries.ready(found.campaign_id) == []
    refusal("not_answered", lambda: settle(session, objection, False, answered_on=None))
    assert settle(session, objection, False) is EntryState.CLEARED
    assert cases.case_row(first.case_id).step == "township"
    refusal("resolved", lambda: settle(session, objection, False))
    assert cases.wrong_steps() == []


def test_an_objection_settled_while_the_board_hangs_waits_for_its_end(session, clock):
    found = a_hanging_board(session, 2)
    first = found.entries[0]
    one, two = raise_on(session, first.id), raise_on(session, first.id)
    assert queries.due(found.campaign_id, session.today()).open_objections == 2
    assert settle(session, one, False, answered_on=None) is EntryState.OBJECTED
    assert settle(session, two, False, answered_on=None) is EntryState.POSTED
    assert cases.case_row(first.case_id).step == "notice_1"
    clock.pass_days(8)
    assert commands.end_batch(session, found.id, session.today()).cleared == 2


def test_changed_content_after_an_objection_is_posted_again_for_the_packs_days(session, clock):
    found = a_hanging_board(session, 2, "s4")
    first = found.entries[0]
    clock.pass_days(1)
    assert settle(session, raise_on(session, first.id), True) is EntryState.REPOST
    bring_to(session, first.case_id, DoneWhen.NOTICE_ENDED)
    (ready,) = queries.ready(found.campaign_id)
    assert (ready.households, ready.again) == (1, 1)
    again = commands.prepare_batch(session, found.campaign_id, found.village_id, found.round)
    assert queries.batch(again).again
    post(session, again)
    second = queries.batch(again)
    assert (second.posted_on, second.last_day) == ("2017-06-02", "2017-06-05")
    clock.pass_days(7)
    assert commands.end_batch(session, found.id, session.today()).cleared == 1
    assert commands.end_batch(session, again, session.today()).cleared == 1


def test_first_and_second_postings_on_one_board_take_the_longer_days(session, clock):
    found = a_hanging_board(session, 1, "s4")
    settle(session, raise_on(session, found.entries[0].id), True)
    bring_to(session, found.entries[0].case_id, DoneWhen.NOTICE_ENDED)
    record = dossiers.household(found.entries[0].household_id)
    assert record is not None
    newcomer = replace(record.record, number="9002", members=(a_member(),), head_name="")
    newcomer = replace(newcomer, head_name=newcomer.members[0].name)
    late = clearance.add_applicant_case(session, found.campaign_id, newcomer)
    bring_to(session, late, DoneWhen.ASSESSMENT_CURRENT)
    clearance.propose(session, late, Outcome.INCLUDE, 300_00, "符合条件")
    bring_to(session, late, DoneWhen.NOTICE_ENDED)
    mixed = commands.prepare_batch(session, found.campaign_id, found.village_id, 1)
    post(session, mixed)
    assert not queries.batch(mixed).again
    assert queries.batch(mixed).last_day == "2017-06-08"


def test_where_no_second_posting_is_asked_the_new_opinion_goes_on(session, clock):
    found = a_hanging_board(session, 1, "national")
    first = found.entries[0]
    objection = raise_on(session, first.id)
    clock.pass_days(8)
    commands.end_batch(session, found.id, session.today())
    clearance.propose(session, first.case_id, Outcome.REDUCE, 100_00, "经复查收入增加")
    assert cases.case_row(first.case_id).posted_round == 0
    assert settle(session, objection, True) is EntryState.CLEARED
    refusal(
        "nobody_to_carry_on", lambda: commands.carry_on(session, found.campaign_id, found.village_id, 1, clock().date())
    )
    bring_to(session, first.case_id, DoneWhen.NOTICE_ENDED)
    (ready,) = queries.ready(found.campaign_id)
    assert (ready.households, ready.carried) == (0, 1)
    assert commands.carry_on(session, found.campaign_id, found.village_id, 1, session.today()) == 1
    row = cases.case_row(first.case_id)
    assert (row.posted_round, row.ended_round, row.open_objections) == (1, 1, 0)
    assert queries.ready(found.campaign_id) == []
    clearance.propose(session, first.case_id, Outcome.REDUCE, 90_00, "又有收入")
    bring_to(session, first.case_id, DoneWhen.NOTICE_ENDED)
    assert [(each.households, each.carried) for each in queries.ready(found.campaign_id)] == [(1, 0)]


def test_an_opinion_that_changes_while_the_board_hangs_voids_its_household_only(session, clock):
    found = a_hanging_board(session, 3)
    changed = found.entries[1]
    clearance.propose(session, changed.case_id, Outcome.REDUCE, 112_00, "一名成员已就业")
    assert [bool(each.outdated) for each in queries.batch(found.id).entries] == [False, True, False]
    bring_to(session, changed.case_id, DoneWhen.NOTICE_ENDED)
    assert queries.ready(found.campaign_id)[0].households == 1
    again = commands.prepare_batch(session, found.campaign_id, found.village_id, 1)
    assert [each.case_id for each in queries.batch(again).entries] == [changed.case_id]
    assert queries.batch(found.id).entries[1].state is EntryState.REPOST
    clock.pass_days(8)
    post(session, again)
    ended = commands.end_batch(session, found.id, session.today())
    assert (ended.cleared, ended.repost) == (2, 0)
    assert queries.batch(again).last_day == "2017-06-16"
    assert cases.case_row(changed.case_id).step == "notice_1"


def test_the_change_is_seen_at_the_latest_when_the_board_comes_down(session, clock):
    found = a_hanging_board(session, 2)
    clearance.propose(session, found.entries[0].case_id, Outcome.REDUCE, 112_00, "一名成员已就业")
    clock.pass_days(8)
    ended = commands.end_batch(session, found.id, session.today())
    assert (ended.cleared, ended.repost) == (1, 1)
    said = [line.text for line in history(found.entries[0].household_id)]
    assert any("须重新公示" in text for text in said)


def test_a_new_lead_while_the_board_hangs_does_not_cost_its_days(session, clock):
    found = a_hanging_board(session, 1)
    record = dossiers.household(found.entries[0].household_id)
    assert record is not None
    dossier_commands.amend_household(
        session, record.id, replace(record.record, register_no="533999999"), record.version
    )
    make_household(session, register_no="533999999")
    matching.match(session)
    case_id = found.entries[0].case_id
    assert cases.case_row(case_id).step == "leads"
    clock.pass_days(8)
    assert commands.end_batch(session, found.id, session.today()).cleared == 1
    do_step(session, case_id)
    assert cases.case_row(case_id).step == "township"


def test_what_an_objection_needs(session, clock):
    found = a_hanging_board(session, 1)
    first, today = found.entries[0], session.today()
    refusal("no_text", lambda: commands.raise_objection(session, first.id, today, " "))
    before, after = today - dt.timedelta(days=1), today + dt.timedelta(days=1)
    refusal("too_early", lambda: commands.raise_objection(session, first.id, before, "有车"))
    refusal("in_future", lambda: commands.raise_objection(session, first.id, after, "有车"))
    objection = raise_on(session, first.id)
    refusal("no_conclusion", lambda: settle(session, objection, False, conclusion=""))
    refusal("too_early", lambda: settle(session, objection, False, resolved_on=before))
    refusal("in_future", lambda: settle(session, objection, False, resolved_on=after))
    refusal("in_future", lambda: settle(session, objection, False, answered_on=after))
    refusal("no_objection", lambda: settle(session, 99, False))
    refusal("not_removable", lambda: commands.remove_entry(session, first.id, "有异议"))
    settle(session, objection, False)
    clock.pass_days(8)
    commands.end_batch(session, found.id, session.today())
    assert "退回重新调查" in refusal("not_posted", lambda: raise_on(session, first.id))


def test_two_rounds_follow_one_another(session, clock):
    found = a_hanging_board(session, 2)
    clock.pass_days(8)
    commands.end_batch(session, found.id, session.today())
    for each in found.entries:
        do_step(session, each.case_id)
    (ready,) = queries.ready(found.campaign_id)
    assert (ready.round, ready.round_label, ready.households) == (2, "乡镇公示", 2)
    second = commands.prepare_batch(session, found.campaign_id, found.village_id, 2)
    before = session.today() - dt.timedelta(days=1)
    refusal("too_early", lambda: post(session, second, before))
    post(session, second)
    assert "乡镇公示" in str(queries.board(second))
    clock.pass_days(8)
    assert commands.end_batch(session, second, session.today()).cleared == 2
    assert {row.step for row in cases.cases(found.campaign_id)} == {"confirmation"}


def test_a_household_posted_again_is_due_when_its_shorter_days_are_over(session, clock):
    found = a_hanging_board(session, 2, "s4")
    first, other = found.entries
    assert cases.case_row(first.case_id).due_on == found.closable_on
    clock.pass_days(1)
    settle(session, raise_on(session, first.id), True)
    bring_to(session, first.case_id, DoneWhen.NOTICE_ENDED)
    again = commands.prepare_batch(session, found.campaign_id, found.village_id, found.round)
    post(session, again)
    assert queries.batch(again).closable_on == "2017-06-06"
    assert cases.case_row(first.case_id).due_on == "2017-06-06"
    assert cases.case_row(other.case_id).due_on == found.closable_on
    assert cases.wrong_steps() == []


def amend(session, household_id: int, **fields) -> None:
    found = dossiers.household(household_id)
    assert found is not None
    dossier_commands.amend_household(session, household_id, replace(found.record, **fields), found.version)


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"covered_size": 2}, "保障人口由 3 人变为 2 人"), ({"category": "A"}, "保障类别有变动")],
)
def test_a_changed_count_or_category_voids_what_hangs_of_the_household(session, clock, fields, said):
    found = a_hanging_board(session, 2)
    first, other = found.entries
    amend(session, first.household_id, **fields)
    shown = queries.batch(found.id).entries
    assert (said in shown[0].outdated, shown[1].outdated) == (True, "")
    clock.pass_days(8)
    ended = commands.end_batch(session, found.id, session.today())
    assert (ended.cleared, ended.repost) == (1, 1)
    assert entry(found.id).state is EntryState.REPOST
    assert any(f"{said}，原公示作废" in line.text for line in history(first.household_id))
    row = cases.case_row(first.case_id)
    assert (row.posted_round, row.posted_on, row.ended_round) == (0, "", 0)
    bring_to(session, first.case_id, DoneWhen.NOTICE_ENDED)
    again = commands.prepare_batch(session, found.campaign_id, found.village_id, 1)
    post(session, again)
    assert [each.case_id for each in queries.batch(again).entries] == [first.case_id]
    assert queries.batch(again).posted_on == "2017-06-09"
    assert cases.case_row(other.case_id).step == "township"
    assert cases.wrong_steps() == []


def test_what_is_put_back_as_it_hangs_still_counts(session, clock):
    found = a_hanging_board(session, 1)
    first = found.entries[0]
    amend(session, first.household_id, covered_size=first.line.covered_size - 1)
    amend(session, first.household_id, covered_size=first.line.covered_size)
    clock.pass_days(8)
    assert commands.end_batch(session, found.id, session.today()).cleared == 1


def test_an_objection_answered_by_a_new_investigation_sends_its_household_back_to_the_visit(session):
    found = a_hanging_board(session, 2, "s4")
    first, second = found.entries
    objection = raise_on(session, first.id)
    commands.send_back_objection(session, objection, Handling.INVESTIGATED)
    assert cases.case_row(first.case_id).step == "visit"
    assert cases.case_row(second.case_id).step == "notice_1"
    assert "已退回办理" in history(first.household_id)[0].text
    assert "入户调查" in refusal("not_done_yet", lambda: settle(session, objection, False))
    do_step(session, first.case_id)
    refusal("not_done_yet", lambda: settle(session, objection, False))
    investigate(session, first.case_id)
    assert settle(session, objection, False) is EntryState.REPOST
    (ready,) = queries.ready(found.campaign_id)
    assert (ready.households, ready.again) == (1, 1)
    assert cases.wrong_steps() == []


def test_a_visit_that_is_dated_before_the_objection_does_not_answer_it(session, clock):
    found = a_hanging_board(session, 1, "s4")
    first, before = found.entries[0], session.today()
    clock.pass_days(1)
    objection = raise_on(session, first.id)
    commands.send_back_objection(session, objection, Handling.INVESTIGATED)
    policy = cases.policy_of(found.campaign_id)
    clearance.record_visit(session, first.case_id, a_visit(policy, before))
    investigate(session, first.case_id)
    assert "早于异议日期" in refusal("not_done_yet", lambda: settle(session, objection, False))
    commands.send_back_objection(session, objection, Handling.INVESTIGATED)
    investigate(session, first.case_id)
    settle(session, objection, False)


@pytest.mark.parametrize(("pack", "state"), [("s1", EntryState.REPOST), ("s0", EntryState.REPOST)])
def test_an_objection_answered_by_a_review_is_reviewed_and_posted_again_where_the_pack_asks(session, pack, state):
    found = a_hanging_board(session, 1, pack) if pack == "s1" else a_changed_household_on_the_board(session)
    first = found.entries[0]
    objection = raise_on(session, first.id)
    commands.send_back_objection(session, objection, Handling.REVIEWED)
    assert cases.case_row(first.case_id).step == "review"
    assert cases.case_row(first.case_id).posted_round == 0
    assert "民主评议" in refusal("not_done_yet", lambda: settle(session, objection, False))
    clearance.conclude_review(session, first.case_id, "passed", session.today())
    assert settle(session, objection, False) is state
    bring_to(session, first.case_id, DoneWhen.NOTICE_ENDED)
    assert queries.ready(found.campaign_id)[0].again == 1


def test_where_the_review_stands_after_the_notice_the_objection_calls_it_at_once_and_the_board_hangs_on(session, clock):
    found = a_hanging_board(session, 1, "national")
    first = found.entries[0]
    objection = raise_on(session, first.id)
    commands.send_back_objection(session, objection, Handling.REVIEWED)
    assert cases.case_row(first.case_id).step == "review"
    clearance.conclude_review(session, first.case_id, "passed", session.today())
    assert cases.case_row(first.case_id).step == "notice_1"
    assert settle(session, objection, False) is EntryState.POSTED
    clock.pass_days(8)
    assert commands.end_batch(session, found.id, session.today()).cleared == 1
    assert cases.case_row(first.case_id).step == "confirmation"
    assert cases.wrong_steps() == []


def test_an_objection_answered_by_a_review_is_voted_on_in_a_meeting_of_the_village(session, clock):
    found = a_hanging_board(session, 2, "national")
    first = found.entries[0]
    objection = raise_on(session, first.id)
    commands.send_back_objection(session, objection, Handling.REVIEWED)
    room = a_meeting_ready_to_vote(Ready(session, found.campaign_id, found.village_id, (), (first.case_id,)))
    assert len(room.items) == 1, "only whom the objection is about"
    review.open_case(session, room.items[0])
    vote(room, 0, "aaaaaan")
    review.close_vote(session, room.items[0])
    assert cases.case_row(first.case_id).review_decision == "passed"
    refusal("too_early", lambda: settle(session, objection, False, resolved_on=dt.date(2017, 5, 1)))
    clock.now = EVENING
    assert settle(session, objection, False) is EntryState.POSTED
    assert cases.wrong_steps() == []


def test_a_household_whose_result_does_not_change_is_reviewed_all_the_same_when_that_answers_an_objection(session):
    found = a_changed_household_on_the_board(session)
    first = found.entries[0]
    objection = raise_on(session, first.id)
    clearance.propose(session, first.case_id, Outcome.CONTINUE, None, "经核实情况无变化")
    commands.send_back_objection(session, objection, Handling.REVIEWED)
    bring_to(session, first.case_id, DoneWhen.REVIEW_CONCLUDED)
    assert cases.case_row(first.case_id).step == "review"
    clearance.conclude_review(session, first.case_id, "passed", session.today())
    settle(session, objection, False)
    bring_to(session, first.case_id, DoneWhen.CONFIRMED)


def test_what_explaining_settles_is_not_sent_back_and_a_settled_objection_neither(session):
    found = a_hanging_board(session, 1)
    objection = raise_on(session, found.entries[0].id)
    refusal("nothing_to_send_back", lambda: commands.send_back_objection(session, objection, Handling.EXPLAINED))
    settle(session, objection, False)
    refusal("resolved", lambda: commands.send_back_objection(session, objection, Handling.INVESTIGATED))


def investigate(session, case_id: int) -> None:
    bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
    clearance.propose(session, case_id, Outcome.CONTINUE, None, "经复查情况无变化")
    bring_to(session, case_id, DoneWhen.NOTICE_ENDED)


def a_changed_household_on_the_board(session):
    campaign, village = a_village_waiting_changed(session)
    batch_id = commands.prepare_batch(session, campaign, village, 1)
    post(session, batch_id)
    return queries.batch(batch_id)


def a_village_waiting_changed(session) -> tuple[int, int]:
    make_household(session)
    campaign = start(session, "s0")
    (row,) = cases.cases(campaign)
    bring_to(session, row.id, DoneWhen.ASSESSMENT_CURRENT)
    clearance.propose(session, row.id, Outcome.REDUCE, 100_00, "收入增加")
    bring_to(session, row.id, DoneWhen.NOTICE_ENDED)
    return campaign, dossiers.villages()[0].id


def test_an_objection_to_what_has_changed_meanwhile_means_a_new_posting(session):
    found = a_hanging_board(session, 1)
    first = found.entries[0]
    objection = raise_on(session, first.id)
    amend(session, first.household_id, covered_size=1)
    assert settle(session, objection, False) is EntryState.REPOST


def test_who_is_taken_off_a_hanging_board_is_no_longer_due_by_it(session, clock):
    found = a_hanging_board(session, 2)
    first = found.entries[0]
    commands.remove_entry(session, first.id, "户主今日去世，待核实")
    row = cases.case_row(first.case_id)
    assert (row.posted_round, row.posted_on, row.due_on) == (0, "", "")
    assert queries.ready(found.campaign_id)[0].households == 1
    clock.pass_days(8)
    assert commands.end_batch(session, found.id, session.today()).cleared == 1
    assert cases.case_row(first.case_id).step == "notice_1"
    assert cases.wrong_steps() == []


def test_who_is_to_be_posted_again_after_an_objection_is_not_due_by_the_old_board(session):
    found = a_hanging_board(session, 1, "s4")
    first = found.entries[0]
    assert settle(session, raise_on(session, first.id), True) is EntryState.REPOST
    bring_to(session, first.case_id, DoneWhen.NOTICE_ENDED)
    row = cases.case_row(first.case_id)
    assert (row.posted_round, row.due_on) == (0, "")
    assert cases.wrong_steps() == []


def test_the_offices_own_holidays_move_the_last_day_and_what_hangs_keeps_its_printed_days(session, clock):
    clock.now = dt.datetime(2027, 9, 27, 9, 0)
    found = a_hanging_board(session, 1)
    assert found.last_day == "2027-10-04"
    holiday = read_holidays("2027-10-01 至 2027-10-07 休", 2027).table
    clearance.take_holidays(session, 2027, holiday)
    assert queries.batch(found.id).last_day == "2027-10-04"
    assert cases.case_row(found.entries[0].case_id).due_on == found.closable_on
    period = queries.period(replace(queries.batch(found.id), posted_on=""), session.today())
    assert period is not None
    assert (period.last.isoformat(), period.provisional) == ("2027-10-08", False)
    assert cases.wrong_steps() == []
