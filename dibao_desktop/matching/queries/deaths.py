"""Who of some people the lists of deaths name."""

from __future__ import annotations

from collections.abc import Collection

from dibao_desktop.matching.records import ListRow
from dibao_desktop.matching.rules.lists import ListKind
from dibao_desktop.storage.database import tuples

_CHUNK = 500


def registered_deaths(id_numbers: Collection[str]) -> dict[str, str]:
    """The day of death (empty where the list does not tell it) of each of these numbers that a list of deaths has."""
    wanted = sorted({number for number in id_numbers if number})
    found: dict[str, str] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = ListRow.select(ListRow.id_number, ListRow.on_date).where(
            ListRow.kind == ListKind.DEATHS.value, ListRow.id_number.in_(wanted[start : start + _CHUNK])
        )
        found |= dict(tuples(rows))
    return found
