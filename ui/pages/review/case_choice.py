"""Which cases come on an agenda, and in what order: ticked, sorted, moved by key, button or mouse."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from dibao_desktop.review.queries import Plannable
from ui.theme.icons import Icon
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import row
from ui.widgets.text import Caption

_ROLE = Qt.ItemDataRole.UserRole
_LINE_HEIGHT = 28


class _Movable(QListWidget):
    """Says `moved(-1)` or `moved(1)` for Alt+↑ and Alt+↓."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(by)
        else:
            super().keyPressEvent(event)


class CaseChoice(QWidget):
    """The ticked cases, from the top down, are the agenda."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cases: tuple[Plannable, ...] = ()
        self.list = _Movable()
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setMinimumHeight(300)
        self.list.setAccessibleName("议程")
        self._count = Caption()
        self.due = LinkButton("全部待评议", self.tick_due, small=True)
        self.every = LinkButton("全村", self.tick_every, small=True)
        self.none = LinkButton("全不选", self.tick_none, small=True)
        self.by_group = LinkButton("按组别排", self.sort_by_group, small=True)
        self.by_number = LinkButton("按档案号排", self.sort_by_number, small=True)
        up = IconButton(Icon.UP, "上移（Alt+↑）", self.move_up)
        down = IconButton(Icon.DOWN, "下移（Alt+↓）", self.move_down)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row(self._count, None, self.due, self.every, self.none))
        layout.addWidget(self.list, 1)
        layout.addLayout(row(self.by_group, self.by_number, None, Caption("可拖动排序"), up, down))
        self.list.moved.connect(self._move)
        self.list.itemChanged.connect(self._tell)
        self.list.model().rowsMoved.connect(self._tell)

    def show_cases(self, cases: Sequence[Plannable], ticked: Sequence[int] | None = None) -> None:
        """Show the cases; ticked are these, or, when it is not said, those that lack nothing."""
        self._cases = tuple(cases)
        wanted = {case.case_id for case in cases if not case.lacking} if ticked is None else set(ticked)
        self._show(cases, wanted)

    def chosen(self) -> tuple[int, ...]:
        """The ticked cases in the order shown."""
        return tuple(line.data(_ROLE).case_id for line in self._lines() if line.checkState() is Qt.CheckState.Checked)

    def tick_due(self) -> None:
        """Tick whoever lacks nothing."""
        self._tick(lambda case: not case.lacking)

    def tick_every(self) -> None:
        """Tick the whole village; who lacks something can catch up until the evening."""
        self._tick(lambda case: True)

    def tick_none(self) -> None:
        """Tick nobody."""
        self._tick(lambda case: False)

    def sort_by_group(self) -> None:
        """By the number of the group, inside it by dossier number."""
        self._sort(lambda case: (_number_in(case.group), case.group, case.number))

    def sort_by_number(self) -> None:
        """By dossier number."""
        self._sort(lambda case: case.number)

    def move_up(self) -> None:
        """The current line changes places with the one above."""
        self._move(-1)

    def move_down(self) -> None:
        """The current line changes places with the one below."""
        self._move(1)

    def _show(self, cases: Sequence[Plannable], ticked: set[int]) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for case in cases:
            line = QListWidgetItem(_words(case))
            line.setData(_ROLE, case)
            line.setSizeHint(QSize(0, _LINE_HEIGHT))
            line.setFlags(
                (line.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsDragEnabled)
                & ~Qt.ItemFlag.ItemIsDropEnabled
            )
            line.setCheckState(Qt.CheckState.Checked if case.case_id in ticked else Qt.CheckState.Unchecked)
            self.list.addItem(line)
        self.list.blockSignals(False)
        self._tell()

    def _lines(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

    def _tick(self, wanted: Callable[[Plannable], bool]) -> None:
        cases = [line.data(_ROLE) for line in self._lines()]
        self._show(cases, {case.case_id for case in cases if wanted(case)})

    def _sort(self, key: Callable[[Plannable], Any]) -> None:
        self._show(sorted((line.data(_ROLE) for line in self._lines()), key=key), set(self.chosen()))

    def _move(self, by: int) -> None:
        place = self.list.currentRow()
        to = place + by
        if place >= 0 and 0 <= to < self.list.count():
            line = self.list.takeItem(place)
            self.list.insertItem(to, line)
            self.list.setCurrentRow(to)
            self._tell()

    def _tell(self) -> None:
        due = sum(not case.lacking for case in self._cases)
        more = len(self._cases) - due
        rest = f"，另有 {more} 户还没到评议" if more else ""
        self._count.setText(f"待评议 {due} 户{rest}；列入本次 {len(self.chosen())} 户")
        self.changed.emit()


def _words(case: Plannable) -> str:
    parts = (case.head_name, case.group, case.proposal, f"待{case.lacking}" if case.lacking else "")
    return " · ".join(part for part in parts if part)


def _number_in(group: str) -> int:
    found = re.search(r"\d+", group)
    return int(found[0]) if found else 999
