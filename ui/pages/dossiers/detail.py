"""One dossier, read only: head, leads, members, the arithmetic of the amount, what happened."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from dibao_desktop.domain.money import short_yuan, yuan
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.matching.queries import LeadRow
from dibao_desktop.matching.rules.leads import Confidence
from dibao_desktop.reports.forms import Form
from ui.models.table import fixed_table
from ui.pages.dossiers.amount import AmountCard
from ui.pages.dossiers.circumstances import CircumstancesCard
from ui.pages.dossiers.columns import member_columns, standing_tone
from ui.pages.dossiers.frame import Flowing, ScrollFrame
from ui.pages.dossiers.menus import BAG, SHEET, TEMPLATES, open_menu, print_choices
from ui.pages.dossiers.papers import PapersCard
from ui.pages.dossiers.reading import Dossier
from ui.pages.dossiers.registers import RegistersCard
from ui.pages.dossiers.sources import SourcesCard
from ui.pages.dossiers.timeline import HistoryCard
from ui.theme import tokens
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card, clear, column, row
from ui.widgets.key_values import KeyValueStrip
from ui.widgets.pill import Pill
from ui.widgets.ring import Ring
from ui.widgets.text import Caption, ElidedLabel, Label, PageTitle


class HouseholdView(QWidget):
    """All of one household. Emits what the clerk asks for; changes nothing itself."""

    edit_asked = Signal()
    print_asked = Signal()
    form_asked = Signal(object)
    """The Form to fill in; None for the templates themselves."""
    step_asked = Signal()
    event_asked = Signal()
    what_if_asked = Signal()
    grant_asked = Signal()
    judge_asked = Signal(object)
    """The LeadRow to verify."""
    undo_asked = Signal()
    compare_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = HeadCard(self)
        self._leads = LeadsCard(self)
        self._members = MembersCard()
        self._amount = AmountCard(self.what_if_asked.emit, self.grant_asked.emit)
        self._circumstances = CircumstancesCard()
        self.papers = PapersCard()
        self.registers = RegistersCard()
        self.sources = SourcesCard()
        self._history = HistoryCard(self.undo_asked.emit, self.compare_asked.emit)
        self._contacts = ContactCard()
        sections = (
            self._leads,
            self._contacts,
            self._members,
            self._amount,
            self._circumstances,
            self.papers,
            self.registers,
            self.sources,
            self._history,
        )
        self._frame = ScrollFrame(scrolled := Flowing())
        scrolled.setLayout(column(*sections, None, spacing=tokens.GAP))
        # The head stays in sight while the sections scroll.
        self.setLayout(column(self.head, self._frame, spacing=tokens.GAP))
        self.layout().setStretch(1, 1)

    def open_forms(self) -> None:
        """Offer all that the dossier can be printed as."""
        open_menu(self.head.print, print_choices(), self._print_chosen)

    def _print_chosen(self, action: QAction) -> None:
        what = action.data()
        if what == SHEET:
            self.print_asked.emit()
        elif what == BAG:
            self.papers.bag_asked.emit()
        else:
            self.form_asked.emit(None if what == TEMPLATES else Form(what))

    @property
    def changing(self) -> tuple[PrimaryButton | SecondaryButton | LinkButton, ...]:
        """What an account needs leave to change dossiers for."""
        return (
            self.head.event,
            self.head.edit,
            *self.papers.may_change,
            *self.registers.may_change,
            self._history.undo,
        )

    @property
    def granting(self) -> LinkButton:
        """What an account needs leave to approve amounts for."""
        return self._amount.grant

    def forbid_judging(self, why: str) -> None:
        """The leads are read only."""
        self._leads.why_not = why

    def to_top(self) -> None:
        """Scroll to the first section."""
        self._frame.verticalScrollBar().setValue(0)

    def show_dossier(self, dossier: Dossier, today: dt.date) -> None:
        """Show one household."""
        self.head.show_dossier(dossier)
        self._leads.show_leads(dossier.leads)
        self._contacts.show_contacts(dossier.household.record)
        self._members.show_members(dossier, today)
        self._amount.show_amount(dossier)
        self._circumstances.show_circumstances(dossier.more.kept)
        self.sources.show_household(dossier.household.id)
        self._history.show_history(dossier)


class HeadCard(Card):
    """Who it is, what it gets, and what is due."""

    def __init__(self, view: HouseholdView) -> None:
        super().__init__()
        self._view = view
        self._name, self._about = PageTitle(), ElidedLabel(role="soft")
        self._standing, self._leads = Pill(), Pill("", Tone.RED)
        self._about.setMinimumWidth(120)
        line = row(self._name, self._about, self._standing, self._leads, spacing=12)
        line.setStretch(1, 1)
        tip = "登记表、申请审批表等各种表格、一户一袋（F8）"
        self.print = SecondaryButton("打印", view.open_forms, picture=Icon.PRINT, tip=tip)
        self.event = SecondaryButton("变动", view.event_asked.emit, tip="办理出生、死亡、婚嫁、迁移、就业等变动（F4）")
        self.edit = PrimaryButton("编辑", view.edit_asked.emit, picture=Icon.EDIT, tip="修改档案（F2）")
        for button in (self.print, self.event, self.edit):
            line.addWidget(button)
        self._figures = KeyValueStrip()
        self.add(line)
        self.add(self._figures)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the head of one household."""
        household, record = dossier.household, dossier.household.record
        self._name.setText(record.head_name)
        kind = f"{record.aid_type} {record.category}".strip()
        about = (f"档案号 {record.number}", record.village + record.group, kind)
        self._about.setText(" · ".join(part for part in about if part))
        self._standing.show_state(household.standing, standing_tone(household.standing))
        self._standing.setVisible(household.standing != Standing.RECEIVING)
        waiting = sum(1 for lead in dossier.leads if lead.is_open)
        self._leads.setText(f"{waiting} 条疑点")
        self._leads.setVisible(waiting > 0)
        self._figures.show_pairs(
            [
                ("家庭 / 保障", f"{record.family_size} / {record.covered_size} 人"),
                ("月保障金", f"{yuan(record.monthly_fen or 0)} 元"),
                ("下一步", self._next_step(dossier)),
                ("到期", (dossier.case.due_on if dossier.case else "") or "无"),
                ("完整度", self._completeness(dossier)),
            ]
        )

    def _completeness(self, dossier: Dossier) -> QWidget:
        """How much of what a whole record needs is there; the rest is named where the mouse rests."""
        missing, asked = dossier.more.missing, dossier.more.asked
        ring = Ring(asked - len(missing), asked)
        words = Label(f"缺 {len(missing)} 项" if missing else "齐全", tone=Tone.AMBER if missing else Tone.GREEN)
        both = QWidget()
        both.setLayout(row(ring, words, spacing=6))
        both.setToolTip("还缺：" + "、".join(missing) if missing else "应填的都已填写，授权书和材料齐全")
        return both

    def _next_step(self, dossier: Dossier) -> str | QWidget:
        if dossier.case is None:
            return "未列入清查"
        return LinkButton(dossier.case.step_label, self._view.step_asked.emit, tip="到清查核查办理这一步")


