"""Closing a month's books, and opening them again for a reason."""

from __future__ import annotations

import re

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.reports.catalogue import month_documents
from dibao_desktop.reports.closing import closing_of
from dibao_desktop.reports.frozen import as_text, digest
from dibao_desktop.reports.periods import period
from dibao_desktop.reports.records import ClosedMonth, ClosedTable, MadeReport
from dibao_desktop.reports.tables.month import cycle_day
from dibao_desktop.session import Permission, Session, command

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@command(Permission.CONFIRM, Changes.REPORTS)
def close_month(session: Session, month: str) -> int:
    """Keep all monthly tables of a month as they are now; returns how many. Raises KnownError for a month that has not
    ended or is closed."""
    if not _MONTH.fullmatch(month):
        raise KnownError("wrong_month", f"“{month}”应写成 2017-06 这样的年月。")
    if (held := closing_of(month)) is not None:
        raise KnownError(
            "closed", f"{month} 已由{held.closed_by}于 {held.closed_at[:10]} 结账；要改先填写理由重新打开。"
        )
    when = period(month, cycle_day())
    if when.last >= session.today():
        raise KnownError("too_early", f"{when.words}还没有结束，{when.last.isoformat()} 过后才能结账。")
    now = session.clock().isoformat(timespec="minutes")
    closing = ClosedMonth.create(month=month, closed_at=now, closed_by=session.actor.name)
    documents = month_documents(month)
    for name, document in documents.items():
        kept = as_text(document)
        ClosedTable.create(closing=closing.id, name=name, body=kept, digest=digest(kept))
    session.note(f"{when.title}月报结账，存下报表 {len(documents)} 张")
    return len(documents)


@command(Permission.CONFIRM, Changes.REPORTS)
def reopen_month(session: Session, month: str, reason: str) -> None:
    """Open a closed month again; its kept tables stay in the books as what was handed in then."""
    held = closing_of(month)
    if held is None:
        raise KnownError("not_closed", f"{month} 没有结账，不用重新打开。")
    if not reason.strip():
        raise KnownError("no_reason", "重新打开已结账的月份要写明理由。")
    now = session.clock().isoformat(timespec="minutes")
    ClosedMonth.update(reopened_at=now, reason=reason.strip()).where(ClosedMonth.id == held.id).execute()
    session.note(f"重新打开 {month} 月报：{reason.strip()}")


@command(Permission.EXPORT, Changes.REPORTS)
def record_made(session: Session, name: str, of: str, title: str) -> None:
    """Remember that a report of a month, day or stage was written out, so that it is not asked for again."""
    now = session.clock().isoformat(timespec="minutes")
    MadeReport.create(name=name, of=of, made_at=now, made_by=session.actor.name)
    session.note(f"出具报表“{title}”（{of}）")
