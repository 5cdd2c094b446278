"""Judging the leads of a household: each with its reason and source, a verdict and the evidence."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dibao_desktop.matching import commands as matching
from dibao_desktop.matching.queries import LeadRow, leads_of
from dibao_desktop.matching.rules.leads import Verdict
from ui.forms.fields import ChoiceField, TextField
from ui.pages.clearance.step_form import Desk, StepForm, side_by_side
from ui.theme.tokens import Tone
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import row
from ui.widgets.pill import Pill
from ui.widgets.text import Caption, Label, Line


class LeadForm(StepForm):
    """One block a lead; the button keeps all that have a verdict."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.leads = [lead for lead in leads_of(desk.detail.row.household_id) if lead.is_open]
        self.body.addWidget(Caption("疑点只是核实线索，核实后再定；逐条写明结论和依据。"))
        for lead in self.leads:
            self.body.addWidget(self._block(lead))
            self.body.addWidget(Line(faint=True))
        self.primary = PrimaryButton("保存核实结论", self.judge, tip="Ctrl+Enter")
        self.body.addLayout(row(self.primary, None))

    def _block(self, lead: LeadRow) -> QWidget:
        block = QWidget()
        layout = QVBoxLayout(block)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(4)
        tone = Tone.RED if lead.severity == "high" else Tone.AMBER
        layout.addLayout(row(Pill(f"{lead.code} {lead.title}", tone), None))
        layout.addWidget(Label(lead.reason, wrap=True))
        layout.addWidget(Caption(f"来源：{lead.source}　依据：{lead.clause}", wrap=True))
        choices = [("", "请选择"), *((verdict.value, verdict.label) for verdict in Verdict)]
        verdict_field = self.add_field(ChoiceField(f"verdict{lead.id}", "核实结论", choices), "")
        evidence_field = self.add_field(TextField(f"evidence{lead.id}", "核实情况和依据", hint="看了什么、问了谁"), "")
        grid = side_by_side(verdict_field, evidence_field)
        grid.setColumnStretch(1, 3)
        layout.addLayout(grid)
        return block

    def judge(self) -> None:
        """Keep the verdicts that were chosen."""
        chosen = [lead for lead in self.leads if self.text(f"verdict{lead.id}")]
        if not chosen:
            self.fields[f"verdict{self.leads[0].id}"].show_problem("请先选择核实结论。")
            return
        lacking = [
            lead
            for lead in chosen
            if Verdict(self.text(f"verdict{lead.id}")).needs_evidence and not self.text(f"evidence{lead.id}")
        ]
        for lead in lacking:
            self.fields[f"evidence{lead.id}"].show_problem("请写明依据。")
        if not lacking:
            self.do(lambda: self._judge(chosen), "核实结论已保存")

    def _judge(self, chosen: list[LeadRow]) -> None:
        for lead in chosen:
            verdict, evidence = self.text(f"verdict{lead.id}"), self.text(f"evidence{lead.id}")
            matching.judge_lead(self.desk.session, lead.id, verdict, evidence, self.desk.today)
