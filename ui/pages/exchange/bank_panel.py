"""Paying out a month: what goes to the bank, what changed against the month before, what came back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dibao_desktop.domain.document import Document
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import capital_yuan, yuan
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.exchange.bank.lists import export_ledger, export_payments
from dibao_desktop.exchange.bank.months import MonthComparison, PayChange, compare_months, month_before
from dibao_desktop.exchange.bank.papers import pay_changes_paper, returned_paper
from dibao_desktop.exchange.bank.returned import Returned, returned_payments
from dibao_desktop.exchange.bank.signing import signature_sheet
from dibao_desktop.exchange.bank.standard import standard_paper
from dibao_desktop.matching.queries import policy_in_use
from dibao_desktop.reports.leaving import let_out
from ui.models.cells import PillCell, Toned, TwoLines
from ui.models.column import Align, Column
from ui.models.table import fixed_table
from ui.printing import print_pdf
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.chooser import Chooser, FilterChip
from ui.widgets.dialogs import AskDialog
from ui.widgets.files import choose_target
from ui.widgets.page import PageContext
from ui.widgets.segments import Segments
from ui.widgets.stat import StatCard, StatRow
from ui.widgets.text import Caption

_MONTHS = 13


class BankPanel(QWidget):
    """Emits `told(sentence, tone)` and `go(page, target)`."""

    told = Signal(str, object)
    go = Signal(str, object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._changes: list[PayChange] = []
        self._found: MonthComparison | None = None
        self._returned: list[Returned] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self.month, self.village = Chooser("月份"), Chooser("范围", width_limit=190)
        self.month.chosen.connect(lambda _month: self.show_month())
        self.list_button = PrimaryButton("代发清单…", self._ask_list, picture=Icon.EXPORT)
        self.sign_button = SecondaryButton("签字表…", self._ask_sheet, picture=Icon.PRINT)
        self.standard_button = SecondaryButton(
            "提标测算…", self._ask_day, tip="新标准执行前，逐户列出调整前后的金额；只作测算，不改金额"
        )
        self.ledger_button = SecondaryButton("台账…", self._ask_reason, picture=Icon.EXPORT)
        layout.addLayout(
            row(
                self.month,
                self.village,
                None,
                self.standard_button,
                self.ledger_button,
                self.sign_button,
                self.list_button,
                spacing=8,
            )
        )
        self.before, self.now = StatCard("上月应发"), StatCard("本月应发")
        self.differs, self.open = StatCard("变动"), StatCard("没有依据", door=True)
        self.open.clicked.connect(lambda: self.which.choose("open"))
        layout.addWidget(StatRow(self.before, self.now, self.differs, self.open))
        self.segments = Segments([("changes", "与上月比"), ("returned", "银行退回")])
        self.segments.chosen.connect(self._show_table)
        self.which = FilterChip([("", "全部变动"), ("open", "没有依据")])
        self.which.chosen.connect(lambda _which: self._show_changes())
        self.paper_button = SecondaryButton("打印这张表…", self._ask_paper, picture=Icon.PRINT)
        layout.addLayout(row(self.segments, self.which, None, self.paper_button, spacing=8))
        self.changes = fixed_table(_change_columns(), two_lines=True)
        self.changes.row_opened.connect(lambda place: self._open(self._changes[place].number))
        self.returned = fixed_table(_returned_columns(), two_lines=True)
        self.returned.row_opened.connect(lambda place: self._open(self._returned[place].number))
        self._tables = QStackedWidget()
        for table in (self.changes, self.returned):
            self._tables.addWidget(table)
        card = Card(padded=False)
        card.add(self._tables, 1)
        layout.addWidget(card, 1)
        layout.addWidget(Caption("双击一户打开档案。银行的代发结果从“收进来”导入并运行比对后，退回的户列在这里。"))

    def show_villages(self, names: list[str], scope: str) -> None:
        """Offer the villages and months, and read."""
        self.village.set_choices([("", "全部村"), *((name, name) for name in names)], scope)
        months = [self._context.session.today().isoformat()[:7]]
        while len(months) < _MONTHS:
            months.append(month_before(months[-1]))
        self.month.set_choices([(each, each) for each in months], self.month.value())
        if self.isVisible():
            self.show_month()

    def showEvent(self, event: object) -> None:
        """What is not seen is not worked out."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.show_month()

    def show_month(self) -> None:
        """Compare the chosen month with the one before, as a job."""
        month = str(self.month.value() or "")
        if not month:
            return
        self._context.runner.run(
            lambda _progress: (compare_months(month), returned_payments()),
            on_done=self._show,
            on_failed=lambda words: self.told.emit(words, Tone.RED),
            title="正在核对发放",
        )

    def _show(self, read: tuple[MonthComparison, list[Returned]]) -> None:
        found, self._returned = read
        self._found = found
        self.before.set_figure(yuan(found.before_fen), f"{found.before}，{found.before_households} 户")
        self.now.set_figure(yuan(found.after_fen), f"{found.after}，{found.after_households} 户")
        self.now.setToolTip(capital_yuan(found.after_fen))
        self.differs.set_figure(str(len(found.changes)), f"{yuan(found.after_fen - found.before_fen)} 元")
        unexplained = len(found.unexplained)
        note = "户，发放前要核对" if unexplained else "每一处都有依据"
        self.open.set_figure(str(unexplained), note, Tone.RED if unexplained else Tone.GREEN)
        waiting = sum(not each.verdict for each in self._returned)
        self.segments.set_words("changes", f"与上月比 {len(found.changes)}")
        self.segments.set_words("returned", f"银行退回 {waiting}" if waiting else "银行退回")
        self.returned.show_rows(tuple(self._returned))
        self._show_changes()

    def _show_changes(self) -> None:
        found = self._found
        if found is not None:
            wanted = found.unexplained if self.which.value() == "open" else found.changes
            self._changes = sorted(wanted, key=lambda change: bool(change.ground))
            self.changes.show_rows(tuple(self._changes))

    def _show_table(self, which: object) -> None:
        self._tables.setCurrentWidget(self.changes if which == "changes" else self.returned)
        self.which.setVisible(which == "changes")

    def _open(self, number: str) -> None:
        household = dossiers.household_id(number)
        if household is not None:
            self.go.emit("dossiers", household)

    # Writing

    def _ask_list(self) -> None:
        name = f"代发清单_{self.village.words()}_{self.month.value()}.xlsx"
        choose_target(self, "保存代发清单", name, self.export_list)

    def export_list(self, out: Path) -> None:
        """The list for the bank; who cannot be paid yet is left out and named."""
        month, village = str(self.month.value()), str(self.village.value() or "") or None
        try:
            done = export_payments(self._context.session, out, month, village, partial=True)
        except KnownError as error:
            self.told.emit(error.message, Tone.RED)
            return
        words = f"已导出 {done.households} 户 {yuan(done.total_fen)} 元，账号校验和 {done.control}：{out}"
        if done.left_out:
            first, why = done.left_out[0]
            words += (
                f"。没有列入 {len(done.left_out)} 户（{first.number} {first.head_name}{why}），更正账号后另行补发。"
            )
        self.told.emit(words, Tone.AMBER if done.left_out else Tone.GREEN)

    def _ask_day(self) -> None:
        AskDialog(self, "提标测算", "新标准从哪一天执行", self.take_day, hint="如 2018-01-01").open()

    def take_day(self, written: str) -> None:
        """Ask where the comparison goes that a day was typed for."""
        try:
            day = dt.date.fromisoformat(written.strip())
        except ValueError:
            self.told.emit(f"“{written}”不是日期，请写成 2018-01-01 这样。", Tone.AMBER)
            return
        today = self._context.session.today()
        self._ask_where(lambda: standard_paper(policy_in_use(), today, day), f"标准调整前后对照表_{day}.pdf")

    def _ask_reason(self) -> None:
        AskDialog(self, "导出台账", "用途（用在哪里、交给谁）", self._ask_ledger, hint="如：报县民政局核对").open()

    def _ask_ledger(self, reason: str) -> None:
        choose_target(
            self, "保存台账", f"低保台账_{self.village.words()}.xlsx", lambda out: self.export_ledger(out, reason)
        )

    def export_ledger(self, out: Path, reason: str) -> None:
        """台账, a line a household."""
        try:
            done = export_ledger(self._context.session, out, reason, str(self.village.value() or "") or None)
        except KnownError as error:
            self.told.emit(error.message, Tone.RED)
            return
        self.told.emit(f"已导出 {done.households} 户：{out}", Tone.GREEN)

    def _ask_sheet(self) -> None:
        month, village = str(self.month.value()), str(self.village.value() or "")
        self._ask_where(lambda: signature_sheet(month, village), f"发放签字表_{self.village.words()}_{month}.pdf")

    def _ask_paper(self) -> None:
        month = str(self.month.value())
        if self.segments.value() == "changes":
            self._ask_where(lambda: pay_changes_paper(month), f"发放变动核对表_{month}.pdf")
        else:
            self._ask_where(returned_paper, "代发退回清单.pdf")

    def _ask_where(self, make: Callable[[], Document], name: str) -> None:
        choose_target(self, "保存", name, lambda out: self.print_paper(make, out), kinds="PDF (*.pdf)")

    def print_paper(self, make: Callable[[], Document], out: Path) -> None:
        """Write a paper as PDF."""
        try:
            paper = make()
            let_out(self._context.session, paper.name, [])
            pages = print_pdf(paper, out)
        except KnownError as error:
            self.told.emit(error.message, Tone.RED)
            return
        self.told.emit(f"已存成 {pages} 页：{out}", Tone.GREEN)


