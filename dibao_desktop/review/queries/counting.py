"""Counting one case as it stands: who may vote, who has, and what that would decide."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from dibao_desktop.review.queries.holding import rule_of
from dibao_desktop.review.records import AgendaItem, Attendance, Ballot, PanelMember, Recusal
from dibao_desktop.review.rules.states import Choice, ItemState
from dibao_desktop.review.rules.tally import Counts, Decision, TallyRule, decide


@dataclass(frozen=True)
class Member:
    """A roster member by id and name."""

    id: int
    name: str


@dataclass(frozen=True)
class Tally:
    """The counts of a case and what they decide."""

    counts: Counts
    decision: Decision


def roster(meeting_id: int) -> list[Any]:
    """The attendance lines of a meeting with their members, in the order of the list."""
    return list(
        Attendance.select(Attendance, PanelMember)
        .join(PanelMember)
        .where(Attendance.meeting == meeting_id)
        .order_by(PanelMember.seat, PanelMember.id)
    )


def recused_members(item_id: int) -> dict[int, Any]:
    """Member id to recusal, for one case."""
    return {row.panel_member_id: row for row in Recusal.select().where(Recusal.item == item_id)}


def choices(item_id: int) -> dict[int, Choice]:
    """Member id to vote, for one case."""
    return {row.panel_member_id: Choice(row.choice) for row in Ballot.select().where(Ballot.item == item_id)}


def entitled_members(meeting_id: int, item_id: int) -> list[Member]:
    """Who is there and does not step aside."""
    aside = recused_members(item_id)
    return [
        Member(line.panel_member_id, line.panel_member.name)
        for line in roster(meeting_id)
        if line.present and line.panel_member_id not in aside
    ]


def tally_of(item_id: int) -> Tally:
    """What the votes given so far decide; whoever has not voted does not agree."""
    item = AgendaItem.get_by_id(item_id)
    return tally_at(item, roster(item.meeting_id), recused_members(item_id), choices(item_id))


def tally_at(item: Any, lines: list[Any], aside: dict[int, Any], given: dict[int, Choice]) -> Tally:
    """The tally of a case from what has been read already. A closed one stays as it was counted, whoever leaves later."""
    rule = rule_of(item.meeting)
    shares = TallyRule(rule.quorum, rule.majority, rule.floor_present)
    if item.tally:
        counts = Counts(**json.loads(item.tally)["counts"])
    else:
        counts = _counts(lines, aside, {} if ItemState(item.state).closed else given)
    return Tally(counts, decide(shares, counts))


def _counts(lines: list[Any], aside: dict[int, Any], given: dict[int, Choice]) -> Counts:
    present = [line.panel_member_id for line in lines if line.present]
    recused = sum(member in aside for member in present)
    votes = Counter(given.values())
    return Counts(
        roster=len(lines),
        present=len(present),
        recused=recused,
        agree=votes[Choice.AGREE],
        against=votes[Choice.AGAINST],
        abstain=votes[Choice.ABSTAIN],
        recused_absent=len(aside) - recused,
    )
