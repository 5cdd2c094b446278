"""Counting one case as it stands: who may vote, who has, and what that would decide."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from dibao_desktop.policy.rules.procedure import ReviewRule
from dibao_desktop.review.records import Attendance, Ballot, PanelMember, Recusal
from dibao_desktop.review.rules.counted import CountedVotes
from dibao_desktop.review.rules.states import Choice, ItemState, VoteWay
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


def counted_votes(written: str) -> CountedVotes | None:
    """Votes that were counted in the room, as they are kept; None while nothing is."""
    return CountedVotes(**json.loads(written)) if written else None


def entitled_members(meeting_id: int, item_id: int) -> list[Member]:
    """Who is there and does not step aside."""
    aside = recused_members(item_id)
    return [
        Member(line.panel_member_id, line.panel_member.name)
        for line in roster(meeting_id)
        if line.present and line.panel_member_id not in aside
    ]


def tally_at(
    rule: ReviewRule, item: Any, lines: list[Any], aside: Mapping[int, Any], given: Mapping[int, Choice]
) -> Tally:
    """The tally of a case from what has been read already. A closed one stays as it was counted, whoever leaves later."""
    kind = reading_in_force(rule)
    if item.tally:
        kept = json.loads(item.tally)
        counts, kind = Counts(**kept["counts"]), ReadingKind(kept["reading"])
    else:
        counts = counts_of(lines, aside, _votes(item, given))
    decision = decide(shares_of(rule), counts)
    return Tally(counts, decision, decision.reading(kind))


def shares_of(rule: ReviewRule) -> TallyRule:
    """What the pack asks for, as the tally takes it."""
    return TallyRule(rule.quorum, rule.majority, rule.floor_present)


def summed(given: Collection[Choice]) -> CountedVotes:
    """Votes by name, added up."""
    votes = Counter(given)
    return CountedVotes(votes[Choice.AGREE], votes[Choice.AGAINST], votes[Choice.ABSTAIN])


def reading_in_force(rule: ReviewRule) -> ReadingKind:
    """The reading that the pack writes down (`recused_count_in_roster`); where the two part, the chair is asked all the same."""
    return ReadingKind.WITH_RECUSED if rule.recused_count_in_roster else ReadingKind.WITHOUT_RECUSED


def kept_votes(tally: str) -> tuple[int, int]:
    """Votes that agree and people counted, of a closed vote as it was kept, under the reading that decided it."""
    kept = json.loads(tally)
    strict = kept["reading"] == ReadingKind.WITH_RECUSED
    majority = (kept["strict"] if strict else kept)["majority"]
    return majority["agree"], majority["base"]


def votes_of(counts: Counts) -> CountedVotes:
    """The votes of a tally."""
    return CountedVotes(counts.agree, counts.against, counts.abstain, counts.blank, counts.spoilt)


def counts_of(lines: list[Any], aside: Collection[int], votes: CountedVotes) -> Counts:
    """Who is there, who steps aside, and these votes."""
    present = [line.panel_member_id for line in lines if line.present]
    recused = sum(member in aside for member in present)
    return Counts(
        roster=len(lines),
        present=len(present),
        recused=recused,
        agree=votes.agree,
        against=votes.against,
        abstain=votes.abstain,
        recused_absent=len(aside) - recused,
        blank=votes.blank,
        spoilt=votes.spoilt,
    )


def _votes(item: Any, given: Mapping[int, Choice]) -> CountedVotes:
    if ItemState(item.state).closed:
        return summed(())
    if item.way == VoteWay.NAMED:
        return summed(given.values())
    return counted_votes(item.counted) or summed(())