def _change_columns() -> list[Column[PayChange]]:
    return [
        Column("户", lambda each: TwoLines(each.head_name, f"{each.village} {each.number}"), width=160),
        Column("变动", lambda each: PillCell(each.what, Tone.BLUE if each.change_fen > 0 else Tone.AMBER), width=84),
        Column("上月", lambda each: yuan(each.before_fen), Align.RIGHT, width=100),
        Column("本月", lambda each: yuan(each.after_fen), Align.RIGHT, width=100),
        Column("差额", lambda each: yuan(each.change_fen), Align.RIGHT, width=100),
        Column(
            "依据",
            lambda each: each.ground or Toned("没有找到依据，请核对", Tone.RED, False),
            width=0,
            tooltip=lambda each: each.ground,
        ),
    ]


def _returned_columns() -> list[Column[Returned]]:
    tones = {"待更正账号": Tone.RED, "账号已改，待补发": Tone.AMBER, "已核实": Tone.GREEN}
    return [
        Column("户", lambda each: TwoLines(each.head_name, f"{each.village} {each.number}"), width=160),
        Column("银行答复", lambda each: each.result, width=0, tooltip=lambda each: each.source),
        Column("开户银行", lambda each: each.bank, width=120),
        Column("当时的账号", lambda each: each.told_account, width=190),
        Column("现在的账号", lambda each: each.account_no, width=190),
        Column("状态", lambda each: PillCell(each.state, tones[each.state]), width=144),
    ]
