"""Which column is taken as what, and why we think so; what a clerk has set right goes before what we found.

A correction is kept by kind of sheet and head, so that it holds for every file with such a head from then on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from dibao_desktop.exchange.cells import is_blank, words
from dibao_desktop.exchange.recognise import Layout, normal
from dibao_desktop.exchange.sheets import Field, SheetKind
from dibao_desktop.exchange.workbook import Book

# What a head is taught to mean when it is to be kept as a note.
AS_NOTE = ""
_SAMPLES = 3
_FARTHEST = 2
_SHORTEST = 3


class How(StrEnum):
    """How a column was found."""

    TAUGHT = "您指定过"
    SAME = "同名"
    SYNONYM = "同义"
    NEAR = "近似"
    ENDING = "末尾相同"
    CONTENT = "按内容"
    UNUSED = "认得，不需要"
    NOTE = "留作备注"


@dataclass(frozen=True)
class Told:
    """What the clerk told about files to be read: what heads mean, by kind and head; cells set right, by file, sheet and
    cell; the kind of a file."""

    heads: Mapping[tuple[str, str], str] = field(default_factory=dict)
    cells: Mapping[tuple[Path, str, str], str] = field(default_factory=dict)
    kinds: Mapping[Path, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ColumnReading:
    """One column: its letter, its head, the field it is taken as (empty: none) with its Chinese name, how it was found,
    how many letters differ where it is only near, some values, and for one not taken the field it resembles."""

    letter: str
    head: str
    field: str
    label: str
    how: How
    distance: int
    samples: tuple[str, ...]
    resembles: str = ""


def head_key(layout: Layout, column: int) -> tuple[str, str]:
    """By what a correction of a column is kept."""
    return layout.kind.word, normal(layout.heads[column])


def as_taught(layout: Layout, heads: Mapping[tuple[str, str], str]) -> Layout:
    """A reading with the corrections for its heads."""
    columns, unknown = dict(layout.columns), set(layout.unknown)
    many = {name: tuple(own) for name, own in layout.many.items()}
    for column, head in enumerate(layout.heads):
        meaning = heads.get(head_key(layout, column)) if head else None
        if meaning is None or (meaning and not _offers(layout.kind, meaning)):
            continue
        columns = {name: at for name, at in columns.items() if at != column}
        many = {name: tuple(at for at in own if at != column) for name, own in many.items()}
        unknown.discard(column)
        if meaning == AS_NOTE:
            unknown.add(column)
            continue
        if meaning in columns:
            unknown.add(columns[meaning])
        columns[meaning] = column
    return replace(
        layout, columns=columns, many={n: own for n, own in many.items() if own}, unknown=tuple(sorted(unknown))
    )


def choices(kind: SheetKind) -> list[tuple[str, str]]:
    """What a column of a kind can be taken as: field and Chinese name, each once."""
    return list({each.name: (each.name, each.label) for each in kind.fields if _offers(kind, each.name)}.values())


def columns_of(layout: Layout, heads: Mapping[tuple[str, str], str]) -> list[ColumnReading]:
    """How every headed column of a sheet is read."""
    taken = {column: name for name, column in layout.columns.items()}
    taken |= {column: name for name, own in layout.many.items() for column in own}
    readings = []
    for column, head in enumerate(layout.heads):
        if not head:
            continue
        name = taken.get(column, "")
        taught = head_key(layout, column) in heads
        how, distance = (How.TAUGHT, 0) if taught else _how(layout, column, name)
        readings.append(
            ColumnReading(
                letter=get_column_letter(column + 1),
                head=head,
                field=name,
                label=layout.kind.field(name).label if name else "",
                how=how,
                distance=distance,
                samples=_samples(layout, column),
                resembles="" if name else _resembled(layout, column),
            )
        )
    return readings


def why(layout: Layout) -> str:
    """Why a sheet is taken for what it is: the columns and words that speak for its kind."""
    telling = [layout.kind.field(name) for name in (*layout.columns, *layout.many)]
    telling = sorted((each for each in telling if each.tells >= 2), key=lambda each: -each.tells)
    said = "、".join(f"“{_head_of(layout, each)}”" for each in telling[:3])
    parts = [f"有{said}这样的列" if said else f"{layout.recognised} 列是这种表的列"]
    if found := re.search(layout.kind.titles, layout.title):
        parts.append(f"标题写有“{found[0]}”")
    return "，".join(parts)


def set_right(book: Book, cells: Mapping[tuple[Path, str, str], str]) -> None:
    """Put corrected values into a book that was read."""
    for (path, sheet_name, cell), value in cells.items():
        for sheet in book.sheets:
            if path == book.path and sheet.name == sheet_name:
                row, column = coordinate_to_tuple(cell)
                own = sheet.rows[row - 1]
                own.extend([""] * (column - len(own)))
                own[column - 1] = value


def distance(one: str, other: str) -> int:
    """How many letters must be put in, left out or changed to make one word the other."""
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (letter != against)))
        before = now
    return before[-1]


def _offers(kind: SheetKind, name: str) -> bool:
    return name not in kind.many and any(each.name == name and each.keep for each in kind.fields)


def _head_of(layout: Layout, found: Field) -> str:
    column = layout.columns.get(found.name)
    if column is None:
        column = layout.many[found.name][0]
    return layout.heads[column].split("·")[-1]


def _how(layout: Layout, column: int, name: str) -> tuple[How, int]:
    """How a column was found, told from its head."""
    if not name:
        return (How.NOTE if column in layout.unknown else How.UNUSED), 0
    whole = normal(layout.heads[column])
    leaf = normal(layout.heads[column].split("·")[-1])
    ways = [each for each in layout.kind.fields if each.name == name]
    if any(normal(each.label) in (whole, leaf) for each in ways):
        return How.SAME, 0
    if any(re.fullmatch(each.heads, head) for each in ways for head in (whole, leaf)):
        return How.SYNONYM, 0
    nearest = min(distance(leaf, normal(each.label)) for each in ways)
    if nearest <= _FARTHEST and len(leaf) >= _SHORTEST:
        return How.NEAR, nearest
    ends = any(re.fullmatch(each.heads, leaf[start:]) for each in ways for start in range(1, len(leaf) - 1))
    return (How.ENDING if ends else How.CONTENT), 0


def _resembled(layout: Layout, column: int) -> str:
    """The field that the head of an unknown column nearly names and that no other column holds."""
    leaf = normal(layout.heads[column].split("·")[-1])
    if column not in layout.unknown or len(leaf) < _SHORTEST:
        return ""
    near = [(distance(leaf, normal(label)), name) for name, label in choices(layout.kind) if name not in layout.columns]
    nearest = min(near, default=(_FARTHEST + 1, ""))
    return nearest[1] if nearest[0] <= _FARTHEST else ""


def _samples(layout: Layout, column: int) -> tuple[str, ...]:
    cells = (row[column] for row in layout.sheet.rows[layout.last_head + 1 :] if column < len(row))
    found: dict[str, None] = {}
    for cell in cells:
        if not is_blank(cell):
            found[words(cell)] = None
        if len(found) == _SAMPLES:
            break
    return tuple(found)
