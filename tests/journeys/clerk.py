"""The clerk of the journeys: eyes and hands in the real window. Presses what is on screen, by the words on it.

With `DIBAO_PICTURES=folder` in the environment each `look` leaves a picture there, to be looked at after a change.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QWidget,
)

from conftest import Clock
from dibao_desktop.session import Session
from ui.forms.fields import Field
from ui.main_window import MainWindow
from ui.models.table import PagedTable
from ui.widgets.chooser import Chooser
from ui.widgets.dialogs import Dialog
from ui.widgets.page import Page
from ui.widgets.side_list import SideList

PICTURES = os.environ.get("DIBAO_PICTURES", "")

Kind = TypeVar("Kind", bound=QWidget)


class Clerk:
    """One person at one window. `session` is only for reading what came of it, `clock` for letting days pass."""

    def __init__(self, window: MainWindow, session: Session, clock: Clock) -> None:
        self.window, self.session, self.clock = window, session, clock
        self._pictures = 0

    # Eyes

    def settle(self) -> None:
        """Let everything that was asked for happen: queued news, layouts, dialogs that go."""
        for _ in range(6):
            QApplication.processEvents()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def look(self, name: str, widget: QWidget | None = None) -> None:
        """Leave a picture of what the clerk sees, when pictures are wanted."""
        if PICTURES:
            self.settle()
            self._pictures += 1
            shown = widget or self.window
            shown.grab().save(str(Path(PICTURES) / f"{self._pictures:02d}_{name}.png"))

    @property
    def page(self) -> Page:
        """The page on screen."""
        page = self.window.current_page()
        assert page is not None
        return page

    @property
    def banner(self) -> str:
        """What the page says across its top."""
        return self.page.banner.sentence()

    @property
    def said(self) -> str:
        """The last word of thanks; on a slow machine it may have gone from the screen already."""
        return self.window.toast._words.text()

    def words_of(self, widget: QWidget) -> str:
        """All that a part of the window says."""
        return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())

    def front_says(self, words: str) -> bool:
        """Whether the dialog or page in front says this somewhere."""
        return words in self.words_of(self._front)

    def dialog(self, kind: type[Kind]) -> Kind:
        """The dialog in front."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind), f"{kind.__name__} is not in front, but {found}; banner: {self.banner}"
        return found

    def no_dialog(self) -> None:
        """Nothing asks for anything."""
        assert QApplication.activeModalWidget() is None

    @property
    def _front(self) -> QWidget:
        return QApplication.activeModalWidget() or self.page

    def _come_forward(self) -> QWidget:
        """The window in front, with the keyboard: the offscreen platform does not give it back when a dialog goes."""
        front = QApplication.activeModalWidget() or self.window
        if QApplication.activePopupWidget() is None and QApplication.activeWindow() is not front:
            front.activateWindow()
            self.settle()
        return front

    def button(self, words: str) -> QAbstractButton:
        """The button in front with these words (or beginning with them, where no other is just these)."""
        shown = [each for each in self._front.findChildren(QPushButton) if each.isVisible()]
        exact = [each for each in shown if each.text().strip() == words]
        found = exact or [each for each in shown if each.text().strip().startswith(words)]
        assert found, f"no button {words!r} among {[each.text() for each in shown]}; banner: {self.banner}"
        return found[0]

    def offers(self, words: str) -> bool:
        """Whether a button with these words can be pressed."""
        return any(
            each.text().strip().startswith(words) and each.isVisible() and each.isEnabled()
            for each in self._front.findChildren(QPushButton)
        )

    def field(self, caption: str, place: int = 0) -> Field:
        """The field in front whose caption begins so; `place` counts those that share it."""
        shown = [each for each in self._front.findChildren(Field) if each.isVisible()]
        found = [each for each in shown if each.caption.startswith(caption)]
        assert len(found) > place, f"no field {caption!r} among {[each.caption for each in shown]}"
        return found[place]

    # Hands

    def go(self, name: str) -> Page:
        """Go to a page by the rail."""
        self._click(self.window.rail._items[name])
        assert name == self.page.NAME
        return self.page

    def press(self, words: str) -> None:
        """Click a button by its words."""
        button = self.button(words)
        assert button.isEnabled(), f"{words!r} cannot be pressed: {button.toolTip()}"
        self._click(button)

    def _click(self, widget: QWidget, where: QPoint | None = None, double: bool = False) -> None:
        self._come_forward()
        act = QTest.mouseDClick if double else QTest.mouseClick
        act(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where or widget.rect().center())
        self.settle()

    def click(self, widget: QWidget) -> None:
        """Click in the middle of something that is no button of words: a figure, a line."""
        assert widget.isVisible()
        self._click(widget)

    def write(self, caption: str, words: str, place: int = 0) -> None:
        """Type into a field, over what stands there."""
        self._come_forward()
        field = self.field(caption, place)
        assert field.isEnabled()
        editor = field.editor
        if isinstance(editor, QComboBox):
            self.choose_of(editor, words)
            return
        editor.setFocus()
        QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._type(editor, words)

    def tick(self, caption: str) -> None:
        """Tick a box of the form."""
        self._come_forward()
        box = self.field(caption).editor
        assert isinstance(box, QCheckBox) and not box.isChecked()
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)
        self.settle()

    def type_here(self, widget: QWidget, words: str) -> None:
        """Type into a box that is no field of a form."""
        self._click(widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget)
        self._type(widget, words)

    def _type(self, widget: QWidget, words: str) -> None:
        """Chinese comes out of an input method; QTest's own keys know Latin letters only."""
        assert widget.hasFocus()
        entered = QInputMethodEvent()
        entered.setCommitString(words)
        QApplication.sendEvent(widget, entered)
        self.settle()

    def choose_of(self, box: QComboBox, words: str) -> None:
        """Choose in a drop-down by the arrow keys."""
        wanted = box.findText(words)
        assert wanted >= 0, f"{words!r} is not among {[box.itemText(place) for place in range(box.count())]}"
        box.setFocus()
        while box.currentIndex() != wanted:
            QTest.keyClick(box, Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up)
        self.settle()

    def choose_scope(self, chooser: Chooser, words: str) -> None:
        """Choose in the top bar."""
        self._click(chooser)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(each for each in menu.actions() if each.text() == words)
        self._click(menu, menu.actionGeometry(action).center())

    def keys(self, *keys: Qt.Key, ctrl: bool = False) -> None:
        """Press keys, wherever the keyboard is."""
        modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        for key in keys:
            front = self._come_forward()
            QTest.keyClick(front.focusWidget() or front, key, modifier)
            self.settle()

    def choose_row(self, table: PagedTable, place: int, double: bool = False) -> None:
        """Click a row of a table."""
        assert table.isVisible()
        index = table.model().index(place, 0)
        table.scrollTo(index)
        where = table.visualRect(index).center()
        if double:
            self._click(table.viewport(), where)
        self._click(table.viewport(), where, double)

    def choose_line(self, lines: SideList, words: str) -> None:
        """Click a line of a side list by its words."""
        assert lines.isVisible()
        for place in range(lines.count()):
            item = lines.item(place)
            if item.text() == words:
                lines.scrollToItem(item)
                self._click(lines.viewport(), lines.visualItemRect(item).center())
                return
        raise AssertionError(f"no line {words!r} in {[lines.item(place).text() for place in range(lines.count())]}")

    def give_files(self, paths: Sequence[Path]) -> None:
        """Answer the system's file dialog."""
        dialog = self.dialog(QFileDialog)
        name = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(name, QLineEdit)
        # Pasted, not typed: typing would have the dialog complete the name.
        name.setText(" ".join(f'"{path}"' for path in paths) if len(paths) > 1 else str(paths[0]))
        box = dialog.findChild(QDialogButtonBox)
        assert isinstance(box, QDialogButtonBox)
        kind = dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
        standard = QDialogButtonBox.StandardButton
        self._click(box.button(standard.Save if kind else standard.Open))

    def save_paper(self, words: str, out: Path) -> None:
        """Press a button that prints or saves, and say where to."""
        self.press(words)
        self.give_files([out])
        start = {".pdf": b"%PDF", ".docx": b"PK"}[out.suffix]
        assert out.exists() and out.read_bytes().startswith(start), self.banner

    def answer(self, kind: type[Dialog], words: str) -> None:
        """Press a button of the dialog in front."""
        self.dialog(kind)
        self.press(words)

    # Time

    def wait_until(self, day: dt.date, hour: int = 9) -> None:
        """Come back to the desk on another day, the program still open."""
        assert day >= self.clock.now.date()
        self.clock.now = dt.datetime.combine(day, dt.time(hour))
        self.window._clock.timeout.emit()
        self.settle()
