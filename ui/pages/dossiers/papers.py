"""材料: the checklist of the dossier's papers; files are dropped, pasted, chosen or taken from the scan folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers.queries import PaperRow
from dibao_desktop.dossiers.rules.checklist import LINES, guess_line
from dibao_desktop.reports.papers import Checklist, PaperLine, checklist
from dibao_desktop.session import Session
from dibao_desktop.settings import commands as settings
from dibao_desktop.settings.rules import Key
from ui.pages.dossiers.menus import open_menu
from ui.pages.dossiers.paper_dialog import PaperDialog
from ui.pages.dossiers.putting_in import (
    KINDS,
    NOTHING_COPIED,
    Paper,
    files_of,
    from_clipboard,
    from_file,
    put_in,
    said,
)
from ui.pages.dossiers.scans import ScanFolder
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card, clear, row
from ui.widgets.files import choose_files, choose_folder
from ui.widgets.pill import Pill
from ui.widgets.text import Caption, Label, Soft

_PASTE, _FILES = "粘贴剪贴板中的图片或文件", "选择文件…"


class PapersCard(Card):
    """The papers of one household. Puts them in and asks for the rest in a dialog of the one paper."""

    changed = Signal(str)
    """Something was saved; the words say what."""
    refused = Signal(str)
    bag_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("材料", parent)
        self.setAcceptDrops(True)
        self.setToolTip("把文件拖到某一项上，就加入那一项")
        self._session: Session | None = None
        self._household: int | None = None
        self._campaign: int | None = None
        self._stale = False
        self._all = False
        self._rows: dict[int, QWidget] = {}
        self._adders: dict[int, QWidget] = {}
        self._found: Checklist | None = None
        self._filled: tuple[Checklist, bool] | None = None
        self.scans = ScanFolder(self)
        self.scans.arrived.connect(self._show_scans)
        self._state = Pill()
        self.add_to_head(self._state)
        self._scan = LinkButton("扫描文件夹…", self._choose_scan_folder, small=True)
        bag = SecondaryButton("一户一袋", self.bag_asked.emit, picture=Icon.PRINT, tip="整份档案存成一个 PDF（F9）")
        tip = "选择文件或粘贴；也可把文件拖进来（F7）"
        self._add = SecondaryButton("添加", self._menu_for_any, picture=Icon.ADD, tip=tip)
        for button in (self._scan, bag, self._add):
            self.add_to_head(button)
        self.may_change: tuple[LinkButton | SecondaryButton, ...] = (self._scan, self._add)
        """What an account needs leave to change dossiers for."""
        self._offer = Card(accent=Tone.BLUE)
        self._offered = self._offer.body
        self.add(self._offer)
        self._offer.hide()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self.add(self._grid)
        self._more = LinkButton("", self._turn, small=True)
        self.add(self._more)
        paste = QShortcut(QKeySequence.StandardKey.Paste, self, self.paste)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # Showing

    def show_papers(
        self, session: Session, household_id: int, campaign_id: int | None, found: Checklist | None = None
    ) -> None:
        """Show the checklist of one household, by where it stands in a campaign; `found` where it was just read.

        It is laid out once the page stands: who only leafs through the dossiers does not wait for it.
        """
        self._session, self._household, self._campaign = session, household_id, campaign_id
        self._found = found
        self._stale = True
        if self.isVisible():
            QTimer.singleShot(0, self, self._read)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._read)

    def _read(self) -> None:
        if self._stale and self._household is not None and self.isVisible():
            self._stale = False
            found, self._found = self._found, None
            self._fill(found or checklist(self._household, self._campaign))
            self._show_scans()

    def _fill(self, found: Checklist) -> None:
        # Most dossiers of a town are at the same point: what is on screen already need not be made again.
        if self._filled == (found, self._all):
            return
        self._filled = (found, self._all)
        clear(self._grid)
        self._rows, self._adders = {}, {}
        state = found.completeness
        self.set_title("材料", f"{found.type.label} · 已有 {state.there} / {state.needed}")
        words = "齐全" if state.complete else f"缺 {len(state.missing)} 项"
        self._state.show_state(words, Tone.GREEN if state.complete else Tone.AMBER)
        shown = [line for line in found.lines if self._all or line.needed or line.papers]
        for place, line in enumerate(shown):
            self._add_line(place, line)
        hidden = len(found.lines) - len(shown)
        self._more.setText("只看应有的" if self._all else f"另有 {hidden} 项不是必须的")
        self._more.setVisible(self._all or hidden > 0)

    def _add_line(self, place: int, line: PaperLine) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(_state_of(line), place, 0, top)
        title = Label(f"{line.number} {line.title}")
        self._rows[line.number] = title
        papers = row(title, *(self._link(paper) for paper in line.papers[:4]), spacing=10)
        if len(line.papers) > 4:
            papers.addWidget(LinkButton(f"等 {len(line.papers)} 份", lambda: self._list_papers(line), small=True))
        if line.recorded:
            papers.addWidget(Soft("系统记录"))
        if line.unchecked and line.papers:
            papers.addWidget(Pill("原件未验", Tone.AMBER))
        papers.addStretch(1)
        self._grid.addLayout(papers, place, 1)
        self._grid.addWidget(Caption(f"{line.pages} 页" if line.pages else ""), place, 2)
        add = LinkButton("添加", lambda: self._menu_for(line.number), small=True)
        add.setEnabled(self._add.isEnabled())
        self._adders[line.number] = add
        self._grid.addWidget(add, place, 3)

    def _link(self, paper: PaperRow) -> LinkButton:
        words = paper.title if len(paper.title) <= 12 else f"{paper.title[:11]}…"
        return LinkButton(
            words, lambda: self.open_paper(paper.id), small=True, tip=f"{paper.title}，看、旋转、改列或删除"
        )

    def _list_papers(self, line: PaperLine) -> None:
        open_menu(self._rows[line.number], [(paper.id, paper.title) for paper in line.papers], self._chosen_paper)

    def _chosen_paper(self, action: QAction) -> None:
        self.open_paper(int(action.data()))

    def _turn(self) -> None:
        self._all = not self._all
        if self._household is not None:
            self._fill(checklist(self._household, self._campaign))

    # One paper

    def open_paper(self, paper_id: int) -> None:
        """Open the dialog of one paper."""
        if self._session is not None:
            PaperDialog(self, self._session, paper_id, self.changed.emit).open()

    # Putting in

    def add_files(self, paths: Iterable[Path], line: int | None = None) -> None:
        """Put files under a line, or each under the line that its name suggests. What is refused is said, the rest goes in."""
        self._put([from_file(path, line) for path in paths])

    def paste(self, line: int | None = None) -> None:
        """Put in what the clipboard holds: files, or a picture."""
        if self._session is None:
            return
        papers = from_clipboard(self._session.clock(), line)
        if papers:
            self._put(papers)
        else:
            self.refused.emit(NOTHING_COPIED)

    def choose(self, line: int | None = None) -> None:
        """Ask for files, for a line or by their names."""
        choose_files(self, "选择要加入的材料", lambda paths: self.add_files(paths, line), kinds=KINDS)

    def _put(self, papers: list[Paper]) -> None:
        if self._session is None or self._household is None:
            return
        problems = put_in(self._session, self._household, papers)
        if len(problems) < len(papers):
            self.changed.emit(f"已加入 {len(papers) - len(problems)} 份材料")
        if problems:
            self.refused.emit(said(problems))

    def _menu_for_any(self) -> None:
        self._menu_for(0)

    def _menu_for(self, line: int) -> None:
        """Files or the clipboard, for one line (0: by the names of the files)."""
        choices: list[tuple[object, str]] = [(line, words) for words in (_FILES, _PASTE)]
        open_menu(self._adders.get(line, self._add), choices, self._chosen_way)

    def _chosen_way(self, action: QAction) -> None:
        line = int(action.data()) or None
        if action.text() == _PASTE:
            self.paste(line)
        else:
            self.choose(line)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add_files(files_of(event.mimeData()), self._line_at(event.position().toPoint()))
        event.acceptProposedAction()

    def _line_at(self, point: QPoint) -> int | None:
        """The line whose row is at this height of the card."""
        for number, label in self._rows.items():
            top = label.mapTo(self, QPoint(0, 0)).y()
            if top - 2 <= point.y() <= top + label.height() + 2:
                return number
        return None

    # Scans

    def _choose_scan_folder(self) -> None:
        choose_folder(self, "扫描仪存放文件的文件夹", self.watch, folder=self.scans.folder)

    def watch(self, folder: Path) -> None:
        """Have new files of this folder offered from now on."""
        if self._session is None:
            return
        try:
            settings.change_settings(self._session, {Key.SCAN_FOLDER: str(folder)})
        except KnownError as error:
            self.refused.emit(error.message)
            return
        self._show_scans()

    def _show_scans(self) -> None:
        clear(self._offered)
        found = self.scans.waiting() if self._household is not None else []
        if found:
            self._offered.addWidget(Label(f"扫描文件夹中有 {len(found)} 份新扫描件，点文件名加入这一户："))
        for path in found:
            line = guess_line(path.name)
            link = LinkButton(path.name, lambda path=path: self.add_files([path]), small=True)  # type: ignore[misc]
            self._offered.addLayout(row(link, Caption(f"将加入“{line} {LINES[line - 1].title}”"), None))
        self._offer.setVisible(bool(found))


def _state_of(line: PaperLine) -> Pill:
    if line.there:
        return Pill("有", Tone.GREEN)
    return Pill("缺", Tone.AMBER) if line.needed else Pill("—", Tone.NEUTRAL)
