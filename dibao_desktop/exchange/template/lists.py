"""What the drop-downs of a template offer: written out, on a (hidden) sheet, under a name, or in a sheet of code tables."""

from __future__ import annotations

import re

from openpyxl.utils import range_boundaries

from dibao_desktop.domain import text
from dibao_desktop.exchange.template.parts import Grid, Parts

_REFERENCE = re.compile(
    r"^=?(?:'?(?P<sheet>[^!]+?)'?!)?(?P<range>\$?[A-Z]{1,3}(?:\$?\d+)?(?::\$?[A-Z]{1,3}(?:\$?\d+)?)?)$"
)
_DICTIONARY = re.compile("字典|代码表|码表|下拉|枚举|dict", re.IGNORECASE)
_NAME = re.compile(r"^=?([^\s!()$:,\"']+)$")


def choices_of(parts: Parts, grid: Grid, place: int, head_row: int) -> tuple[str, ...]:
    """What the drop-down of a column offers; empty when it has none that can be read."""
    for each in grid.validations:
        here = any(left <= place <= right and bottom > head_row for left, _top, right, bottom in each.areas)
        if each.kind == "list" and here and (found := _offered(parts, grid, each.first)):
            return found
    return ()


def _offered(parts: Parts, grid: Grid, formula: str) -> tuple[str, ...]:
    if formula.startswith('"'):
        return tuple(part.strip() for part in formula.strip('"').split(",") if part.strip())
    name = _NAME.match(formula)
    if name and name[1] in parts.names:
        formula = parts.names[name[1]]
    reference = _REFERENCE.match(formula.strip())
    if reference is None:
        return ()
    source = parts.grid(reference["sheet"].replace("''", "'")) if reference["sheet"] else grid
    if source is None:
        return ()
    left, top, right, bottom = range_boundaries(reference["range"].replace("$", ""))
    found = (
        cell.text
        for (row, column), cell in sorted(source.cells.items())
        if (left or 1) <= column <= (right or 1) and (top or 1) <= row <= (bottom or 1_048_576)
    )
    return tuple(dict.fromkeys(each for each in found if each.strip()))


def dictionary_of(parts: Parts, grid: Grid, head: str) -> tuple[str, ...]:
    """The column of a sheet of code tables that has the head of the column, for templates without drop-downs."""
    for other in parts.grids:
        if other is grid or not _DICTIONARY.search(other.name):
            continue
        for (row, column), cell in sorted(other.cells.items()):
            if row <= 2 and text.header(cell.text) == text.header(head):
                below = (
                    each.text for (line, place), each in sorted(other.cells.items()) if place == column and line > row
                )
                return tuple(dict.fromkeys(each for each in below if each.strip()))
    return ()
