"""One household, or some, as whole records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from peewee import fn

from dibao_desktop.dossiers.records import BankAccount, BenefitEvent, Household, IncomeFigure, Member, Village
from dibao_desktop.dossiers.rules.numbers import following
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.storage.database import Prepared

# SQLite takes some tens of thousands of values in one statement; this stays far below on every build of it.
_CHUNK = 500
YEARLY_INCOME = "家庭年收入"
# Of the covered person alone (单人保), added up from that person's items.
OWN_INCOME = "单人保本人年收入"
# The source of a yearly income that was added up from the items of the record.
FROM_ITEMS = "收入明细合计"

_COLUMNS = ("group", "register_no", "aid_type", "category", "family_size", "monthly_fen", "start_month", "cause")
_MORE_COLUMNS = ("phone", "address", "certificate_no", "note")
_MEMBER_FIELDS = tuple(field.name for field in fields(MemberRecord))


@dataclass(frozen=True)
class Kept:
    """A household as the office holds it; `version` goes up with every change of it."""

    id: int
    version: int
    standing: str
    village_id: int
    head_id: str
    record: HouseholdRecord
    member_ids: tuple[int, ...]


@dataclass(frozen=True)
class BenefitRow:
    """A step in what the household gets, from `month` (2017-06) on; `kind` is a value of `rules.benefit.BenefitKind`."""

    kind: str
    month: str
    monthly_fen: int
    covered: int
    category: str
    decision: str


@dataclass(frozen=True)
class IncomeRow:
    """A stated income with where the figure comes from."""

    period: str
    kind: str
    amount_fen: int
    source: str


@dataclass(frozen=True)
class HouseholdDetail(Kept):
    """All that one dossier shows: benefits oldest first, incomes latest first."""

    benefits: tuple[BenefitRow, ...] = ()
    incomes: tuple[IncomeRow, ...] = ()


def household(id_: int) -> HouseholdDetail | None:
    """One dossier; None when there is none of this id."""
    found = kept([id_]).get(id_)
    if found is None:
        return None
    base = {field.name: getattr(found, field.name) for field in fields(Kept)}
    return HouseholdDetail(
        **base,
        benefits=tuple(BenefitRow(*row) for row in _BENEFITS.rows(id_)),
        incomes=tuple(IncomeRow(*row) for row in _INCOMES.rows(id_)),
    )


def household_id(number: str) -> int | None:
    """The id of the household with this dossier number."""
    found: int | None = Household.select(Household.id).where(Household.number == number).scalar()
    return found


def next_number() -> str:
    """A dossier number that is free: the one that follows the highest."""
    longest = fn.length(Household.number)
    highest = Household.select(Household.number).order_by(longest.desc(), Household.number.desc()).limit(1).scalar()
    return following(highest or "0000")


def kept(ids: Sequence[int]) -> dict[int, Kept]:
    """The records of these households; one that is gone is left out."""
    found: dict[int, Kept] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = list(ids[start : start + _CHUNK])
        members = _members(chunk)
        # Oldest first, so that the latest of a household is what a dictionary keeps.
        money = {row[0]: row[1] for row in _YEARLY_INCOMES.rows(*chunk, YEARLY_INCOME)}
        accounts = {row[0]: row[1:] for row in _ACCOUNTS.rows(*chunk)}
        for id_, version, standing, village_id, village, number, head, head_id, covered, *rest in _ROWS.rows(*chunk):
            own = members.get(id_, [])
            bank, account_no, account_name = accounts.get(id_, ("", "", ""))
            record = HouseholdRecord(
                number=number,
                village=village,
                head_name=head,
                covered_size=covered,
                annual_income_fen=money.get(id_),
                bank=bank,
                account_no=account_no,
                account_name=account_name,
                members=tuple(member for _, member in own),
                **dict(zip(_COLUMNS + _MORE_COLUMNS, rest, strict=True)),
            )
            member_ids = tuple(member_id for member_id, _ in own)
            found[id_] = Kept(id_, version, standing, village_id, head_id, record, member_ids)
    return found


def _members(ids: list[int]) -> dict[int, list[tuple[int, MemberRecord]]]:
    found: dict[int, list[tuple[int, MemberRecord]]] = {}
    for household_id_, member_id, *values in _MEMBERS.rows(*ids):
        found.setdefault(household_id_, []).append((member_id, MemberRecord(*values)))
    return found


_ROWS = Prepared(
    lambda *ids: (
        Household.select(
            Household.id,
            Household.version,
            Household.standing,
            Village.id,
            Village.name,
            Household.number,
            Household.head_name,
            Household.head_id,
            Household.covered,
            *(getattr(Household, name) for name in _COLUMNS + _MORE_COLUMNS),
        )
        .join(Village)
        .where(Household.id.in_(ids))
    )
)
_MEMBERS = Prepared(
    lambda *ids: (
        Member.select(Member.household, Member.id, *(getattr(Member, name) for name in _MEMBER_FIELDS))
        .where(Member.household.in_(ids))
        .order_by(Member.household, Member.position, Member.id)
    )
)
_YEARLY_INCOMES = Prepared(
    lambda *ids_and_kind: (
        IncomeFigure.select(IncomeFigure.household, IncomeFigure.amount_fen)
        .where(IncomeFigure.household.in_(ids_and_kind[:-1]), IncomeFigure.kind == ids_and_kind[-1])
        .order_by(IncomeFigure.id)
    )
)
_ACCOUNTS = Prepared(
    lambda *ids: (
        BankAccount.select(BankAccount.household, BankAccount.bank, BankAccount.account_no, BankAccount.account_name)
        .where(BankAccount.household.in_(ids))
        .order_by(BankAccount.id)
    )
)
_BENEFITS = Prepared(
    lambda id_: (
        BenefitEvent.select(*(getattr(BenefitEvent, field.name) for field in fields(BenefitRow)))
        .where(BenefitEvent.household == id_)
        .order_by(BenefitEvent.month, BenefitEvent.id)
    )
)
_INCOMES = Prepared(
    lambda id_: (
        IncomeFigure.select(*(getattr(IncomeFigure, field.name) for field in fields(IncomeRow)))
        .where(IncomeFigure.household == id_)
        .order_by(IncomeFigure.id.desc())
    )
)
