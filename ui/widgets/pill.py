"""Pills: one or two words on a tinted ground that say how something stands."""

from __future__ import annotations

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.tokens import Tone
from ui.widgets.text import Label


class Pill(Label):
    """A state in one of five tones."""

    ROLE = "pill"

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(text, parent, tone=tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_state(self, text: str, tone: Tone) -> None:
        """Show another state."""
        self.setText(text)
        self.set_tone(tone)


class Badge(Label):
    """The count beside a page's name in the rail; hidden at zero."""

    ROLE = "badge"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.hide()

    def set_count(self, count: int) -> None:
        """Show a count; above 999 it says 999+."""
        self.setText("999+" if count > 999 else str(count))
        self.setVisible(count > 0)
        self.ensurePolished()
        self.adjustSize()
