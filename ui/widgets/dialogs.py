"""Dialogs, opened with `open()` and answered by signals: no nested event loop ever runs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.theme import tokens
from ui.widgets.buttons import DangerButton, PrimaryButton, SecondaryButton
from ui.widgets.text import Label, SectionTitle, Soft

# What the system draws around a window.
_FRAME = QSize(16, 40)
_FILLED_IN = (QLineEdit, QPlainTextEdit, QComboBox)


class Dialog(QDialog):
    """A title, a body to fill, and two buttons at the right. Enter is the first, Esc the second.

    `accept_if` is asked before it closes: returning a sentence keeps it open and shows the sentence.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        *,
        yes: str = "确定",
        no: str = "取消",
        danger: bool = False,
        width: int = 420,
        accept_if: Callable[[], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setMinimumWidth(width)
        self._accept_if = accept_if
        self._scroll: QScrollArea | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 18)
        layout.setSpacing(12)
        layout.addWidget(SectionTitle(title))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        layout.addLayout(self.body, 1)
        self._problem = Label(wrap=True)
        self._problem.setProperty("role", "problem")
        self._problem.hide()
        layout.addWidget(self._problem)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.no_button = SecondaryButton(no, self.reject)
        self.yes_button = (DangerButton if danger else PrimaryButton)(yes, self.accept)
        self.yes_button.setDefault(True)
        self.no_button.setVisible(bool(no))
        self.buttons.addWidget(self.no_button)
        self.buttons.addWidget(self.yes_button)
        layout.addSpacing(4)
        layout.addLayout(self.buttons)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)

    def accept(self) -> None:
        problem = self._accept_if() if self._accept_if else ""
        if problem:
            self.show_problem(problem)
        else:
            super().accept()

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard is in the first field that can be filled in, unless the dialog has put it elsewhere itself."""
        self._fit_screen()
        if self.focusWidget() is None and (first := self._first_field()) is not None:
            first.setFocus()
        super().showEvent(event)

    def _fit_screen(self) -> None:
        """On a screen that is too low (large letters) the body scrolls, so that the buttons stay in reach."""
        layout, room = self.layout(), self.screen().availableGeometry().size() - _FRAME
        wanted = self.sizeHint().expandedTo(self.minimumSize())
        if self._scroll is not None or wanted.height() <= room.height() or not isinstance(layout, QVBoxLayout):
            return
        layout.removeItem(self.body)
        self.body.setParent(None)
        inside = QWidget()
        inside.setLayout(self.body)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(inside)
        self._scroll.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        layout.insertWidget(1, self._scroll, 1)
        self.setMinimumWidth(min(self.minimumWidth(), room.width()))
        self._scroll.show()
        layout.activate()
        self.resize(wanted.boundedTo(room))

    def _first_field(self) -> QWidget | None:
        fields = (each for each in self.findChildren(QWidget) if isinstance(each, _FILLED_IN))
        return next((each for each in fields if each.isEnabled() and each.isVisibleTo(self)), None)

    def show_problem(self, sentence: str) -> None:
        """Say why it cannot close yet; empty takes the sentence away."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))


class ConfirmDialog(Dialog):
    """Asks before an act; `on_yes` is called when the clerk agrees."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        sentence: str,
        on_yes: Callable[[], object],
        *,
        yes: str,
        danger: bool = False,
    ) -> None:
        super().__init__(parent, title, yes=yes, danger=danger)
        self.body.addWidget(Soft(sentence, wrap=True))
        self.accepted.connect(lambda: on_yes())


class AskDialog(Dialog):
    """Asks for one text; `on_text` is called with it. `required` refuses an empty answer."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        caption: str,
        on_text: Callable[[str], object],
        *,
        text: str = "",
        hint: str = "",
        many_lines: bool = False,
        required: bool = True,
        yes: str,
    ) -> None:
        super().__init__(parent, title, yes=yes, accept_if=self._refusal)
        self._required, self._caption = required, caption
        self.body.addWidget(Soft(caption, wrap=True))
        self._edit: QLineEdit | QPlainTextEdit = QPlainTextEdit(text) if many_lines else QLineEdit(text)
        self._edit.setPlaceholderText(hint)
        if many_lines:
            self._edit.setMinimumHeight(4 * tokens.CONTROL_HEIGHT)
        self.body.addWidget(self._edit)
        self._edit.setFocus()
        self.accepted.connect(lambda: on_text(self.text()))

    def text(self) -> str:
        """What stands in the field."""
        return (self._edit.text() if isinstance(self._edit, QLineEdit) else self._edit.toPlainText()).strip()

    def _refusal(self) -> str:
        return f"请填写{self._caption.rstrip('：:')}。" if self._required and not self.text() else ""


class SayDialog(Dialog):
    """Tells one thing that must be read; one button."""

    def __init__(self, parent: QWidget | None, title: str, sentence: str, *, yes: str = "知道了") -> None:
        super().__init__(parent, title, yes=yes, no="")
        words = Label(sentence, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(words)
