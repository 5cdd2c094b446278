"""Who is in the room: arriving and leaving at any time."""

from __future__ import annotations

from typing import Any

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.commands.lookup import roster_row, unfinished_meeting
from dibao_desktop.review.queries.counting import counted_votes
from dibao_desktop.review.queries.sheet import household_at
from dibao_desktop.review.records import AgendaItem, Attendance, Ballot
from dibao_desktop.review.rules.states import Choice, ItemState, VoteWay
from dibao_desktop.session import Permission, Session, command


@command(Permission.REVIEW, Changes.REVIEW)
def check_in(session: Session, meeting_id: int, member_id: int) -> None:
    """A roster member is there, or is back."""
    unfinished_meeting(meeting_id)
    line = roster_row(meeting_id, member_id)
    if line.present:
        raise KnownError("already_in", f"{line.panel_member.name}已经签到。")
    arrived = line.arrived_at or _now(session)
    Attendance.update(present=True, arrived_at=arrived, left_at="").where(Attendance.id == line.id).execute()
    session.note(f"{line.panel_member.name}{'返回会场' if line.left_at else '签到'}")


@command(Permission.REVIEW, Changes.REVIEW)
def check_out(session: Session, meeting_id: int, member_id: int) -> None:
    """A roster member leaves. A vote already given on a case that is still open leaves with them; closed votes stay."""
    unfinished_meeting(meeting_id)
    line = roster_row(meeting_id, member_id)
    if not line.present:
        raise KnownError("not_in", f"{line.panel_member.name}没有签到，不用办理离席。")
    Attendance.update(present=False, left_at=_now(session)).where(Attendance.id == line.id).execute()
    session.note(f"{line.panel_member.name}离席")
    running = AgendaItem.get_or_none(AgendaItem.meeting == meeting_id, AgendaItem.state == ItemState.VOTING)
    if running is not None:
        withdraw_ballot(session, running, member_id, line.panel_member.name, "离席")


def withdraw_ballot(session: Session, item: Any, member_id: int, name: str, why: str) -> None:
    """Take back the vote of someone who no longer takes part, and a count that they were in; the audit line keeps both."""
    household = household_at(item)
    counted = counted_votes(item.counted)
    if counted is not None:
        AgendaItem.update(counted="").where(AgendaItem.id == item.id).execute()
        session.note(f"{name}{why}，需重新计票", household=household, before={"计票": counted.words(VoteWay(item.way))})
    ballot = Ballot.get_or_none(Ballot.item == item.id, Ballot.panel_member == member_id)
    if ballot is not None:
        Ballot.delete().where(Ballot.id == ballot.id).execute()
        session.note(f"{name}因{why}撤回表决", household=household, before={"表决": Choice(ballot.choice).label})


def _now(session: Session) -> str:
    return session.clock().isoformat(timespec="seconds")
