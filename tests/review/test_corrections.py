"""A closed vote is corrected by another one that says why; both stay, and the case follows while nothing rests on it."""

from __future__ import annotations

import datetime as dt

import pytest

from dibao_desktop.audit import queries as audit
from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.clearance.rules.outcome import Outcome as Proposed
from dibao_desktop.review import commands, queries
from dibao_desktop.review.rules.counted import CountedVotes
from dibao_desktop.review.rules.states import Choice, ItemState, VoteWay
from dibao_desktop.review.rules.tally import Outcome, ReadingKind
from dibao_desktop.session import Session
from meetings import Ready, Room, a_meeting_ready_to_vote, a_village_ready, refused, vote

REASON = "唱票时录错一票"


@pytest.fixture
def ready(session: Session) -> Ready:
    return a_village_ready(session, 1)


@pytest.fixture
def room(ready: Ready) -> Room:
    """Five of seven agreed and it passed; one of the five was put down wrongly."""
    made = a_meeting_ready_to_vote(ready)
    commands.open_case(made.session, made.items[0])
    vote(made, 0, "aaaaann")
    commands.close_vote(made.session, made.items[0])
    return made


def correct(room: Room, **fields: object) -> Outcome:
    """The first two had not agreed."""
    votes = {room.members[0]: Choice.AGAINST, room.members[1]: None}
    return commands.correct_vote(room.session, room.items[0], REASON, votes, **fields)  # type: ignore[arg-type]


def test_both_votes_stay_in_the_minutes_and_in_the_chain(room: Room, ready: Ready) -> None:
    assert correct(room) is Outcome.FAILED
    row, now = room.detail().agenda[0], room.detail().current
    assert (row.state, row.agree, row.base) == (ItemState.FAILED, 3, 7)
    assert now is not None and now.corrected and len(now.not_voted) == 1
    text = repr(queries.minutes(room.meeting_id).blocks)
    first, second = text.index("原表决（逐人记名表决）：同意 5 票"), text.index("更正后表决（逐人记名表决）：同意 3 票")
    assert first < text.index("原结论：通过") < text.index(REASON) < second
    assert "未通过（已更正）" in text
    said = audit.history(ready.households[0])[0]
    assert REASON in said.text and "通过改为未通过" in said.text
    assert audit.broken_links() == []


def test_the_case_follows_both_ways(room: Room, ready: Ready) -> None:
    correct(room)
    assert cases.case_row(ready.cases[0]).review_decision == "failed"
    commands.correct_vote(room.session, room.items[0], "复核后改回", dict.fromkeys(room.members[:2], Choice.AGREE))
    row = cases.case_row(ready.cases[0])
    assert (row.review_decision, row.step_label) == ("passed", "村级公示")
    text = repr(queries.minutes(room.meeting_id).blocks)
    assert text.index(REASON) < text.index("复核后改回"), "each correction stays"


def test_it_can_be_corrected_after_the_meeting_too(room: Room, ready: Ready) -> None:
    commands.close_meeting(room.session, room.meeting_id)
    correct(room)
    assert cases.case_row(ready.cases[0]).review_decision == "failed"


def test_a_relative_who_voted_is_put_down_as_recused(room: Room) -> None:
    """Of six that remain four have to agree; with the one who agreed gone, four do."""
    outcome = commands.correct_vote(
        room.session, room.items[0], "会后查明", {}, recused={room.members[0]: "与该户是亲戚"},
        reading=ReadingKind.WITHOUT_RECUSED,
    )  # fmt: skip
    assert outcome is Outcome.PASSED
    assert room.marks()[0] == "回避" and room.detail().agenda[0].base == 6


