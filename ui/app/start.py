"""Builds the application and walks from nothing to an open window; everything of `ui` is put together here."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QSettings, QStandardPaths, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from dibao_desktop import office as offices
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.places import resources
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.office import Office
from dibao_desktop.policy import queries as policies
from ui.app.crash import CrashReporter, log_folder
from ui.app.facts import OfficeFacts
from ui.app.sign_in import NewOfficeDialog, Recent, RecoveryDialog, SignInDialog, WelcomeWindow
from ui.jobs.garbage import GuiGarbage
from ui.jobs.runner import JobRunner
from ui.main_window import MainWindow
from ui.pages import PAGES, bring_in
from ui.theme.look import dress
from ui.theme.tokens import Tone
from ui.widgets.dialogs import Dialog
from ui.widgets.page import PageContext, PageEntry
from ui.widgets.rail import PRODUCT

APPLICATION = "dibao-desktop"
_BETWEEN_PAGES_MS = 100


def build_window(office: Office, runner: JobRunner) -> MainWindow:
    """The whole window on an open office; tests and the tour use it as well."""
    return MainWindow(PageContext(office.session, office, runner), PAGES, OfficeFacts(office))


class Starter(QObject):
    """Welcome, sign-in, window; holds what must live while the window does."""

    def __init__(self, recent: Recent, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recent = recent
        self._office: Office | None = None
        self._dialog: Dialog | None = None
        # Pages that nobody has asked for yet.
        self._waiting: list[PageEntry] = []
        self.welcome: WelcomeWindow | None = None
        self.window: MainWindow | None = None

    def begin(self, path: Path | None) -> None:
        """Open an office, or ask for one."""
        if path is None:
            self.show_welcome()
        else:
            self.open_path(path)

    def show_welcome(self, problem: str = "") -> None:
        """Show the recent offices."""
        self.welcome = WelcomeWindow(self._recent.paths(), problem)
        self.welcome.path_chosen.connect(self.open_path)
        self.welcome.new_wanted.connect(self.make_new)
        self.welcome.show()

    def open_path(self, path: Path) -> None:
        """Sign in to the office at a path; a password in the environment is used without asking."""
        password = os.environ.get("DIBAO_PASSWORD", "")
        try:
            if password:
                self.show_office(offices.open_office(path, password))
                return
            dialog = SignInDialog(self.welcome, path)
        except KnownError as error:
            self._explain(error.message)
            return
        dialog.opened.connect(self.show_office)
        dialog.rejected.connect(self._given_up)
        self._open(dialog)

    def make_new(self) -> None:
        """Ask for what a new office needs."""
        packs = policies.load_packs(resources() / "policies")
        choices = [(policy.id, policy.title) for policy in packs.policies.values()]
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = NewOfficeDialog(self.welcome, choices, Path(documents or Path.home()))
        dialog.made.connect(self._made)
        self._open(dialog)

    def _made(self, office: Office, code: str) -> None:
        dialog = RecoveryDialog(self.welcome, office.town, code)
        # The office is made whatever becomes of this dialog: Esc opens it as well.
        dialog.finished.connect(lambda _result: self.show_office(office))
        self._open(dialog)

    def _open(self, dialog: Dialog) -> None:
        # Without a parent nothing else holds it.
        self._dialog = dialog
        dialog.open()

    def show_office(self, office: Office) -> None:
        """Put the window up."""
        self._office = office
        self._recent.remember(office.folder)
        runner = JobRunner(self, around=office.database.connection_context)
        self.window = build_window(office, runner)
        self.window.closed.connect(self.end)
        self.window.show()
        # At 100,000 households this takes seconds; the first key typed should not wait for it.
        runner.run(lambda _progress: dossiers.warm_search(), title="正在准备查找")
        self._waiting = list(PAGES[1:])
        QTimer.singleShot(_BETWEEN_PAGES_MS, self, self._bring_in_next)
        page = self.window.current_page()
        if office.unclean and page is not None:
            page.banner.say("上次没有正常关闭。已经检查全部数据，没有发现问题，最后一次保存的内容都在。", Tone.GREEN)
        if self.welcome is not None:
            self.welcome.close()
            self.welcome = None

    def _bring_in_next(self) -> None:
        """Import one page more, so that the first look at it does not wait; the clerk's own work goes between."""
        if self._waiting:
            bring_in(self._waiting.pop(0))
            QTimer.singleShot(_BETWEEN_PAGES_MS, self, self._bring_in_next)

    def end(self) -> None:
        """Close the office."""
        self._waiting = []
        if self._office is not None:
            self._office.close()
            self._office = None

    def _explain(self, sentence: str) -> None:
        if self.welcome is None:
            self.show_welcome(sentence)
        else:
            self.welcome.banner.say(sentence, Tone.RED)

    def _given_up(self) -> None:
        if self.welcome is None:
            self.show_welcome()


def run(office_path: Path | None) -> int:
    """Open the window on an office (or ask for one) and return when it is closed."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName(APPLICATION)
    application.setApplicationDisplayName(PRODUCT)
    application.setWindowIcon(QIcon(str(resources() / "icons" / "dibao.png")))
    dress(application)
    reporter = CrashReporter(log_folder(), application)
    reporter.install()
    garbage = GuiGarbage(application)
    starter = Starter(Recent(QSettings(APPLICATION, APPLICATION)), application)
    starter.begin(office_path)
    status = application.exec()
    starter.end()
    garbage.stop()
    reporter.uninstall()
    return status
