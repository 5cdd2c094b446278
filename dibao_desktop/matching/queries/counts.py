"""How many leads households have, for whoever works through their cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from peewee import Case as When
from peewee import fn

from dibao_desktop.matching.records import Household, Lead
from dibao_desktop.matching.rules.leads import Verdict
from dibao_desktop.policy.rules.check_items import ItemSeverity
from dibao_desktop.storage.database import Prepared, tuples

_CHUNK = 5_000
_FOUND_TRUE = (Verdict.TRUE.value, Verdict.PARTLY.value)


@dataclass(frozen=True)
class LeadCounts:
    """Leads of one household that stand: still open, found true (wholly or in part), and all of them."""

    open: int
    confirmed: int
    total: int


_COUNTS = Prepared(
    lambda *households: (
        Lead.select(
            Lead.household,
            fn.sum(When(None, [(Lead.verdict == "", 1)], 0)),
            fn.sum(When(None, [(Lead.verdict.in_(_FOUND_TRUE), 1)], 0)),
            fn.count(Lead.id),
        )
        .where(Lead.household.in_(households), (Lead.withdrawn_at == "") | (Lead.verdict != ""))
        .group_by(Lead.household)
    )
)


def lead_counts(household_ids: Iterable[int]) -> dict[int, LeadCounts]:
    """The counts of each of these households; one without any lead is left out."""
    wanted = sorted(household_ids)
    counts: dict[int, LeadCounts] = {}
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        counts.update({household: LeadCounts(*numbers) for household, *numbers in _COUNTS.rows(*chunk)})
    return counts


@dataclass(frozen=True)
class OpenTotals:
    """Leads without a verdict: all of them, and those of high severity."""

    all: int
    high: int


def open_totals(village_id: int | None = None) -> OpenTotals:
    """How many leads are open, in the town or in one village."""
    query = Lead.select(fn.count(Lead.id), fn.sum(When(None, [(Lead.severity == ItemSeverity.HIGH.value, 1)], 0)))
    query = query.where(Lead.verdict == "", Lead.withdrawn_at == "")
    if village_id is not None:
        query = query.join(Household).where(Household.village == village_id)
    count, high = next(tuples(query))
    return OpenTotals(int(count), int(high or 0))
