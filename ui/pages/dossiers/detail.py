"""One dossier, read only: head, leads, members, the arithmetic of the amount, what happened."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from dibao_desktop.domain.money import short_yuan, yuan
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.matching.queries import LeadRow
from dibao_desktop.matching.rules.leads import Confidence
from ui.models.table import fixed_table
from ui.pages.dossiers.columns import member_columns, standing_tone
from ui.pages.dossiers.frame import Flowing
from ui.pages.dossiers.reading import Dossier
from ui.pages.dossiers.timeline import HistoryCard
from ui.theme import tokens
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card, clear, row
from ui.widgets.key_values import KeyValueStrip
from ui.widgets.pill import Pill
from ui.widgets.text import Caption, ElidedLabel, Label, Line, PageTitle, Soft, Strong


class HouseholdView(Flowing):
    """All of one household. Emits what the clerk asks for; changes nothing itself."""

    edit_asked = Signal()
    print_asked = Signal()
    step_asked = Signal()
    judge_asked = Signal(object)
    """The LeadRow to verify."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GAP)
        self._head = HeadCard(self)
        self._leads = LeadsCard(self)
        self._members = MembersCard()
        self._amount = AmountCard()
        self._history = HistoryCard()
        for card in (self._head, self._leads, self._members, self._amount, self._history):
            layout.addWidget(card)
        layout.addStretch(1)

    def show_dossier(self, dossier: Dossier, today: dt.date) -> None:
        """Show one household."""
        self._head.show_dossier(dossier)
        self._leads.show_leads(dossier.leads)
        self._members.show_members(dossier, today)
        self._amount.show_amount(dossier)
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
        line.addWidget(
            SecondaryButton("打印", view.print_asked.emit, picture=Icon.PRINT, tip="打印档案登记表（Ctrl+P）")
        )
        line.addWidget(PrimaryButton("编辑", view.edit_asked.emit, picture=Icon.EDIT, tip="修改档案（F2）"))
        self._figures, self._contacts = KeyValueStrip(), KeyValueStrip()
        self.add(line)
        self.add(self._figures)
        self.add(Line(faint=True))
        self.add(self._contacts)
        self._more = Caption(wrap=True)
        self.add(self._more)

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
                ("家庭年收入", _money(record.annual_income_fen)),
                ("起保年月", record.start_month or "未填"),
            ]
        )
        tail = f"尾号 {record.account_no[-4:]}" if record.account_no else ""
        account = f"{record.bank} {tail}".strip()
        short = (("联系电话", record.phone), ("户口簿号", record.register_no), ("低保证号", record.certificate_no))
        self._contacts.show_pairs([(caption, Label(value)) for caption, value in short if value])
        self._contacts.setVisible(any(value for _, value in short))
        # These may be of any length, so they run on and wrap.
        long = (
            ("主要致困原因", record.cause),
            ("发放账户", account),
            ("家庭住址", record.address),
            ("备注", record.note),
        )
        self._more.setText("　".join(f"{caption}：{value}" for caption, value in long if value))
        self._more.setVisible(bool(self._more.text()))

    def _next_step(self, dossier: Dossier) -> str | QWidget:
        if dossier.case is None:
            return "未列入清查"
        return LinkButton(dossier.case.step_label, self._view.step_asked.emit, tip="到清查核查办理这一步")


def _money(fen: int | None) -> str:
    return "未填" if fen is None else f"{short_yuan(fen)} 元"


class LeadsCard(Card):
    """The household's leads, the open ones first; hidden when there is none."""

    def __init__(self, view: HouseholdView) -> None:
        super().__init__("疑点")
        self._view = view
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


class AmountCard(Card):
    """金额怎么来的: the arithmetic line by line, each with its clause, against what is paid now."""

    def __init__(self) -> None:
        super().__init__("金额怎么来的")
        self._verdict = Pill()
        self._why = LinkButton("显示依据", self._turn, small=True)
        self.add_to_head(self._verdict)
        self.add_to_head(self._why)
        self._sources: list[Caption] = []
        self._explains = False
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(16)
        self._lines.setVerticalSpacing(3)
        self._lines.setColumnMinimumWidth(0, 96)
        self._lines.setColumnStretch(1, 1)
        self._places = 0
        self.add(self._lines)

    def show_amount(self, dossier: Dossier) -> None:
        """Show how the policy comes to the amount, and whether it is what the household gets."""
        clear(self._lines)
        self._places = 0
        self._sources = []
        amount, paid = dossier.amount, dossier.household.record.monthly_fen or 0
        self.setVisible(amount is not None)
        if amount is None:
            return
        self._add("政策方案", dossier.policy_title, "")
        for line in amount.lines:
            self._add(line.label, line.value, line.source)
        for sentence in amount.missing:
            self._add("待补", sentence, "")
        receiving = dossier.household.standing == Standing.RECEIVING
        self._add("现发月保障金", f"{yuan(paid)} 元", "", bold=True)
        known = amount.monthly_fen is not None and receiving
        differs = known and amount.monthly_fen != paid
        self._verdict.setVisible(known)
        if known:
            due = yuan(amount.monthly_fen or 0)
            words = f"应为 {due} 元，相差 {yuan(abs((amount.monthly_fen or 0) - paid))} 元" if differs else "与现发一致"
            self._verdict.show_state(words, Tone.AMBER if differs else Tone.GREEN)

    def _add(self, label: str, value: str, source: str, bold: bool = False) -> None:
        place, self._places = self._places, self._places + 2
        top = Qt.AlignmentFlag.AlignTop
        self._lines.addWidget(Strong(label) if bold else Soft(label), place, 0, top)
        shown = Strong(value) if bold else Label(value, wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lines.addWidget(shown, place, 1, top)
        if source:
            caption = Caption(f"依据：{source}", wrap=True)
            caption.setVisible(self._explains)
            shown.setToolTip(caption.text())
            self._sources.append(caption)
            self._lines.addWidget(caption, place + 1, 1)

    def _turn(self) -> None:
        """Show or hide the clause behind each line."""
        self._explains = not self._explains
        self._why.setText("隐藏依据" if self._explains else "显示依据")
        for caption in self._sources:
            caption.setVisible(self._explains)
