"""The rail: one line a page, the count of what waits there, and who is signed in."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import tokens
from ui.theme.icons import Icon, icon
from ui.widgets.pill import Badge
from ui.widgets.text import Caption, Label

PRODUCT = "低保清查工作台"


class RailItem(QPushButton):
    """One page's line."""

    def __init__(self, title: str, picture: Icon, key: str, parent: QWidget | None = None) -> None:
        super().__init__(f" {title}", parent)
        self.title = title
        self.setProperty("role", "rail")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setIcon(icon(picture, tokens.INK_SOFT, active=tokens.PRIMARY))
        self.setIconSize(QSize(20, 20))
        self.setToolTip(f"{title}（{key}）" if key else title)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.badge = Badge(self)
        self._count = 0

    def set_narrow(self, narrow: bool) -> None:
        """Show the picture alone, or with its word."""
        self.setText("" if narrow else f" {self.title}")
        self.set_count(self._count)

    def set_count(self, count: int) -> None:
        """The count beside the word; a red dot on the picture when there is no room for it."""
        self._count = count
        self.badge.set_count(count if self.text() else 0)
        self._place_badge()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._count and not self.text():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.RED))
            painter.drawEllipse(self.width() - 13, 7, 7, 7)
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_badge()

    def _place_badge(self) -> None:
        self.badge.move(self.width() - self.badge.width() - 10, (self.height() - self.badge.height()) // 2)


class Rail(QWidget):
    """Emits `chosen(name)`; `show_name` marks a page without a signal."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._items: dict[str, RailItem] = {}
        self._group = QButtonGroup(self)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(10, 18, 10, 14)
        self._layout.setSpacing(2)
        self._brand = Label(PRODUCT)
        self._brand.setProperty("role", "brand")
        self._brand.setContentsMargins(8, 0, 0, 0)
        self._layout.addWidget(self._brand)
        self._layout.addSpacing(10)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(2)
        self._lines.addStretch(1)
        self._area = self._scrolled(self._lines)
        self._layout.addWidget(self._area, 1)
        self._who, self._where = Caption(wrap=True), Caption(wrap=True)
        for label in (self._who, self._where):
            label.setContentsMargins(8, 0, 0, 0)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._layout.addWidget(label)
        self.set_narrow(False)

    def _scrolled(self, lines: QVBoxLayout) -> QScrollArea:
        """Room for the lines that a low window (200 %) does not have; the wheel moves them, no bar is shown."""
        inside = QWidget()
        inside.setLayout(lines)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(100)
        area.setWidget(inside)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        return area

    def add(self, name: str, title: str, picture: Icon, key: str = "") -> None:
        """One more page at the end."""
        item = RailItem(title, picture, key)
        item.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(item)
        self._items[name] = item
        self._lines.insertWidget(self._lines.count() - 1, item)

    def show_name(self, name: str) -> None:
        """Mark the page that is shown."""
        if name in self._items:
            self._items[name].setChecked(True)
            self._area.ensureWidgetVisible(self._items[name], 0, 8)

    def set_count(self, name: str, count: int) -> None:
        """The count beside a page; zero hides it."""
        if name in self._items:
            self._items[name].set_count(count)

    def set_signed_in(self, who: str, where: str) -> None:
        """Who works here, and in which office."""
        self._who.setText(who)
        self._where.setText(where)
        self._who.setToolTip(who)
        self._where.setToolTip(where)

    def set_narrow(self, narrow: bool) -> None:
        """Pictures only, for small windows and large letters."""
        self.setFixedWidth(tokens.RAIL_NARROW if narrow else tokens.RAIL_WIDTH)
        for label in (self._brand, self._who, self._where):
            label.setVisible(not narrow)
        for item in self._items.values():
            item.set_narrow(narrow)
