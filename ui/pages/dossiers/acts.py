"""What is done to the household that is shown: judging a lead, an event, supplements, a trial, undoing, comparing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from dibao_desktop.clearance.commands import Taken
from dibao_desktop.domain.document import Document, PageBreak
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands, queries
from dibao_desktop.matching.queries import LeadRow
from ui.pages.dossiers.compare import CompareDialog
from ui.pages.dossiers.events import EventDialog
from ui.pages.dossiers.granting import grant_dialog
from ui.pages.dossiers.judging import JudgeDialog
from ui.pages.dossiers.paper_output import PaperOutput
from ui.pages.dossiers.reading import Dossier
from ui.pages.dossiers.what_if import WhatIfDialog
from ui.theme.tokens import Tone
from ui.widgets.dialogs import ConfirmDialog
from ui.widgets.page import Page


class Tell(Protocol):
    """Says something across the page, with what its link does."""

    def __call__(
        self, words: str, tone: Tone, action: str = "", act: Callable[[], object] | None = None, /
    ) -> None: ...


class HouseholdActs(QObject):
    """Opens the dialog of each act for the household that `shown` tells: nobody while the form is open."""

    step_asked = Signal()

    def __init__(
        self,
        page: Page,
        shown: Callable[[], Dossier | None],
        may_change: Callable[[], bool],
        tell: Tell,
        papers: PaperOutput,
    ) -> None:
        super().__init__(page)
        self._page, self._shown, self._may_change, self._tell, self._papers = page, shown, may_change, tell, papers

    def judge(self, lead: LeadRow) -> None:
        """Open the small dialog on one lead."""
        JudgeDialog(self._page, self._page.session, lead, lambda: self._done("核实结论已保存")).open()

    def _done(self, words: str) -> None:
        self._page.refresh()
        self._page.said.emit(words)

    def start_event(self) -> None:
        """Ask what happened in the household."""
        dossier = self._shown()
        if dossier is not None:
            EventDialog(self._page, self._page.session, dossier, self._event_taken).open()

    def _event_taken(self, taken: Taken, papers: tuple[Document, ...]) -> None:
        self._page.refresh()
        again = taken.case_id is not None
        where = "这一户已回到“核算”" if again else "已列入“核查日历”的待办变动"
        flags = "".join(f" {flag}" for flag in taken.flags)
        self._tell(
            f"变动已登记，自 {taken.from_month} 起重新核算，现发金额不变；{where}。{flags}",
            Tone.AMBER if taken.flags else Tone.GREEN,
            "去核算" if again else "",
            self.step_asked.emit if again else None,
        )
        if papers:
            blocks = tuple(block for paper in papers for block in (*paper.blocks, PageBreak()))[:-1]
            self._papers.ask_sheet("保存要打印的材料", Document(papers[0].name, blocks))

    def grant_supplements(self) -> None:
        """Ask from which month and by which decision the supplements that were worked out are approved."""
        dossier = self._shown()
        if dossier is not None:
            grant_dialog(self._page, self._page.session, dossier, lambda: self._done("分类施保已登记")).open()

    def try_amount(self) -> None:
        """试算; nothing is saved."""
        dossier = self._shown()
        if dossier is None:
            return
        if dossier.policy is None:
            self._tell("还没有可用的政策方案，不能试算；请先在“政策方案”中选定本单位方案。", Tone.AMBER)
            return
        today = self._page.session.today()
        WhatIfDialog(self._page, dossier.policy, dossier.household.record, today, dossier.single).open()

    def undo(self) -> None:
        """Take the last saved change of this household back, after asking."""
        dossier = self._shown()
        if dossier is None or dossier.more.before is None or not self._may_change():
            return
        before, record, count = dossier.more.before, dossier.household.record, len(dossier.more.undone)
        sentence = (
            f"{record.head_name}家的档案将回到 {before.at.replace('T', ' ')} 的样子，改回 {count} 项；撤销会记入经过。"
        )
        ConfirmDialog(self._page, "撤销上次修改？", sentence, self._undo, yes="撤销").open()

    def _undo(self) -> None:
        dossier = self._shown()
        if dossier is None:
            return
        try:
            commands.undo_amendment(self._page.session, dossier.household.id, dossier.household.version)
        except KnownError as error:
            self._tell(error.message, Tone.RED)
            return
        self._done("已撤销上次修改")

    def compare(self) -> None:
        """Put two versions of this household's record side by side."""
        dossier = self._shown()
        if dossier is not None:
            CompareDialog(self._page, queries.versions(dossier.household.id)).open()
