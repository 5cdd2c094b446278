"""Buttons: the one to press, the others, links and small icons."""

from __future__ import annotations

from collections.abc import Callable
from types import MethodType
from weakref import WeakMethod

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from ui.theme import tokens
from ui.theme.icons import Icon, icon

Action = Callable[[], object]


def _weakly(on_click: Action) -> Action:
    """The same act without keeping its owner alive: a button must not be the last to hold the page it stands on."""
    if not (isinstance(on_click, MethodType) and isinstance(on_click.__self__, QObject)):
        return on_click
    held = WeakMethod(on_click)

    def act() -> None:
        method = held()
        if method is not None:
            method()

    return act


class _Button(QPushButton):
    ROLE = ""
    INK = tokens.INK

    def __init__(
        self,
        text: str,
        on_click: Action | None = None,
        parent: QWidget | None = None,
        *,
        picture: Icon | None = None,
        tip: str = "",
    ) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if self.ROLE:
            self.setProperty("role", self.ROLE)
        if picture is not None:
            self.setIcon(icon(picture, self.INK))
            self.setIconSize(QSize(16, 16))
        self._tip = tip
        self.setToolTip(tip)
        if on_click is not None:
            act = _weakly(on_click)
            self.clicked.connect(lambda _checked=False: act())

    _forbidden = False

    def allow(self, allowed: bool, why_not: str) -> None:
        """Can be pressed, or is pale and the mouse is told why."""
        self.setEnabled(allowed)
        if not self._forbidden:
            self.setToolTip(self._tip if allowed else why_not)

    def forbid(self, why: str) -> None:
        """Stay pale for this account, whatever the page thinks later; the mouse is told why."""
        self._forbidden = True
        self.setEnabled(False)
        self.setToolTip(why)

    def setEnabled(self, enabled: bool) -> None:
        super().setEnabled(enabled and not self._forbidden)


class PrimaryButton(_Button):
    """The one act a page is about."""

    ROLE = "primary"
    INK = tokens.ON_PRIMARY


class SecondaryButton(_Button):
    """Any other act."""


class DangerButton(_Button):
    """An act that takes something away."""

    ROLE = "danger"
    INK = tokens.RED


class LinkButton(_Button):
    """An act inside running text, or a door to another page."""

    ROLE = "link"
    INK = tokens.PRIMARY

    def __init__(
        self,
        text: str,
        on_click: Action | None = None,
        parent: QWidget | None = None,
        *,
        small: bool = False,
        tip: str = "",
    ) -> None:
        super().__init__(text, on_click, parent, tip=tip)
        self.setProperty("small", small)


class IconButton(QToolButton):
    """A picture to press; its tooltip says what it does."""

    def __init__(self, picture: Icon, tip: str, on_click: Action | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIcon(icon(picture))
        self.setIconSize(QSize(18, 18))
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if on_click is not None:
            act = _weakly(on_click)
            self.clicked.connect(lambda _checked=False: act())
