"""Beside the lists of an upload: what a column is to be filled with, and what to do about one problem."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from dibao_desktop.exchange.template import LABELS, Column, Use
from dibao_desktop.exchange.template.describe import Taught
from dibao_desktop.exchange.upload_problems import Trouble, UploadProblem
from ui.pages.exchange.upload_columns import filled_with, how_known
from ui.theme.icons import Icon
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.chooser import Chooser
from ui.widgets.text import Caption, Label, Soft

_AUTOMATIC, _FIXED, _EMPTY = "?", "=", ""
_SHOWN = 14


class ColumnSide(Card):
    """Emits `taught(column, taught)`, with None for leaving the column to the program."""

    taught = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("这一列", parent=parent)
        self._column: Column | None = None
        self._head, self._now = Label("", wrap=True), Soft("", wrap=True)
        self._choices = Caption("", wrap=True)
        self.meaning = Chooser("填", width_limit=248)
        self.meaning.chosen.connect(self._mean)
        self.fixed_choice = Chooser("内容", width_limit=248)
        self.fixed_choice.chosen.connect(lambda words: self._fix(str(words)))
        self.fixed_text = QLineEdit()
        self.fixed_text.setPlaceholderText("每一行都填的内容")
        self.fixed_button = SecondaryButton("填这个", lambda: self._fix(self.fixed_text.text().strip()))
        for widget in (self._head, self._now):
            self.add(widget)
        self.add(row(self.meaning, None))
        self.add(row(self.fixed_choice, None))
        self.add(self.fixed_text)
        self.add(row(self.fixed_button, None))
        self.add(self._choices)
        self.add(Caption("对应过的列按模板的表头记住，以后不再问。", wrap=True))
        self.body.addStretch(1)

    def show_column(self, column: Column) -> None:
        """Show one column of the template."""
        self._column = column
        must = "必填，" if column.required else ""
        self._head.setText(column.head)
        self._now.setText(f"{must}{how_known(column)[0]}" + (f"：{words}" if (words := filled_with(column)) else ""))
        fields = [(field, label) for field, label in LABELS.items()]
        self.meaning.set_choices(
            [(_AUTOMATIC, "自动识别"), (_EMPTY, "留空"), (_FIXED, "固定内容…"), *fields], _value(column)
        )
        self.meaning.setEnabled(not column.formula)
        self._offer_fixed(bool(column.fixed))
        self.fixed_text.setText(column.fixed)
        more = f"……共 {len(column.choices)} 项" if len(column.choices) > _SHOWN else ""
        self._choices.setText(f"下拉框：{'、'.join(column.choices[:_SHOWN])}{more}" if column.choices else "")

    def _offer_fixed(self, fixed: bool) -> None:
        column = self._column
        offered = fixed and column is not None and bool(column.choices)
        if column is not None and offered:
            self.fixed_choice.set_choices([("", "请选择"), *((each, each) for each in column.choices)], column.fixed)
        self.fixed_choice.setVisible(offered)
        for widget in (self.fixed_text, self.fixed_button):
            widget.setVisible(fixed and not offered)

    def _mean(self, value: object) -> None:
        if self._column is None:
            return
        self._offer_fixed(value == _FIXED)
        if value == _AUTOMATIC:
            self.taught.emit(self._column, None)
        elif value == _EMPTY:
            self.taught.emit(self._column, Taught(Use.EMPTY))
        elif value != _FIXED:
            self.taught.emit(self._column, Taught(Use.FIELD, str(value)))

    def _fix(self, words: str) -> None:
        if self._column is not None and words:
            self.taught.emit(self._column, Taught(Use.FIXED, words))


def _value(column: Column) -> str:
    if column.fixed:
        return _FIXED
    return column.field or (_EMPTY if column.taught else _AUTOMATIC)


class ProblemSide(Card):
    """Emits `worded(problem, entry)` for a word that the drop-down has otherwise, and `opened` for the dossier."""

    worded = Signal(object, str)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("怎么办", parent=parent)
        self.problem: UploadProblem | None = None
        self._words, self._to_do = Label("", wrap=True), Soft("", wrap=True)
        self.entry = Chooser("对应到", width_limit=248)
        self.entry.chosen.connect(lambda entry: self._word(str(entry)))
        self.other = QLineEdit()
        self.other.setPlaceholderText("或照省平台的写法填")
        self.other_button = SecondaryButton("按这个填", lambda: self._word(self.other.text().strip()))
        self.open_button = PrimaryButton("打开档案", self.opened.emit, picture=Icon.DOSSIERS)
        self.add(self._words)
        self.add(self._to_do)
        self.add(row(self.open_button, None))
        self.body.addSpacing(8)
        self.add(row(self.entry, None))
        self.add(self.other)
        self.add(row(self.other_button, None))
        self._note = Caption("选过的对应按模板表头记住，同样的词以后都这样填。", wrap=True)
        self.add(self._note)
        self.body.addStretch(1)

    def show_problem(self, problem: UploadProblem | None) -> None:
        """Show one problem, or that there is none."""
        self.problem = problem
        self._words.setText(problem.words if problem else "没有要处理的，可以导出。")
        self._to_do.setText(problem.to_do if problem else "")
        self.open_button.setVisible(problem is not None)
        self.open_button.setText("打开设置" if problem is not None and problem.field == "division" else "打开档案")
        wordless = problem is not None and problem.trouble is Trouble.NO_CHOICE
        for widget in (self.entry, self.other, self.other_button, self._note):
            widget.setVisible(wordless)
        if problem is not None and wordless:
            self.entry.set_choices([("", "请选择"), *((each, each) for each in problem.choices)])
            self.other.clear()

    def _word(self, entry: str) -> None:
        if self.problem is not None and entry:
            self.worded.emit(self.problem, entry)
