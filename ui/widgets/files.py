"""Asks for files and folders with the system's own dialog, opened without a nested event loop."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

WORKBOOKS = "表格 (*.xlsx *.xls *.xlsb *.ods *.csv)"
EVERYTHING = "所有文件 (*)"


def _dialog(parent: QWidget | None, title: str, folder: Path | None, kinds: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(folder or Path.home()))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setNameFilters([kind for kind in (kinds, EVERYTHING) if kind])
    # Qt's Chinese catalogue lacks these two.
    dialog.setLabelText(QFileDialog.DialogLabel.LookIn, "位置：")
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, "文件类型：")
    return dialog


def choose_file(
    parent: QWidget | None,
    title: str,
    on_path: Callable[[Path], object],
    *,
    kinds: str = WORKBOOKS,
    folder: Path | None = None,
) -> QFileDialog:
    """One existing file."""
    dialog = _dialog(parent, title, folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: on_path(Path(path)))
    dialog.open()
    return dialog


def choose_files(
    parent: QWidget | None,
    title: str,
    on_paths: Callable[[list[Path]], object],
    *,
    kinds: str = WORKBOOKS,
    folder: Path | None = None,
) -> QFileDialog:
    """Any number of existing files."""
    dialog = _dialog(parent, title, folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda paths: on_paths([Path(path) for path in paths]))
    dialog.open()
    return dialog


def choose_target(
    parent: QWidget | None,
    title: str,
    name: str,
    on_path: Callable[[Path], object],
    *,
    kinds: str = WORKBOOKS,
    folder: Path | None = None,
) -> QFileDialog:
    """Where to save; `name` is offered, and its ending is added when the clerk leaves it out."""
    dialog = _dialog(parent, title, folder, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: on_path(Path(path)))
    dialog.open()
    return dialog


def choose_folder(
    parent: QWidget | None, title: str, on_path: Callable[[Path], object], *, folder: Path | None = None
) -> QFileDialog:
    """An existing folder (an office, a place for backups)."""
    dialog = _dialog(parent, title, folder, "")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda path: on_path(Path(path)))
    dialog.open()
    return dialog
