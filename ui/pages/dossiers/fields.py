"""Fields of this form alone: a text with suggestions, and the members of a household as one field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from dibao_desktop.domain import identity
from dibao_desktop.dossiers.rules import codes
from dibao_desktop.dossiers.rules.record import MemberRecord
from ui.forms.binder import Binder
from ui.forms.fields import CheckField, DateField, Field, IdField, TextField
from ui.theme.icons import Icon
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import row
from ui.widgets.text import Line, Strong


class SuggestField(Field):
    """One line of text with the usual words in a list: files bring words of their own, and those must not be lost."""

    def __init__(self, name: str, caption: str, words: Iterable[str], parent: QWidget | None = None) -> None:
        self.box = QComboBox()
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(1)
        super().__init__(name, caption, self.box, parent)
        self.suggest(words)
        self.box.lineEdit().textEdited.connect(self.edited)
        self.box.activated.connect(self.edited)

    def suggest(self, words: Iterable[str]) -> None:
        """Offer other words; what stands in the field stays."""
        blocked = self.box.blockSignals(True)
        present = self.box.currentText()
        self.box.clear()
        self.box.addItems(list(words))
        self.box.setEditText(present)
        self.box.blockSignals(blocked)

    def read(self) -> object:
        return self.box.currentText().strip()

    def _put(self, value: object) -> None:
        self.box.setEditText("" if value is None else str(value))


# The least width of one share of a line, in pixels.
_SHARE = 26


def words_of(kind: Iterable[object]) -> list[str]:
    """The words of one of the code tables."""
    return [str(member) for member in kind]


class MemberEditor(QFrame):
    """One person on two lines, and a third for what is rarely needed."""

    edited = Signal()
    removal_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = IdField("id_number", "身份证号")
        self.sex = SuggestField("sex", "性别", words_of(codes.Sex))
        self.birth = DateField("birth", "出生日期")
        self.covered = CheckField("covered", "保障对象")
        first = (
            (TextField("name", "姓名"), 3),
            (SuggestField("relation", "与户主关系", words_of(codes.Relation)), 3),
            (self.number, 5),
            (self.sex, 2),
            (self.birth, 4),
        )
        second = (
            (SuggestField("health", "健康状况", words_of(codes.Health)), 3),
            (SuggestField("disability_kind", "残疾类别", words_of(codes.DisabilityKind)), 3),
            (SuggestField("disability_grade", "残疾等级", words_of(codes.DisabilityGrade)), 2),
            (SuggestField("labour", "劳动能力", words_of(codes.Labour)), 4),
            (SuggestField("marriage", "婚姻状况", words_of(codes.Marriage)), 2),
            (TextField("ethnic", "民族"), 3),
        )
        third = (
            (SuggestField("id_type", "证件类型", words_of(codes.IdType)), 5),
            (TextField("disability_no", "残疾证号"), 6),
            (TextField("note", "备注"), 6),
        )
        fields: list[Field] = [field for line in (first, second, third) for field, _ in line]
        self.binder: Binder[MemberRecord] = Binder([*fields, self.covered], self)
        self._title = Strong()
        self._more = LinkButton("证件类型、残疾证号、备注", self._show_more, small=True)
        remove = IconButton(Icon.DELETE, "移出这位成员", self.removal_asked.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 8)
        layout.setSpacing(6)
        layout.addLayout(row(self._title, self.covered, None, self._more, remove, spacing=14))
        layout.itemAt(0).layout().setAlignment(self._title, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(_line(first))
        layout.addLayout(_line(second))
        self._third = QWidget()
        self._third.setLayout(_line(third))
        layout.addWidget(self._third)
        layout.addWidget(Line(faint=True))
        for field in self.binder.fields.values():
            field.edited.connect(self.edited)
        self.number.line.editingFinished.connect(self._read_number)

    def show_member(self, member: MemberRecord, place: int) -> None:
        """Show one person; the third line opens by itself where it says something."""
        self.binder.show(replace(member, covered=bool(member.covered)))
        usual = replace(member, id_type=MemberRecord("").id_type, disability_no="", note="") == member
        self._third.setVisible(not usual)
        self._more.setVisible(usual)
        self.show_place(place)

    def show_place(self, place: int) -> None:
        """Say the how-manieth member it is."""
        self._title.setText(f"成员 {place + 1}")

    def _show_more(self) -> None:
        self._third.show()
        self._more.hide()

    def _read_number(self) -> None:
        """Sex and date of birth follow from the number where nothing stands there."""
        number = str(self.number.read())
        born = identity.birth_date(number)
        if born is not None and not self.birth.read():
            self.birth.write(born.isoformat())
            self.edited.emit()
        if identity.sex(number) and not self.sex.read():
            self.sex.write(identity.sex(number))
            self.edited.emit()


def _line(fields: Sequence[tuple[Field, int]]) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    for field, share in fields:
        # Shares of the width alone decide; the words inside an editor must not push the others aside.
        policy = field.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        field.setSizePolicy(policy)
        field.setMinimumWidth(_SHARE * share)
        line.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
    return line


@dataclass
class _Entry:
    """A person in the form, and who it is in the office (None: somebody new)."""

    editor: MemberEditor
    member_id: int | None


class MembersField(Field):
    """All members as one field of the household; reads as a tuple of `MemberRecord`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._list = QWidget()
        self._layout = QVBoxLayout(self._list)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._entries: list[_Entry] = []
        super().__init__("members", "", self._list, parent)

    @property
    def editors(self) -> list[MemberEditor]:
        """The editors, top to bottom."""
        return [entry.editor for entry in self._entries]

    @property
    def member_ids(self) -> tuple[int | None, ...]:
        """Who each member is in the office."""
        return tuple(entry.member_id for entry in self._entries)

    def know(self, member_ids: Sequence[int]) -> None:
        """Say, after the members were written, who they are in the office."""
        for entry, member_id in zip(self._entries, member_ids, strict=True):
            entry.member_id = member_id

    def add_member(self, member: MemberRecord) -> MemberEditor:
        """One more person at the end."""
        editor = MemberEditor()
        editor.show_member(member, len(self._entries))
        editor.edited.connect(self.edited)
        editor.removal_asked.connect(lambda: self.remove(editor))
        self._entries.append(_Entry(editor, None))
        self._layout.addWidget(editor)
        return editor

    def remove(self, editor: MemberEditor) -> None:
        """Take a person out of the form; the office keeps them until it is saved."""
        self._entries = [entry for entry in self._entries if entry.editor is not editor]
        self._drop(editor)
        for place, entry in enumerate(self._entries):
            entry.editor.show_place(place)
        self.edited.emit()

    def read(self) -> object:
        return tuple(entry.editor.binder.draft() for entry in self._entries)

    def unreadable(self) -> dict[str, str]:
        """What stands in members' fields and is no value, as `members.0.birth`."""
        return {
            f"members.{place}.{name}": sentence
            for place, editor in enumerate(self.editors)
            for name, sentence in editor.binder.unreadable().items()
        }

    def show_problems(self, found: dict[str, str]) -> None:
        """Show each problem `members.0.id_number` beside its field."""
        for place, editor in enumerate(self.editors):
            prefix = f"members.{place}."
            for name, field in editor.binder.fields.items():
                field.show_problem(found.get(prefix + name, ""))

    def first_wrong(self, found: dict[str, str]) -> Field | None:
        """The first member's field with a problem."""
        for place, editor in enumerate(self.editors):
            for name, field in editor.binder.fields.items():
                if f"members.{place}.{name}" in found:
                    return field
        return None

    def _put(self, value: object) -> None:
        """Show these members in the editors that are there; making one takes longer than filling it."""
        members = value if isinstance(value, tuple) else ()
        for entry in self._entries[len(members) :]:
            self._drop(entry.editor)
        del self._entries[len(members) :]
        for place, (entry, member) in enumerate(zip(self._entries, members, strict=False)):
            entry.member_id = None
            entry.editor.show_member(member, place)
        for member in members[len(self._entries) :]:
            self.add_member(member)

    def _drop(self, editor: MemberEditor) -> None:
        self._layout.removeWidget(editor)
        editor.hide()
        editor.setParent(None)
        editor.deleteLater()

    def show_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
