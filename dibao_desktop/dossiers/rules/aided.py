"""A record as the amount rules of a pack ask for it."""

from __future__ import annotations

import datetime as dt

from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.policy.rules.amounts import Situation
from dibao_desktop.policy.rules.supplements import Person


def situation_of(record: HouseholdRecord, on: dt.date) -> Situation:
    """What the base amount of a household depends on, on a day."""
    return Situation(
        record.aid_type, record.category, record.family_size, record.covered_size, record.annual_income_fen, on
    )


def people_of(record: HouseholdRecord) -> tuple[Person, ...]:
    """What 分类施保 depends on, for each member in its place."""
    return tuple(
        Person(
            member.name,
            member.id_number,
            member.id_written,
            member.health,
            member.disability_kind,
            member.disability_grade,
            bool(member.covered),
        )
        for member in record.members
    )
