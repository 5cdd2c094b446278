"""Templates in the old format .xls: read by their cells, and written anew with the same sheets and heads.

No library writes into an existing .xls, so colours, widths, drop-downs and notes of the old file are not in the new one;
what the old provincial systems read is the sheet's name, the heads and text cells, and these are kept (DOMAIN §15.5).
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import xlwt
from python_calamine import CalamineWorkbook, SheetVisibleEnum

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.exchange.template.describe import Template
from dibao_desktop.exchange.template.parts import Cell, Grid, Parts

# The most that a sheet of .xls holds.
MOST_ROWS = 65_536


def read_old(path: Path) -> Parts:
    """The cells of every sheet; all are taken for text cells, as the old systems want them."""
    try:
        book = CalamineWorkbook.from_path(str(path))
        grids = tuple(
            Grid(
                each.name,
                "",
                each.visible is SheetVisibleEnum.Visible,
                _cells(book.get_sheet_by_name(each.name).to_python(skip_empty_area=False)),
            )
            for each in book.sheets_metadata
        )
    except Exception as error:
        raise KnownError("unreadable_template", f"模板 {path.name} 打不开：请确认是没有密码的 .xls 文件。") from error
    return Parts(grids, formats=("@",))


def _cells(rows: Sequence[Sequence[object]]) -> dict[tuple[int, int], Cell]:
    return {
        (row, column): Cell(_text(value), 0)
        for row, line in enumerate(rows, start=1)
        for column, value in enumerate(line, start=1)
        if value not in ("", None)
    }


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def fill_old(template: Template, rows: Sequence[Mapping[int, str | float]]) -> bytes:
    """The template with the rows, every cell a text; `rows` by column."""
    if template.first_row + len(rows) > MOST_ROWS:
        raise KnownError("too_many_rows", f"共 {len(rows)} 行，一个 .xls 文件放不下，请按村或按行数分成几个文件。")
    book = xlwt.Workbook(encoding="utf-8")
    text = xlwt.easyxf(num_format_str="@")
    for grid in read_old(template.path).grids:
        sheet = book.add_sheet(grid.name)
        sheet.visibility = int(not grid.visible)
        is_data = grid.name == template.sheet
        taken = range(template.first_row, template.first_row + template.examples) if is_data else range(0)
        for (row, column), cell in grid.cells.items():
            if row not in taken:
                sheet.write(row - 1, column - 1, cell.text, text)
        if is_data:
            for offset, line in enumerate(rows):
                for column, value in line.items():
                    sheet.write(template.first_row - 1 + offset, column - 1, str(value), text)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
