"""The tables of a document as a plain workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from dibao_desktop.domain.document import Document, Heading, Paragraph, Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.secrecy import discreet_document

_THIN = Side(style="thin")
_RULED = Border(_THIN, _THIN, _THIN, _THIN)
_COLUMN_WIDTH = 12


def write_xlsx(document: Document, out: Path) -> None:
    """Titles, paragraphs and tables one under the other; a whole number is a number cell, everything else a text.

    A text never becomes a formula, whatever sign it begins with.
    """
    document = discreet_document(document)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = document.name[:31]
    width = max((len(block.head) for block in document.blocks if isinstance(block, Table)), default=1)
    row = 1
    for block in document.blocks:
        if isinstance(block, (Heading, Paragraph)):
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
            cell = sheet.cell(row, 1)
            _put(cell, block.text)
            cell.font = Font(
                bold=isinstance(block, Heading) or block.bold, size=14 if isinstance(block, Heading) else 11
            )
            centred = isinstance(block, Heading) and block.level == 0
            cell.alignment = Alignment(horizontal="center" if centred else "left", wrap_text=True)
            row += 1
        elif isinstance(block, Table):
            for texts, bold in [(block.head, True)] + [(texts, False) for texts in block.rows]:
                for column, words in enumerate(texts, start=1):
                    cell = sheet.cell(row, column)
                    _put(cell, words)
                    cell.border, cell.font = _RULED, Font(bold=bold)
                    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
                row += 1
    for column in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _COLUMN_WIDTH
    beside = out.with_name(out.name + ".part")
    try:
        book.save(beside)
        beside.replace(out)
    except OSError as error:
        raise KnownError("cannot_write", f"无法写入 {out}：文件可能正被打开，请关闭后再试。") from error


def _put(cell: Any, words: str) -> None:
    if words.isdigit() and len(words) < 12 and (words == "0" or not words.startswith("0")):
        cell.value = int(words)
        return
    cell.value = words
    cell.data_type = "s"
