"""Reading the chain: a household's history, the latest lines, and whether the chain is whole."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from peewee import fn

from dibao_desktop.audit.records import AuditHead, AuditLine, AuditNote
from dibao_desktop.audit.rules import GENESIS, SealedNote, seal
from dibao_desktop.storage.database import Prepared, tuples


@dataclass(frozen=True)
class HistoryEntry:
    """One thing that was done: ISO time, who, command, sentence, the values before and after, and the dossier's id."""

    at: str
    actor: str
    command: str
    text: str
    before: dict[str, object]
    after: dict[str, object]
    household: int | None = None


def history(household: int, limit: int = 200) -> list[HistoryEntry]:
    """What was done to one dossier, latest first."""
    return _entries(_OF_HOUSEHOLD.rows(household, limit))


def latest(limit: int = 200) -> list[HistoryEntry]:
    """What was done in the office, latest first."""
    return _entries(_LATEST.rows(limit))


def _notes(condition: object, limit: int) -> Any:
    return (
        AuditNote.select(
            AuditLine.at,
            AuditLine.actor,
            AuditLine.command,
            AuditNote.text,
            AuditNote.before,
            AuditNote.after,
            AuditNote.household,
        )
        .join(AuditLine)
        .where(condition)
        .order_by(AuditNote.id.desc())
        .limit(limit)
    )


_OF_HOUSEHOLD = Prepared(lambda household, limit: _notes(AuditNote.household == household, limit))
_LATEST = Prepared(lambda limit: _notes(AuditNote.id > 0, limit))


def _entries(rows: Iterable[tuple[Any, ...]]) -> list[HistoryEntry]:
    return [
        HistoryEntry(at, actor, name, text, _values(before), _values(after), household)
        for at, actor, name, text, before, after, household in rows
    ]


def _values(stored: str) -> dict[str, object]:
    return json.loads(stored) if stored else {}


def head() -> str:
    """The digest of the last line: a short form of it is printed on minutes."""
    last = AuditLine.select(AuditLine.digest).order_by(AuditLine.id.desc()).first()
    return last.digest if last else GENESIS


def broken_links() -> list[str]:
    """One sentence for each line whose digest does not follow from what it says; empty when the chain is whole."""
    notes = (
        AuditNote.select(AuditNote.line, AuditNote.household, AuditNote.text, AuditNote.before, AuditNote.after)
        .order_by(AuditNote.line, AuditNote.id)
        .tuples()
        .iterator()
    )
    by_line = groupby(notes, key=lambda row: row[0])
    pending = next(by_line, None)
    found, previous, number = [], GENESIS, 0
    lines = AuditLine.select().order_by(AuditLine.id).tuples().iterator()
    for number, (line, at, actor, name, before, digest) in enumerate(lines, start=1):
        own: list[SealedNote] = []
        if pending is not None and pending[0] == line:
            own = [SealedNote(*row[1:]) for row in pending[1]]
            pending = next(by_line, None)
        if line != number:
            found.append(f"操作留痕第 {number} 条缺失。")
            number = line
        if before != previous or seal(before, at, actor, name, own) != digest:
            found.append(f"操作留痕第 {line} 条（{at}，{actor}）与其校验值不符。")
        previous = digest
    return found + _missing_at_the_end(number, previous)


def _missing_at_the_end(number: int, digest: str) -> list[str]:
    """What the chain's own record of its end says of the last line there is."""
    last, sealed = next(iter(tuples(AuditHead.select(AuditHead.line, AuditHead.digest))), (0, GENESIS))
    if last > number:
        return [f"操作留痕末尾缺 {last - number} 条：应到第 {last} 条，只到第 {number} 条。"]
    return [] if (last, sealed) == (number, digest) else ["操作留痕末尾的记号与最后一条不符。"]


def last_note() -> int:
    """The number of the latest thing that was noted; 0 while there is none."""
    return int(AuditNote.select(fn.max(AuditNote.id)).scalar() or 0)


def households_noted_since(note: int, most: int) -> set[int]:
    """The households of which something was noted after `note`; of more than `most` only so many."""
    rows = AuditNote.select(AuditNote.household).where(AuditNote.id > note, AuditNote.household.is_null(False))
    return {household for (household,) in tuples(rows.distinct().limit(most))}


def last_line() -> int:
    """The number of the last line of the chain; 0 while there is none."""
    return int(AuditHead.select(AuditHead.line).scalar() or 0)


def last_household() -> int:
    """The highest id that a dossier ever had of which something was noted."""
    return int(AuditNote.select(fn.max(AuditNote.household)).scalar() or 0)


def noted_since(line: int) -> list[tuple[int, HistoryEntry]]:
    """What was done about any dossier after a line of the chain, earliest first, each with the number of its line."""
    rows = (
        AuditNote.select(
            AuditNote.line, AuditLine.at, AuditLine.actor, AuditLine.command, AuditNote.text, AuditNote.household
        )
        .join(AuditLine)
        .where(AuditNote.line > line, AuditNote.household.is_null(False))
        .order_by(AuditNote.id)
    )
    return [
        (number, HistoryEntry(at, actor, name, text, {}, {}, household))
        for number, at, actor, name, text, household in tuples(rows)
    ]
