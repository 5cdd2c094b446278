"""The face of the window, by name: left to itself Qt takes the Japanese shapes of the same characters."""

from __future__ import annotations

from PySide6.QtGui import QFont

from ui.theme import tokens

FAMILIES = ("Noto Sans CJK SC", "Microsoft YaHei UI", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans SC", "SimSun")


def font(pixels: int = tokens.TEXT, *, bold: bool = False) -> QFont:
    """The window's font in a size."""
    made = QFont(list(FAMILIES))
    made.setPixelSize(pixels)
    made.setBold(bold)
    return made
