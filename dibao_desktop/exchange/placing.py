"""A village as it was named for an export."""

from __future__ import annotations

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers


def village_id_of(name: str) -> int:
    """The village of this name. Raises KnownError that lists those there are."""
    known = {each.name: each.id for each in dossiers.villages()}
    if name not in known:
        raise KnownError("no_village", f"没有“{name}”这个村（社区），现有：{'、'.join(known)}。")
    return known[name]
