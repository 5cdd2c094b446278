"""What a template asks for, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from dibao_desktop.domain import text


class Use(StrEnum):
    """What a column is filled with: one of our fields, always the same words, or nothing."""

    FIELD = "field"
    FIXED = "fixed"
    EMPTY = "empty"


@dataclass(frozen=True)
class Taught:
    """What a clerk said of one column; `value` is the field or the fixed words."""

    use: Use
    value: str = ""


@dataclass(frozen=True)
class Rule:
    """What a validation of the template demands of a cell: `kind` is `textLength`, `whole`, `decimal` or `date`, with
    the bounds that are plain figures (None: open)."""

    kind: str
    least: float | None = None
    most: float | None = None


@dataclass(frozen=True)
class Column:
    """One column: its 1-based position, its head as printed, the list its drop-down offers, how its cells are formatted.

    `field` is what we fill it with (empty: nothing of ours), `fixed` the words that stand in every row. `formula`: the
    template works the column out by itself. `taught`: a clerk said so.
    """

    field: str
    position: int
    head: str
    required: bool
    choices: tuple[str, ...] = ()
    number_format: str = "General"
    rule: Rule | None = None
    date_form: str = ""
    fixed: str = ""
    formula: bool = False
    taught: bool = False

    @property
    def used(self) -> bool:
        """Whether anything is written into it."""
        return bool(self.field or self.fixed) and not self.formula

    @property
    def as_number(self) -> bool:
        """Whether the template itself asks for a figure: everything else is written as text."""
        return self.number_format.startswith(("0", "#", "¥", "￥", "_"))


@dataclass(frozen=True)
class Template:
    """What a template asks for. `first_row` is the first row of data; `limit` the most rows it takes, 0 for none;
    `examples` how many filled rows stand there as an example and give way; `words` which of its entries a clerk said
    stand for one of our values."""

    path: Path
    sheet: str
    columns: tuple[Column, ...]
    head_row: int
    first_row: int
    limit: int
    version: str = ""
    examples: int = 0
    # What must stay free: the first row beneath the data area that holds something, 0 when nothing does.
    occupied: int = 0
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def is_old(self) -> bool:
        """Whether it is an .xls, which is written anew."""
        return self.path.suffix.lower() == ".xls"

    @property
    def most(self) -> int:
        """The most rows that one file takes, 0 for any number."""
        bounds = [self.limit, self.occupied - self.first_row if self.occupied else 0]
        return min((bound for bound in bounds if bound > 0), default=0)

    @property
    def key(self) -> str:
        """By what a mapping is kept: the heads in their order."""
        return heads_key([column.head for column in self.columns])

    @property
    def unknown_required(self) -> tuple[str, ...]:
        """Required columns that nobody has said anything of."""
        return tuple(
            column.head
            for column in self.columns
            if column.required and not (column.used or column.formula or column.taught)
        )

    @property
    def fields(self) -> frozenset[str]:
        """The fields of ours that it asks for."""
        return frozenset(column.field for column in self.columns if column.field)

    def column(self, field: str) -> Column | None:
        """The column that a field goes into."""
        return next((column for column in self.columns if column.field == field), None)


def heads_key(heads: Sequence[str]) -> str:
    """The same heads in the same order give the same key, whatever spaces and marks they are printed with."""
    return sha256("|".join(text.header(head) for head in heads).encode()).hexdigest()[:32]
