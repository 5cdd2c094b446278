"""Menus of this page: below their button, ready for the keyboard; and what a dossier can be printed as."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from dibao_desktop.reports.forms import Form

SHEET, BAG, TEMPLATES = "sheet", "bag", "templates"


def open_menu(button: QWidget, choices: list[tuple[object, str]], chosen: Callable[[QAction], object]) -> None:
    """Offer choices, each an action that holds its value; the first one is ready for Enter."""
    menu = QMenu(button)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for value, words in choices:
        menu.addAction(words).setData(value)
    menu.triggered.connect(chosen)
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))
    menu.setActiveAction(menu.actions()[0])


def print_choices() -> list[tuple[object, str]]:
    """All that a dossier can be printed as, and the way to the templates."""
    forms: list[tuple[object, str]] = [(form.value, f"{form}（Word）") for form in Form]
    sheet, bag = (SHEET, "档案登记表（PDF）\tCtrl+P"), (BAG, "一户一袋：整份档案（PDF）\tF9")
    return [sheet, *forms, bag, (TEMPLATES, "修改模板：复制到本单位的文件夹…")]
