"""Figures: a big number with its caption and note, which may be a door to what was counted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import tokens
from ui.theme.tokens import Tone
from ui.widgets.card import Card
from ui.widgets.text import Caption, ElidedLabel, Number


class StatCard(Card):
    """One figure. With `door=True` a click (or Enter) emits `clicked`."""

    clicked = Signal()

    def __init__(
        self,
        caption: str,
        number: str = "–",
        note: str = "",
        parent: QWidget | None = None,
        *,
        tone: Tone | None = None,
        door: bool = False,
    ) -> None:
        super().__init__(parent=parent)
        self.body.setContentsMargins(16, 13, 12, 13)
        self.body.setSpacing(1)
        self._caption, self._number = Caption(caption), Number(number, tone=tone)
        # In a narrow window the note gives way, not the number.
        self._note = ElidedLabel(note, role="caption")
        for label in (self._caption, self._number, self._note):
            self.add(label)
        self._door = door
        if door:
            self.setProperty("door", True)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.setAccessibleName(caption)

    def set_figure(self, number: str, note: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        """Show a number; NEUTRAL is plain ink."""
        self._number.setText(number)
        self._number.set_tone(tone)
        self._note.setText(note)

    def number(self) -> str:
        """What it shows."""
        return self._number.text()

    def note(self) -> str:
        """What stands below it."""
        return self._note.whole_text()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (
            self._door
            and event.button() == Qt.MouseButton.LeftButton
            and self.rect().contains(event.position().toPoint())
        ):
            self.clicked.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._door and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)


class StatRow(QWidget):
    """Figures side by side, equally wide."""

    def __init__(self, *cards: StatCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GAP)
        for card in cards:
            layout.addWidget(card, 1)
