"""Closed months: their tables as they were, and what would come out otherwise today."""

from __future__ import annotations

from dataclasses import dataclass

from dibao_desktop.domain.document import Document
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.reports.catalogue import MONTHLY, Asked, Report, month_documents
from dibao_desktop.reports.frozen import CellDifference, differences, digest, from_text
from dibao_desktop.reports.records import ClosedMonth, ClosedTable


@dataclass(frozen=True)
class ClosingRow:
    """One closing; `reopened_at` is empty while it holds."""

    id: int
    month: str
    closed_at: str
    closed_by: str
    reopened_at: str
    reason: str


def closings() -> list[ClosingRow]:
    """Every closing, the latest month first."""
    rows = ClosedMonth.select().order_by(ClosedMonth.month.desc(), ClosedMonth.id.desc())
    return [ClosingRow(r.id, r.month, r.closed_at, r.closed_by, r.reopened_at, r.reason) for r in rows]


def closing_of(month: str) -> ClosingRow | None:
    """The closing of a month that holds; None while its books are open."""
    return next((row for row in closings() if row.month == month and not row.reopened_at), None)


def closed_document(month: str, name: str) -> Document | None:
    """A table of a closed month to the cell; None while the month is open. Raises KnownError when it was tampered with."""
    held = closing_of(month)
    if held is None:
        return None
    kept = ClosedTable.get_or_none(ClosedTable.closing == held.id, ClosedTable.name == name)
    if kept is None:
        return None
    if digest(kept.body) != kept.digest:
        raise KnownError("damaged_closing", f"{month} 结账时存下的报表与校验码不符，请用备份恢复后再出表。")
    return from_text(kept.body)


def report_document(wanted: Report, asked: Asked) -> Document:
    """A table as it is to be handed in: of a closed month the one that was kept, else as it comes out today."""
    if wanted.of_book is not None and (kept := closed_document(asked.month, wanted.name)) is not None:
        return kept
    return wanted.make(asked)


def closing_differences(month: str) -> list[CellDifference]:
    """What the tables of a closed month would say otherwise today; empty when nothing, or while the month is open."""
    if closing_of(month) is None:
        return []
    today = month_documents(month)
    found: list[CellDifference] = []
    for report in MONTHLY:
        then = closed_document(month, report.name)
        if then is not None:
            found += differences(report.title, then, today[report.name])
    return found
