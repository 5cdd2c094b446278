"""Icons by the name of what they mean; drawn from the Phosphor font that QtAwesome carries (no network)."""

from __future__ import annotations

import importlib.util
import json
from enum import StrEnum
from functools import cache
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from ui.theme import tokens


class Icon(StrEnum):
    """What a picture stands for; the value is its name in the font."""

    DASHBOARD = "gauge"
    DOSSIERS = "folder-notch-open"
    CLEARANCE = "clipboard-text"
    MATCHING = "git-diff"
    REVIEW = "users-three"
    NOTICES = "megaphone-simple"
    LEDGERS = "check-square-offset"
    REPORTS = "chart-bar"
    EXCHANGE = "arrows-left-right"
    POLICY = "book-open"
    SETTINGS = "gear-six"
    SEARCH = "magnifying-glass"
    ADD = "plus"
    EDIT = "pencil-simple"
    DELETE = "trash"
    CLOSE = "x"
    CHECK = "check"
    CHECK_CIRCLE = "check-circle"
    INFO = "info"
    WARNING = "warning"
    ERROR = "warning-circle"
    HELP = "question"
    PRINT = "printer"
    EXPORT = "export"
    IMPORT = "download-simple"
    FILE = "file-text"
    WORKBOOK = "table"
    FOLDER = "folder-open"
    CALENDAR = "calendar-blank"
    CLOCK = "clock"
    PERSON = "user"
    PEOPLE = "users"
    HOUSE = "house-line"
    LOCK = "lock-key"
    SHIELD = "shield-check"
    PROJECTOR = "presentation-chart"
    SCREEN = "monitor-play"
    UNDO = "arrow-counter-clockwise"
    REFRESH = "arrows-clockwise"
    BACK = "caret-left"
    FORWARD = "caret-right"
    DOWN = "caret-down"
    UP = "caret-up"
    MORE = "dots-three"
    COLUMNS = "columns"
    FILTER = "funnel"
    SAVE = "floppy-disk"
    BACKUP = "archive-box"
    VOTE = "hand-palm"
    EMPTY = "tray"


@cache
def _charmap() -> dict[str, str]:
    """Loads the font, once, and tells the code point (hexadecimal) of each name in it."""
    folder = _fonts()
    QFontDatabase.addApplicationFont(str(folder / "phosphor-1.3.0.ttf"))
    names: dict[str, str] = json.loads((folder / "phosphor-charmap-1.3.0.json").read_text(encoding="utf-8"))
    return names


def _fonts() -> Path:
    """Where QtAwesome keeps its fonts. It is not imported: that alone takes half as long as Qt's own start."""
    found = importlib.util.find_spec("qtawesome")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("qtawesome")
    return Path(found.origin).parent / "fonts"


class _Glyph(QIconEngine):
    """One sign of the font, drawn afresh at each size and scale."""

    def __init__(self, sign: str, colour: str, active: str) -> None:
        super().__init__()
        self._sign, self._colour, self._active = sign, colour, active

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = self._active if state == QIcon.State.On else self._colour
        font = QFont("Phosphor")
        font.setPixelSize(max(1, rect.height()))
        painter.save()
        painter.setFont(font)
        painter.setPen(QColor(tokens.BORDER_STRONG if mode == QIcon.Mode.Disabled else colour))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._sign)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        return _Glyph(self._sign, self._colour, self._active)


def icon(which: Icon, colour: str = tokens.INK_SOFT, *, active: str = "") -> QIcon:
    """An icon in a colour; `active` colours it while its button is chosen."""
    sign = chr(int(_charmap()[which.value], 16))
    return QIcon(_Glyph(sign, colour, active or colour))
