"""The review group of a village: its people, its term, and who of it is near to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.review.records import PanelKin, PanelMember, PanelTerm
from dibao_desktop.review.rules.panel import Duty, KinEntry, PanelRemark, Seat, Term, panel_remarks
from dibao_desktop.review.rules.recusal import Person, same_person


@dataclass(frozen=True)
class PanelRow:
    """A member in office; `initials` for typing."""

    id: int
    seat: int
    name: str
    initials: str
    role: str


@dataclass(frozen=True)
class Panel:
    """The whole group of a village, whoever votes or not, in the order of the list."""

    village_id: int
    village: str
    seats: tuple[Seat, ...]
    term: Term

    @property
    def voters(self) -> int:
        return sum(seat.votes for seat in self.seats)

    def named(self, *duties: Duty) -> tuple[str, ...]:
        """Who has one of these duties."""
        return tuple(seat.name for seat in self.seats if seat.duty in duties)


def panel(village_id: int) -> list[PanelRow]:
    """The group of a village as of today, in the order of the list."""
    rows = PanelMember.select().where(PanelMember.village == village_id, PanelMember.active).order_by(PanelMember.seat)
    return [PanelRow(row.id, row.seat, row.name, row.initials, row.role) for row in rows]


def panel_named(word: str, limit: int) -> list[PanelRow]:
    """Members in office in any village, by a part of the name or the start of its initials."""
    named = PanelMember.name.contains(word) | PanelMember.initials.contains(f" {word}")
    rows = PanelMember.select().where(PanelMember.active, named).order_by(PanelMember.name).limit(limit)
    return [PanelRow(row.id, row.seat, row.name, row.initials, row.role) for row in rows]


def panel_of(village_id: int) -> Panel:
    """The group of a village with everything that is known of it, as the form shows it."""
    rows: list[Any] = list(
        PanelMember.select().where(PanelMember.village == village_id, PanelMember.active).order_by(PanelMember.seat)
    )
    kin = kin_of([row.id for row in rows])
    term = PanelTerm.get_or_none(PanelTerm.village == village_id)
    village = next((row.name for row in dossiers.villages() if row.id == village_id), "")
    seats = tuple(
        Seat(
            row.name,
            Duty(row.duty),
            row.votes,
            row.role,
            row.sex,
            row.id_number,
            row.phone,
            tuple(kin.get(row.id, ())),
            row.id,
        )
        for row in rows
    )
    return Panel(village_id, village, seats, Term(term.first_day, term.last_day) if term else Term())


def remarks_on(campaign_id: int, seats: Iterable[Seat], term: Term, on: dt.date) -> list[PanelRemark]:
    """What the pack of a campaign says of a group, as it stands in the form."""
    listed = list(seats)
    rule = clearance.policy_of(campaign_id).review
    return panel_remarks(rule, [seat.duty for seat in listed], sum(seat.votes for seat in listed), term, on)


def suggested_kin(name: str, id_number: str) -> list[KinEntry]:
    """Whom the register of officials' relatives names beside this person; a namesake without a number is named too."""
    person = Person(name, id_number)
    found = [
        KinEntry(row.relative_name, row.relative_id, row.relation)
        for row in dossiers.relatives()
        if same_person(person, Person(row.official_name, row.official_id)) is not False
    ]
    return list(dict.fromkeys(found))


def kin_of(member_ids: Sequence[int]) -> dict[int, list[KinEntry]]:
    """Member id to the relatives that the panel list names."""
    found: dict[int, list[KinEntry]] = {}
    for row in PanelKin.select().where(PanelKin.panel_member.in_(member_ids)).order_by(PanelKin.id):
        found.setdefault(row.panel_member_id, []).append(KinEntry(row.name, row.id_number, row.relation))
    return found
