"""What changed in a month: new, stopped, raised and cut, by village (低保户基本变动情况, DOMAIN §15.4)."""

from __future__ import annotations

from dataclasses import dataclass

from peewee import fn

from dibao_desktop.dossiers.records import BenefitEvent, Household, Village
from dibao_desktop.dossiers.rules.benefit import BenefitKind
from dibao_desktop.storage.database import tuples


@dataclass(frozen=True)
class MonthChange:
    """Households of one village with one kind of change; money is what a month costs more (or less, negative)."""

    village: str
    kind: BenefitKind
    households: int
    covered: int
    change_fen: int


def month_changes(month: str) -> list[MonthChange]:
    """The changes that take effect in a month (`2017-06`), by village and kind.

    A household is counted once, with its last event of the month; what it had before is its last event before it.
    """
    last = (
        BenefitEvent.select(fn.max(BenefitEvent.id)).where(BenefitEvent.month == month).group_by(BenefitEvent.household)
    )
    earlier = BenefitEvent.alias()
    before = (
        earlier.select(earlier.monthly_fen)
        .where(earlier.household == BenefitEvent.household, earlier.month < month)
        .order_by(earlier.month.desc(), earlier.id.desc())
        .limit(1)
    )
    rows = tuples(
        BenefitEvent.select(
            Village.name,
            BenefitEvent.kind,
            fn.count(BenefitEvent.id),
            fn.sum(BenefitEvent.covered),
            fn.sum(BenefitEvent.monthly_fen - fn.coalesce(before, 0)),
        )
        .join(Household)
        .join(Village)
        .where(BenefitEvent.id.in_(last))
        .group_by(Village.id, BenefitEvent.kind)
        .order_by(Village.position, Village.id)
    )
    return [MonthChange(name, BenefitKind(kind), count, people, fen) for name, kind, count, people, fen in rows]
