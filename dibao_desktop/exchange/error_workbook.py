"""The error workbook: what was held back, in the clerk's own layout, with the bad cells marked.

It holds the title and head rows and the rows of the rejected households or lines, nothing else; mended, it is imported
like any other file. Where the source is an .xlsx its widths and styles come along.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from dibao_desktop.domain.problems import Problem
from dibao_desktop.exchange.amounts import PER_PERSON
from dibao_desktop.exchange.cells import is_blank, shown, words
from dibao_desktop.exchange.examining import ExaminedFile
from dibao_desktop.exchange.formats import Format
from dibao_desktop.exchange.found import Unit
from dibao_desktop.exchange.recognise import Layout
from dibao_desktop.exchange.workbook import Area, Cell

# Fields whose digits a number cell would lose: their columns are text, so that retyping is safe.
_TEXT_FIELDS = (
    *("number", "weak_number", "certificate_no", "register_no", "head_id", "id_number", "disability_no"),
    *("account_no", "phone", "official_id", "relative_id", "kin_id"),
)
_BAD = PatternFill("solid", fgColor="FFF4A7A0")
_DOUBTFUL = PatternFill("solid", fgColor="FFFDE9B3")
_LINE = Side(style="thin", color="FF999999")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD = Font(bold=True)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_AUTHOR = "低保清查工作台"
# Styles of a bigger source are not worth the time that openpyxl takes to read them.
_STYLED_UP_TO = 6_000_000
_FORBIDDEN_IN_NAME = str.maketrans("", "", "[]:*?/\\'")


def write_error_workbook(file: ExaminedFile, out: Path) -> None:
    """Write the rejected units of a file to `out`; the file must have some."""
    book = Workbook()
    book.remove(book.worksheets[0])
    styles = _styled_source(file)
    for layout in file.layouts:
        units = [unit for unit in file.rejected if unit.layout is layout]
        if units:
            name = layout.sheet.name.translate(_FORBIDDEN_IN_NAME)[:31] or "待更正"
            source = styles[layout.sheet.name] if styles and layout.sheet.name in styles.sheetnames else None
            _Page(book.create_sheet(name), layout, units, source).write()
    buffer = io.BytesIO()
    book.save(buffer)
    out.write_bytes(buffer.getvalue())


def write_error_workbooks(files: Sequence[ExaminedFile], out: Path) -> list[Path]:
    """The error workbooks of several files: `out` when one has errors, else `out` with each file's name added."""
    wanted = [file for file in files if file.rejected]
    paths = []
    for number, file in enumerate(wanted, 1):
        path = out if len(wanted) == 1 else out.with_stem(f"{out.stem}_{number}_{file.path.stem}")
        write_error_workbook(file, path)
        paths.append(path)
    return paths


def _styled_source(file: ExaminedFile) -> Workbook | None:
    """The source with its styles, when it is an .xlsx that openpyxl can read."""
    if file.book.format is not Format.XLSX or not file.path.exists() or file.path.stat().st_size > _STYLED_UP_TO:
        return None
    try:
        return load_workbook(io.BytesIO(file.path.read_bytes()), data_only=True)
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError):
        # A file that calamine reads and openpyxl does not: its values are there, only its looks are lost.
        return None


