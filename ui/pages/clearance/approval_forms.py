"""乡镇审核, 确认 and 听取意见."""

from __future__ import annotations

from dibao_desktop.clearance import commands, queries
from dibao_desktop.domain.document import Document
from dibao_desktop.domain.permissions import Permission
from ui.forms.fields import CheckField, ChoiceField, DateField, LongTextField, TextField
from ui.pages.clearance.step_form import Desk, StepForm, side_by_side
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import row
from ui.widgets.text import Caption, Label

_GATE_CHOICES = [("", "未核对"), (False, "无此情形"), (True, "有此情形")]
_WAYS = [("当面", "当面"), ("电话", "电话"), ("视频", "视频"), ("书面", "书面")]


class TownshipForm(StepForm):
    """The six refusals where the pack has them, the opinion and who signs."""

    NEEDS = Permission.CONFIRM

    REMEMBERS = ("signer",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.gates = desk.policy.decision.gates
        if self.gates:
            clear_all = LinkButton("都已核对，无此情形", self.clear_gates, small=True)
            self.body.addLayout(row(Caption("六不批：逐项核对，有一项属实就不能同意"), None, clear_all))
            fields = [
                self.add_field(ChoiceField(f"gate{place}", gate, _GATE_CHOICES), "")
                for place, gate in enumerate(self.gates)
            ]
            self.body.addLayout(side_by_side(*fields, columns=3))
        self.body.addLayout(
            side_by_side(
                self.add_field(TextField("opinion", "审核意见"), "同意，拟上报确认"),
                self.add_field(TextField("signer", "审核签字人"), ""),
            )
        )
        self.primary = PrimaryButton("审核同意", lambda: self.check(True), tip="Ctrl+Enter")
        self.body.addLayout(row(self.primary, SecondaryButton("不同意", lambda: self.check(False)), None))

    def clear_gates(self) -> None:
        """Answer every refusal that has no answer yet: the fault was not found."""
        for place in range(len(self.gates)):
            if self.fields[f"gate{place}"].read() == "":
                self.fields[f"gate{place}"].write(False)
        self.dirty = True

    def check(self, agreed: bool) -> None:
        """Keep the township's check."""
        if not self.text("signer"):
            self.fields["signer"].show_problem("请填写审核签字人。")
            return
        answers = {gate: self.fields[f"gate{place}"].read() for place, gate in enumerate(self.gates)}
        gates = {gate: answer for gate, answer in answers.items() if isinstance(answer, bool)}
        self.do(
            lambda: commands.township_check(
                self.desk.session, self.desk.case_id, agreed, self.text("opinion"), self.text("signer"), gates
            ),
            "乡镇审核已记录",
        )


class ConfirmForm(StepForm):
    """The confirmation; a near relative's or disputed household is visited first."""

    NEEDS = Permission.CONFIRM

    REMEMBERS = ("signer",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        visited = self.add_field(CheckField("visited", "确认前已入户核查"), False)
        if desk.detail.county_visit:
            self.body.addWidget(Label(f"该户{desk.detail.county_visit}，确认前须入户。", wrap=True, tone=Tone.AMBER))
        self.body.addWidget(visited)
        self.body.addLayout(
            side_by_side(
                self.add_field(TextField("opinion", "确认意见"), "同意"),
                self.add_field(TextField("signer", "确认签字人"), ""),
            )
        )
        self.primary = PrimaryButton("确认", lambda: self.confirm(True), tip="Ctrl+Enter")
        back = SecondaryButton("不同意，退回乡镇", lambda: self.confirm(False))
        self.body.addLayout(row(self.primary, back, None))

    def confirm(self, agreed: bool) -> None:
        """Keep the confirmation."""
        if not self.text("signer"):
            self.fields["signer"].show_problem("请填写确认签字人。")
            return
        self.do(
            lambda: commands.confirm(
                self.desk.session,
                self.desk.case_id,
                agreed,
                self.text("opinion"),
                self.text("signer"),
                visited=bool(self.fields["visited"].read()),
            ),
            "确认已记录" if agreed else "已退回乡镇审核",
        )


class HearForm(StepForm):
    """What the household says before a cut or stop is decided."""

    REMEMBERS = ("heard_by",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        shown = desk.detail.row
        words = (
            f"拟{shown.proposal.label if shown.proposal else ''}，作出决定前应当听取该户意见（社会救助法第四十八条）。"
        )
        self.body.addWidget(Caption(words, wrap=True))
        self.body.addLayout(
            side_by_side(
                self.add_field(DateField("on", "听取日期", whole=True), desk.today),
                self.add_field(ChoiceField("way", "方式", _WAYS), "当面"),
                self.add_field(TextField("heard_by", "听取人员"), ""),
                columns=3,
            )
        )
        self.body.addLayout(
            side_by_side(
                self.add_field(LongTextField("statement", "该户意见", hint="没有意见写“无意见”", lines=2), ""),
                self.add_field(LongTextField("answer", "答复", lines=2), ""),
            )
        )
        self.body.addWidget(
            self.add_field(
                TextField("unreachable", "联系不上时：原因和联系经过", hint="例如：三次上门无人，电话停机"), ""
            )
        )
        self.primary = PrimaryButton("保存记录", self.hear, tip="Ctrl+Enter")
        printing = SecondaryButton("打印记录表", lambda: self.print_later(self._document), picture=Icon.PRINT)
        self.body.addLayout(row(self.primary, None, printing))

    def hear(self) -> None:
        """Keep the record."""
        if not self.text("heard_by"):
            self.fields["heard_by"].show_problem("请填写听取人员。")
            return
        if not self.text("statement") and not self.text("unreachable"):
            self.fields["statement"].show_problem("请记录该户意见，或在下面写明联系不上的经过。")
            return
        self.do(self._hear, "听取意见已记录")

    def _hear(self) -> None:
        names = ("way", "statement", "answer", "unreachable")
        said = {name: self.text(name) for name in names}
        if said["unreachable"]:
            said["way"] = ""
        commands.hear(self.desk.session, self.desk.case_id, self.text("heard_by"), on=self.day("on"), **said)

    def _document(self) -> Document:
        return queries.hearing_record(self.desk.case_id)
