"""What a paged list asks: all ids of a search now, the rows of a chunk when they are looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True)
class Search:
    """A typed text, filters by name, and the column to sort by (empty: the list's own order)."""

    text: str = ""
    filters: Mapping[str, object] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False


class Listing(Protocol[Row]):
    """Two queries a list; rows are frozen dataclasses."""

    def ids(self, search: Search) -> list[int]:
        """Every id the search finds, in order."""

    def rows(self, ids: Sequence[int]) -> dict[int, Row]:
        """The rows of these ids; one that is gone is left out."""
