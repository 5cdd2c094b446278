"""What the cells of a column look like, so that a head can be checked against what stands below it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable

from dibao_desktop.domain import dates, money, text
from dibao_desktop.dossiers.rules import codes
from dibao_desktop.exchange.sheets.describe import Shape
from dibao_desktop.exchange.workbook import Cell

_ID = re.compile(r"\d{17}[\dX]|\d{15}|\d(?:\.\d+)?E\+?1[5-7]")
_IDS = re.compile(r"(?:\d{17}[\dX]|\d{15})(?:[、,;/\s]+(?:\d{17}[\dX]|\d{15}))*")
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]{1,3}(?:[\u3400-\u9fff·、,]|[\U00020000-\U000323af])*")
_ACCOUNT = re.compile(r"\d{10,25}")
_COUNT = re.compile(r"\d{1,3}(?:\.0)?[人口个]?")


def share(shape: Shape, cells: Iterable[Cell]) -> float | None:
    """Which part of the filled cells has a shape; None when too few are filled to tell."""
    fits = _FITS.get(shape)
    if fits is None:
        return None
    filled = [cell for cell in cells if not (isinstance(cell, str) and not cell.strip())]
    return sum(1 for cell in filled if fits(cell)) / len(filled) if len(filled) >= 2 else None


def is_id(cell: Cell) -> bool:
    """Whether a cell holds an ID number, or what is left of one that was typed as a number."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return 1e14 <= abs(cell) < 1e18
    written = text.compact(cell).upper()
    return bool(_ID.fullmatch(written) or _IDS.fullmatch(written))


def _is_name(cell: Cell) -> bool:
    return isinstance(cell, str) and len(cell) <= 60 and bool(_NAME.fullmatch(text.person_name(cell)))


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, (dt.date, dt.datetime)):
        return True
    try:
        return dates.parse_date(cell) is not None
    except ValueError:
        return False


def _is_money(cell: Cell) -> bool:
    if isinstance(cell, (dt.date, dt.time, bool)):
        return False
    written = text.compact(cell)
    try:
        return money.parse_yuan(cell) is not None and len(written) < 14
    except ValueError:
        return written in money.NOTHING_WRITTEN


def _is_count(cell: Cell) -> bool:
    return bool(_COUNT.fullmatch(text.compact(cell)))


def _is_flag(cell: Cell) -> bool:
    return codes.yes_no(cell) is not None


def _is_account(cell: Cell) -> bool:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return abs(cell) >= 1e9
    return bool(_ACCOUNT.fullmatch(text.compact(cell)))


_FITS: dict[Shape, Callable[[Cell], bool]] = {
    Shape.ID: is_id,
    Shape.NAME: _is_name,
    Shape.DATE: _is_date,
    Shape.MONEY: _is_money,
    Shape.COUNT: _is_count,
    Shape.FLAG: _is_flag,
    Shape.ACCOUNT: _is_account,
}
