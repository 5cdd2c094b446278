"""The lists that were taken in: which, how many lines, when; and removing one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.matching import commands, queries
from dibao_desktop.matching.queries import TakenList
from dibao_desktop.session import Session
from ui.models.table import fixed_table
from ui.pages.matching.columns import list_columns
from ui.widgets.buttons import DangerButton
from ui.widgets.dialogs import ConfirmDialog, Dialog
from ui.widgets.text import Soft


class ListsDialog(Dialog):
    """All taken lists, latest first."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent, "已导入的名单", yes="关闭", no="", width=640)
        self._session = session
        self.body.addWidget(
            Soft(
                "同一行只留一份，重复导入不会增加。移除名单后重新比对，由它得出、还没有核实的疑点随之撤回。", wrap=True
            )
        )
        self.table = fixed_table(list_columns(), two_lines=True)
        self.table.setMinimumHeight(300)
        self.body.addWidget(self.table)
        self.remove = DangerButton("移除选中的名单", self._ask)
        self.buttons.insertWidget(0, self.remove)
        self.table.current_changed.connect(lambda _id: self._show_buttons())
        self.show_lists()

    def show_lists(self) -> None:
        """Read again."""
        self.table.show_rows(queries.lists_taken())
        self._show_buttons()

    def _chosen(self) -> TakenList | None:
        id_ = self.table.current_id()
        return None if id_ is None else self.table.paged.row_of(id_)

    def _show_buttons(self) -> None:
        self.remove.allow(self._chosen() is not None, "先选一份名单")

    def _ask(self) -> None:
        taken = self._chosen()
        if taken is not None:
            sentence = f"将移除“{taken.source}”的 {taken.rows} 行{taken.kind.label}。已经核实的疑点保留。"
            ConfirmDialog(self, "移除名单", sentence, lambda: self._discard(taken), yes="移除", danger=True).open()

    def _discard(self, taken: TakenList) -> None:
        try:
            commands.discard_list(self._session, taken.kind, taken.source, taken.taken_at)
        except KnownError as error:
            self.show_problem(error.message)
        self.show_lists()
