"""Cutting the rows of a roster into households (DOMAIN §17 E8, E9).

Three layouts are met: household columns filled on the first row of a block only (merged or not), repeated on every
row, or one row a household. What marks a new household is therefore decided per sheet, from what its columns hold.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dibao_desktop.domain import text
from dibao_desktop.dossiers.rules import codes
from dibao_desktop.dossiers.rules.codes import Relation
from dibao_desktop.exchange.cells import words
from dibao_desktop.exchange.recognise import Layout
from dibao_desktop.exchange.workbook import Cell


@dataclass
class Block:
    """The rows of one household in one sheet; `number` is the dossier number as written, or empty."""

    layout: Layout
    rows: list[int]
    number: str = ""
    # Its running number, where the sheet counts households.
    serial: str = ""
    has_head: bool = False
    # Whether its first row carried a mark of a household besides the relation.
    marked: bool = False


@dataclass
class _Marks:
    """What one row says about the household it belongs to."""

    number: str
    serial: str
    head_id: str
    head_name: str
    is_head: bool
    own_id: str

    @property
    def marked(self) -> bool:
        """Whether the row carries any mark of a household besides the relation."""
        return bool(self.number or self.serial or self.head_id or self.head_name)


@dataclass
class _Cutter:
    """Walks down a sheet and keeps the household that the next row may belong to."""

    layout: Layout
    number_field: str
    serial_counts: bool
    has_relation: bool
    blocks: list[Block] = field(default_factory=list)
    by_key: dict[str, Block] = field(default_factory=dict)
    last: _Marks | None = None

    def take(self, row: int, marks: _Marks) -> None:
        key = marks.number or marks.head_id
        if not self.blocks or self._starts(marks):
            known = self._known(key, marks)
            if known is not None and self.has_relation:
                # A head who stands below the members leads the household all the same.
                known.rows.insert(0 if marks.is_head else len(known.rows), row)
                known.has_head = known.has_head or marks.is_head
                return
            serial = marks.serial if self.serial_counts else ""
            self.blocks.append(Block(self.layout, [row], marks.number, serial, marks.is_head, marks.marked))
            self.last = marks
            for each in (key, marks.own_id if marks.is_head else ""):
                if each:
                    self.by_key.setdefault(each, self.blocks[-1])
            return
        first = marks.is_head and not self.blocks[-1].has_head
        self.blocks[-1].rows.insert(0 if first else len(self.blocks[-1].rows), row)
        self.blocks[-1].has_head = self.blocks[-1].has_head or marks.is_head
        self._remember(marks)

    def _known(self, key: str, marks: _Marks) -> Block | None:
        """The household further up that a row belongs to; a head only to one that has none yet."""
        if not marks.is_head:
            return self.by_key.get(key) if key else None
        found = self.by_key.get(key) or self.by_key.get(marks.own_id)
        return found if found is not None and not found.has_head else None

    def _starts(self, marks: _Marks) -> bool:
        """Whether a row opens a new household after the present one."""
        last, block = self.last, self.blocks[-1]
        assert last is not None
        if marks.number and last.number and marks.number != last.number:
            return True
        if marks.is_head and block.has_head:
            if marks.own_id and marks.own_id == last.own_id:
                return False
            # A second head without any mark of a household, where the first had one, is a wrong relation.
            return marks.marked or not block.marked
        if marks.number:
            return marks.number != last.number
        if marks.head_id:
            return marks.head_id not in (last.head_id, last.own_id)
        if self.serial_counts and marks.serial:
            return marks.serial != last.serial
        if marks.is_head:
            # A block that did not begin with its head: the head belongs to it, unless nothing else ties them.
            return not (last.number or last.head_name or last.serial)
        if marks.head_name:
            return marks.head_name != last.head_name
        return not self.has_relation and not self._tied()

    def _tied(self) -> bool:
        """Whether some column marks the first row of a household, so that a row without a mark belongs to the last."""
        return (
            bool(self.number_field) or self.serial_counts or bool({"head_name", "head_id"} & self.layout.columns.keys())
        )

    def _remember(self, marks: _Marks) -> None:
        last = self.last
        assert last is not None
        last.number = last.number or marks.number
        last.serial = last.serial or marks.serial
        last.head_id = last.head_id or marks.head_id
        last.head_name = last.head_name or marks.head_name
        if marks.is_head:
            last.own_id = marks.own_id


def cut(layout: Layout, rows: list[int]) -> list[Block]:
    """The households of a sheet, in the order of their first rows."""
    columns = layout.columns
    number_field = next((name for name in ("number", "weak_number") if name in columns), "")
    id_field = "id_number" if "id_number" in columns else "head_id"
    places = [columns.get(name) for name in (number_field, "serial", "head_id", "head_name", "relation", id_field)]
    marks = [(row, _marks(layout.sheet.rows[row], places)) for row in rows]
    _name_heads_themselves([each for _, each in marks])
    heads = sum(1 for _, each in marks if each.is_head) or _runs_of_heads(columns, [each for _, each in marks])
    if number_field and _counts_people([each.number for _, each in marks], heads, len(rows)):
        for _, each in marks:
            each.serial, each.number = each.number, ""
        number_field = ""
    serials = [each.serial for _, each in marks]
    cutter = _Cutter(
        layout,
        number_field,
        serial_counts=any(serials) and not _counts_people(serials, heads, len(rows)),
        has_relation=any(each.is_head for _, each in marks),
    )
    for row, each in marks:
        cutter.take(row, each)
    return cutter.blocks


def _name_heads_themselves(marks: list[_Marks]) -> None:
    """Where the members name their head by ID number, the head's own row may leave it out (DOMAIN §15.1)."""
    members = [each for each in marks if not each.is_head]
    if members and sum(1 for each in members if each.head_id) * 2 > len(members):
        for each in marks:
            if each.is_head:
                each.head_id = each.head_id or each.own_id


def _runs_of_heads(columns: dict[str, int], marks: list[_Marks]) -> int:
    """How many households the head's name beside the member's name tells, where no relation is written."""
    if not {"name", "head_name"} <= columns.keys():
        return 0
    names = [each.head_name for each in marks if each.head_name]
    return sum(1 for before, name in zip(["", *names], names, strict=False) if name != before)


def _counts_people(serials: list[str], heads: int, rows: int) -> bool:
    """Whether a number column counts persons, not households: it goes on within households."""
    distinct = len({serial for serial in serials if serial})
    return heads > 0 and distinct == rows and distinct > heads * 1.2


def _marks(cells: list[Cell], places: list[int | None]) -> _Marks:
    number, serial, head_id, head_name, relation, own_id = [
        "" if place is None or (cell := cells[place]) == "" else words(cell) for place in places
    ]
    return _Marks(
        number=number,
        serial=serial,
        head_id=text.compact(head_id).upper(),
        head_name=text.person_name(head_name),
        is_head=bool(relation) and codes.relation(relation).text == Relation.HEAD,
        own_id=text.compact(own_id).upper(),
    )
