"""What a typed text found, in groups under the search box: chosen with the mouse, or with ↑ ↓ and Enter while typing goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.widgets.card import clear
from ui.widgets.search_box import SearchBox
from ui.widgets.text import Caption, ElidedLabel, Strong, set_property

WIDTH = 430


@dataclass(frozen=True)
class Found:
    """One line: what it is, what is known of it, and the page and target it opens."""

    words: str
    note: str
    page: str
    target: object


@dataclass(frozen=True)
class FoundGroup:
    """A headed group of lines."""

    title: str
    lines: tuple[Found, ...]


class SearchPopup(QFrame):
    """Hangs under a search box inside the window, so the box keeps the keyboard. `chosen` tells the line."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, box: SearchBox) -> None:
        super().__init__(window)
        self._box = box
        self.setProperty("role", "popup")
        self.setObjectName("search-popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 8, 6, 8)
        self._column.setSpacing(1)
        self._rows: list[_Row] = []
        self._current = -1
        box.installEventFilter(self)
        self.hide()

    def show_groups(self, groups: Sequence[FoundGroup], nothing: str = "没有找到，请换一个词。") -> None:
        """Show what was found; the first line is not chosen until ↓ is pressed."""
        clear(self._column)
        self._rows, self._current = [], -1
        for group in groups:
            title = Caption(group.title)
            title.setContentsMargins(8, 6, 8, 2)
            self._column.addWidget(title)
            for line in group.lines:
                row = _Row(line, self)
                self._rows.append(row)
                self._column.addWidget(row)
        if not self._rows:
            empty = Caption(nothing)
            empty.setContentsMargins(8, 6, 8, 6)
            self._column.addWidget(empty)
        self._place()

    def lines(self) -> list[Found]:
        """What is shown, in order."""
        return [row.line for row in self._rows]

    def current(self) -> Found | None:
        """The line that Enter opens."""
        return self._rows[self._current].line if self._current >= 0 else None

    def _place(self) -> None:
        self.show()
        self._column.activate()
        self.setFixedHeight(self._column.sizeHint().height())
        corner = self._box.mapTo(self.parentWidget(), QPoint(self._box.width() - WIDTH, self._box.height() + 6))
        self.move(max(corner.x(), 8), corner.y())
        self.raise_()

    def _step(self, by: int) -> None:
        if self._rows:
            count = len(self._rows)
            start = self._current if self._current >= 0 else (-1 if by > 0 else 0)
            self._mark((start + by) % count)

    def _mark(self, place: int) -> None:
        self._current = place
        for at, row in enumerate(self._rows):
            row.mark(at == place)

    def take(self, line: Found) -> None:
        """Open a line."""
        self.hide()
        self.chosen.emit(line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and not self.underMouse():
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.isVisible():
            return self._key(event.key())
        return False

    def _key(self, key: int) -> bool:
        line = self.current()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            self.take(line)
            return True
        if key == Qt.Key.Key_Escape:
            self.hide()
            return True
        return False


class _Row(QWidget):
    """One line of the popup."""

    def __init__(self, line: Found, popup: SearchPopup) -> None:
        super().__init__(popup)
        self.line, self._popup = line, popup
        self.setProperty("role", "popup-row")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{line.words} {line.note}")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(0)
        note = ElidedLabel(role="caption")
        note.setText(line.note)
        layout.addWidget(Strong(line.words))
        layout.addWidget(note)

    def mark(self, on: bool) -> None:
        """Show that Enter opens it."""
        set_property(self, "chosen", on)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._popup.take(self.line)
