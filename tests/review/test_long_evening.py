"""Sixty cases in one meeting, two meetings in one evening, and a clock that is set back in the middle."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from conftest import Clock
from dibao_desktop.audit import queries as audit
from dibao_desktop.clearance import queries as clearance
from dibao_desktop.review import commands, queries
from dibao_desktop.review.rules.states import Choice, ItemState, MeetingState
from dibao_desktop.review.rules.tally import Outcome
from dibao_desktop.session import Session
from meetings import Room, a_meeting_planned, a_meeting_ready_to_vote, a_village_ready, refused, sign_in, vote

# To open a case, to take a vote, and for both screens: a vote moves no next step and reads no register.
MOST_ASKED = (100, 15, 30)


class Statements(logging.Handler):
    """Counts what is asked of the database."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1


@contextmanager
def counting() -> Iterator[Callable[[], int]]:
    """What was asked since the last time it was asked for."""
    logger, handler = logging.getLogger("peewee"), Statements()
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    seen = 0

    def since() -> int:
        nonlocal seen
        new, seen = handler.count - seen, handler.count
        return new

    try:
        yield since
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)


def pass_case(room: Room, item: int) -> None:
    commands.open_case(room.session, item)
    commands.set_all_agree(room.session, item)
    assert commands.close_vote(room.session, item) is Outcome.PASSED


def asked_of_an_evening(session: Session, households: int) -> set[tuple[int, int, int]]:
    """How often the database is asked to open a case, to take a vote and to show both screens; nine members."""
    room = a_meeting_ready_to_vote(a_village_ready(session, households), present=9, size=9)
    asked = set()
    with counting() as since:
        for item in room.items:
            since()
            commands.open_case(session, item)
            opened = since()
            commands.cast_vote(session, item, room.members[0], Choice.AGREE)
            voted = since()
            queries.scene_of(room.detail())
            shown = since()
            commands.set_all_agree(session, item)
            commands.close_vote(session, item)
            asked.add((opened, voted, shown))
    commands.close_meeting(session, room.meeting_id)
    text = repr(queries.minutes(room.meeting_id).blocks)
    assert text.count("9 人的三分之二为 6 票，实得同意 9 票，通过") == households
    assert audit.broken_links() == []
    return asked


def test_the_last_case_costs_what_the_first_did(session: Session) -> None:
    """What a vote, the next case and both screens ask of the database does not grow with the evening."""
    (asked,) = asked_of_an_evening(session, 12)
    assert all(now <= most for now, most in zip(asked, MOST_ASKED, strict=True))


@pytest.mark.thorough
def test_the_sixtieth_case_costs_what_the_first_did(session: Session) -> None:
    (asked,) = asked_of_an_evening(session, 60)
    assert all(now <= most for now, most in zip(asked, MOST_ASKED, strict=True))


def test_a_clock_set_back_loses_no_vote_and_no_order(session: Session, clock: Clock) -> None:
    ready = a_village_ready(session, 3)
    clock.now = dt.datetime(2017, 7, 6, 19, 40)
    room = a_meeting_ready_to_vote(ready)
    pass_case(room, room.items[0])
    commands.open_case(session, room.items[1])
    vote(room, 1, "aaa")
    clock.now -= dt.timedelta(hours=3)
    vote(room, 1, "aaannnn")
    commands.check_out(session, room.meeting_id, room.members[6])
    commands.check_in(session, room.meeting_id, room.members[6])
    vote(room, 1, "......a")
    assert room.marks() == ["同意"] * 3 + ["不同意"] * 3 + ["同意"]
    assert queries.unfinished_meeting(ready.campaign_id) == room.meeting_id
    assert commands.close_vote(session, room.items[1]) is Outcome.FAILED
    clock.now -= dt.timedelta(days=1)
    commands.correct_vote(session, room.items[1], "唱票时录错一票", {room.members[3]: Choice.AGREE})
    pass_case(room, room.items[2])
    commands.close_meeting(session, room.meeting_id)
    assert [row.state for row in room.detail().agenda] == [ItemState.PASSED] * 3
    assert [clearance.case_row(case).review_decision for case in ready.cases] == ["passed"] * 3
    assert audit.broken_links() == []
    said = " ".join(entry.text for entry in audit.latest(2))
    assert "评议会结束" in said, "the chain goes by what happened, not by what the clock said"


def test_two_meetings_in_one_evening_do_not_mix(session: Session) -> None:
    """The second of a village begins when the first is over; its number and its cases are its own."""
    ready = a_village_ready(session, 4)
    first = a_meeting_planned(ready, case_ids=ready.cases[:2])
    second = a_meeting_planned(ready, case_ids=ready.cases[2:])
    for room in (first, second):
        sign_in(room, range(6))
        commands.open_meeting(session, room.meeting_id)
    pass_case(first, first.items[0])
    commands.open_case(session, second.items[0])
    vote(second, 0, "aann")
    commands.adjourn_meeting(session, second.meeting_id, "换场")
    commands.open_case(session, first.items[1])
    assert first.marks()[:4] == ["到会"] * 4, "votes of the one are none of the other"
    commands.set_all_agree(session, first.items[1])
    commands.close_vote(session, first.items[1])
    refused("meeting_not_open", commands.cast_vote, session, second.items[0], second.members[4], Choice.AGREE)
    commands.close_meeting(session, first.meeting_id)
    assert queries.unfinished_meeting(ready.campaign_id) == second.meeting_id
    commands.resume_meeting(session, second.meeting_id)
    now = second.detail().current
    assert now is not None and (now.item_id, now.voted) == (second.items[0], 4)
    commands.set_all_agree(session, second.items[0])
    commands.close_vote(session, second.items[0])
    commands.close_meeting(session, second.meeting_id)
    rows = {row.id: row for row in queries.meetings(ready.campaign_id)}
    assert [(rows[r.meeting_id].number, rows[r.meeting_id].done) for r in (first, second)] == [(1, 2), (2, 1)]
    assert {row.state for row in rows.values()} == {MeetingState.CLOSED}
    assert queries.cases_to_plan(ready.campaign_id, ready.village_id) == [ready.cases[3]]
