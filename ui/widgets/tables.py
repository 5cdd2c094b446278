"""How every table looks and is set up: row height, no grid, hover, a quiet head."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.theme import tokens


class TableView(QTableView):
    """A table that selects rows, shows a hair line under each, and knows which row the mouse is over."""

    opened = Signal(QModelIndex)
    """Enter or a double click on a row."""

    def __init__(self, parent: QWidget | None = None, *, two_lines: bool = False) -> None:
        super().__init__(parent)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setAlternatingRowColors(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(tokens.ROW_HEIGHT_TWO_LINES if two_lines else tokens.ROW_HEIGHT)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setFixedHeight(tokens.HEAD_HEIGHT)
        head.setMinimumSectionSize(36)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.doubleClicked.connect(self.opened)

    def fit_rows(self, at_most: int = 12) -> None:
        """Be as high as the rows are (up to a number of rows), for a short list inside a card."""
        rows = min(self.model().rowCount(), at_most)
        self.setFixedHeight(tokens.HEAD_HEIGHT + max(rows, 1) * self.verticalHeader().defaultSectionSize() + 2)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    empty_words = ""
    """What stands where the rows would be while there are none."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.empty_words and not self.model().rowCount():
            painter = QPainter(self.viewport())
            painter.setPen(QColor(tokens.INK_SOFT))
            room = self.viewport().rect().adjusted(16, 16, -16, -16)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self.empty_words)

    hovered_row = -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


def paint_row_ground(
    painter: QPainter, view: QWidget | None, rect: QRect, selected: bool, index: QModelIndex | QPersistentModelIndex
) -> None:
    """The ground of one cell: chosen, under the mouse, or white; with the hair line below."""
    if selected:
        painter.fillRect(rect, QColor(tokens.PRIMARY_SOFT))
    elif isinstance(view, TableView) and view.hovered_row == index.row():
        painter.fillRect(rect, QColor(tokens.HOVER))
    painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(tokens.ROW_LINE))
