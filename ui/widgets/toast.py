"""A word of thanks that goes away by itself: `已保存`. Never for anything that must be read."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import tokens
from ui.widgets.text import Label

SHOWN_MS = 2600


class Toast(QFrame):
    """One in the bar at the head of a window, where it hides no button of a page; a new word replaces the last."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("role", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 9, 18, 9)
        self._words = Label()
        layout.addWidget(self._words)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    def say(self, words: str) -> None:
        """Show a word for a moment."""
        self._words.setText(words)
        self.adjustSize()
        window = self._window
        self.move((window.width() - self.width()) // 2, max((tokens.TOP_BAR_HEIGHT - self.height()) // 2, 0))
        self.show()
        self.raise_()
        self._timer.start()

    def words(self) -> str:
        """What it says; empty while hidden."""
        return "" if self.isHidden() else self._words.text()
