"""Giving the record of a meeting its code, when it is closed and whenever it is put right afterwards."""

from __future__ import annotations

from typing import Any

from dibao_desktop.audit import queries as audit
from dibao_desktop.review.queries.sealing import record_digest
from dibao_desktop.review.records import MinutesSeal
from dibao_desktop.review.rules.seal import printed_code, seal_code
from dibao_desktop.session import Session


def seal_minutes(session: Session, meeting: Any, reason: str) -> None:
    """Inside the command that closed or corrected: the code goes into the audit line too, so the chain vouches for it."""
    digest = record_digest(meeting.id)
    code = seal_code(audit.head(), digest)
    made_at = session.clock().isoformat(timespec="seconds")
    MinutesSeal.create(meeting=meeting.id, code=code, digest=digest, reason=reason, made_at=made_at)
    session.note(f"{meeting.village.name}第 {meeting.number} 次评议会记录校验码 {printed_code(code)}（{reason}）")
