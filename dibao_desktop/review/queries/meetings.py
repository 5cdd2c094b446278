"""The meetings of a campaign, and one meeting whole."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from peewee import fn

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.review.queries import counting
from dibao_desktop.review.queries.holding import conditions_of, rule_of
from dibao_desktop.review.queries.sheet import CaseSheet, agenda_heads, case_sheet, kept_sheet
from dibao_desktop.review.queries.views import (
    MARK_OF,
    AgendaRow,
    ClosedVote,
    CurrentCase,
    Mark,
    MeetingDetail,
    MeetingRow,
    QuestionRow,
    RollRow,
    Voter,
)
from dibao_desktop.review.records import AgendaItem, Meeting, Question, SupersededVote
from dibao_desktop.review.rules.states import Choice, ItemState, MeetingState, VoteWay
from dibao_desktop.review.rules.tally import share_text

_UNFINISHED = (ItemState.WAITING, ItemState.INTRODUCED, ItemState.VOTING)


def meetings(campaign_id: int, village_id: int | None = None) -> list[MeetingRow]:
    """The meetings of a campaign, the latest first."""
    names = {row.id: row.name for row in dossiers.villages()}
    wanted = Meeting.campaign == campaign_id
    if village_id is not None:
        wanted &= Meeting.village == village_id
    found = Meeting.select().where(wanted).order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    total, done = _cases(wanted), _cases(wanted & AgendaItem.state.not_in(_UNFINISHED))
    return [
        MeetingRow(
            m.id,
            m.village_id,
            names.get(m.village_id, ""),
            m.number,
            m.starts_at,
            MeetingState(m.state),
            total.get(m.id, 0),
            done.get(m.id, 0),
        )
        for m in found
    ]


def meeting_detail(meeting_id: int) -> MeetingDetail:
    """All of one meeting. Raises KnownError when there is none."""
    meeting = Meeting.get_or_none(Meeting.id == meeting_id)
    if meeting is None:
        raise KnownError("no_meeting", f"没有编号为 {meeting_id} 的评议会，请刷新会议列表。")
    lines = counting.roster(meeting_id)
    items = list(AgendaItem.select().where(AgendaItem.meeting == meeting_id).order_by(AgendaItem.position))
    at = next((item for item in items if item.id == meeting.current_item), None)
    given = counting.choices(at.id) if at is not None else {}
    aside = counting.recused_members(at.id) if at is not None else {}
    return MeetingDetail(
        id=meeting.id,
        campaign_id=meeting.campaign_id,
        village_id=meeting.village_id,
        village=meeting.village.name,
        number=meeting.number,
        starts_at=meeting.starts_at,
        place=meeting.place,
        chair=meeting.chair,
        recorder=meeting.recorder,
        township_staff=tuple(json.loads(meeting.township_staff)),
        observers=tuple(json.loads(meeting.observers)),
        state=MeetingState(meeting.state),
        conditions=tuple(conditions_of(meeting_id)),
        roll=_roll(lines, at, given, aside),
        agenda=_agenda(items),
        current=_current(meeting, at, lines, given, aside) if at is not None else None,
    )


def unfinished_meeting(campaign_id: int) -> int | None:
    """The meeting that is going on or was broken off, if there is one: the desk opens on it."""
    states = (MeetingState.OPEN, MeetingState.ADJOURNED)
    found: int | None = (
        Meeting.select(Meeting.id)
        .where(Meeting.campaign == campaign_id, Meeting.state.in_(states))
        .order_by(Meeting.state.desc(), Meeting.id.desc())
        .scalar()
    )
    return found


def _cases(condition: Any) -> dict[int, int]:
    rows: Any = (
        AgendaItem.select(AgendaItem.meeting, fn.count(AgendaItem.id))
        .join(Meeting)
        .where(condition)
        .group_by(AgendaItem.meeting)
        .tuples()
    )
    return dict(rows)


def _agenda(items: list[Any]) -> tuple[AgendaRow, ...]:
    heads = agenda_heads([item.case_id for item in items])
    rows = []
    for item in items:
        head, state = heads[item.case_id], ItemState(item.state)
        agree, base = None, None
        if item.tally:
            agree, base = counting.kept_votes(item.tally)
        proposal = kept_sheet(item.sheet).proposal if item.sheet else head.proposal
        lacking = head.lacking if state is ItemState.WAITING else ""
        rows.append(
            AgendaRow(
                item.id,
                item.position,
                item.case_id,
                head.household_id,
                head.head_name,
                head.group,
                proposal,
                state,
                lacking,
                agree,
                base,
            )
        )
    return tuple(rows)


def _roll(lines: list[Any], item: Any, given: Mapping[int, Choice], aside: Mapping[int, Any]) -> tuple[RollRow, ...]:
    doubts: dict[str, str] = {}
    state, named = None, True
    if item is not None:
        named = item.way == VoteWay.NAMED
        state = ItemState(item.state)
        if state.running:
            doubts = json.loads(item.suspicions)
    rows = []
    for line in lines:
        member, id_ = line.panel_member, line.panel_member_id
        recusal = aside.get(id_)
        rows.append(
            RollRow(
                member_id=id_,
                seat=member.seat,
                name=member.name,
                initials=member.initials,
                role=member.role,
                present=line.present,
                arrived_at=line.arrived_at,
                left_at=line.left_at,
                mark=_mark(line, recusal is not None, given.get(id_), state, named),
                recusal=recusal.reason if recusal else "",
                declared=bool(recusal and recusal.declared),
                left_room=bool(recusal and recusal.left_room),
                suspicion=doubts.get(str(id_), "") if recusal is None else "",
            )
        )
    return tuple(rows)


def _mark(line: Any, recused: bool, choice: Choice | None, state: ItemState | None, named: bool) -> Mark:
    if recused:
        return Mark.RECUSED
    if choice is not None:
        return MARK_OF[choice]
    if not line.present:
        return Mark.ABSENT
    voted_on = state in (ItemState.VOTING, ItemState.PASSED, ItemState.FAILED)
    return Mark.WAITING if voted_on and named else Mark.PRESENT


def _current(
    meeting: Any, item: Any, lines: list[Any], given: Mapping[int, Choice], aside: Mapping[int, Any]
) -> CurrentCase:
    state, rule = ItemState(item.state), rule_of(meeting)
    tally = counting.tally_at(rule, item, lines, aside, given)
    kept = json.loads(item.tally) if item.tally else {}
    names = {line.panel_member_id: line.panel_member.name for line in lines}
    entitled = kept.get("entitled", [m for m in _there(lines, True) if m not in aside])
    absent = kept.get("absent", [m for m in _there(lines, False) if m not in aside])
    silent = [member for member in entitled if member not in given] if item.way == VoteWay.NAMED else []
    return CurrentCase(
        item_id=item.id,
        position=item.position,
        state=state,
        sheet=sheet_of(item, meeting.starts_at),
        decision=tally.decision,
        holding=tally.holding,
        share=share_text(rule.majority),
        voted=tally.counts.votes,
        recused=tally.counts.recused,
        against=tally.counts.against,
        abstain=tally.counts.abstain,
        not_voted=tuple(names[member] for member in silent),
        questions=questions_of(item.id),
        explanation=kept.get("explanation", ""),
        opinion=item.opinion,
        way=VoteWay(item.way),
        counted=counting.counted_votes(item.counted),
        absent=tuple(names[member] for member in absent),
        corrected=state.closed and bool(superseded(item.id)),
    )


def _there(lines: list[Any], present: bool) -> list[int]:
    return [line.panel_member_id for line in lines if bool(line.present) is present]


def superseded(item_id: int) -> list[Any]:
    """What stood before each correction of a closed vote, in order."""
    return list(SupersededVote.select().where(SupersededVote.item == item_id).order_by(SupersededVote.id))


def closed_votes(meeting_id: int) -> list[ClosedVote]:
    """The votes of a meeting that decided something, as a correction starts from them."""
    names = {line.panel_member_id: line.panel_member.name for line in counting.roster(meeting_id)}
    decided = AgendaItem.state.in_((ItemState.PASSED, ItemState.FAILED))
    items = AgendaItem.select().where(AgendaItem.meeting == meeting_id, decided).order_by(AgendaItem.position)
    found = []
    for item in items:
        given = counting.choices(item.id)
        entitled = json.loads(item.tally)["entitled"]
        found.append(
            ClosedVote(
                item.id,
                item.position,
                kept_sheet(item.sheet).head_name,
                ItemState(item.state),
                VoteWay(item.way),
                tuple(Voter(member, names[member], given.get(member)) for member in entitled),
                counting.counted_votes(item.counted),
            )
        )
    return found


def sheet_of(item: Any, starts_at: str) -> CaseSheet:
    """What was put to the room, or, before a case is opened, what would be."""
    if item.sheet:
        return kept_sheet(item.sheet)
    return case_sheet(item.case_id, dt.date.fromisoformat(starts_at[:10]))


def questions_of(item_id: int) -> tuple[QuestionRow, ...]:
    """What was asked about a case, in order."""
    rows = Question.select().where(Question.item == item_id).order_by(Question.id)
    return tuple(QuestionRow(q.id, q.asker, q.topic, q.text, q.answer, q.answerer, q.asked_at) for q in rows)
