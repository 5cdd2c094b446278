"""What a page shows when there is nothing to show: a picture, a sentence, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme import tokens
from ui.theme.icons import Icon, icon
from ui.widgets.buttons import PrimaryButton
from ui.widgets.text import Soft


class EmptyState(QWidget):
    """Centred picture and sentence, with a button when `action` is given; the button emits `chosen`."""

    chosen = Signal()

    def __init__(
        self, sentence: str, action: str = "", picture: Icon = Icon.EMPTY, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 32, 24, 32)
        layout.setSpacing(12)
        sign = QLabel()
        sign.setPixmap(icon(picture, tokens.BORDER_STRONG).pixmap(QSize(48, 48)))
        self._sentence = Soft(sentence)
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(self._sentence)
        self.button = PrimaryButton(action, self.chosen.emit)
        self.button.setVisible(bool(action))
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)

    def set_sentence(self, sentence: str) -> None:
        """Say something else."""
        self._sentence.setText(sentence)

    def show_state(self, sentence: str, action: str = "") -> None:
        """Say something else, with another button or none."""
        self._sentence.setText(sentence)
        self.button.setText(action)
        self.button.setVisible(bool(action))
