"""The one table model: every id up front, rows a chunk at a time, sorting and filtering in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dibao_desktop.storage.listing import Listing, Search
from ui.models.column import Column

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

# Two or three screens: more would keep a jump to the middle of a long list waiting.
CHUNK = 50
# Of a list that is written out.
_WRITTEN = 1_000
VALUE_ROLE = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()


class PagedModel(QAbstractTableModel, Generic[Row]):
    """Rows of a listing under a list of columns; positions come from the ids, never from a proxy."""

    def __init__(self, listing: Listing[Row], columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.search = Search()
        self._listing = listing
        self._ids: list[int] = []
        self._places: dict[int, int] | None = None
        self._rows: dict[int, Row] = {}

    def show(self, search: Search | None = None) -> None:
        """Show what a search finds: every id now, rows when they are looked at. None asks the same again."""
        self.beginResetModel()
        self.search = search if search is not None else self.search
        self._ids = self._listing.ids(self.search)
        self._places = None
        self._rows.clear()
        self.endResetModel()

    @property
    def ids(self) -> Sequence[int]:
        """Every id shown, in order."""
        return self._ids

    def position_of(self, id_: int) -> int | None:
        """Where an id stands; None when the search does not find it."""
        if self._places is None:
            self._places = {each: place for place, each in enumerate(self._ids)}
        return self._places.get(id_)

    def row_at(self, position: int) -> Row | None:
        """The row at a position, fetched with its neighbours; None once it is gone."""
        id_ = self._ids[position]
        if id_ not in self._rows:
            start = position // CHUNK * CHUNK
            self._rows.update(self._listing.rows(self._ids[start : start + CHUNK]))
        return self._rows.get(id_)

    def row_of(self, id_: int) -> Row | None:
        """The row of an id, wherever it stands."""
        position = self.position_of(id_)
        return None if position is None else self.row_at(position)

    def forget(self, ids: Iterable[int]) -> None:
        """Rows of these ids have changed: drop them and have the views paint again."""
        for id_ in ids:
            self._rows.pop(id_, None)
            position = self.position_of(id_)
            if position is not None and self.columns:
                self.dataChanged.emit(self.index(position, 0), self.index(position, len(self.columns) - 1))

    def texts(self, columns: Sequence[Column[Row]] | None = None) -> Iterator[tuple[str, ...]]:
        """Each row as the texts of its cells: what an export of this list writes."""
        chosen = tuple(columns) if columns is not None else self.columns
        for start in range(0, len(self._ids), _WRITTEN):
            chunk = self._ids[start : start + _WRITTEN]
            found = self._listing.rows(chunk)
            for row in (found[id_] for id_ in chunk if id_ in found):
                yield tuple(str(column.read(row)) for column in chosen)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align.flags
        if role not in (Qt.ItemDataRole.DisplayRole, VALUE_ROLE, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tooltip(row) if column.tooltip else None
        value = column.read(row)
        return value if role == VALUE_ROLE else str(value)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            sorted_by_it = column.sort and column.sort == self.search.sort
            return column.title + ((" ↓" if self.search.descending else " ↑") if sorted_by_it else "")
        return column.align.flags if role == Qt.ItemDataRole.TextAlignmentRole else None


class Fixed(Generic[Row]):
    """A listing of rows that are in memory already (the members of one household); ids are positions."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self.all = tuple(rows)

    def ids(self, search: Search) -> list[int]:
        """All of them; a short list is neither searched nor sorted."""
        return list(range(len(self.all)))

    def rows(self, ids: Sequence[int]) -> dict[int, Row]:
        """The rows at these positions."""
        return {id_: self.all[id_] for id_ in ids if id_ < len(self.all)}
