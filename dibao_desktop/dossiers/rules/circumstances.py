"""What an office knows of a family beyond a roster: people's circumstances, income, spending, property, obligors, consents.

A sibling of `HouseholdRecord` and kept in tables of its own, so that a roster which says nothing of it neither reads nor
changes it. Wherever one of the family is meant, `member` is the place among the record's members; None is the whole family.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from dibao_desktop.domain.dates import PartialDate, add_months, parse_date
from dibao_desktop.dossiers.rules.circumstance_words import PersonStatus


@dataclass(frozen=True)
class PersonFacts:
    """More on one member. `duplicate` marks a person who knowingly stands in another dossier too."""

    education: str = ""
    employment: str = ""
    politics: str = ""
    phone: str = ""
    school: str = ""
    workplace: str = ""
    absence: str = ""
    status: str = ""
    died_on: str = ""
    duplicate: bool = False

    @property
    def lives_here(self) -> bool:
        """Whether the person is still one of the family."""
        return self.status in ("", PersonStatus.NORMAL)


@dataclass(frozen=True)
class IncomeItem:
    """One income over a year (`2016`) or a month (`2017-03`); with an `excluded` reason it is not counted."""

    member: int | None = None
    kind: str = ""
    period: str = ""
    amount_fen: int | None = None
    excluded: str = ""
    note: str = ""


@dataclass(frozen=True)
class ExpenseItem:
    """One rigid expense over a year or a month."""

    member: int | None = None
    kind: str = ""
    period: str = ""
    amount_fen: int | None = None
    note: str = ""


@dataclass(frozen=True)
class PropertyItem:
    """One thing that is owned; the value may be unknown."""

    member: int | None = None
    kind: str = ""
    detail: str = ""
    value_fen: int | None = None
    note: str = ""


@dataclass(frozen=True)
class Obligor:
    """Somebody outside the household who must support `member`, and the day of their own consent to be checked."""

    name: str = ""
    id_number: str = ""
    relation: str = ""
    member: int | None = None
    annual_fen: int | None = None
    consented_on: str = ""
    note: str = ""


@dataclass(frozen=True)
class Consent:
    """授权书: signed by the member, or by `guardian` for a minor or somebody incapable."""

    member: int | None = None
    signed_on: str = ""
    guardian: str = ""


Item = TypeVar("Item", IncomeItem, ExpenseItem, PropertyItem, Obligor, Consent)


@dataclass(frozen=True)
class CircumstancesRecord:
    """All of it. `applicant` is the member who applied (None: the head); `people` stand as the record's members do."""

    applicant: int | None = None
    residence: str = ""
    contact: str = ""
    covered_reason: str = ""
    cabinet: str = ""
    box: str = ""
    bag: str = ""
    tags: tuple[str, ...] = ()
    people: tuple[PersonFacts, ...] = ()
    incomes: tuple[IncomeItem, ...] = ()
    expenses: tuple[ExpenseItem, ...] = ()
    properties: tuple[PropertyItem, ...] = ()
    obligors: tuple[Obligor, ...] = ()
    consents: tuple[Consent, ...] = ()

    def person(self, place: int) -> PersonFacts:
        """The facts of the member at a place."""
        return self.people[place] if place < len(self.people) else PersonFacts()


LISTS = ("incomes", "expenses", "properties", "obligors", "consents")


def placed_anew(known: CircumstancesRecord, pairs: Sequence[int | None]) -> CircumstancesRecord:
    """The circumstances after the members changed: `pairs` names for each member now the place it had before.

    What was said of somebody who is gone is no longer of the family, except income, spending and property, which stay as
    the whole family's until the clerk looks at them.
    """
    now = {old: new for new, old in enumerate(pairs) if old is not None}

    def moved(items: tuple[Item, ...], leave: bool) -> tuple[Item, ...]:
        return tuple(
            replace(item, member=None if item.member is None else now.get(item.member))
            for item in items
            if item.member is None or item.member in now or leave
        )

    return replace(
        known,
        applicant=None if known.applicant is None else now.get(known.applicant),
        people=tuple(PersonFacts() if old is None else known.person(old) for old in pairs),
        incomes=moved(known.incomes, True),
        expenses=moved(known.expenses, True),
        properties=moved(known.properties, True),
        obligors=moved(known.obligors, True),
        consents=moved(known.consents, False),
    )


@dataclass(frozen=True)
class YearlyIncome:
    """What the items come to by the year, in fen; `counted` and `left_out` are how many; `window` says over which period."""

    fen: int
    counted: int
    left_out: int
    window: str


def yearly_income(items: Sequence[IncomeItem], period: str, on: PartialDate) -> YearlyIncome | None:
    """The counted items over the pack's period as one year's figure; None when there are no items (DOMAIN §13.4).

    `previous_year`: the calendar year before; `last_12_months`: the twelve months before the present one; `month`: the
    month before, times twelve. A figure of a whole year cannot be cut: it counts where the period begins in that year, by
    the month as its own year's. An item without a period is a figure of the last year.
    """
    if not items:
        return None
    first, last = _window(period, on)
    fen = counted = 0
    for item in items:
        share = 0 if item.excluded else _share(item, period, first, last)
        counted += share > 0
        fen += share * (item.amount_fen or 0)
    window = first if first == last else f"{first} 至 {last}"
    return YearlyIncome(fen, counted, len(items) - counted, window)


def _share(item: IncomeItem, period: str, first: str, last: str) -> int:
    """How often an item's amount is in a year's income."""
    if not item.period:
        return 1
    when = item.period[:7]
    if len(when) == 4:
        return int(when in ((first[:4], last[:4]) if period == "month" else (first[:4],)))
    return int(first <= when <= last) * (12 if period == "month" else 1)


def _window(period: str, on: PartialDate) -> tuple[str, str]:
    """First and last month (`2016-06`)."""
    if period == "previous_year":
        return f"{on.year - 1}-01", f"{on.year - 1}-12"
    this_month = PartialDate(on.year, on.month or 1, 1).date()
    if this_month is None:
        raise ValueError(on)
    before = 1 if period == "month" else 12
    return add_months(this_month, -before).isoformat()[:7], add_months(this_month, -1).isoformat()[:7]


def readable_period(period: str) -> bool:
    """Whether a period is a year or a month that exists, or is left empty."""
    try:
        found = parse_date(period)
    except ValueError:
        return False
    return found is None or not found.day


def is_empty(item: Item) -> bool:
    """Whether nothing stands in a line of the form."""
    return all(getattr(item, field.name) in ("", None) for field in fields(item))
