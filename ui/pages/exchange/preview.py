"""The second step: what each file is, what taking it in would change, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from dibao_desktop.domain.applied import Difference
from dibao_desktop.domain.problems import Problem
from dibao_desktop.exchange.problem_kinds import problem_kind
from ui.models.table import PagedTable, fixed_table
from ui.pages.exchange.columns import difference_columns, preview_columns
from ui.pages.exchange.reading import FilePreview, Preview
from ui.pages.exchange.rows import NEW, OPEN, SAME, WRONG
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card, clear, row
from ui.widgets.chooser import FilterChip
from ui.widgets.dialogs import AskDialog, Dialog
from ui.widgets.pill import Pill
from ui.widgets.side_list import SideItem, SideList
from ui.widgets.stat import StatCard
from ui.widgets.text import Caption, ElidedLabel, Label, Line, PageTitle

# More than these are read in the error workbook, not on the screen.
_SHOWN_PROBLEMS = 30


class PreviewView(QWidget):
    """Emits `taken(partial)`, `left`, `errors_wanted`, `heads_wanted` and `mended(file, sheet, cell, text)`."""

    heads_wanted = Signal()
    mended = Signal(object, str, str, str)
    taken = Signal(bool)
    left = Signal()
    errors_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preview: Preview | None = None
        self._file: FilePreview | None = None
        self._status = ""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self._title_line())
        layout.addLayout(self._stat_line())
        layout.addLayout(self._middle(), 1)
        layout.addLayout(self._foot())

    # Building

    def _title_line(self) -> QHBoxLayout:
        self._title, self._kind, self._how = PageTitle(), Pill(), ElidedLabel(role="caption")
        line = row(self._title, self._kind, spacing=12)
        line.addWidget(self._how, 1)
        self.heads_button = SecondaryButton("列的对应…", self.heads_wanted.emit, tip="看每一列认成什么，认错的改一次")
        line.addWidget(self.heads_button)
        return line

    def _stat_line(self) -> QHBoxLayout:
        self.new, self.changed = StatCard("将新增", door=True), StatCard("将变更", door=True)
        self.same, self.wrong = StatCard("相同", door=True), StatCard("有错误", door=True)
        self.total = StatCard("与文件合计")
        self.changed.clicked.connect(self._show_differences)
        for card, status in ((self.new, NEW), (self.same, SAME), (self.wrong, WRONG)):
            card.clicked.connect(partial(self._toggle_status, status))
        line = QHBoxLayout()
        line.setSpacing(12)
        for card in (self.new, self.changed, self.same, self.wrong, self.total):
            line.addWidget(card, 1)
        return line

    def _middle(self) -> QHBoxLayout:
        self.files = SideList()
        self.files.chosen.connect(self._choose_file)
        self._files_card = Card(padded=False)
        self._files_card.setFixedWidth(206)
        self._files_card.add(self.files, 1)
        self._rows_card = Card(padded=False)
        self.table: PagedTable = fixed_table([])
        self._rows_card.add(self.table, 1)
        self._problems_card = Card("问题")
        self._problems_card.setFixedWidth(272)
        self._problems_card.body.setContentsMargins(18, 14, 8, 14)
        holder = QWidget()
        self._problems = QVBoxLayout(holder)
        self._problems.setContentsMargins(0, 0, 10, 0)
        self._problems.setSpacing(6)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(holder)
        area.viewport().setAutoFillBackground(False)
        holder.setAutoFillBackground(False)
        self.problem_kind = FilterChip([("", "全部")])
        self.problem_kind.chosen.connect(self._filter_problems)
        self._problems_card.add(row(self.problem_kind, None))
        self._problems_card.add(area, 1)
        self.errors_button = SecondaryButton(
            "存成错误表…", self.errors_wanted.emit, picture=Icon.SAVE, tip="原样，标红加批注"
        )
        self._problems_card.add(row(self.errors_button, None))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._files_card)
        line.addWidget(self._rows_card, 1)
        line.addWidget(self._problems_card)
        return line

    def _foot(self) -> QHBoxLayout:
        self.back_button = SecondaryButton("上一步", self.left.emit, picture=Icon.BACK)
        self._promise = Caption()
        self.take_button = PrimaryButton("导入", self._take)
        return row(self.back_button, self._promise, None, self.take_button)

    # Showing

    def show_preview(self, preview: Preview) -> None:
        """Show all files, the first one with an error chosen."""
        self._preview = preview
        items = [
            SideItem(
                place,
                each.file.path.name,
                pill=f"{each.outcome.rejected} 错" if each.outcome.rejected else f"{each.good:,}",
                tone=Tone.RED if each.outcome.rejected else Tone.NEUTRAL,
            )
            for place, each in enumerate(preview.files)
        ]
        first = next((place for place, each in enumerate(preview.files) if each.outcome.rejected), 0)
        self.files.show_items(items, first)
        self._files_card.setVisible(len(items) > 1)
        self._show_file(preview.files[first])
        units = {each.unit for each in preview.files}
        unit = units.pop() if len(units) == 1 else "项"
        some = "无误的 " if preview.rejected else " "
        self.take_button.setText(f"导入{some}{preview.good:,} {unit}")
        self.take_button.setEnabled(preview.good > 0)
        self.take_button.setFocus()
        self._promise.setText(_promise(preview, unit))

    def _choose_file(self, place: object) -> None:
        if self._preview is not None and isinstance(place, int):
            self._show_file(self._preview.files[place])

    def _show_file(self, shown: FilePreview) -> None:
        self._file = shown
        outcome, unit = shown.outcome, shown.unit
        self._title.setText(f"导入：{_short(shown.file.path.name)}")
        self._title.setToolTip(shown.file.path.name)
        self._kind.show_state(f"认出：{shown.file.kind.label}", Tone.GREEN)
        self._how.setText(_how_read(shown))
        self.new.set_figure(f"{outcome.new:,}", unit, Tone.BLUE if outcome.new else Tone.NEUTRAL)
        note = f"{unit} · 看差异" if outcome.differences else unit
        self.changed.set_figure(f"{outcome.changed:,}", note, Tone.AMBER if outcome.changed else Tone.NEUTRAL)
        waiting = sum(1 for each in shown.rows if each.status == OPEN)
        self.same.set_figure(f"{outcome.same:,}", f"{unit} · {waiting} {unit}待定" if waiting else unit)
        wrong = outcome.rejected
        self.wrong.set_figure(f"{wrong:,}", f"{unit} · 不导入" if wrong else unit, Tone.RED if wrong else Tone.NEUTRAL)
        self._show_totals(shown)
        self._show_rows(shown)
        self._show_problems(shown)

    def _show_totals(self, shown: FilePreview) -> None:
        if shown.totals is False:
            self.total.set_figure("✗", "合计不符，见问题", Tone.AMBER)
        elif shown.totals:
            self.total.set_figure("✓", "与合计行相符", Tone.GREEN)
        else:
            self.total.set_figure("–", "文件没有合计行")

    def _show_rows(self, shown: FilePreview) -> None:
        self.table.setParent(None)
        self.table.deleteLater()
        self.table = fixed_table(preview_columns(shown.heads, shown.rows, narrow=self.files.count() > 1))
        self._show_status(self._status)
        self._rows_card.add(self.table, 1)

    def _show_status(self, status: str) -> None:
        """The rows that stand like this; all where none does."""
        if self._file is None:
            return
        rows = tuple(each for each in self._file.rows if each.status == status)
        self._status = status if rows else ""
        self.table.show_rows(rows or self._file.rows)

    def _toggle_status(self, status: str) -> None:
        self._show_status("" if self._status == status else status)

    def _filter_problems(self, _value: object) -> None:
        if self._file is not None:
            self._list_problems(self._file)

    def _show_problems(self, shown: FilePreview) -> None:
        codes = dict.fromkeys(problem.code for problem in shown.problems)
        counted = Counter(problem.code for problem in shown.problems)
        kinds: list[tuple[object, str]] = [("", "全部"), (True, "只看错误"), (False, "只看提示")]
        kinds += [(code, f"{problem_kind(code)} {counted[code]}") for code in codes]
        self.problem_kind.set_choices(kinds, self.problem_kind.value())
        self.problem_kind.setVisible(len(codes) > 1)
        self._list_problems(shown)

    def _list_problems(self, shown: FilePreview) -> None:
        clear(self._problems)
        wanted = self.problem_kind.value()
        problems = [each for each in shown.problems if wanted in ("", each.is_error, each.code)]
        errors = sum(problem.is_error for problem in problems)
        self._problems_card.set_title(
            f"问题 {len(problems)}", f"错误 {errors} · 提示 {len(problems) - errors}" if problems else ""
        )
        for place, problem in enumerate(problems[:_SHOWN_PROBLEMS]):
            if place:
                self._problems.addWidget(Line(faint=True))
            self._add_problem(problem)
        if len(problems) > _SHOWN_PROBLEMS:
            self._problems.addWidget(Caption(f"另有 {len(problems) - _SHOWN_PROBLEMS} 处，见错误表。", wrap=True))
        self._problems_card.setVisible(bool(problems))
        self._problems.addStretch(1)
        self.errors_button.setVisible(shown.outcome.rejected > 0)

    def _add_problem(self, problem: Problem) -> None:
        tone = Tone.RED if problem.is_error else Tone.AMBER
        place = (
            f"{problem.sheet}!{problem.cell}"
            if problem.sheet and problem.cell
            else problem.cell or problem.sheet or "文件"
        )
        self._problems.addLayout(row(Pill(_short(place, 24), tone), None))
        self._problems.addWidget(Label(problem.message, wrap=True))
        if problem.value:
            self._problems.addWidget(Caption(f"写的是：{problem.value}", wrap=True))
        if not problem.cell or self._file is None:
            return
        repair = self._file.repairs.get((problem.sheet, problem.cell))
        links = [LinkButton("改这一格…", partial(self._ask_text, problem), small=True)]
        if repair:
            tip = f"档案中有一位{repair.name}，号码前15位相同"
            use = partial(self._mend, problem, repair.id_number)
            links.append(LinkButton(f"用档案中的 {repair.id_number}", use, small=True))
            links[-1].setToolTip(tip)
        for link in links:
            self._problems.addLayout(row(link, None))

    def _ask_text(self, problem: Problem) -> None:
        AskDialog(
            self,
            f"改 {problem.sheet}{'!' if problem.sheet else ''}{problem.cell}",
            f"{problem.message}只在这次导入中改，不动您的文件。",
            partial(self._mend, problem),
            text=problem.value,
            required=False,
            yes="改好，重新检查",
        ).open()

    def _mend(self, problem: Problem, text: str) -> None:
        if self._file is not None:
            self.mended.emit(self._file.file.path, problem.sheet, problem.cell, text)

    def _show_differences(self) -> None:
        if self._file is not None and self._file.outcome.differences:
            DifferencesDialog(self, self._file.outcome.differences).open()

    def _take(self) -> None:
        if self._preview is not None:
            self.taken.emit(self._preview.examination.has_errors)

    def set_busy(self, busy: bool) -> None:
        """While it is being written nothing else is pressed."""
        for button in (self.take_button, self.back_button, self.errors_button):
            button.setEnabled(not busy)


class DifferencesDialog(Dialog):
    """Every field on which the file and the office disagree."""

    def __init__(self, parent: QWidget, differences: tuple[Difference, ...]) -> None:
        super().__init__(parent, f"与现在的档案不同：{len(differences)} 处", yes="关闭", no="", width=700)
        self.table = fixed_table(difference_columns())
        self.table.show_rows(differences)
        self.table.setMinimumHeight(360)
        self.body.addWidget(self.table)


def _promise(preview: Preview, unit: str) -> str:
    before = next((each.taken for each in preview.files if each.taken), None)
    again = f"{before.at.replace('T', ' ')[:16]} {before.actor}导入过这份文件。" if before is not None else ""
    if preview.rejected:
        return f"{again}有错误的 {preview.rejected:,} {unit}不会写入；存成错误表，改好后再导入即可。"
    if not any(each.outcome.new or each.outcome.changed for each in preview.files):
        return f"{again}这些内容都已经导入过，再导入一次不会有变化。"
    return f"{again}看清楚后再写入；没有据此办理以前，整次导入可以撤销。"


def _how_read(shown: FilePreview) -> str:
    """`第 4 行为表头 · 28 列认出 27 列 · 跳过标题、合计等 5 行`."""
    sheets = shown.file.sheets
    first = sheets[0]
    top, bottom = first.head_rows
    parts = [f"{len(sheets)} 个工作表"] if len(sheets) > 1 else []
    parts.append(f"第 {top} 行为表头" if top == bottom else f"第 {top}–{bottom} 行为表头")
    parts.append(f"{first.of} 列认出 {first.recognised} 列")
    if first.unknown:
        parts.append(f"留作备注：{'、'.join(first.unknown)}")
    left_out = [skipped for skipped in shown.file.skipped if skipped.reason != "表头"]
    if left_out:
        parts.append(f"跳过{'、'.join(dict.fromkeys(each.reason for each in left_out))}共 {len(left_out)} 行")
    hidden = sum(sheet.hidden_rows for sheet in sheets)
    if not shown.problems:
        parts.append("没有发现问题")
    if hidden:
        parts.append(f"隐藏的 {hidden} 行也已读入")
    if shown.file.left_out_sheets:
        parts.append(f"未读工作表：{'、'.join(name for name, _ in shown.file.left_out_sheets)}")
    return " · ".join(parts)


def _short(name: str, most: int = 22) -> str:
    return name if len(name) <= most else f"{name[: most - 9]}…{name[-8:]}"
