"""试算: other figures for one household, and line by line what would come out. Nothing is saved."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from dibao_desktop.domain.money import yuan
from dibao_desktop.dossiers.rules.aided import SingleCover, people_of, situation_of
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.whole import Whole, compute_whole
from ui.forms.fields import ChoiceField, DateField, FenField, Field, Unreadable, WholeNumberField
from ui.theme.tokens import Tone
from ui.widgets.card import clear, row
from ui.widgets.dialogs import Dialog
from ui.widgets.text import Caption, Label, Line, Soft, Strong


class WhatIfDialog(Dialog):
    """Starts from the dossier; every change of a field works the amount out again."""

    def __init__(
        self,
        parent: QWidget,
        policy: Policy,
        record: HouseholdRecord,
        today: dt.date,
        single: SingleCover | None = None,
    ) -> None:
        super().__init__(parent, f"试算：{record.head_name}", yes="关闭", no="", width=620)
        self._policy, self._record, self._today, self._single = policy, record, today, single
        kinds = dict.fromkeys([record.aid_type, *(str(each) for each in policy.amount)])
        codes = dict.fromkeys([record.category, *(f"{each.code}类" for each in policy.categories)])
        self.income = FenField("income", "家庭年收入（元）")
        self.family = WholeNumberField("family", "家庭人口")
        self.covered = WholeNumberField("covered", "保障人口")
        self.kind = ChoiceField("kind", "救助类型", [(each, each or "未填") for each in kinds])
        self.category = ChoiceField("category", "保障类别", [(each, each or "未填") for each in codes])
        self.day = DateField("day", "按哪一天的标准", whole=True)
        self._fields: tuple[Field, ...] = (
            self.income,
            self.family,
            self.covered,
            self.kind,
            self.category,
            self.day,
        )
        values = (
            record.annual_income_fen,
            record.family_size,
            record.covered_size,
            record.aid_type,
            record.category,
            today.isoformat(),
        )
        for field, value in zip(self._fields, values, strict=True):
            field.write(value)
            field.edited.connect(self.work_out)
        self.body.addLayout(row(*self._fields[:3], spacing=12))
        self.body.addLayout(row(*self._fields[3:], spacing=12))
        self.body.addWidget(Line(faint=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnMinimumWidth(0, 96)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.body.addWidget(Caption("试算不改档案，也不改现发金额；要按新情况办理，请编辑档案或办理变动。", wrap=True))
        self.body.addStretch(1)
        self.whole: Whole | None = None
        self.work_out()
        self.income.editor.setFocus()

    def work_out(self) -> None:
        """Show what the fields come to now."""
        clear(self._grid)
        self.whole = None
        values = self._read()
        if values is None:
            return
        income, family, covered, kind, category, day = values
        changed = replace(
            self._record,
            annual_income_fen=income,
            family_size=family or 0,
            covered_size=covered or 0,
            aid_type=kind,
            category=category,
        )
        self.whole = compute_whole(self._policy, situation_of(changed, day, self._single), people_of(changed))
        self._show(self.whole)

    def _read(self) -> tuple[int | None, int | None, int | None, str, str, dt.date] | None:
        found: list[object] = []
        for field in self._fields:
            try:
                found.append(field.read())
                field.show_problem("")
            except Unreadable as problem:
                field.show_problem(str(problem))
                return None
        income, family, covered, kind, category, day = found
        as_int = [value if isinstance(value, int) else None for value in (income, family, covered)]
        when = day if isinstance(day, dt.date) else self._today
        return as_int[0], as_int[1], as_int[2], str(kind or ""), str(category or ""), when

    def _show(self, whole: Whole) -> None:
        for line in (*whole.base.lines, *whole.extra_lines):
            self._add(Soft(line.label), Label(line.value, wrap=True), line.source)
        for sentence in (*whole.base.missing, *whole.supplements.flags):
            self._add(Soft("待补"), Label(sentence, wrap=True, tone=Tone.AMBER))
        paid = self._record.monthly_fen or 0
        if whole.base.monthly_fen is None:
            return
        gap = whole.base.monthly_fen - paid
        words = "与现发一致" if not gap else f"比现发{'多' if gap > 0 else '少'} {yuan(abs(gap))} 元"
        self._add(Strong("试算结果"), Strong(f"月保障金 {yuan(whole.base.monthly_fen)} 元，{words}"))

    def _add(self, label: QWidget, value: QWidget, source: str = "") -> None:
        place = self._grid.rowCount()
        value.setToolTip(f"依据：{source}" if source else "")
        self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, place, 1)
