"""Ways to put papers into a dossier: files, pictures of the clipboard; and papers that wait for a form to be saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands
from dibao_desktop.dossiers.rules.checklist import LINES, OTHER, guess_line
from dibao_desktop.dossiers.rules.keeping import WaitingFiles
from dibao_desktop.session import Session
from ui.theme.icons import Icon
from ui.widgets.buttons import IconButton, SecondaryButton
from ui.widgets.card import Card, clear, row
from ui.widgets.files import choose_files
from ui.widgets.text import Caption, ElidedLabel

KINDS = "材料 (*.pdf *.jpg *.jpeg *.png *.docx)"
NOTHING_COPIED = "剪贴板中没有图片或文件，请先在扫描软件或文件夹中复制。"


@dataclass(frozen=True)
class Paper:
    """One paper on its way into a dossier: what it is called, its line of the checklist, how it is put in, and where its file
    lies (None: it was pasted)."""

    title: str
    line: int
    put: Callable[[Session, int], int]
    path: Path | None = None


def from_file(path: Path, line: int | None = None) -> Paper:
    """A file, under a line or under the one that its name suggests."""
    to = line or guess_line(path.name)
    return Paper(path.name, to, lambda session, household: commands.add_paper_file(session, household, to, path), path)


def from_clipboard(now: dt.datetime, line: int | None = None) -> list[Paper]:
    """What was copied: files, or a picture. Empty when it is neither."""
    held = QGuiApplication.clipboard().mimeData()
    if held is not None and held.hasUrls():
        return [from_file(path, line) for path in files_of(held)]
    if held is None or not held.hasImage():
        return []
    title, content = f"粘贴的图片 {now:%m-%d %H.%M}", _png_of(QGuiApplication.clipboard().image())
    to = line or OTHER
    return [Paper(title, to, lambda session, household: commands.add_paper(session, household, to, title, content))]


def put_in(session: Session, household_id: int, papers: Sequence[Paper]) -> list[str]:
    """Put them in; answers with a sentence for each that is refused, the rest goes in."""
    problems = []
    for paper in papers:
        try:
            paper.put(session, household_id)
        except KnownError as error:
            problems.append(error.message)
    return problems


def said(problems: Sequence[str]) -> str:
    """The first refusal, and how many more there are."""
    more = f"（另有 {len(problems) - 1} 份也没有加入）" if len(problems) > 1 else ""
    return problems[0] + more if problems else ""


def files_of(held: QMimeData) -> list[Path]:
    """The files that are dragged or were copied."""
    return [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]


def _png_of(picture: QImage) -> bytes:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(held, "PNG")  # type: ignore[call-overload]
    return bytes(held.data().data())


class WaitingPapers(Card):
    """The papers that go into the dossier together with what stands in the form. Chosen, dropped or pasted."""

    edited = Signal()

    def __init__(self, now: Callable[[], dt.datetime], parent: QWidget | None = None) -> None:
        super().__init__("材料", parent)
        self._now = now
        self.papers: list[Paper] = []
        self.setAcceptDrops(True)
        self.add_to_head(
            SecondaryButton("添加材料", self.choose, picture=Icon.ADD, tip="选择材料文件，也可拖放或粘贴（F7）")
        )
        self._note = Caption("把扫描件拖到这里，按文件名归入清单；保存时一起存入。")
        self.add(self._note)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.add(self._rows)
        paste = QShortcut(QKeySequence.StandardKey.Paste, self, lambda: self.wait_for(from_clipboard(self._now())))
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def choose(self) -> None:
        """Ask for files."""
        choose_files(self, "选择要加入的材料", self.wait_for_files, kinds=KINDS)

    def wait_for_files(self, paths: Iterable[Path]) -> None:
        """Have files wait, each for the line that its name suggests."""
        self.wait_for([from_file(path) for path in paths])

    def wait_for(self, papers: Sequence[Paper]) -> None:
        """Have more papers wait."""
        self._show([*self.papers, *papers])
        self.edited.emit()

    def forget(self) -> None:
        """Nothing waits any more."""
        self._show([])

    @property
    def waiting(self) -> WaitingFiles:
        """What a draft can keep of them."""
        paths = tuple(str(paper.path) for paper in self.papers if paper.path is not None)
        return WaitingFiles(paths, len(self.papers) - len(paths))

    def wait_again(self, waiting: WaitingFiles) -> str:
        """Have those of a draft wait once more; answers with what came back and what did not, empty when none waited."""
        paths = [Path(path) for path in waiting.paths]
        there = [path for path in paths if path.is_file()]
        self._show([from_file(path) for path in there])
        gone = [path.name for path in paths if path not in there]
        parts = [f"等待加入的材料 {len(there)} 份也在下面"] if there else []
        parts += [f"{gone[0]}等 {len(gone)} 份材料已不在原处，请重新添加"] if gone else []
        parts += [f"粘贴的图片 {waiting.pasted} 份没有留下，请重新粘贴"] if waiting.pasted else []
        return "；".join(parts) + "。" if parts else ""

    def _take_out(self, paper: Paper) -> None:
        self._show([each for each in self.papers if each is not paper])
        self.edited.emit()

    def _show(self, papers: list[Paper]) -> None:
        self.papers = papers
        clear(self._rows)
        for paper in papers:
            about = ElidedLabel(f"{paper.line} {LINES[paper.line - 1].title}　{paper.title}")
            line = row(about, IconButton(Icon.DELETE, "不加入这一份", partial(self._take_out, paper)))
            line.setStretch(0, 1)
            self._rows.addLayout(line)
        self._note.setVisible(not papers)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.wait_for_files(files_of(event.mimeData()))
        event.acceptProposedAction()
