"""Counting one case as it stands: who may vote, who has, and what that would decide."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from dibao_desktop.policy.rules.procedure import ReviewRule
from dibao_desktop.review.queries.holding import rule_of
from dibao_desktop.review.records import AgendaItem, Attendance, Ballot, PanelMember, Recusal
from dibao_desktop.review.rules.states import Choice, ItemState
from dibao_desktop.review.rules.tally import Counts, Decision, Reading, ReadingKind, TallyRule, decide


@dataclass(frozen=True)
class Member:
    """A roster member by id and name."""

    id: int
    name: str


@dataclass(frozen=True)
class Tally:
    """The counts of a case and what they decide. `holding` is the reading that decides: the one that the chair confirmed
    where the two part, else the one of the pack."""

    counts: Counts
    decision: Decision
    holding: Reading


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
    kind = reading_in_force(rule)
    if item.tally:
        kept = json.loads(item.tally)
        counts, kind = Counts(**kept["counts"]), ReadingKind(kept["reading"])
    else:
        counts = _counts(lines, aside, {} if ItemState(item.state).closed else given)
    decision = decide(shares, counts)
    return Tally(counts, decision, decision.reading(kind))


def reading_in_force(rule: ReviewRule) -> ReadingKind:
    """The reading that the pack writes down (`recused_count_in_roster`); where the two part, the chair is asked all the same."""
    return ReadingKind.WITH_RECUSED if rule.recused_count_in_roster else ReadingKind.WITHOUT_RECUSED


def kept_votes(tally: str) -> tuple[int, int]:
    """Votes that agree and people counted, of a closed vote as it was kept, under the reading that decided it."""
    kept = json.loads(tally)
    strict = kept["reading"] == ReadingKind.WITH_RECUSED
    majority = (kept["strict"] if strict else kept)["majority"]
    return majority["agree"], majority["base"]


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
