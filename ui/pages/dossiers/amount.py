"""金额怎么来的: the arithmetic of the base amount and of 分类施保 beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from dibao_desktop.domain.money import yuan
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.policy.rules.whole import monthly_income_fen
from ui.pages.dossiers.reading import Dossier
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card, let_go
from ui.widgets.pill import Pill
from ui.widgets.text import Caption, Label, Soft, Strong


class AmountCard(Card):
    """金额怎么来的: the arithmetic line by line, each with its clause, against what is paid now."""

    def __init__(self, on_what_if: Callable[[], object], on_grant: Callable[[], object]) -> None:
        super().__init__("金额怎么来的")
        self._verdict = Pill()
        self._what_if = LinkButton("试算…", on_what_if, small=True, tip="改收入、人口或类别看结果，不保存（F6）")
        self._why = LinkButton("显示依据", self._turn, small=True)
        self.add_to_head(self._verdict)
        self.grant = LinkButton("登记分类施保…", on_grant, small=True, tip="把算出的分类施保登记为已审批，保障金不变")
        self.add_to_head(self.grant)
        self.add_to_head(self._what_if)
        self.add_to_head(self._why)
        self._made: list[_Line] = []
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
        self._places = 0
        self._show_lines(dossier)
        for line in self._made[self._places :]:
            line.hide()

    def _show_lines(self, dossier: Dossier) -> None:
        amount, paid = dossier.amount, dossier.household.record.monthly_fen or 0
        self.setVisible(amount is not None)
        if amount is None:
            return
        self._add("政策方案", dossier.policy_title, "")
        for line in amount.lines:
            self._add(line.label, line.value, line.source)
        for sentence in amount.missing:
            self._add("待补", sentence, "")
        for line in dossier.whole.extra_lines if dossier.whole else ():
            self._add(line.label, line.value, line.source)
        for sentence in dossier.whole.supplements.flags if dossier.whole else ():
            self._add("待补", sentence, "")
        income = dossier.household.record.annual_income_fen
        if income:
            self._add("月均收入", f"{yuan(income)} 元/年 ÷ 12 ≈ {yuan(monthly_income_fen(income))} 元/月", "")
        receiving = dossier.household.standing == Standing.RECEIVING
        self._add("现发月保障金", f"{yuan(paid)} 元", "", bold=True)
        self._show_granted(dossier, receiving)
        known = amount.monthly_fen is not None and receiving
        differs = known and amount.monthly_fen != paid
        self._verdict.setVisible(known)
        if known:
            due = yuan(amount.monthly_fen or 0)
            words = f"应为 {due} 元，相差 {yuan(abs((amount.monthly_fen or 0) - paid))} 元" if differs else "与现发一致"
            self._verdict.show_state(words, Tone.AMBER if differs else Tone.GREEN)

    def _show_granted(self, dossier: Dossier, receiving: bool) -> None:
        """What is approved beside the amount; the door to approve while something else is due."""
        granted, due = dossier.granted, dossier.whole.supplements if dossier.whole else None
        if granted is not None:
            parts = f"家庭 {yuan(granted.household_fen)} 元，人员 {yuan(granted.person_fen)} 元"
            self._add("现发分类施保", f"{parts}，自 {granted.from_month} 起（{granted.decision}）", "", bold=True)
        approved = (granted.household_fen, granted.person_fen) if granted else (0, 0)
        differs = due is not None and (due.household_fen, due.person_fen) != approved
        self.grant.setVisible(receiving and differs)

    def _add(self, label: str, value: str, source: str, bold: bool = False) -> None:
        # Lines are kept from dossier to dossier: to make and style them again takes most of the time of opening one.
        if self._places == len(self._made):
            self._made.append(_Line(self._lines, 2 * self._places))
        self._made[self._places].show_words(label, value, source, bold)
        self._made[self._places].explain(self._explains)
        self._places += 1

    def _turn(self) -> None:
        """Show or hide the clause behind each line."""
        self._explains = not self._explains
        self._why.setText("隐藏依据" if self._explains else "显示依据")
        for line in self._made[: self._places]:
            line.explain(self._explains)


class _Line:
    """One line of the arithmetic in two rows of a grid: its name, the value, and below it the clause."""

    def __init__(self, grid: QGridLayout, place: int) -> None:
        self._grid, self._place = grid, place
        self._bold = False
        self._name: Label = Soft()
        self._value: Label = Label(wrap=True)
        self._put()
        self._source = Caption(wrap=True)
        grid.addWidget(self._source, place + 1, 1)

    def _put(self) -> None:
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for column, label in enumerate((self._name, self._value)):
            self._grid.addWidget(label, self._place, column, Qt.AlignmentFlag.AlignTop)

    def _change(self, bold: bool) -> None:
        """Two labels in one cell would cost the grid its spacing, so one kind takes the other's place."""
        for label in (self._name, self._value):
            self._grid.removeWidget(label)
            let_go(label)
        self._bold = bold
        self._name, self._value = (Strong(), Strong()) if bold else (Soft(), Label(wrap=True))
        self._put()

    def show_words(self, name: str, value: str, source: str, bold: bool) -> None:
        """Show one line."""
        if bold is not self._bold:
            self._change(bold)
        for label, words in ((self._name, name), (self._value, value)):
            label.setText(words)
            label.show()
        self._source.setText(f"依据：{source}" if source else "")
        self._value.setToolTip(self._source.text())

    def explain(self, whether: bool) -> None:
        """Show the clause, where there is one, or hide it."""
        self._source.setVisible(whether and bool(self._source.text()))

    def hide(self) -> None:
        """Leave the line empty."""
        for label in (self._name, self._value, self._source):
            label.hide()
