"""What a new meeting can take, what its calendar would be, and what the last one of the village was like."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from peewee import fn

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.rules.road import place_of
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.review.queries.sheet import agenda_heads, due_cases
from dibao_desktop.review.records import AgendaItem, Attendance, Meeting, PanelMember
from dibao_desktop.review.rules.calendar import CalendarLine, late_for, meeting_calendar, proposed_day
from dibao_desktop.review.rules.states import ItemState, MeetingState
from dibao_desktop.settings.queries import own_holidays
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


@dataclass(frozen=True)
class Plannable:
    """A case that can be put on an agenda; `lacking` is the step that it still waits for."""

    case_id: int
    head_name: str
    group: str
    number: str
    proposal: str
    lacking: str


@dataclass(frozen=True)
class Calendar:
    """The days that follow from a meeting's day, and a sentence when they are too late for the pack."""

    lines: tuple[CalendarLine, ...]
    remark: str


def plannable(campaign_id: int, village_id: int, meeting_id: int | None = None) -> list[Plannable]:
    """The cases of a village that no review has concluded and no other meeting has on its agenda: those of this meeting
    first in its order, then who is due, then who still lacks something, each by number."""
    steps = clearance.policy_of(campaign_id).steps
    if place_of(steps, DoneWhen.REVIEW_CONCLUDED) is None:
        return []
    own = agenda_of(meeting_id) if meeting_id is not None else []
    rows = {
        row.id: row
        for row in clearance.cases(campaign_id, village_id)
        if not row.review_decision and not row.closed_on and not row.decided_on
    }
    elsewhere = planned_cases(list(rows)) - set(own)
    free = [id_ for id_ in rows if id_ not in elsewhere]
    heads = agenda_heads([*own, *(id_ for id_ in free if id_ not in own)])
    found = [
        Plannable(id_, head.head_name, head.group, rows[id_].number if id_ in rows else "", head.proposal, head.lacking)
        for id_, head in heads.items()
    ]
    place = {id_: at for at, id_ in enumerate(own)}
    return sorted(found, key=lambda each: (place.get(each.case_id, len(own)), bool(each.lacking), each.number))


def agenda_of(meeting_id: int) -> list[int]:
    """The cases on a meeting's agenda, in its order."""
    rows = AgendaItem.select(AgendaItem.case).where(AgendaItem.meeting == meeting_id).order_by(AgendaItem.position)
    return list(dict.fromkeys(row.case_id for row in rows))


def calendar_of(campaign_id: int, day: dt.date) -> Calendar:
    """The whole calendar of a meeting on a day, by the campaign's pack and the office's holidays."""
    policy = clearance.policy_of(campaign_id)
    lines = meeting_calendar(policy, day, own_holidays())
    return Calendar(lines, late_for(policy, lines))


def day_to_propose(today: dt.date) -> dt.date:
    """The day that a new meeting is proposed for."""
    return proposed_day(today, own_holidays())


def came_last_time(meeting_id: int) -> list[int]:
    """Of a meeting's roster those who came to the village's meeting before it and have not signed in yet."""
    meeting = Meeting.get_by_id(meeting_id)
    before = (
        Meeting.select(Meeting.id)
        .where(Meeting.village == meeting.village_id, Meeting.id < meeting_id, Meeting.opened_at != "")
        .order_by(Meeting.id.desc())
        .limit(1)
    )
    came = Attendance.select(Attendance.panel_member).where(Attendance.meeting.in_(before), Attendance.arrived_at != "")
    rows = Attendance.select(Attendance.panel_member).where(
        Attendance.meeting == meeting_id, Attendance.arrived_at == "", Attendance.panel_member.in_(came)
    )
    return [row.panel_member_id for row in rows]


def cases_to_plan(campaign_id: int, village_id: int) -> list[int]:
    """The cases of a village that are due and on no agenda yet."""
    due = due_cases(campaign_id, village_id)
    planned = planned_cases(due)
    return [case for case in due if case not in planned]
