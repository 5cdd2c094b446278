"""Tables that are text: CSV, HTML that a web system named .xls, and Excel's XML of 2003."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

_FORCED_TEXT = re.compile(r'="(.*)"')
_DELIMITERS = ",\t;|，；^"
_SPACES = re.compile(r"[ \u3000]+")
_XML_TABLE = "{urn:schemas-microsoft-com:office:spreadsheet}"
# A cell of a damaged page may claim any span; no sheet has more columns than this.
_WIDEST = 16_384

Rows = list[list[str]]


def csv_rows(text: str) -> Rows:
    """The rows of a CSV text; the delimiter is the one that splits its first lines into most columns, or white space where
    none does."""
    first = text[:20_000].splitlines()[:40]
    delimiter = max(_DELIMITERS, key=lambda mark: _columns(first, mark))
    if _columns(first, delimiter) < 2:
        return [_SPACES.split(line.strip()) for line in text.splitlines()]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return [[_FORCED_TEXT.sub(r"\1", cell) if cell.startswith('="') else cell for cell in row] for row in rows]


def _columns(lines: list[str], delimiter: str) -> int:
    widths = sorted(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
    return widths[len(widths) // 2] if widths else 0


def markup_rows(text: str) -> list[tuple[str, Rows]]:
    """The tables of an HTML page or an XML workbook, each with its name."""
    if "urn:schemas-microsoft-com:office:spreadsheet" in text[:2000] and "<Workbook" in text[:4000]:
        return _xml_workbook(text)
    page = _Tables()
    page.feed(text)
    page.close()
    return [(f"表{number}", rows) for number, rows in enumerate(page.tables, 1) if rows]


def _xml_workbook(text: str) -> list[tuple[str, Rows]]:
    body = text[text.index("<Workbook") :]
    if "<!ENTITY" in body:
        return []
    sheets = []
    for sheet in ElementTree.fromstring(body).iter(f"{_XML_TABLE}Worksheet"):
        rows: Rows = []
        for row in sheet.iter(f"{_XML_TABLE}Row"):
            index = int(row.get(f"{_XML_TABLE}Index", len(rows) + 1))
            rows.extend([] for _ in range(index - 1 - len(rows)))
            rows.append(_xml_cells(row))
        sheets.append((sheet.get(f"{_XML_TABLE}Name", ""), rows))
    return sheets


def _xml_cells(row: ElementTree.Element) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{_XML_TABLE}Cell"):
        index = min(int(cell.get(f"{_XML_TABLE}Index", len(cells) + 1)), _WIDEST)
        cells.extend("" for _ in range(index - 1 - len(cells)))
        data = cell.find(f"{_XML_TABLE}Data")
        cells.append("" if data is None else "".join(data.itertext()))
        cells.extend("" for _ in range(min(int(cell.get(f"{_XML_TABLE}MergeAcross", 0)), _WIDEST)))
    return cells


class _Tables(HTMLParser):
    """Collects the cells of every table; a spanning cell leaves blanks where it spans, as a merged one does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Rows] = []
        self._cell: list[str] | None = None
        self._span = (1, 1)
        # Columns that cells of earlier rows still cover: column -> rows to come.
        self._covered: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
            self._covered = {}
        elif tag == "tr" and self.tables:
            self._close_cell()
            self.tables[-1].append([])
            self._skip_covered()
        elif tag in ("td", "th") and self.tables and self.tables[-1]:
            self._close_cell()
            given = dict(attrs)
            self._span = (_number(given.get("colspan")), _number(given.get("rowspan")))
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _close_cell(self) -> None:
        if self._cell is None:
            return
        row = self.tables[-1][-1]
        columns, rows = self._span
        for column in range(len(row), len(row) + columns):
            if rows > 1:
                self._covered[column] = rows - 1
        row.extend(["".join(self._cell).strip(" \r\n"), *[""] * (columns - 1)])
        self._cell = None
        self._skip_covered()

    def _skip_covered(self) -> None:
        row = self.tables[-1][-1]
        while self._covered.get(len(row), 0):
            self._covered[len(row)] -= 1
            row.append("")


def _number(written: str | None) -> int:
    return min(int(written), _WIDEST) if written and written.isdigit() and int(written) else 1
