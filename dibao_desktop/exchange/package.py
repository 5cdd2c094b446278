"""What calamine does not tell of an .xlsx: hidden rows, formula errors, formulas that were never calculated."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

from openpyxl.utils.cell import coordinate_to_tuple

NOT_CALCULATED = "#未计算"

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROW = re.compile(rb"<row\s([^>]*)>")
_ROW_NUMBER = re.compile(rb'\br="(\d+)"')
_ERROR = re.compile(rb'<c\s([^>]*\bt="e"[^>]*)>(?:<f[^>]*/>|<f.*?</f>)?<v>([^<]*)</v>')
_CELL_NAME = re.compile(rb'\br="([A-Z]+\d+)"')
_FORMULA = re.compile(rb"<c\s([^>]*)>\s*<f(?:[^>]*/>|.*?</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")


@dataclass(frozen=True)
class Hints:
    """Facts about one sheet. Rows and columns count from 0."""

    hidden_rows: frozenset[int]
    errors: dict[tuple[int, int], str]


def hints(data: bytes) -> list[Hints]:
    """The facts of every sheet of an .xlsx, in the order of its tabs."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [_sheet_hints(archive.read(part)) if part else Hints(frozenset(), {}) for part in _parts(archive)]


def _parts(archive: zipfile.ZipFile) -> list[str]:
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in relations}
    known = set(archive.namelist())
    parts = []
    for sheet in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        parts.append(part if part in known else "")
    return parts


def _sheet_hints(xml: bytes) -> Hints:
    hidden: set[int] = set()
    if b"hidden=" in xml:
        for row in _ROW.findall(xml):
            number = _ROW_NUMBER.search(row)
            if number and (b'hidden="1"' in row or b'hidden="true"' in row):
                hidden.add(int(number[1]) - 1)
    errors: dict[tuple[int, int], str] = {}
    if b't="e"' in xml:
        for attributes, value in _ERROR.findall(xml):
            errors |= _at(attributes, value.decode("ascii", "replace"))
    if b"<f" in xml:
        for attributes in _FORMULA.findall(xml):
            # A formula whose text result is empty is written the same way, but says that it is text.
            if b't="str"' not in attributes:
                errors |= _at(attributes, NOT_CALCULATED)
    return Hints(frozenset(hidden), errors)


def _at(attributes: bytes, value: str) -> dict[tuple[int, int], str]:
    name = _CELL_NAME.search(attributes)
    if name is None:
        return {}
    row, column = coordinate_to_tuple(name[1].decode())
    return {(row - 1, column - 1): value}
