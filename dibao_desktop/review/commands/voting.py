"""One case after another: introduce it, let the room vote, close the vote.

A vote is one transaction: when the command returns, it is on disk. A closed vote is never written over.
"""

from __future__ import annotations

from typing import Any

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.commands.course import refuse_unless_holding
from dibao_desktop.review.commands.deciding import concluded, tally_text
from dibao_desktop.review.commands.lookup import item_row, open_meeting_row, roster_row, running_item
from dibao_desktop.review.commands.recusals import apply_registers
from dibao_desktop.review.queries.counting import (
    choices,
    counted_votes,
    entitled_members,
    recused_members,
    roster,
    tally_at,
    votes_of,
)
from dibao_desktop.review.queries.holding import binding_failures, rule_of
from dibao_desktop.review.queries.sheet import (
    agenda_heads,
    can_be_returned,
    case_sheet,
    default_opinion,
    household_at,
    kept_sheet,
    not_ready,
    proposal_changed,
    reviewed,
    sheet_text,
)
from dibao_desktop.review.records import AgendaItem, Ballot, Meeting, Recusal
from dibao_desktop.review.rules.conditions import ATTENDANCE
from dibao_desktop.review.rules.counted import refuse_wrong
from dibao_desktop.review.rules.states import Choice, ItemState, VoteWay
from dibao_desktop.review.rules.tally import Outcome, ReadingKind
from dibao_desktop.session import Permission, Session, command


@command(Permission.REVIEW, Changes.REVIEW)
def open_case(session: Session, item_id: int) -> None:
    """The room turns to this case. Whoever the registers show to be near to it steps aside at once.

    A case whose proposal changed since it was introduced is introduced anew: votes on the older one do not count.
    """
    item = item_row(item_id)
    meeting = open_meeting_row(item.meeting_id)
    state = ItemState(item.state)
    if state.closed:
        raise KnownError("vote_closed", f"第 {item.position} 户表决已结束（{state.label}），结果不能更改。")
    other = AgendaItem.get_or_none(
        (AgendaItem.meeting == meeting.id)
        & AgendaItem.state.in_((ItemState.INTRODUCED, ItemState.VOTING))
        & (AgendaItem.id != item_id)
    )
    if other is not None:
        raise KnownError("case_open", f"第 {other.position} 户还没有评议完，请先结束表决或退回重查。")
    if reviewed([item.case_id]):
        raise KnownError(
            "already_reviewed", f"第 {item.position} 户已在另一次会议上评议，不能再次表决；情况有变的请先退回重新调查。"
        )
    if lacking := not_ready(item.case_id):
        raise KnownError("case_not_ready", f"第 {item.position} 户还在“{lacking}”，办完后才能评议。")
    refuse_unless_holding(meeting.id)
    Meeting.update(current_item=item_id).where(Meeting.id == meeting.id).execute()
    if state is ItemState.WAITING:
        _introduce(session, item, meeting)
        session.note(f"第 {meeting.number} 次评议会开始评议本户", household=household_at(item))
    elif proposal_changed(item):
        withdrawn = Ballot.delete().where(Ballot.item == item_id).execute()
        _introduce(session, item, meeting)
        session.note(
            f"处理意见有变动，重新介绍本户，已投的 {withdrawn} 票作废",
            household=household_at(item),
            before={"处理意见": kept_sheet(item.sheet).proposal},
        )


def _introduce(session: Session, item: Any, meeting: Any) -> None:
    sheet = sheet_text(case_sheet(item.case_id, session.today()))
    fresh = {"opened_at": _now(session), "sheet": sheet, "way": rule_of(meeting).vote_way, "counted": "", "opinion": ""}
    AgendaItem.update(state=ItemState.INTRODUCED, **fresh).where(AgendaItem.id == item.id).execute()
    apply_registers(session, item.id, meeting.id, item.case_id)


