"""A record as the amount rules of a pack ask for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dibao_desktop.domain.dates import PartialDate
from dibao_desktop.dossiers.rules.circumstance_words import CoveredReason
from dibao_desktop.dossiers.rules.circumstances import IncomeItem, yearly_income
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.policy.rules.amounts import Situation
from dibao_desktop.policy.rules.supplements import Person


@dataclass(frozen=True)
class SingleCover:
    """单人保: what the covered of the household have by the year of their own; None while nothing is said of it."""

    income_fen: int | None


def situation_of(record: HouseholdRecord, on: dt.date, single: SingleCover | None = None) -> Situation:
    """What the base amount of a household depends on, on a day; `single` where one person is covered alone."""
    return Situation(
        record.aid_type,
        record.category,
        record.family_size,
        record.covered_size,
        record.annual_income_fen,
        on,
        single is not None,
        single.income_fen if single else None,
    )


def own_income_fen(covered: Collection[int], incomes: Sequence[IncomeItem], period: str, on: PartialDate) -> int | None:
    """What these members have by the year of their own; items that are all of others tell that it is nothing, and None
    that nothing is said."""
    own = yearly_income([item for item in incomes if item.member in covered], period, on)
    if own is not None:
        return own.fen
    return 0 if incomes else None


def is_single(covered_reason: str) -> bool:
    """Whether the way of cover is one of 单人保."""
    return covered_reason not in ("", CoveredReason.WHOLE)


def people_of(record: HouseholdRecord) -> tuple[Person, ...]:
    """What 分类施保 depends on, for each member in its place."""
    return tuple(
        Person(
            member.name,
            member.id_number,
            member.id_written,
            member.health,
            member.disability_kind,
            member.disability_grade,
            bool(member.covered),
        )
        for member in record.members
    )
