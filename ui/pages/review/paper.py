"""Saving the papers of a meeting where the clerk says."""

from __future__ import annotations

from pathlib import Path

from dibao_desktop.domain.document import Document
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.reports.documents import write_docx
from ui.printing import print_pdf
from ui.theme.tokens import Tone
from ui.widgets.files import choose_target
from ui.widgets.page import Page

_KINDS = {".pdf": "PDF (*.pdf)", ".docx": "Word (*.docx)"}


def save_paper(page: Page, document: Document, ending: str) -> None:
    """Ask where to, write, and say so."""

    def write(path: Path) -> None:
        try:
            if ending == ".pdf":
                print_pdf(document, path)
            else:
                write_docx(document, path)
        except KnownError as refusal:
            page.banner.say(refusal.message, Tone.RED)
        else:
            page.said.emit(f"已保存 {path.name}")

    choose_target(page.window(), "保存", f"{document.name}{ending}", write, kinds=_KINDS[ending])
