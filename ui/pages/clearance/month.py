"""One month as a calendar of counts: each number is a door to the households of that day."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from dibao_desktop.domain.dates import add_months
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import IconButton, LinkButton
from ui.widgets.card import Card, clear, column, row
from ui.widgets.text import Caption, Label, SectionTitle

_WEEKDAYS = "一二三四五六日"
_CELL, _NUMBER_HEIGHT = 42, 22


class MonthCard(Card):
    """Emits `month_chosen(2026-11)` and `day_chosen(2026-11-21)`."""

    month_chosen = Signal(str)
    day_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._first = dt.date(2000, 1, 1)
        self._title = SectionTitle()
        self.add(
            row(
                IconButton(Icon.BACK, "上个月", lambda: self._move(-1)),
                self._title,
                IconButton(Icon.FORWARD, "下个月", lambda: self._move(1)),
                None,
                LinkButton("全月", lambda: self.month_chosen.emit(self.month), small=True),
            )
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(8)
        for place in range(7):
            self._grid.setColumnMinimumWidth(place, _CELL)
        self.add(self._grid)
        self.body.addStretch(1)

    @property
    def month(self) -> str:
        """The month shown, `2026-11`."""
        return self._first.isoformat()[:7]

    def show_month(self, month: str, counts: Mapping[str, int], today: dt.date) -> None:
        """Show a month with how many households are due on each day (ISO)."""
        self._first = dt.date.fromisoformat(f"{month}-01")
        total = sum(counts.values())
        self._title.setText(f"{self._first.year}年{self._first.month}月" + (f"　{total} 户" if total else ""))
        clear(self._grid)
        for place, name in enumerate(_WEEKDAYS):
            self._grid.addWidget(Caption(name), 0, place, Qt.AlignmentFlag.AlignHCenter)
        for line, week in enumerate(calendar.Calendar().monthdatescalendar(self._first.year, self._first.month), 1):
            for place, day in enumerate(week):
                if day.month == self._first.month:
                    self._grid.addLayout(self._cell(day, counts.get(day.isoformat(), 0), today), line, place)

    def _cell(self, day: dt.date, count: int, today: dt.date) -> QLayout:
        number = Label(str(day.day), tone=Tone.BLUE) if day == today else Caption(str(day.day))
        number.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        iso = day.isoformat()
        door: QWidget = Caption(" ")
        if count:
            words = "逾期未查" if day < today else "到期"
            door = LinkButton(f"{count} 户", lambda: self.day_chosen.emit(iso), small=True, tip=f"{iso} {words}")
        number.setFixedHeight(_NUMBER_HEIGHT)
        cell = column(number, spacing=0)
        cell.addWidget(door, 0, Qt.AlignmentFlag.AlignHCenter)
        return cell

    def _move(self, months: int) -> None:
        self._first = add_months(self._first, months)
        self.month_chosen.emit(self.month)
