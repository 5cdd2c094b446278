"""Differences that wait: what the dossier says and what a file said, side by side, decided one by one or all at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers.commands.differences import set_source_word, settle_differences
from dibao_desktop.dossiers.queries.differences import DifferenceRow, open_differences, source_words
from dibao_desktop.dossiers.rules.standing_word import Word, group_label
from dibao_desktop.session import Session
from ui.models.cells import Toned, TwoLines
from ui.models.column import Column
from ui.models.table import fixed_table
from ui.theme.tokens import Tone
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import row
from ui.widgets.chooser import Chooser
from ui.widgets.dialogs import Dialog
from ui.widgets.text import Caption, Soft


class OpenDifferencesDialog(Dialog):
    """Decides what waits; `on_settled` is called after each decision."""

    def __init__(self, parent: QWidget, session: Session, on_settled: Callable[[], object]) -> None:
        super().__init__(parent, "待定的不同", yes="关闭", no="", width=900)
        self._session, self._on_settled = session, on_settled
        self._rows: list[DifferenceRow] = []
        self.body.addWidget(
            Soft(
                "文件说了新的内容，按设定要问，或者这一户本次行动已评议、已审定，没有直接写入。逐项或一并决定。",
                wrap=True,
            )
        )
        self.table = fixed_table(_columns(), two_lines=True)
        self.table.setMinimumHeight(330)
        self.table.current_changed.connect(self._choose)
        self.body.addWidget(self.table)
        self.file_button = PrimaryButton("以文件为准", lambda: self._settle(take_file=True, every=False))
        self.office_button = SecondaryButton("以档案为准", lambda: self._settle(take_file=False, every=False))
        self.all_file_button = SecondaryButton("全部以文件为准", lambda: self._settle(take_file=True, every=True))
        self.all_office_button = SecondaryButton("全部以档案为准", lambda: self._settle(take_file=False, every=True))
        self.body.addLayout(
            row(self.file_button, self.office_button, None, self.all_file_button, self.all_office_button, spacing=8)
        )
        self.word = Chooser("以后这类表的这一项", width_limit=380)
        self.word.chosen.connect(self._set_word)
        self._source = Caption("", wrap=True)
        self.body.addLayout(row(self.word, None))
        self.body.addWidget(self._source)
        self._show()

    def _show(self) -> None:
        place = self.table.current_id() or 0
        self._rows = open_differences()
        self.table.show_rows(tuple(self._rows))
        for button in (self.file_button, self.office_button, self.all_file_button, self.all_office_button, self.word):
            button.setEnabled(bool(self._rows))
        if self._rows:
            self.table.select_id(min(place, len(self._rows) - 1))
        self._choose(self.table.current_id())

    def _current(self) -> DifferenceRow | None:
        place = self.table.current_id()
        return self._rows[place] if place is not None and place < len(self._rows) else None

    def _choose(self, _place: object) -> None:
        found = self._current()
        if found is None:
            self._source.setText("没有待定的不同了。" if not self._rows else "")
            return
        words = source_words(found.source)
        self.word.set_choices([(each, each.value) for each in Word], words.get(found.group, Word.FILE))
        self._source.setText(f"“{group_label(found.group)}”，来源：{found.source}")

    def _settle(self, *, take_file: bool, every: bool) -> None:
        found = self._current()
        wanted = [each.id for each in self._rows] if every else [found.id] if found else []
        try:
            settle_differences(self._session, wanted, take_file)
        except KnownError as error:
            self.show_problem(error.message)
            return
        self.show_problem("")
        self._show()
        self._on_settled()

    def _set_word(self, word: object) -> None:
        found = self._current()
        if found is not None and isinstance(word, Word):
            set_source_word(self._session, found.source, found.group, word)


def _columns() -> list[Column[DifferenceRow]]:
    return [
        Column("档案", lambda each: TwoLines(each.head_name, each.number), width=110),
        Column("项目", lambda each: TwoLines(each.field, each.why), width=190),
        Column("档案中", lambda each: each.office_value or "空", width=0),
        Column("文件中", lambda each: Toned(each.file_value or "空", Tone.AMBER, bold=True), width=220),
        Column("导入时间", lambda each: Toned(each.said_at.replace("T", " ")[:16]), width=150),
    ]
