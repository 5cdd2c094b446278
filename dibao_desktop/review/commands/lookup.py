"""Finding what a command works on, and refusing what may no longer be changed."""

from __future__ import annotations

from typing import Any

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.records import AgendaItem, Attendance, Meeting
from dibao_desktop.review.rules.states import ItemState, MeetingState


def meeting_row(meeting_id: int) -> Any:
    """The meeting. Raises KnownError when there is none."""
    found = Meeting.get_or_none(Meeting.id == meeting_id)
    if found is None:
        raise KnownError("no_meeting", f"没有编号为 {meeting_id} 的评议会，请刷新会议列表。")
    return found


def unfinished_meeting(meeting_id: int) -> Any:
    """A meeting whose record is not closed yet."""
    found = meeting_row(meeting_id)
    if found.state == MeetingState.CLOSED:
        raise KnownError("meeting_closed", "会议已结束，记录不能再修改。")
    return found


def open_meeting_row(meeting_id: int) -> Any:
    """A meeting that is going on."""
    found = unfinished_meeting(meeting_id)
    if found.state != MeetingState.OPEN:
        raise KnownError("meeting_not_open", f"会议{MeetingState(found.state).label}，请先开始（或继续）会议。")
    return found


def item_row(item_id: int) -> Any:
    """A case of a meeting. Raises KnownError when there is none."""
    found = AgendaItem.get_or_none(AgendaItem.id == item_id)
    if found is None:
        raise KnownError("no_item", f"议程中没有编号为 {item_id} 的户，请刷新议程。")
    return found


def running_item(item_id: int) -> tuple[Any, Any]:
    """A case that the room is on, with its meeting. A closed vote is never opened again."""
    item = item_row(item_id)
    meeting = open_meeting_row(item.meeting_id)
    state = ItemState(item.state)
    if state.closed:
        raise KnownError("vote_closed", f"第 {item.position} 户表决已结束（{state.label}），结果不能更改。")
    if not state.running:
        raise KnownError("item_not_open", f"第 {item.position} 户还没有开始评议，请先打开该户。")
    return item, meeting


def roster_row(meeting_id: int, member_id: int) -> Any:
    """The attendance line of a roster member."""
    found = Attendance.get_or_none((Attendance.meeting == meeting_id) & (Attendance.panel_member == member_id))
    if found is None:
        raise KnownError("not_on_roster", "该人员不在本次会议的评议小组名单中，不能签到或表决。")
    return found
