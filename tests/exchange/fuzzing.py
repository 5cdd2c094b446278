"""Workbooks broken in every way a seed can draw: cells, types, merged ranges, XML, zip, formats, far corners."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from exchange.variants import SAMPLES

# What may stand in a cell where nobody expects it.
STRANGE: tuple[object, ...] = (
    *("", " ", "\u3000", "=1+1", "=NA()", "#N/A", "#REF!", "无", "/", "-", "—", "合计", "小计：", "备注：以上属实", "姓名", "身份证号"),
    *("'", "\t", "\n", "@cmd", "+1", "５３００００", "5.3E+17", "1e999", "nan", "inf", "一百", "叁", "NULL", "是", "否", "√", "□", "?"),
    *(0, -1, 1, 3.5, 1e308, -1e308, 10**17, 5.30000196401129e17, 23935, 2958466, 1e-320, True, False),
    *("x" * 32_000, "周" * 400, "\u202e\u200b\ufeff", "𬭎", "2017-02-30", "9999年99月", "201713", "0000-00-00", "户主", "村"),
)  # fmt: skip
_SOURCES = ("01", "02", "03", "04", "05", "06", "09", "10", "11", "12", "20", "21")


@cache
def _sample(number: str) -> bytes:
    return next(SAMPLES.glob(f"{number}_*")).read_bytes()


def broken(seed: int, folder: Path) -> Path:
    """One broken file."""
    rng = random.Random(seed)
    way = rng.choice(_WAYS)
    data = way(rng)
    path = folder / f"{seed}{rng.choice(('.xlsx', '.xls', '.csv', '.et', ''))}"
    path.write_bytes(data)
    return path


@cache
def _first_rows(number: str) -> bytes:
    """A sample cut short, without merged cells: opening the whole again and again is what would take the time."""
    book = load_workbook(io.BytesIO(_sample(number)))
    sheet = book.worksheets[0]
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.delete_rows(40, sheet.max_row)
    for other in book.worksheets[2:]:
        book.remove(other)
    return _saved(book)


def _small_book(rng: random.Random) -> tuple[object, Worksheet]:
    book = load_workbook(io.BytesIO(_first_rows(rng.choice([each for each in _SOURCES if each not in ("01", "03")]))))
    return book, book.worksheets[0]


def _saved(book: object) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def _strange_cells(rng: random.Random) -> bytes:
    book, sheet = _small_book(rng)
    for _ in range(rng.choice((1, 3, 20, 200))):
        value = rng.choice(STRANGE)
        cell = sheet.cell(rng.randrange(1, sheet.max_row + 4), rng.randrange(1, sheet.max_column + 3))
        cell.value = value  # type: ignore[assignment]
    return _saved(book)


def _moved(rng: random.Random) -> bytes:
    book, sheet = _small_book(rng)
    for _ in range(rng.randrange(1, 4)):
        act: Callable[..., None] = rng.choice(
            (sheet.insert_rows, sheet.insert_cols, sheet.delete_rows, sheet.delete_cols)
        )
        act(rng.randrange(1, 12), rng.randrange(1, 4))
    return _saved(book)


def _merged(rng: random.Random) -> bytes:
    book, sheet = _small_book(rng)
    for _ in range(rng.randrange(1, 6)):
        top, left = rng.randrange(1, 20), rng.randrange(1, 20)
        down, right = top + rng.choice((0, 1, 5, 2000)), left + rng.choice((0, 1, 4, 300))
        # Registered only: openpyxl would give each of the cells a border of its own.
        sheet.merged_cells.add(f"{get_column_letter(left)}{top}:{get_column_letter(right)}{down}")
    return _saved(book)


def _far_cells(rng: random.Random) -> bytes:
    book, sheet = _small_book(rng)
    row = rng.choice((1_048_576, 65_536, 300_000))
    sheet.cell(row, rng.choice((1, 5, 27, 200, 16_384))).value = rng.choice((" ", "x", 0, "合计", None))  # type: ignore[assignment]
    sheet.row_dimensions[row].hidden = rng.random() < 0.5
    return _saved(book)


def _wrong_xml(rng: random.Random) -> bytes:
    """Parts of the package spoilt: tags cut, attributes changed, parts gone or empty, numbers out of range."""
    source = zipfile.ZipFile(io.BytesIO(_sample(rng.choice([each for each in _SOURCES if each not in ("01", "03")]))))
    names = source.namelist()
    victim = rng.choice([name for name in names if name.endswith((".xml", ".rels"))])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for name in names:
            data = source.read(name)
            if name == victim:
                data = rng.choice((_cut, _flipped, _renumbered, _emptied, _doubled))(rng, data)
            if name != victim or rng.random() < 0.9:
                out.writestr(name, data)
    return buffer.getvalue()


def _cut(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data))]


def _flipped(rng: random.Random, data: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(rng.choice((1, 5, 50))):
        if spoilt:
            spoilt[rng.randrange(len(spoilt))] = rng.randrange(256)
    return bytes(spoilt)


def _renumbered(rng: random.Random, data: bytes) -> bytes:
    number = rng.choice((b"0", b"-1", b"99999999999", b"1048577", b"x"))
    return re.sub(rb'"(\d+)"', lambda found: b'"' + (number if rng.random() < 0.05 else found[1]) + b'"', data)


def _emptied(rng: random.Random, data: bytes) -> bytes:
    return rng.choice(
        (b"", b"<", b"<x/>", b"\xff\xfe", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    )


def _doubled(rng: random.Random, data: bytes) -> bytes:
    return data + data


def _torn(rng: random.Random) -> bytes:
    """A file of any format that was not copied whole, or with bytes changed."""
    data = _sample(rng.choice(_SOURCES))
    spoil = rng.choice((_cut, _cut, _flipped, _doubled))
    return spoil(rng, data)


def _text(rng: random.Random) -> bytes:
    """Lines of the smallest list as text, in an encoding and with marks of their own, some of them broken."""
    lines = _sample("03").decode("utf-8-sig", "replace").splitlines()[:30]
    mark = rng.choice((",", ";", "\t", "|", ",,"))
    lines = [line.replace(",", mark) for line in lines]
    for _ in range(rng.choice((0, 1, 5))):
        lines.insert(
            rng.randrange(len(lines)), str(rng.choice(STRANGE)) + mark * rng.randrange(6) + rng.choice(('"', ""))
        )
    data = "\r\n".join(lines).encode(rng.choice(("gb18030", "utf-8", "utf-8-sig", "utf-16", "utf-16-be")), "replace")
    return data if rng.random() < 0.6 else _flipped(rng, data)


def _page(rng: random.Random) -> bytes:
    rows = "".join(
        f"<tr><td rowspan={rng.choice((1, 2, 70_000))} colspan='{rng.choice((1, 3, 99_999, -1))}'>{rng.choice(STRANGE)}<td>{rng.choice(STRANGE)}"
        for _ in range(20)
    )
    head = "<tr><th>姓名</th><th>身份证号</th><th>死亡日期</th></tr>"
    page = f"<html><table>{head}{rows}</table>{rng.choice(('', '<table>', '</tr>', '<td>'))}"
    return page.encode(rng.choice(("utf-8", "gb18030")), "replace")


_WAYS: tuple[Callable[[random.Random], bytes], ...] = (
    *(_strange_cells, _strange_cells, _strange_cells, _moved, _merged, _far_cells),
    *(_wrong_xml, _wrong_xml, _torn, _torn, _text, _page),
)
