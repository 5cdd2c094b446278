"""Cases that wait for their notice, for the tests of this folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.commands import apply_roster
from dibao_desktop.notices import commands
from dibao_desktop.notices.queries import BatchDetail, EntryRow, batch
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.session import Session
from makers import a_record, make_household
from situations import bring_to, start


def a_village_waiting(
    session: Session, count: int = 3, policy_id: str = "s1", records: Sequence[dict[str, Any]] = ()
) -> tuple[int, int]:
    """A campaign whose households all wait for round 1; returns the campaign's and the village's id."""
    if records:
        # As a roster states them: its free text is taken as it stands.
        apply_roster(session, [a_record(**fields) for fields in records], "名册")
    else:
        for _ in range(count):
            make_household(session)
    campaign = start(session, policy_id)
    for row in cases.cases(campaign):
        bring_to(session, row.id, DoneWhen.ASSESSMENT_CURRENT)
        if not clearance.assess(session, row.id).outcome.is_final:
            clearance.propose(session, row.id, Outcome.CONTINUE, None, "经核实情况无变化")
        bring_to(session, row.id, DoneWhen.NOTICE_ENDED)
    return campaign, dossiers.villages()[0].id


def a_hanging_board(session: Session, count: int = 3, policy_id: str = "s1") -> BatchDetail:
    """Round 1 of the village, posted today."""
    campaign, village = a_village_waiting(session, count, policy_id)
    batch_id = commands.prepare_batch(session, campaign, village, 1)
    post(session, batch_id)
    return batch(batch_id)


def post(session: Session, batch_id: int, on: dt.date | None = None) -> None:
    """Hang a board up."""
    commands.post_batch(session, batch_id, on or session.today(), "李春兰", "村务公开栏")


def entry(batch_id: int, position: int = 1) -> EntryRow:
    """A household of a board by its place."""
    return next(each for each in batch(batch_id).entries if each.position == position)
