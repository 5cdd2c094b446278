"""What a piece of work did to the rows, told by the database itself, so that the work can be taken back exactly.

While `recorded` runs, a trigger on each table keeps what a row was before it was first changed or deleted; new rows are
known by their ids alone. Nothing has to remember to tell it, and new rows, the bulk of an import, cost nothing. A new row
may take a number below the highest, that of a deleted one or of the row that it is a part of: such are watched as well.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from peewee import ForeignKeyField, sort_models  # type: ignore[attr-defined]

from dibao_desktop.storage.database import Row, database

# The chain outlives everything, and who may sign in is no matter of the data.
_NEVER = frozenset({"audit_head", "audit_line", "audit_note", "account"})
_CHUNK = 500


@dataclass(frozen=True)
class Span:
    """The new rows of one table: the ids from `first` to `last`. `seal` is over what would tell that one was changed."""

    table: str
    first: int
    last: int
    seal: str


@dataclass(frozen=True)
class Image:
    """One row whose number was there before: what it was, whole, as JSON (empty: nothing, such a part was not there), and a
    seal of what it became (empty: it was deleted)."""

    table: str
    row: int
    before: str
    after: str


@dataclass
class Journal:
    """What was done; filled when `recorded` ends."""

    spans: list[Span] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)

    def new(self, table: str) -> range:
        """The ids of the new rows of a table."""
        return next((range(span.first, span.last + 1) for span in self.spans if span.table == table), range(0))


@contextmanager
def recorded(ignoring: Collection[str] = ()) -> Iterator[Journal]:
    """Keep what happens inside, in one transaction; what fails is rolled back, the triggers with it."""
    models = _models(ignoring)
    highest = {name: _highest(_numbered_by(model)) for name, model in models.items()}
    journal = Journal()
    database.execute_sql(
        "CREATE TEMP TABLE journal (place INTEGER PRIMARY KEY, name TEXT, number INTEGER, body TEXT,"
        " UNIQUE (name, number))"
    )
    for name, model in models.items():
        body = _as_json(model, "old.")
        for event in ("UPDATE", "DELETE"):
            _watch(name, f"BEFORE {event}", f"old.rowid <= {highest[name]}", "old.rowid", body)
        # Before it is there a row may have no number yet.
        _watch(name, "AFTER INSERT", f"new.rowid <= {highest[name]}", "new.rowid", "''")
    yield journal
    for (trigger,) in database.execute_sql("SELECT name FROM temp.sqlite_master WHERE type = 'trigger'").fetchall():
        database.execute_sql(f'DROP TRIGGER temp."{trigger}"')
    kept = database.execute_sql("SELECT name, number, body FROM temp.journal ORDER BY place").fetchall()
    database.execute_sql("DROP TABLE temp.journal")
    seals = _seals(models, ((name, row) for name, row, _ in kept))
    # An update that wrote what was there already did nothing.
    journal.images = [
        Image(name, row, body, seal)
        for name, row, body in kept
        if (seal := seals.get((name, row), "")) != (_seal_of(body) if body else "")
    ]
    journal.spans = [
        Span(name, highest[name] + 1, last, _span_seal(model, highest[name] + 1, last))
        for name, model in models.items()
        if (last := _highest(name)) > highest[name]
    ]


def disturbed(journal: Journal) -> list[tuple[str, int]]:
    """Rows of the work that are no longer what it left: table and id, or 0 where one of many new rows was changed."""
    models = _models()
    seals = _seals(models, ((each.table, each.row) for each in journal.images))
    found = [(each.table, each.row) for each in journal.images if seals.get((each.table, each.row), "") != each.after]
    return found + [
        (span.table, 0) for span in journal.spans if _span_seal(models[span.table], span.first, span.last) != span.seal
    ]


def leaning(journal: Journal) -> list[tuple[str, str, int]]:
    """What others have hung on the new rows since: the table that leans, the table it leans on, the id leaned on."""
    models = _models()
    found = []
    # What took the number of a deleted row goes with the work too.
    taken = {(each.table, each.row) for each in journal.images}
    for span in journal.spans:
        for key, other in models[span.table]._meta.backrefs.items():
            name = other._meta.table_name
            if name not in models:
                continue
            own = journal.new(name)
            rows = database.execute_sql(
                f'SELECT rowid, "{key.column_name}" FROM "{name}" WHERE "{key.column_name}" BETWEEN ? AND ?'
                " AND rowid NOT BETWEEN ? AND ?",
                (span.first, span.last, own.start, own.stop - 1),
            )
            leaned_on = next((owner for row, owner in rows if (name, row) not in taken), None)
            if leaned_on is not None:
                found.append((name, span.table, leaned_on))
    return found


def take_back(journal: Journal) -> None:
    """Make all rows what they were: new ones go, changed and deleted ones come back. Inside a transaction."""
    models = _models()
    order = [model._meta.table_name for model in sort_models(models.values())]
    # Rows that lean on one another come back in any order; the commit checks that all is there.
    database.execute_sql("PRAGMA defer_foreign_keys = ON")
    for span in sorted(journal.spans, key=lambda each: -order.index(each.table)):
        database.execute_sql(f'DELETE FROM "{span.table}" WHERE rowid BETWEEN ? AND ?', (span.first, span.last))
    for image in sorted(journal.images, key=lambda each: order.index(each.table)):
        if not image.before:
            database.execute_sql(f'DELETE FROM "{image.table}" WHERE rowid = ?', (image.row,))
            continue
        values = json.loads(image.before)
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        pairs = ", ".join(f'"{name}" = ?' for name in values)
        there = database.execute_sql(
            f'UPDATE "{image.table}" SET {pairs} WHERE rowid = ?', (*values.values(), image.row)
        ).rowcount
        if not there:
            database.execute_sql(f'INSERT INTO "{image.table}" ({names}) VALUES ({marks})', tuple(values.values()))


def _models(ignoring: Collection[str] = ()) -> dict[str, type[Row]]:
    """The tables of the office by name."""
    there = {name for (name,) in database.execute_sql("SELECT name FROM sqlite_master WHERE type = 'table'")}
    by_name = {model._meta.table_name: model for model in Row.__subclasses__()}
    return {name: by_name[name] for name in sorted(there & by_name.keys()) if name not in _NEVER | set(ignoring)}


def _watch(name: str, event: str, when: str, row: str, body: str) -> None:
    database.execute_sql(
        f'CREATE TEMP TRIGGER "journal_{name}_{event}" {event} ON main."{name}" WHEN {when} BEGIN'
        f" INSERT OR IGNORE INTO journal (name, number, body) VALUES ('{name}', {row}, {body}); END"
    )


def _numbered_by(model: type[Row]) -> str:
    """The table whose numbers tell which rows of this one are new."""
    key = model._meta.primary_key
    return str((key.rel_model if isinstance(key, ForeignKeyField) else model)._meta.table_name)


def _highest(name: str) -> int:
    return int(database.execute_sql(f'SELECT coalesce(max(rowid), 0) FROM "{name}"').fetchone()[0])


def _as_json(model: type[Row], owner: str = "") -> str:
    columns = [each.column_name for each in model._meta.sorted_fields]
    pairs = ", ".join(f"'{column}', {owner}\"{column}\"" for column in columns)
    return f"json_object({pairs})"


def _seals(models: dict[str, type[Row]], wanted: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """The seals of rows as they are; one that is gone has none."""
    by_table: dict[str, list[int]] = {}
    for name, row in wanted:
        by_table.setdefault(name, []).append(row)
    found: dict[tuple[str, int], str] = {}
    for name, rows in by_table.items():
        body = _as_json(models[name])
        for start in range(0, len(rows), _CHUNK):
            chunk = rows[start : start + _CHUNK]
            marks = ", ".join("?" * len(chunk))
            for row, text in database.execute_sql(
                f'SELECT rowid, {body} FROM "{name}" WHERE rowid IN ({marks})', chunk
            ):
                found[(name, row)] = _seal_of(text)
    return found


def _seal_of(body: str) -> str:
    return hashlib.blake2b(body.encode(), digest_size=16).hexdigest()


def _span_seal(model: type[Row], first: int, last: int) -> str:
    """Over all that would tell of a change: its version or digest where a table has one, else every column. A row under
    a versioned one is told by that."""
    columns = _telling(model)
    if not columns:
        return ""
    names = ", ".join(f'"{column}"' for column in columns)
    rows = database.execute_sql(
        f'SELECT rowid, {names} FROM "{model._meta.table_name}" WHERE rowid BETWEEN ? AND ? ORDER BY rowid',
        (first, last),
    )
    sealing = hashlib.blake2b(digest_size=16)
    for row in rows:
        sealing.update(repr(row).encode())
    return sealing.hexdigest()


def _telling(model: type[Row]) -> Sequence[str]:
    fields: dict[str, Any] = model._meta.fields
    for name in ("version", "digest"):
        if name in fields:
            return (name,)
    if any("version" in key.rel_model._meta.fields for key in model._meta.refs):
        return ()
    return [each.column_name for each in model._meta.sorted_fields]
