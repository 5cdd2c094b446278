"""What keeps a record at the desk from being saved, beyond its own problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dibao_desktop.domain.dates import PartialDate
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.queries.household import Kept
from dibao_desktop.dossiers.rules.circumstance_problems import circumstance_problems, leaving_sentence
from dibao_desktop.dossiers.rules.circumstances import CircumstancesRecord, yearly_income
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.session import Session


def refuse_circumstances(
    session: Session, household_id: int | None, record: HouseholdRecord, known: CircumstancesRecord
) -> None:
    """Raises KnownError for circumstances with problems, and for a member who lives in another dossier unmarked."""
    for sentence in circumstance_problems(record, known, session.today()).values():
        raise KnownError("invalid", sentence)
    numbers = [m.id_number for place, m in enumerate(record.members) if not known.person(place).duplicate]
    for number, other in queries.living_elsewhere(numbers, household_id).items():
        name = next(member.name for member in record.members if member.id_number == number)
        raise KnownError(
            "lives_elsewhere",
            f"{name}已在档案 {other.number}（{other.village}{other.head_name}家）中；"
            "确需两边登记的，请标为“重复登记”后保存。",
        )


def refuse_leaving(session: Session, household: Kept, places: Sequence[int]) -> None:
    """Raises KnownError for somebody who is to be taken out and has payments, judged leads or votes behind."""
    members = {household.member_ids[place]: household.record.members[place] for place in places}
    if not members:
        return
    behind = session.stands_behind(household.id, {id_: member.id_number for id_, member in members.items()})
    for id_, reason in behind.items():
        raise KnownError("person_kept", leaving_sentence(members[id_].name, reason))


def counted(session: Session, record: HouseholdRecord, known: CircumstancesRecord) -> HouseholdRecord:
    """The record with the yearly income that its items come to, where it has items; else the stated figure stays."""
    day = session.today()
    period = queries.income_period(record.aid_type)
    income = yearly_income(known.incomes, period, PartialDate(day.year, day.month))
    return record if income is None else replace(record, annual_income_fen=income.fen)


def kept_household(household_id: int) -> Kept:
    """The household as it is kept. Raises KnownError when it is gone."""
    household = queries.kept([household_id]).get(household_id)
    if household is None:
        raise KnownError("no_household", "这份档案已不存在，请刷新列表后再试。")
    return household
