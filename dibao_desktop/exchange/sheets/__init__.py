"""Every kind of sheet that can be taken in, as data."""

from __future__ import annotations

from dibao_desktop.exchange.sheets.describe import Field, Shape, SheetKind
from dibao_desktop.exchange.sheets.lists import LISTS
from dibao_desktop.exchange.sheets.people import PANEL, RELATIVES
from dibao_desktop.exchange.sheets.receipts import RECEIPTS
from dibao_desktop.exchange.sheets.roster import ROSTER, TEMPLATE

KINDS = (ROSTER, *LISTS, RECEIPTS, RELATIVES, PANEL, TEMPLATE)
BY_WORD = {kind.word: kind for kind in KINDS}

__all__ = [
    "BY_WORD",
    "KINDS",
    "LISTS",
    "PANEL",
    "RECEIPTS",
    "RELATIVES",
    "ROSTER",
    "TEMPLATE",
    "Field",
    "Shape",
    "SheetKind",
]
