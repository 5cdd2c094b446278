"""A household's circumstances, its earlier versions, and the draft that somebody has left."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import islice
from typing import Any

from dibao_desktop.dossiers import records
from dibao_desktop.dossiers.queries.household import OWN_INCOME, household, kept
from dibao_desktop.dossiers.records import (
    Household,
    HouseholdFacts,
    HouseholdTag,
    IncomeFigure,
    Member,
    MemberFacts,
    RecordDraft,
    RecordVersion,
    Village,
)
from dibao_desktop.dossiers.rules import circumstances as rules
from dibao_desktop.dossiers.rules.aided import SingleCover, is_single
from dibao_desktop.dossiers.rules.circumstance_words import PersonStatus
from dibao_desktop.dossiers.rules.circumstances import CircumstancesRecord, PersonFacts
from dibao_desktop.dossiers.rules.keeping import WaitingFiles, WholeRecord, from_text
from dibao_desktop.policy import queries as policies
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key
from dibao_desktop.storage.database import Prepared, Row, tuples

# Each list of the record: its table and the class of its lines.
LISTS: dict[str, tuple[type[Row], type]] = {
    "incomes": (records.IncomeItem, rules.IncomeItem),
    "expenses": (records.ExpenseItem, rules.ExpenseItem),
    "properties": (records.PropertyItem, rules.PropertyItem),
    "obligors": (records.Obligor, rules.Obligor),
    "consents": (records.Consent, rules.Consent),
}
_CHUNK = 500
_PERSON = tuple(field.name for field in fields(PersonFacts))
PLAIN = ("residence", "contact", "covered_reason", "cabinet", "box", "bag")


@dataclass(frozen=True)
class VersionRow:
    """One version of a household's record that can be looked at: since when, by whom, and all of it."""

    version: int
    at: str
    actor: str
    whole: WholeRecord


@dataclass(frozen=True)
class DraftRow:
    """What an account left unsaved; `household_id` is None for a new household."""

    household_id: int | None
    at: str
    whole: WholeRecord
    waiting: WaitingFiles


@dataclass(frozen=True)
class OtherDossier:
    """Where else a person stands as living."""

    household_id: int
    number: str
    head_name: str
    village: str


def circumstances(household_id: int, member_ids: Sequence[int]) -> CircumstancesRecord:
    """The circumstances of one household, members by their place in `member_ids`."""
    places: dict[int | None, int | None] = {member: place for place, member in enumerate(member_ids)}
    own = list(_OWN.rows(household_id))
    applicant: int | None = own[0][0] if own else None
    plain: dict[str, Any] = dict(zip(PLAIN, own[0][1:], strict=True)) if own else {}
    people = {member: PersonFacts(*values) for member, *values in _PEOPLE.rows(household_id)}
    lists: dict[str, Any] = {
        name: _items(kind, query, household_id, places)
        for (name, (_, kind)), query in zip(LISTS.items(), _ITEMS, strict=True)
    }
    return CircumstancesRecord(
        applicant=places.get(applicant),
        **plain,
        tags=tuple(tag for (tag,) in _TAGS.rows(household_id)),
        people=tuple(people.get(member, PersonFacts()) for member in member_ids),
        **lists,
    )


def _items(kind: type, query: Prepared, household_id: int, places: dict[int | None, int | None]) -> tuple[Any, ...]:
    at = [field.name for field in fields(kind)].index("member")
    return tuple(
        kind(*(places.get(value) if place == at else value for place, value in enumerate(row)))
        for row in query.rows(household_id)
    )


def _select_items(table: Any, kind: type) -> Prepared:
    columns = [getattr(table, field.name) for field in fields(kind)]
    return Prepared(lambda id_: table.select(*columns).where(table.household == id_).order_by(table.id))


_OWN = Prepared(
    lambda id_: HouseholdFacts.select(
        HouseholdFacts.applicant, *(getattr(HouseholdFacts, name) for name in PLAIN)
    ).where(HouseholdFacts.household == id_)
)
_PEOPLE = Prepared(
    lambda id_: (
        MemberFacts.select(MemberFacts.member, *(getattr(MemberFacts, name) for name in _PERSON))
        .join(Member)
        .where(Member.household == id_)
    )
)
_TAGS = Prepared(
    lambda id_: HouseholdTag.select(HouseholdTag.tag).where(HouseholdTag.household == id_).order_by(HouseholdTag.id)
)
_ITEMS = tuple(_select_items(table, kind) for table, kind in LISTS.values())