@command(Permission.REVIEW, Changes.REVIEW)
def open_vote(session: Session, item_id: int) -> None:
    """Voting begins."""
    item, _ = running_item(item_id)
    begin_vote(session, item)


@command(Permission.REVIEW, Changes.REVIEW)
def cast_vote(session: Session, item_id: int, member_id: int, choice: Choice) -> None:
    """One member's vote; until the vote is closed a later one replaces it. The first vote opens the voting."""
    item, meeting = running_item(item_id)
    _refuse_other_way(item)
    line = roster_row(meeting.id, member_id)
    name = line.panel_member.name
    if not line.present:
        raise KnownError("not_present", f"{name}不在会场，不能表决；已到场的请先签到。")
    if Recusal.get_or_none(Recusal.item == item_id, Recusal.panel_member == member_id):
        raise KnownError("recused", f"{name}本户回避，不参加表决。")
    begin_vote(session, item)
    before = Ballot.get_or_none(Ballot.item == item_id, Ballot.panel_member == member_id)
    write_ballot(session, item_id, member_id, choice)
    session.note(
        f"{name}表决：{choice.label}",
        household=household_at(item),
        before={"表决": Choice(before.choice).label} if before else None,
        moves=False,
    )


@command(Permission.REVIEW, Changes.REVIEW)
def set_all_agree(session: Session, item_id: int) -> int:
    """Agree for everyone who may vote and has not; votes already given stay. Returns how many were set."""
    item, meeting = running_item(item_id)
    _refuse_other_way(item)
    begin_vote(session, item)
    voted = {ballot.panel_member_id for ballot in Ballot.select().where(Ballot.item == item_id)}
    waiting = [member for member in entitled_members(meeting.id, item_id) if member.id not in voted]
    for member in waiting:
        write_ballot(session, item_id, member.id, Choice.AGREE)
    if waiting:
        names = "、".join(member.name for member in waiting)
        session.note(f"逐一确认同意：{names}", household=household_at(item), moves=False)
    return len(waiting)


@command(Permission.REVIEW, Changes.REVIEW)
def write_opinion(session: Session, item_id: int, opinion: str) -> None:
    """Write down the room's opinion on a case (评议意见) before its vote is closed; empty leaves the usual words."""
    item, _ = running_item(item_id)
    AgendaItem.update(opinion=opinion.strip()).where(AgendaItem.id == item_id).execute()
    session.note(
        f"评议意见：{opinion.strip() or '（按结论填写）'}",
        household=household_at(item),
        before={"评议意见": item.opinion} if item.opinion else None,
        moves=False,
    )


@command(Permission.REVIEW, Changes.REVIEW | Changes.CLEARANCE)
def close_vote(session: Session, item_id: int, reading: ReadingKind | None = None, opinion: str = "") -> Outcome:
    """End the vote and decide it. Where the two readings of the rule part, the chair says which holds (`reading`).

    Without a quorum, of the household or of the meeting, nothing is decided: the household stays due. Nor does the room
    decide on anything else than it was told.
    """
    item, meeting = running_item(item_id)
    _refuse_changed(item)
    lines, aside = roster(meeting.id), recused_members(item_id)
    tally = tally_at(rule_of(meeting), item, lines, aside, choices(item_id))
    there = [line.panel_member_id for line in lines if line.present]
    entitled = [member for member in there if member not in aside]
    missing = [each for each in binding_failures(meeting.id) if each.title == ATTENDANCE]
    if missing:
        outcome = Outcome.NO_QUORUM
        explanation = f"{missing[0].sentence}，会议不足法定人数，本户留待下次会议评议。"
    else:
        outcome, explanation = concluded(tally.decision, reading)
    if outcome is not Outcome.NO_QUORUM:
        _refuse_uncounted(item, len(entitled))
    absent = [line.panel_member_id for line in lines if not line.present and line.panel_member_id not in aside]
    stored = tally_text(meeting, tally.counts, tally.decision, reading, explanation, entitled, absent)
    state, way = ItemState(outcome.value), VoteWay(item.way)
    _close(session, item, state, stored, opinion.strip() or item.opinion or default_opinion(item.sheet, state))
    votes = (counted_votes(item.counted) or votes_of(tally.counts)).words(way)
    session.note(
        f"第 {meeting.number} 次评议会表决：{outcome.label}（{way.label}，{votes}）",
        household=household_at(item),
        after={"结论": outcome.label, "说明": explanation},
    )
    if outcome in (Outcome.PASSED, Outcome.FAILED):
        clearance.conclude_review(session, item.case_id, outcome.value, session.today())
    return outcome


