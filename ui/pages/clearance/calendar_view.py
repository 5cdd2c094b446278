"""核查日历: when households are verified next, what happened in families, and the registers that follow from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.queries import DeathRow, EventRow, GradualRow, NextCheckListing
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import parse_yuan, short_yuan
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.session import Session
from dibao_desktop.storage.listing import Search
from ui.models.table import PagedTable, fixed_table
from ui.pages.clearance.calendar_columns import (
    age_columns,
    check_columns,
    death_columns,
    event_columns,
    gradual_columns,
)
from ui.pages.clearance.month import MonthCard
from ui.theme import tokens
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.dialogs import AskDialog, ConfirmDialog
from ui.widgets.side_list import SideItem, SideList
from ui.widgets.text import Caption, Line, Strong

_WIDE = 940
_CHECKS, _EVENTS, _DEATHS, _GRADUAL, _AGES = "checks", "events", "deaths", "gradual", "ages"
_NAMES = {
    _CHECKS: "定期核查到期名单",
    _EVENTS: "待办变动",
    _DEATHS: "死亡核减台账",
    _GRADUAL: "渐退台账",
    _AGES: "年龄名单",
}
_HINTS = {
    _CHECKS: "按上次入户调查和方案的间隔推算，逾期的排在最前。",
    _EVENTS: "现发金额不会自己改变：在清查中核算、决定后才改，或在这里写明怎样办结。",
    _DEATHS: "死亡次月起应停发；按死亡人员平均的一份计算应追回金额。",
    _GRADUAL: "期满的下一个月起停发。",
    _AGES: "本月和下月满 18、60、80 周岁的成员，以及 6、7 月可能毕业离校的在校学生。",
}


class CalendarView(QWidget):
    """Emits `opened(household id)` for a row that is opened, `left()` to go back to the work list."""

    opened = Signal(int)
    left = Signal()
    refused = Signal(str)
    export_asked = Signal()
    said = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._village, self._filters = session, "", {}
        self._rows: dict[str, Sequence[object]] = {}
        self.lists = SideList()
        self.month = MonthCard()
        self.checks = PagedTable(NextCheckListing(), check_columns(session.today), two_lines=True)
        self.tables: dict[str, PagedTable] = {
            _CHECKS: self.checks,
            _EVENTS: fixed_table(event_columns(session.today), two_lines=True),
            _DEATHS: fixed_table(death_columns(), two_lines=True),
            _GRADUAL: fixed_table(gradual_columns(), two_lines=True),
            _AGES: fixed_table(age_columns(), two_lines=True),
        }
        self.stack = QStackedWidget()
        self.title, self.hint = Strong(), Caption("", wrap=True)
        self.all = LinkButton("全部", lambda: self.show_checks({}), small=True)
        self.open_button = SecondaryButton("打开档案", self._open)
        self.settle_button = SecondaryButton("办结…", self.ask_settled)
        self.recover_button = SecondaryButton("登记追回…", self.ask_recovered)
        self.end_button = SecondaryButton("期满停保…", self.ask_ended, tip="渐退期已满的户停保，不再发放")
        self.export_button = SecondaryButton("导出…", self.export_asked.emit, tip="导出这张表")
        self._build()
        self.lists.chosen.connect(self._turn)
        self.month.month_chosen.connect(self._month_chosen)
        self.month.day_chosen.connect(lambda day: self.show_checks({"day": day}))
        for table in self.tables.values():
            table.row_opened.connect(lambda _id: self._open())

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GAP)
        left = Card(padded=False)
        left.setFixedWidth(168)
        left.add(self.lists, 1)
        left.add(Line())
        foot = row(None, LinkButton("返回办理", self.left.emit, small=True), None)
        foot.setContentsMargins(8, 8, 8, 8)
        left.add(foot)
        card = Card(padded=False)
        own = (self.settle_button, self.recover_button, self.end_button)
        buttons = (*own, self.export_button, self.open_button)
        head = row(self.title, self.all, None, *buttons)
        head.setContentsMargins(12, 10, 10, 4)
        card.add(head)
        below = row(self.hint)
        below.setContentsMargins(12, 0, 10, 8)
        card.add(below)
        card.add(Line())
        for table in self.tables.values():
            self.stack.addWidget(table)
        card.add(self.stack, 1)
        self.month.setFixedWidth(330)
        layout.addWidget(left)
        layout.addWidget(card, 1)
        layout.addWidget(self.month)

    # Showing

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a small window the list has the room of the month."""
        self.month.setVisible(self.key == _CHECKS and self.width() >= _WIDE)

    @property
    def key(self) -> str:
        """Which list is shown."""
        return str(self.lists.current_key() or _CHECKS)

    def show_village(self, village: str) -> None:
        """Read everything again, of one village (its name) or of the whole town."""
        self._village = village
        today = self._session.today()
        self._rows = {
            _EVENTS: queries.open_events(village),
            _DEATHS: queries.deaths(today, village),
            _GRADUAL: queries.gradual_exits(today, village),
            _AGES: dossiers.age_list(today, village),
        }
        for key, rows in self._rows.items():
            self.tables[key].show_rows(rows)
        due = queries.checks_due(today.isoformat(), village)
        items = [SideItem(_CHECKS, "核查到期", pill=str(due or ""), tone=Tone.RED)]
        words = {_EVENTS: "待办变动", _DEATHS: "死亡核减", _GRADUAL: "渐退", _AGES: "年龄名单"}
        items += [SideItem(key, words[key], pill=str(len(self._rows[key]) or ""), tone=Tone.BLUE) for key in words]
        self.lists.show_items(items, current=self.key)
        self._show_month(self.month.month if self._filters.get("month") or self._filters.get("day") else "")
        self._turn(self.key)

    def _show_month(self, month: str) -> None:
        today = self._session.today()
        shown = month or today.isoformat()[:7]
        self.month.show_month(shown, queries.checks_by_day(shown, self._village), today)

    def _month_chosen(self, month: str) -> None:
        self._show_month(month)
        self.show_checks({"month": month})

    def show_checks(self, filters: dict[str, str]) -> None:
        """Show the households due on a day, in a month, or all."""
        self._filters = filters
        self._turn(_CHECKS)

    def _turn(self, key: object) -> None:
        """Show one of the lists."""
        shown = str(key)
        self.stack.setCurrentWidget(self.tables[shown])
        self._fit()
        self.settle_button.setVisible(shown == _EVENTS)
        self.recover_button.setVisible(shown == _DEATHS)
        self.end_button.setVisible(shown == _GRADUAL)
        self.all.setVisible(shown == _CHECKS and bool(self._filters))
        hint = _HINTS[shown]
        if shown == _CHECKS:
            self.checks.show_search(Search(filters={**self._filters, "village": self._village}))
            unknown = queries.never_checked(self._village)
            hint += f"另有 {unknown} 户没有入户记录，查过一次后才能推算。" if unknown else ""
        count = len(self.checks.paged.ids) if shown == _CHECKS else len(self._rows.get(shown, ()))
        where = self._filters.get("day") or self._filters.get("month") or ""
        self.title.setText(f"{where} {count} 户".strip() if shown == _CHECKS else f"{count} 条")
        self.hint.setText(hint)

    def shown_list(self) -> tuple[str, tuple[str, ...], list[tuple[str, ...]]]:
        """Name, head and lines of the list that is shown, for a workbook."""
        table = self.tables[self.key]
        columns = table.shown_columns()
        return _NAMES[self.key], tuple(column.title for column in columns), list(table.paged.texts(columns))

    # Acting

    def _current(self) -> object | None:
        table = self.tables[self.key]
        place = table.current_id()
        if place is None:
            return None
        return place if self.key == _CHECKS else self._rows[self.key][place]

    def _open(self) -> None:
        found = self._current()
        if isinstance(found, DeathRow):
            found = found.event
        id_ = found if isinstance(found, int) else getattr(found, "household_id", None)
        if isinstance(id_, int):
            self.opened.emit(id_)
        else:
            self.refused.emit("请先在列表中选择一户。")

    def ask_settled(self) -> None:
        """Ask how the chosen event was settled."""
        event = self._current()
        if not isinstance(event, EventRow):
            self.refused.emit("请先在列表中选择一条变动。")
            return
        AskDialog(
            self,
            f"办结变动：{event.kind}，{event.person_name}",
            "怎样办结（写明不改金额的理由，或在哪里办的）",
            lambda how: self._try(lambda: commands.settle_event(self._session, event.id, how), "变动已办结"),
            yes="办结",
        ).open()

    def ask_recovered(self) -> None:
        """Ask how much was got back altogether."""
        death = self._current()
        if not isinstance(death, DeathRow):
            self.refused.emit("请先在列表中选择一行。")
            return
        AskDialog(
            self,
            f"登记追回：{death.event.person_name}",
            "到今天为止共追回多少元",
            lambda text: self._recovered(death, text),
            text=short_yuan(death.over_fen),
            yes="登记",
        ).open()

    def ask_ended(self) -> None:
        """Ask whether the chosen household, whose 渐退期 is over, is to be closed."""
        leaving = self._current()
        if not isinstance(leaving, GradualRow):
            self.refused.emit("请先在列表中选择一户。")
            return
        end = leaving.household_id
        ConfirmDialog(
            self,
            "渐退期满停保",
            f"{leaving.head_name}（档案号 {leaving.number}）的渐退金发放到 {leaving.exit.last_month}，期满停保？",
            lambda: self._try(lambda: commands.end_gradual_exit(self._session, end), "已期满停保"),
            yes="停保",
        ).open()

    def _recovered(self, death: DeathRow, text: str) -> None:
        try:
            fen = parse_yuan(text)
        except ValueError:
            fen = None
        if fen is None:
            self.refused.emit(f"“{text}”不是金额，请按“元”填写，例如 336 或 336.50。")
            return
        today: dt.date = self._session.today()
        self._try(lambda: commands.record_recovery(self._session, death.event.id, fen, today), "追回金额已登记")

    def _try(self, act: Callable[[], object], words: str) -> None:
        try:
            act()
        except KnownError as refused:
            self.refused.emit(refused.message)
            return
        self.show_village(self._village)
        self.said.emit(words)
