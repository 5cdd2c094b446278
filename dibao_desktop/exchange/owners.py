"""Several people in one cell: the co-owners of a house, the partners of a shop."""

from __future__ import annotations

import re
import unicodedata

from dibao_desktop.domain import text
from dibao_desktop.dossiers.rules import codes
from dibao_desktop.exchange.workbook import Cell

_BETWEEN = re.compile(r"[、,;|/\n\r\t]+")
_ID = re.compile(r"(?<!\d)(?:\d{17}[\dX]|\d{15})(?!\d)")


def split_people(names: Cell, numbers: Cell) -> list[tuple[Cell, Cell]]:
    """Name and number of each person that two cells name; one pair, the cells as they are, for the usual one person.

    Numbers go with names by their order; a name or number too many stands alone.
    """
    if isinstance(names, str) and not text.compact(numbers) and (written := _with_numbers(names)):
        return written
    own_numbers = _numbers(numbers)
    own_names = _names(names, len(own_numbers))
    if len(own_names) < 2 and len(own_numbers) < 2:
        return [(names, numbers)]
    if len(own_numbers) < 2:
        own_numbers = [numbers]
    many = max(len(own_names), len(own_numbers))
    filled_names: list[Cell] = [*own_names, *[""] * (many - len(own_names))]
    filled_numbers: list[Cell] = [*own_numbers, *[""] * (many - len(own_numbers))]
    return list(zip(filled_names, filled_numbers, strict=True))


def _with_numbers(names: str) -> list[tuple[Cell, Cell]]:
    """People whose numbers stand behind their names in the same cell: `罗建(530000…)、吴秀(530000…)`."""
    written = unicodedata.normalize("NFKC", names).upper()
    found = re.findall(r"([^、,;|/()\d\s]{2,20})\s*[(:]?\s*((?:\d{17}[\dX]|\d{15}))(?!\d)", written)
    return [(name, number) for name, number in found]


def _numbers(cell: Cell) -> list[Cell]:
    if not isinstance(cell, str) or len(cell) < 30:
        return []
    written = unicodedata.normalize("NFKC", cell).upper()
    parts = [text.compact(part) for part in _BETWEEN.split(written)]
    if all(_ID.fullmatch(part) for part in parts if part) and len([part for part in parts if part]) > 1:
        return [part for part in parts if part]
    # Only white space between them.
    found = _ID.findall(written)
    return list(found) if len(found) > 1 and not _ID.sub("", written).strip() else []


def _names(cell: Cell, wanted: int) -> list[str]:
    if not isinstance(cell, str) or len(cell) < 3:
        return [str(cell)]
    written = unicodedata.normalize("NFKC", cell)
    parts = [part.strip() for part in _BETWEEN.split(written) if part.strip()]
    if len(parts) == 1 and wanted > 1 and len(spaced := written.split()) == wanted:
        parts = spaced
    elif len(parts) > 1:
        # White space between two names of a list, not inside a name of two characters.
        parts = [one for part in parts for one in (part.split() if min(map(len, part.split())) > 1 else [part])]
    return [part for part in parts if part not in codes.BLANK] or [cell]
