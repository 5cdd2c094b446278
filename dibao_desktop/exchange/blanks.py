"""Blank workbooks to be filled in and imported (DOMAIN §15.8): drop-downs, text cells, a sheet that explains the columns."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.exchange.own_sheets import OWN_SHEETS, OwnColumn, OwnSheet

# Goes up when a column is added or changes its meaning.
VERSION = 1
_LINES = 2_000
_WORDS = "填写说明"
_TEXT = "@"
_REQUIRED = PatternFill("solid", fgColor="FDE9D9")
_OPTIONAL = PatternFill("solid", fgColor="EAF1F8")


def write_blank(word: str, out: Path) -> OwnSheet:
    """Write the blank workbook of one kind of sheet. Raises KnownError when the file cannot be written."""
    own = OWN_SHEETS[word]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = own.title
    words = book.create_sheet(_WORDS)
    for place, (column, head) in enumerate(zip(own.columns, own.heads, strict=True), start=1):
        _head(sheet, place, column, head)
    _explain(words, own)
    sheet.freeze_panes = "A2"
    try:
        book.save(out)
    except OSError as error:
        raise KnownError("cannot_write", f"无法写入 {out}：文件可能正被打开，请关闭后再试。") from error
    return own


def _head(sheet: Worksheet, place: int, column: OwnColumn, head: str) -> None:
    letter = get_column_letter(place)
    cell = sheet.cell(1, place, head)
    cell.font = Font(bold=True)
    cell.fill = _REQUIRED if column.required else _OPTIONAL
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.column_dimensions[letter].width = max(12, 2 * len(head) + 4, *(len(each) + 3 for each in column.examples))
    if column.is_text:
        for line in range(2, _LINES + 2):
            sheet.cell(line, place).number_format = _TEXT
    if column.choices:
        # A word of another list is let in: the import knows synonyms, and says what it does not know.
        choice = DataValidation("list", f'"{",".join(column.choices)}"', allow_blank=True, showErrorMessage=False)
        choice.add(f"{letter}2:{letter}{_LINES + 1}")
        sheet.add_data_validation(choice)


def _explain(words: Worksheet, own: OwnSheet) -> None:
    """One sentence a cell, so that nobody takes the sheet for one to be filled in."""
    lines = [f"{own.title}：怎样填写", f"橙色表头必填，蓝色选填；不要改表头，可以删去不用的列。{own.hint}"]
    lines += [_sentence(column, head) for column, head in zip(own.columns, own.heads, strict=True)]
    lines += [f"填好的一行：{'｜'.join(text for text in example if text)}" for example in own.examples]
    lines.append(f"版本 {VERSION}")
    for row, line in enumerate(lines, start=1):
        cell = words.cell(row, 1, line)
        cell.data_type = "s"
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    words["A1"].font = Font(bold=True, size=14)
    words.column_dimensions["A"].width = 110


def _sentence(column: OwnColumn, head: str) -> str:
    choices = f"从下拉框选：{'、'.join(column.choices)}" if column.choices else ""
    how = "；".join(part for part in ("必填" if column.required else "选填", column.hint, choices) if part)
    return f"{head}：{how}。"
