"""Writing a household's circumstances and the versions of its record, inside the command that changes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from dibao_desktop.domain.dates import PartialDate
from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.queries.circumstances import LISTS, PLAIN
from dibao_desktop.dossiers.queries.household import FROM_ITEMS, OWN_INCOME
from dibao_desktop.dossiers.records import HouseholdFacts, HouseholdTag, IncomeFigure, MemberFacts, RecordVersion
from dibao_desktop.dossiers.rules.aided import is_single, own_income_fen
from dibao_desktop.dossiers.rules.circumstances import CircumstancesRecord, PersonFacts
from dibao_desktop.dossiers.rules.keeping import as_text
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.session import Session
from dibao_desktop.storage.database import delete_rows, insert_rows

_PERSON = tuple(field.name for field in fields(PersonFacts))


def write_circumstances(household_id: int, member_ids: Sequence[int], known: CircumstancesRecord) -> None:
    """Make the household's circumstances what is said; `member_ids` stand as the record's members do."""

    def member(place: int | None) -> int | None:
        return None if place is None else member_ids[place]

    delete_rows(HouseholdFacts, [household_id], "household")
    plain = tuple(getattr(known, name) for name in PLAIN)
    if known.applicant is not None or any(plain):
        insert_rows(
            HouseholdFacts, ("household", "applicant", *PLAIN), [(household_id, member(known.applicant), *plain)]
        )
    delete_rows(HouseholdTag, [household_id], "household")
    insert_rows(HouseholdTag, ("household", "tag"), [(household_id, tag) for tag in known.tags])
    delete_rows(MemberFacts, member_ids, "member")
    people = [
        (member_id, *(getattr(facts, name) for name in _PERSON))
        for place, member_id in enumerate(member_ids)
        if (facts := known.person(place)) != PersonFacts()
    ]
    insert_rows(MemberFacts, ("member", *_PERSON), people)
    for name, (table, kind) in LISTS.items():
        columns = tuple(field.name for field in fields(kind))
        rows: list[tuple[Any, ...]] = [
            (
                household_id,
                *(
                    member(value) if column == "member" else value
                    for column in columns
                    for value in [getattr(item, column)]
                ),
            )
            for item in getattr(known, name)
        ]
        delete_rows(table, [household_id], "household")
        insert_rows(table, ("household", *columns), rows)


def write_own_income(session: Session, household_id: int, record: HouseholdRecord, known: CircumstancesRecord) -> None:
    """Keep what the one who is covered alone has by the year, worked out on the day it was entered, as the household's is."""
    if not is_single(known.covered_reason):
        return
    day, covered = session.today(), {place for place, member in enumerate(record.members) if member.covered}
    period = queries.income_period(record.aid_type)
    fen = own_income_fen(covered, known.incomes, period, PartialDate(day.year, day.month))
    before = queries.single_covers([household_id]).get(household_id)
    if fen is not None and (before is None or before.income_fen != fen):
        row = (household_id, "", OWN_INCOME, fen, FROM_ITEMS)
        insert_rows(IncomeFigure, ("household", "period", "kind", "amount_fen", "source"), [row])


def keep_version(session: Session, household_id: int) -> None:
    """Keep the record as it stands, once for each of its versions."""
    found, whole = queries.household(household_id), queries.whole_record(household_id)
    if found is None or whole is None:
        raise RuntimeError("what is kept can be read")
    at = session.clock().isoformat(timespec="minutes")
    RecordVersion.insert(
        household=household_id, version=found.version, at=at, actor=session.actor.name, body=as_text(whole)
    ).on_conflict_ignore().execute()
