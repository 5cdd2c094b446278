"""The holidays and make-up days of a year: what the program knows, and the office's own table where it does not."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from dibao_desktop.domain.dates import HolidayTable, announced_holidays, holidays_known
from dibao_desktop.domain.holidays import holiday_lines, read_holidays
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.chooser import FilterChip
from ui.widgets.pill import Pill
from ui.widgets.text import Caption, Label, Soft

_HOW = (
    "一行一天或一段，例如“2027-10-01 休”“2027-10-01至2027-10-07 休”“2027-10-10 班”；"
    "也可以把放假通知里的句子整段粘贴进来，例如“国庆节：10月1日至7日放假调休，9月26日上班”。平常的双休日不用写。"
)


class HolidaysView(QWidget):
    """Emits `save_asked(year, HolidayTable)`; an empty table takes the office's own away."""

    save_asked = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own: Mapping[int, HolidayTable] = {}
        self._may, self._shown = False, ""
        self.year = FilterChip()
        self.state = Pill()
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("节假日和调休")
        self.text.setMinimumHeight(260)
        self.read_as, self.problem = Caption(), Label("", wrap=True, tone=Tone.RED)
        self.save = PrimaryButton("保存", self._save)
        self.forget = LinkButton("改回随程序的表", self._forget, small=True)
        card = Card("节假日和调休")
        card.add(row(self.year, self.state, None, self.forget))
        card.add(Soft(_HOW, wrap=True))
        card.add(self.text, 1)
        card.add(self.problem)
        card.add(row(self.read_as, None, self.save))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        self.year.chosen.connect(self._show_year)
        self.text.textChanged.connect(self._tell)

    @property
    def dirty(self) -> bool:
        """Whether something was typed and not saved."""
        return self._may and self.text.toPlainText() != self._shown

    def show_tables(self, own: Mapping[int, HolidayTable], this_year: int, may: bool) -> None:
        """Show the tables of the office; what was typed and not saved stays."""
        typed = self.text.toPlainText() if self.dirty else None
        self._own, self._may = own, may
        years = sorted({this_year - 1, this_year, this_year + 1, this_year + 2, *own})
        wanted = self.year.value() if self.year.value() in years else _first_unknown(own, this_year)
        self.year.set_choices([(year, f"{year} 年") for year in years], wanted)
        self._show_year()
        if typed is not None:
            self.text.setPlainText(typed)

    def _show_year(self, _year: object = None) -> None:
        year = self._year()
        own = self._own.get(year)
        table = own or announced_holidays(year)
        if own:
            self.state.show_state("本单位录入", Tone.GREEN)
        elif holidays_known(year):
            self.state.show_state("随程序", Tone.BLUE)
        else:
            self.state.show_state("还没有，按周一至周五推算", Tone.AMBER)
        self.forget.setVisible(bool(own) and self._may)
        self.text.setReadOnly(not self._may)
        self._shown = holiday_lines(table)
        self.text.setPlainText(self._shown)
        self._tell()

    def _year(self) -> int:
        value = self.year.value()
        return value if isinstance(value, int) else 0

    def _tell(self) -> None:
        found = read_holidays(self.text.toPlainText(), self._year())
        self.read_as.setText(f"读到：休息 {len(found.table.rest)} 天，上班 {len(found.table.work)} 天")
        self.problem.setText("\n".join(found.problems[:4]))
        self.problem.setVisible(bool(found.problems))
        self.save.setVisible(self._may)
        why = "先改正上面说明的地方" if found.problems else "没有要保存的修改"
        self.save.allow(self.dirty and not found.problems, why)

    def _save(self) -> None:
        self.save_asked.emit(self._year(), read_holidays(self.text.toPlainText(), self._year()).table)

    def _forget(self) -> None:
        self.save_asked.emit(self._year(), HolidayTable())

    def settle(self) -> None:
        """What stands there is saved."""
        self._shown = self.text.toPlainText()
        self._tell()


def _first_unknown(own: Mapping[int, HolidayTable], this_year: int) -> int:
    """The next year that nobody has told of, when it is near; else this one."""
    waiting = this_year + 1
    return this_year if waiting in own or holidays_known(waiting) else waiting
