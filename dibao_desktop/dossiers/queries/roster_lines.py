"""The roster as it is given out: a line a person, as SQLite itself puts it together.

A hundred thousand lines are made into records nowhere on the way: that would take longer than writing the workbook.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from peewee import JOIN, SQL, Case, fn

from dibao_desktop.dossiers.queries.household import YEARLY_INCOME
from dibao_desktop.dossiers.records import BankAccount, Household, IncomeFigure, Member, Village
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.storage.database import raw_tuples

Line = tuple[str | int | float, ...]


def roster_lines(fields: Sequence[str], village_id: int | None = None) -> list[Line]:
    """The people of every household that receives aid, of one village if named: the values of these fields (names of
    `HouseholdRecord` and `MemberRecord`), money in 元, nothing as an empty text."""
    accounts = BankAccount.alias()
    latest = accounts.select(fn.max(accounts.id)).where(accounts.household == Household.id)
    query = (
        Member.select(*(_cell(name) for name in fields))
        .join(Household)
        .join(Village)
        .switch(Household)
        .join(BankAccount, JOIN.LEFT_OUTER, on=BankAccount.id == latest)
        .where(Household.standing == Standing.RECEIVING.value)
        .order_by(fn.length(Household.number), Household.number, Household.id, Member.position, Member.id)
    )
    if village_id is not None:
        query = query.where(Household.village == village_id)
    return list(raw_tuples(query))


def receiving_count(village_id: int | None = None) -> int:
    """How many households receive aid, of one village if named."""
    query = Household.select().where(Household.standing == Standing.RECEIVING.value)
    return int((query if village_id is None else query.where(Household.village == village_id)).count())


def _cell(name: str) -> Any:
    if name in _MADE:
        return _MADE[name]
    if name in ("bank", "account_no", "account_name"):
        return fn.coalesce(getattr(BankAccount, name), "")
    return getattr(Household, name) if name in _OF_HOUSEHOLD else getattr(Member, name)


def _yuan(fen: Any) -> Case:
    return Case(None, [(fen.is_null(), ""), (fen / 100 * 100 == fen, fen / 100)], fen / SQL("100.0"))


def _stated_income() -> Any:
    """The last stated income of a year."""
    stated = IncomeFigure.select(_yuan(IncomeFigure.amount_fen)).where(
        IncomeFigure.household == Household.id, IncomeFigure.kind == YEARLY_INCOME
    )
    return fn.coalesce(stated.order_by(IncomeFigure.id.desc()).limit(1), "")


def _note() -> Case:
    """On the only line of a household a remark would be read as one on the household."""
    others = Member.alias()
    people = others.select(fn.count(others.id)).where(others.household == Household.id)
    return Case(None, [(Member.note == "", ""), (people == 1, "")], Member.note)


_OF_HOUSEHOLD = frozenset(
    (
        "number",
        "group",
        "head_name",
        "register_no",
        "aid_type",
        "category",
        "family_size",
        "start_month",
        "cause",
        "phone",
        "address",
        "certificate_no",
    )
)
_MADE = {
    "village": Village.name,
    "covered_size": Household.covered,
    "annual_income_fen": _stated_income(),
    "monthly_fen": _yuan(Household.monthly_fen),
    "covered": Case(None, [(Member.covered, "是")], "否"),
    "note": _note(),
}
