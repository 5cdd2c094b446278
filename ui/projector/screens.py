"""Which screen is the wall, and in which look: what this seat remembers from one evening to the next."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtGui import QGuiApplication, QScreen

from ui.projector.look import Look

_SCREEN, _LOOK = "projector/screen", "projector/look"


def _settings() -> QSettings:
    """The seat's own settings (which screen is the wall belongs to this machine, not to the office)."""
    name = QCoreApplication.applicationName()
    return QSettings(name, name)


def remembered_screen() -> str:
    """The screen that was the wall last time, by its name."""
    return str(_settings().value(_SCREEN, ""))


def remember_screen(screen: QScreen) -> None:
    """Keep which screen is the wall."""
    _settings().setValue(_SCREEN, screen_name(screen))


def remembered_look() -> Look:
    """The look of the wall last time."""
    kept = str(_settings().value(_LOOK, ""))
    return Look(kept) if kept in set(Look) else Look.DARK


def remember_look(look: Look) -> None:
    """Keep the look of the wall."""
    _settings().setValue(_LOOK, look.value)


def screen_name(screen: QScreen) -> str:
    """A screen by name and size, to know it again."""
    size = screen.size()
    return f"{screen.name()} {size.width()}x{size.height()}"


def resolution(screen: QScreen) -> str:
    """`1920×1080`, the points of light it has, whatever the scaling."""
    size, scale = screen.size(), screen.devicePixelRatio()
    return f"{round(size.width() * scale)}×{round(size.height() * scale)}"


def other_screens(desk: QScreen | None) -> list[QScreen]:
    """Every screen that is not the desk's."""
    return [screen for screen in QGuiApplication.screens() if screen is not desk]


def wall_screen(desk: QScreen | None, remembered: str = "", fresh: QScreen | None = None) -> QScreen | None:
    """The screen for the wall: the remembered one, also where it comes back in another size, else the one just plugged
    in, else the first that is not the desk's; None when there is only the desk's."""
    others = other_screens(desk)
    known = [screen for screen in others if screen_name(screen) == remembered]
    same = [screen for screen in others if screen.name() and screen.name() == remembered.rpartition(" ")[0]]
    new = [screen for screen in others if screen is fresh]
    return next(iter([*known, *same, *new, *others]), None)
