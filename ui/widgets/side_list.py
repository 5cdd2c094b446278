"""A short list to choose from at the side of a page: agenda, panel, sections of the settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import tokens
from ui.theme.fonts import font
from ui.theme.tokens import Tone
from ui.widgets.painting import draw_pill, pill_width


@dataclass(frozen=True)
class SideItem:
    """One line: its key, words, small words after them, a number before them and a pill at the right."""

    key: object
    words: str
    note: str = ""
    number: str = ""
    pill: str = ""
    tone: Tone = Tone.NEUTRAL


class SideList(QListWidget):
    """Emits `chosen(key)` when the current line changes; keeps the line when the items are shown again."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_SideDelegate(self))
        self.currentItemChanged.connect(self._moved)

    def show_items(self, items: Sequence[SideItem], current: object = None) -> None:
        """Show items; `current` (else the present one, else the first) is chosen, without a signal."""
        wanted = current if current is not None else self.current_key()
        self.blockSignals(True)
        self.clear()
        for item in items:
            line = QListWidgetItem(item.words)
            line.setData(Qt.ItemDataRole.UserRole, item)
            line.setToolTip(item.note)
            self.addItem(line)
        keys = [item.key for item in items]
        if items:
            self.setCurrentRow(keys.index(wanted) if wanted in keys else 0)
        self.blockSignals(False)

    def current_key(self) -> object:
        """The key of the chosen line; None when there is none."""
        line = self.currentItem()
        return line.data(Qt.ItemDataRole.UserRole).key if line else None

    def choose(self, key: object) -> None:
        """Choose a line by its key, as a click would."""
        for row in range(self.count()):
            if self.item(row).data(Qt.ItemDataRole.UserRole).key == key:
                self.setCurrentRow(row)
                return

    def _moved(self, line: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if line is not None:
            self.chosen.emit(line.data(Qt.ItemDataRole.UserRole).key)


class _SideDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, tokens.ROW_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        item: SideItem = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, QColor(tokens.PRIMARY_SOFT))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(tokens.HOVER))
        painter.fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, QColor(tokens.ROW_LINE))
        area = option.rect.adjusted(10, 0, -10, -1)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if item.pill:
            draw_pill(painter, area, item.pill, item.tone, right=True)
            area.setRight(area.right() - pill_width(item.pill) - 8)
        painter.setFont(font())
        if item.number:
            painter.setPen(QColor(tokens.INK_SOFT))
            painter.drawText(area, middle, item.number)
            area.setLeft(area.left() + 31)
        painter.setPen(QColor(tokens.INK))
        metrics = painter.fontMetrics()
        painter.drawText(area, middle, metrics.elidedText(item.words, Qt.TextElideMode.ElideRight, area.width()))
        area.setLeft(area.left() + metrics.horizontalAdvance(item.words) + 12)
        if item.note and area.width() > 20:
            painter.setFont(font(tokens.TEXT_SMALL))
            painter.setPen(QColor(tokens.INK_SOFT))
            note = painter.fontMetrics().elidedText(item.note, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, middle, note)
        painter.restore()
