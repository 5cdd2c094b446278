"""Open differences: what a source said anew and nobody wrote, kept until somebody decides (docs/decisions/0011)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.commands.writing import Origin, Writing
from dibao_desktop.dossiers.queries.differences import DifferenceRow, open_differences, said_of
from dibao_desktop.dossiers.queries.household import Kept
from dibao_desktop.dossiers.records import OpenDifference, SourceWord
from dibao_desktop.dossiers.rules.fields import as_note, changes
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.dossiers.rules.standing_word import Why, Word, group_label, partly
from dibao_desktop.dossiers.rules.statement import from_text, merged
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.storage.database import insert_rows

# Household, group, field, the office's value, the file's, why it waits.
OpenRow = tuple[int, str, str, str, str, str]
_COLUMNS = ("household", "group", "field", "office_value", "file_value", "why", "source", "said_at")


@command(Permission.IMPORT, Changes.DOSSIERS)
def keep_open(session: Session, source: str, spoken_of: Sequence[tuple[int, str]], waiting: Sequence[OpenRow]) -> None:
    """Inside an import: what a source says now takes the place of what it left open on the same fields."""
    with_open = {row.household_id for row in open_differences(source=source)} if spoken_of else set()
    for household, field in spoken_of:
        if household in with_open:
            mine = (OpenDifference.household == household) & (OpenDifference.source == source)
            OpenDifference.delete().where(mine, OpenDifference.field == field).execute()
    now = session.clock().isoformat(timespec="seconds")
    insert_rows(OpenDifference, _COLUMNS, [(*row, source, now) for row in waiting])


@command(Permission.IMPORT, Changes.DOSSIERS)
def settle_differences(session: Session, ids: Collection[int], take_file: bool) -> int:
    """Decide open differences for the file or for the office; the number decided. What makes sense only together (the
    members and their numbers, a bank account) is decided together.

    Raises KnownError where the file's amount is to replace one that this campaign has decided, and the account may not
    confirm.
    """
    wanted = set(ids)
    chosen = {(row.household_id, row.source, row.group) for row in open_differences() if row.id in wanted}
    rows = [row for row in open_differences() if (row.household_id, row.source, row.group) in chosen]
    if not rows:
        raise KnownError("nothing_open", "这些不同已经处理过，请刷新后再看。")
    if take_file and any(row.group == "monthly_fen" and row.why == Why.JUDGED for row in rows):
        session.refuse_without(Permission.CONFIRM)
    rows.sort(key=lambda row: (row.household_id, row.source))
    for (household_id, source), own in groupby(rows, key=lambda row: (row.household_id, row.source)):
        _settle(session, household_id, source, list(own), take_file)
    OpenDifference.delete().where(OpenDifference.id.in_([row.id for row in rows])).execute()
    return len(rows)


@command(Permission.IMPORT, Changes.DOSSIERS)
def set_source_word(session: Session, source: str, group: str, word: Word) -> None:
    """From now on, whose word stands on a group of fields where this source says something new."""
    SourceWord.delete().where(SourceWord.source == source, SourceWord.group == group).execute()
    if word is not Word.FILE:
        SourceWord.create(source=source, group=group, word=word.value)
    session.note(f"{source}的“{group_label(group)}”今后{word.value}")


def _settle(session: Session, household_id: int, source: str, rows: list[DifferenceRow], take_file: bool) -> None:
    fields = {row.field for row in rows}
    if not take_file:
        kept = {row.field: row.office_value for row in rows}
        session.note(f"与{source}不同，以档案为准", household=household_id, after={**kept})
        return
    household = queries.kept([household_id])[household_id]
    stated = from_text(said_of(household_id, source))
    laid = partly(household.record, merged(household.record, stated), lambda _key, label: label in fields)
    record = without_pay(household, laid.record)
    found = changes(household.record, record, laid.pairs)
    if found:
        now = session.clock().isoformat(timespec="minutes")
        writing = Writing(Origin(source, source, now[:7], now))
        ids = [None if place is None else household.member_ids[place] for place in laid.pairs]
        writing.change(household, record, ids)
        writing.flush()
    before, after = as_note(found)
    session.note(f"与{source}不同，以文件为准", household=household_id, before=before, after=after)


def without_pay(household: Kept, record: HouseholdRecord) -> HouseholdRecord:
    """A roster neither pays an applicant nor a household that was stopped: a decision does. What it says of the amount stands
    among the differences (57号 art.28)."""
    if household.standing == Standing.RECEIVING:
        return record
    paid = replace(record, monthly_fen=household.record.monthly_fen)
    return (
        paid if household.standing == Standing.APPLYING else replace(paid, covered_size=household.record.covered_size)
    )
