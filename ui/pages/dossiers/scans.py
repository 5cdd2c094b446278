"""What lies new in the folder that the scanner writes to."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.rules.paper_files import MOST_BYTES, PaperKind
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key

_ENDINGS = {f".{kind.value}" for kind in PaperKind} | {".jpeg"}
_RECENT_SECONDS = 24 * 3600
_MOST = 6


class ScanFolder(QObject):
    """Watches the folder of the settings; `arrived` when something in it changes."""

    arrived = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.arrived)

    @property
    def folder(self) -> Path | None:
        """The folder; None while none is set."""
        set_ = settings.value(Key.SCAN_FOLDER)
        return Path(set_) if set_ else None

    def waiting(self) -> list[Path]:
        """The scans of the last day that no dossier has yet, the newest first."""
        folder = self.folder
        if folder is None or not folder.is_dir():
            return []
        watched = self._watcher.directories()
        if str(folder) not in watched:
            if watched:
                self._watcher.removePaths(watched)
            self._watcher.addPath(str(folder))
        return [path for path in _recent(folder.iterdir()) if not queries.is_kept(path.read_bytes())][:_MOST]


def _recent(paths: Iterable[Path]) -> list[Path]:
    oldest = time.time() - _RECENT_SECONDS
    found = []
    for path in paths:
        if path.suffix.lower() not in _ENDINGS or not path.is_file():
            continue
        state = path.stat()
        if state.st_mtime >= oldest and 0 < state.st_size <= MOST_BYTES:
            found.append((state.st_mtime, path))
    return [path for _, path in sorted(found, reverse=True)[: 2 * _MOST]]
