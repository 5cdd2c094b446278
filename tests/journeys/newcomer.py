"""Somebody who sees the window for the first time: with the mouse alone, or with the keyboard alone.

Every step goes to what lies under the mouse, or to what has the keyboard, and is counted; `seconds` is the time that the
keystroke-level model (Card, Moran and Newell) gives an ordinary clerk for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from journeys.clerk import Clerk
from ui.forms.fields import Field

_CLICK, _KEY, _THINK, _NOTCH = 1.1, 0.28, 1.35, 0.2
# A Chinese character by its pinyin: two letters and the choice.
_KEYS_A_CHARACTER = 3
_NAMED_KEY = re.compile(r"（((?:Ctrl|Alt|Shift)\+\S+?|F\d+|Esc)）")
_FAR = 90


@dataclass
class Effort:
    """What it has cost. Text is counted apart: it is the same for both hands."""

    acts: int = 0
    clicks: int = 0
    keys: int = 0
    notches: int = 0
    letters: int = 0
    log: list[str] = field(default_factory=list)

    @property
    def steps(self) -> int:
        """Clicks, turns of the wheel and keys that are no text."""
        return self.clicks + self.keys + self.notches

    @property
    def seconds(self) -> float:
        """The model's seconds."""
        return self.acts * _THINK + self.clicks * _CLICK + (self.keys + self.letters) * _KEY + self.notches * _NOTCH


class Newcomer(Clerk):
    """What both hands share."""

    effort: Effort

    def begin(self) -> None:
        """Count from here."""
        self.effort = Effort()
        # A list that dropped down takes no click within this time, lest the one that opened it choose as well.
        QApplication.setDoubleClickInterval(0)

    def open_page(self, name: str) -> None:
        """Go to a page."""
        raise NotImplementedError

    def push(self, button: QAbstractButton) -> None:
        """A button that has no words."""
        raise NotImplementedError

    def enter(self, caption: str, words: str, place: int = 0, within: QWidget | None = None) -> None:
        """Write into a field, over what stands there."""
        raise NotImplementedError

    def pick(self, caption: str, words: str, place: int = 0, within: QWidget | None = None) -> None:
        """Choose one of the words that a field offers."""
        raise NotImplementedError

    def choose_in_menu(self, words: str) -> None:
        """Choose in the menu that is open."""
        raise NotImplementedError

    def act(self, words: str) -> None:
        """One thing the clerk has to think of."""
        self.effort.acts += 1
        self.effort.log.append(f"{self.effort.steps} {words}")

    def letters(self, words: str) -> None:
        """Type into what has the keyboard."""
        self.effort.letters += sum(_KEYS_A_CHARACTER if ord(each) > 127 else 1 for each in words)
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the keyboard"
        self._type(target, words)

    def press_key(self, keys: str) -> None:
        """One key, or one with others held."""
        front = self._come_forward()
        combination = QKeySequence(keys)[0]
        popup = QApplication.activePopupWidget()
        target = popup or front.focusWidget() or front
        if isinstance(popup, QWidget) and popup.focusWidget() is not None:
            target = popup.focusWidget()
        self.effort.keys += 1
        QTest.keyClick(target, combination.key(), combination.keyboardModifiers())
        self.settle()


