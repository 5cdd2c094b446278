"""Which cases a new meeting can take."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peewee import fn

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.rules.road import place_of
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.review.queries.sheet import due_cases
from dibao_desktop.review.records import AgendaItem, Meeting, PanelMember
from dibao_desktop.review.rules.states import ItemState, MeetingState
from dibao_desktop.storage.database import tuples

_PENDING = (ItemState.WAITING, ItemState.INTRODUCED, ItemState.VOTING)


@dataclass(frozen=True)
class VillageDue:
    """A village with households at the review step, how many of them stand on an agenda, and the size of its group."""

    village_id: int
    village: str
    due: int
    planned: int
    panel: int


def villages_due(campaign_id: int) -> list[VillageDue]:
    """The villages that have households at the review step, in the office's order."""
    steps = clearance.policy_of(campaign_id).steps
    place = place_of(steps, DoneWhen.REVIEW_CONCLUDED)
    if place is None:
        return []
    step = steps[place].id
    groups = dict(
        tuples(
            PanelMember.select(PanelMember.village, fn.count(PanelMember.id))
            .where(PanelMember.active, PanelMember.votes)
            .group_by(PanelMember.village)
        )
    )
    planned = dict(
        tuples(
            AgendaItem.select(Meeting.village, fn.count(AgendaItem.id))
            .join(Meeting)
            .where(
                Meeting.campaign == campaign_id, AgendaItem.state.in_(_PENDING), Meeting.state != MeetingState.CLOSED
            )
            .group_by(Meeting.village)
        )
    )
    return [
        VillageDue(v.village_id, v.village, v.steps[step], planned.get(v.village_id, 0), groups.get(v.village_id, 0))
        for v in clearance.progress(campaign_id).villages
        if v.steps.get(step)
    ]


def planned_cases(case_ids: Sequence[int]) -> set[int]:
    """Those of the cases that wait or run in a meeting that is not closed."""
    rows = (
        AgendaItem.select(AgendaItem.case)
        .join(Meeting)
        .where(AgendaItem.case.in_(case_ids), AgendaItem.state.in_(_PENDING), Meeting.state != MeetingState.CLOSED)
    )
    return {row.case_id for row in rows}


def cases_to_plan(campaign_id: int, village_id: int) -> list[int]:
    """The cases of a village that are due and on no agenda yet."""
    due = due_cases(campaign_id, village_id)
    planned = planned_cases(due)
    return [case for case in due if case not in planned]
