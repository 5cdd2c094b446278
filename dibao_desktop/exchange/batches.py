"""Past imports as they are shown: when, by whom, which files, what they brought, whether they were undone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from dibao_desktop.exchange.records import ImportBatch, ImportImage
from dibao_desktop.storage.database import tuples
from dibao_desktop.storage.journal import Image, Journal, Span

# Restoring these is part of the bookkeeping of imports, not of what they did.
OWN_TABLES = ("import_batch", "import_image")


@dataclass(frozen=True)
class BatchFile:
    """One file of an import: its name, the digest of its bytes, its kind and what it brought."""

    name: str
    digest: str
    kind: str
    new: int
    changed: int
    same: int
    rejected: int


@dataclass(frozen=True)
class Batch:
    """One import; `at` and `undone_at` are ISO times, `undone_at` is empty while it stands."""

    id: int
    at: str
    actor: str
    files: tuple[BatchFile, ...]
    undone_at: str
    undone_by: str


def batches(most: int = 50) -> list[Batch]:
    """Past imports, latest first."""
    columns = (ImportBatch.id, ImportBatch.at, ImportBatch.actor, ImportBatch.files, ImportBatch.undone_at)
    rows = ImportBatch.select(*columns, ImportBatch.undone_by).order_by(ImportBatch.id.desc()).limit(most)
    return [
        Batch(id_, at, actor, as_files(files), undone_at, undone_by)
        for id_, at, actor, files, undone_at, undone_by in tuples(rows)
    ]


def taken_before(digest: str) -> Batch | None:
    """The latest import that stands and had a file of these bytes."""
    standing = (batch for batch in batches() if not batch.undone_at)
    return next((batch for batch in standing if any(file.digest == digest for file in batch.files)), None)


def journal_of(batch: ImportBatch) -> Journal:
    """What an import did to the rows."""
    images = ImportImage.select(ImportImage.name, ImportImage.row, ImportImage.before, ImportImage.after)
    return Journal(
        [Span(**each) for each in json.loads(batch.spans)],
        [Image(*row) for row in tuples(images.where(ImportImage.batch == batch.id).order_by(ImportImage.id))],
    )


def as_text(values: Iterable[BatchFile | Span]) -> str:
    """Files or spans as they are stored."""
    return json.dumps([asdict(each) for each in values], ensure_ascii=False)


def as_files(stored: str) -> tuple[BatchFile, ...]:
    """The files of an import as they were stored."""
    return tuple(BatchFile(**each) for each in json.loads(stored))
