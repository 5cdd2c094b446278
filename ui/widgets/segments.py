"""A few ways to look at the same thing, side by side, one of them on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.widgets.text import set_property


class Segments(QWidget):
    """Choices as (value, words); emits `chosen(value)` when another one is pressed. The first is on at the start."""

    chosen = Signal(object)

    def __init__(self, choices: Sequence[tuple[object, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._buttons: dict[object, QPushButton] = {}
        for value, words in choices:
            button = QPushButton(words)
            button.setProperty("role", "chip")
            button.setAutoDefault(False)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(lambda _checked=False, each=value: self.choose(each))
            self._buttons[value] = button
            layout.addWidget(button)
        self._value = choices[0][0]
        self._show()

    def value(self) -> object:
        """The choice that is on."""
        return self._value

    def choose(self, value: object) -> None:
        """Turn a choice on as a press would."""
        if value != self._value:
            self._value = value
            self._show()
            self.chosen.emit(value)

    def set_words(self, value: object, words: str) -> None:
        """Word a choice anew, as with a count that changed."""
        self._buttons[value].setText(words)

    def _show(self) -> None:
        for value, button in self._buttons.items():
            set_property(button, "set", value == self._value)
