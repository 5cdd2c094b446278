"""Labels by what they are for, and the small helper that gives a widget its role in the style sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.theme.tokens import Tone


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet selects on, and have the style look again."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Label(QLabel):
    """Plain text in one of the window's roles; long text can wrap. Never reads HTML out of data."""

    ROLE = ""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, tone: Tone | None = None, wrap: bool = False
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            # Without this a layout takes the height of one line for a text that needs three.
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        # Left to itself a label with a frame adds an indent that no style sheet knows of.
        self.setIndent(0)
        if self.ROLE:
            self.setProperty("role", self.ROLE)
        if tone is not None:
            self.setProperty("tone", tone.value)

    def set_tone(self, tone: Tone) -> None:
        """Colour the letters."""
        set_property(self, "tone", tone.value)


class PageTitle(Label):
    """The name of a page or the name of the person a page is about."""

    ROLE = "page-title"


class SectionTitle(Label):
    """The head of a card."""

    ROLE = "card-title"


class Caption(Label):
    """Small grey text above or below a figure."""

    ROLE = "caption"


class Soft(Label):
    """Running text that steps back."""

    ROLE = "soft"


class Strong(Label):
    """Running text that steps forward."""

    ROLE = "strong"


class Number(Label):
    """A big figure."""

    ROLE = "number"


class ElidedLabel(Label):
    """One line that ends in … when there is no room, with the whole text as its tooltip."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, role: str = "") -> None:
        super().__init__("", parent)
        if role:
            self.setProperty("role", role)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._elide()

    def setText(self, text: str) -> None:
        self._whole = text
        self._elide()

    def whole_text(self) -> str:
        """The text before it was cut."""
        return self._whole

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, self.width()))
        super().setText(shown if self.width() > 0 else self._whole)
        self.setToolTip(self._whole if shown != self._whole else "")


class Line(QFrame):
    """A hair line between two parts of a card."""

    def __init__(self, parent: QWidget | None = None, *, faint: bool = False) -> None:
        super().__init__(parent)
        self.setProperty("role", "row-line" if faint else "line")
        self.setFixedHeight(1)
