"""The form of one household: all fields and members over one draft, saved once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands, queries
from dibao_desktop.dossiers.queries import HouseholdDetail
from dibao_desktop.dossiers.rules import codes
from dibao_desktop.dossiers.rules.members import covered_count
from dibao_desktop.dossiers.rules.problems import applicant_problems, doubts, problems
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.policy.rules.aid import AidType
from dibao_desktop.session import Session
from ui.forms.binder import Binder
from ui.forms.fields import CheckField, DateField, FenField, Field, LongTextField, TextField, WholeNumberField
from ui.pages.dossiers.fields import MembersField, SuggestField, words_of
from ui.pages.dossiers.frame import Flowing, ScrollFrame
from ui.theme import tokens
from ui.theme.icons import Icon
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card, column, row
from ui.widgets.text import Caption, PageTitle, Soft

_COLUMNS = 4


class HouseholdForm(QWidget):
    """Edits one household, or a new one; talks to the dossiers' commands."""

    saved = Signal(int, str)
    """The household's id, and what should be looked at once more (empty when nothing)."""
    refused = Signal(str, str)
    """The code of what went wrong and the sentence that says so."""
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._household: HouseholdDetail | None = None
        self._campaign_id: int | None = None
        self._title, self._about = PageTitle(), Soft()
        self.members = MembersField()
        self.village = SuggestField("village", "村（社区）", ())
        self.category = SuggestField("category", "保障类别", ())
        self.family_size = WholeNumberField("family_size", "家庭人口", empty=0)
        self.applicant = CheckField("applicant", "按新申请受理（尚未享受待遇）")
        self._covered = Caption()
        self._lines = self._household_lines()
        fields: list[Field] = [field for line in self._lines for field, _ in line]
        self.binder: Binder[HouseholdRecord] = Binder([*fields, self.members], self)
        self._known_members = 0
        self.members.edited.connect(self._members_edited)
        self._build()

    def _household_lines(self) -> tuple[tuple[tuple[Field, int], ...], ...]:
        return (
            (
                (TextField("head_name", "户主姓名"), 1),
                (TextField("number", "档案号", hint="留空自动编号"), 1),
                (self.village, 1),
                (TextField("group", "村民小组"), 1),
            ),
            (
                (SuggestField("aid_type", "救助类型", words_of(AidType)), 1),
                (self.category, 1),
                (FenField("monthly_fen", "月保障金（元）", empty=0), 1),
                (DateField("start_month", "起保年月", hint="年-月"), 1),
            ),
            (
                (self.family_size, 1),
                (FenField("annual_income_fen", "家庭年收入（元）", hint="没有收入填 0"), 1),
                (SuggestField("cause", "主要致困原因", words_of(codes.Cause)), 1),
                (TextField("phone", "联系电话"), 1),
            ),
            (
                (TextField("register_no", "户口簿号"), 1),
                (TextField("certificate_no", "低保证号"), 1),
                (TextField("address", "家庭住址"), 2),
            ),
            (
                (TextField("bank", "开户银行"), 1),
                (TextField("account_no", "银行账号"), 2),
                (TextField("account_name", "账户名称"), 1),
            ),
            ((LongTextField("note", "备注", lines=2), _COLUMNS),),
        )

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GAP)
        head = Card()
        cancel = SecondaryButton("取消", self.left.emit, tip="放弃修改（Esc）")
        save = PrimaryButton("保存", self.save, picture=Icon.SAVE, tip="保存（Ctrl+S）")
        head.add(row(self._title, self._about, None, cancel, save, spacing=12))
        layout.addWidget(head)
        layout.addWidget(self._scrolled(self._household_card(), self._people_card()), 1)

    def _household_card(self) -> Card:
        household = Card("家庭情况")
        household.add(self.applicant)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(10)
        for line, fields in enumerate(self._lines):
            at = 0
            for field, span in fields:
                grid.addWidget(field, line, at, 1, span, Qt.AlignmentFlag.AlignTop)
                at += span
        for place in range(_COLUMNS):
            grid.setColumnStretch(place, 1)
        household.add(grid)
        return household

    def _people_card(self) -> Card:
        people = Card("家庭成员")
        people.add_to_head(self._covered)
        people.add_to_head(SecondaryButton("增加成员", self.add_member, picture=Icon.ADD))
        people.add(self.members)
        return people

    def _scrolled(self, *cards: Card) -> ScrollFrame:
        """The cards below the head, which stays where 保存 is in sight."""
        self._frame = ScrollFrame(wrapped := Flowing())
        wrapped.setLayout(column(*cards, None, spacing=tokens.GAP))
        return self._frame

    # Showing

    def edit(self, household: HouseholdDetail) -> None:
        """Show a household of the office."""
        self._household = household
        record = household.record
        self._title.setText(f"编辑：{record.head_name}")
        self._about.setText(f"档案号 {record.number}")
        self.applicant.hide()
        self._show(record)
        self.members.know(household.member_ids)

    def start(self, village: str = "", campaign_id: int | None = None) -> None:
        """Show an empty household with its head; an applicant is taken into the campaign."""
        self._household, self._campaign_id = None, campaign_id
        self._title.setText("新增家庭")
        self._about.setText("")
        self.applicant.show()
        self.applicant.write(True)
        head = MemberRecord("", relation=codes.Relation.HEAD.value)
        record = HouseholdRecord("", village=village, family_size=1, covered_size=1, monthly_fen=0, members=(head,))
        self._show(record)

    def _show(self, record: HouseholdRecord) -> None:
        self.village.suggest(village.name for village in queries.villages())
        self.category.suggest(queries.categories())
        self.binder.show(record)
        self._known_members = len(record.members)
        self._say_covered()
        self._frame.verticalScrollBar().setValue(0)

    @property
    def dirty(self) -> bool:
        """Whether leaving would lose something."""
        return self.binder.dirty or bool(self.members.unreadable())

    @property
    def household(self) -> HouseholdDetail | None:
        """The household as it was when the form was filled; None for a new one."""
        return self._household

    # Acting

    def add_member(self) -> None:
        """One more member, ready to be typed in."""
        editor = self.members.add_member(MemberRecord(""))
        self.members.edited.emit()
        editor.binder.fields["name"].editor.setFocus()

    def draft(self) -> HouseholdRecord:
        """What the form says; 保障人口 follows the members' ticks once they were touched."""
        record = self.binder.draft()
        shown = self._household.record.members if self._household else ()
        if record.members != shown:
            record = replace(record, covered_size=covered_count(record.members))
        return record

    def save(self) -> None:
        """Judge the draft, and save it when nothing is wrong."""
        record = self.draft()
        new = self._household is None
        applicant = new and bool(self.applicant.read())
        found = {**(applicant_problems if applicant else problems)(record), **self.members.unreadable()}
        if "covered_size" in found:
            found.setdefault("family_size", found["covered_size"])
        if self._show_problems(found):
            return
        try:
            if self._household is None:
                id_ = self._enrol(record, applicant)
            else:
                id_ = self._household.id
                seen = self._household.version
                commands.amend_household(self._session, id_, record, seen, self.members.member_ids)
        except KnownError as error:
            self.refused.emit(error.code, error.message)
            return
        look_at = list(doubts(record, self._session.today()).values())
        self.saved.emit(id_, " ".join(look_at))

    def _enrol(self, record: HouseholdRecord, applicant: bool) -> int:
        if applicant and self._campaign_id is not None:
            case_id = clearance.add_applicant_case(self._session, self._campaign_id, record)
            return cases.case_row(case_id).household_id
        return commands.enrol_household(self._session, record, applicant)

    def _show_problems(self, found: dict[str, str]) -> bool:
        """Show each problem beside its field and go to the first; True when there is any."""
        found = {**found, **self.binder.unreadable()}
        self.members.show_problems(found)
        self.binder.show_problems({name: words for name, words in found.items() if "." not in name})
        wrong = [field for name, field in self.binder.fields.items() if name in found]
        first = wrong[0] if wrong else self.members.first_wrong(found)
        if first is not None:
            first.editor.setFocus()
            self._frame.ensureWidgetVisible(first)
        return bool(found)

    def _members_edited(self) -> None:
        """The size of the family follows its members where it did so before."""
        count = len(self.members.editors)
        if count != self._known_members:
            if self.family_size.line.text() == str(self._known_members):
                self.family_size.write(count)
            self._known_members = count
        self._say_covered()

    def _say_covered(self) -> None:
        covered = sum(1 for editor in self.members.editors if editor.covered.read())
        self._covered.setText(f"{len(self.members.editors)} 人，其中保障对象 {covered} 人")
