"""A long table comes out as a short one does, whatever its rows hold, and other programs read it."""

from __future__ import annotations

import openpyxl

from dibao_desktop.domain.document import Document, Heading, Paragraph, Table
from dibao_desktop.reports.workbooks import write_xlsx

ROW = ("甲<乙>&丙", "530000196507120017", "=1+1", "7", "1,234.50", "", "换\n行")


def document(count: int) -> Document:
    table = Table(tuple("一二三四五六七"), tuple((*ROW[:3], str(place), *ROW[4:]) for place in range(1, count + 1)))
    return Document("长表", (Heading("长表", 0), table, Paragraph("制表人：")))


def cells(path):
    sheet = openpyxl.load_workbook(path).active
    return [
        [(c.value, c.data_type == "f", c.number_format, c.border.left.style) for c in row] for row in sheet.iter_rows()
    ]


def test_a_long_table_is_written_as_a_short_one(tmp_path, libreoffice):
    write_xlsx(document(400), tmp_path / "短.xlsx")
    write_xlsx(document(1200), tmp_path / "长.xlsx")
    short, long = cells(tmp_path / "短.xlsx"), cells(tmp_path / "长.xlsx")
    assert long[:2] == short[:2]
    assert [row[0][0] for row in long[-1:]] == ["制表人："]
    assert len(long) == 1 + 1 + 1200 + 1
    for number in (2, 3, 400):
        wanted, made = short[number], long[number]
        assert [(value, kind) for value, kind, _, _ in wanted] == [(value, kind) for value, kind, _, _ in made]
        assert [(style, border) for _, _, style, border in wanted] == [(style, border) for _, _, style, border in made]
    assert long[-2][3][0] == 1200
    read = libreoffice(tmp_path / "长.xlsx", "csv").read_text("utf-8", errors="replace").splitlines()
    assert len([line for line in read if "530000196507120017" in line]) == 1200
    assert not list(tmp_path.glob("*.short")) + list(tmp_path.glob("*.part"))
