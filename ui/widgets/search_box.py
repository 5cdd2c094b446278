"""The search box of the top bar and of lists: a glass, a hint, and the key that reaches it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ui.theme import tokens
from ui.theme.icons import Icon, icon

# Long enough that a fast typist's keys fall together, short enough that the list seems to follow.
PAUSE_MS = 120
ROOM_FOR_KEY = 326


class SearchBox(QLineEdit):
    """Emits `searched(text)` a moment after the last key, at once on Enter; Esc empties it."""

    searched = Signal(str)
    left = Signal()

    def __init__(self, hint: str, key_hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setProperty("role", "search")
        self.setAccessibleName(hint)
        self.addAction(icon(Icon.SEARCH, tokens.INK_FAINT), QLineEdit.ActionPosition.LeadingPosition)
        self._key = QLabel(key_hint, self)
        self._key.setStyleSheet(f"color: {tokens.INK_FAINT}; font-size: {tokens.TEXT_SMALL}px;")
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._tell)
        self._told = ""
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self.tell_now)

    def sizeHint(self) -> QSize:
        return QSize(330, super().sizeHint().height())

    def tell_now(self) -> None:
        """Emit what is typed without waiting."""
        self._told = "\0"
        self._tell()

    def set_quietly(self, text: str) -> None:
        """Show a text without searching for it."""
        self._told = text
        self.setText(text)
        self._timer.stop()

    def _typed(self, text: str) -> None:
        self._show_key()
        self._timer.start()

    def _show_key(self) -> None:
        self._key.setVisible(not self.text() and self.width() >= ROOM_FOR_KEY)

    def _tell(self) -> None:
        self._timer.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.searched.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                self.tell_now()
            else:
                self.clearFocus()
                self.left.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_key()
        self._key.adjustSize()
        self._key.move(self.width() - self._key.width() - 12, (self.height() - self._key.height()) // 2)
