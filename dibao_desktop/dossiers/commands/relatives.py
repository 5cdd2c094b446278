"""近亲属登记: who of the officials' near relatives is registered (57号 art.11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

from dibao_desktop.domain.applied import Applied
from dibao_desktop.domain.changes import Changes
from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.records import Member, OfficialRelative
from dibao_desktop.dossiers.rules.record import RelativeEntry
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.storage.database import insert_rows, tuples, update_rows

_FIELDS = tuple(field.name for field in fields(RelativeEntry))
# Who the line is about; the rest of it is what it says.
_WHO = ("official_name", "official_id", "relative_name", "relative_id")
_CHUNK = 500
_SAID = tuple(name for name in _FIELDS if name not in _WHO and name != "place")


@command(Permission.IMPORT, Changes.DOSSIERS)
def record_relatives(session: Session, entries: Sequence[RelativeEntry], source: str) -> Applied:
    """Take in the lines of such a list; the later line on the same two people wins, a line said again changes nothing."""
    known = {_who(row): (row.id, _said(row)) for row in queries.relatives()}
    new: dict[tuple[object, ...], RelativeEntry] = {}
    changed: dict[int, RelativeEntry] = {}
    same = 0
    for entry in entries:
        who = _who(entry)
        if who not in known:
            same += who in new
            new[who] = entry
        elif known[who][1] == _said(entry):
            same += 1
        else:
            same += known[who][0] in changed
            changed[known[who][0]] = entry
    insert_rows(OfficialRelative, _FIELDS, [_values(entry) for entry in new.values()])
    update_rows(OfficialRelative, _FIELDS, [(*_values(entry), id_) for id_, entry in changed.items()])
    session.touch(households_of(entry.relative_id for entry in (*new.values(), *changed.values())))
    session.note(f"由{source}登记近亲属：新增 {len(new)} 人，变更 {len(changed)} 人，重复 {same} 行")
    return Applied(len(new), len(changed), same)


def households_of(id_numbers: Iterable[str]) -> set[int]:
    """Where these people live: being registered changes how often a household is verified."""
    wanted = sorted({number for number in id_numbers if number})
    found: set[int] = set()
    for start in range(0, len(wanted), _CHUNK):
        some = wanted[start : start + _CHUNK]
        found |= {row[0] for row in tuples(Member.select(Member.household).where(Member.id_number.in_(some)))}
    return found


def _who(line: object) -> tuple[object, ...]:
    return tuple(getattr(line, name) for name in _WHO)


def _said(line: object) -> tuple[object, ...]:
    return tuple(getattr(line, name) for name in _SAID)


def _values(entry: RelativeEntry) -> tuple[object, ...]:
    return tuple(getattr(entry, name) for name in _FIELDS)
