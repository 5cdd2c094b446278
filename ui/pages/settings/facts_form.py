"""The office's own facts as a form."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dibao_desktop.settings.rules import Key, problem
from ui.forms.binder import Binder
from ui.forms.fields import TextField
from ui.theme import tokens
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.text import Caption, Label


@dataclass(frozen=True)
class Facts:
    """What the form edits; each field is named as its `Key`."""

    town: str
    unit: str
    phone: str
    division_code: str
    cycle_day: str

    def by_key(self) -> dict[Key, str]:
        """For the command."""
        return {Key(name): value for name, value in self.__dict__.items()}


class FactsForm(QWidget):
    """Emits `save_asked(Facts)`; the policy of the office is chosen on its own page (`policy_asked`)."""

    save_asked = Signal(object)
    policy_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        fields = [
            TextField("town", Key.TOWN.label),
            TextField("unit", Key.UNIT.label, hint="公示、告知书的落款"),
            TextField("phone", Key.PHONE.label, hint="印在公示榜上，例如 0871-1234567"),
            TextField("division_code", Key.DIVISION_CODE.label, hint="填上报模板时用"),
            TextField("cycle_day", Key.CYCLE_DAY.label, hint="例如 15：每月结到 15 日；按自然月的留空"),
        ]
        self.binder: Binder[Facts] = Binder(fields)
        self._policy = Label()
        self._policy_door = LinkButton("查看或更换…", self.policy_asked.emit)
        self.save = PrimaryButton("保存", self._save)
        card = Card("单位信息")
        for field in fields:
            field.setMaximumWidth(460)
            card.add(field)
        card.add(Caption("政策方案"))
        card.add(row(self._policy, self._policy_door, None))
        card.body.addSpacing(6)
        card.add(row(self.save, None))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GAP)
        layout.addWidget(card)
        layout.addStretch(1)
        self.binder.dirty_changed.connect(self._tell)

    def show_facts(self, facts: Facts, policy: str, may: bool) -> None:
        """Show what is set; without the right to change it, only to read."""
        if not self.binder.dirty:
            self.binder.show(facts)
        self._policy.setText(policy)
        self.save.setVisible(may)
        self._tell(self.binder.dirty)
        for field in self.binder.fields.values():
            field.setEnabled(may)

    def _tell(self, dirty: bool) -> None:
        self.save.allow(dirty, "没有要保存的修改")

    def settle(self) -> None:
        """What the fields say was saved."""
        self.binder.show(self.binder.draft())

    def _save(self) -> None:
        facts = self.binder.draft()
        found = {key.value: sentence for key, value in facts.by_key().items() if (sentence := problem(key, value))}
        if not self.binder.show_problems(found):
            self.save_asked.emit(facts)
