"""What the comparison found, as the campaign's tables count it: leads by village, and the households with a true one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import JOIN, fn
from peewee import Case as When

from dibao_desktop.matching.records import Household, Lead, Village
from dibao_desktop.matching.rules.leads import LeadKind, Verdict
from dibao_desktop.storage.database import raw_tuples

_TRUE = (Verdict.TRUE.value, Verdict.PARTLY.value)


@dataclass(frozen=True, slots=True)
class LeadTally:
    """Leads that stood at the end of a day, and how many of them had a verdict by then."""

    found: int
    judged: int


@dataclass(frozen=True, slots=True)
class TrueLead:
    """A lead that was verified to be true, wholly or in part."""

    household_id: int
    village: str
    kind: LeadKind


def lead_tallies(day: str) -> dict[str, LeadTally]:
    """The leads that `match` counts, as of the end of a day, by village; `""` holds those of nobody on the books."""
    stood = (Lead.verdict != "") | (Lead.withdrawn_at == "") | (fn.substr(Lead.withdrawn_at, 1, 10) > day)
    judged: Any = When(None, [((Lead.verdict != "") & (Lead.verified_on <= day), 1)], 0)
    query = (
        Lead.select(fn.coalesce(Village.name, ""), fn.count(Lead.id), fn.sum(judged))
        .join(Household, JOIN.LEFT_OUTER)
        .join(Village, JOIN.LEFT_OUTER)
        .where(stood, fn.substr(Lead.found_at, 1, 10) <= day)
        .group_by(Village.id)
    )
    return {name: LeadTally(found, seen) for name, found, seen in raw_tuples(query)}


def true_leads(since: str, until: str) -> list[TrueLead]:
    """The leads of households on the books that were verified to be true in these days."""
    query = (
        Lead.select(Lead.household, Village.name, Lead.kind)
        .join(Household)
        .join(Village)
        .where(Lead.verdict.in_(_TRUE), Lead.verified_on >= since, Lead.verified_on <= until)
    )
    return [TrueLead(household, village, LeadKind(kind)) for household, village, kind in raw_tuples(query)]
