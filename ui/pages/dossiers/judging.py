"""The small dialog in which a clerk writes down what verifying a lead concluded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.matching import commands
from dibao_desktop.matching.queries import LeadRow
from dibao_desktop.matching.rules.leads import Verdict
from dibao_desktop.session import Session
from ui.forms.fields import ChoiceField, DateField, LongTextField, Unreadable
from ui.widgets.dialogs import Dialog
from ui.widgets.text import Caption, Label


class JudgeDialog(Dialog):
    """Verdict, ground and day of one lead; `on_done` is called once it is saved."""

    def __init__(self, parent: QWidget, session: Session, lead: LeadRow, on_done: Callable[[], object]) -> None:
        super().__init__(parent, f"核实疑点：{lead.kind.label}", yes="保存", width=460, accept_if=self._save)
        self._session, self._lead = session, lead
        self.verdict = ChoiceField("verdict", "核实结论", [(verdict, verdict.label) for verdict in Verdict])
        self.evidence = LongTextField("evidence", "核实情况和依据", hint="看了什么、问了谁、凭什么认定")
        self.day = DateField("verified_on", "核实日期", whole=True)
        self.verdict.write(lead.verdict or Verdict.TRUE)
        self.evidence.write(lead.evidence)
        self.day.write(lead.verified_on or session.today().isoformat())
        self.body.addWidget(Label(lead.reason, wrap=True))
        self.body.addWidget(
            Caption(f"来源：{lead.source}" + (f"　依据：{lead.clause}" if lead.clause else ""), wrap=True)
        )
        for field in (self.verdict, self.evidence, self.day):
            self.body.addWidget(field)
        self.accepted.connect(lambda: on_done())
        self.verdict.editor.setFocus()

    def _save(self) -> str:
        """Empty once it is saved, else the sentence why not."""
        try:
            day = self.day.read()
        except Unreadable as problem:
            return str(problem)
        if not isinstance(day, dt.date):
            return "请填写核实日期。"
        try:
            commands.judge_lead(self._session, self._lead.id, str(self.verdict.read()), str(self.evidence.read()), day)
        except KnownError as error:
            return error.message
        return ""
