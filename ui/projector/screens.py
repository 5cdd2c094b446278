"""Which screen is the wall: the one that was used before, else the first that is not the desk's."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtGui import QGuiApplication, QScreen

_KEY = "projector/screen"


def _settings() -> QSettings:
    """The seat's own settings (which screen is the wall belongs to this machine, not to the office)."""
    name = QCoreApplication.applicationName()
    return QSettings(name, name)


def remembered_screen() -> str:
    """The screen that was the wall last time, by its name."""
    return str(_settings().value(_KEY, ""))


def remember_screen(screen: QScreen) -> None:
    """Keep which screen is the wall."""
    _settings().setValue(_KEY, screen_name(screen))


def screen_name(screen: QScreen) -> str:
    """A screen by name and size, to know it again."""
    size = screen.size()
    return f"{screen.name()} {size.width()}x{size.height()}"


def wall_screen(desk: QScreen | None, remembered: str = "", gone: QScreen | None = None) -> QScreen | None:
    """The screen for the wall; None when the desk's is the only one left once `gone` is unplugged."""
    others = [screen for screen in QGuiApplication.screens() if screen is not desk and screen is not gone]
    known = [screen for screen in others if screen_name(screen) == remembered]
    return next(iter(known or others), None)
