"""What reviews have decided, a line a household, for the provincial record."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.review.queries.counting import kept_votes, recused_members
from dibao_desktop.review.queries.sheet import kept_sheet
from dibao_desktop.review.records import AgendaItem, Meeting
from dibao_desktop.review.rules.provincial import ProvincialCounts, provincial_counts
from dibao_desktop.review.rules.states import ItemState

_AGAINST_THE_HOUSEHOLD = (Outcome.STOP, Outcome.REFUSE)
"""To agree with such a proposal is to find that the household does not meet the conditions."""


@dataclass(frozen=True)
class ReviewRecord:
    """A household's review: what was said, whether it was found to meet the conditions, by how many of how many."""

    household_id: int
    village: str
    on: str
    opinion: str
    meets: bool
    counts: ProvincialCounts
    official: str
    recused: tuple[str, ...]


def review_records(campaign_id: int, village_id: int | None = None) -> list[ReviewRecord]:
    """The households that were voted on, each by its latest vote, in the order of the meetings."""
    wanted = (Meeting.campaign == campaign_id) & AgendaItem.state.in_((ItemState.PASSED, ItemState.FAILED))
    if village_id is not None:
        wanted &= Meeting.village == village_id
    items = AgendaItem.select(AgendaItem, Meeting).join(Meeting).where(wanted).order_by(AgendaItem.id)
    latest = {item.case_id: item for item in items}
    rule = clearance.policy_of(campaign_id).review
    return [_record(item, rule.abstentions_on_export) for item in latest.values()]


def _record(item: Any, abstentions: str) -> ReviewRecord:
    sheet = kept_sheet(item.sheet)
    agree, base = kept_votes(item.tally)
    against = json.loads(item.tally)["counts"]["against"]
    passed = item.state == ItemState.PASSED
    to_end = any(sheet.proposal.startswith(outcome.label) for outcome in _AGAINST_THE_HOUSEHOLD)
    staff = json.loads(item.meeting.township_staff)
    return ReviewRecord(
        household_id=sheet.household_id,
        village=sheet.village,
        on=item.closed_at[:10],
        opinion=item.opinion,
        meets=passed is not to_end,
        counts=provincial_counts(abstentions, base, agree, against),
        official=staff[0] if staff else "",
        recused=tuple(recusal.panel_member.name for recusal in recused_members(item.id).values()),
    )
