"""The dialog that changes one line of the office's own copy; the strict reader's word stands beside each field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy.rules.editing import EditField, edit_fields, edited
from dibao_desktop.policy.rules.pack import Policy
from ui.forms.dialog import FormDialog, Values
from ui.forms.fields import ChoiceField, DateField, Field, LongTextField, TextField
from ui.widgets.buttons import SecondaryButton

_DATES = ("in_force_from", "start", "end")
_LINES = 4


class ChangeDialog(FormDialog):
    """The fields of one line. `on_save` gets what they say; `on_preview`, where there is one, the pack as it would be."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        toml: str,
        path: str,
        on_save: Callable[[dict[str, str]], object],
        on_preview: Callable[[Policy], object] | None = None,
    ) -> None:
        self._toml, self._path, self._save = toml, path, on_save
        found = edit_fields(toml, path)
        super().__init__(parent, title, [_widget(field) for field in found], self._take, width=480)
        self.show_values({field.name: field.text for field in found})
        if on_preview is not None:
            self._on_preview = on_preview
            self.preview = SecondaryButton("先看影响", self._show_effects, tip="保存之前看看会影响哪些户")
            self.buttons.insertWidget(0, self.preview)

    def judged(self, values: Values) -> Policy:
        """The pack with what the fields say. Raises KnownError, with what is wrong beside the fields."""
        said = {name: str(value or "") for name, value in values.items()}
        result = edited(self._toml, self._path, said)
        for name, field in self.fields.items():
            field.show_problem(result.problems.get(name, ""))
        if result.policy is None:
            raise KnownError("bad_policy", result.problems.get("", "请先改正上面标红的内容。"))
        return result.policy

    def _take(self, values: Values) -> None:
        self.judged(values)
        self._save({name: str(value or "") for name, value in values.items()})

    def _show_effects(self) -> None:
        try:
            policy = self.judged({name: _typed(field) for name, field in self.fields.items()})
        except KnownError as refused:
            self.show_problem(refused.message)
        else:
            self.show_problem("")
            self._on_preview(policy)


def _typed(field: Field) -> object:
    """What stands in a field, readable or not: the strict reader judges it."""
    return field.line.text() if isinstance(field, TextField) else field.read()


def _widget(field: EditField) -> Field:
    if field.choices:
        return ChoiceField(field.name, field.label, list(field.choices))
    if field.many:
        return LongTextField(field.name, field.label, lines=_LINES)
    if field.name in _DATES:
        return DateField(field.name, field.label)
    return TextField(field.name, field.label)
