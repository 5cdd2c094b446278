"""Binds fields to a frozen draft: shown as a whole, read as a whole, saved once by a command."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from dibao_desktop.domain.problems import Problem
from ui.forms.fields import Field, Unreadable

Draft = TypeVar("Draft")


class Binder(QObject, Generic[Draft]):
    """Fields over one draft (a frozen dataclass). Dirty is `draft() != shown`."""

    dirty_changed = Signal(bool)

    def __init__(self, fields: Iterable[Field], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.fields = {field.name: field for field in fields}
        self._shown: Draft | None = None
        self._was_dirty = False
        for field in self.fields.values():
            field.edited.connect(self._edited)

    def show(self, draft: Draft) -> None:
        """Fill the fields; nothing is dirty and nothing is wrong then."""
        self._shown = draft
        for name, field in self.fields.items():
            field.write(getattr(draft, name))
            field.show_problem("")
        self._tell_dirty()

    def draft(self) -> Draft:
        """What was shown, with what the fields say now. A field that cannot be read keeps its shown value."""
        if self._shown is None:
            raise RuntimeError("a draft is shown first")
        said: dict[str, Any] = {}
        for name, field in self.fields.items():
            try:
                said[name] = field.read()
            except Unreadable:
                said[name] = getattr(self._shown, name)
        return dataclasses.replace(self._shown, **said)  # type: ignore[type-var]

    def unreadable(self) -> dict[str, str]:
        """What stands in the fields and is no value, by field."""
        found = {}
        for name, field in self.fields.items():
            try:
                field.read()
            except Unreadable as problem:
                found[name] = str(problem)
        return found

    @property
    def dirty(self) -> bool:
        """Whether saving would change anything (or something unreadable is typed)."""
        return self._shown is not None and (bool(self.unreadable()) or self.draft() != self._shown)

    def show_problems(self, problems: Mapping[str, str] | Iterable[Problem]) -> bool:
        """Show each problem beside its field and go to the first; True when something is wrong.

        Takes `{field: sentence}` or `Problem`s whose code is the field's name. What cannot be read is added.
        """
        by_field = dict(problems) if isinstance(problems, Mapping) else {each.code: each.message for each in problems}
        by_field = {**by_field, **self.unreadable()}
        first: Field | None = None
        for name, field in self.fields.items():
            field.show_problem(by_field.get(name, ""))
            if name in by_field and first is None:
                first = field
        if first is not None:
            first.editor.setFocus()
        return bool(by_field)

    def _edited(self) -> None:
        field = self.sender()
        if isinstance(field, Field):
            field.show_problem("")
        self._tell_dirty()

    def _tell_dirty(self) -> None:
        if self.dirty != self._was_dirty:
            self._was_dirty = not self._was_dirty
            self.dirty_changed.emit(self._was_dirty)