class _Page:
    """One sheet of the error workbook."""

    def __init__(self, page: Worksheet, layout: Layout, units: list[Unit], source: Worksheet | None) -> None:
        self._page = page
        self._layout = layout
        self._units = units
        self._source = source
        self._heads = list(range(layout.last_head + 1))
        kept = self._heads + sorted(row for unit in units for row in unit.rows)
        # Row of the source -> row of this page, both from 0.
        self._row = {row: place for place, row in enumerate(kept)}
        self._text_columns = {layout.columns[name] for name in _TEXT_FIELDS if name in layout.columns}
        self._merged = [area for area in layout.sheet.merged if self._stays(area)]

    def write(self) -> None:
        """Values, looks, merged cells and marks."""
        covered = {
            (row, column)
            for top, left, bottom, right in self._merged
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }
        for row in self._row:
            for column, value in enumerate(self._layout.sheet.rows[row]):
                self._put(row, column, "" if (row, column) in covered else value)
        for top, left, bottom, right in self._merged:
            self._page.merge_cells(
                start_row=self._row[top] + 1,
                end_row=self._row[top] + 1 + bottom - top,
                start_column=left + 1,
                end_column=right + 1,
            )
        self._say_per_person()
        self._set_sizes()
        for unit in self._units:
            self._mark(unit.problems)

    def _stays(self, area: Area) -> bool:
        """Whether a merged cell keeps all its rows, side by side."""
        top, _, bottom, _ = area
        if any(row not in self._row for row in range(top, bottom + 1)):
            return False
        return bottom <= self._layout.last_head or any(
            set(range(top, bottom + 1)) <= set(unit.rows) for unit in self._units
        )

    def _put(self, row: int, column: int, value: Cell) -> None:
        cell: Any = self._page.cell(self._row[row] + 1, column + 1)
        self._dress(cell, row, column)
        if row > self._layout.last_head and column in self._text_columns:
            cell.number_format = "@"
            digits_lost = isinstance(value, (int, float)) and abs(value) >= 1e11
            value = shown(value) if digits_lost else words(value)
        if is_blank(value):
            return
        if isinstance(value, str):
            cell.value = value
            # A text that begins with = is the clerk's text, not a formula (DOMAIN §17 E20).
            cell.data_type = "s"
            return
        cell.value = int(value) if isinstance(value, float) and value.is_integer() else value
        if isinstance(value, dt.date) and cell.number_format == "General":
            cell.number_format = "yyyy-mm-dd"

    def _dress(self, cell: Any, row: int, column: int) -> None:
        if self._source is not None:
            like: Any = self._source.cell(row + 1, column + 1)
            if like.has_style:
                cell.font, cell.fill, cell.border = copy(like.font), copy(like.fill), copy(like.border)
                cell.alignment, cell.number_format = copy(like.alignment), like.number_format
        elif row >= self._layout.first_head:
            cell.border = _BOX
            if row <= self._layout.last_head:
                cell.font, cell.alignment = _HEAD, _CENTRE
        else:
            across = any(top <= row <= bottom and right > left for top, left, bottom, right in self._merged)
            cell.font, cell.alignment = _HEAD, _CENTRE if across else Alignment(vertical="center")

    def _say_per_person(self) -> None:
        """What the whole source told about its amounts, these few rows would not tell again."""
        column = self._layout.columns.get("monthly_fen")
        if column is None or not any(unit.per_person for unit in self._units):
            return
        cell: Any = self._page.cell(self._row[self._layout.last_head] + 1, column + 1)
        if cell.value and PER_PERSON not in cell.value:
            cell.value = f"{cell.value}({PER_PERSON})"

    def _set_sizes(self) -> None:
        for column in range(self._layout.sheet.width):
            letter = get_column_letter(column + 1)
            self._page.column_dimensions[letter].width = self._width(column)
        for row in self._heads:
            height = self._source.row_dimensions[row + 1].height if self._source is not None else None
            if height:
                self._page.row_dimensions[self._row[row] + 1].height = height
        self._page.page_setup.orientation = "landscape"
        self._page.page_setup.fitToHeight = 0
        self._page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self._page.freeze_panes = f"A{self._layout.last_head + 2}"

    def _width(self, column: int) -> float:
        if self._source is not None:
            for dimension in self._source.column_dimensions.values():
                if dimension.customWidth and (dimension.min or 0) <= column + 1 <= (dimension.max or 0):
                    return float(dimension.width)
        rows = [row for row in self._row if row >= self._layout.first_head]
        longest = max((_printed_length(self._layout.sheet.rows[row][column]) for row in rows), default=0)
        return float(min(40, max(6, longest + 2)))

    def _anchor(self, row: int, column: int) -> tuple[int, int]:
        """Where a cell (counted from 1, as Excel does) is marked, from 0: a merged one only at its first cell."""
        inside = (
            (top, left)
            for top, left, bottom, right in self._merged
            if top < row <= bottom + 1 and left < column <= right + 1
        )
        return next(inside, (row - 1, column - 1))

    def _mark(self, problems: list[Problem]) -> None:
        """Colour each bad cell and say in a comment what is wrong with it."""
        said: dict[str, list[Problem]] = {}
        for problem in problems:
            said.setdefault(problem.cell, []).append(problem)
        for name, own in said.items():
            row, column = self._anchor(*coordinate_to_tuple(name))
            if row not in self._row:
                continue
            cell: Any = self._page.cell(self._row[row] + 1, column + 1)
            cell.fill = _BAD if any(problem.is_error for problem in own) else _DOUBTFUL
            comment = Comment("\n".join(problem.message for problem in own), _AUTHOR)
            comment.width, comment.height = 320, 40 + 24 * len(own)
            cell.comment = comment


def _printed_length(value: Cell) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in words(value))
