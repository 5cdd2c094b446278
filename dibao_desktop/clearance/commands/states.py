"""Keeping what each case was on which day, for figures of a past day."""

from __future__ import annotations

import datetime as dt

from dibao_desktop.clearance.queries.states import STATE, states_of
from dibao_desktop.clearance.records import HOLDS, CaseState
from dibao_desktop.storage.database import insert_rows, update_rows


def keep_states(households: set[int], today: dt.date) -> None:
    """Write down how the cases of these households stand where that has changed; the gate calls it before each commit.

    Of several changes on one day the last one counts: the state at the end of the day. A clock that was set back does not
    change the past.
    """
    day = today.isoformat()
    moved = [found for found in states_of(households) if found.now != found.kept]
    same_day = [found for found in moved if found.kept is not None and found.kept_from >= day]
    later = [found for found in moved if found.kept is None or found.kept_from < day]
    update_rows(CaseState, STATE, [(*found.now, found.kept_id) for found in same_day])
    update_rows(CaseState, ("until_on",), [(day, found.kept_id) for found in later if found.kept is not None])
    insert_rows(
        CaseState,
        ("campaign", "case", "from_on", "until_on", *STATE),
        [(found.campaign_id, found.case_id, day, HOLDS, *found.now) for found in later],
    )
