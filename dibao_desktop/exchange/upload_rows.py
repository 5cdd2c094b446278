"""The rows of an upload: one a person or one a household, each value in the template's own words, and what is wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dibao_desktop.clearance.queries import CaseRow
from dibao_desktop.domain import identity
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries import Kept
from dibao_desktop.dossiers.rules.record import MemberRecord
from dibao_desktop.exchange.template import Column, Template
from dibao_desktop.exchange.template.reading import by_person
from dibao_desktop.exchange.template.values import written
from dibao_desktop.exchange.upload_problems import Trouble, UploadProblem, fault_of

Row = dict[str, str | float]
_OF_RECORD = (
    "number",
    "village",
    "group",
    "head_name",
    "register_no",
    "certificate_no",
    "aid_type",
    "category",
    "cause",
    "bank",
    "account_no",
    "start_month",
    "phone",
    "address",
)
_OF_MEMBER = (
    "name",
    "id_type",
    "id_number",
    "relation",
    "sex",
    "birth",
    "ethnic",
    "marriage",
    "health",
    "disability_kind",
    "disability_grade",
    "disability_no",
    "labour",
)


@dataclass(frozen=True)
class Block:
    """The rows of one household, which stay together in one file."""

    household_id: int
    number: str
    village: str
    division: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Subject:
    """One household to be uploaded, with its case where a campaign decides what is said of it."""

    kept: Kept
    case: CaseRow | None


def blocks_of(
    template: Template, subjects: Sequence[Subject], unit: str, day: dt.date
) -> tuple[list[Block], list[UploadProblem]]:
    """Every household's rows, and everything that is wrong, each said once: a figure of the household is not repeated for each
    of its people, nor one of the village for each household."""
    codes = {village.name: village.code for village in dossiers.villages()}
    persons = by_person(template)
    blocks: list[Block] = []
    found: dict[tuple[object, ...], UploadProblem] = {}
    serial = 0
    for subject in subjects:
        record = subject.kept.record
        shared = _shared(subject, codes.get(record.village, ""), unit)
        rows = []
        for member in record.members if persons else record.members[:1] or (MemberRecord(record.head_name),):
            serial += 1
            values = shared | (_own(member, day) if persons else {}) | {"serial": serial}
            rows.append(_row(template, subject, member, values, found))
        blocks.append(Block(subject.kept.id, record.number, record.village, codes.get(record.village, ""), tuple(rows)))
    return blocks, list(found.values())


def _row(
    template: Template,
    subject: Subject,
    member: MemberRecord,
    values: Mapping[str, str | float],
    found: dict[tuple[object, ...], UploadProblem],
) -> Row:
    row: Row = {}
    for column in template.columns:
        if not column.used or column.fixed:
            continue
        value = values[column.field]
        entry = written(template, column, value)
        trouble = fault_of(column, value, entry)
        if trouble is not None:
            problem = _problem(column, subject, member, str(value), trouble)
            found.setdefault(problem.key, problem)
        if entry is not None and entry != "":
            row[column.field] = entry
    return row


def _problem(column: Column, subject: Subject, member: MemberRecord, value: str, trouble: Trouble) -> UploadProblem:
    record, case = subject.kept.record, subject.case
    return UploadProblem(
        household_id=subject.kept.id,
        number=record.number,
        head_name=record.head_name,
        village=record.village,
        person=member.name,
        field=column.field,
        column=column.head,
        value=value,
        trouble=trouble,
        choices=column.choices,
        step=case.step_label if case else "",
    )


def _shared(subject: Subject, division: str, unit: str) -> Row:
    """What stands on every row of a household."""
    record, case = subject.kept.record, subject.case
    fen = case.new_fen if case is not None and case.new_fen is not None else record.monthly_fen or 0
    values: Row = {name: getattr(record, name) for name in _OF_RECORD}
    return values | {
        "head_id": subject.kept.head_id,
        "division": division,
        "monthly": fen / 100,
        "annual_income": "" if record.annual_income_fen is None else record.annual_income_fen / 100,
        "family_size": record.family_size or len(record.members),
        "covered_size": record.covered_size,
        "account_name": record.account_name or (record.head_name if record.account_no else ""),
        "outcome": case.outcome.label if case is not None and case.outcome else "",
        "outcome_date": case.decided_on if case is not None else "",
        "unit": unit,
        "note": record.note,
    }


def _own(member: MemberRecord, day: dt.date) -> Row:
    values: Row = {name: getattr(member, name) for name in _OF_MEMBER}
    age = identity.youngest_age(member.id_number, member.birth, day)
    disabled = bool(member.disability_kind or member.disability_grade or member.disability_no)
    return values | {
        "age": "" if age is None else str(age),
        "disabled": "是" if disabled else "否",
        "covered": "是" if member.covered else "否",
        "note": member.note,
    }
