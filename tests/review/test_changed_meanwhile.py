"""The room votes on what it was told: a proposal that changed meanwhile is not decided by that vote."""

from __future__ import annotations

import pytest

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review import commands
from dibao_desktop.review.rules.states import ItemState
from meetings import a_meeting_ready_to_vote, a_village_ready, vote


def test_a_vote_on_an_older_proposal_decides_nothing(session):
    ready = a_village_ready(session, 1)
    room = a_meeting_ready_to_vote(ready)
    commands.open_case(session, room.items[0])
    vote(room, 0, "aaaaaaa")
    clearance.propose(session, ready.cases[0], Outcome.STOP, None, "收入超标")
    with pytest.raises(KnownError) as error:
        commands.close_vote(session, room.items[0])
    assert error.value.code == "proposal_changed"
    assert "停发" in error.value.message
    assert "继续享受" in error.value.message
    assert cases.case_row(ready.cases[0]).review_decision == ""
    # The room is told the new proposal and votes on that.
    commands.open_case(session, room.items[0])
    detail = room.detail()
    assert detail.current is not None
    assert (detail.current.state, detail.current.voted) == (ItemState.INTRODUCED, 0)
    assert "停发" in detail.current.sheet.proposal
    vote(room, 0, "aaaaaaa")
    commands.close_vote(session, room.items[0])
    row = cases.case_row(ready.cases[0])
    assert (row.review_decision, row.proposal) == ("passed", Outcome.STOP)


def test_a_case_that_fell_back_before_its_review_is_not_decided(session):
    ready = a_village_ready(session, 1)
    room = a_meeting_ready_to_vote(ready)
    commands.open_case(session, room.items[0])
    vote(room, 0, "aaaaaaa")
    clearance.send_back(session, ready.cases[0], "有人反映")
    with pytest.raises(KnownError) as error:
        commands.close_vote(session, room.items[0])
    assert error.value.code == "case_not_ready"
    commands.return_case(session, room.items[0], "退回")
    commands.close_meeting(session, room.meeting_id)
