"""How the books of a month stand, over its tables: open, or closed by whom and when; and what differs since."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dibao_desktop.reports.closing import ClosingRow
from dibao_desktop.reports.frozen import CellDifference
from ui.models.column import Column
from ui.models.table import fixed_table
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import row
from ui.widgets.pill import Pill
from ui.widgets.text import Caption

_MOST_LINES = 6


class ClosingBar(QWidget):
    """Emits what is asked for; the page does it."""

    close_asked = Signal()
    reopen_asked = Signal()
    differences_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pill, self._words = Pill(), Caption()
        self.close_button = SecondaryButton("结账", self.close_asked.emit, tip="把这个月的报表原样存下")
        self.reopen = LinkButton("重新打开…", self.reopen_asked.emit)
        self.compare = LinkButton("看差异", self.differences_asked.emit)
        self.table = fixed_table(
            [
                Column("报表", lambda each: each.report, width=160),
                Column("哪一行", lambda each: each.line, width=0),
                Column("哪一栏", lambda each: each.column, width=180),
                Column("结账时", lambda each: each.then, width=110),
                Column("现在", lambda each: each.now, width=110),
            ]
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row(self._pill, self._words, None, self.compare, self.reopen, self.close_button))
        layout.addWidget(self.table)

    def show_month(self, month: str, held: ClosingRow | None, may: bool) -> None:
        """Say how a month stands."""
        self.table.hide()
        self._pill.show_state("未结账" if held is None else "已结账", Tone.NEUTRAL if held is None else Tone.GREEN)
        self._words.setText(
            f"{month} 还可能变动；结账后原样保存"
            if held is None
            else f"{held.closed_at[:16].replace('T', ' ')} {held.closed_by}结账，下面是结账时的报表"
        )
        self.close_button.setVisible(held is None)
        self.close_button.setEnabled(may)
        self.reopen.setVisible(held is not None and may)
        self.compare.setVisible(held is not None)

    def show_differences(self, found: Sequence[CellDifference]) -> None:
        """List what would come out otherwise today."""
        if not found:
            self._words.setText("今天再算，与结账时完全一致")
            return
        self._words.setText(f"今天再算，有 {len(found)} 处与结账时不同")
        self.table.show_rows(found)
        self.table.fit_rows(_MOST_LINES)
        self.table.show()
