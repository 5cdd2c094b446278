"""A dialog around a few fields: it stays open until what is typed can be taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from dibao_desktop.domain.errors import KnownError
from ui.forms.fields import Field, Unreadable
from ui.widgets.dialogs import Dialog

Values = Mapping[str, object]


class FormDialog(Dialog):
    """Fields one below the other; `on_save` gets what they say, by name, and may refuse with a KnownError, which is shown."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        fields: Sequence[Field],
        on_save: Callable[[Values], object],
        *,
        yes: str = "保存",
        width: int = 440,
    ) -> None:
        super().__init__(parent, title, yes=yes, width=width, accept_if=self._refusal)
        self.fields = {field.name: field for field in fields}
        self._on_save = on_save
        for field in fields:
            self.body.addWidget(field)
            field.edited.connect(self._edited)
        if fields:
            fields[0].editor.setFocus()

    def show_values(self, values: Values) -> None:
        """Fill the fields named."""
        for name, value in values.items():
            self.fields[name].write(value)

    def values(self) -> dict[str, object]:
        """What the fields say. Raises Unreadable."""
        return {name: field.read() for name, field in self.fields.items()}

    def _edited(self) -> None:
        """What was wrong may be mended now; it is looked at again when saved."""
        self.show_problem("")
        field = self.sender()
        if isinstance(field, Field):
            field.show_problem("")

    def _refusal(self) -> str:
        readable = True
        for field in self.fields.values():
            try:
                field.read()
            except Unreadable as problem:
                field.show_problem(str(problem))
                readable = False
            else:
                field.show_problem("")
        if not readable:
            return "请先改正上面标红的内容。"
        try:
            self._on_save(self.values())
        except KnownError as refused:
            return refused.message
        return ""
