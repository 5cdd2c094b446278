"""A village that waits for a notice: how many households, and the one button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dibao_desktop.clearance.queries import CaseRow
from dibao_desktop.domain.money import short_yuan
from dibao_desktop.notices.queries import Ready
from ui.models.column import Align, Column
from ui.models.table import fixed_table
from ui.theme import tokens
from ui.theme.icons import Icon
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.text import Number, PageTitle, Soft


class ReadyView(QWidget):
    """Emits `board_asked` and `carry_on_asked` with the village that is shown."""

    board_asked = Signal(object)
    carry_on_asked = Signal(object)
    dossier_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ready: Ready | None = None
        self._rows: list[CaseRow] = []
        self._title, self._count, self._sentence = PageTitle(), Number(), Soft("", wrap=True)
        self.make = PrimaryButton("生成公示", lambda: self.board_asked.emit(self._ready), picture=Icon.NOTICES)
        self.carry = SecondaryButton("继续办理", lambda: self.carry_on_asked.emit(self._ready))
        card = Card()
        card.add(self._title)
        card.add(self._count)
        card.add(self._sentence)
        card.body.addSpacing(6)
        card.add(row(self.make, self.carry, None))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GAP)
        layout.addWidget(card)
        layout.addWidget(self._waiting_card(), 1)

    def _waiting_card(self) -> Card:
        columns: list[Column] = [
            Column("档案号", lambda case: case.number, width=90),
            Column("户主", lambda case: case.head_name, width=130),
            Column("组", lambda case: case.group, width=0),
            Column("人口", lambda case: f"{case.family_size} / {case.covered}", Align.RIGHT, width=70),
            Column("类别", lambda case: case.category, width=80),
            Column("处理意见", lambda case: case.proposal.label if case.proposal else "", width=110),
            Column("原 元/月", lambda case: short_yuan(case.before_fen), Align.RIGHT, width=90),
            Column("拟 元/月", lambda case: short_yuan(case.proposed_fen or 0), Align.RIGHT, width=90),
        ]
        self.table = fixed_table(columns)
        self.table.row_opened.connect(lambda place: self.dossier_asked.emit(self._rows[place].household_id))
        card = Card("等待公示的户", padded=False)
        card.add(self.table, 1)
        return card

    def show_ready(self, ready: Ready, waiting: Sequence[CaseRow]) -> None:
        """Show a village with the households that wait."""
        self._ready, self._rows = ready, list(waiting)
        self.table.show_rows(self._rows)
        self._title.setText(f"{ready.village} · {ready.round_label}")
        self._count.setText(f"{ready.households} 户等待公示" if ready.households else "没有要张贴的户")
        said = "生成的公示榜包含全部等待公示的户；只写可以公开的内容，未成年户主只写姓氏。打印后张贴，再登记张贴日期。"
        if ready.again:
            said = f"其中 {ready.again} 户因意见变动须重新公示。" + said
        if ready.carried:
            said += f"另有 {ready.carried} 户的异议已处理，方案不要求重新公示，可以直接继续办理。"
        self._sentence.setText(said)
        self.make.setVisible(bool(ready.households))
        self.carry.setVisible(bool(ready.carried))
