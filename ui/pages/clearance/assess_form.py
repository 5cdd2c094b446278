"""核算 and the clerk's own proposal."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtWidgets import QHBoxLayout

from dibao_desktop.clearance import commands
from dibao_desktop.clearance.rules.outcome import Outcome, Transfer, offered
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.aided import is_single
from dibao_desktop.dossiers.rules.circumstance_words import CoveredReason
from dibao_desktop.policy.rules.aid import AidType
from ui.forms.fields import ChoiceField, FenField, TextField
from ui.pages.clearance.step_form import Desk, StepForm, side_by_side
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import row
from ui.widgets.text import Caption, Label, Strong


class AssessForm(StepForm):
    """The facts that count, the yearly income to fill in, and the button that works the amount out."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        household = dossiers.household(desk.detail.row.household_id)
        assert household is not None
        self._household = household
        record = household.record
        self.body.addLayout(
            row(
                Label(f"{record.aid_type or '救助类型未填'}　{record.category or '类别未填'}"),
                Label(f"家庭 {record.family_size} 人　保障 {record.covered_size} 人"),
                None,
                LinkButton("改档案", lambda: self.go.emit("dossiers", household.id), small=True),
                spacing=16,
            )
        )
        assessment = desk.detail.assessment
        for sentence in assessment.missing if assessment else ():
            self.body.addWidget(Label(sentence, wrap=True, tone=Tone.AMBER))
        if assessment and not assessment.current:
            self.body.addWidget(
                Label("核算后档案有变动，请重新核算；之后的评议、公示和签字随之重办。", wrap=True, tone=Tone.AMBER)
            )
        income = self.add_field(FenField("income", "家庭年收入（元）", hint="没有收入填 0"), record.annual_income_fen)
        self.primary = PrimaryButton("核算", self.assess, tip="Ctrl+Enter")
        self.body.addLayout(side_by_side(income, ProposalHint()))
        self.body.addLayout(row(self.primary, None))

    def assess(self) -> None:
        """Keep a changed income in the dossier, then work the amount out."""
        self.do(self._assess, "核算完成")

    def _assess(self) -> None:
        income = cast("int | None", self.fields["income"].read())
        if income != self._household.record.annual_income_fen:
            changed = replace(self._household.record, annual_income_fen=income)
            dossier_commands.amend_household(self.desk.session, self._household.id, changed, self._household.version)
        commands.assess(self.desk.session, self.desk.case_id)


class ProposalHint(Caption):
    """Says what the figure must be."""

    def __init__(self) -> None:
        super().__init__("按方案规定的期间填全家收入；低保金、优待抚恤等不计入。", wrap=True)


class ProposeForm(StepForm):
    """A proposal of the clerk's own, with its reason: after a confirmed lead, a death, a failed vote."""

    def __init__(self, desk: Desk, title: str = "改为其他处理意见", *, due: bool = False) -> None:
        """With `due` it is what the present step waits for, and its button is the primary one."""
        super().__init__(desk)
        choices = [(each, each.label) for each in offered(desk.detail.row.applicant)]
        outcome = self.add_field(ChoiceField("outcome", "处理意见", choices), desk.detail.row.proposal)
        amount = self.add_field(FenField("fen", "月保障金（元，空着按核算结果）"), None)
        reason = self.add_field(TextField("reason", "理由", hint="写给本户看的理由，会印在告知书上"), "")
        self.body.addWidget(Strong(title))
        self.body.addLayout(side_by_side(outcome, amount))
        self.body.addLayout(self._transfer_fields())
        self.body.addWidget(reason)
        self.button: PrimaryButton | SecondaryButton
        if due:
            self.button = self.primary = PrimaryButton("提出", self.propose, tip="Ctrl+Enter")
        else:
            self.button = SecondaryButton("提出", self.propose)
        self.body.addLayout(row(self.button, None))

    def _transfer_fields(self) -> QHBoxLayout:
        """What only 转特困 and 转单人保 ask for."""
        to, household = self.desk.detail.transfer, dossiers.household(self.desk.detail.row.household_id)
        people = [] if household is None else zip(household.member_ids, household.record.members, strict=True)
        kinds = [(kind.value, kind.label) for kind in (AidType.AT_HOME, AidType.INSTITUTION)]
        reasons = [(each.value, each.value) for each in CoveredReason if is_single(each.value)]
        asked = (
            (ChoiceField("aid_type", "转为", kinds), to.aid_type),
            (ChoiceField("member", "单独保障哪一位", [(id_, one.name) for id_, one in people]), to.member_id),
            (ChoiceField("covered_reason", "属于哪种情形", reasons), to.reason),
        )
        fields = [self.add_field(field, value or None) for field, value in asked]
        self.fields["outcome"].edited.connect(self._turn)
        self._turn()
        return row(*fields, spacing=12)

    def _turn(self) -> None:
        outcome = self.fields["outcome"].read()
        self.fields["aid_type"].setVisible(outcome is Outcome.TO_EXTREME)
        for name in ("member", "covered_reason"):
            self.fields[name].setVisible(outcome is Outcome.TO_SINGLE)

    def _transfer(self, outcome: Outcome) -> Transfer:
        if outcome is Outcome.TO_EXTREME:
            return Transfer(aid_type=self.text("aid_type"))
        if outcome is Outcome.TO_SINGLE:
            member = self.fields["member"].read()
            return Transfer(member_id=member if isinstance(member, int) else None, reason=self.text("covered_reason"))
        return Transfer()

    def propose(self) -> None:
        """Put the proposal."""
        outcome = self.fields["outcome"].read()
        if not isinstance(outcome, Outcome):
            self.fields["outcome"].show_problem("请选择处理意见。")
        elif not self.text("reason"):
            self.fields["reason"].show_problem("请写明理由。")
        else:
            self.do(lambda: self._propose(outcome), f"已提出“{outcome.label}”")

    def _propose(self, outcome: Outcome) -> None:
        fen = cast("int | None", self.fields["fen"].read())
        commands.propose(
            self.desk.session, self.desk.case_id, outcome, fen, self.text("reason"), self._transfer(outcome)
        )
