"""What a page is to the window that holds it. The window knows pages through this and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.session import Session
from ui.jobs.runner import JobRunner
from ui.theme import tokens
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.text import PageTitle, Soft


@dataclass(frozen=True)
class Scope:
    """What the top bar has chosen: a campaign (None: none under way) and a village (empty: the whole town)."""

    campaign_id: int | None = None
    village: str = ""


class OpenOffice(Protocol):
    """The part of `dibao_desktop.office.Office` that furniture may see."""

    @property
    def session(self) -> Session:
        """The signed-in session."""

    @property
    def town(self) -> str:
        """The name of the township or county."""


@dataclass(frozen=True)
class PageContext:
    """All that a page is given; there is nothing global."""

    session: Session
    office: OpenOffice
    runner: JobRunner


@dataclass(frozen=True)
class PageEntry:
    """What the window shows of a page that is not made yet, and how it is made."""

    name: str
    title: str
    icon: Icon
    make: Callable[[PageContext], Page]
    takes_search: bool = False


class Page(QWidget):
    """One capability's screen.

    A page fills `self.body` in its `__init__` (after `super().__init__(context)`) and reads the database in
    `refresh` only, which is called when it is shown and something it listens to has changed since.
    """

    NAME: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""
    ICON: ClassVar[Icon] = Icon.FILE
    LISTENS_TO: ClassVar[Changes] = Changes.NOTHING
    HELP: ClassVar[str] = ""
    TAKES_SEARCH: ClassVar[bool] = False

    go = Signal(str, object)
    """Ask the window to show another page: its NAME and a target for its `open_target`."""

    said = Signal(str)
    """A word for the toast (`已保存`)."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.session = context.session
        self.scope = Scope()
        self._stale = True
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(tokens.PAGE_MARGIN, 18, tokens.PAGE_MARGIN, 18)
        self.body.setSpacing(tokens.GAP)
        self.banner = Banner()
        self.body.addWidget(self.banner)

    @classmethod
    def entry(cls) -> PageEntry:
        """The page as the window lists it."""
        return PageEntry(cls.NAME, cls.TITLE, cls.ICON, cls, cls.TAKES_SEARCH)

    # What a page overrides

    def refresh(self) -> None:
        """Read again and show it."""

    def open_target(self, target: object) -> None:
        """Show what another page pointed at (a household's id, a filter); called after the page is shown."""

    def search(self, text: str) -> None:
        """Show what the search box of the top bar finds; only called when TAKES_SEARCH."""

    def help_text(self) -> str:
        """What F1 shows; `HELP`, where nothing on the page has to be explained beside it."""
        return self.HELP

    def unsaved(self) -> str:
        """A sentence about what would be lost on closing; empty when nothing would."""
        return ""

    def needs(self, permission: Permission, *buttons: PrimaryButton | SecondaryButton | LinkButton) -> None:
        """Leave pale what the signed-in account would be refused anyway."""
        if permission not in self.session.actor.permissions:
            for button in buttons:
                button.forbid(f"当前账户没有“{permission}”的权限。")

    # What the window calls

    def scope_changed(self, scope: Scope) -> None:
        """Take another campaign or village."""
        if scope != self.scope:
            self.scope = scope
            self.become_stale()

    def told(self, changes: Changes) -> None:
        """Something was committed."""
        if changes & self.LISTENS_TO:
            self.become_stale()

    def become_stale(self) -> None:
        """Read again: now when on screen, else when shown next."""
        self._stale = True
        if self.isVisible():
            self._freshen()

    @property
    def is_stale(self) -> bool:
        """Whether it has not read since something changed."""
        return self._stale

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._freshen()

    def _freshen(self) -> None:
        if self._stale:
            self._stale = False
            try:
                self.refresh()
            except KnownError as error:
                self.banner.say(error.message, Tone.RED)


class PageHead(QWidget):
    """The first line of a page: its title, a note beside it, buttons at the right."""

    def __init__(self, title: str, note: str = "", *buttons: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._title, self._note = PageTitle(title), Soft(note)
        layout.addWidget(self._title, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._note, 1, Qt.AlignmentFlag.AlignVCenter)
        self._buttons = layout
        for button in buttons:
            layout.addWidget(button)
        self.setMinimumHeight(tokens.CONTROL_HEIGHT + 2)

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title.setText(title)

    def set_note(self, note: str) -> None:
        """Another note."""
        self._note.setText(note)

    def add(self, button: QWidget) -> None:
        """One more button at the right."""
        self._buttons.addWidget(button)
