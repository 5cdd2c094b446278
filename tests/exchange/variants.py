"""The sample roster written out again in other townships' layouts and formats."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.exchange.importing import examine

SAMPLES = Path(__file__).parents[1] / "samples" / "青石乡"

Rows = list[list[Any]]
Sheets = dict[str, Rows]
Cellof = Callable[[HouseholdRecord, MemberRecord], Any]


@lru_cache
def households(villages: int = 3) -> tuple[HouseholdRecord, ...]:
    """The clean households of the first villages of the sample roster."""
    units = examine([SAMPLES / "01_在保对象名册_省系统导出.xls"]).files[0].good
    records = [unit.value for unit in units if not unit.problems]
    wanted = list(dict.fromkeys(record.village for record in records))[:villages]
    return tuple(record for record in records if record.village in wanted)


def essence(records: Sequence[HouseholdRecord]) -> set[tuple[Any, ...]]:
    """What every layout of the same households must say alike."""
    return {
        (
            record.village,
            record.head_name,
            record.monthly_fen,
            record.covered_size,
            tuple((member.name, member.id_number, member.sex, member.birth) for member in record.members),
        )
        for record in records
    }


# Head, and what stands below it. `*` marks a column of the household, written on its first row only.
HOUSEHOLD: dict[str, Cellof] = {
    "village": lambda h, m: h.village,
    "number": lambda h, m: h.number,
    "head": lambda h, m: h.head_name,
    "size": lambda h, m: h.family_size,
    "covered_size": lambda h, m: h.covered_size,
    "category": lambda h, m: h.category,
    "money": lambda h, m: (h.monthly_fen or 0) // 100,
    "start": lambda h, m: h.start_month,
    "income": lambda h, m: (h.annual_income_fen or 0) // 100,
    "account": lambda h, m: h.account_no,
    "address": lambda h, m: f"青石乡{h.village}{h.group}",
    "cause": lambda h, m: h.cause,
    "blank": lambda h, m: "",
}
MEMBER: dict[str, Cellof] = {
    "name": lambda h, m: m.name,
    "relation": lambda h, m: m.relation,
    "sex": lambda h, m: m.sex,
    "id": lambda h, m: m.id_number,
    "birth": lambda h, m: m.birth,
    "labour": lambda h, m: m.labour,
    "health": lambda h, m: m.health,
    "covered": lambda h, m: "是" if m.covered else "否",
    "head_id": lambda h, m: h.members[0].id_number,
    "weather": lambda h, m: "晴",
}


def body(records: Sequence[HouseholdRecord], columns: Sequence[str], *, repeated: bool = False) -> Rows:
    """A row a member; household columns on the first row of a household, or on every row."""
    rows: Rows = []
    for serial, record in enumerate(records, 1):
        for place, member in enumerate(record.members):
            row: list[Any] = []
            for column in columns:
                if column == "serial":
                    row.append(serial if repeated or not place else "")
                elif column in HOUSEHOLD:
                    row.append(HOUSEHOLD[column](record, member) if repeated or not place else "")
                else:
                    row.append(MEMBER[column](record, member))
            rows.append(row)
    return rows


def write_xlsx(path: Path, sheets: Sheets, merged: Sequence[str] = ()) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(["" if cell is None else cell for cell in row])
        for area in merged:
            sheet.merge_cells(area)
    book.save(buffer := io.BytesIO())
    path.write_bytes(buffer.getvalue())
    return path


def write_xls(path: Path, sheets: Sheets) -> Path:
    book = xlwt.Workbook(encoding="utf-8")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell != "":
                    sheet.write(at, column, cell)
    book.save(buffer := io.BytesIO())
    path.write_bytes(buffer.getvalue())
    return path


def write_ods(path: Path, sheets: Sheets) -> Path:
    book = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        for row in rows:
            line = TableRow()
            for cell in row:
                if isinstance(cell, (int, float)):
                    one = TableCell(valuetype="float", value=str(cell))
                else:
                    one = TableCell(valuetype="string") if cell else TableCell()
                if cell != "":
                    one.addElement(P(text=str(cell)))
                line.addElement(one)
            table.addElement(line)
        book.spreadsheet.addElement(table)
    book.save(buffer := io.BytesIO())
    path.write_bytes(buffer.getvalue())
    return path


def write_csv(path: Path, rows: Rows, encoding: str = "gb18030", delimiter: str = ",") -> Path:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    path.write_bytes(buffer.getvalue().encode(encoding))
    return path


def write_html(path: Path, rows: Rows) -> Path:
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = f"<html><head><meta charset='gbk'></head><body><table border=1>{lines}</table></body></html>"
    path.write_bytes(page.encode("gbk"))
    return path
