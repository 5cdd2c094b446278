"""The parts of an .xlsx as they stand in the file: cells, styles, validations and names of each sheet, nothing interpreted."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import coordinate_to_tuple

_LARGEST = 64 << 20
_RED = re.compile(r"(?:FF)?(?:[C-F][0-9A-F])(?:[0-3][0-9A-F]){2}")
_RED_INDEXES = ("2", "10")

Area = tuple[int, int, int, int]


@dataclass(frozen=True)
class Cell:
    """One cell: its text, the number of its style, whether a formula stands in it, whether part of it is red."""

    text: str
    style: int
    formula: bool = False
    red: bool = False


@dataclass(frozen=True)
class Validation:
    """One rule for cells; the formulas as they stand."""

    kind: str
    operator: str
    first: str
    second: str
    areas: tuple[Area, ...]


@dataclass(frozen=True)
class Grid:
    """One sheet. `cells` by row and column, from 1; `columns` the style of a whole column."""

    name: str
    part: str
    visible: bool
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()
    validations: tuple[Validation, ...] = ()
    columns: dict[int, int] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        """What a cell says; the upper left one speaks for a merged area."""
        found = self.cells.get((row, column))
        if found is not None and found.text:
            return found.text
        for left, top, right, bottom in self.merged:
            if left <= column <= right and top <= row <= bottom and (first := self.cells.get((top, left))):
                return first.text
        return ""

    @property
    def width(self) -> int:
        """The last column in which something stands."""
        return max((column for (_row, column), cell in self.cells.items() if cell.text), default=0)


@dataclass(frozen=True)
class Parts:
    """A workbook: its sheets, number formats and red fonts by style, names by what they stand for."""

    grids: tuple[Grid, ...]
    formats: tuple[str, ...] = ()
    red: tuple[bool, ...] = ()
    names: dict[str, str] = field(default_factory=dict)

    def grid(self, name: str) -> Grid | None:
        """The sheet of this name."""
        return next((grid for grid in self.grids if grid.name == name), None)


def read_parts(path: Path) -> Parts:
    """Read an .xlsx. Raises whatever a damaged archive or XML raises: the caller says it in words."""
    with zipfile.ZipFile(path) as archive:
        if any(each.file_size > _LARGEST for each in archive.infolist()):
            raise ValueError("too large")
        shared = _shared(archive)
        formats, red = _styles(archive)
        book = fromstring(archive.read("xl/workbook.xml"))
        targets = {
            link.get("Id"): link.get("Target", "") for link in fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        }
        grids = []
        for sheet in _all(book, "sheet"):
            target = targets.get(next((v for k, v in sheet.attrib.items() if k.endswith("}id")), ""), "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
            visible = sheet.get("state", "visible") == "visible"
            if part in archive.namelist() and "worksheets/" in part:
                grids.append(_grid(sheet.get("name", ""), part, visible, fromstring(archive.read(part)), shared, red))
        names = {each.get("name", ""): each.text or "" for each in _all(book, "definedName")}
    return Parts(tuple(grids), formats, red, names)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(root: Element, name: str) -> list[Element]:
    return [each for each in root.iter() if _local(each) == name]


def _child(element: Element, name: str) -> Element | None:
    return next((each for each in element if _local(each) == name), None)


def _texts(element: Element) -> str:
    """All running text, without the phonetic hints."""
    parts = []
    for each in element:
        if _local(each) == "t":
            parts.append(each.text or "")
        elif _local(each) == "r":
            parts.append(_texts(each))
    return "".join(parts)


def _has_red(element: Element) -> bool:
    return any(_is_red(each) for each in element.iter() if _local(each) == "color")


def _is_red(colour: Element) -> bool:
    return bool(_RED.fullmatch(colour.get("rgb", "").upper())) or colour.get("indexed") in _RED_INDEXES


def _shared(archive: zipfile.ZipFile) -> list[tuple[str, bool]]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = fromstring(archive.read("xl/sharedStrings.xml"))
    return [(_texts(each), _has_red(each)) for each in root if _local(each) == "si"]


def _styles(archive: zipfile.ZipFile) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    if "xl/styles.xml" not in archive.namelist():
        return (), ()
    root = fromstring(archive.read("xl/styles.xml"))
    own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in _all(root, "numFmt")}
    fonts = _child(root, "fonts")
    red_fonts = [_has_red(each) for each in fonts] if fonts is not None else []
    styles = _child(root, "cellXfs")
    formats, red = [], []
    for each in styles if styles is not None else ():
        number = each.get("numFmtId", "0")
        formats.append(own.get(number) or BUILTIN_FORMATS.get(int(number), "General"))
        font = int(each.get("fontId", "0"))
        red.append(font < len(red_fonts) and red_fonts[font])
    return tuple(formats), tuple(red)


def _grid(
    name: str, part: str, visible: bool, root: Element, shared: list[tuple[str, bool]], red: tuple[bool, ...]
) -> Grid:
    cells: dict[tuple[int, int], Cell] = {}
    row = 0
    for line in _all(root, "row"):
        row = int(line.get("r", row + 1))
        column = 0
        for each in line:
            column = coordinate_to_tuple(each.get("r", ""))[1] if each.get("r") else column + 1
            cells[row, column] = _cell(each, shared, red)
    columns = {
        place: int(each.get("style", "0"))
        for each in _all(root, "col")
        if each.get("style")
        for place in range(int(each.get("min", "1")), min(int(each.get("max", "1")), 16_384) + 1)
    }
    merged = tuple(_area(each.get("ref", "A1")) for each in _all(root, "mergeCell"))
    rules = tuple(_validation(each) for each in _all(root, "dataValidation"))
    return Grid(name, part, visible, cells, merged, rules, columns)


def _cell(element: Element, shared: list[tuple[str, bool]], red: tuple[bool, ...]) -> Cell:
    style = int(element.get("s", "0"))
    reddish = style < len(red) and red[style]
    value, inline = _child(element, "v"), _child(element, "is")
    written = (value.text or "") if value is not None else ""
    if element.get("t") == "s" and written.isdigit() and int(written) < len(shared):
        written, part_red = shared[int(written)]
        reddish = reddish or part_red
    elif inline is not None:
        written, reddish = _texts(inline), reddish or _has_red(inline)
    return Cell(written, style, _child(element, "f") is not None, reddish)


def _area(ref: str) -> Area:
    left, top, right, bottom = range_boundaries(ref.replace("$", ""))
    return left or 1, top or 1, right or 16_384, bottom or 1_048_576


def _validation(element: Element) -> Validation:
    """A rule of the sheet itself or of its extension, where Excel keeps those that look at another sheet."""
    inside = {_local(each): "".join(each.itertext()).strip() for each in element}
    areas = (element.get("sqref") or inside.get("sqref", "")).split()
    return Validation(
        element.get("type", "none"),
        element.get("operator", "between"),
        inside.get("formula1", ""),
        inside.get("formula2", ""),
        tuple(_area(each) for each in areas),
    )
