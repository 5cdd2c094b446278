"""The division codes of the villages, one field each, saved together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from dibao_desktop.dossiers.queries import VillageRow
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card, clear, row
from ui.widgets.empty import EmptyState
from ui.widgets.text import Caption, Label, Line, set_property

_DIGITS = 12


class VillagesForm(QWidget):
    """Emits `save_asked({name: code})` with what was changed."""

    save_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[str, str] = {}
        self.fields: dict[str, QLineEdit] = {}
        self.save = PrimaryButton("保存", self._save)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(16, 4, 16, 4)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(7)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setWidget(inside)
        # Otherwise the scroll area fills what it holds with the window's grey.
        inside.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        self._empty = EmptyState("导入名册后，这里列出各村。")
        foot = row(Caption("12 位行政区划代码，填上报模板时用；不知道的可以先空着。"), None, self.save)
        foot.setContentsMargins(16, 8, 16, 12)
        card = Card("村（社区）代码", padded=False)
        card.add(self._area, 1)
        card.add(self._empty, 1)
        card.add(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    @property
    def dirty(self) -> bool:
        """Whether a code was typed and not saved."""
        return bool(self._changed())

    def show_villages(self, villages: Sequence[VillageRow], may: bool) -> None:
        """Show the villages; what was typed and not saved stays."""
        typed = self._changed()
        clear(self._grid)
        self.fields = {}
        self._shown = {village.name: village.code for village in villages}
        for place, village in enumerate(villages):
            field = QLineEdit(typed.get(village.name, village.code))
            field.setMaxLength(_DIGITS)
            field.setFixedWidth(200)
            field.setPlaceholderText("12 位数字")
            field.setEnabled(may)
            field.setAccessibleName(f"{village.name}行政区划代码")
            field.textEdited.connect(self._tell)
            self.fields[village.name] = field
            if place:
                self._grid.addWidget(Line(faint=True), 2 * place - 1, 0, 1, 3)
            self._grid.addWidget(Label(village.name), 2 * place, 0)
            self._grid.addWidget(Caption(f"{village.households} 户"), 2 * place, 1)
            self._grid.addWidget(field, 2 * place, 2, Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(2, 1)
        self._grid.setColumnMinimumWidth(0, 150)
        self._grid.setRowStretch(2 * len(villages), 1)
        self._area.setVisible(bool(villages))
        self._empty.setVisible(not villages)
        self.save.setVisible(may and bool(villages))
        self._tell()

    def _changed(self) -> dict[str, str]:
        typed = {name: field.text().strip() for name, field in self.fields.items()}
        return {name: code for name, code in typed.items() if code != self._shown.get(name, "")}

    def _tell(self) -> None:
        for field in self.fields.values():
            code = field.text().strip()
            set_property(
                field, "wrong", bool(code) and not (len(code) == _DIGITS and code.isascii() and code.isdigit())
            )
        self.save.allow(self.dirty, "没有要保存的修改")

    def _save(self) -> None:
        self.save_asked.emit(self._changed())
