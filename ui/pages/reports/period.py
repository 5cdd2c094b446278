"""Which month or day a table is of: back, on, typed, or the present one."""

from __future__ import annotations

import datetime as dt
import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dibao_desktop.domain.dates import add_months
from dibao_desktop.reports.catalogue import Span
from ui.theme.icons import Icon
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.dialogs import AskDialog

_MONTH = re.compile(r"(\d{4})[-年.]?(\d{1,2})月?")


class PeriodPicker(QWidget):
    """Emits `moved` when another month or day is chosen; shows nothing for a table that is of now."""

    moved = Signal()

    def __init__(self, today: dt.date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._span, self._today = Span.MONTH, today
        self.day, self.month = today, today.isoformat()[:7]
        self._words = LinkButton("", self._ask, tip="点这里直接输入")
        self._back = IconButton(Icon.BACK, "往前", lambda: self._move(-1))
        self._on = IconButton(Icon.FORWARD, "往后", lambda: self._move(1))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self._back, self._words, self._on):
            layout.addWidget(widget)

    def set_span(self, span: Span) -> None:
        """Step by months or by days."""
        self._span = span
        self.setVisible(span is not Span.NOW)
        self._show()

    def choose(self, of: str) -> None:
        """Take a month (2017-06) or a day (2017-06-30) without telling."""
        if len(of) == len("2017-06"):
            self.month = of
        else:
            self.day = dt.date.fromisoformat(of)
        self._show()

    def _move(self, steps: int) -> None:
        if self._span is Span.MONTH:
            self.month = add_months(dt.date.fromisoformat(f"{self.month}-01"), steps).isoformat()[:7]
        else:
            self.day += dt.timedelta(days=steps)
        self._show()
        self.moved.emit()

    def _show(self) -> None:
        if self._span is Span.MONTH:
            self._words.setText(f"{int(self.month[:4])}年{int(self.month[5:])}月")
            return
        self._words.setText(
            "今天" if self.day == self._today else f"{self.day.year}年{self.day.month}月{self.day.day}日"
        )

    def _ask(self) -> None:
        if self._span is Span.MONTH:
            AskDialog(self.window(), "选择月份", "月份", self._take_month, text=self.month, hint="例如 2017-06").open()
        else:
            text = self.day.isoformat()
            AskDialog(
                self.window(), "选择日期", "统计到哪一天", self._take_day, text=text, hint="例如 2017-06-30"
            ).open()

    def _take_month(self, written: str) -> None:
        found = _MONTH.fullmatch(written.strip())
        if found and 1 <= int(found[2]) <= 12:
            self.choose(f"{found[1]}-{int(found[2]):02d}")
            self.moved.emit()

    def _take_day(self, written: str) -> None:
        try:
            self.choose(dt.date.fromisoformat(written.strip()).isoformat())
        except ValueError:
            return
        self.moved.emit()
