"""The rows of a long table put into a workbook as text: cell by cell a hundred thousand rows would take minutes.

The workbook is made with its first row, which shows how each kind of cell looks; the others are written beside it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

_SHEET = "xl/worksheets/sheet1.xml"
# What no workbook may hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class LongRows:
    """Rows that stand from row `first` on; `styles` are the numbers of the looks of a plain cell and of an amount."""

    first: int
    rows: Sequence[Sequence[int | float | str]]
    styles: tuple[int, int]


def put_in(book: Path, parts: Sequence[LongRows], out: Path) -> None:
    """Copy a workbook whose sheet leaves room for these rows, with them in it."""
    with (
        zipfile.ZipFile(book) as short,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as full,
    ):
        for part in short.infolist():
            if part.filename != _SHEET:
                full.writestr(part, short.read(part))
                continue
            with full.open(part.filename, "w", force_zip64=True) as sheet:
                for text in _spliced(short.read(part).decode("utf-8"), parts):
                    sheet.write(text.encode("utf-8"))


def _spliced(xml: str, parts: Sequence[LongRows]) -> Iterator[str]:
    for part in parts:
        after = part.first + len(part.rows)
        at = xml.find(f'<row r="{after}"')
        if at < 0:
            at = xml.index("</sheetData>")
        yield xml[:at]
        xml = xml[at:]
        width = max(map(len, part.rows))
        letters = [get_column_letter(place) for place in range(1, width + 1)]
        for number, row in enumerate(part.rows, start=part.first):
            cells = "".join(
                _cell(f"{letter}{number}", value, part.styles) for letter, value in zip(letters, row, strict=False)
            )
            yield f'<row r="{number}">{cells}</row>'
    yield xml


def _cell(place: str, value: int | float | str, styles: tuple[int, int]) -> str:
    plain, amount = styles
    if isinstance(value, float):
        return f'<c r="{place}" s="{amount}"><v>{value!r}</v></c>'
    if isinstance(value, int):
        return f'<c r="{place}" s="{plain}"><v>{value}</v></c>'
    if not value:
        return f'<c r="{place}" s="{plain}"/>'
    text = escape(_FORBIDDEN.sub("", value))
    return f'<c r="{place}" s="{plain}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
