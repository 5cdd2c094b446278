"""Stepping aside: what the registers say, applied when a case is opened, and what is declared in the room."""

from __future__ import annotations

import json

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.commands.attendance import withdraw_ballot
from dibao_desktop.review.commands.lookup import roster_row, running_item
from dibao_desktop.review.queries.kinship import findings_for
from dibao_desktop.review.queries.sheet import household_at, household_of
from dibao_desktop.review.records import AgendaItem, Recusal
from dibao_desktop.session import Permission, Session, command


@command(Permission.REVIEW, Changes.REVIEW)
def declare_recusal(session: Session, item_id: int, member_id: int, reason: str) -> None:
    """A member steps aside for this case; a vote already given on it is taken back."""
    item, meeting = running_item(item_id)
    member = roster_row(meeting.id, member_id).panel_member
    if not reason.strip():
        raise KnownError("no_reason", "请写明回避原因，例如“与该户是亲戚”。")
    if Recusal.get_or_none(Recusal.item == item_id, Recusal.panel_member == member_id):
        raise KnownError("already_recused", f"{member.name}本户已经回避。")
    Recusal.create(item=item_id, panel_member=member_id, reason=reason.strip(), declared=True)
    session.note(f"{member.name}回避本户评议：{reason.strip()}", household=household_at(item))
    withdraw_ballot(session, item, member_id, member.name, "回避")


@command(Permission.REVIEW, Changes.REVIEW)
def leave_for_case(session: Session, item_id: int, member_id: int, left: bool) -> None:
    """A recused member has left their seat for this case (已离席), or it was noted by mistake."""
    item, meeting = running_item(item_id)
    member = roster_row(meeting.id, member_id).panel_member
    found = Recusal.get_or_none(Recusal.item == item_id, Recusal.panel_member == member_id)
    if found is None:
        raise KnownError("not_recused", f"{member.name}本户没有回避。")
    Recusal.update(left_room=left).where(Recusal.id == found.id).execute()
    words = "回避人员已离席" if left else "回避人员未离席（更正）"
    session.note(f"{words}：{member.name}", household=household_at(item))


@command(Permission.REVIEW, Changes.REVIEW)
def withdraw_recusal(session: Session, item_id: int, member_id: int) -> None:
    """Take back a declared recusal. One that the registers show stands: a near relative never takes part."""
    item, meeting = running_item(item_id)
    member = roster_row(meeting.id, member_id).panel_member
    found = Recusal.get_or_none(Recusal.item == item_id, Recusal.panel_member == member_id)
    if found is None:
        raise KnownError("not_recused", f"{member.name}本户没有回避。")
    if not found.declared:
        raise KnownError("must_recuse", f"{member.name}{found.reason}，按规定应当回避；登记有误的请先更正登记。")
    Recusal.delete().where(Recusal.id == found.id).execute()
    session.note(f"{member.name}撤回回避", household=household_at(item), before={"回避原因": found.reason})


def apply_registers(session: Session, item_id: int, meeting_id: int, case_id: int) -> None:
    """Recuse whom the registers show and keep who is only suspected, inside the command that opens the case."""
    household = household_of(case_id)
    found = findings_for(meeting_id, case_id)
    doubts = {finding.member_id: finding.reason for finding, _ in found if not finding.certain}
    AgendaItem.update(suspicions=json.dumps(doubts, ensure_ascii=False)).where(AgendaItem.id == item_id).execute()
    # A case that is introduced anew keeps who has stepped aside.
    aside = {row.panel_member_id for row in Recusal.select().where(Recusal.item == item_id)}
    for finding, name in found:
        if finding.certain and finding.member_id not in aside:
            Recusal.create(item=item_id, panel_member=finding.member_id, reason=finding.reason)
            session.note(f"{name}回避本户评议：{finding.reason}", household=household)
