"""A sentence across the page: something to know, to mind or to mend."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.theme.icons import Icon, icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.text import Label, set_property

_PICTURES = {
    Tone.BLUE: Icon.INFO,
    Tone.NEUTRAL: Icon.INFO,
    Tone.GREEN: Icon.CHECK_CIRCLE,
    Tone.AMBER: Icon.WARNING,
    Tone.RED: Icon.ERROR,
}


class Banner(QFrame):
    """Hidden until `say`; can be dismissed. `acted` is emitted by its link, when it was given one."""

    acted = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.setSpacing(10)
        self._sign = QLabel()
        self._sentence = Label(wrap=True)
        self._link = LinkButton("", self.acted.emit)
        layout.addWidget(self._sign)
        layout.addWidget(self._sentence, 1)
        layout.addWidget(self._link)
        close = IconButton(Icon.CLOSE, "关闭提示", self.dismiss)
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout.addWidget(close)
        self.hide()

    def say(self, sentence: str, tone: Tone = Tone.BLUE, action: str = "") -> None:
        """Show a sentence, with a link when `action` names one."""
        set_property(self, "tone", tone.value)
        self._sign.setPixmap(icon(_PICTURES[tone], tone.ink).pixmap(QSize(18, 18)))
        self._sentence.setText(sentence)
        self._link.setText(action)
        self._link.setVisible(bool(action))
        self.show()

    def take_keyboard(self) -> None:
        """Have its link ready for the space bar."""
        self._link.setFocus()

    def sentence(self) -> str:
        """What it says; empty while hidden."""
        return "" if self.isHidden() else self._sentence.text()

    def dismiss(self) -> None:
        """Take it away."""
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()
