"""A sheet that slides over the right side of the window: help for a page. Esc closes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme.icons import Icon
from ui.widgets.buttons import IconButton
from ui.widgets.text import Label, SectionTitle

WIDTH = 360


class SideSheet(QFrame):
    """Title and text; follows the size of its window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("role", "sheet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 16, 18)
        layout.setSpacing(12)
        head = QHBoxLayout()
        self._title = SectionTitle()
        head.addWidget(self._title, 1)
        head.addWidget(IconButton(Icon.CLOSE, "关闭（Esc）", self.hide))
        layout.addLayout(head)
        self._text = Label(wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._text)
        area.viewport().setAutoFillBackground(False)
        self._text.setAutoFillBackground(False)
        layout.addWidget(area, 1)
        window.installEventFilter(self)
        self.hide()

    def say(self, title: str, text: str) -> None:
        """Open with a title and a text."""
        self._title.setText(title)
        self._text.setText(text)
        self._follow()
        self.show()
        self.raise_()
        self.setFocus()

    def text(self) -> str:
        """What it says; empty while closed."""
        return "" if self.isHidden() else self._text.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return False

    def _follow(self) -> None:
        window = self._window
        wide = min(WIDTH, window.width())
        self.setGeometry(window.width() - wide, 0, wide, window.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
