"""决定, 书面告知 and 公布; and the steps that other pages do."""

from __future__ import annotations

import datetime as dt

from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.rules.deadlines import effective_month
from dibao_desktop.clearance.rules.delivery import WAYS
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain.document import Document
from dibao_desktop.domain.money import yuan
from dibao_desktop.domain.permissions import Permission
from ui.forms.fields import ChoiceField, DateField, LongTextField, TextField
from ui.pages.clearance.columns import outcome_tone
from ui.pages.clearance.step_form import Desk, StepForm, side_by_side
from ui.theme.icons import Icon
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import row
from ui.widgets.pill import Pill
from ui.widgets.text import Caption, Label, Strong

_DELIVERY = [(way, way) for way in WAYS]
_SIGNED = [("", "已签收"), ("refused", "拒绝签收（留置）")]


class DecideForm(StepForm):
    """What will be decided, and from when."""

    NEEDS = Permission.CONFIRM

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        shown = desk.detail.row
        outcome, fen = shown.proposal, shown.proposed_fen
        assert outcome is not None and fen is not None
        month = effective_month(desk.policy.decision.pay_start, desk.today)
        self.body.addLayout(
            row(
                Pill(outcome.label, outcome_tone(outcome, shown.before_fen, fen)),
                Strong(f"{yuan(shown.before_fen)} 元 → {yuan(fen)} 元"),
                Label(f"自 {month} 起"),
                None,
                spacing=12,
            )
        )
        fields = [self.add_field(DateField("on", "决定日期", whole=True), desk.today)]
        if outcome is Outcome.DEATH:
            fields.append(self.add_field(TextField("from_month", "停发月份（死亡次月，如 2017-06）"), ""))
        self.body.addLayout(side_by_side(*fields))
        self.primary = PrimaryButton("作出决定", self.decide, tip="Ctrl+Enter")
        self.body.addLayout(row(self.primary, None))

    def decide(self) -> None:
        """Take the decision."""
        month = self.text("from_month") if "from_month" in self.fields else ""
        self.do(lambda: commands.decide(self.desk.session, self.desk.case_id, self.day("on"), month), "决定已作出")


class NotifyForm(StepForm):
    """The written notice: its reasons, printed, and how it reached the household."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        known = desk.detail.notice
        self.body.addWidget(
            self.add_field(
                LongTextField("reasons", "告知理由", hint="空着则印核算经过", lines=2),
                known.reasons if known else desk.detail.reason,
            )
        )
        words = f"已编号 {known.number}" if known else "打印时自动编号"
        printing = SecondaryButton("打印告知书", lambda: self.print_later(self._document), picture=Icon.PRINT)
        receipt = SecondaryButton("打印送达回证", lambda: self.print_later(self._receipt), picture=Icon.PRINT)
        self.body.addLayout(row(printing, receipt, Caption(words), None))
        self.body.addLayout(
            side_by_side(
                self.add_field(DateField("on", "送达日期", whole=True), desk.today),
                self.add_field(ChoiceField("way", "送达方式", _DELIVERY), "直接送达"),
                self.add_field(TextField("delivered_by", "送达人"), desk.session.actor.name),
                self.add_field(ChoiceField("refused", "签收情况", _SIGNED), ""),
                self.add_field(TextField("receiver", "签收人"), ""),
                self.add_field(TextField("witness", "见证人", hint="拒绝签收时填写"), ""),
                columns=3,
            )
        )
        self.primary = PrimaryButton("登记送达", self.deliver, tip="Ctrl+Enter")
        self.body.addLayout(row(self.primary, None))

    def deliver(self) -> None:
        """Keep that it was delivered."""
        refused = bool(self.text("refused"))
        lacking = "witness" if refused else "receiver"
        if not self.text(lacking):
            self.fields[lacking].show_problem("请填写见证人。" if refused else "请填写签收人。")
            return
        self.do(
            lambda: commands.deliver_notice(
                self.desk.session,
                self.desk.case_id,
                self.day("on"),
                self.text("way"),
                self.text("receiver"),
                self.text("reasons"),
                delivered_by=self.text("delivered_by"),
                refused=refused,
                witness=self.text("witness"),
            ),
            "送达已登记",
        )

    def _document(self) -> Document:
        commands.write_notice(self.desk.session, self.desk.case_id, self.text("reasons"))
        return queries.written_notice(self.desk.case_id)

    def _receipt(self) -> Document:
        commands.write_notice(self.desk.session, self.desk.case_id, self.text("reasons"))
        return queries.delivery_receipt(self.desk.case_id)


class PublishForm(StepForm):
    """公布 of the decision on the village's board."""

    NEEDS = Permission.NOTICES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.body.addLayout(
            side_by_side(
                self.add_field(DateField("on", "公布日期", whole=True), desk.today),
                Caption("在村（社区）公示栏长期公布姓名、人口、金额，不含身份证号、病残等信息。", wrap=True),
            )
        )
        self.primary = PrimaryButton("登记公布", self.publish, tip="Ctrl+Enter")
        self.body.addLayout(row(self.primary, None))

    def publish(self) -> None:
        """Keep that it was published."""
        self.do(lambda: commands.publish(self.desk.session, [self.desk.case_id], self.day("on")), "公布已登记")


class ElsewhereForm(StepForm):
    """A step that another page does."""

    NEEDS = None

    def __init__(self, desk: Desk, sentence: str, button: str, page: str) -> None:
        super().__init__(desk)
        self.body.addWidget(Label(sentence, wrap=True))
        target = {"village": desk.detail.row.village, "case": desk.case_id}
        self.primary = PrimaryButton(button, lambda: self.go.emit(page, target), tip="Ctrl+Enter")
        self.body.addLayout(row(self.primary, None))


def short_day(iso: str) -> str:
    """`6月18日`."""
    day = dt.date.fromisoformat(iso)
    return f"{day.month}月{day.day}日"
