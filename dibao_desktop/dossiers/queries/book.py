"""What the month's tables are made of: every household once, and every step in what it gets (DOMAIN §15.4)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from dibao_desktop.dossiers.records import BenefitEvent, Household, Member, SupplementGrant, Village
from dibao_desktop.storage.database import raw_tuples

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class HouseholdLine:
    """One household as a table names it, with what its dossier says today."""

    id: int
    number: str
    head_name: str
    head_id: str
    village: str
    group: str
    address: str
    aid_type: str
    category: str
    family_size: int
    covered: int
    monthly_fen: int
    standing: str
    start_month: str


@dataclass(frozen=True, slots=True)
class BenefitStep:
    """From `month` on so much for so many people, by which decision."""

    household_id: int
    kind: str
    month: str
    monthly_fen: int
    covered: int
    category: str
    decision: str


@dataclass(frozen=True, slots=True)
class HeldSupplement:
    """分类施保 of one household as it holds in a month; `shares` is how much of it is whose (member id, fen)."""

    household_fen: int
    shares: tuple[tuple[int, int], ...]
    person_fen: int
    lines: str


def household_lines() -> list[HouseholdLine]:
    """Every household, by village and number."""
    query = (
        Household.select(
            Household.id,
            Household.number,
            Household.head_name,
            Household.head_id,
            Village.name,
            Household.group,
            Household.address,
            Household.aid_type,
            Household.category,
            Household.family_size,
            Household.covered,
            Household.monthly_fen,
            Household.standing,
            Household.start_month,
        )
        .join(Village)
        .order_by(Village.position, Village.id, Household.number)
    )
    return [HouseholdLine(*row) for row in raw_tuples(query)]


def benefit_steps() -> Iterator[BenefitStep]:
    """Every step of every household, the earliest first."""
    query = BenefitEvent.select(
        BenefitEvent.household,
        BenefitEvent.kind,
        BenefitEvent.month,
        BenefitEvent.monthly_fen,
        BenefitEvent.covered,
        BenefitEvent.category,
        BenefitEvent.decision,
    ).order_by(BenefitEvent.month, BenefitEvent.id)
    for row in raw_tuples(query):
        yield BenefitStep(*row)


def supplement_lines(month: str) -> dict[int, HeldSupplement]:
    """分类施保 of every household that has an approval which holds in a month (2017-07)."""
    query = (
        SupplementGrant.select(
            SupplementGrant.household,
            SupplementGrant.household_fen,
            SupplementGrant.person_fen,
            SupplementGrant.shares,
            SupplementGrant.lines,
        )
        .where(SupplementGrant.from_month <= month)
        .order_by(SupplementGrant.from_month, SupplementGrant.id)
    )
    found = {}
    for id_, household_fen, person_fen, shares, lines in raw_tuples(query):
        parts = tuple(sorted((int(member), fen) for member, fen in json.loads(shares).items() if fen))
        found[id_] = HeldSupplement(household_fen, parts, person_fen, lines)
    return found


def member_names(ids: Collection[int]) -> dict[int, tuple[str, str]]:
    """Name and ID number of these members; one that is gone is left out."""
    wanted = sorted(ids)
    found = {}
    for start in range(0, len(wanted), _CHUNK):
        query = Member.select(Member.id, Member.name, Member.id_number)
        for id_, name, number in raw_tuples(query.where(Member.id.in_(wanted[start : start + _CHUNK]))):
            found[id_] = (name, number)
    return found
