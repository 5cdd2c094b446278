"""What happens when our own code breaks: a log file for us, one sentence for the clerk, and the program goes on."""

from __future__ import annotations

import datetime as dt
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QApplication

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.secrecy import without_numbers
from ui.widgets.dialogs import SayDialog

SENTENCE = "程序出了意外的错误，刚才的操作没有写入，已保存的数据不受影响。请重新做一次；如果再次出现，请把下面这个文件发给维护人员：\n{path}"


def log_folder() -> Path:
    """Where the logs are kept, in the user's own folder."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)) / "logs"


class CrashReporter(QObject):
    """Takes over `sys.excepthook`. `reported` tells the sentence. The sentence is shown once at a time, so a fault in painting cannot pile up."""

    reported = Signal(str)
    _arrived = Signal(str, str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._showing: SayDialog | None = None
        # Through a signal: an exception may come from another thread.
        self._arrived.connect(self._show)

    def install(self) -> None:
        """From now on every unexpected exception comes here."""
        sys.excepthook = self.report
        threading.excepthook = lambda args: self.report(args.exc_type, args.exc_value, args.exc_traceback)

    def uninstall(self) -> None:
        """Give Python its own hooks back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def report(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Write the log and show the sentence."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(error, KnownError):
            # Foreseen, only not caught by the page: the sentence is all there is to say.
            self._arrived.emit("无法完成", error.message)
            return
        now = dt.datetime.now()
        # The file is meant to be sent away, and what an exception says may be somebody's number.
        told = without_numbers("".join(traceback.format_exception(kind, error, trace)))
        text = f"{now.isoformat(timespec='seconds')}\n{told}\n"
        path = self._folder / f"{now:%Y-%m-%d}.log"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8") as log:
                log.write(text)
        except OSError:
            # A full disk must not hide the fault itself: then at least whoever started us sees it.
            sys.__stderr__.write(text) if sys.__stderr__ else None
        self._arrived.emit("程序出错", SENTENCE.format(path=path))

    def _show(self, title: str, sentence: str) -> None:
        self.reported.emit(sentence)
        if self._showing is None:
            self._showing = SayDialog(QApplication.activeWindow(), title, sentence)
            self._showing.finished.connect(self._closed)
            self._showing.open()

    def _closed(self) -> None:
        self._showing = None
