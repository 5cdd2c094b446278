"""One way to read any table file: `read_book` gives its sheets as rows of values at their true coordinates."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.exchange import biff, package, plain
from dibao_desktop.exchange.formats import SAVE_AS, ZIP_FAULTS, Format, decode, sniff

# Empty cells are ""; an error value is its text (`#N/A`), see `FORMULA_ERRORS`.
Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
# First row, first column, last row, last column; all count from 0.
Area = tuple[int, int, int, int]

FORMULA_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})


# What an .xlsx may unpack to: more is a slip or damage, and would take all memory.
_MOST_BYTES = 2 << 30
_MOST_WORDS = 400 << 20


def cell_name(row: int, column: int) -> str:
    """`N12` for row 11, column 13 (both from 0)."""
    return f"{get_column_letter(column + 1)}{row + 1}"


@dataclass
class Sheet:
    """One sheet. `rows[i][j]` is Excel's row i+1, column j+1; rows end with the last one that holds anything."""

    name: str
    rows: list[list[Cell]]
    visible: bool = True
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows), default=0)


@dataclass
class Book:
    """A table file that was read; `digest` is over its bytes."""

    path: Path
    format: Format
    sheets: list[Sheet] = field(default_factory=list)
    digest: str = ""


def read_book(path: Path) -> Book:
    """The sheets of a file, whatever it is called. Raises KnownError with one sentence when it is no table."""
    data = _bytes_of(path)
    kind = sniff(data, path.name)
    if kind is Format.TEXT:
        sheets = [Sheet("", _filled(plain.csv_rows(decode(data, path.name))))]
    elif kind is Format.MARKUP:
        sheets = _markup(data, path.name)
    else:
        sheets = _workbook(data, kind, path.name)
    for sheet in sheets:
        _trim(sheet.rows)
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise KnownError("empty_file", f"“{path.name}”里没有任何数据，请确认导出是否成功。")
    return Book(path, kind, sheets, hashlib.blake2b(data, digest_size=16).hexdigest())


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise KnownError("file_missing", f"找不到文件“{path}”，请检查文件名和位置。") from error
    except IsADirectoryError as error:
        raise KnownError("file_missing", f"“{path}”是文件夹，请选择其中的表格文件。") from error
    except OSError as error:
        raise KnownError("file_locked", f"“{path.name}”读不出来，可能正被Excel或WPS打开，请关闭后重试。") from error


def _markup(data: bytes, name: str) -> list[Sheet]:
    try:
        tables = plain.markup_rows(decode(data, name))
    except (ElementTree.ParseError, ValueError) as error:
        raise KnownError("damaged_workbook", f"“{name}”是网页格式的表格，但内容不完整，{SAVE_AS}。") from error
    if not tables:
        raise KnownError("not_a_workbook", f"“{name}”是网页，里面没有表格，{SAVE_AS}。")
    return [Sheet(title, _filled(rows)) for title, rows in tables]


def _workbook(data: bytes, kind: Format, name: str) -> list[Sheet]:
    try:
        if kind is Format.XLSX:
            _refuse_bursting(data, name)
        facts = _facts(data, kind)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = []
        for index, about in enumerate(book.sheets_metadata):
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            if index < len(facts) and facts[index].scattered:
                rows = _scattered(data, about.name, name)
                sheets.append(Sheet(about.name, rows, about.visible is SheetVisibleEnum.Visible))
                continue
            source = book.get_sheet_by_index(index)
            rows = source.to_python(skip_empty_area=False)
            merged = tuple((*first, *last) for first, last in source.merged_cell_ranges or ())
            sheet = Sheet(about.name, rows, about.visible is SheetVisibleEnum.Visible, merged)
            if index < len(facts):
                _apply(sheet, facts[index])
            sheets.append(sheet)
    except PasswordError as error:
        raise KnownError("encrypted_workbook", f"“{name}”设有打开密码，请取消密码并保存后再导入。") from error
    except (CalamineError, ElementTree.ParseError, ValueError, TypeError, *ZIP_FAULTS) as error:
        raise _damaged(name) from error
    except BaseException as error:
        # What goes wrong inside the reader's own language is no Exception and has no class that could be imported.
        if type(error).__name__ == "PanicException":
            raise _damaged(name) from error
        raise
    return sheets


def _damaged(name: str) -> KnownError:
    return KnownError("damaged_workbook", f"“{name}”打不开，可能已损坏或不是表格，{SAVE_AS}。")


def _refuse_bursting(data: bytes, name: str) -> None:
    """A small file that unpacks to gigabytes is no roster; opening it would take all memory."""
    if package.unpacked_size(data) > _MOST_BYTES or package.unpacked_size(data, "xl/sharedStrings") > _MOST_WORDS:
        raise KnownError("too_big", f"“{name}”解开后大得异常，可能已损坏，{SAVE_AS}。")


def _scattered(data: bytes, title: str, name: str) -> list[list[Cell]]:
    """The rows of a sheet whose few cells lie far apart, such as a blank typed into its last corner: only what is written
    counts, and what is then still too wide and long is refused."""
    found: dict[tuple[int, int], Cell] = {}
    source = load_workbook(io.BytesIO(data), read_only=True, data_only=True)[title]
    source.reset_dimensions()
    for at, cells in enumerate(source.iter_rows(values_only=True)):
        for column, value in enumerate(cells):
            if isinstance(value, Cell) and str(value).strip():
                found[(at, column)] = value
    height = max((row for row, _ in found), default=-1) + 1
    width = max((column for _, column in found), default=-1) + 1
    if height * width > package.MOST_CELLS:
        far = max(found, key=lambda place: place[1])
        raise KnownError(
            "too_wide", f"“{name}”的“{title}”表太大，{cell_name(*far)}等处有零散的内容，请删去表外的内容后再导入。"
        )
    blank: list[Cell] = [""] * width
    rows = [blank] * height
    for (row, column), value in found.items():
        if rows[row] is blank:
            rows[row] = [*blank]
        rows[row][column] = value
    return rows


def _facts(data: bytes, kind: Format) -> list[package.Hints]:
    if kind is Format.XLSX:
        return package.hints(data)
    return biff.hints(data) if kind is Format.XLS else []


def _apply(sheet: Sheet, facts: package.Hints) -> None:
    sheet.hidden_rows = facts.hidden_rows
    if not facts.errors:
        return
    width = max(sheet.width, *(column + 1 for _, column in facts.errors))
    sheet.rows.extend([] for _ in range(max(row for row, _ in facts.errors) + 1 - len(sheet.rows)))
    for line in sheet.rows:
        line.extend("" for _ in range(width - len(line)))
    for (row, column), value in facts.errors.items():
        if sheet.rows[row][column] == "":
            sheet.rows[row][column] = value


def _filled(rows: list[list[str]]) -> list[list[Cell]]:
    """Rows of one width, so that a column may be read without asking."""
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _trim(rows: list[list[Cell]]) -> None:
    """Drop what stands empty below the last row (E27: formatting makes a million rows)."""
    while rows and not any(cell != "" and not (isinstance(cell, str) and not cell.strip()) for cell in rows[-1]):
        rows.pop()
