"""The window: a rail, a top bar, a stack of pages and a status line. It knows pages through their entries only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMainWindow, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from dibao_desktop.domain.changes import Changes
from ui.jobs.progress_bar import JobBar
from ui.theme import tokens
from ui.widgets.chooser import Chooser
from ui.widgets.dialogs import ConfirmDialog
from ui.widgets.page import Page, PageContext, PageEntry, Scope
from ui.widgets.rail import PRODUCT, Rail
from ui.widgets.search_box import SearchBox
from ui.widgets.search_popup import Found, FoundGroup, SearchPopup
from ui.widgets.sheet import SideSheet
from ui.widgets.status_line import Status, StatusLine
from ui.widgets.toast import Toast

# Below this width the rail keeps its pictures only: 1366×768 at 200 % is 683 wide.
NARROW_BELOW = 1100
VERY_NARROW_BELOW = 800
STATUS_EVERY_MS = 60_000
# Ctrl+1 … Ctrl+9 and Ctrl+0 show the pages.
_TEN = 10
_CHOOSERS_LISTEN_TO = Changes.CLEARANCE | Changes.DOSSIERS | Changes.SETTINGS


class ShellFacts(Protocol):
    """What the shell itself shows; `ui/app.py` answers it from the capabilities' queries."""

    def signed_in(self) -> tuple[str, str]:
        """Who works here (`周敏 · 经办人`) and the office (`青石乡民政办`)."""

    def campaigns(self) -> Sequence[tuple[int, str]]:
        """Campaigns by id, the present one first."""

    def villages(self) -> Sequence[str]:
        """Every village, in the office's order."""

    def whole(self) -> str:
        """What the whole office is called in the scope chooser (`全乡`)."""

    def status(self, scope: Scope) -> Status:
        """What the status line says."""

    def find(self, text: str, scope: Scope) -> Sequence[FoundGroup]:
        """What a typed text finds, for the popup of the search box."""

    def badges(self, scope: Scope) -> dict[str, int]:
        """Counts for the rail, by page name."""


