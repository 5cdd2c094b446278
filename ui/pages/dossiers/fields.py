"""Fields of this form alone: a text with suggestions, and the members of a household as one field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from dibao_desktop.domain import identity
from dibao_desktop.dossiers.queries import OtherDossier
from dibao_desktop.dossiers.rules import circumstance_words as words
from dibao_desktop.dossiers.rules import codes
from dibao_desktop.dossiers.rules.circumstances import PersonFacts
from dibao_desktop.dossiers.rules.record import MemberRecord
from ui.forms.binder import Binder
from ui.forms.fields import CheckField, DateField, Field, IdField, TextField
from ui.pages.dossiers.layout import shared_line
from ui.theme.icons import Icon
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import row
from ui.widgets.drop_down import DropDown
from ui.widgets.text import Line, Strong


class SuggestField(Field):
    """One line of text with the usual words in a list: files bring words of their own, and those must not be lost."""

    def __init__(self, name: str, caption: str, words: Iterable[str], parent: QWidget | None = None) -> None:
        self.box = DropDown()
        self.box.setEditable(True)
        self.box.setInsertPolicy(DropDown.InsertPolicy.NoInsert)
        self.box.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(1)
        super().__init__(name, caption, self.box, parent)
        self.suggest(words)
        self.box.lineEdit().textEdited.connect(self.edited)
        self.box.activated.connect(self._chosen)

    def _chosen(self, _place: int) -> None:
        # A long word is read from its beginning.
        self.box.lineEdit().setCursorPosition(0)
        self.edited.emit()

    def suggest(self, words: Iterable[str]) -> None:
        """Offer other words; what stands in the field stays."""
        blocked = self.box.blockSignals(True)
        present = self.box.currentText()
        self.box.clear()
        self.box.addItems(list(words))
        self._say(present)
        self.box.blockSignals(blocked)

    def read(self) -> object:
        return self.box.currentText().strip()

    def _put(self, value: object) -> None:
        self._say("" if value is None else str(value))

    def _say(self, text: str) -> None:
        """Show a text. The arrows go on from it: from an empty field to the first word, not past it."""
        self.box.setCurrentIndex(self.box.findText(text) if text else -1)
        self.box.setEditText(text)
        self.box.lineEdit().setCursorPosition(0)


def words_of(kind: Iterable[object]) -> list[str]:
    """The words of one of the code tables."""
    return [str(member) for member in kind]


def facts_lines() -> tuple[tuple[tuple[Field, int], ...], ...]:
    """The fields of what is rarely needed of a person."""
    return (
        (
            (SuggestField("education", "文化程度", words_of(words.Education)), 4),
            (SuggestField("employment", "就业状况", words_of(words.Employment)), 4),
            (SuggestField("politics", "政治面貌", words_of(words.Politics)), 4),
            (TextField("phone", "本人电话"), 5),
        ),
        (
            (TextField("school", "就读学校"), 5),
            (TextField("workplace", "工作单位"), 6),
        ),
        (
            (SuggestField("status", "人员状态", words_of(words.PersonStatus)), 5),
            (DateField("died_on", "死亡日期"), 5),
            (TextField("absence", "外出情况", hint="何时起在何处"), 7),
        ),
    )


class MemberEditor(QFrame):
    """One person on two lines, and more for what is rarely needed."""

    edited = Signal()
    removal_asked = Signal()
    identity_read = Signal()
    """The ID number, the sex or the date of birth was typed and left."""
    door_asked = Signal(int)
    """The id of the other household that the person lives in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = PersonFacts()
        self.facts_binder: Binder[PersonFacts] | None = None
        self._elsewhere: OtherDossier | None = None
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
        shown: list[Field] = [field for line in (first, second, third) for field, _ in line]
        self.binder: Binder[MemberRecord] = Binder([*shown, self.covered], self)
        self._title = Strong()
        self._more = LinkButton("证件、残疾证号、文化、就业、去向…", self._show_more, small=True)
        remove = IconButton(Icon.DELETE, "移出这位成员", self.removal_asked.emit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 8)
        layout.setSpacing(6)
        layout.addLayout(row(self._title, self.covered, None, self._more, remove, spacing=14))
        layout.itemAt(0).layout().setAlignment(self._title, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(shared_line(first))
        layout.addLayout(shared_line(second))
        self.door = LinkButton("", self._open_door, small=True)
        self.duplicate = CheckField("duplicate", "确需两边登记，标为重复")
        self._elsewhere_line = QWidget()
        self._elsewhere_line.setLayout(row(self.door, self.duplicate, None, spacing=14))
        self._elsewhere_line.hide()
        layout.addWidget(self._elsewhere_line)
        self._third = QWidget()
        self._rare = QVBoxLayout(self._third)
        self._rare.setContentsMargins(0, 0, 0, 0)
        self._rare.setSpacing(6)
        self._rare.addLayout(shared_line(third))
        layout.addWidget(self._third)
        layout.addWidget(Line(faint=True))
        for field in (*self.binder.fields.values(), self.duplicate):
            field.edited.connect(self.edited)
        self.number.line.editingFinished.connect(self._read_number)
        self.birth.line.editingFinished.connect(self.identity_read)
        self.sex.edited.connect(self.identity_read)

    def show_member(self, member: MemberRecord, place: int) -> None:
        """Show one person; what is rarely needed opens by itself where it says something."""
        self.binder.show(replace(member, covered=bool(member.covered)))
        self.show_facts(PersonFacts())
        self.show_elsewhere(None)
        usual = replace(member, id_type=MemberRecord("").id_type, disability_no="", note="") == member
        self._third.setVisible(not usual)
        self._more.setVisible(usual)
        self.show_place(place)

    def called(self) -> str:
        """The name that is typed now."""
        return str(self.binder.fields["name"].read())

    def relation(self) -> str:
        """Who it is to the head, as is typed now."""
        return str(self.binder.fields["relation"].read())

    def facts(self) -> PersonFacts:
        """What is said of the person beyond the roster."""
        said = self._facts if self.facts_binder is None else self.facts_binder.draft()
        return replace(said, duplicate=bool(self.duplicate.read()))

    def show_facts(self, facts: PersonFacts) -> None:
        """Show them; the fields are made when they are looked at, for making them takes longer than all the rest."""
        self._facts = facts
        self.duplicate.write(facts.duplicate)
        if self.facts_binder is not None:
            self.facts_binder.show(facts)
        if replace(facts, duplicate=False) != PersonFacts():
            self._show_more()

    def facts_field(self, name: str) -> Field:
        """The field of one of the facts, on screen."""
        self._show_more()
        if self.facts_binder is None:
            raise RuntimeError("the fields are made when they are shown")
        return self.facts_binder.fields[name]

    def show_elsewhere(self, other: OtherDossier | None) -> None:
        """Offer the door to the other dossier that the person stands in, and the mark to keep both."""
        self._elsewhere = other
        self._elsewhere_line.setVisible(other is not None)
        if other is not None:
            self.door.setText(f"打开档案 {other.number}（{other.village}{other.head_name}家）")

    def _open_door(self) -> None:
        if self._elsewhere is not None:
            self.door_asked.emit(self._elsewhere.household_id)

    def show_place(self, place: int) -> None:
        """Say the how-manieth member it is."""
        self._title.setText(f"成员 {place + 1}")

    def _show_more(self) -> None:
        if self.facts_binder is None:
            lines = facts_lines()
            self.facts_binder = Binder([field for line in lines for field, _ in line], self)
            self.facts_binder.show(self._facts)
            for line in lines:
                self._rare.addLayout(shared_line(line))
            for field in self.facts_binder.fields.values():
                field.edited.connect(self.edited)
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
        self.identity_read.emit()


_FACTS = tuple(field.name for field in fields(PersonFacts) if field.name != "duplicate")


@dataclass
class _Entry:
    """A person in the form, and who it is in the office (None: somebody new)."""

    editor: MemberEditor
    member_id: int | None


class MembersField(Field):
    """All members as one field of the household; reads as a tuple of `MemberRecord`."""

    identity_read = Signal()
    door_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._list = QWidget()
        self._layout = QVBoxLayout(self._list)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._entries: list[_Entry] = []
        self.refusal: Callable[[int], str] = lambda _member_id: ""
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
        editor.removal_asked.connect(lambda: self._removal_asked(editor))
        editor.identity_read.connect(self.identity_read)
        editor.door_asked.connect(self.door_asked)
        self._entries.append(_Entry(editor, None))
        self._layout.addWidget(editor)
        return editor

    def _removal_asked(self, editor: MemberEditor) -> None:
        """Take a person out, or say beside the name why that cannot be and open where to say what became of them."""
        member_id = next(entry.member_id for entry in self._entries if entry.editor is editor)
        words = self.refusal(member_id) if member_id is not None else ""
        if words:
            editor.binder.fields["name"].show_problem(words)
            editor.facts_field("status").editor.setFocus()
        else:
            self.remove(editor)

    def remove(self, editor: MemberEditor) -> None:
        """Take a person out of the form; the office keeps them until it is saved."""
        self._entries = [entry for entry in self._entries if entry.editor is not editor]
        self._drop(editor)
        for place, entry in enumerate(self._entries):
            entry.editor.show_place(place)
        self.edited.emit()

    def read(self) -> object:
        return tuple(entry.editor.binder.draft() for entry in self._entries)

    def facts(self) -> tuple[PersonFacts, ...]:
        """What is said of each member beyond the roster."""
        return tuple(editor.facts() for editor in self.editors)

    def show_facts(self, people: Sequence[PersonFacts]) -> None:
        """Show, after the members were written, what is said of them beyond the roster."""
        for editor, facts in zip(self.editors, people, strict=False):
            editor.show_facts(facts)

    def unreadable(self) -> dict[str, str]:
        """What stands in members' fields and is no value, as `members.0.birth` and `people.0.died_on`."""
        found = {}
        for place, editor in enumerate(self.editors):
            for prefix, binder in (("members", editor.binder), ("people", editor.facts_binder)):
                if binder is not None:
                    found |= {f"{prefix}.{place}.{name}": words for name, words in binder.unreadable().items()}
        return found

    def show_problems(self, found: dict[str, str]) -> None:
        """Show each problem `members.0.id_number` beside its field."""
        for place, editor in enumerate(self.editors):
            for name, field in editor.binder.fields.items():
                field.show_problem(found.get(f"members.{place}.{name}", ""))
            for name in _FACTS:
                sentence = found.get(f"people.{place}.{name}", "")
                if sentence or editor.facts_binder is not None:
                    editor.facts_field(name).show_problem(sentence)

    def first_wrong(self, found: dict[str, str]) -> Field | None:
        """The first member's field with a problem."""
        for place, editor in enumerate(self.editors):
            for name, field in editor.binder.fields.items():
                if f"members.{place}.{name}" in found:
                    return field
            for name in _FACTS:
                if f"people.{place}.{name}" in found:
                    return editor.facts_field(name)
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
