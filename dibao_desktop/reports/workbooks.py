"""The tables of a document as a plain workbook, ready to be printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from dibao_desktop.domain.document import Document, Heading, PageBreak, Paper, Paragraph, Signatures, Table
from dibao_desktop.domain.secrecy import discreet_document
from dibao_desktop.reports.long_rows import LongRows, put_in
from dibao_desktop.storage.whole_file import whole

_THIN = Side(style="thin")
_RULED = Border(_THIN, _THIN, _THIN, _THIN)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_NARROW, _WIDE = 6, 34
_TITLE, _TEXT = 14, 11
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
# An amount as `money.yuan` writes it; a sum over such cells must not need them typed again.
_AMOUNT = re.compile(r"-?\d{1,3}(,\d{3})*\.\d{2}")
_AMOUNT_FORMAT = "#,##0.00"
_LONGEST_NUMBER = 12
# More rows than this are not dressed cell by cell; the first of them tell how wide a column has to be.
_MANY = 500
# How a ruled cell looks: by whether it is bold and whether it is an amount.
_Looks = dict[tuple[bool, bool], Any]


def write_xlsx(document: Document, out: Path) -> None:
    """Titles, paragraphs and tables one under the other; a whole number and an amount are number cells, all else is text.

    A text never becomes a formula, whatever sign it begins with. On paper the head of the table comes on every page.
    """
    document = discreet_document(document)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _NOT_IN_A_NAME.sub("", document.name)[:31] or "报表"
    tables = [block for block in document.blocks if isinstance(block, Table)]
    width = max((len(block.head) for block in tables), default=1)
    later: list[LongRows] = []
    row = 1
    for block in document.blocks:
        if isinstance(block, (Heading, Paragraph)):
            _line(sheet, row, width, block)
            row += 1
        elif isinstance(block, Signatures):
            _line(sheet, row, width, Paragraph("　　　　".join(f"{caption}：" for caption in block.captions)))
            row += 1
        elif isinstance(block, Table):
            row = _table(sheet, row, block, later, alone=len(tables) == 1)
        elif isinstance(block, PageBreak):
            row += 1
    for column in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _width(tables, column - 1)
    _set_page(sheet, document)
    with whole(out) as beside:
        if not later:
            book.save(beside)
            return
        with TemporaryDirectory(dir=out.parent) as folder:
            short = Path(folder) / out.name
            book.save(short)
            put_in(short, later, beside)


def _line(sheet: Any, row: int, width: int, block: Heading | Paragraph) -> None:
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    cell = sheet.cell(row, 1)
    _put(cell, block.text)
    heading = isinstance(block, Heading)
    cell.font = Font(bold=heading or (isinstance(block, Paragraph) and block.bold), size=_TITLE if heading else _TEXT)
    centred = isinstance(block, Heading) and block.level == 0
    cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)


def _table(sheet: Any, row: int, table: Table, later: list[LongRows], *, alone: bool) -> int:
    """Write head and rows from `row` on; returns the row after it."""
    first = row
    looks: _Looks = {}
    if table.groups:
        _captions(sheet, row, table, looks)
        row += 1
    _cells(sheet, row, table.head, looks, bold=True)
    if table.groups:
        _join(sheet, first, table)
    if alone:
        sheet.print_title_rows = f"{first}:{row}"
        sheet.freeze_panes = sheet.cell(row + 1, 1)
    at_once = table.rows if len(table.rows) <= _MANY else table.rows[:1]
    for texts in at_once:
        row += 1
        _cells(sheet, row, texts, looks)
    rest = table.rows[len(at_once) :]
    if rest:
        later.append(LongRows(row + 1, [[_value(words) for words in texts] for texts in rest], _styles(sheet, row)))
    return row + len(rest) + 1


def _styles(sheet: Any, row: int) -> tuple[int, int]:
    """The numbers of the looks of a plain cell and of an amount, tried on a cell that then looks as before."""
    cell = sheet.cell(row, 1)
    kept, found = cell._style, []
    for number_format in ("General", _AMOUNT_FORMAT):
        # The workbook keeps the very object by which it numbers a look.
        cell._style = copy(kept)
        cell.number_format = number_format
        found.append(cell.style_id)
    cell._style = kept
    return found[0], found[1]


def _captions(sheet: Any, row: int, table: Table, looks: _Looks) -> None:
    texts = [caption if not nth else "" for caption, span in table.groups for nth in range(span)]
    _cells(sheet, row, texts, looks, bold=True)


def _join(sheet: Any, row: int, table: Table) -> None:
    """Captions over their columns; a title without a caption over both rows."""
    column = 1
    for caption, span in table.groups:
        if caption:
            sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=column + span - 1)
        else:
            for each in range(column, column + span):
                _put(sheet.cell(row, each), table.head[each - 1])
                sheet.merge_cells(start_row=row, end_row=row + 1, start_column=each, end_column=each)
        column += span


def _cells(sheet: Any, row: int, texts: Sequence[str], looks: _Looks, *, bold: bool = False) -> None:
    for column, words in enumerate(texts, start=1):
        cell = sheet.cell(row, column)
        amount = _put(cell, words)
        look = looks.get((bold, amount))
        if look is None:
            cell.border, cell.font, cell.alignment = _RULED, Font(bold=bold), _CENTRED
            looks[bold, amount] = copy(cell._style)
        else:
            # Dressed anew, cell by cell, a long list takes five times as long.
            cell._style = copy(look)


def _put(cell: Any, words: str) -> bool:
    """Write a cell as what it is; tells whether it is an amount, which has a look of its own."""
    value = _value(words)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    if isinstance(value, float):
        cell.number_format = _AMOUNT_FORMAT
        return True
    return False


def _value(words: str) -> int | float | str:
    """A whole number or an amount as a number, all else as it is written."""
    if words.isascii() and words.isdigit() and len(words) < _LONGEST_NUMBER and (words == "0" or words[0] != "0"):
        return int(words)
    if words[-3:-2] == "." and _AMOUNT.fullmatch(words) and len(words) < _LONGEST_NUMBER + 4:
        return float(words.replace(",", ""))
    return words


def _width(tables: Sequence[Table], place: int) -> float:
    """As wide as the longest cell of the column and the longest part of its title want it, within reason."""
    cells = [row[place] for table in tables for row in table.rows[:_MANY] if place < len(row)]
    titles = [table.head[place] for table in tables if place < len(table.head)]
    wanted = max(map(_letters, cells), default=0)
    # A long title may take two lines.
    heads = max((min(_letters(title), max(_letters(title) / 2, 8)) for title in titles), default=0)
    return min(max(wanted, heads) + 2, _WIDE) if max(wanted, heads) + 2 > _NARROW else _NARROW


def _letters(words: str) -> float:
    return sum(1.9 if unicodedata.east_asian_width(sign) in "WF" else 1.0 for sign in words)


def _set_page(sheet: Any, document: Document) -> None:
    sheet.page_setup.orientation = "landscape" if document.landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3 if document.paper is Paper.A3 else sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "第 &P 页 共 &N 页"
