"""What every form of a step is: fields, one primary button, and acts that the page runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from dibao_desktop.clearance.queries import CaseDetail
from dibao_desktop.domain.document import Document
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.session import Session
from ui.forms.fields import Field, Unreadable
from ui.widgets.buttons import PrimaryButton
from ui.widgets.text import Caption

Act = Callable[[], object]


@dataclass(frozen=True)
class Desk:
    """Where a form works: the session, the pack of the campaign, the case.

    `memory` outlives the form: who signed or visited last, so that it is not typed for every household.
    """

    session: Session
    policy: Policy
    detail: CaseDetail
    memory: dict[str, str] = field(default_factory=dict)

    @property
    def case_id(self) -> int:
        return self.detail.row.id

    @property
    def today(self) -> dt.date:
        return self.session.today()


class StepForm(QWidget):
    """Base of the forms. `acted(act, words)` asks the page to run a command and then to say the words."""

    acted = Signal(object, str)
    go = Signal(str, object)
    print_asked = Signal(object)
    """A function that makes the document to print."""

    NEEDS: ClassVar[Permission | None] = Permission.CLEARANCE
    """What the signed-in account must be allowed to do; None for a form that only points elsewhere."""

    REMEMBERS: ClassVar[tuple[str, ...]] = ()
    """The fields whose text the next household's form begins with."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.dirty = False
        self.primary: PrimaryButton | None = None
        self.fields: dict[str, Field] = {}
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 4, 0, 4)
        self.body.setSpacing(8)

    def close_to_others(self) -> None:
        """Nobody fills in a form for nothing: who may not do the step is told before the first letter."""
        if self.NEEDS is not None and self.NEEDS not in self.desk.session.actor.permissions:
            self.setEnabled(False)
            self.body.insertWidget(0, Caption(f"当前账户没有“{self.NEEDS}”的权限，这一步只能查看。", wrap=True))

    def keep(self) -> Act | None:
        """What keeps the unfinished form when the clerk goes elsewhere; None when there is nothing to keep."""
        return None

    def add_field(self, made: Field, value: object = None) -> Field:
        """Know a field by its name and show a value in it (where there is none: what is remembered)."""
        self.fields[made.name] = made
        made.write(value or self.recalled(made.name) if made.name in self.REMEMBERS else value)
        made.edited.connect(self._edited)
        return made

    def text(self, name: str) -> str:
        """What a text field says."""
        return str(self.fields[name].read() or "")

    def day(self, name: str) -> dt.date:
        """What a date field says; today when it is empty. Raises Unreadable."""
        found = self.fields[name].read()
        return found if isinstance(found, dt.date) else self.desk.today

    def readable(self) -> bool:
        """Whether every field holds a value; shows what does not."""
        fine = True
        for each in self.fields.values():
            try:
                each.read()
            except Unreadable as problem:
                each.show_problem(str(problem))
                fine = False
        return fine

    def recalled(self, name: str) -> str:
        """What the last form of this kind said in a field."""
        return self.desk.memory.get(f"{type(self).__name__}.{name}", "")

    def do(self, act: Act, words: str) -> None:
        """Ask the page to run an act, when everything can be read."""
        if self.readable():
            for name in self.REMEMBERS:
                self.desk.memory[f"{type(self).__name__}.{name}"] = self.text(name)
            self.acted.emit(act, words)

    def print_later(self, make: Callable[[], Document]) -> None:
        """Ask the page to print what `make` gives."""
        self.print_asked.emit(make)

    def _edited(self) -> None:
        self.dirty = True
        field = self.sender()
        if isinstance(field, Field):
            field.show_problem("")


def side_by_side(*fields: QWidget, columns: int = 2) -> QGridLayout:
    """Fields in equal columns."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    for place, each in enumerate(fields):
        grid.addWidget(each, place // columns, place % columns)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    return grid
