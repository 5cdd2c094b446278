"""Putting a closed vote right: the corrected one supersedes it with a reason, and both stay in the record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.commands.deciding import concluded, tally_text
from dibao_desktop.review.commands.lookup import item_row, meeting_row
from dibao_desktop.review.commands.sealing import seal_minutes
from dibao_desktop.review.commands.voting import write_ballot
from dibao_desktop.review.queries.counting import choices, counted_votes, shares_of, summed, votes_of
from dibao_desktop.review.queries.holding import rule_of
from dibao_desktop.review.queries.sheet import default_opinion, household_at, proposal_changed
from dibao_desktop.review.records import AgendaItem, Ballot, PanelMember, Recusal, SupersededVote
from dibao_desktop.review.rules.counted import CountedVotes, refuse_wrong
from dibao_desktop.review.rules.states import Choice, ItemState, MeetingState, VoteWay
from dibao_desktop.review.rules.tally import Counts, Outcome, ReadingKind, decide
from dibao_desktop.session import Permission, Session, command

_DECIDED = (ItemState.PASSED, ItemState.FAILED)


@command(Permission.REVIEW, Changes.REVIEW | Changes.CLEARANCE)
def correct_vote(
    session: Session,
    item_id: int,
    reason: str,
    votes: Mapping[int, Choice | None] | CountedVotes,
    *,
    recused: Mapping[int, str] | None = None,
    reading: ReadingKind | None = None,
) -> Outcome:
    """Supersede a closed vote: by name the votes of the members it changes (None: did not vote), else the new count.

    `recused` are members who should have stepped aside, with why. Who was there counts as it was when the vote was
    closed. The case follows, unless something rests on the old decision; then it is refused and nothing changes.
    """
    item = item_row(item_id)
    meeting = meeting_row(item.meeting_id)
    state, way = ItemState(item.state), VoteWay(item.way)
    if state not in _DECIDED:
        raise KnownError("nothing_to_correct", f"第 {item.position} 户没有表决结果（{state.label}），不用更正。")
    if not reason.strip():
        raise KnownError("no_reason", "请写明更正原因，例如“唱票时录错一票”。")
    kept = json.loads(item.tally)
    entitled = [member for member in kept["entitled"] if member not in (recused or {})]
    before = choices(item_id)
    given, counted = _corrected(item, way, votes, entitled, before)
    counts = _counts(Counts(**kept["counts"]), kept, recused or {}, counted or summed(given.values()))
    if (given, counted) == (before, counted_votes(item.counted)) and not recused:
        raise KnownError("nothing_changed", "更正后的票数和原来一样，不用更正。")
    decision = decide(shares_of(rule_of(meeting)), counts)
    outcome, explanation = concluded(decision, reading)
    reached = ItemState(outcome.value)
    if reached is not state and proposal_changed(item):
        raise KnownError(
            "proposal_changed", f"第 {item.position} 户的处理意见已经变动，原来的表决不能再更正；请安排重新评议。"
        )
    _supersede(session, item, reason.strip(), before)
    _write(session, item_id, given, before, recused or {})
    absent = [member for member in kept["absent"] if member not in (recused or {})]
    stored = tally_text(meeting, counts, decision, reading, explanation, entitled, absent)
    opinion = item.opinion if reached is state else default_opinion(item.sheet, reached)
    written = json.dumps(asdict(counted)) if counted else ""
    changed = {"state": reached, "decision": reached.value, "tally": stored, "counted": written, "opinion": opinion}
    AgendaItem.update(**changed).where(AgendaItem.id == item_id).execute()
    was, now = _said(way, votes_of(Counts(**kept["counts"])), item.counted), _said(way, votes_of(counts), written)
    session.note(
        f"更正第 {meeting.number} 次评议会表决：{state.label}改为{reached.label}（{reason.strip()}）",
        household=household_at(item),
        before={"结论": state.label, "票数": was, "说明": kept["explanation"]},
        after={"结论": reached.label, "票数": now, "说明": explanation},
    )
    if reached is not state:
        clearance.correct_review(session, item.case_id, state.value, reached.value if reached in _DECIDED else "")
    if meeting.state == MeetingState.CLOSED:
        seal_minutes(session, meeting, f"更正第 {item.position} 户表决：{reason.strip()}")
    return outcome


def _corrected(
    item: Any,
    way: VoteWay,
    votes: Mapping[int, Choice | None] | CountedVotes,
    entitled: list[int],
    before: Mapping[int, Choice],
) -> tuple[dict[int, Choice], CountedVotes | None]:
    """The votes by name, or the count, as they should be."""
    if isinstance(votes, CountedVotes):
        if way is VoteWay.NAMED:
            raise KnownError("voted_by_name", f"第 {item.position} 户是{way.label}，请逐人更正。")
        refuse_wrong(votes, way, len(entitled))
        return {}, votes
    if way is not VoteWay.NAMED:
        raise KnownError("voted_together", f"第 {item.position} 户是{way.label}，请更正清点的票数。")
    if strangers := set(votes) - set(entitled):
        names = PanelMember.select(PanelMember.name).where(PanelMember.id.in_(strangers))
        raise KnownError("not_entitled", f"{'、'.join(each.name for each in names)}当时没有参加本户表决，不能补票。")
    given: dict[int, Choice] = {}
    for member in entitled:
        choice = votes[member] if member in votes else before.get(member)
        if choice is not None:
            given[member] = choice
    return given, None


def _counts(before: Counts, kept: Mapping[str, Any], recused: Mapping[int, str], votes: CountedVotes) -> Counts:
    there = sum(member in kept["entitled"] for member in recused)
    away = sum(member in kept["absent"] for member in recused)
    if there + away != len(recused):
        raise KnownError("already_recused", "补记回避的人员当时已经回避，或不在评议小组名单中。")
    if not all(reason.strip() for reason in recused.values()):
        raise KnownError("no_reason", "请写明回避原因，例如“与该户是亲戚”。")
    return replace(
        before,
        recused=before.recused + there,
        recused_absent=before.recused_absent + away,
        agree=votes.agree,
        against=votes.against,
        abstain=votes.abstain,
        blank=votes.blank,
        spoilt=votes.spoilt,
    )


def _supersede(session: Session, item: Any, reason: str, ballots: Mapping[int, Choice]) -> None:
    SupersededVote.create(
        item=item.id,
        reason=reason,
        superseded_at=session.clock().isoformat(timespec="seconds"),
        state=item.state,
        closed_at=item.closed_at,
        counted=item.counted,
        tally=item.tally,
        opinion=item.opinion,
        ballots=json.dumps(dict(ballots)),
    )


def _write(
    session: Session,
    item_id: int,
    given: Mapping[int, Choice],
    before: Mapping[int, Choice],
    recused: Mapping[int, str],
) -> None:
    for member, reason in recused.items():
        Recusal.create(item=item_id, panel_member=member, reason=reason.strip(), declared=True)
    gone = [member for member in before if member not in given]
    Ballot.delete().where(Ballot.item == item_id, Ballot.panel_member.in_(gone)).execute()
    for member, choice in given.items():
        if before.get(member) is not choice:
            write_ballot(session, item_id, member, choice)


def _said(way: VoteWay, votes: CountedVotes, counted: str) -> str:
    return (counted_votes(counted) or votes).words(way)
