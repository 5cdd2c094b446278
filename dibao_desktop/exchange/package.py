"""What calamine does not tell of an .xlsx: hidden rows, formula errors, formulas that were never calculated."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from openpyxl.utils.cell import column_index_from_string, coordinate_to_tuple

NOT_CALCULATED = "#未计算"

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ROW = re.compile(rb"<row\s([^>]*)>")
_ROW_NUMBER = re.compile(rb'\br="(\d+)"')
_ERROR = re.compile(rb'<c\s([^>]*\bt="e"[^>]*)>(?:<f[^>]*/>|<f.*?</f>)?<v>([^<]*)</v>')
_CELL_NAME = re.compile(rb'\br="([A-Z]+\d+)"')
_FORMULA = re.compile(rb"<c\s([^>]*)>\s*<f(?:[^>]*/>|.*?</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")


# A sheet is looked through in pieces of this size; one without rows is not looked through to its end.
_BLOCK = 8 << 20
_LONGEST = 64 << 20
_LAST_ROW = re.compile(rb'<row\s[^>]*?\br="(\d+)"')
_COLUMN = re.compile(rb'\br="([A-Z]{1,3})\d+"[^>/]*>(?!</c)')
# (Patterns that begin with plain letters are found ten times as fast.)
# A filled cell beyond column Z, AZ, IV, ZZ: how wide a sheet is at most shows without looking at every cell of it.
_FILLED = rb')\d+"[^>/]*>(?!</c)'
_BEYOND = {
    26: re.compile(rb'r="(?:[A-Z]{2,3}' + _FILLED),
    52: re.compile(rb'r="(?:[B-Z][A-Z]|[A-Z]{3}' + _FILLED),
    256: re.compile(rb'r="(?:I[W-Z]|[J-Z][A-Z]|[A-Z]{3}' + _FILLED),
    702: re.compile(rb'r="(?:[A-Z]{3}' + _FILLED),
}
_WIDEST = 16_384
# The most cells that one sheet may span: what is both long and wide does not fit into memory.
MOST_CELLS = 15_000_000
_MANY = 1_000_000


@dataclass(frozen=True)
class Hints:
    """Facts about one sheet. Rows and columns count from 0; `scattered` sheets span far more than they hold."""

    hidden_rows: frozenset[int]
    errors: dict[tuple[int, int], str]
    scattered: bool = False


def unpacked_size(data: bytes, part: str = "") -> int:
    """How many bytes an .xlsx, or one part of it, comes to once it is unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(each.file_size for each in archive.infolist() if each.filename.startswith(part))


def hints(data: bytes) -> list[Hints]:
    """The facts of every sheet of an .xlsx, in the order of its tabs."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [_sheet_hints(archive, part) if part else Hints(frozenset(), {}) for part in _parts(archive)]


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


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The XML of a sheet in pieces that end between two rows."""
    rest = b""
    with archive.open(part) as stream:
        while (block := stream.read(_BLOCK)) and len(rest) < _LONGEST:
            rest += block
            cut = rest.rfind(b"<row")
            if cut > 0:
                yield rest[:cut]
                rest = rest[cut:]
    yield rest


def _sheet_hints(archive: zipfile.ZipFile, part: str) -> Hints:
    hidden: set[int] = set()
    errors: dict[tuple[int, int], str] = {}
    last = width = filled = 0
    for xml in _pieces(archive, part):
        if b"hidden=" in xml:
            hidden |= _hidden(xml)
        if b't="e"' in xml:
            for attributes, value in _ERROR.findall(xml):
                errors |= _at(attributes, value.decode("ascii", "replace"))
        if b"<f" in xml:
            for attributes in _FORMULA.findall(xml):
                # A formula whose text result is empty is written the same way, but says that it is text.
                if b't="str"' not in attributes:
                    errors |= _at(attributes, NOT_CALCULATED)
        if b"</c>" not in xml:
            # Nothing but formatting.
            continue
        filled += xml.count(b"</c>")
        row = _LAST_ROW.match(xml, max(0, xml.rfind(b"<row", 0, xml.rfind(b"</c>") + 1)))
        last = max(last, int(row[1])) if row else last
        width = next((each for each, beyond in _BEYOND.items() if each >= width and not beyond.search(xml)), _WIDEST)
    # The farthest column is looked for only where the sheet could be scattered at all.
    scattered = _is_scattered(last * width, filled) and _is_scattered(last * _width(archive, part), filled)
    return Hints(frozenset(hidden), errors, scattered)


def _is_scattered(area: int, filled: int) -> bool:
    return area > MOST_CELLS or (area > _MANY and filled * 20 < area)


def _width(archive: zipfile.ZipFile, part: str) -> int:
    """The farthest column that any cell of a sheet stands in."""
    letters = {each for xml in _pieces(archive, part) for each in set(_COLUMN.findall(xml))}
    return max(
        (column_index_from_string(each.decode()) for each in letters if each <= b"XFD" or len(each) < 3), default=0
    )


def _hidden(xml: bytes) -> set[int]:
    rows = (row for row in _ROW.findall(xml) if b'hidden="1"' in row or b'hidden="true"' in row)
    return {int(number[1]) - 1 for row in rows if (number := _ROW_NUMBER.search(row))}


def _at(attributes: bytes, value: str) -> dict[tuple[int, int], str]:
    name = _CELL_NAME.search(attributes)
    if name is None:
        return {}
    row, column = coordinate_to_tuple(name[1].decode())
    return {(row - 1, column - 1): value}
