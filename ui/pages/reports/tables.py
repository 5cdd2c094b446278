"""报表: every table that is handed in, shown as it will be printed, to be saved or printed; and the closing of the month."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QWidget

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.document import Document
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.reports import closing, commands
from dibao_desktop.reports.catalogue import REPORTS, Asked, Report, Span, report
from dibao_desktop.reports.documents import write_docx
from dibao_desktop.reports.due import STAGE, DueReport, due_reports
from dibao_desktop.reports.forms import Account, Filled, fill_account, write_form
from dibao_desktop.reports.leaving import let_out
from dibao_desktop.reports.periods import month_of
from dibao_desktop.reports.tables.campaign import MEASURES, campaign_counts
from dibao_desktop.reports.tables.month import cycle_day
from dibao_desktop.reports.workbooks import write_xlsx
from ui.pages.reports.closing_bar import ClosingBar
from ui.pages.reports.numbers import NumbersTable
from ui.pages.reports.period import PeriodPicker
from ui.preview import DocumentView
from ui.printing import print_on, print_pdf
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card, column, row
from ui.widgets.chooser import ToggleChip
from ui.widgets.dialogs import AskDialog
from ui.widgets.files import choose_target
from ui.widgets.page import Page, PageContext, PageHead
from ui.widgets.side_list import SideItem, SideList

_KINDS = {".xlsx": "工作簿 (*.xlsx)", ".pdf": "PDF (*.pdf)", ".docx": "Word (*.docx)"}
_ROSTER = "roster"
_LIST_WIDTH = 252


class TablesPage(Page):
    """The list at the left, the table at the right. A target is a report's name, or (name, month or day)."""

    NAME = "tables"
    TITLE = "报表"
    ICON = Icon.REPORTS
    LISTENS_TO = Changes.EVERYTHING
    HELP = (
        "左边选报表，右边就是印出来的样子；左右箭头换月份或日期，点日期可以直接输入。\n\n"
        "带“待出”的报表已经到期，打开就是当天的数，存出或打印后不再提醒。\n\n"
        "月末结账后，这个月的报表原样保存，以后档案怎么改，打开的还是结账时的报表；“看差异”列出今天再算会有哪些不同。"
        "\n\n每张表下面写明各项怎样统计、依据哪一条。"
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._document: Document | None = None
        self._due: dict[str, DueReport] = {}
        self.list = SideList()
        self.list.chosen.connect(self._choose)
        self.period = PeriodPicker(self.session.today())
        self.period.moved.connect(self._show_table)
        self.masked = ToggleChip("遮盖号码")
        self.masked.toggled.connect(lambda _on: self._show_table())
        self.view, self.numbers = DocumentView(), NumbersTable()
        self.as_numbers = ToggleChip("点数字看户")
        self.as_numbers.toggled.connect(lambda _on: self._show_table())
        self.numbers.opened.connect(lambda filters: self.go.emit("clearance", filters))
        self.closing = ClosingBar()
        self.closing.close_asked.connect(self._close)
        self.closing.reopen_asked.connect(self._ask_reopening)
        self.closing.differences_asked.connect(self._show_differences)
        self._build()

    def _build(self) -> None:
        self.workbook = PrimaryButton("存为工作簿", partial(self.ask_target, ".xlsx"), picture=Icon.WORKBOOK)
        self.pdf = SecondaryButton("存为 PDF", partial(self.ask_target, ".pdf"))
        self.word = SecondaryButton("存为 Word", partial(self.ask_target, ".docx"))
        self.paper = SecondaryButton("打印", self._ask_printer, picture=Icon.PRINT)
        self.accounts = SecondaryButton(
            "总结材料", self._open_accounts, picture=Icon.FILE, tip="阶段报告、清查总结，数字已填好"
        )
        self.needs(Permission.EXPORT, self.workbook, self.pdf, self.word, self.paper, self.accounts)
        self.menu_of_accounts = QMenu(self)
        for account in Account:
            self.menu_of_accounts.addAction(f"{account}（Word）").setData(account)
        self.menu_of_accounts.triggered.connect(lambda action: self.ask_account(action.data()))
        self.head = PageHead("报表", "", self.accounts, self.paper, self.word, self.pdf, self.workbook)
        left = Card(padded=False)
        left.setFixedWidth(_LIST_WIDTH)
        left.add(self.list, 1)
        self.shown = Card("报表")
        self.shown.add_to_head(self.as_numbers)
        self.shown.add_to_head(self.masked)
        self.shown.add_to_head(self.period)
        self.shown.add(self.closing)
        self.shown.add(self.view, 1)
        self.shown.add(self.numbers, 1)
        across = QWidget()
        layout = QHBoxLayout(across)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addLayout(column(left))
        layout.addLayout(row(self.shown), 1)
        self.body.addWidget(self.head)
        self.body.addWidget(across, 1)

    # Showing

    def refresh(self) -> None:
        waiting = due_reports(self.session.today())
        self._due = {each.name: each for each in waiting}
        self.head.set_note("待出：" + "；".join(each.title for each in waiting) if waiting else "没有到期未出的报表")
        items = [
            SideItem(each.name, each.title, pill="待出" if each.name in self._due else "", tone=Tone.AMBER)
            for each in REPORTS
        ]
        first = self.list.current_key() is None
        if first:
            self.period.choose(month_of(self.session.today(), cycle_day()))
        self.list.show_items(items, next((name for name in self._due if name != STAGE), None) if first else None)
        if first and waiting and waiting[0].name != STAGE:
            self.period.choose(waiting[0].of)
        self._show_table()

    def open_target(self, target: object) -> None:
        name, of = target if isinstance(target, tuple) else (target, "")
        if of:
            self.period.choose(str(of))
        self.list.choose(str(name))
        self._show_table()

    def _choose(self, name: object) -> None:
        due = self._due.get(str(name))
        if due is not None:
            self.period.choose(due.of)
        self._show_table()

    def _current(self) -> Report:
        return report(str(self.list.current_key()))

    def _asked(self) -> Asked:
        return Asked(
            self.period.month, self.period.day, self.scope.campaign_id, self.scope.village, self.masked.isChecked()
        )

    def _show_table(self) -> None:
        wanted = self._current()
        self.shown.set_title(wanted.title, wanted.about)
        self.period.set_span(wanted.span)
        self.masked.setVisible(wanted.name == _ROSTER)
        try:
            self._document = closing.report_document(wanted, self._asked())
        except KnownError as refused:
            self._document = None
            self.banner.say(refused.message, Tone.AMBER)
        else:
            self.banner.hide()
        for button in (self.workbook, self.pdf, self.word, self.paper):
            button.setEnabled(self._document is not None)
        self._show_document(wanted)
        self.closing.setVisible(wanted.of_book is not None)
        if wanted.of_book is not None:
            may = Permission.CONFIRM in self.session.actor.permissions
            self.closing.show_month(self.period.month, closing.closing_of(self.period.month), may)

    def _show_document(self, wanted: Report) -> None:
        """As it is printed; today's counts of a campaign also as numbers that can be pressed."""
        asked, measures = self._asked(), MEASURES.get(wanted.name)
        today = measures is not None and asked.as_of == self.session.today() and self._document is not None
        self.as_numbers.setVisible(today)
        pressed = today and self.as_numbers.isChecked()
        self.numbers.setVisible(pressed)
        self.view.setVisible(not pressed)
        if pressed and measures is not None:
            self.numbers.show_counts(measures, campaign_counts(asked.campaign, asked.as_of))
        else:
            self.view.show_document(self._document)

    # Handing out

    def ask_target(self, ending: str) -> None:
        """Ask where to; a roster with full numbers asks first what it is for."""
        if self._current().name == _ROSTER and not self.masked.isChecked():
            ask = partial(self._choose_target, ending)
            AskDialog(self, "含完整号码的名册", "用在哪里、交给谁", ask, hint="例如：报县民政局复核").open()
        else:
            self._choose_target(ending)

    def _choose_target(self, ending: str, reason: str = "") -> None:
        if self._document is not None:
            name = f"{self._document.name}_{self._of()}{ending}"
            choose_target(self, "保存报表", name, partial(self.write, reason=reason), kinds=_KINDS[ending])

    def write(self, path: Path, reason: str = "") -> None:
        """Write the table that is shown, as the ending says."""
        writers = {".xlsx": write_xlsx, ".docx": write_docx, ".pdf": print_pdf}
        document = self._document
        if document is None:
            return
        try:
            self._tell(document, reason)
            writers.get(path.suffix.lower(), write_xlsx)(document, path)
            self._made()
        except KnownError as refused:
            self.banner.say(refused.message, Tone.RED)
        else:
            self.said.emit(f"已保存 {path.name}")

    def _open_accounts(self) -> None:
        self.menu_of_accounts.popup(self.accounts.mapToGlobal(QPoint(0, self.accounts.height() + 2)))

    def ask_account(self, account: object) -> None:
        """Ask where to put 阶段报告 or 清查总结, its figures as of today; a stage that has ended is told as of its end."""
        due = self._due.get(STAGE) if account is Account.STAGE else None
        as_of = dt.date.fromisoformat(due.of) if due else self.session.today()
        try:
            campaign = self._asked().campaign
            filled = fill_account(Account(str(account)), campaign, as_of, self.context.office.folder)
        except KnownError as refused:
            self.banner.say(refused.message, Tone.AMBER)
            return
        if filled.remark:
            self.banner.say(filled.remark, Tone.AMBER)
        write = partial(self.write_account, filled, due)
        choose_target(self, f"保存{account}", f"{filled.name}.docx", write, kinds=_KINDS[".docx"])

    def write_account(self, filled: Filled, due: DueReport | None, path: Path) -> None:
        """Write an account; the one that was due is asked for no more."""
        try:
            write_form(filled, path)
            if due is not None:
                commands.record_made(self.session, due.name, due.of, due.title)
        except KnownError as refused:
            self.banner.say(refused.message, Tone.RED)
        else:
            self.said.emit(f"已保存 {path.name}")

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: self.print_on(printer))
        # Its own `open` wants a slot by name.
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Put the table that is shown on paper."""
        if self._document is None:
            return
        try:
            self._tell(self._document, "打印")
            pages = print_on(printer, self._document)
            self._made()
        except KnownError as refused:
            self.banner.say(refused.message, Tone.RED)
        else:
            self.said.emit(f"已送打印，共 {pages} 页")

    def _tell(self, document: Document, reason: str) -> None:
        wanted = self._current()
        if wanted.private:
            why = f"（用途：{reason.strip()}）" if reason.strip() else ""
            let_out(self.session, document.name + why, [], masked=wanted.name == _ROSTER and self.masked.isChecked())

    def _made(self) -> None:
        due = self._due.get(self._current().name)
        if due is not None and due.of == self._of():
            commands.record_made(self.session, due.name, due.of, due.title)

    def _of(self) -> str:
        span = self._current().span
        if span is Span.MONTH:
            return self.period.month
        return self.session.today().isoformat() if span is Span.NOW else self.period.day.isoformat()

    # Closing

    def _close(self) -> None:
        try:
            kept = commands.close_month(self.session, self.period.month)
        except KnownError as refused:
            self.banner.say(refused.message, Tone.RED)
        else:
            self.said.emit(f"已结账，存下 {kept} 张报表")

    def _ask_reopening(self) -> None:
        AskDialog(self, "重新打开已结账的月份", "理由", self._reopen, many_lines=True).open()

    def _reopen(self, reason: str) -> None:
        try:
            commands.reopen_month(self.session, self.period.month, reason)
        except KnownError as refused:
            self.banner.say(refused.message, Tone.RED)

    def _show_differences(self) -> None:
        self.closing.show_differences(closing.closing_differences(self.period.month))