def test_when_too_few_remain_nothing_is_decided_and_the_household_is_due_again(session: Session) -> None:
    ready = a_village_ready(session, 1)
    room = a_meeting_ready_to_vote(ready, present=3, size=4)
    commands.open_case(session, room.items[0])
    vote(room, 0, "aaa")
    commands.close_vote(session, room.items[0])
    aside = {room.members[0]: "与该户是亲戚"}
    said = ReadingKind.WITHOUT_RECUSED
    outcome = commands.correct_vote(session, room.items[0], "会后查明", {}, recused=aside, reading=said)
    assert outcome is Outcome.NO_QUORUM
    assert queries.due_cases(ready.campaign_id, ready.village_id) == list(ready.cases)


def test_a_count_is_corrected_by_a_count(session: Session) -> None:
    room = a_meeting_ready_to_vote(a_village_ready(session, 1))
    commands.open_case(session, room.items[0])
    commands.choose_way(session, room.items[0], VoteWay.HANDS)
    commands.record_count(session, room.items[0], CountedVotes(5, 2, 0))
    commands.close_vote(session, room.items[0])
    item = room.items[0]
    refused("voted_together", commands.correct_vote, session, item, REASON, {room.members[0]: Choice.AGAINST})
    refused("wrong_count", commands.correct_vote, session, item, REASON, CountedVotes(5, 1, 0))
    assert commands.correct_vote(session, item, REASON, CountedVotes(4, 3, 0)) is Outcome.FAILED
    text = repr(queries.minutes(room.meeting_id).blocks)
    assert "同意 5 票，不同意 2 票" in text and "同意 4 票，不同意 3 票" in text


def test_what_is_no_correction_is_refused(room: Room) -> None:
    session, item = room.session, room.items[0]
    refused("no_reason", commands.correct_vote, session, item, " ", {room.members[0]: Choice.AGAINST})
    refused("nothing_changed", commands.correct_vote, session, item, REASON, {room.members[0]: Choice.AGREE})
    refused("voted_by_name", commands.correct_vote, session, item, REASON, CountedVotes(7, 0, 0))
    assert room.detail().agenda[0].agree == 5


def test_whoever_was_not_there_gets_no_vote_afterwards(session: Session) -> None:
    room = a_meeting_ready_to_vote(a_village_ready(session, 1), present=6)
    commands.open_case(session, room.items[0])
    vote(room, 0, "aaaaan")
    commands.close_vote(session, room.items[0])
    commands.check_in(session, room.meeting_id, room.members[6])
    said = refused(
        "not_entitled", commands.correct_vote, session, room.items[0], REASON, {room.members[6]: Choice.AGREE}
    )
    assert room.detail().roll[6].name in said


def test_a_case_that_decided_nothing_has_nothing_to_correct(session: Session) -> None:
    room = a_meeting_ready_to_vote(a_village_ready(session, 1))
    commands.open_case(session, room.items[0])
    refused("nothing_to_correct", commands.correct_vote, session, room.items[0], REASON, {})
    commands.return_case(session, room.items[0], "有争议")
    refused("nothing_to_correct", commands.correct_vote, session, room.items[0], REASON, {})


def test_once_the_board_hangs_the_decision_stands(room: Room, ready: Ready) -> None:
    day = room.session.today()
    clearance.post_notice(room.session, ready.cases, 1, day, day + dt.timedelta(days=8))
    before = audit.head()
    sentence = refused("already_posted", correct, room)
    assert "公示异议" in sentence and audit.head() == before
    assert room.detail().agenda[0].state is ItemState.PASSED and room.marks()[0] == "同意", "nothing is half done"
    # What leaves the decision as it is may still be put right.
    commands.correct_vote(room.session, room.items[0], REASON, {room.members[5]: Choice.ABSTAIN})
    assert room.detail().agenda[0].state is ItemState.PASSED


def test_a_case_that_went_on_is_not_turned_back(room: Room, ready: Ready) -> None:
    clearance.send_back(room.session, ready.cases[0], "有人反映")
    refused("not_in_force", correct, room)


def test_what_the_room_never_heard_of_is_not_decided_by_a_correction(room: Room, ready: Ready) -> None:
    clearance.propose(room.session, ready.cases[0], Proposed.STOP, None, "收入超标")
    refused("proposal_changed", correct, room)
