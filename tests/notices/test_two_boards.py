"""A household whose opinion changed while it hung: its new words hang their own days, whichever board comes down first."""

from __future__ import annotations

import datetime as dt

import pytest

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.notices import commands, queries
from dibao_desktop.notices.rules.states import EntryState
from dibao_desktop.policy.rules.steps import DoneWhen
from makers import a_record
from notices.boards import a_hanging_board, a_village_waiting, entry, post
from situations import bring_to


def test_an_older_board_does_not_end_what_hangs_anew_on_a_newer_one(session, clock):
    first = a_hanging_board(session, 2)
    clock.pass_days(2)
    # Another household's board is being made, by hand from a draft that stands already.
    other = clearance.add_applicant_case(session, first.campaign_id, a_record(monthly_fen=None))
    bring_to(session, other, DoneWhen.NOTICE_ENDED)
    draft = commands.prepare_batch(session, first.campaign_id, first.village_id, 1)
    moved = entry(first.id, 1).case_id
    clearance.propose(session, moved, Outcome.INCREASE, 400_00, "新增病人")
    bring_to(session, moved, DoneWhen.NOTICE_ENDED)
    commands.refresh_batch(session, draft)
    post(session, draft)
    clock.pass_days(6)
    assert queries.batch(first.id).endable(session.today())
    commands.end_batch(session, first.id, session.today())
    assert entry(first.id, 1).state is EntryState.REPOST
    row = cases.case_row(moved)
    assert (row.ended_round, row.step) == (0, "notice_1")
    assert cases.wrong_steps() == []


def test_a_board_does_not_hang_before_it_was_made(session, clock):
    campaign, village = a_village_waiting(session, 1)
    clock.pass_days(10)
    draft = commands.prepare_batch(session, campaign, village, 1)
    with pytest.raises(KnownError) as error:
        post(session, draft, session.today() - dt.timedelta(days=9))
    assert error.value.code == "too_early"
    clock.pass_days(1)
    post(session, draft, session.today() - dt.timedelta(days=1))
