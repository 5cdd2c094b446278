"""Cards: white, a hair line, round corners; what belongs together stands in one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.theme import tokens
from ui.theme.tokens import Tone
from ui.widgets.text import ElidedLabel, SectionTitle, set_property


class Card(QFrame):
    """A card with an optional title; put things in with `add`, or into `body` (a vertical layout).

    `accent` draws the left edge in a tone; `padded=False` is for a table that reaches the edges.
    """

    def __init__(
        self, title: str = "", parent: QWidget | None = None, *, accent: Tone | None = None, padded: bool = True
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        if accent is not None:
            self.setProperty("accent", accent.value)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.body = QVBoxLayout(self)
        pad = tokens.CARD_PADDING if padded else 1
        # A table that reaches the edges must not paint over the round corners at the foot.
        self.body.setContentsMargins(pad, pad, pad, pad if padded else tokens.RADIUS // 2)
        self.body.setSpacing(8 if padded else 0)
        self._padded = padded
        if title:
            self.set_title(title)

    def set_title(self, title: str, note: str = "") -> None:
        """Put a title line on top (once); `note` stands small beside it."""
        if self.head.count() == 0:
            self.body.insertLayout(0, self.head)
            if not self._padded:
                self.head.setContentsMargins(tokens.CARD_PADDING, 12, tokens.CARD_PADDING, 4)
            self._title, self._note = SectionTitle(), ElidedLabel(role="caption")
            self.head.addWidget(self._title)
            # A long note gives way to the buttons; without one the room between is empty.
            self.head.addWidget(self._note, 1)
            self.head.addStretch(0)
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def add(self, content: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout below what is there."""
        if isinstance(content, QWidget):
            self.body.addWidget(content, stretch)
        else:
            self.body.addLayout(content, stretch)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a button or note at the right end of the title line."""
        self.head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_accent(self, tone: Tone | None) -> None:
        """Colour the left edge, or take the colour away."""
        set_property(self, "accent", tone.value if tone else "")


def row(*widgets: QWidget | None, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side; None is the stretch between left and right."""
    layout = QHBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return layout


def column(*widgets: QWidget | None, spacing: int = 8) -> QVBoxLayout:
    """Widgets one below the other; None is the stretch."""
    layout = QVBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear(inner)
        if widget is not None:
            let_go(widget)


def let_go(widget: QWidget) -> None:
    """Take a widget from the screen and have it deleted. It keeps its parent until then: taking that away costs Qt a third
    of a millisecond a widget, for all styles are worked out anew."""
    widget.hide()
    widget.deleteLater()
