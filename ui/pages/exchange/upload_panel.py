"""The upload workbook: point at a template once, say what its own columns are, see what would be refused, write the files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.progress import Progress
from dibao_desktop.exchange.commands import teach_column, teach_word
from dibao_desktop.exchange.exporting import ExportOutcome, UploadCheck, check_upload, write_upload
from dibao_desktop.exchange.splitting import Split
from dibao_desktop.exchange.teaching import known_template
from dibao_desktop.exchange.template import Column, Template
from dibao_desktop.exchange.template.describe import Taught
from dibao_desktop.exchange.upload_problems import UploadProblem
from ui.models.table import fixed_table
from ui.pages.exchange.upload_columns import FILTERS, column_columns, of_filter, problem_columns
from ui.pages.exchange.upload_side import ColumnSide, ProblemSide
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.chooser import Chooser, FilterChip
from ui.widgets.empty import EmptyState
from ui.widgets.files import choose_file, choose_target
from ui.widgets.page import PageContext
from ui.widgets.segments import Segments
from ui.widgets.text import Caption, ElidedLabel, Strong

_SIDE = 286


class UploadPanel(QWidget):
    """Emits `told(sentence, tone)` for the page's banner and `go(page, target)`."""

    told = Signal(str, object)
    go = Signal(str, object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._template: Template | None = None
        self._check: UploadCheck | None = None
        self._problems: list[UploadProblem] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self._top())
        self._stack = QStackedWidget()
        self._empty = EmptyState(
            "选一次省平台的模板（.xlsx 或 .xls），表头、必填、下拉框和行数上限由程序从模板里读。", "打开模板"
        )
        self._empty.chosen.connect(self._ask_template)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._body())
        layout.addWidget(self._stack, 1)

    def _top(self) -> QHBoxLayout:
        self.open_button = SecondaryButton("选择模板…", self._ask_template, picture=Icon.FOLDER)
        self._name, self._facts = Strong("还没有选模板"), ElidedLabel(role="caption")
        self.village = Chooser("范围", width_limit=190)
        self.village.chosen.connect(lambda _village: self.check())
        self.split = Chooser("分文件", width_limit=210)
        self.split.set_choices([(each, each.label) for each in Split])
        self.export_button = PrimaryButton("导出…", self._ask_where, picture=Icon.EXPORT)
        self.export_button.setEnabled(False)
        line = row(self.open_button, self._name, spacing=10)
        line.addWidget(self._facts, 1)
        for widget in (self.village, self.split, self.export_button):
            line.addWidget(widget)
        return line

    def _body(self) -> QWidget:
        self.segments = Segments([("columns", "列的对应"), ("problems", "要处理")])
        self.segments.chosen.connect(self._show_side)
        self.filter = FilterChip([("", "全部问题"), *FILTERS])
        self.filter.chosen.connect(lambda _kind: self._show_problems())
        self._promise = Caption("")
        self.columns = fixed_table(column_columns())
        self.columns.current_changed.connect(self._choose_column)
        self.problems = fixed_table(problem_columns(), two_lines=True)
        self.problems.current_changed.connect(self._choose_problem)
        self.problems.row_opened.connect(lambda _place: self._open_dossier())
        self._tables, self._sides = QStackedWidget(), QStackedWidget()
        card = Card(padded=False)
        card.add(self._tables, 1)
        self.column_side, self.problem_side = ColumnSide(), ProblemSide()
        for table, side in ((self.columns, self.column_side), (self.problems, self.problem_side)):
            self._tables.addWidget(table)
            self._sides.addWidget(side)
        self._sides.setFixedWidth(_SIDE)
        self.column_side.taught.connect(self.teach)
        self.problem_side.worded.connect(self.word)
        self.problem_side.opened.connect(self._open_dossier)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        inner.addLayout(row(self.segments, self.filter, None, self._promise, spacing=8))
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(card, 1)
        middle.addWidget(self._sides)
        inner.addLayout(middle, 1)
        return body

    # Showing

    def show_villages(self, names: list[str], scope: str) -> None:
        """Offer the villages; the one of the top bar is chosen."""
        before = self.village.value()
        self.village.set_choices([("", "全部村"), *((name, name) for name in names)], scope)
        if self._template is not None and self.village.value() != before:
            self.check()

    def look_again(self) -> None:
        """Check once more: something was mended in a dossier."""
        if self._template is not None:
            self.check()

    def _ask_template(self) -> None:
        choose_file(self, "选择省平台上传模板", self.take_template)

    def take_template(self, path: Path) -> None:
        """Read a template and what would go into it."""
        try:
            self._template = known_template(path)
        except KnownError as error:
            self.told.emit(error.message, Tone.RED)
            return
        self.told.emit("", Tone.NEUTRAL)
        self.columns.show_rows(())
        self._show_template()
        self.segments.choose("columns")
        self.check()

    def _show_template(self) -> None:
        template = self._template
        assert template is not None
        self._name.setText(template.path.name)
        self._name.setToolTip(str(template.path))
        must = sum(column.required for column in template.columns)
        facts = [f"{len(template.columns)} 列，必填 {must} 列", f"数据从第 {template.first_row} 行起"]
        facts += [f"每个文件最多 {template.most} 行"] if template.most else []
        facts += [f"版本 {template.version}"] if template.version else []
        facts += [f"替换 {template.examples} 行示例"] if template.examples else []
        self._facts.setText("，".join(facts))
        self._stack.setCurrentIndex(1)
        place = self.columns.current_id()
        self.columns.show_rows(template.columns)
        first = next((at for at, column in enumerate(template.columns) if _open(column)), 0)
        self.columns.select_id(first if place is None or place >= len(template.columns) else place)
        self._choose_column(self.columns.current_id())
        unknown = sum(_open(column) for column in template.columns)
        self.segments.set_words("columns", f"列的对应（{unknown} 列待定）" if unknown else "列的对应")

    def check(self) -> None:
        """Go through every cell that would be written, as a job; nothing is written."""
        template, village = self._template, str(self.village.value() or "") or None
        if template is None:
            return
        self._show_check(None)
        if template.unknown_required:
            self.told.emit(
                f"必填的“{'、'.join(template.unknown_required)}”还不知道填什么，请在右边对应一次。", Tone.AMBER
            )
            return

        def work(progress: Progress) -> UploadCheck:
            return check_upload(self._context.session, template, village, progress)

        self._context.runner.run(
            work, on_done=self._checked, on_failed=lambda words: self.told.emit(words, Tone.RED), title="正在核对"
        )

    def _checked(self, check: UploadCheck) -> None:
        self._show_check(check)
        if check.refusing:
            self.segments.choose("problems")

    def _show_check(self, check: UploadCheck | None) -> None:
        self._check = check
        self.export_button.setEnabled(check is not None and not check.refusing)
        self.filter.set_choices([("", "全部问题"), *FILTERS], self.filter.value())
        self._show_problems()
        if check is None:
            self._promise.setText("")
            return
        count = f"{len(check.blocks)} 户 {check.rows} 行"
        if check.refusing:
            self._promise.setText(f"{count}，{len(check.refusing)} 处要先处理")
        else:
            self._promise.setText(
                f"{count}，可以导出" + (f"，另有 {len(check.problems)} 处提醒" if check.problems else "")
            )

    def _show_problems(self) -> None:
        every = self._check.problems if self._check else ()
        self._problems = of_filter(every, str(self.filter.value() or ""))
        self.problems.show_rows(tuple(self._problems))
        if self._problems:
            self.problems.select_id(0)
        self._choose_problem(self.problems.current_id())
        self.segments.set_words("problems", f"要处理 {len(every)} 处" if every else "要处理")
        self._show_side(self.segments.value())

    def _show_side(self, which: object) -> None:
        place = 0 if which == "columns" else 1
        self._tables.setCurrentIndex(place)
        self._sides.setCurrentIndex(place)
        self.filter.setVisible(place == 1)

    def _choose_column(self, place: object) -> None:
        template = self._template
        if template is not None and isinstance(place, int) and place < len(template.columns):
            self.column_side.show_column(template.columns[place])

    def _choose_problem(self, place: object) -> None:
        at = place if isinstance(place, int) and place < len(self._problems) else None
        self.problem_side.show_problem(self._problems[at] if at is not None else None)

    # Teaching

    def teach(self, column: Column, taught: Taught | None) -> None:
        """Remember what a column is filled with."""
        assert self._template is not None
        try:
            teach_column(self._context.session, self._template, column, taught)
        except KnownError as error:
            self.told.emit(error.message, Tone.RED)
            return
        self._again()

    def word(self, problem: UploadProblem, theirs: str) -> None:
        """Remember which entry of the drop-down stands for our word."""
        assert self._template is not None
        teach_word(self._context.session, self._template, problem.column, problem.value, theirs)
        self._again()

    def _again(self) -> None:
        assert self._template is not None
        self._template = known_template(self._template.path)
        self._show_template()
        self.told.emit("", Tone.NEUTRAL)
        self.check()

    def _open_dossier(self) -> None:
        problem = self.problem_side.problem
        if problem is not None:
            by_settings = problem.field == "division"
            self.go.emit("settings" if by_settings else "dossiers", None if by_settings else problem.household_id)

    # Writing

    def _ask_where(self) -> None:
        if self._template is not None:
            name = f"上传表_{self.village.words()}{self._template.path.suffix}"
            choose_target(self, "保存上传表", name, self.export)

    def export(self, out: Path) -> None:
        """Write the files, as a job."""
        check, split = self._check, Split(str(self.split.value()))
        if check is None:
            return
        self.export_button.setEnabled(False)
        self._context.runner.run(
            lambda _progress: write_upload(self._context.session, check, out, split),
            on_done=self._exported,
            on_failed=self._refused,
            title="正在导出",
        )

    def _refused(self, sentence: str) -> None:
        self.export_button.setEnabled(True)
        self.told.emit(sentence, Tone.RED)

    def _exported(self, outcome: ExportOutcome) -> None:
        self.export_button.setEnabled(True)
        more = f"等 {len(outcome.files)} 个文件" if len(outcome.files) > 1 else ""
        self.told.emit(
            f"已导出 {outcome.households} 户 {outcome.rows} {outcome.unit}：{outcome.path}{more}", Tone.GREEN
        )


def _open(column: Column) -> bool:
    """Whether nobody has said yet what a column is filled with."""
    return not column.used and not column.formula and not column.taught
