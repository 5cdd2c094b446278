"""The papers of a meeting: which there are before it begins, and saving one where the clerk says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from dibao_desktop.domain.document import Document
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.reports.documents import write_docx
from dibao_desktop.reports.rehearsal import rehearsal_sheet
from dibao_desktop.review import queries
from ui.printing import print_pdf
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import SecondaryButton
from ui.widgets.files import choose_target
from ui.widgets.page import Page

Paper = Callable[[int], Document]
BEFORE: tuple[tuple[str, Paper], ...] = (
    ("议程和签到表", queries.agenda_sheet),
    ("议程", queries.agenda),
    ("签到表", queries.sign_in_sheet),
    ("表决票", queries.ballots),
    ("会前检查表", rehearsal_sheet),
)
_KINDS = {".pdf": "PDF (*.pdf)", ".docx": "Word (*.docx)"}


class PaperButton(SecondaryButton):
    """Opens a menu of the papers; emits the one that is wanted."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("打印", parent=parent, picture=Icon.PRINT)
        self.menu_of_papers = QMenu(self)
        for words, paper in BEFORE:
            self.menu_of_papers.addAction(words).setData(paper)
        self.menu_of_papers.triggered.connect(self._picked)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.menu_of_papers.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _picked(self, action: QAction) -> None:
        self.wanted.emit(action.data())


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
