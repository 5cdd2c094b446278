"""Paints a cell by the kind of value its column reads."""

from __future__ import annotations

from functools import singledispatch

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
)

from ui.models.cells import BarCell, PillCell, Toned, TwoLines
from ui.models.paged import VALUE_ROLE
from ui.theme import tokens
from ui.theme.fonts import font
from ui.theme.tokens import Tone
from ui.widgets.painting import draw_bar, draw_pill
from ui.widgets.tables import paint_row_ground

Index = QModelIndex | QPersistentModelIndex
SIDE = 10


class CellDelegate(QStyledItemDelegate):
    """The usual delegate: text, two lines, pill, bar."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        view = self.parent()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_row_ground(painter, view if isinstance(view, QTableView) else None, option.rect, selected, index)
        align = index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignLeft
        area = option.rect.adjusted(SIDE, 0, -SIDE, -1)
        paint_value(index.data(VALUE_ROLE), painter, area, Qt.AlignmentFlag(align))
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """What a cell has no room for is told by the mouse that rests on it."""
        said = super().helpEvent(event, view, option, index)
        if not said and (hidden := hidden_words(index.data(VALUE_ROLE), option.rect.width() - 2 * SIDE)):
            QToolTip.showText(event.globalPos(), hidden, view)
            return True
        return said


def hidden_words(value: object, width: int) -> str:
    """The whole text of a cell that does not show all of it; empty when it does."""
    usual, small = QFontMetrics(font()), QFontMetrics(font(tokens.TEXT_SMALL))
    lines = [(value.top, usual), (value.bottom, small)] if isinstance(value, TwoLines) else []
    if isinstance(value, (str, int, Toned)):
        lines = [(str(value), usual)]
    if any(metrics.horizontalAdvance(words) > width for words, metrics in lines):
        return "\n".join(words for words, _ in lines if words)
    return ""


def _write(painter: QPainter, area: QRect, align: Qt.AlignmentFlag, words: str) -> None:
    if align & Qt.AlignmentFlag.AlignRight and painter.fontMetrics().horizontalAdvance(words) > area.width():
        # A figure is never cut: smaller letters, and the margins.
        painter.setFont(font(tokens.TEXT_SMALL))
        area = area.adjusted(-SIDE, 0, SIDE - 2, 0)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


@singledispatch
def paint_value(value: object, painter: QPainter, area: QRect, align: Qt.AlignmentFlag) -> None:
    """Plain text in ink."""
    painter.setFont(font())
    painter.setPen(QColor(tokens.INK))
    _write(painter, area, align, "" if value is None else str(value))


@paint_value.register
def _two_lines(value: TwoLines, painter: QPainter, area: QRect, align: Qt.AlignmentFlag) -> None:
    if not value.bottom:
        paint_value(value.top, painter, area, align)
        return
    middle = area.center().y() + 1
    painter.setFont(font())
    painter.setPen(QColor(tokens.INK))
    _write(painter, QRect(area.left(), middle - 21, area.width(), 22), align, value.top)
    painter.setFont(font(tokens.TEXT_SMALL))
    painter.setPen(QColor(tokens.INK_SOFT))
    _write(painter, QRect(area.left(), middle, area.width(), 19), align, value.bottom)


@paint_value.register
def _pill(value: PillCell, painter: QPainter, area: QRect, align: Qt.AlignmentFlag) -> None:
    if value.words:
        draw_pill(painter, area, value.words, value.tone, right=bool(align & Qt.AlignmentFlag.AlignRight))


@paint_value.register
def _toned(value: Toned, painter: QPainter, area: QRect, align: Qt.AlignmentFlag) -> None:
    painter.setFont(font(bold=value.bold))
    painter.setPen(QColor(tokens.INK_SOFT if value.tone is Tone.NEUTRAL else value.tone.ink))
    _write(painter, area, align, value.words)


@paint_value.register
def _bar(value: BarCell, painter: QPainter, area: QRect, align: Qt.AlignmentFlag) -> None:
    draw_bar(
        painter, QRectF(area.left(), area.center().y() - 4, area.width(), 10), value.parts, value.whole, value.colours
    )
