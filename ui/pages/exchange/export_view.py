"""What leaves the office as a workbook: the upload of the province, what the bank pays out, the roster, blank
sheets to be filled in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ui.pages.exchange.bank_panel import BankPanel
from ui.pages.exchange.roster_panel import BlankPanel, RosterPanel
from ui.pages.exchange.upload_panel import UploadPanel
from ui.widgets.card import Card
from ui.widgets.page import PageContext
from ui.widgets.side_list import SideItem, SideList

_SIDE = 150


class ExportView(QWidget):
    """Emits `told(sentence, tone)` for the page's banner and `go(page, target)`."""

    told = Signal(str, object)
    go = Signal(str, object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.upload, self.bank = UploadPanel(context), BankPanel(context)
        self.roster, self.blank = RosterPanel(context), BlankPanel()
        self._panels = (
            ("省平台上传表", self.upload),
            ("银行发放", self.bank),
            ("在保名册", self.roster),
            ("空白表", self.blank),
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        card = Card(padded=False)
        card.setFixedWidth(_SIDE)
        self.which = SideList()
        self.which.chosen.connect(self._show)
        card.add(self.which, 1)
        self.stack = QStackedWidget()
        for _words, panel in self._panels:
            self.stack.addWidget(panel)
            panel.told.connect(self.told)
        self.upload.go.connect(self.go)
        self.bank.go.connect(self.go)
        layout.addWidget(card)
        layout.addWidget(self.stack, 1)
        self.which.show_items([SideItem(at, words) for at, (words, _) in enumerate(self._panels)], 0)

    def _show(self, place: object) -> None:
        if isinstance(place, int):
            self.stack.setCurrentIndex(place)

    def show_villages(self, names: list[str], scope: str) -> None:
        """Offer the villages; the one of the top bar is chosen."""
        self.upload.show_villages(names, scope)
        self.bank.show_villages(names, scope)
        self.roster.show_villages(names, scope)