@command(Permission.REVIEW, Changes.REVIEW | Changes.CLEARANCE)
def return_case(session: Session, item_id: int, reason: str) -> None:
    """Send a case back to be looked into again, when what was found is in dispute (220号 art.24).

    One that has gone back meanwhile, or was decided, is only taken off the evening's agenda.
    """
    item, meeting = running_item(item_id)
    if not reason.strip():
        raise KnownError("no_reason", "请写明退回重查的原因。")
    _close(session, item, ItemState.RETURNED, "", reason.strip())
    session.note(f"第 {meeting.number} 次评议会退回重查：{reason.strip()}", household=household_at(item))
    if can_be_returned(item.case_id):
        clearance.conclude_review(session, item.case_id, ItemState.RETURNED.value, session.today())


def _refuse_changed(item: Any) -> None:
    if lacking := not_ready(item.case_id):
        raise KnownError(
            "case_not_ready",
            f"第 {item.position} 户已退到“{lacking}”，不能按会上的表决决定，请办“退回重查”后再结束会议。",
        )
    if proposal_changed(item):
        told, now = kept_sheet(item.sheet).proposal, agenda_heads([item.case_id])[item.case_id].proposal
        raise KnownError(
            "proposal_changed",
            f"第 {item.position} 户的处理意见在评议期间由“{told}”变为“{now}”，请在议程中点该户重新介绍，再行表决。",
        )


def _refuse_other_way(item: Any) -> None:
    way = VoteWay(item.way)
    if way is not VoteWay.NAMED:
        raise KnownError(
            "voted_together", f"第 {item.position} 户是{way.label}，请录入清点的票数，或先改为逐人记名表决。"
        )


def _refuse_uncounted(item: Any, entitled: int) -> None:
    """A count is there and still adds up: somebody may have come in since."""
    way = VoteWay(item.way)
    if way is VoteWay.NAMED:
        return
    counted = counted_votes(item.counted)
    if counted is None:
        raise KnownError("not_counted", f"第 {item.position} 户是{way.label}，还没有录入票数，请清点后录入。")
    refuse_wrong(counted, way, entitled)


def begin_vote(session: Session, item: Any) -> None:
    """The first vote opens the voting, inside the command that takes it."""
    if item.state == ItemState.INTRODUCED:
        AgendaItem.update(state=ItemState.VOTING).where(AgendaItem.id == item.id).execute()
        session.note("开始表决", household=household_at(item), moves=False)


def write_ballot(session: Session, item_id: int, member_id: int, choice: Choice) -> None:
    """One member's vote, in place of an earlier one."""
    at = session.clock().isoformat(timespec="milliseconds")
    written = Ballot.insert(item=item_id, panel_member=member_id, choice=choice, cast_at=at)
    written.on_conflict(
        conflict_target=[Ballot.item, Ballot.panel_member], update={Ballot.choice: choice, Ballot.cast_at: at}
    ).execute()


def _close(session: Session, item: Any, state: ItemState, tally: str, opinion: str) -> None:
    AgendaItem.update(state=state, decision=state.value, tally=tally, opinion=opinion, closed_at=_now(session)).where(
        AgendaItem.id == item.id
    ).execute()


def _now(session: Session) -> str:
    return session.clock().isoformat(timespec="seconds")