class Mouse(Newcomer):
    """Clicks where something is to be seen, and types only into what was clicked."""

    def _click(self, widget: QWidget, where: QPoint | None = None, double: bool = False) -> None:
        self._come_forward()
        at = where or widget.rect().center()
        self._bring(widget, at)
        top = widget.window()
        spot = widget.mapTo(top, at)
        hit = top.childAt(spot) or top
        assert hit is widget or widget.isAncestorOf(hit), f"{hit} lies over {widget}"
        self.effort.clicks += 2 if double else 1
        (QTest.mouseDClick if double else QTest.mouseClick)(
            hit, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, hit.mapFrom(top, spot)
        )
        self.settle()

    def open_page(self, name: str) -> None:
        self.act(name)
        self.go(name)

    def _bring(self, widget: QWidget, at: QPoint) -> None:
        """Turn the wheel until it is to be seen."""
        for _notch in range(_FAR):
            area = _scrolled_by(widget)
            if area is None:
                return
            view = area.viewport()
            y = widget.mapTo(view, at).y()
            if 4 <= y <= view.height() - 4:
                return
            _turn_wheel(view, up=y < 0)
            self.effort.notches += 1
            self.settle()
        raise AssertionError(f"{widget} never came into sight")

    def press(self, words: str) -> None:
        self.act(f"点“{words}”")
        super().press(words)

    def push(self, button: QAbstractButton) -> None:
        """Click a button that has no words."""
        self.act(button.toolTip())
        self._click(button)

    def enter(self, caption: str, words: str, place: int = 0, within: QWidget | None = None) -> None:
        """Click into a field and type."""
        self.act(caption)
        editor = find(self, caption, place, within).editor
        line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
        self._click(line)
        if line.text():
            QTest.mouseDClick(line, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, line.rect().center())
            QTest.mouseClick(line, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, line.rect().center())
            self.effort.clicks += 2
        self.letters(words)

    def pick(self, caption: str, words: str, place: int = 0, within: QWidget | None = None) -> None:
        """Choose in the list of a field."""
        self.act(caption)
        box = find(self, caption, place, within).editor
        assert isinstance(box, QComboBox)
        self._click(box, QPoint(box.width() - 8, box.height() // 2))
        view = box.view()
        assert view.isVisible(), f"the list of {caption} did not open"
        row = view.model().index(box.findText(words), 0)
        assert row.isValid(), f"{words} is not offered in {caption}"
        view.scrollTo(row)
        spot = view.visualRect(row).center()
        self.effort.clicks += 1
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        self.settle()

    def choose_in_menu(self, words: str) -> None:
        """Click a line of the menu that is open."""
        self.act(words)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        action = next(each for each in menu.actions() if each.text().startswith(words))
        self._click(menu, menu.actionGeometry(action).center())


class Keyboard(Newcomer):
    """Never touches the mouse: the key that a button names, else Tab until it is reached."""

    def _click(self, widget: QWidget, where: QPoint | None = None, double: bool = False) -> None:
        if isinstance(QApplication.activeModalWidget(), QFileDialog):
            # The system's own dialog: Enter is its default button.
            self.press_key("Return")
            return
        raise AssertionError("this clerk has no mouse")

    def open_page(self, name: str) -> None:
        self.act(name)
        self.press_key(f"Ctrl+{list(self.window.rail._items).index(name) + 1}")
        assert name == self.page.NAME

    def press(self, words: str) -> None:
        self.act(words)
        self._push(self.button(words))

    def push(self, button: QAbstractButton) -> None:
        """Press a button that has no words."""
        self.act(button.toolTip())
        self._push(button)

    def _push(self, button: QAbstractButton) -> None:
        assert button.isEnabled() and button.isVisible()
        named = _NAMED_KEY.search(button.toolTip())
        if named is not None:
            self.press_key(named.group(1))
        else:
            self._walk_to(button)
            self.press_key("Space")

    def _walk_to(self, widget: QWidget) -> None:
        front = self._come_forward()
        back = _is_before(front, widget)
        for _step in range(_FAR):
            focused = QApplication.focusWidget()
            if focused is widget or (focused is not None and widget.focusProxy() is focused):
                return
            self.press_key("Shift+Tab" if back else "Tab")
        raise AssertionError(f"{widget.accessibleName() or widget} is not to be reached by Tab")

    def enter(self, caption: str, words: str, place: int = 0, within: QWidget | None = None) -> None:
        """Go to a field and type over what stands there."""
        self.act(caption)
        editor = find(self, caption, place, within).editor
        self._walk_to(editor)
        line = editor.lineEdit() if isinstance(editor, QComboBox) else editor
        if isinstance(line, (QPlainTextEdit, QTextEdit)) or (line.text() and line.selectedText() != line.text()):
            self.press_key("Ctrl+A")
        self.letters(words)

    def pick(self, caption: str, words: str, place: int = 0, within: QWidget | None = None) -> None:
        """Choose in the list of a field by the arrows; where it takes text as well, by typing the word."""
        box = find(self, caption, place, within).editor
        assert isinstance(box, QComboBox)
        if box.isEditable():
            self.enter(caption, words, place, within)
            return
        self.act(caption)
        self._walk_to(box)
        wanted = box.findText(words)
        assert wanted >= 0, f"{words} is not offered in {caption}"
        for _step in range(_FAR):
            if box.currentIndex() == wanted and box.currentText() == words:
                return
            self.press_key("Down" if box.currentIndex() < wanted else "Up")
        raise AssertionError(f"{words} is not to be reached in {caption} by the arrows: {box.currentText()}")

    def choose_in_menu(self, words: str) -> None:
        """Go down the menu that is open."""
        self.act(words)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "no menu is open"
        for _step in range(_FAR):
            active = menu.activeAction()
            if active is not None and active.text().startswith(words):
                break
            self.press_key("Down")
        self.press_key("Return")


def _turn_wheel(view: QWidget, *, up: bool) -> None:
    """One notch in the middle of it. Who is under the mouse is asked first, then what holds it, as Qt does with a real one."""
    middle = view.rect().center()
    under: QWidget | None = view.childAt(middle) or view
    while under is not None:
        event = QWheelEvent(
            QPointF(under.mapFrom(view, middle)) if view.isAncestorOf(under) else QPointF(middle),
            QPointF(view.mapToGlobal(middle)),
            QPoint(),
            QPoint(0, 120 if up else -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        if QApplication.sendEvent(under, event) and event.isAccepted():
            return
        under = under.parentWidget()


def find(clerk: Clerk, caption: str, place: int = 0, within: QWidget | None = None) -> Field:
    """The field in a part of the window whose caption begins so."""
    shown = [each for each in (within or clerk._front).findChildren(Field) if each.isVisible()]
    found = [each for each in shown if each.caption.startswith(caption)]
    assert len(found) > place, f"no field {caption!r} among {[each.caption for each in shown]}"
    return found[place]


def _scrolled_by(widget: QWidget) -> QScrollArea | None:
    """The nearest scroll area in which the widget is not to be seen."""
    parent = None if widget.isWindow() else widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, QScrollArea):
            view = parent.viewport()
            if not view.rect().contains(widget.mapTo(view, widget.rect().center())):
                return parent
        parent = parent.parentWidget()
    return None


def _is_before(front: QWidget, widget: QWidget) -> bool:
    """Whether Shift+Tab is the shorter way from what has the keyboard."""
    focused = QApplication.focusWidget()
    if focused is None or focused.window() is not front:
        return False
    return _distance(focused, widget, QWidget.nextInFocusChain) > _distance(
        focused, widget, QWidget.previousInFocusChain
    )


def _distance(start: QWidget, goal: QWidget, onward: Callable[[QWidget], QWidget]) -> int:
    at, steps = onward(start), 1
    while at is not goal and at is not start:
        steps += at.isVisible() and bool(at.focusPolicy() & Qt.FocusPolicy.TabFocus)
        at = onward(at)
    return steps
