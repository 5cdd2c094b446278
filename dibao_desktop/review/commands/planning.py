"""Making a meeting: village, day, people and the cases on its agenda."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from peewee import fn

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.commands.lookup import item_row, open_meeting_row, unfinished_meeting
from dibao_desktop.review.queries.planning import cases_to_plan, planned_cases
from dibao_desktop.review.queries.sheet import household_of, reviewed
from dibao_desktop.review.records import AgendaItem, Attendance, Meeting, PanelMember
from dibao_desktop.review.rules.states import ItemState, MeetingState
from dibao_desktop.session import Permission, Session, command


@command(Permission.REVIEW, Changes.REVIEW)
def plan_meeting(
    session: Session,
    campaign_id: int,
    village_id: int,
    starts_at: dt.datetime,
    case_ids: Sequence[int] | None = None,
    *,
    chair: str = "",
    recorder: str = "",
    township_staff: Sequence[str] = (),
    observers: Sequence[str] = (),
    place: str = "",
) -> int:
    """Plan a meeting for some cases, or for all of the village that are due; the group of today becomes its roster."""
    members = list(
        PanelMember.select()
        .where(PanelMember.village == village_id, PanelMember.active, PanelMember.votes)
        .order_by(PanelMember.seat)
    )
    if not members:
        raise KnownError("no_panel", "该村还没有评议小组成员，请先导入或填写评议小组名单。")
    chosen = list(dict.fromkeys(case_ids)) if case_ids is not None else cases_to_plan(campaign_id, village_id)
    planned = planned_cases(chosen)
    if planned:
        raise KnownError("already_planned", f"所选户中有 {len(planned)} 户已列入另一次未结束的会议，请先从中去掉。")
    if done := reviewed(chosen):
        raise KnownError(
            "already_reviewed",
            f"所选户中有 {len(done)} 户已经评议，请先从中去掉；结果有误的用“更正表决”，情况有变的先退回重新调查。",
        )
    if not chosen:
        raise KnownError("nothing_due", "该村没有待评议的户，请先完成入户调查和核算。")
    earlier = Meeting.select(fn.max(Meeting.number)).where(
        Meeting.campaign == campaign_id, Meeting.village == village_id
    )
    number = (earlier.scalar() or 0) + 1
    people = _people(chair, recorder, township_staff, observers, place)
    made = Meeting.create(
        campaign=campaign_id,
        village=village_id,
        number=number,
        starts_at=starts_at.isoformat(timespec="minutes"),
        state=MeetingState.PLANNED,
        **people,
    )
    for member in members:
        Attendance.create(meeting=made, panel_member=member)
    for position, case_id in enumerate(chosen, start=1):
        AgendaItem.create(meeting=made, case=case_id, position=position, state=ItemState.WAITING)
        session.note(
            f"列入第 {number} 次评议会（{starts_at:%Y-%m-%d %H:%M}）第 {position} 户", household=household_of(case_id)
        )
    return int(made.id)


@command(Permission.REVIEW, Changes.REVIEW)
def amend_meeting(
    session: Session,
    meeting_id: int,
    starts_at: dt.datetime,
    *,
    chair: str,
    recorder: str,
    township_staff: Sequence[str],
    observers: Sequence[str],
    place: str,
) -> None:
    """Change day, place and people of a meeting that is not closed."""
    meeting = unfinished_meeting(meeting_id)
    before = {
        "时间": meeting.starts_at,
        "主持人": meeting.chair,
        "记录人": meeting.recorder,
        "乡镇工作人员": meeting.township_staff,
    }
    people = _people(chair, recorder, township_staff, observers, place)
    starts = starts_at.isoformat(timespec="minutes")
    Meeting.update(starts_at=starts, **people).where(Meeting.id == meeting_id).execute()
    after = {"时间": starts, "主持人": chair, "记录人": recorder, "乡镇工作人员": people["township_staff"]}
    session.note(f"修改第 {meeting.number} 次评议会安排", before=before, after=after)


@command(Permission.REVIEW, Changes.REVIEW)
def set_agenda(session: Session, meeting_id: int, case_ids: Sequence[int]) -> None:
    """Put these cases, in this order, on the agenda of a meeting that has not begun."""
    meeting = unfinished_meeting(meeting_id)
    if meeting.state != MeetingState.PLANNED:
        raise KnownError("meeting_begun", "会议已经开始，议程不能再改；点议程中的户可以先评议它。")
    wanted = list(dict.fromkeys(case_ids))
    if not wanted:
        raise KnownError("nothing_due", "议程至少要有一户，不开会请取消会议。")
    items = {item.case_id: item for item in AgendaItem.select().where(AgendaItem.meeting == meeting_id)}
    planned = planned_cases([case for case in wanted if case not in items])
    if planned:
        raise KnownError("already_planned", f"所选户中有 {len(planned)} 户已列入另一次未结束的会议，请先从中去掉。")
    gone = [item for case, item in items.items() if case not in wanted]
    AgendaItem.delete().where(AgendaItem.id.in_([item.id for item in gone])).execute()
    for item in gone:
        session.note(f"从第 {meeting.number} 次评议会议程中去掉", household=household_of(item.case_id))
    for position, case_id in enumerate(wanted, start=1):
        if case_id not in items:
            AgendaItem.create(meeting=meeting_id, case=case_id, position=position, state=ItemState.WAITING)
            session.note(f"列入第 {meeting.number} 次评议会第 {position} 户", household=household_of(case_id))
        elif items[case_id].position != position:
            AgendaItem.update(position=position).where(AgendaItem.id == items[case_id].id).execute()


@command(Permission.REVIEW, Changes.REVIEW)
def cancel_meeting(session: Session, meeting_id: int, reason: str) -> None:
    """Call off a meeting that has not begun; its cases are due for another one."""
    meeting = unfinished_meeting(meeting_id)
    if meeting.state != MeetingState.PLANNED:
        raise KnownError("meeting_begun", "会议已经开始，不能取消；可以休会或结束。")
    if not reason.strip():
        raise KnownError("no_reason", "请写明取消会议的原因。")
    items = list(AgendaItem.select().where(AgendaItem.meeting == meeting_id))
    for item in items:
        session.note(
            f"第 {meeting.number} 次评议会取消，另行安排：{reason.strip()}", household=household_of(item.case_id)
        )
    before = {"村": meeting.village.name, "时间": meeting.starts_at, "户数": len(items)}
    AgendaItem.delete().where(AgendaItem.meeting == meeting_id).execute()
    Attendance.delete().where(Attendance.meeting == meeting_id).execute()
    Meeting.delete().where(Meeting.id == meeting_id).execute()
    session.note(f"取消评议会：{reason.strip()}", before=before)


@command(Permission.REVIEW, Changes.REVIEW)
def put_again(session: Session, item_id: int) -> int:
    """Put a household that lacked its quorum once more at the end of the agenda, for when others have arrived."""
    item = item_row(item_id)
    meeting = open_meeting_row(item.meeting_id)
    if item.state != ItemState.NO_QUORUM:
        raise KnownError("not_repeatable", "只有因不足法定人数而未表决的户才能重新列入议程。")
    if item.case_id in planned_cases([item.case_id]):
        raise KnownError("already_planned", "该户已重新列入议程，不用再列一次。")
    last = AgendaItem.select().where(AgendaItem.meeting == meeting.id).count()
    made = AgendaItem.create(meeting=meeting, case=item.case_id, position=last + 1, state=ItemState.WAITING)
    session.note(
        f"第 {item.position} 户因人数不足未表决，重新列为第 {last + 1} 户", household=household_of(item.case_id)
    )
    return int(made.id)


def _people(
    chair: str, recorder: str, township_staff: Sequence[str], observers: Sequence[str], place: str
) -> dict[str, Any]:
    return {
        "chair": chair.strip(),
        "recorder": recorder.strip(),
        "township_staff": _names(township_staff),
        "observers": _names(observers),
        "place": place.strip(),
    }


def _names(written: Sequence[str]) -> str:
    return json.dumps([name.strip() for name in written if name.strip()], ensure_ascii=False)
