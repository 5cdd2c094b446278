"""The course of a meeting: open, adjourn, resume, close."""

from __future__ import annotations

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.commands.lookup import meeting_row, open_meeting_row, unfinished_meeting
from dibao_desktop.review.commands.sealing import seal_minutes
from dibao_desktop.review.queries.holding import binding_failures
from dibao_desktop.review.records import AgendaItem, Meeting, Question
from dibao_desktop.review.rules.states import ItemState, MeetingState
from dibao_desktop.session import Permission, Session, command


@command(Permission.REVIEW, Changes.REVIEW)
def open_meeting(session: Session, meeting_id: int) -> None:
    """Begin: only when enough of the group and of the township's staff are there (S1; DOMAIN §9)."""
    meeting = meeting_row(meeting_id)
    if meeting.state != MeetingState.PLANNED:
        raise KnownError("meeting_begun", f"会议{MeetingState(meeting.state).label}，不能再次开始。")
    refuse_unless_holding(meeting_id)
    Meeting.update(state=MeetingState.OPEN, opened_at=_now(session)).where(Meeting.id == meeting_id).execute()
    session.note(f"{meeting.village.name}第 {meeting.number} 次评议会开始")


@command(Permission.REVIEW, Changes.REVIEW)
def adjourn_meeting(session: Session, meeting_id: int, reason: str = "") -> None:
    """Break off; everything recorded stays, an open vote with it."""
    meeting = open_meeting_row(meeting_id)
    Meeting.update(state=MeetingState.ADJOURNED).where(Meeting.id == meeting_id).execute()
    session.note(f"{meeting.village.name}第 {meeting.number} 次评议会休会{'：' + reason if reason else ''}")


@command(Permission.REVIEW, Changes.REVIEW)
def resume_meeting(session: Session, meeting_id: int) -> None:
    """Go on at the case where it broke off."""
    meeting = unfinished_meeting(meeting_id)
    if meeting.state != MeetingState.ADJOURNED:
        raise KnownError("not_adjourned", f"会议{MeetingState(meeting.state).label}，不在休会中。")
    refuse_unless_holding(meeting_id)
    Meeting.update(state=MeetingState.OPEN).where(Meeting.id == meeting_id).execute()
    session.note(f"{meeting.village.name}第 {meeting.number} 次评议会继续")


@command(Permission.REVIEW, Changes.REVIEW)
def close_meeting(session: Session, meeting_id: int) -> None:
    """End the meeting. Refused while a case is open or a question unanswered; cases not reached stay due."""
    meeting = unfinished_meeting(meeting_id)
    if meeting.state == MeetingState.PLANNED:
        raise KnownError("meeting_not_open", "会议还没有开始，不能结束。")
    items = list(AgendaItem.select().where(AgendaItem.meeting == meeting_id).order_by(AgendaItem.position))
    for item in items:
        if ItemState(item.state).running:
            raise KnownError("vote_open", f"第 {item.position} 户正在评议，请先结束表决或退回重查。")
    unanswered = (
        Question.select(Question, AgendaItem)
        .join(AgendaItem)
        .where(AgendaItem.meeting == meeting_id, Question.answer == "")
        .order_by(Question.id)
        .first()
    )
    if unanswered is not None:
        where = f"第 {unanswered.item.position} 户{unanswered.asker}的提问"
        raise KnownError("question_open", f"{where}还没有答复，请答复后再结束会议。")
    Meeting.update(state=MeetingState.CLOSED, closed_at=_now(session)).where(Meeting.id == meeting_id).execute()
    done = sum(ItemState(item.state).closed for item in items)
    session.note(
        f"{meeting.village.name}第 {meeting.number} 次评议会结束，评议 {done} 户，未评议 {len(items) - done} 户"
    )
    seal_minutes(session, meeting, "会议结束")


def refuse_unless_holding(meeting_id: int) -> None:
    """Raise KnownError with the rule that does not hold."""
    failing = binding_failures(meeting_id)
    if failing:
        reasons = "；".join(f"{condition.title}：{condition.sentence}" for condition in failing)
        raise KnownError("meeting_does_not_hold", f"不符合开会条件（{reasons}），请补签到、补填人员或改期。")


def _now(session: Session) -> str:
    return session.clock().isoformat(timespec="seconds")
