"""A document as it will be printed, page under page, in the width there is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from dibao_desktop.domain.document import Document
from ui.printing import Sheet, lay_out
from ui.theme import tokens

_GAP = 14
_WIDEST = 860


class _Paper(QWidget):
    """Pages drawn once for a width and kept as pictures."""

    def __init__(self) -> None:
        super().__init__()
        self._sheets: list[Sheet] = []
        self._pictures: list[QPixmap] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_document(self, document: Document | None) -> None:
        """Show other pages."""
        self._sheets = lay_out(document) if document else []
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _page_width(self) -> int:
        return max(80, min(_WIDEST, self.width() - 2 * _GAP))

    def _fit(self) -> None:
        self._pictures = []
        wide = self._page_width()
        high = sum(round(wide * sheet.high / sheet.wide) + _GAP for sheet in self._sheets)
        self.setFixedHeight(high + _GAP)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._pictures:
            self._pictures = [self._picture(sheet) for sheet in self._sheets]
        painter = QPainter(self)
        wide = self._page_width()
        left, top = (self.width() - wide) // 2, _GAP
        for picture in self._pictures:
            high = round(picture.height() / picture.devicePixelRatio())
            painter.drawPixmap(left, top, picture)
            painter.setPen(QColor(tokens.BORDER))
            painter.drawRect(QRectF(left - 0.5, top - 0.5, wide + 1, high + 1))
            top += high + _GAP

    def _picture(self, sheet: Sheet) -> QPixmap:
        wide, ratio = self._page_width(), self.devicePixelRatioF()
        size = QSize(round(wide * ratio), round(wide * sheet.high / sheet.wide * ratio))
        picture = QPixmap(size)
        picture.fill(QColor(tokens.SURFACE))
        painter = QPainter(picture)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        painter.scale(size.width() / sheet.wide, size.width() / sheet.wide)
        sheet.paint(painter)
        painter.end()
        picture.setDevicePixelRatio(ratio)
        return picture


class DocumentView(QScrollArea):
    """Scrolls over the pages of one document."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._paper = _Paper()
        self.setWidget(self._paper)

    def show_document(self, document: Document | None) -> None:
        """Show another document, from its top."""
        self._paper.show_document(document)
        self.verticalScrollBar().setValue(0)
