"""Villages that come into the office: with a roster, or before one."""

from __future__ import annotations

from collections.abc import Sequence

from peewee import fn

from dibao_desktop.domain.changes import Changes
from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.records import Village
from dibao_desktop.session import Permission, Session, command


def new_village(name: str) -> int:
    """A village that the office did not have, after all that it has."""
    position = (Village.select(fn.max(Village.position)).scalar() or 0) + 1
    return int(Village.create(name=name, position=position).id)


@command(Permission.IMPORT, Changes.DOSSIERS)
def add_villages(session: Session, names: Sequence[str]) -> dict[str, int]:
    """Villages that no roster has named yet, by the names that rosters will give them; returns all of the office by name."""
    known = {village.name: village.id for village in queries.villages()}
    for name in dict.fromkeys(names):
        if name not in known:
            known[name] = new_village(name)
            session.note(f"新增村（社区）“{name}”")
    return known
