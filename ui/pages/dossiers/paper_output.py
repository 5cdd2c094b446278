"""What leaves a dossier as files: the whole of it as one PDF, and forms filled in from templates."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from dibao_desktop.domain.document import Document
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.progress import Progress
from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.queries import HouseholdDetail
from dibao_desktop.reports import bag
from dibao_desktop.reports.forms import Filled, Form, fill_form, lay_out_templates, write_form
from dibao_desktop.reports.leaving import let_out
from ui.printing import PdfPrinter, print_pdf
from ui.theme.tokens import Tone
from ui.widgets.files import choose_target
from ui.widgets.page import Page


class PaperOutput(QObject):
    """Asks where to and writes it, for the household that `shown` tells."""

    def __init__(self, page: Page, shown: Callable[[], HouseholdDetail | None]) -> None:
        super().__init__(page)
        self._page, self._shown = page, shown

    def print_sheet(self) -> None:
        """Ask where to put the sheet of the household that is shown, and put it there."""
        household = self._shown()
        if household is not None:
            self.ask_sheet("保存档案登记表", queries.dossier_sheet(household.id))

    def ask_sheet(self, title: str, sheet: Document) -> None:
        """Ask where to put a document about the household that is shown."""
        name = f"{sheet.name}.pdf"
        choose_target(self._page, title, name, lambda path: self.write_sheet(sheet, path), kinds="PDF 文件 (*.pdf)")

    def write_sheet(self, sheet: Document, path: Path) -> None:
        """Write it as PDF."""
        household = self._shown()
        try:
            if household is not None:
                let_out(self._page.session, sheet.name.split("_")[0], [household.id])
            print_pdf(sheet, path)
        except KnownError as error:
            self._page.banner.say(error.message, Tone.RED)
        else:
            self._page.said.emit(f"已保存 {path.name}")

    def print_bag(self) -> None:
        """Ask where to put the whole dossier as one PDF, and put it there."""
        household = self._shown()
        if household is not None:
            name = f"一户一袋_{household.record.number}_{household.record.head_name}.pdf"
            choose_target(self._page, "保存一户一袋", name, self.write_bag, kinds="PDF 文件 (*.pdf)")

    def write_bag(self, path: Path) -> None:
        """Write the whole dossier of the household that is shown."""
        household, page = self._shown(), self._page
        if household is None:
            return
        id_, campaign_id = household.id, page.scope.campaign_id
        printer, session = PdfPrinter(), page.session

        def write(_progress: Progress) -> int:
            let_out(session, "一户一袋", [id_])
            return bag.write_bag(id_, campaign_id, printer, session.today().isoformat(), path)

        page.context.runner.run(
            write,
            on_done=lambda pages: page.said.emit(f"已保存 {path.name}，共 {pages} 页"),
            on_failed=lambda words: page.banner.say(words, Tone.RED),
            title="正在整理一户一袋",
        )

    def fill_form(self, form: object) -> None:
        """Ask where to put a form of this household; without a form, lay the templates out to be changed."""
        page, household = self._page, self._shown()
        office = page.context.office.folder
        try:
            if not isinstance(form, Form):
                folder = lay_out_templates(office)
                page.banner.say(f"模板在 {folder}，用 Word 或 WPS 改好保存即可，下次就用改过的。", Tone.GREEN)
                return
            if household is None:
                return
            today = page.session.today().isoformat()
            filled = fill_form(form, household.id, page.scope.campaign_id, today, office)
        except KnownError as error:
            page.banner.say(error.message, Tone.RED)
            return
        if filled.remark:
            page.banner.say(filled.remark, Tone.AMBER)
        name, kinds = f"{filled.name}.docx", "Word 文件 (*.docx)"
        choose_target(page, f"保存{form}", name, lambda path: self.write_form(filled, path), kinds=kinds)

    def write_form(self, filled: Filled, path: Path) -> None:
        """Write a form that is filled in."""
        household = self._shown()
        try:
            let_out(self._page.session, filled.name.split("_")[0], [household.id] if household else [])
            write_form(filled, path)
        except KnownError as error:
            self._page.banner.say(error.message, Tone.RED)
        else:
            self._page.said.emit(f"已保存 {path.name}")
