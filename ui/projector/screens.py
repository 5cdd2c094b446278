"""Which screen is the wall: the one that was used before, else the first that is not the desk's."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QScreen


def screen_name(screen: QScreen) -> str:
    """A screen by name and size, to know it again."""
    size = screen.size()
    return f"{screen.name()} {size.width()}x{size.height()}"


def wall_screen(desk: QScreen | None, remembered: str = "") -> QScreen | None:
    """The screen for the wall; None when the desk's is the only one."""
    others = [screen for screen in QGuiApplication.screens() if screen is not desk]
    known = [screen for screen in others if screen_name(screen) == remembered]
    return next(iter(known or others), None)
