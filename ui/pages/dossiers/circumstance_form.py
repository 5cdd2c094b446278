"""The sections of the form beyond the roster: incomes, spending, property, obligors, consents, and the family's own lines."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from dibao_desktop.dossiers.rules import circumstance_words as words
from dibao_desktop.dossiers.rules.circumstances import (
    LISTS,
    CircumstancesRecord,
    Consent,
    ExpenseItem,
    IncomeItem,
    Obligor,
    PersonFacts,
    PropertyItem,
)
from ui.forms.binder import Binder
from ui.forms.fields import DateField, FenField, Field, IdField, TextField
from ui.pages.dossiers.fields import MembersField, SuggestField, words_of
from ui.pages.dossiers.lines import LinesField, MarksField, PersonField, Shared
from ui.theme.icons import Icon
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.text import ElidedLabel


@dataclass(frozen=True)
class Section:
    """One card of the form: the word it is jumped to by, its title, what its button says."""

    name: str
    word: str
    title: str
    add: str


SECTIONS = (
    Section("incomes", "收入", "收入", "增加收入"),
    Section("expenses", "支出", "刚性支出", "增加支出"),
    Section("properties", "财产", "家庭财产", "增加财产"),
    Section("obligors", "义务人", "赡养、抚养、扶养义务人", "增加义务人"),
    Section("consents", "授权", "核查授权书", "增加授权书"),
)


class CircumstancesForm(QObject):
    """The fields over a `CircumstancesRecord`; the members themselves are those of `members`."""

    edited = Signal()

    def __init__(self, members: MembersField, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._members = members
        self._shown = CircumstancesRecord()
        self.year = ""
        """The year whose incomes and spending count now: what a new line begins with."""
        self.applicant = PersonField("applicant", "申请人", self._people, "户主本人")
        self.residence = SuggestField("residence", "户口性质", words_of(words.Residence))
        self.reason = SuggestField("covered_reason", "保障方式", words_of(words.CoveredReason))
        self.contact = TextField("contact", "联系人", hint="姓名、电话")
        self.places = (TextField("cabinet", "柜号"), TextField("box", "盒号"), TextField("bag", "袋号"))
        self.tags = MarksField("tags", "标签", words_of(words.Tag))
        self.lists = {section.name: self._list(section.name) for section in SECTIONS}
        own: list[Field] = [self.applicant, self.residence, self.reason, self.contact, *self.places, self.tags]
        self.binder: Binder[CircumstancesRecord] = Binder([*own, *self.lists.values()], self)
        self.notes = {section.name: ElidedLabel(role="caption") for section in SECTIONS}
        for field in self.binder.fields.values():
            field.edited.connect(self.edited)

    def card(self, section: Section) -> Card:
        """The card of one list."""
        card = Card(section.title)
        lines = self.lists[section.name]
        card.head.addWidget(self.notes[section.name], 1)
        tip = "再加一行（Ctrl+M）"
        card.add_to_head(SecondaryButton(section.add, lines.start_line, picture=Icon.ADD, tip=tip))
        card.add(lines)
        return card

    def show(self, known: CircumstancesRecord) -> None:
        """Show what is known; the members are shown already."""
        count = len(self._members.editors)
        self._shown = replace(known, people=tuple(known.person(place) for place in range(count)))
        self._members.show_facts(self._shown.people)
        self.binder.show(self._shown)

    def draft(self) -> CircumstancesRecord:
        """What the fields say."""
        return replace(self.binder.draft(), people=self._members.facts())

    @property
    def dirty(self) -> bool:
        """Whether anything differs from what was shown."""
        return self.draft() != self._shown or bool(self.unreadable())

    def unreadable(self) -> dict[str, str]:
        """What stands in the lines and is no value."""
        found: dict[str, str] = {}
        for lines in self.lists.values():
            found |= lines.unreadable()
        return found

    def show_problems(self, found: dict[str, str]) -> Field | None:
        """Show each problem beside its field; the first field with one."""
        wrong = [self.lists[name].show_problems(found) for name in LISTS]
        return next((field for field in wrong if field is not None), None)

    def follow_people(self) -> None:
        """Offer the members as they are now."""
        self.applicant.follow_people()
        for lines in self.lists.values():
            lines.follow_people()

    def _people(self) -> Sequence[object]:
        return self._members.editors

    def _list(self, name: str) -> LinesField:
        blank, make = self._kinds()[name]
        lines = LinesField(name, blank, make)
        if isinstance(blank, IncomeItem | ExpenseItem):
            lines.begin = lambda: replace(blank, period=self.year)
        return lines

    def _kinds(self) -> dict[str, tuple[object, Callable[[], Sequence[Shared]]]]:
        return {
            "incomes": (IncomeItem(), self._income_fields),
            "expenses": (ExpenseItem(), self._expense_fields),
            "properties": (PropertyItem(), self._property_fields),
            "obligors": (Obligor(), self._obligor_fields),
            "consents": (Consent(), self._consent_fields),
        }

    def _person(self, caption: str = "成员", nobody: str = "全家") -> Shared:
        return PersonField("member", caption, self._people, nobody), 5

    def _income_fields(self) -> Sequence[Shared]:
        return (
            self._person(),
            (SuggestField("kind", "类型", words_of(words.IncomeKind)), 5),
            (TextField("period", "期间", hint="如 2016"), 4),
            (FenField("amount_fen", "金额（元）"), 4),
            (SuggestField("excluded", "不计入的原因", words_of(words.NotCounted)), 6),
            (TextField("note", "说明"), 3),
        )

    def _expense_fields(self) -> Sequence[Shared]:
        return (
            self._person(),
            (SuggestField("kind", "类型", words_of(words.ExpenseKind)), 4),
            (TextField("period", "期间", hint="如 2016"), 4),
            (FenField("amount_fen", "金额（元）"), 4),
            (TextField("note", "说明"), 7),
        )

    def _property_fields(self) -> Sequence[Shared]:
        return (
            self._person("所有人"),
            (SuggestField("kind", "类型", words_of(words.PropertyKind)), 5),
            (TextField("detail", "内容", hint="面积、车型、开户行…"), 7),
            (FenField("value_fen", "价值（元）"), 4),
            (TextField("note", "说明"), 4),
        )

    def _obligor_fields(self) -> Sequence[Shared]:
        return (
            (TextField("name", "姓名"), 3),
            (IdField("id_number", "身份证号"), 6),
            (SuggestField("relation", "义务", words_of(words.Support)), 3),
            self._person("对谁"),
            (FenField("annual_fen", "年给付（元）"), 3),
            (DateField("consented_on", "授权日期"), 4),
        )

    def _consent_fields(self) -> Sequence[Shared]:
        return (
            self._person("成员", "请选"),
            (DateField("signed_on", "签署日期"), 4),
            (TextField("guardian", "监护人（代签时填）"), 6),
        )


def nothing_known(count: int) -> CircumstancesRecord:
    """The circumstances of a household of so many of whom nothing is known yet."""
    return CircumstancesRecord(people=(PersonFacts(),) * count)
