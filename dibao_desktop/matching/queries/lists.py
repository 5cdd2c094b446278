"""The outside lists that were taken in, and all that one comparison needs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from peewee import fn

from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.matching.records import ListRow
from dibao_desktop.matching.rules.facts import Line, OfficeFacts
from dibao_desktop.matching.rules.identify import PeopleIndex
from dibao_desktop.matching.rules.lists import ListEntry, ListKind
from dibao_desktop.policy.queries import find, office_packs
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.settings.queries import value
from dibao_desktop.settings.rules import Key
from dibao_desktop.storage.database import raw_tuples, tuples

_CHUNK = 500
_ABOUT_MONEY = (ListKind.PAYMENTS, ListKind.WITHDRAWALS)
_COLUMNS = (
    ListRow.kind,
    ListRow.name,
    ListRow.id_number,
    ListRow.account_no,
    ListRow.amount_fen,
    ListRow.on_date,
    ListRow.label,
    ListRow.detail,
    ListRow.months,
    ListRow.place,
    ListRow.source,
    ListRow.period,
)


@dataclass(frozen=True)
class TakenList:
    """One file of one kind as it was taken in: how many of its lines were new, and when (ISO time)."""

    kind: ListKind
    source: str
    taken_at: str
    rows: int
    period: str


def lists_taken() -> list[TakenList]:
    """What was taken in, latest first."""
    rows = (
        ListRow.select(ListRow.kind, ListRow.source, ListRow.taken_at, fn.count(ListRow.id), fn.max(ListRow.period))
        .group_by(ListRow.kind, ListRow.source, ListRow.taken_at)
        .order_by(ListRow.taken_at.desc(), fn.max(ListRow.id).desc())
    )
    return [TakenList(ListKind(kind), *rest) for kind, *rest in tuples(rows)]


def policy_in_use() -> Policy:
    """The pack that the office has chosen; a campaign that is under way hands in its own instead."""
    return find(office_packs(), value(Key.POLICY))


def office_facts() -> tuple[OfficeFacts, PeopleIndex]:
    """Everything one comparison looks at. Of the lists about people only the lines that can mean somebody here are
    read in full."""
    people = dossiers.people()
    index = PeopleIndex(people)
    lines = {kind: _lines_about(kind, index) for kind in ListKind if kind not in _ABOUT_MONEY}
    lines[ListKind.PAYMENTS] = _latest_payments()
    lines[ListKind.WITHDRAWALS] = list(_lines(ListRow.kind == ListKind.WITHDRAWALS))
    paid, month = dossiers.money_facts(), next((line.period for line in lines[ListKind.PAYMENTS]), "")
    due = dossiers.due_otherwise(month) if month else {}
    ended = due.keys() - {row.household_id for row in paid}
    singles = dossiers.single_covers()
    facts = OfficeFacts(
        people,
        paid,
        dossiers.relatives(),
        lines,
        due,
        dossiers.money_facts(ended),
        singles,
        dossiers.savings(),
        list(dossiers.couples_without_work()),
        dossiers.leaving_gradually(),
    )
    return facts, index


def _lines_about(kind: ListKind, index: PeopleIndex) -> list[Line]:
    rows = (
        ListRow.select(ListRow.id, ListRow.name, ListRow.id_number, ListRow.id_fault)
        .where(ListRow.kind == kind)
        .order_by(ListRow.id)
    )
    wanted = index.wanted(raw_tuples(rows))
    return [
        line
        for start in range(0, len(wanted), _CHUNK)
        for line in _lines(ListRow.id.in_(wanted[start : start + _CHUNK]))
    ]


def _latest_payments() -> list[Line]:
    """The payments of the latest month; where no line tells its month, those of the latest file."""
    paid = ListRow.kind == ListKind.PAYMENTS
    month = ListRow.select(fn.max(ListRow.period)).where(paid).scalar() or ""
    if month:
        return list(_lines(paid & (ListRow.period == month)))
    latest = ListRow.select(fn.max(ListRow.taken_at)).where(paid).scalar()
    return list(_lines(paid & (ListRow.taken_at == latest)))


def _lines(condition: Any) -> Iterator[Line]:
    rows = raw_tuples(ListRow.select(*_COLUMNS).where(condition).order_by(ListRow.id))
    kinds = {kind.value: kind for kind in ListKind}
    for kind, name, id_number, account, amount, on_date, label, detail, months, place, source, period in rows:
        told = _months(months) if months else ()
        entry = ListEntry(kinds[kind], name, id_number, account, amount, on_date, label, detail, told, place)
        yield Line(entry, source, period)


@lru_cache(maxsize=4096)
def _months(stored: str) -> tuple[tuple[str, bool], ...]:
    """The months of a withdrawal line; most lines of a list hold the same."""
    return tuple((month, bool(collected)) for month, collected in json.loads(stored))
