"""Icons by the name of what they mean; drawn from the Phosphor font that QtAwesome carries (no network)."""

from __future__ import annotations

import os
from enum import StrEnum
from functools import cache

os.environ.setdefault("QT_API", "pyside6")

from PySide6.QtGui import QIcon
from qtawesome.iconic_font import IconicFont

from ui.theme import tokens

_PHOSPHOR = ("ph", "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json")


class Icon(StrEnum):
    """What a picture stands for; the value is its name in the font."""

    DASHBOARD = "ph.gauge"
    DOSSIERS = "ph.folder-notch-open"
    CLEARANCE = "ph.clipboard-text"
    MATCHING = "ph.git-diff"
    REVIEW = "ph.users-three"
    NOTICES = "ph.megaphone-simple"
    LEDGERS = "ph.check-square-offset"
    REPORTS = "ph.chart-bar"
    EXCHANGE = "ph.arrows-left-right"
    POLICY = "ph.book-open"
    SETTINGS = "ph.gear-six"
    SEARCH = "ph.magnifying-glass"
    ADD = "ph.plus"
    EDIT = "ph.pencil-simple"
    DELETE = "ph.trash"
    CLOSE = "ph.x"
    CHECK = "ph.check"
    CHECK_CIRCLE = "ph.check-circle"
    INFO = "ph.info"
    WARNING = "ph.warning"
    ERROR = "ph.warning-circle"
    HELP = "ph.question"
    PRINT = "ph.printer"
    EXPORT = "ph.export"
    IMPORT = "ph.download-simple"
    FILE = "ph.file-text"
    WORKBOOK = "ph.table"
    FOLDER = "ph.folder-open"
    CALENDAR = "ph.calendar-blank"
    CLOCK = "ph.clock"
    PERSON = "ph.user"
    PEOPLE = "ph.users"
    HOUSE = "ph.house-line"
    LOCK = "ph.lock-key"
    SHIELD = "ph.shield-check"
    PROJECTOR = "ph.presentation-chart"
    SCREEN = "ph.monitor-play"
    UNDO = "ph.arrow-counter-clockwise"
    REFRESH = "ph.arrows-clockwise"
    BACK = "ph.caret-left"
    FORWARD = "ph.caret-right"
    DOWN = "ph.caret-down"
    MORE = "ph.dots-three"
    COLUMNS = "ph.columns"
    FILTER = "ph.funnel"
    SAVE = "ph.floppy-disk"
    BACKUP = "ph.archive-box"
    VOTE = "ph.hand-palm"
    EMPTY = "ph.tray"


@cache
def _font() -> IconicFont:
    # QtAwesome's own singleton would load eleven fonts at start; the window draws from one.
    return IconicFont(_PHOSPHOR)


def icon(which: Icon, colour: str = tokens.INK_SOFT, *, active: str = "") -> QIcon:
    """An icon in a colour; `active` colours it while its button is chosen or under the mouse."""
    made: QIcon = _font().icon(
        which.value, color=colour, color_on=active or colour, color_disabled=tokens.BORDER_STRONG
    )
    return made
