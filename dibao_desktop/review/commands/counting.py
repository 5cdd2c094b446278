"""How the room votes on a case, and what is counted when it does not vote by name."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.commands.lookup import running_item
from dibao_desktop.review.commands.voting import begin_vote
from dibao_desktop.review.queries.counting import counted_votes, entitled_members
from dibao_desktop.review.queries.sheet import household_at
from dibao_desktop.review.records import AgendaItem, Ballot
from dibao_desktop.review.rules.counted import CountedVotes, refuse_wrong
from dibao_desktop.review.rules.states import VoteWay
from dibao_desktop.session import Permission, Session, command


@command(Permission.REVIEW, Changes.REVIEW)
def choose_way(session: Session, item_id: int, way: VoteWay) -> None:
    """Vote on this case by name, by hands or by paper. What was voted in another way does not count any more."""
    item, _ = running_item(item_id)
    if item.way == way:
        return
    before = VoteWay(item.way)
    withdrawn = _withdraw(item)
    AgendaItem.update(way=way, counted="").where(AgendaItem.id == item_id).execute()
    session.note(
        f"改为{way.label}" + (f"，已录入的{before.label}作废（{withdrawn}）" if withdrawn else ""),
        household=household_at(item),
        before={"表决方式": before.label},
        after={"表决方式": way.label},
        moves=False,
    )


@command(Permission.REVIEW, Changes.REVIEW)
def record_count(session: Session, item_id: int, votes: CountedVotes) -> None:
    """Put down what was counted; until the vote is closed a later count replaces it. Refused unless the numbers add up."""
    item, meeting = running_item(item_id)
    way = VoteWay(item.way)
    if way is VoteWay.NAMED:
        raise KnownError("voted_by_name", f"第 {item.position} 户是{way.label}，请逐人录入，或先改为举手、投票。")
    refuse_wrong(votes, way, len(entitled_members(meeting.id, item_id)))
    before = counted_votes(item.counted)
    begin_vote(session, item)
    AgendaItem.update(counted=json.dumps(asdict(votes))).where(AgendaItem.id == item_id).execute()
    session.note(
        f"{way.label}：{votes.words(way)}",
        household=household_at(item),
        before={"计票": before.words(way)} if before else None,
        moves=False,
    )


def _withdraw(item: Any) -> str:
    """Take back what was voted; returns it in words for the history, empty when nothing was."""
    counted = counted_votes(item.counted)
    if counted is not None:
        return counted.words(VoteWay(item.way))
    gone = Ballot.delete().where(Ballot.item == item.id).execute()
    return f"{gone} 票" if gone else ""
