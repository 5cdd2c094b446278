"""One lead: who, why, by which clause, both records, and the verdict."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from dibao_desktop.matching.queries import LeadRow
from dibao_desktop.matching.rules.leads import LeadKind, Verdict
from ui.forms.fields import DateField, LongTextField, Unreadable
from ui.pages.matching.columns import confidence_tone, place_of, verdict_tone
from ui.pages.matching.comparison import RecordsView
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.pill import Pill
from ui.widgets.text import Caption, Label, PageTitle, set_property

# Leads that a check of the roster itself found: their second record is no list.
_NO_LIST = {
    LeadKind.DUPLICATE_PERSON: "另一档案",
    LeadKind.SPLIT_HOUSEHOLD: "另一档案",
    LeadKind.AMOUNT: "按方案核算",
    LeadKind.OVER_INCOME: "按方案核算",
    LeadKind.SAVINGS: "财产登记",
    LeadKind.IDLE_COUPLE: "成员登记",
    LeadKind.ID_CHECK: "由号码读出",
    LeadKind.ID_OLD: "由号码读出",
    LeadKind.ID_MISSING: "由号码读出",
    LeadKind.SEX_MISMATCH: "由号码读出",
    LeadKind.BIRTH_MISMATCH: "由号码读出",
}


class LeadView(QWidget):
    """The chosen lead. `judged(verdict, evidence, day)` asks for a verdict to be kept."""

    judged = Signal(str, str, object)
    dossier_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead: LeadRow | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._head_card())
        layout.addWidget(self._records_card(), 1)
        layout.addWidget(self._verdict_card())

    def _head_card(self) -> Card:
        self.card = Card(accent=Tone.RED)
        self._name, self._place = PageTitle(), Caption()
        self._kind, self._sure = Pill(), Pill()
        self._open = LinkButton("打开档案", self._ask_for_dossier)
        self._reason, self._clause, self._source = Label(wrap=True), Caption(wrap=True), Caption(wrap=True)
        self.card.add(row(self._name, self._place, self._kind, self._sure, None, self._open))
        for label in (self._reason, self._clause, self._source):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.card.add(label)
        return self.card

    def _records_card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(18, 10, 6, 10)
        self.records = RecordsView()
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 12, 0)
        inside.addWidget(self.records)
        inside.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        area.setMinimumHeight(90)
        area.viewport().setAutoFillBackground(False)
        holder.setAutoFillBackground(False)
        card.add(area, 1)
        return card

    def _verdict_card(self) -> Card:
        card = Card("核实结论")
        card.body.setContentsMargins(18, 12, 18, 14)
        self._standing = Caption()
        card.head.insertWidget(2, self._standing)
        self.day = DateField("verified_on", "", whole=True)
        self.day.setFixedWidth(140)
        card.add_to_head(Caption("核实日期"))
        card.add_to_head(self.day)
        self.evidence = LongTextField("evidence", "", hint="核实情况和依据：看了什么、问了谁、凭什么认定", lines=2)
        card.add(self.evidence)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self.buttons: dict[Verdict, SecondaryButton] = {}
        for key, verdict in enumerate(Verdict, 1):
            tip = "须写明依据" if verdict.needs_evidence else "可以不写依据"
            button = SecondaryButton(f"{key}  {verdict.label}", partial(self.judge, verdict), tip=f"按 {key} 键；{tip}")
            buttons.addWidget(button)
            self.buttons[verdict] = button
        buttons.addStretch(1)
        card.add(buttons)
        return card

    # Showing

    def show_lead(self, lead: LeadRow, today: dt.date) -> None:
        """Show a lead; what was typed for another one is gone, what was typed for this one stays."""
        fresh = self._lead is None or self._lead.id != lead.id or self._lead.verdict != lead.verdict
        self._lead = lead
        self.card.set_accent(verdict_tone(lead.verdict) if lead.verdict else confidence_tone(lead.confidence))
        self._name.setText(lead.person_name or "（姓名未注明）")
        self._place.setText(place_of(lead))
        self._kind.show_state(f"{lead.code} {lead.kind.label}", Tone.BLUE)
        self._sure.show_state(lead.confidence.label, confidence_tone(lead.confidence))
        self._open.setVisible(lead.household_id is not None)
        self._reason.setText(lead.reason)
        self._clause.setText(f"依据：{lead.clause}")
        self._source.setText(f"来源：{lead.source}")
        self.records.show_records(lead.dossier_says, lead.list_says, _NO_LIST.get(lead.kind, "名单记载"))
        self._standing.setText(f"{lead.verdict} · {lead.verified_by} · {lead.verified_on}" if lead.verdict else "")
        for verdict, button in self.buttons.items():
            set_property(button, "role", "primary" if lead.verdict == verdict else "")
        if fresh:
            self.evidence.write(lead.evidence)
            self.evidence.show_problem("")
            self.day.write(lead.verified_on or today.isoformat())
            self.day.show_problem("")

    def unsaved(self) -> bool:
        """Whether grounds were typed and no verdict was pressed."""
        return self._lead is not None and self.evidence.read() != self._lead.evidence

    def judge(self, verdict: Verdict) -> None:
        """Press a verdict: say what is missing, or ask for it to be kept."""
        evidence = str(self.evidence.read())
        try:
            day = self.day.read()
        except Unreadable as problem:
            self.day.show_problem(str(problem))
            return
        self.day.show_problem("" if day else "请填写核实日期。")
        if verdict.needs_evidence and not evidence:
            self.evidence.show_problem(f"结论为“{verdict}”时要写明依据。")
            self.evidence.editor.setFocus()
        elif day:
            self.evidence.show_problem("")
            self.judged.emit(verdict.value, evidence, day)

    def _ask_for_dossier(self) -> None:
        if self._lead is not None and self._lead.household_id is not None:
            self.dossier_wanted.emit(self._lead.household_id)
