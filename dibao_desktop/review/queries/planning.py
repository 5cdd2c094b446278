"""Which cases a new meeting can take."""

from __future__ import annotations

from collections.abc import Sequence

from dibao_desktop.review.queries.sheet import due_cases
from dibao_desktop.review.records import AgendaItem, Meeting
from dibao_desktop.review.rules.states import ItemState, MeetingState


def planned_cases(case_ids: Sequence[int]) -> set[int]:
    """Those of the cases that wait or run in a meeting that is not closed."""
    states = (ItemState.WAITING, ItemState.INTRODUCED, ItemState.VOTING)
    rows = (
        AgendaItem.select(AgendaItem.case)
        .join(Meeting)
        .where(AgendaItem.case.in_(case_ids), AgendaItem.state.in_(states), Meeting.state != MeetingState.CLOSED)
    )
    return {row.case_id for row in rows}


def cases_to_plan(campaign_id: int, village_id: int) -> list[int]:
    """The cases of a village that are due and on no agenda yet."""
    due = due_cases(campaign_id, village_id)
    planned = planned_cases(due)
    return [case for case in due if case not in planned]
