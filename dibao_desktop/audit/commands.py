"""Writing the chain: called by the gate once a command, never by hand."""

from __future__ import annotations

import json

from dibao_desktop.audit.records import AuditLine, AuditNote
from dibao_desktop.audit.rules import GENESIS, SealedNote, seal
from dibao_desktop.session import Session, Work
from dibao_desktop.storage.database import insert_rows


def write_line(session: Session, work: Work) -> None:
    """Append the line of a finished command, inside its transaction."""
    last = AuditLine.select(AuditLine.digest).order_by(AuditLine.id.desc()).first()
    previous = last.digest if last else GENESIS
    at = session.clock().isoformat(timespec="milliseconds")
    notes = [SealedNote(n.household, n.text, _plain(n.before), _plain(n.after)) for n in work.notes]
    digest = seal(previous, at, session.actor.name, work.name, notes)
    line = AuditLine.create(at=at, actor=session.actor.name, command=work.name, previous=previous, digest=digest)
    rows = [(line.id, n.household, n.text, n.before, n.after) for n in notes]
    insert_rows(AuditNote, ("line", "household", "text", "before", "after"), rows)


def _plain(values: dict[str, object] | None) -> str:
    return json.dumps(values, ensure_ascii=False, default=str) if values else ""
