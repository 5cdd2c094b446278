"""The form of one household: all fields and members over one draft, saved once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.domain.dates import PartialDate
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import short_yuan
from dibao_desktop.dossiers import commands, queries
from dibao_desktop.dossiers.queries import DraftRow, HouseholdDetail
from dibao_desktop.dossiers.rules import codes
from dibao_desktop.dossiers.rules.circumstance_problems import (
    circumstance_problems,
    leaving_sentence,
    missing_consents,
)
from dibao_desktop.dossiers.rules.circumstances import IncomeItem, yearly_income
from dibao_desktop.dossiers.rules.keeping import WaitingFiles, WholeRecord
from dibao_desktop.dossiers.rules.members import HEAD_RELATIONS, covered_count
from dibao_desktop.dossiers.rules.problems import applicant_problems, doubts, problems
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.session import Session
from ui.forms.binder import Binder
from ui.pages.dossiers.circumstance_form import SECTIONS, CircumstancesForm, nothing_known
from ui.pages.dossiers.fields import MembersField
from ui.pages.dossiers.frame import Flowing, ScrollFrame
from ui.pages.dossiers.household_card import HouseholdCard
from ui.pages.dossiers.putting_in import WaitingPapers, put_in, said
from ui.theme import tokens
from ui.theme.icons import Icon
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card, column, row
from ui.widgets.text import Caption, PageTitle, Soft

# How long after a change the draft is kept, in milliseconds.
_DRAFT_AFTER = 5_000


class HouseholdForm(QWidget):
    """Edits one household, or a new one; talks to the dossiers' commands."""

    saved = Signal(int, str, str)
    """The household's id, what should be looked at once more, and which papers were refused (empty when nothing)."""
    next_asked = Signal()
    """It is saved, and the next new household is to follow."""
    refused = Signal(str, str)
    """The code of what went wrong and the sentence that says so."""
    left = Signal()
    door_asked = Signal(int)
    """The id of another household that a member of this one lives in."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._household: HouseholdDetail | None = None
        self._campaign_id: int | None = None
        self._title, self._about = PageTitle(), Soft()
        self._seen_version = 0
        self._resumed = False
        self.members = MembersField()
        self.more = CircumstancesForm(self.members, self)
        self._family = HouseholdCard(self.more)
        self.income, self.applicant = self._family.income, self._family.applicant
        self.papers = WaitingPapers(session.clock)
        self.papers_again = ""
        self._last = HouseholdRecord("")
        self._covered = Caption()
        self.binder: Binder[HouseholdRecord] = Binder([*self._family.fields, self.members], self)
        self._known_members = 0
        self.members.edited.connect(self._members_edited)
        self.members.identity_read.connect(self._look_at_people)
        self.members.door_asked.connect(self.door_asked)
        self.members.refusal = self._why_stays
        self._drafting = QTimer(self)
        self._drafting.setSingleShot(True)
        self._drafting.setInterval(_DRAFT_AFTER)
        self._drafting.timeout.connect(self.keep_draft)
        self._build()
        self._head_name = ""
        self._family.head_name.edited.connect(self._head_renamed)
        for field in self.binder.fields.values():
            field.edited.connect(self._edited)
        self.more.edited.connect(self._edited)

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GAP)
        head = Card()
        cancel = SecondaryButton("取消", self.left.emit, tip="放弃修改（Esc）")
        save = PrimaryButton("保存", self.save, picture=Icon.SAVE, tip="保存（Ctrl+S）")
        self._cards = {"家庭": self._family, "成员": self._people_card()}
        self._cards |= {section.word: self.more.card(section) for section in SECTIONS}
        self._cards["材料"] = self.papers
        self.papers.edited.connect(self._papers_chosen)
        self._next = SecondaryButton("保存并新增", self.save_and_next, tip="保存，接着新增下一户（Ctrl+Shift+S）")
        head.add(row(self._title, self._about, None, cancel, self._next, save, spacing=12))
        head.add(row(*(self._jump(number, word) for number, word in enumerate(self._cards, 1)), None, spacing=14))
        layout.addWidget(head)
        layout.addWidget(self._scrolled(*self._cards.values()), 1)

    def _jump(self, number: int, word: str) -> LinkButton:
        link = LinkButton(word, lambda: self.jump(word), tip=f"到“{word}”（Alt+{number}）")
        # Not the button's own shortcut, which lets a tenth of a second pass: what is typed meanwhile would go astray.
        shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self, lambda: self.jump(word))
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        link.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return link

    def jump(self, word: str) -> None:
        """Scroll to a section and go to its first field."""
        card = self._cards[word]
        self._frame.verticalScrollBar().setValue(card.y())
        lines = next((self.more.lists[section.name] for section in SECTIONS if section.word == word), None)
        if lines is not None and not lines.lines:
            lines.start_line()
            return
        first: QWidget | None
        if lines is not None:
            first = next(iter(lines.lines[0].binder.fields.values())).editor
        elif word == "成员" and self.members.editors:
            first = self.members.editors[0].binder.fields["name"].editor
        else:
            first = self._family.head_name.editor if word == "家庭" else card.findChild(SecondaryButton)
        if first is not None:
            first.setFocus()

    def add_one_more(self) -> None:
        """One more line of the list that has the keyboard; anywhere else one more member."""
        focused = QApplication.focusWidget()
        for section in SECTIONS:
            if focused is not None and self._cards[section.word].isAncestorOf(focused):
                self.more.lists[section.name].start_line()
                return
        self.add_member()

    def _people_card(self) -> Card:
        people = Card("家庭成员")
        people.add_to_head(self._covered)
        people.add_to_head(SecondaryButton("增加成员", self.add_member, picture=Icon.ADD, tip="增加成员（Ctrl+M）"))
        people.add(self.members)
        return people

    def _scrolled(self, *cards: Card) -> ScrollFrame:
        """The cards below the head, which stays where 保存 is in sight."""
        self._frame = ScrollFrame(wrapped := Flowing())
        wrapped.setLayout(column(*cards, None, spacing=tokens.GAP))
        return self._frame

    # Showing

    def edit(self, household: HouseholdDetail, draft: DraftRow | None = None) -> None:
        """Show a household of the office; with what was typed of it and not saved, where a draft was left."""
        self._household = household
        self._title.setText(f"编辑：{household.record.head_name}")
        self._about.setText(f"档案号 {household.record.number}")
        self._next.hide()
        self.applicant.hide()
        known = queries.circumstances(household.id, household.member_ids)
        self._begin(WholeRecord(household.record, known, household.member_ids, household.version), draft)

    def start(self, village: str = "", campaign_id: int | None = None, draft: DraftRow | None = None) -> None:
        """Show an empty household with its head; an applicant is taken into the campaign."""
        self._household, self._campaign_id = None, campaign_id
        self._title.setText("新增家庭")
        self._about.setText("")
        self._next.show()
        self.applicant.show()
        self.applicant.write(True)
        head = MemberRecord("", relation=codes.Relation.HEAD.value)
        villages = [each.name for each in queries.villages()]
        village = village or self._last.village or (villages[0] if len(villages) == 1 else "")
        aid_type = self._last.aid_type
        record = HouseholdRecord(
            "", village=village, aid_type=aid_type, family_size=1, covered_size=1, monthly_fen=0, members=(head,)
        )
        self._begin(WholeRecord(record, nothing_known(1), (None,)), draft)

    def _begin(self, saved: WholeRecord, draft: DraftRow | None) -> None:
        whole = saved if draft is None else draft.whole
        self._resumed = draft is not None
        self._seen_version = whole.version
        self._family.village.suggest(village.name for village in queries.villages())
        self._family.category.suggest(queries.categories())
        self.binder.show(whole.record)
        self.members.know(whole.member_ids)
        self.more.show(whole.circumstances)
        self._known_members = len(whole.record.members)
        self._head_name = whole.record.head_name
        self._drafting.stop()
        self._family.open_where_said()
        self.papers_again = self.papers.wait_again(draft.waiting if draft else WaitingFiles())
        self._look_at_people()
        self._say_covered()
        self._say_sums()
        self._frame.verticalScrollBar().setValue(0)

    @property
    def dirty(self) -> bool:
        """Whether leaving would lose something."""
        typed = self.binder.dirty or bool(self.members.unreadable()) or self.more.dirty
        return self._resumed or typed or bool(self.papers.papers)

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

    def save_and_next(self) -> None:
        """Save, and have the next new household follow."""
        if self.save():
            self.next_asked.emit()

    def save(self) -> bool:
        """Judge the draft, and save it when nothing is wrong; says whether it is saved."""
        record = self.draft()
        new = self._household is None
        applicant = new and bool(self.applicant.read())
        known = self.more.draft()
        found = circumstance_problems(record, known, self._session.today())
        found |= {**(applicant_problems if applicant else problems)(record), **self.members.unreadable()}
        found |= {**self.more.unreadable(), **self._elsewhere(record)}
        if "covered_size" in found:
            found.setdefault("family_size", found["covered_size"])
        if self._show_problems(found):
            return False
        try:
            if self._household is None:
                id_ = self._enrol(record, applicant)
            else:
                id_ = self._household.id
                who = self.members.member_ids
                commands.amend_household(self._session, id_, record, self._seen_version, who, known)
            self.drop_draft()
        except KnownError as error:
            self.refused.emit(error.code, error.message)
            return False
        self._last = record
        look_at = list(doubts(record, self._session.today()).values())
        unkept = said(put_in(self._session, id_, self.papers.papers))
        self.papers.forget()
        self.saved.emit(id_, " ".join(look_at), unkept)
        return True

    def _enrol(self, record: HouseholdRecord, applicant: bool) -> int:
        if applicant and self._campaign_id is not None:
            case_id = clearance.add_applicant_case(self._session, self._campaign_id, record, self.more.draft())
            return cases.case_row(case_id).household_id
        return commands.enrol_household(self._session, record, applicant, self.more.draft())

    # Drafts

    def whole(self) -> WholeRecord:
        """All that stands in the form."""
        return WholeRecord(self.draft(), self.more.draft(), self.members.member_ids, self._seen_version)

    def keep_draft(self) -> None:
        """Keep what is typed, so that a crash loses nothing. An office that is busy just now is asked again."""
        if not self.isVisible() or not self.dirty:
            return
        try:
            id_ = self._household.id if self._household else None
            commands.keep_draft(self._session, id_, self.whole(), self.papers.waiting)
        except KnownError as error:
            if error.code == "busy":
                self._drafting.start()

    def drop_draft(self) -> None:
        """Forget what was kept: it is saved, or not wanted."""
        self._drafting.stop()
        self._resumed = False
        id_ = self._household.id if self._household else None
        if any(draft.household_id == id_ for draft in queries.drafts(self._session.actor.account_id)):
            commands.drop_draft(self._session, id_)

    def _papers_chosen(self) -> None:
        """Show what waits, wherever in the form the clerk was."""
        self._edited()
        self._frame.bring(self.papers)

    def _edited(self) -> None:
        self._say_sums()
        if not self._drafting.isActive():
            self._drafting.start()

    # People of other dossiers

    def _elsewhere(self, record: HouseholdRecord) -> dict[str, str]:
        """A sentence for each member who lives in another dossier and is not marked as a duplicate."""
        numbers = [member.id_number for member in record.members]
        others = queries.living_elsewhere(numbers, self._household.id if self._household else None)
        found = {}
        for place, editor in enumerate(self.members.editors):
            other = others.get(record.members[place].id_number)
            editor.show_elsewhere(other)
            if other is not None and not editor.duplicate.read():
                found[f"members.{place}.id_number"] = (
                    f"此人已在档案 {other.number}（{other.village}{other.head_name}家）中，请核对；确需两边登记的，在下面标明。"
                )
        return found

    def _why_stays(self, member_id: int) -> str:
        """Why a member cannot be taken out of the dossier; empty when it can."""
        if self._household is None:
            return ""
        place = self._household.member_ids.index(member_id)
        member = self._household.record.members[place]
        behind = self._session.stands_behind(self._household.id, {member_id: member.id_number})
        return leaving_sentence(member.name, behind[member_id]) if member_id in behind else ""

    def _look_at_people(self) -> None:
        """Say beside the fields who lives in another dossier, and where sex or birth are not what the ID number says."""
        record = self.draft()
        for name, sentence in self._elsewhere(record).items():
            self.members.editors[int(name.split(".")[1])].number.show_problem(sentence)
        found = doubts(record, self._session.today())
        for place, editor in enumerate(self.members.editors):
            for field in (editor.sex, editor.birth):
                if field.name not in editor.binder.unreadable():
                    # The name and what was typed stand beside it already.
                    field.show_problem(found.get(f"members.{place}.{field.name}", "").partition("，")[2])
        self._frame.follow()

    def show_doubts(self) -> None:
        """Show beside its field what should be looked at once more, and go to the first."""
        self._show_problems(doubts(self.draft(), self._session.today()))
        self._look_at_people()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next field, as Tab does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
            return
        super().keyPressEvent(event)

    def _show_problems(self, found: dict[str, str]) -> bool:
        """Show each problem beside its field and go to the first; True when there is any."""
        found = {**found, **self.binder.unreadable()}
        self._family.open_for(list(found))
        self.members.show_problems(found)
        self.binder.show_problems({name: words for name, words in found.items() if "." not in name})
        wrong = [field for name, field in self.binder.fields.items() if name in found]
        first_line = self.more.show_problems(found)
        first = (wrong[0] if wrong else None) or self.members.first_wrong(found) or first_line
        if first is not None:
            # A field that was made only now has its place once the layout is done.
            self._frame.widget().layout().activate()
            first.editor.setFocus()
            self._frame.ensureWidgetVisible(first)
        return bool(found)

    def _head_renamed(self) -> None:
        """The head among the members is called as the household's head, where it was so before: one name, typed once."""
        name = str(self._family.head_name.read())
        for editor in self.members.editors:
            if editor.relation() in HEAD_RELATIONS and editor.called() == self._head_name:
                editor.binder.fields["name"].write(name)
        self._head_name = name
        self.more.follow_people()

    def _members_edited(self) -> None:
        """The size of the family follows its members where it did so before, and so does the name of its head."""
        head = next((each for each in self.members.editors if each.relation() in HEAD_RELATIONS), None)
        field = self._family.head_name
        if head is not None and field.read() == self._head_name:
            self._head_name = head.called()
            field.write(self._head_name)
        count = len(self.members.editors)
        if count != self._known_members:
            if self._family.family_size.line.text() == str(self._known_members):
                self._family.family_size.write(count)
            self._known_members = count
        self.more.follow_people()
        self._say_covered()

    def _say_sums(self) -> None:
        """The sum of the income that counts, which is the family's income of a year once there are items; who has to sign."""
        record, known, day = self.draft(), self.more.draft(), self._session.today()
        period, month = queries.income_period(record.aid_type), PartialDate(day.year, day.month)
        income = yearly_income(known.incomes, period, month)
        window = income or yearly_income((IncomeItem(),), period, month)
        self.more.year = window.window[:4] if window else ""
        self.income.line.setReadOnly(income is not None)
        self.income.line.setToolTip("" if income is None else "有收入明细时按明细合计，不再手填")
        if income is not None:
            self.income.write(income.fen)
        words = "没有明细时按上面填的家庭年收入"
        if income is not None:
            words = f"{income.window} 计入 {income.counted} 项，合计 {short_yuan(income.fen)} 元/年"
        self.more.notes["incomes"].setText(words)
        missing = missing_consents(record, known, day)
        self.more.notes["consents"].setText(f"还缺：{'、'.join(missing)}" if missing and all(missing) else "")

    def _say_covered(self) -> None:
        covered = sum(1 for editor in self.members.editors if editor.covered.read())
        self._covered.setText(f"{len(self.members.editors)} 人，其中保障对象 {covered} 人")
