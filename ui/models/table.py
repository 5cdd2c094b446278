"""A table view on a paged model: sorts by its heads, keeps the selection by id, hides and shows columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QWidget

from dibao_desktop.storage.listing import Listing, Search
from ui.models.column import Column
from ui.models.delegates import CellDelegate
from ui.models.paged import Fixed, PagedModel
from ui.widgets.tables import TableView


class PagedTable(TableView):
    """Show a listing with `show_search`; which row is current is told by id and outlives a refresh."""

    current_changed = Signal(object)
    """The id of the current row, or None. Not emitted when a refresh keeps it."""
    row_opened = Signal(object)
    """The id of a row that was double-clicked, or on which Enter was pressed."""
    selection_changed = Signal()
    columns_changed = Signal()
    """The clerk chose which columns are shown."""

    def __init__(
        self,
        listing: Listing,
        columns: Sequence[Column],
        parent: QWidget | None = None,
        *,
        two_lines: bool = False,
        many: bool = False,
    ) -> None:
        super().__init__(parent, two_lines=two_lines)
        self.paged: PagedModel = PagedModel(listing, columns, self)
        self._current: int | None = None
        self._chosen: list[int] = []
        self.setModel(self.paged)
        self.setItemDelegate(CellDelegate(self))
        if many:
            self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._set_up_columns()
        self.paged.modelAboutToBeReset.connect(self._remember)
        self.paged.modelReset.connect(self._restore)
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())
        self.opened.connect(lambda index: self.row_opened.emit(self.paged.ids[index.row()]))

    # Showing

    def show_search(self, search: Search | None = None) -> None:
        """Show what a search finds (None: the same again), keeping the sort unless the search names one."""
        if search is not None and not search.sort:
            search = replace(search, sort=self.paged.search.sort, descending=self.paged.search.descending)
        self.paged.show(search)

    def show_rows(self, rows: Sequence[object]) -> None:
        """Show rows that are in memory; only for a table made with `Fixed`."""
        self.paged._listing = Fixed(rows)
        self.paged.show()

    # Selection by id

    def current_id(self) -> int | None:
        """The id of the current row."""
        index = self.currentIndex()
        return self.paged.ids[index.row()] if index.isValid() else None

    def selected_ids(self) -> list[int]:
        """The ids of all selected rows, top to bottom."""
        places = {
            place
            for part in self.selectionModel().selection().toList()
            for place in range(part.top(), part.bottom() + 1)
        }
        return [self.paged.ids[place] for place in sorted(places)]

    def select_id(self, id_: int | None) -> bool:
        """Make a row current by its id and scroll to it; False when the search does not find it."""
        place = self.paged.position_of(id_) if id_ is not None else None
        if place is None:
            return False
        index = self.paged.index(place, 0)
        # Said outright: left to itself Qt asks which keys are held, and the Ctrl of a shortcut would turn the row off.
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, how)
        self.scrollTo(index)
        return True

    def _remember(self) -> None:
        self._current, self._chosen = self.current_id(), self.selected_ids()

    def _restore(self) -> None:
        chosen = QItemSelection()
        last = len(self.paged.columns) - 1
        for place in (self.paged.position_of(id_) for id_ in self._chosen):
            if place is not None:
                chosen.select(self.paged.index(place, 0), self.paged.index(place, last))
        place = self.paged.position_of(self._current) if self._current is not None else None
        if place is not None:
            selection = self.selectionModel()
            selection.blockSignals(True)
            selection.setCurrentIndex(self.paged.index(place, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
            selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            selection.blockSignals(False)
            self.viewport().update()
        elif self._current is not None:
            self._current = None
            self.current_changed.emit(None)

    def _row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        id_ = self.paged.ids[now.row()] if now.isValid() else None
        if id_ is not None and id_ != self._current:
            self._current = id_
            self.current_changed.emit(id_)

    # Columns

    def _set_up_columns(self) -> None:
        head = self.horizontalHeader()
        for place, column in enumerate(self.paged.columns):
            if column.width:
                self.setColumnWidth(place, column.width)
            else:
                head.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
            if column.delegate is not None:
                self.setItemDelegateForColumn(place, column.delegate(self))
            self.setColumnHidden(place, column.hidden)
        if all(column.width for column in self.paged.columns):
            head.setStretchLastSection(True)
        sortable = any(column.sort for column in self.paged.columns)
        head.setSectionsClickable(sortable)
        head.sectionClicked.connect(self.sort_by)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(lambda where: self.open_column_menu(head.mapToGlobal(where)))

    def shown_columns(self) -> list[Column]:
        """The columns on screen, in order: what an export takes."""
        return [column for place, column in enumerate(self.paged.columns) if not self.isColumnHidden(place)]

    def sort_by(self, place: int) -> None:
        """Sort by a column: first up, then down, then the list's own order again."""
        column, now = self.paged.columns[place], self.paged.search
        if not column.sort:
            return
        if now.sort != column.sort:
            self.paged.show(replace(now, sort=column.sort, descending=False))
        elif not now.descending:
            self.paged.show(replace(now, descending=True))
        else:
            self.paged.show(replace(now, sort="", descending=False))

    def open_column_menu(self, where: QPoint) -> None:
        """Let the clerk choose which columns are shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, column in enumerate(self.paged.columns):
            action = QAction(column.title, menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(place))
            action.setEnabled(place > 0)
            action.setData(place)
            menu.addAction(action)
        menu.triggered.connect(self._column_picked)
        menu.popup(where)

    def _column_picked(self, action: QAction) -> None:
        self.setColumnHidden(action.data(), not action.isChecked())
        self.columns_changed.emit()

    # Copying

    def copied_text(self) -> str:
        """The selected rows as a spreadsheet takes them: the columns on screen, tabs between."""
        columns = self.shown_columns()
        rows = [row for row in map(self.paged.row_of, self.selected_ids()) if row is not None]
        return "\n".join("\t".join(str(column.read(row)) for column in columns) for row in rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.copied_text())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.ignore()


def fixed_table(columns: Sequence[Column], *, two_lines: bool = False, parent: QWidget | None = None) -> PagedTable:
    """A table for a short list in memory; fill it with `show_rows`."""
    return PagedTable(Fixed(), columns, parent, two_lines=two_lines)
