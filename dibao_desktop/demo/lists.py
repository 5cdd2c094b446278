"""Invented outside lists, officials' relatives and review groups, with something to find in each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dibao_desktop.demo.people import Township
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord, RelativeEntry
from dibao_desktop.matching.rules.lists import ListEntry, ListKind
from dibao_desktop.review.rules.panel import KinEntry, PanelEntry

_ROLES = ("驻村工作队员", "村党总支书记", "村委会主任", "村监委会主任", "县乡人大代表", "党员代表", "村民小组长")
_FOUND: dict[ListKind, tuple[str, str, int | None]] = {
    ListKind.VEHICLES: ("小型轿车", "滇A·D{:04d}", None),
    ListKind.PAYROLL: ("在职", "乡卫生院", 410_000),
    ListKind.REAL_ESTATE: ("商品住宅", "县城锦绣花园{}幢", None),
    ListKind.BUSINESSES: ("存续", "便民百货店{}号", None),
    ListKind.PENSIONS: ("企业职工基本养老保险", "", 190_000),
}
# One find in so many households, and so many lines about strangers for each.
_ONE_IN = 45
_STRANGERS = 12


def outside_lists(town: Township, records: Sequence[HouseholdRecord], on: dt.date) -> dict[ListKind, list[ListEntry]]:
    """Deaths, vehicles, wages … and last month's payments."""
    lists = {kind: _lines(town, records, kind, *words) for kind, words in _FOUND.items()}
    lists[ListKind.DEATHS] = [
        ListEntry(ListKind.DEATHS, person.name, person.id_number, on_date=(on - dt.timedelta(days=100)).isoformat())
        for person in _some_people(town, records)
    ]
    lists[ListKind.PAYMENTS] = _payments(records)
    return lists


def _some_people(town: Township, records: Sequence[HouseholdRecord]) -> list[MemberRecord]:
    adults = [m for record in records for m in record.members if m.birth < "1999"]
    return town.random.sample(adults, max(2, len(records) // _ONE_IN))


def _lines(
    town: Township, records: Sequence[HouseholdRecord], kind: ListKind, label: str, detail: str, fen: int | None
) -> list[ListEntry]:
    found = _some_people(town, records)
    strangers = [town.person(town.random.choice("男女")) for _ in range(len(found) * _STRANGERS)]
    return [
        ListEntry(kind, person.name, person.id_number, label=label, detail=detail.format(number), amount_fen=fen)
        for number, person in enumerate(found + strangers, start=1)
    ]


def _payments(records: Sequence[HouseholdRecord]) -> list[ListEntry]:
    """Everybody is paid what the roster says, but for one who is not and one who gets more."""
    paid = [
        ListEntry(ListKind.PAYMENTS, r.head_name, r.members[0].id_number, r.account_no, r.monthly_fen, label="成功")
        for r in records
    ]
    if len(paid) > 5:
        one = paid[4]
        paid[4] = ListEntry(
            one.kind, one.name, one.id_number, one.account_no, (one.amount_fen or 0) + 3_000, label="成功"
        )
        del paid[2]
    return paid


def relatives(town: Township, records: Sequence[HouseholdRecord]) -> list[RelativeEntry]:
    """Officials with a brother or mother among the recipients, one of two filed."""
    entries = []
    for index, record in enumerate(town.random.sample(list(records), max(1, len(records) // 90))):
        official, relative = town.person("男"), record.members[0]
        relation = "兄弟" if relative.sex == "男" else "母亲"
        entries.append(
            RelativeEntry(
                record.village,
                official.name,
                official.id_number,
                "村会计",
                relative.name,
                relative.id_number,
                relation,
                filed=index % 2 == 0,
                place=f"演示!A{index + 3}",
            )
        )
    return entries


def panels(town: Township, records: Sequence[HouseholdRecord]) -> list[PanelEntry]:
    """Seven members a village; one of them has a relative in a recipient household."""
    first: dict[str, HouseholdRecord] = {}
    for record in records:
        first.setdefault(record.village, record)
    entries = []
    for village, record in first.items():
        for seat, role in enumerate(_ROLES):
            person = town.person(town.random.choice("男女"))
            head = record.members[0]
            kin = (KinEntry(head.name, head.id_number, "兄弟"),) if seat == 4 else ()
            entries.append(PanelEntry(village, person.name, person.sex, person.id_number, role, kin=kin))
    return entries
