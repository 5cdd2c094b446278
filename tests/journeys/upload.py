"""The filled upload workbook beside the blank template, cell by cell, as LibreOffice opened it."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dibao_desktop.exchange.template import read_template
from journeys.files import TEMPLATE

Row = dict[str, object]


def rows_of(path: Path) -> list[Row]:
    """The persons in the workbook, by the heads of the template (without the sign of what is required)."""
    template = read_template(TEMPLATE)
    sheet = load_workbook(path)[template.sheet]
    heads = {column.head: column.position for column in template.columns}
    found = []
    for line in range(template.first_row, sheet.max_row + 1):
        row: Row = {head: sheet.cell(line, position).value for head, position in heads.items()}
        if any(value is not None for value in row.values()):
            found.append(row)
    return found


class Looks:
    """How the cells of a workbook look, in words that can be compared; each style is put in words once."""

    def __init__(self, path: Path) -> None:
        self.book = load_workbook(path)
        self._known: dict[tuple[int, ...], str] = {}

    def of(self, sheet: str, line: int, column: int) -> str:
        cell = self.book[sheet].cell(line, column)
        key = tuple(cell._style or ())
        if key not in self._known:
            self._known[key] = "".join(repr(each) for each in (cell.font, cell.fill, cell.border, cell.alignment))
        return self._known[key]


def look_faults(path: Path, persons: int) -> list[str]:
    """Where the look of the blank is lost: fonts, fills and borders, widths of columns, frozen panes.

    Asked of the file as the program wrote it; what another program saves describes the same look in other words.
    """
    template, blank, filled = read_template(TEMPLATE), Looks(TEMPLATE), Looks(path)
    found = []
    for theirs in blank.book.worksheets:
        ours, name = filled.book[theirs.title], theirs.title
        if (ours.freeze_panes, _widths(ours)) != (theirs.freeze_panes, _widths(theirs)):
            found.append(f"{name}：冻结窗格或列宽不同")
        for line in range(1, max(theirs.max_row, template.first_row) + 1):
            for column in range(1, theirs.max_column + 1):
                if filled.of(name, line, column) != blank.of(name, line, column):
                    found.append(f"{name}!{get_column_letter(column)}{line}：样式不同")
    for column in template.columns:
        wanted = blank.of(template.sheet, template.first_row, column.position)
        lines = range(template.first_row, template.first_row + persons)
        filled_in = [
            line for line in lines if filled.book[template.sheet].cell(line, column.position).value is not None
        ]
        found += [
            f"{column.head}第 {line} 行：与模板首行样式不同"
            for line in filled_in
            if filled.of(template.sheet, line, column.position) != wanted
        ]
    return found


def _widths(sheet: Worksheet) -> dict[str, float]:
    return {letter: column.width for letter, column in sheet.column_dimensions.items()}


def faults(path: Path, persons: int) -> list[str]:
    """Everything in which the workbook differs from the blank beside its data cells, and data cells that are not right."""
    template = read_template(TEMPLATE)
    blank, filled = load_workbook(TEMPLATE), load_workbook(path)
    if filled.sheetnames != blank.sheetnames:
        return [f"工作表不同：{filled.sheetnames}"]
    found = []
    for name in blank.sheetnames:
        area = (template.first_row, template.first_row + persons - 1) if name == template.sheet else (1, 0)
        found += _changed_cells(blank[name], filled[name], area)
    return found + _wrong_choices(blank, filled, template.sheet, persons) + _numbers_for_ids(filled, persons)


def _changed_cells(blank: Worksheet, filled: Worksheet, data: tuple[int, int]) -> list[str]:
    """Cells outside the lines of data that say something else, and columns of another width."""
    found = []
    bottom, right = max(blank.max_row, filled.max_row), max(blank.max_column, filled.max_column)
    for line in range(1, bottom + 1):
        for column in range(1, right + 1):
            ours, theirs = filled.cell(line, column), blank.cell(line, column)
            if not data[0] <= line <= data[1] and ours.value != theirs.value:
                found.append(f"{blank.title}!{theirs.coordinate}：{theirs.value!r} → {ours.value!r}")
    if {str(area) for area in filled.merged_cells.ranges} != {str(area) for area in blank.merged_cells.ranges}:
        found.append(f"{blank.title}：合并单元格不同")
    return found


def lists_of(book: Workbook, sheet: str) -> dict[int, tuple[str, ...]]:
    """What each column's drop-down offers, by the column's place."""
    found = {}
    for validation in book[sheet].data_validations.dataValidation:
        if validation.type == "list":
            for area in validation.sqref.ranges:
                found[area.min_col] = _offered(book, sheet, str(validation.formula1))
    return found


def _offered(book: Workbook, sheet: str, formula: str) -> tuple[str, ...]:
    if formula.startswith('"'):
        return tuple(formula.strip('"').split(","))
    where, _, area = formula.lstrip("=").rpartition("!")
    source = book[where.strip("'$") or sheet]
    left, top, right, bottom = range_boundaries(area.replace("$", ""))
    cells = source.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right, values_only=True)
    return tuple(str(value) for row in cells for value in row if value is not None)


def _wrong_choices(blank: Workbook, filled: Workbook, sheet: str, persons: int) -> list[str]:
    """Drop-downs that are lost or offer something else, and values that are not among what theirs offers."""
    offered = lists_of(blank, sheet)
    if lists_of(filled, sheet) != offered:
        return [f"下拉框不同：{lists_of(filled, sheet)}"]
    first = read_template(TEMPLATE).first_row
    return [
        f"{get_column_letter(column)}{line}：“{value}”不在下拉框里"
        for column, choices in offered.items()
        for line in range(first, first + persons)
        if (value := filled[sheet].cell(line, column).value) is not None and value not in choices
    ]


def _numbers_for_ids(filled: Workbook, persons: int) -> list[str]:
    """ID numbers, accounts and codes that are not kept as text."""
    template = read_template(TEMPLATE)
    texts = [column for column in template.columns if column.field != "monthly"]
    lines = range(template.first_row, template.first_row + persons)
    cells = [filled[template.sheet].cell(line, column.position) for column in texts for line in lines]
    return [f"{cell.coordinate}：{cell.value!r} 不是文本" for cell in cells if not isinstance(cell.value, str | None)]
