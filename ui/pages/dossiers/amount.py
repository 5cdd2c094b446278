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
from ui.widgets.card import Card, clear
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
        self._grant = LinkButton("登记分类施保…", on_grant, small=True, tip="把算出的分类施保登记为已审批，保障金不变")
        self.add_to_head(self._grant)
        self.add_to_head(self._what_if)
        self.add_to_head(self._why)
        self._sources: list[Caption] = []
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
        clear(self._lines)
        self._places = 0
        self._sources = []
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
            self._add("待核对", sentence, "")
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
        self._grant.setVisible(receiving and differs)

    def _add(self, label: str, value: str, source: str, bold: bool = False) -> None:
        place, self._places = self._places, self._places + 2
        top = Qt.AlignmentFlag.AlignTop
        self._lines.addWidget(Strong(label) if bold else Soft(label), place, 0, top)
        shown = Strong(value) if bold else Label(value, wrap=True)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lines.addWidget(shown, place, 1, top)
        if source:
            caption = Caption(f"依据：{source}", wrap=True)
            caption.setVisible(self._explains)
            shown.setToolTip(caption.text())
            self._sources.append(caption)
            self._lines.addWidget(caption, place + 1, 1)

    def _turn(self) -> None:
        """Show or hide the clause behind each line."""
        self._explains = not self._explains
        self._why.setText("隐藏依据" if self._explains else "显示依据")
        for caption in self._sources:
            caption.setVisible(self._explains)
