"""Taking in an outside list, line by line and each line once; and dropping one that was taken in by mistake."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence

from dibao_desktop.domain.applied import Applied
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.identity import read_id
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.matching.records import ListRow
from dibao_desktop.matching.rules.lists import ListEntry, ListKind
from dibao_desktop.matching.rules.periods import payment_month
from dibao_desktop.session import Session, command
from dibao_desktop.storage.database import insert_rows

_COLUMNS = (
    "kind",
    "digest",
    "name",
    "id_number",
    "id_fault",
    "account_no",
    "amount_fen",
    "on_date",
    "label",
    "detail",
    "months",
    "period",
    "source",
    "place",
    "taken_at",
)


@command(Permission.IMPORT, Changes.MATCHING)
def take_list(session: Session, kind: ListKind, entries: Sequence[ListEntry], source: str) -> Applied:
    """Keep the lines of a list; a line that is known already, from this file or another, says nothing new.

    Two payment lines of different months are two lines, however alike they are.
    """
    known = {row[0] for row in ListRow.select(ListRow.digest).where(ListRow.kind == kind).tuples().iterator()}
    before = len(known)
    taken_at = session.clock().isoformat(timespec="seconds")
    insert_rows(ListRow, _COLUMNS, _fresh(kind, entries, source, taken_at, known))
    new = len(known) - before
    session.note(f"导入{kind.label}“{source}”：新增 {new} 行，已有 {len(entries) - new} 行")
    return Applied(new=new, same=len(entries) - new)


def _fresh(
    kind: ListKind, entries: Sequence[ListEntry], source: str, taken_at: str, known: set[str]
) -> Iterator[tuple[object, ...]]:
    """The rows to insert; adds their digests to `known` as it goes."""
    for entry in entries:
        number = read_id(entry.id_number)
        months = json.dumps(entry.months, ensure_ascii=False) if entry.months else ""
        period = payment_month(entry.on_date, entry.place, source) if kind is ListKind.PAYMENTS else ""
        content = (
            *(entry.name, number.value, number.fault.name if number.fault else "", entry.account_no, entry.amount_fen),
            *(entry.on_date, entry.label, entry.detail, months, period),
        )
        digest = hashlib.blake2b(repr((kind.value, content)).encode(), digest_size=16).hexdigest()
        if digest not in known:
            known.add(digest)
            yield (kind.value, digest, *content, source, entry.place, taken_at)


@command(Permission.IMPORT, Changes.MATCHING)
def discard_list(session: Session, kind: ListKind, source: str, taken_at: str) -> int:
    """Drop the lines that one file brought in; its leads go with the next comparison, unless they were judged."""
    batch = (ListRow.kind == kind) & (ListRow.source == source) & (ListRow.taken_at == taken_at)
    dropped = int(ListRow.delete().where(batch).execute())
    if not dropped:
        raise KnownError("no_list", f"没有找到“{source}”的{kind.label}，可能已经移除，请刷新后再看。")
    session.note(f"移除{kind.label}“{source}”，共 {dropped} 行")
    return dropped