def single_covers(household_ids: Sequence[int] | None = None) -> dict[int, SingleCover]:
    """The households in which one person is covered alone, of these or of all, with that person's own income."""
    if household_ids is None:
        reasons = HouseholdFacts.select(HouseholdFacts.household, HouseholdFacts.covered_reason)
        household_ids = [id_ for id_, reason in tuples(reasons) if is_single(reason)]
    found: dict[int, SingleCover] = {}
    for start in range(0, len(household_ids), _CHUNK):
        chunk = household_ids[start : start + _CHUNK]
        own: dict[int, int] = {}
        alone = [id_ for id_, reason in _REASONS.rows(*chunk) if is_single(reason)]
        if alone:
            # Oldest first: the latest is what the dictionary keeps.
            own = dict(_OWN_INCOMES.rows(*alone, OWN_INCOME))
        found |= {id_: SingleCover(own.get(id_)) for id_ in alone}
    return found


_REASONS = Prepared(
    lambda *ids: HouseholdFacts.select(HouseholdFacts.household, HouseholdFacts.covered_reason).where(
        HouseholdFacts.household.in_(ids)
    )
)
_OWN_INCOMES = Prepared(
    lambda *ids_and_kind: (
        IncomeFigure.select(IncomeFigure.household, IncomeFigure.amount_fen)
        .where(IncomeFigure.household.in_(ids_and_kind[:-1]), IncomeFigure.kind == ids_and_kind[-1])
        .order_by(IncomeFigure.id)
    )
)


def whole_record(household_id: int) -> WholeRecord | None:
    """The record as it stands now with its circumstances; None once it is gone."""
    found = kept([household_id]).get(household_id)
    if found is None:
        return None
    known = circumstances(household_id, found.member_ids)
    return WholeRecord(found.record, known, found.member_ids, found.version)


def versions(household_id: int) -> list[VersionRow]:
    """The versions kept of one record, the latest first; the first of them is the record as it stands now."""
    query = (
        RecordVersion.select(RecordVersion.version, RecordVersion.at, RecordVersion.actor, RecordVersion.body)
        .where(RecordVersion.household == household_id)
        .order_by(RecordVersion.version.desc())
    )
    found = [VersionRow(version, at, actor, from_text(body)) for version, at, actor, body in tuples(query)]
    now, whole = household(household_id), whole_record(household_id)
    if now is None or whole is None:
        return found
    if found and found[0].version == now.version:
        return found
    return [VersionRow(now.version, "", "", whole), *found]


def version_before(household_id: int) -> VersionRow | None:
    """The version that the last change at the desk replaced; None when something else came after it."""
    rows = list(islice(_LAST_VERSIONS.rows(household_id), 2))
    if len(rows) < 2 or [row[0] for row in rows] != [rows[0][4], rows[0][4] - 1]:
        return None
    version, at, actor, body, _now = rows[1]
    return VersionRow(version, at, actor, from_text(body))


_LAST_VERSIONS = Prepared(
    lambda id_: (
        RecordVersion.select(
            RecordVersion.version, RecordVersion.at, RecordVersion.actor, RecordVersion.body, Household.version
        )
        .join(Household)
        .where(RecordVersion.household == id_)
        .order_by(RecordVersion.version.desc())
    )
)


def drafts(account_id: int) -> list[DraftRow]:
    """What this account left unsaved, the latest first."""
    query = (
        RecordDraft.select(
            RecordDraft.household, RecordDraft.at, RecordDraft.body, RecordDraft.files, RecordDraft.pasted
        )
        .where(RecordDraft.account == account_id)
        .order_by(RecordDraft.at.desc(), RecordDraft.id.desc())
    )
    return [
        DraftRow(household_id or None, at, from_text(body), WaitingFiles(tuple(json.loads(files)), pasted))
        for household_id, at, body, files, pasted in tuples(query)
    ]


def living_elsewhere(id_numbers: Sequence[str], household_id: int | None) -> dict[str, OtherDossier]:
    """Which of these numbers belong to people who live in another dossier (停保 and 注销 ones are none)."""
    wanted = sorted({number for number in id_numbers if number})
    if not wanted:
        return {}
    gone = MemberFacts.select(MemberFacts.member).where(MemberFacts.status.not_in(["", PersonStatus.NORMAL.value]))
    query = (
        Member.select(Member.id_number, Household.id, Household.number, Household.head_name, Village.name)
        .join(Household)
        .join(Village)
        .where(Member.id_number.in_(wanted), Household.standing.in_(("在保", "申请")), Member.id.not_in(gone))
        .order_by(Household.id.desc())
    )
    return {
        number: OtherDossier(*other)
        for number, *other in tuples(query)
        if household_id is None or other[0] != household_id
    }


def income_period(aid_type: str) -> str:
    """Over which period the office's pack counts the income of this aid; the twelve months before where it says nothing."""
    packs = policies.office_packs()
    pack = packs.policies.get(settings.value(Key.POLICY))
    periods = {} if pack is None else {kind.value: period for kind, period in pack.income.periods.items()}
    return periods.get(aid_type, "last_12_months")
