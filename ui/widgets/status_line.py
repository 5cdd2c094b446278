"""The line at the foot of the window that tells the truth: saved, backed up, due."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import tokens
from ui.widgets.buttons import LinkButton
from ui.widgets.text import Label


@dataclass(frozen=True)
class Status:
    """What it says, in ready words; `door` is the page and target that a click on `due` opens."""

    saved: str = ""
    backup: str = ""
    due: str = ""
    door: tuple[str, object] | None = None


class StatusLine(QWidget):
    """Left: saved, backup, due; middle: a running job; right: help."""

    due_clicked = Signal()
    help_clicked = Signal()

    def __init__(self, job_bar: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status-line")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(tokens.STATUS_HEIGHT)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(tokens.PAGE_MARGIN, 0, tokens.PAGE_MARGIN, 0)
        layout.setSpacing(20)
        self._saved, self._backup = Label(), Label()
        self._due = LinkButton("", self.due_clicked.emit, small=True, tip="查看到期的户")
        self._due.hide()
        for widget in (self._saved, self._backup, self._due):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(job_bar)
        self._help = LinkButton("按 F1 查看本页说明", self.help_clicked.emit, small=True)
        layout.addWidget(self._help)
        self._narrow = False

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what has no room in a small window: the backup and the hint."""
        self._narrow = narrow
        self._help.setVisible(not narrow)
        self._backup.setVisible(not narrow and bool(self._backup.text()))

    def show_status(self, status: Status) -> None:
        """Say how things stand."""
        self._saved.setText(f"✓ {status.saved}" if status.saved else "")
        self._backup.setText(status.backup)
        self._due.setText(status.due)
        for label, words in ((self._saved, status.saved), (self._due, status.due)):
            label.setVisible(bool(words))
        self._backup.setVisible(not self._narrow and bool(status.backup))

    def words(self) -> str:
        """All it says."""
        return "　".join(text for text in (self._saved.text(), self._backup.text(), self._due.text()) if text)
