"""Writing the chain: called by the gate once a command, never by hand."""

from __future__ import annotations

import json

from dibao_desktop.audit.records import AuditHead, AuditLine, AuditNote
from dibao_desktop.audit.rules import GENESIS, SealedNote, seal
from dibao_desktop.session import Session, Work
from dibao_desktop.storage.database import insert_rows, tuples

_LINE = ("id", "at", "actor", "command", "previous", "digest")


def write_line(session: Session, work: Work) -> None:
    """Append the line of a finished command, inside its transaction."""
    head = next(iter(tuples(AuditHead.select(AuditHead.line, AuditHead.digest))), (0, GENESIS))
    number, previous = head[0] + 1, head[1]
    at = session.clock().isoformat(timespec="milliseconds")
    notes = [SealedNote(n.household, n.text, _plain(n.before), _plain(n.after)) for n in work.notes]
    digest = seal(previous, at, session.actor.name, work.name, notes)
    # On the head, not on the last line there is: what is cut off leaves a gap for good.
    insert_rows(AuditLine, _LINE, [(number, at, session.actor.name, work.name, previous, digest)])
    AuditHead.insert(id=1, line=number, digest=digest).on_conflict_replace().execute()
    rows = [(number, n.household, n.text, n.before, n.after) for n in notes]
    insert_rows(AuditNote, ("line", "household", "text", "before", "after"), rows)


def _plain(values: dict[str, object] | None) -> str:
    return json.dumps(values, ensure_ascii=False, default=str) if values else ""
