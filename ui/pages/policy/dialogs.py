"""Dialogs that put the office's own figures into a plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy.rules.aid import AidType
from dibao_desktop.policy.rules.pack import Category, Standard
from dibao_desktop.policy.rules.sections import STANDARD_UNITS
from dibao_desktop.policy.rules.supplements import PER_LABELS, Supplement, Who
from ui.forms.dialog import FormDialog, Values
from ui.forms.fields import (
    ChoiceField,
    DateField,
    EnumField,
    FenField,
    LongTextField,
    TextField,
    Unreadable,
    WholeNumberField,
)
from ui.widgets.buttons import SecondaryButton

_SOURCE = "依据（文件名和条款）"


def standard_dialog(
    parent: QWidget,
    aid_type: AidType,
    on_standard: Callable[[Standard], object],
    on_preview: Callable[[Standard], object],
) -> FormDialog:
    """Asks for a standard; `on_standard` may refuse it, `on_preview` shows whom it would touch."""
    fields = [
        EnumField("aid_type", "救助类型", AidType),
        FenField("amount", "标准（元）"),
        ChoiceField("period", "按年还是按月", list(STANDARD_UNITS.items())),
        DateField("in_force_from", "从哪一天起执行", whole=True),
        TextField("source", _SOURCE, hint="例如 某县民发〔2026〕8号 第二条"),
    ]

    def said(values: Values) -> Standard:
        kind, amount, day = values["aid_type"], values["amount"], values["in_force_from"]
        if not isinstance(kind, AidType) or not isinstance(amount, int) or not isinstance(day, dt.date):
            raise KnownError("missing", "请填写救助类型、标准和执行日期。")
        return Standard(kind, str(values["period"]), amount, day, str(values["source"]))

    def preview() -> None:
        try:
            on_preview(said(dialog.values()))
        except (KnownError, Unreadable) as refused:
            dialog.show_problem(str(refused))
        else:
            dialog.show_problem("")

    dialog = FormDialog(parent, "填入标准", fields, lambda values: on_standard(said(values)))
    dialog.buttons.insertWidget(0, SecondaryButton("先看影响", preview, tip="保存之前看看会影响哪些户"))
    dialog.show_values({"aid_type": aid_type, "period": "year" if aid_type is AidType.RURAL else "month"})
    return dialog


def category_dialog(parent: QWidget, on_category: Callable[[Category], object]) -> FormDialog:
    """Asks for a category or its new amount; `on_category` may refuse it."""
    fields = [
        EnumField("aid_type", "救助类型", AidType),
        TextField("code", "类别代号", hint="例如 A"),
        TextField("title", "类别名称"),
        FenField("monthly", "每人每月（元）"),
        DateField("in_force_from", "从哪一天起执行", whole=True),
        LongTextField("criteria", "认定条件（一行一条；沿用原类别的可不填）", lines=2),
        TextField("source", _SOURCE),
    ]

    def save(values: Values) -> None:
        kind, amount, day = values["aid_type"], values["monthly"], values["in_force_from"]
        if not isinstance(kind, AidType) or not isinstance(amount, int) or not isinstance(day, dt.date):
            raise KnownError("missing", "请填写救助类型、金额和执行日期。")
        criteria = tuple(line.strip() for line in str(values["criteria"]).splitlines() if line.strip())
        code, title, source = str(values["code"]), str(values["title"]), str(values["source"])
        on_category(Category(code, title, kind, amount, day, criteria, source))

    dialog = FormDialog(parent, "填入类别金额", fields, save)
    dialog.show_values({"aid_type": AidType.RURAL})
    return dialog


def supplement_dialog(parent: QWidget, on_supplement: Callable[[Supplement], object]) -> FormDialog:
    """Asks for a 分类施保 of the place; `on_supplement` may refuse it."""
    every: list[tuple[object, str]] = [(None, "各类救助都适用"), *((each, each.label) for each in AidType)]
    fields = [
        EnumField("who", "给谁", Who),
        WholeNumberField("age", "从几周岁起（只对老年人）"),
        ChoiceField("per", "每人还是每户", list(PER_LABELS.items())),
        FenField("monthly", "每月（元）"),
        ChoiceField("aid_type", "适用的救助类型", every),
        DateField("in_force_from", "从哪一天起执行", whole=True),
        TextField("source", _SOURCE, hint="由当地填写"),
    ]

    def save(values: Values) -> None:
        who, amount, day, age = values["who"], values["monthly"], values["in_force_from"], values["age"]
        if not isinstance(who, Who) or not isinstance(amount, int) or not isinstance(day, dt.date):
            raise KnownError("missing", "请填写给谁、金额和执行日期。")
        aid_type, kind = values["aid_type"], str(values["per"])
        least = age if who is Who.ELDERLY and isinstance(age, int) else Supplement.age
        chosen = aid_type if isinstance(aid_type, AidType) else None
        on_supplement(Supplement(who, kind, amount, day, str(values["source"]), least, chosen))

    dialog = FormDialog(parent, "填入分类施保", fields, save)
    dialog.show_values({"who": Who.ELDERLY, "age": Supplement.age, "per": "person", "aid_type": None})
    return dialog
