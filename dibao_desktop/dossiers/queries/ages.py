"""年龄名单: who turns 18, 60 or 80 in a month, and which pupils may have left school by then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, fn

from dibao_desktop.domain import identity
from dibao_desktop.dossiers.records import Household, Member, MemberFacts, Village
from dibao_desktop.dossiers.rules.ages import AGES, SCHOOL_ENDS, after, birthday, leaves_school
from dibao_desktop.dossiers.rules.circumstance_words import Employment, PersonStatus
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.storage.database import tuples


@dataclass(frozen=True)
class AgeRow:
    """One member who reaches an age on a day (ISO); `age` 0 is a pupil whose school ends in that month: by `basis`, which is
    what is written of the school, or only the age."""

    household_id: int
    number: str
    head_name: str
    village: str
    name: str
    age: int
    on: str
    basis: str = ""


BY_AGE = "按年龄推算"


def age_list(today: dt.date, village: str = "") -> list[AgeRow]:
    """This month and next, by day: those who reach an age by the ID number, then the pupils."""
    months = (today.isoformat()[:7], after(today.isoformat()[:7]))
    return [*_reaching(months, village), *_pupils(months, today, village)]


def _reaching(months: Iterable[str], village: str) -> list[AgeRow]:
    wanted = {f"{int(month[:4]) - age}{month[5:]}": (age, month) for month in months for age in AGES}
    rows = _members(fn.substr(Member.id_number, 7, 6).in_(list(wanted)), village)
    found = []
    for id_, number, head, place, name, id_number, _school, _education in rows:
        age, _ = wanted[id_number[6:12]]
        born = identity.birth_date(id_number)
        if born is not None:
            found.append(AgeRow(id_, number, head, place, name, age, birthday(born, age).isoformat()))
    return sorted(found, key=lambda row: row.on)


def _pupils(months: Iterable[str], today: dt.date, village: str) -> list[AgeRow]:
    ends = next((month for month in months if int(month[5:]) in SCHOOL_ENDS), "")
    if not ends:
        return []
    pupil = (MemberFacts.school != "") | (MemberFacts.employment == Employment.PUPIL.value)
    found = []
    for id_, number, head, place, name, id_number, school, education in _members(pupil, village):
        leaves = leaves_school(school or "", education or "", int(ends[:4]))
        grown = (identity.age_on(id_number, today) or 0) >= AGES[0]
        if leaves or (leaves is None and grown):
            found.append(AgeRow(id_, number, head, place, name, 0, ends, f"在读：{school}" if leaves else BY_AGE))
    return found


def _members(condition: Any, village: str) -> Iterable[tuple[Any, ...]]:
    if village:
        condition &= Village.name == village
    here = MemberFacts.status.is_null() | MemberFacts.status.in_(["", PersonStatus.NORMAL.value])
    query = (
        Member.select(Household.id, Household.number, Household.head_name, Village.name, Member.name, Member.id_number)
        .select_extend(MemberFacts.school, MemberFacts.education)
        .join(Household)
        .join(Village)
        .switch(Member)
        .join(MemberFacts, JOIN.LEFT_OUTER, on=MemberFacts.member == Member.id)
        .where(Household.standing == Standing.RECEIVING.value, here, condition)
        .order_by(Village.position, Household.number, Member.position)
    )
    return tuples(query)
