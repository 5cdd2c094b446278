"""What sources said last, whose word stands, and the differences that wait for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from peewee import fn

from dibao_desktop.dossiers.records import Household, OpenDifference, SourceWord, Statement
from dibao_desktop.dossiers.rules.standing_word import Word
from dibao_desktop.dossiers.rules.statement import others_of
from dibao_desktop.storage.database import Prepared, tuples


@dataclass(frozen=True)
class DifferenceRow:
    """One field on which a source said something that was not written; `why` a value of `rules.standing_word.Why`."""

    id: int
    household_id: int
    number: str
    head_name: str
    source: str
    group: str
    field: str
    office_value: str
    file_value: str
    why: str
    said_at: str


def open_differences(household_id: int | None = None, source: str = "") -> list[DifferenceRow]:
    """The differences that wait, by household; of one household or source only, where one is given."""
    if household_id is None:
        found = tuples(_waiting(OpenDifference.source == source if source else OpenDifference.id > 0))
    else:
        found = _OF_HOUSEHOLD.rows(household_id)
    return [row for row in (DifferenceRow(*values) for values in found) if source in ("", row.source)]


def _waiting(condition: Any) -> Any:
    columns = (
        *(OpenDifference.id, OpenDifference.household, Household.number, Household.head_name, OpenDifference.source),
        *(OpenDifference.group, OpenDifference.field, OpenDifference.office_value, OpenDifference.file_value),
        *(OpenDifference.why, OpenDifference.said_at),
    )
    rows = OpenDifference.select(*columns).join(Household).where(condition)
    return rows.order_by(Household.number, OpenDifference.id)


_OF_HOUSEHOLD = Prepared(lambda household: _waiting(OpenDifference.household == household))


def open_difference_count() -> int:
    """How many wait."""
    return int(OpenDifference.select(fn.count(OpenDifference.id)).scalar() or 0)


def source_words(source: str) -> dict[str, Word]:
    """By group of fields whose word stands for a source; what is not here is the file's."""
    rows = SourceWord.select(SourceWord.group, SourceWord.word).where(SourceWord.source == source)
    return {group: Word(word) for group, word in tuples(rows)}


def source_notes(household_id: int) -> list[tuple[str, str, str]]:
    """What sources said last in columns that no field of ours takes: source, head, words."""
    return [
        (source, head, said)
        for source, text in _WITH_OTHERS.rows(household_id)
        for head, said in others_of(text).items()
    ]


_WITH_OTHERS = Prepared(
    lambda household: Statement.select(Statement.source, Statement.said).where(
        Statement.household == household, Statement.said.contains('"others":')
    )
)


def said_of(household_id: int, source: str) -> str:
    """What a source said last of a household, as it is kept."""
    found = Statement.select(Statement.said).where(Statement.household == household_id, Statement.source == source)
    return str(found.scalar())


def said_before(statement_id: int) -> str:
    """The same by the number of the statement."""
    return str(next(iter(_SAID.rows(statement_id)))[0])


_SAID = Prepared(lambda id_: Statement.select(Statement.said).where(Statement.id == id_))
