"""The dialogs of the two registers: a filing, a keeping, and what is entered below them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from PySide6.QtWidgets import QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands
from dibao_desktop.dossiers.queries import FilingRow, KeepingRow
from dibao_desktop.dossiers.rules.registers import (
    EntryDraft,
    EntryKind,
    FilingDraft,
    KeepingDraft,
    entry_problems,
    filing_problems,
    keeping_problems,
)
from dibao_desktop.session import Session
from ui.forms.dialog import FormDialog, Values
from ui.forms.fields import CheckField, ChoiceField, DateField, FenField, Field, IdField, LongTextField, TextField
from ui.widgets.card import row

Done = Callable[[str], object]


class RegisterForm(FormDialog):
    """A form in two columns whose problems stand beside their fields."""

    def __init__(
        self, parent: QWidget, title: str, fields: Sequence[Sequence[Field]], save: Callable[[Values], object]
    ) -> None:
        every = [field for line in fields for field in line]
        super().__init__(parent, title, every, save, width=640)
        for line in fields:
            across = row(*line, spacing=14)
            for place in range(len(line)):
                across.setStretch(place, 1)
            self.body.addLayout(across)

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Show problems beside their fields. Raises KnownError when there is one."""
        for name, field in self.fields.items():
            field.show_problem(problems.get(name, ""))
        if problems:
            raise KnownError("invalid", "请先改正上面标红的内容。")


def filing_form(
    parent: QWidget,
    session: Session,
    household_id: int,
    members: Sequence[str],
    draft: FilingDraft,
    done: Done,
    filing: FilingRow | None = None,
) -> RegisterForm:
    """Asks for a filing, new or as it stands."""
    fields = (
        (TextField("official_name", "工作人员（干部）姓名"), IdField("official_id", "工作人员身份证号")),
        (TextField("workplace", "工作单位"), TextField("post", "职务"), TextField("official_phone", "联系电话")),
        (
            ChoiceField("recipient_name", "家庭成员", [(name, name) for name in members]),
            TextField("relation", "与工作人员的关系", hint="本人是干部的填“本人”"),
        ),
        (LongTextField("reason", "申请理由", lines=2), LongTextField("findings", "经济状况调查情况", lines=2)),
        (LongTextField("opinion", "乡镇意见", lines=2),),
        (
            DateField("applied_on", "申请时间"),
            DateField("filed_on", "备案日期"),
            DateField("visited_on", "县级入户日期（未入户留空）"),
        ),
    )

    def save(values: Values) -> None:
        said = FilingDraft(**{name: str(value or "") for name, value in values.items()})
        form.refuse(filing_problems(said, session.today()))
        if filing is None:
            commands.file_relative(session, household_id, said)
        else:
            commands.amend_filing(session, filing.id, said)
        done("已备案" if filing is None else "已保存")

    form = RegisterForm(parent, "近亲属备案", fields, save)
    shown = asdict(draft)
    del shown["recipient_id"]
    shown["filed_on"] = draft.filed_on or session.today().isoformat()
    shown["recipient_name"] = draft.recipient_name or (members[0] if members else "")
    form.show_values(shown)
    return form


def keeping_form(
    parent: QWidget,
    session: Session,
    household_id: int,
    draft: KeepingDraft,
    done: Done,
    keeping: KeepingRow | None = None,
) -> RegisterForm:
    """Asks for a keeping, new or as it stands."""
    fields = (
        (TextField("keeper_name", "代管人姓名"), IdField("keeper_id", "代管人身份证号")),
        (TextField("keeper_phone", "联系电话"), TextField("relation", "与户主关系")),
        (
            CheckField("is_staff", "是乡镇或村工作人员（须报县备案）"),
            TextField("post", "单位和职务"),
        ),
        (TextField("reason", "代管原因"),),
        (DateField("agreed_on", "书面协议日期"), DateField("county_filed_on", "县备案日期（未备案留空）")),
    )

    def save(values: Values) -> None:
        said = KeepingDraft(
            **{name: value if isinstance(value, bool) else str(value or "") for name, value in values.items()}
        )
        form.refuse(keeping_problems(said, session.today()))
        if keeping is None:
            commands.keep_card(session, household_id, said)
        else:
            commands.amend_keeping(session, keeping.id, said)
        done("代管已登记" if keeping is None else "已保存")

    form = RegisterForm(parent, "卡折代管", fields, save)
    form.show_values(asdict(draft))
    return form


def entry_form(parent: QWidget, session: Session, keeping: KeepingRow, kind: EntryKind, done: Done) -> RegisterForm:
    """Asks for a withdrawal or a check."""
    withdrawn = kind is EntryKind.WITHDRAWAL
    amount = [FenField("amount_fen", "支取金额（元）")] if withdrawn else []
    fields = (
        (DateField("on_date", "日期"), *amount),
        (
            TextField("words", "用途" if withdrawn else "检查情况"),
            TextField("signed_by", "签收人" if withdrawn else "检查人"),
        ),
    )

    def save(values: Values) -> None:
        said = EntryDraft(kind, **values)
        form.refuse(entry_problems(said, keeping.draft.agreed_on, session.today()))
        commands.enter_keeping(session, keeping.id, said)
        done("已登记")

    form = RegisterForm(parent, f"登记{kind.label}", fields, save)
    form.show_values({"on_date": session.today().isoformat()})
    return form


def note_form(parent: QWidget, session: Session, filing: FilingRow, done: Done) -> RegisterForm:
    """Asks for a line of 动态管理."""
    fields = (
        (DateField("on_date", "日期"),),
        (LongTextField("text", "动态管理内容", hint="例如 家庭情况无变化", lines=2),),
        (CheckField("ends", "备案到此终止（退出低保或不再任职）"),),
    )

    def save(values: Values) -> None:
        commands.note_filing(session, filing.id, str(values["on_date"]), str(values["text"]), ends=bool(values["ends"]))
        done("已登记")

    form = RegisterForm(parent, "动态管理记录", fields, save)
    form.show_values({"on_date": session.today().isoformat()})
    return form


def end_form(parent: QWidget, session: Session, keeping: KeepingRow, done: Done) -> RegisterForm:
    """Asks for the end of a keeping."""
    fields = ((DateField("on_date", "终止日期"), TextField("reason", "终止原因", hint="例如 卡折已交还本人")),)

    def save(values: Values) -> None:
        commands.end_keeping(session, keeping.id, str(values["on_date"]), str(values["reason"]))
        done("代管已终止")

    form = RegisterForm(parent, "终止代管", fields, save)
    form.show_values({"on_date": session.today().isoformat()})
    return form
