"""A column is data: the same list feeds the table on screen and what is exported of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyledItemDelegate

Row = TypeVar("Row")


class Align(Enum):
    """Where a cell's text stands."""

    LEFT = Qt.AlignmentFlag.AlignLeft
    RIGHT = Qt.AlignmentFlag.AlignRight
    CENTER = Qt.AlignmentFlag.AlignHCenter

    @property
    def flags(self) -> Qt.AlignmentFlag:
        """With the middle of the row."""
        return self.value | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column of a table.

    `read` gives the text, or one of `ui.models.cells`. `sort` is the name the listing sorts by (empty: not
    sortable). `width` 0 takes the room that is left. `delegate` paints what the usual one cannot.
    `hidden` columns wait in the column menu.
    """

    title: str
    read: Callable[[Row], object]
    align: Align = Align.LEFT
    sort: str = ""
    width: int = 100
    delegate: type[QStyledItemDelegate] | None = None
    tooltip: Callable[[Row], str] | None = None
    hidden: bool = False