class MainWindow(QMainWindow):
    """Pages are made when they are first shown."""

    page_shown = Signal(str)
    closed = Signal()
    _committed = Signal(object)

    def __init__(self, context: PageContext, pages: Sequence[PageEntry], facts: ShellFacts) -> None:
        super().__init__()
        self._context, self._facts = context, facts
        self._entries = {entry.name: entry for entry in pages}
        self._pages: dict[str, Page] = {}
        self._frames: dict[str, QScrollArea] = {}
        self.scope = Scope()
        self._campaigns: set[object] = set()
        self.setWindowTitle(f"{PRODUCT} — {context.office.town}")
        self.resize(1366, 768)
        self._build(pages)
        self._set_keys(pages)
        # A command may run on the worker: its news is queued to this thread.
        self._committed.connect(self._told, Qt.ConnectionType.QueuedConnection)
        context.session.subscribe(self._hear)
        context.runner.started.connect(self.job_bar.follow)
        # Commits that follow each other at once are told once.
        self._untold = Changes.NOTHING
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(0)
        self._gather.timeout.connect(self._tell)
        self._clock = QTimer(self)
        self._clock.setInterval(STATUS_EVERY_MS)
        self._day = context.session.today()
        self._clock.timeout.connect(self._minute_passed)
        self._clock.start()
        self.refresh_choosers()
        if pages:
            self.show_page(pages[0].name)

    def _build(self, pages: Sequence[PageEntry]) -> None:
        self.rail = Rail()
        for number, entry in enumerate(pages, start=1):
            self.rail.add(entry.name, entry.title, entry.icon, f"Ctrl+{number % 10}" if number <= _TEN else "")
        self.rail.chosen.connect(self.show_page)
        self.stack = QStackedWidget()
        self.stack.setObjectName("ground")
        self.job_bar = JobBar()
        self.status_line = StatusLine(self.job_bar)
        self.status_line.help_clicked.connect(self.show_help)
        self.status_line.due_clicked.connect(self._open_due)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._top_bar())
        right.addWidget(self.stack, 1)
        right.addWidget(self.status_line)
        whole = QWidget()
        whole.setObjectName("ground")
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.rail)
        across.addLayout(right, 1)
        self.setCentralWidget(whole)
        self.toast = Toast(self)
        self.popup = SearchPopup(self, self.search_box)
        self.popup.chosen.connect(self._open_found)
        self.help_sheet = SideSheet(self)

    def _top_bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("top-bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(tokens.TOP_BAR_HEIGHT)
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(tokens.PAGE_MARGIN, 0, tokens.PAGE_MARGIN, 0)
        layout.setSpacing(tokens.GAP)
        self.campaign_chooser = Chooser("行动")
        self.village_chooser = Chooser("范围", width_limit=220)
        self.search_box = SearchBox("姓名、拼音首字母、身份证、档案号…", "Ctrl K")
        self.campaign_chooser.chosen.connect(self._scope_chosen)
        self.village_chooser.chosen.connect(self._scope_chosen)
        self.search_box.searched.connect(self._suggest)
        self.search_box.returnPressed.connect(self._search_all)
        layout.addWidget(self.campaign_chooser)
        layout.addWidget(self.village_chooser)
        layout.addStretch(1)
        layout.addWidget(self.search_box)
        self.search_box.setMaximumWidth(330)
        self.search_box.setMinimumWidth(160)
        return bar

    def _set_keys(self, pages: Sequence[PageEntry]) -> None:
        for number, entry in enumerate(pages[:_TEN], start=1):
            QShortcut(QKeySequence(f"Ctrl+{number % 10}"), self, lambda name=entry.name: self.show_page(name))
        QShortcut(QKeySequence("Ctrl+K"), self, self._to_search)
        QShortcut(QKeySequence("F1"), self, self.show_help)
        QShortcut(QKeySequence("F5"), self, lambda: self._told(Changes.EVERYTHING))

    # Pages

    def show_page(self, name: str, target: object = None) -> None:
        """Show a page by its NAME, and point it at something."""
        page = self.page(name)
        if page is not self.current_page():
            # A word of thanks belongs to the page that said it.
            self.toast.hide()
        self.help_sheet.hide()
        self.stack.setCurrentWidget(self._frames[name])
        self.rail.show_name(name)
        self.page_shown.emit(name)
        if not self.search_box.hasFocus():
            page.setFocus()
        if target is not None:
            page.open_target(target)

    def page(self, name: str) -> Page:
        """A page by its NAME, made when it is first asked for."""
        if name not in self._pages:
            page = self._entries[name].make(self._context)
            page.scope = self.scope
            page.go.connect(self.show_page)
            page.said.connect(self.toast.say)
            frame = QScrollArea()
            frame.setObjectName("ground")
            frame.setWidgetResizable(True)
            frame.setFrameShape(QFrame.Shape.NoFrame)
            frame.setWidget(page)
            self._pages[name], self._frames[name] = page, frame
            self.stack.addWidget(frame)
        return self._pages[name]

    def current_page(self) -> Page | None:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        return next((page for name, page in self._pages.items() if self._frames[name] is shown), None)

    def show_help(self) -> None:
        """Open the help of the page that is shown."""
        page = self.current_page()
        if page is not None:
            self.help_sheet.say(f"{page.TITLE}：说明", page.help_text() or "本页暂无说明。")

    # Scope and search

    def refresh_choosers(self) -> None:
        """Read campaigns and villages again, keeping what is chosen."""
        campaigns: list[tuple[object, str]] = [*self._facts.campaigns()] or [(None, "尚未开展")]
        ids = {value for value, _ in campaigns if value is not None}
        begun = ids - self._campaigns if self._campaigns else set()
        self._campaigns = ids
        # Who begins a campaign wants to work in it.
        self.campaign_chooser.set_choices(campaigns, next(iter(begun), self.campaign_chooser.value()))
        villages = list(self._facts.villages())
        everything = ("", f"{self._facts.whole()} {len(villages)} 村" if villages else self._facts.whole())
        self.village_chooser.set_choices(
            [everything, *((name, name) for name in villages)], self.village_chooser.value()
        )
        self._scope_chosen()
        self.refresh_shell()

    def _minute_passed(self) -> None:
        """Left open over midnight, every page would go on saying what was due yesterday."""
        today = self._context.session.today()
        if today != self._day:
            self._day = today
            self._told(Changes.EVERYTHING)
        else:
            self.refresh_shell()

    def refresh_shell(self) -> None:
        """Read status line and counts again."""
        self.rail.set_signed_in(*self._facts.signed_in())
        self.status_line.show_status(self._facts.status(self.scope))
        counts = self._facts.badges(self.scope)
        for name in self._entries:
            self.rail.set_count(name, counts.get(name, 0))

    def _scope_chosen(self, _value: object = None) -> None:
        campaign = self.campaign_chooser.value()
        scope = Scope(campaign if isinstance(campaign, int) else None, str(self.village_chooser.value() or ""))
        if scope != self.scope:
            self.scope = scope
            for page in self._pages.values():
                page.scope_changed(scope)

    def _to_search(self) -> None:
        self.search_box.setFocus()
        self.search_box.selectAll()

    def _suggest(self, text: str) -> None:
        """Show what is found while the clerk types; an emptied box empties the list too."""
        if text:
            self.popup.show_groups(self._facts.find(text, self.scope), "没有找到。按回车在一户一档中查找。")
            return
        self.popup.hide()
        page = self.current_page()
        if page is not None and page.TAKES_SEARCH:
            page.search("")

    def _open_found(self, line: Found) -> None:
        self.search_box.set_quietly("")
        self.show_page(line.page, line.target)

    def _search_all(self) -> None:
        """Enter without a line chosen lists all that is found."""
        self.popup.hide()
        self._search(self.search_box.text().strip())

    def _search(self, text: str) -> None:
        name = next((entry.name for entry in self._entries.values() if entry.takes_search), None)
        if name is not None:
            self.show_page(name)
            self.page(name).search(text)

    def _open_due(self) -> None:
        door = self._facts.status(self.scope).door
        if door is not None:
            self.show_page(*door)

    # News

    def _hear(self, changes: Changes) -> None:
        """Called after each commit, on the thread that committed."""
        self._committed.emit(changes)

    def _told(self, changes: Changes) -> None:
        if self._ended:
            # News that was queued before the window closed; the office may be closed by now.
            return
        self._untold |= changes
        self._gather.start()

    def _tell(self) -> None:
        changes, self._untold = self._untold, Changes.NOTHING
        if changes & _CHOOSERS_LISTEN_TO:
            self.refresh_choosers()
        else:
            self.refresh_shell()
        for page in self._pages.values():
            page.told(changes)

    # The end

    def closeEvent(self, event: QCloseEvent) -> None:
        lost = [sentence for sentence in (page.unsaved() for page in self._pages.values()) if sentence]
        if self._context.runner.busy:
            lost.append("还有任务正在进行，退出会取消它，已写入的部分会退回。")
        if lost and not self._leaving:
            event.ignore()
            ConfirmDialog(self, "现在退出吗？", "\n".join(lost), self._leave, yes="仍然退出", danger=True).open()
            return
        self._ended = True
        self._clock.stop()
        self._gather.stop()
        self._context.session.unsubscribe(self._hear)
        self._context.runner.close()
        super().closeEvent(event)
        self.closed.emit()

    _leaving = False
    _ended = False

    def _leave(self) -> None:
        self._leaving = True
        self.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(self.width() < NARROW_BELOW)
        self.status_line.set_narrow(self.width() < VERY_NARROW_BELOW)