def _money(fen: int | None) -> str:
    return "未填" if fen is None else f"{short_yuan(fen)} 元"


class ContactCard(Card):
    """Where the family is to be found, and where the money goes."""

    def __init__(self) -> None:
        super().__init__()
        self._contacts = KeyValueStrip()
        self._more = Caption(wrap=True)
        self.add(self._contacts)
        self.add(self._more)

    def show_contacts(self, record: HouseholdRecord) -> None:
        """Show those of one household."""
        tail = f"尾号 {record.account_no[-4:]}" if record.account_no else ""
        account = f"{record.bank} {tail}".strip()
        short = (
            ("家庭年收入", _money(record.annual_income_fen)),
            ("起保年月", record.start_month or "未填"),
            ("联系电话", record.phone),
            ("户口簿号", record.register_no),
            ("低保证号", record.certificate_no),
        )
        self._contacts.show_pairs([(caption, Label(value)) for caption, value in short if value])
        # These may be of any length, so they run on and wrap.
        long = (
            ("主要致困原因", record.cause),
            ("发放账户", account),
            ("家庭住址", record.address),
            ("备注", record.note),
        )
        self._more.setText("　".join(f"{caption}：{value}" for caption, value in long if value))
        self._more.setVisible(bool(self._more.text()))


class LeadsCard(Card):
    """The household's leads, the open ones first; hidden when there is none."""

    def __init__(self, view: HouseholdView) -> None:
        super().__init__("疑点")
        self._view = view
        self.why_not = ""
        """Why this account cannot judge; empty when it can."""
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.add(self._rows)

    def show_leads(self, leads: tuple[LeadRow, ...]) -> None:
        """Show them; the edge is red while one is open."""
        clear(self._rows)
        for lead in leads:
            self._rows.addLayout(self._row(lead))
        waiting = [lead for lead in leads if lead.is_open]
        self.set_title("疑点", "疑点只是核实的理由，不能直接作为取消待遇的依据" if waiting else "均已核实")
        self.set_accent(Tone.RED if waiting else None)
        self.setVisible(bool(leads))

    def _row(self, lead: LeadRow) -> QGridLayout:
        sure = lead.confidence is Confidence.CERTAIN
        tone = (Tone.RED if sure else Tone.AMBER) if lead.is_open else Tone.NEUTRAL
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(Pill(f"{lead.code} {lead.kind.label}", tone), 0, 0, top)
        grid.addWidget(Label(lead.reason, wrap=True), 0, 1)
        told = [lead.source, f"依据：{lead.clause}" if lead.clause else "", "" if sure else "仅供参考，须进一步核对"]
        if lead.verdict:
            told.append(f"{lead.verified_on} {lead.verified_by}核实：{lead.verdict}　{lead.evidence}".strip())
        grid.addWidget(Caption("\n".join(part for part in told if part), wrap=True), 1, 1)
        words = "核实…" if lead.is_open else "改正…"
        link = LinkButton(words, lambda: self._view.judge_asked.emit(lead), small=not lead.is_open)
        if self.why_not:
            link.forbid(self.why_not)
        grid.addWidget(link, 0, 2, top)
        return grid


class MembersCard(Card):
    """The members, their ID numbers masked until the clerk asks."""

    def __init__(self) -> None:
        super().__init__("家庭成员")
        self._reveal = LinkButton("显示完整号码", self._turn, small=True)
        self.add_to_head(self._reveal)
        self._whole = False
        self._today = dt.date.min
        self._household: int | None = None
        self.table = fixed_table(member_columns(lambda: self._today, lambda: self._whole))
        self.table.setAccessibleName("家庭成员")
        self.add(self.table)

    def show_members(self, dossier: Dossier, today: dt.date) -> None:
        """Show the members of one household; numbers are masked again with every other household."""
        if self._household != dossier.household.id:
            self._household = dossier.household.id
            self._show_whole(False)
        self._today = today
        self.table.show_rows(dossier.household.record.members)
        self.table.fit_rows(at_most=15)

    def _turn(self) -> None:
        self._show_whole(not self._whole)

    def _show_whole(self, whole: bool) -> None:
        self._whole = whole
        self._reveal.setText("隐藏号码" if whole else "显示完整号码")
        self.table.viewport().update()
