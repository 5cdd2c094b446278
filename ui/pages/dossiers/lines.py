"""Fields for lists of the record: lines of small fields (incomes, property, obligors …), one of the family, marks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dibao_desktop.dossiers.rules.circumstances import is_empty
from ui.forms.binder import Binder
from ui.forms.fields import Field
from ui.pages.dossiers.layout import shared_line
from ui.theme.icons import Icon
from ui.widgets.buttons import IconButton
from ui.widgets.chooser import ToggleChip
from ui.widgets.drop_down import DropDown


class Person(Protocol):
    """Somebody of the family as the form holds them."""

    def called(self) -> str:
        """The name that is typed now."""


People = Callable[[], Sequence[Person]]
Shared = tuple[Field, int]

# Lines hold more fields than the rest of the form, so a share of theirs may be narrower.
_SHARE = 17
# How high a caption stands above its editor, in pixels.
_CAPTION = 21


class PersonField(Field):
    """One of the members in the form; reads as the place, None for `nobody` (the whole family, the head …).

    It holds the person, not the name: somebody who is renamed or moves up stays chosen.
    """

    def __init__(self, name: str, caption: str, people: People, nobody: str, parent: QWidget | None = None) -> None:
        self.box = DropDown()
        self.box.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(1)
        self._people, self._nobody = people, nobody
        self._offered: list[Person] = []
        super().__init__(name, caption, self.box, parent)
        self._offer(None)
        self.box.activated.connect(self.edited)

    def follow_people(self) -> None:
        """Offer the members as they are now."""
        self._offer(self._chosen())

    def read(self) -> object:
        chosen = self._chosen()
        people = list(self._people())
        return people.index(chosen) if chosen in people else None

    def _put(self, value: object) -> None:
        people = list(self._people())
        self._offer(people[value] if isinstance(value, int) and value < len(people) else None)

    def _chosen(self) -> Person | None:
        place = self.box.currentIndex() - 1
        return self._offered[place] if 0 <= place < len(self._offered) else None

    def _offer(self, chosen: Person | None) -> None:
        blocked = self.box.blockSignals(True)
        self._offered = list(self._people())
        self.box.clear()
        self.box.addItems([self._nobody, *(person.called() or "（未填姓名）" for person in self._offered)])
        self.box.setCurrentIndex(self._offered.index(chosen) + 1 if chosen in self._offered else 0)
        self.box.blockSignals(blocked)


class LineEditor(QWidget):
    """One line of the list over one frozen item; `began` is what stood in it before the clerk typed."""

    def __init__(self, fields: Sequence[Shared], remove: Callable[[LineEditor], object], began: object) -> None:
        super().__init__()
        self._began = began
        self.binder: Binder[Any] = Binder([field for field, _ in fields], self)
        for field, _ in fields:
            field.editor.setProperty("dense", True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(shared_line(fields, _SHARE), 1)
        self._remove = IconButton(Icon.DELETE, "删去这一行", lambda: remove(self))
        self._beside = QVBoxLayout()
        self._beside.addWidget(self._remove)
        self._beside.addStretch(1)
        layout.addLayout(self._beside)

    @property
    def is_blank(self) -> bool:
        """Whether nobody has typed anything in it."""
        item = self.binder.draft()
        return is_empty(item) or item == self._began

    def hide_captions(self, hidden: bool) -> None:
        """Only the first line has captions; the button stands beside the editors, not beside these."""
        self._beside.setContentsMargins(0, 0 if hidden else _CAPTION, 0, 0)
        if hidden:
            for field in self.binder.fields.values():
                field.hide_caption()


class LinesField(Field):
    """A list of items of one kind, a line each; a line with nothing in it is not there. Reads as a tuple."""

    def __init__(
        self, name: str, blank: object, make_fields: Callable[[], Sequence[Shared]], parent: QWidget | None = None
    ) -> None:
        self._list = QWidget()
        self._layout = QVBoxLayout(self._list)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._blank, self._make = blank, make_fields
        self.begin: Callable[[], object] = lambda: blank
        """What a new line starts with."""
        self.lines: list[LineEditor] = []
        super().__init__(name, "", self._list, parent)

    def add_line(self, item: object = None) -> LineEditor:
        """One more line."""
        began = self.begin() if item is None else self._blank
        line = LineEditor(self._make(), self.remove, began)
        line.hide_captions(bool(self.lines))
        line.binder.show(began if item is None else item)
        for field in line.binder.fields.values():
            field.edited.connect(self.edited)
        self.lines.append(line)
        self._layout.addWidget(line)
        return line

    def start_line(self) -> None:
        """One more line, ready to be typed in."""
        line = self.add_line()
        self.edited.emit()
        next(iter(line.binder.fields.values())).editor.setFocus()

    def remove(self, line: LineEditor) -> None:
        """Take a line out; the captions stay with the first."""
        items = [each.binder.draft() for each in self.lines if each is not line and not each.is_blank]
        self._put(tuple(items))
        self.edited.emit()

    def read(self) -> object:
        return tuple(line.binder.draft() for line in self.lines if not line.is_blank)

    def follow_people(self) -> None:
        """Offer the members as they are now, in every line."""
        for line in self.lines:
            for field in line.binder.fields.values():
                if isinstance(field, PersonField):
                    field.follow_people()

    def _filled(self) -> list[LineEditor]:
        return [line for line in self.lines if not line.is_blank or line.binder.unreadable()]

    def unreadable(self) -> dict[str, str]:
        """What stands in the lines and is no value, as `incomes.0.period`."""
        return {
            f"{self.name}.{place}.{name}": sentence
            for place, line in enumerate(self._filled())
            for name, sentence in line.binder.unreadable().items()
        }

    def show_problems(self, found: dict[str, str]) -> Field | None:
        """Show each problem beside its field; the first field with one."""
        first = None
        for place, line in enumerate(self._filled()):
            for name, field in line.binder.fields.items():
                sentence = found.get(f"{self.name}.{place}.{name}", "")
                field.show_problem(sentence)
                first = first or (field if sentence else None)
        return first

    def show_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _put(self, value: object) -> None:
        for line in self.lines:
            self._layout.removeWidget(line)
            line.hide()
            line.setParent(None)
            line.deleteLater()
        self.lines = []
        for item in value if isinstance(value, tuple) else ():
            self.add_line(item)


class MarksField(Field):
    """Several marks of a household, each on or off; reads as a tuple. A mark of another origin is kept and offered."""

    def __init__(self, name: str, caption: str, words: Iterable[str], parent: QWidget | None = None) -> None:
        self._row = QWidget()
        self._layout = QHBoxLayout(self._row)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._layout.addStretch(1)
        self._chips: dict[str, ToggleChip] = {}
        self._writing = False
        super().__init__(name, caption, self._row, parent)
        for each in words:
            self._chip(each)

    def _chip(self, words: str) -> ToggleChip:
        chip = ToggleChip(words)
        chip.toggled.connect(self._toggled)
        self._layout.insertWidget(len(self._chips), chip)
        self._chips[words] = chip
        return chip

    def read(self) -> object:
        return tuple(words for words, chip in self._chips.items() if chip.isChecked())

    def _put(self, value: object) -> None:
        marks = value if isinstance(value, tuple) else ()
        self._writing = True
        for words in (*self._chips, *marks):
            chip = self._chips.get(words) or self._chip(words)
            chip.setChecked(words in marks)
        self._writing = False

    def _toggled(self, _on: bool) -> None:
        if not self._writing:
            self.edited.emit()
