"""What the circumstances of the households in 在保 tell that has to be looked at: savings, and couples without work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dibao_desktop.dossiers.records import Household, Member, MemberFacts, PropertyItem
from dibao_desktop.dossiers.rules.circumstance_words import Employment, PersonStatus, PropertyKind
from dibao_desktop.dossiers.rules.codes import Relation
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.storage.database import raw_tuples

_SAVINGS = (
    PropertyKind.DEPOSIT,
    PropertyKind.BONDS,
    PropertyKind.SHARES,
    PropertyKind.SECURITIES,
    PropertyKind.INSURANCE,
)
_WITHOUT_WORK = (Employment.REGISTERED, Employment.UNREGISTERED, Employment.NONE)


@dataclass(frozen=True)
class SavingsRow:
    """What a household has by its record: deposits together, and of other savings the kinds."""

    household_id: int
    deposits_fen: int
    others: tuple[str, ...]


@dataclass(frozen=True)
class CoupleRow:
    """Head and spouse of a household, both said to be without work, and whether anybody at home is ill or disabled."""

    household_id: int
    names: tuple[str, str]
    id_numbers: tuple[str, str]
    hardship: bool


def savings() -> list[SavingsRow]:
    """The households that say they have any."""
    columns = (PropertyItem.household, PropertyItem.kind, PropertyItem.value_fen)
    rows = PropertyItem.select(*columns).join(Household)
    rows = rows.where(
        Household.standing == Standing.RECEIVING, PropertyItem.kind.in_([each.value for each in _SAVINGS])
    )
    deposits: dict[int, int] = {}
    others: dict[int, tuple[str, ...]] = {}
    for id_, kind, fen in raw_tuples(rows.order_by(PropertyItem.household, PropertyItem.id)):
        deposits.setdefault(id_, 0)
        if kind == PropertyKind.DEPOSIT:
            deposits[id_] += fen or 0
        else:
            others[id_] = (*others.get(id_, ()), kind)
    return [SavingsRow(id_, fen, others.get(id_, ())) for id_, fen in deposits.items()]


def couples_without_work() -> Iterator[CoupleRow]:
    """Head and spouse living together of whom both are said to be healthy and without work."""
    here = MemberFacts.status.in_(["", PersonStatus.NORMAL.value])
    idle = MemberFacts.employment.in_([each.value for each in _WITHOUT_WORK])
    pair = Member.relation.in_([Relation.HEAD.value, Relation.SPOUSE.value])
    rows = Member.select(Member.household, Member.name, Member.id_number, Member.health).join(Household)
    rows = rows.switch(Member).join(MemberFacts, on=MemberFacts.member == Member.id)
    found: dict[int, list[tuple[str, str]]] = {}
    for id_, name, number, health in raw_tuples(
        rows.where(Household.standing == Standing.RECEIVING, here, idle, pair).order_by(
            Member.household, Member.position
        )
    ):
        if "健康" in health:
            found.setdefault(id_, []).append((name, number))
    couples = {id_: people for id_, people in found.items() if len(people) == 2}
    burdened = _burdened(list(couples))
    for id_, ((one, first), (other, second)) in couples.items():
        yield CoupleRow(id_, (one, other), (first, second), id_ in burdened)


def _burdened(household_ids: list[int]) -> set[int]:
    """Those of them in which somebody is seriously ill or disabled."""
    ill = Member.health.contains("重病") | (Member.disability_grade != "") | (Member.disability_kind != "")
    rows = Member.select(Member.household).where(ill).distinct()
    return {id_ for (id_,) in raw_tuples(rows)} & set(household_ids)
