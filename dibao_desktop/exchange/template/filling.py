"""Writing rows into a copy of a template: only the rows of data in its sheet change, every other byte of it stays.

The sheet's XML is spliced, not read and written anew: a library that rewrites a workbook loses what it does not know, such
as drop-downs that Excel keeps in an extension, pictures, macros' buttons and signatures.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, unescape

from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.exchange.template.describe import Column, Template
from dibao_desktop.exchange.template.fields import NUMBERS
from dibao_desktop.exchange.template.old_book import fill_old
from dibao_desktop.exchange.template.parts import read_parts

Row = Mapping[str, str | float]

_REF = re.compile(r'\br="([A-Z]+\d+)"')
_STYLE = re.compile(r'\bs="(\d+)"')
_NUMBER = re.compile(r'\br="(\d+)"')
_KEPT = re.compile(r'\s(?:ht|customHeight)="[^"]*"')
_DIMENSION = re.compile(r'(<(?:\w+:)?dimension ref=")[^"]*(")')
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def filled(template: Template, rows: Sequence[Row]) -> bytes:
    """A copy of the template with the rows, given by field and in the template's own words. Texts become text cells; a
    fixed column says the same in every row."""
    lines = [_by_column(template, row) for row in rows]
    return fill_old(template, lines) if template.is_old else _filled(template, lines)


def fill(template: Template, rows: Sequence[Row], out: Path) -> None:
    """Write the filled copy. Raises KnownError when the file cannot be written."""
    save([(out, filled(template, rows))])


def save(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write all of them or none."""
    beside = [(out.with_name(out.name + ".part"), out) for out, _data in files]
    try:
        for (part, _out), (_name, data) in zip(beside, files, strict=True):
            part.write_bytes(data)
        for part, out in beside:
            part.replace(out)
    except OSError as error:
        for part, _out in beside:
            part.unlink(missing_ok=True)
        names = "、".join(out.name for _part, out in beside[:3])
        raise KnownError(
            "cannot_write",
            f"无法写入 {names}：文件可能正被 WPS 或 Excel 打开，或文件夹不能写，请关闭或换一个位置再试。",
        ) from error


def _by_column(template: Template, row: Row) -> dict[int, str | float]:
    found: dict[int, str | float] = {}
    for column in template.columns:
        value = column.fixed or row.get(column.field, "")
        if column.used and value != "":
            found[column.position] = value
    return found


def _filled(template: Template, lines: Sequence[Mapping[int, str | float]]) -> bytes:
    grid = read_parts(template.path).grid(template.sheet)
    assert grid is not None
    made = io.BytesIO()
    with zipfile.ZipFile(template.path) as blank, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as full:
        styles = _TextStyles(blank.read("xl/styles.xml").decode("utf-8") if _has_styles(blank) else "")
        wanted = {column.position: _style_of(column, styles) for column in template.columns}
        sheet = _spliced(blank.read(grid.part).decode("utf-8-sig"), template, lines, wanted, styles)
        for part in blank.infolist():
            if part.filename == grid.part:
                full.writestr(part, sheet.encode("utf-8"))
            elif part.filename == "xl/styles.xml" and styles.added:
                full.writestr(part, styles.xml.encode("utf-8"))
            else:
                full.writestr(part, blank.read(part))
    return made.getvalue()


def _has_styles(archive: zipfile.ZipFile) -> bool:
    return "xl/styles.xml" in archive.namelist()


def _style_of(column: Column, styles: _TextStyles) -> bool:
    """Whether cells of a column must be formatted as text where the template does not say how: long figures must."""
    return bool(styles.xml) and column.field in NUMBERS and column.number_format == "General"


class _TextStyles:
    """The cell styles of a workbook, with text twins of those that are not text: one is added only where it is needed."""

    _XFS = re.compile(r"<(?P<p>\w+:)?cellXfs(?P<a>[^>]*)>(?P<inside>.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
    _XF = re.compile(r"<(?:\w+:)?xf\b[^>]*?(?:/>|>.*?</(?:\w+:)?xf>)", re.DOTALL)

    def __init__(self, xml: str) -> None:
        self.xml = xml
        self.added = False
        found = self._XFS.search(xml)
        self._all = self._XF.findall(found["inside"]) if found else []
        self._twins: dict[int, int] = {}

    def text_twin(self, style: int) -> int:
        """The style that looks the same and is text."""
        if style >= len(self._all):
            return style
        if style not in self._twins:
            wanted = re.sub(r'\bnumFmtId="\d+"', 'numFmtId="49"', self._all[style], count=1)
            if wanted not in self._all:
                self._add(wanted)
            self._twins[style] = self._all.index(wanted)
        return self._twins[style]

    def _add(self, xf: str) -> None:
        self._all.append(xf)
        found = self._XFS.search(self.xml)
        assert found is not None
        attributes = re.sub(r'\bcount="\d+"', f'count="{len(self._all)}"', found["a"])
        prefix = found["p"] or ""
        inside = f"{found['inside']}{xf}"
        block = f"<{prefix}cellXfs{attributes}>{inside}</{prefix}cellXfs>"
        self.xml = self.xml[: found.start()] + block + self.xml[found.end() :]
        self.added = True


def _spliced(
    xml: str,
    template: Template,
    lines: Sequence[Mapping[int, str | float]],
    as_text: Mapping[int, bool],
    styles: _TextStyles,
) -> str:
    """The sheet with its rows of data written; rows above and beneath stand as they did."""
    opening = re.search(r"<(\w+:)?sheetData\b[^>]*?(/)?>", xml)
    if opening is None:
        raise KnownError("unreadable_template", f"模板 {template.path.name} 的工作表没有内容，请向省平台重新下载模板。")
    prefix = opening[1] or ""
    closing = f"</{prefix}sheetData>"
    inside = "" if opening[2] else xml[opening.end() : xml.index(closing, opening.end())]
    end = opening.end() if opening[2] else xml.index(closing, opening.end()) + len(closing)
    rows = _Rows(inside, prefix)
    writer = _Writer(template, rows, prefix, as_text, styles)
    for offset in range(max(len(lines), template.examples)):
        writer.write(template.first_row + offset, lines[offset] if offset < len(lines) else {})
    body = rows.joined()
    head = _DIMENSION.sub(rf"\g<1>{_dimension(template, rows)}\g<2>", xml[: opening.start()], count=1)
    return f"{head}<{prefix}sheetData>{body}{closing}{xml[end:]}"


def _dimension(template: Template, rows: _Rows) -> str:
    last = max(column.position for column in template.columns)
    return f"A1:{get_column_letter(last)}{max(rows.found, default=1)}"


class _Rows:
    """The rows of a sheet as they are written, by number."""

    def __init__(self, inside: str, prefix: str) -> None:
        pattern = re.compile(rf"<{prefix}row\b(?:[^>]*?/>|.*?</{prefix}row>)", re.DOTALL)
        self.found: dict[int, str] = {}
        number = 0
        for each in pattern.finditer(inside):
            own = _NUMBER.search(each[0][: each[0].index(">")])
            number = int(own[1]) if own else number + 1
            self.found[number] = each[0]

    def joined(self) -> str:
        return "".join(self.found[number] for number in sorted(self.found))


class _Writer:
    """Writes lines of data in the style of the first one."""

    def __init__(
        self,
        template: Template,
        rows: _Rows,
        prefix: str,
        as_text: Mapping[int, bool],
        styles: _TextStyles,
    ) -> None:
        self._rows, self._prefix, self._as_text, self._styles = rows, prefix, as_text, styles
        self._template = template
        self._cell = re.compile(rf"<{prefix}c\b(?:[^>]*?/>|.*?</{prefix}c>)", re.DOTALL)
        first = rows.found.get(template.first_row, "")
        self._looks = {column: _STYLE.search(_tag(cell)) for column, cell in self._cells(first).items()}
        self._formulas = {
            column: unescape(found[1])
            for column, cell in self._cells(first).items()
            if (found := re.search(rf"<{prefix}f>([^<]+)</{prefix}f>", cell))
        }
        self._height = "".join(_KEPT.findall(_tag(first))) if first else ""
        self._by_column = {column.position: column for column in template.columns}

    def write(self, number: int, values: Mapping[int, str | float]) -> None:
        """One line of data; what stood there as an example goes, formulas and empty cells stay."""
        before = self._rows.found.get(number, "")
        cells = self._cells(before)
        if self._template.examples > number - self._template.first_row:
            cells = {
                column: cell if "<" + self._prefix + "f" in cell else _emptied(cell) for column, cell in cells.items()
            }
        for column in self._formulas.keys() - cells.keys() if values else ():
            cells[column] = self._calculated(number, column)
        for column, value in values.items():
            cells[column] = self._written(number, column, value, cells.get(column, ""))
        body = "".join(cells[column] for column in sorted(cells))
        tag = _tag(before).rstrip("/") if before else f'<{self._prefix}row r="{number}"{self._height}'
        self._rows.found[number] = f"{tag}>{body}</{self._prefix}row>"

    def _cells(self, row: str) -> dict[int, str]:
        found: dict[int, str] = {}
        column = 0
        inside = row[row.index(">") + 1 :] if ">" in row and not _tag(row).endswith("/") else ""
        for each in self._cell.finditer(inside):
            name = _REF.search(_tag(each[0]))
            column = coordinate_to_tuple(name[1])[1] if name else column + 1
            found[column] = each[0]
        return found

    def _calculated(self, number: int, column: int) -> str:
        """The template's own formula, for a line beyond those it has prepared."""
        own, letter, p = self._looks.get(column), get_column_letter(column), self._prefix
        formula = Translator(f"={self._formulas[column]}", f"{letter}{self._template.first_row}")
        words = escape(formula.translate_formula(f"{letter}{number}").removeprefix("="))
        look = f' s="{own[1]}"' if own else ""
        return f'<{p}c r="{letter}{number}"{look}><{p}f>{words}</{p}f></{p}c>'

    def _written(self, number: int, column: int, value: str | float, before: str) -> str:
        own = _STYLE.search(_tag(before)) if before else self._looks.get(column)
        style = int(own[1]) if own else 0
        if self._as_text.get(column):
            style = self._styles.text_twin(style)
        look = f' s="{style}"' if style or own else ""
        name, p = f"{get_column_letter(column)}{number}", self._prefix
        if not isinstance(value, str):
            return f'<{p}c r="{name}"{look}><{p}v>{value!r}</{p}v></{p}c>'
        words = escape(_FORBIDDEN.sub("", value))
        return f'<{p}c r="{name}"{look} t="inlineStr"><{p}is><{p}t xml:space="preserve">{words}</{p}t></{p}is></{p}c>'


def _tag(xml: str) -> str:
    """The opening tag without its end."""
    return xml[: xml.index(">")] if ">" in xml else ""


def _emptied(cell: str) -> str:
    """A cell without its value, in the same style."""
    kept = re.sub(r'\st="[^"]*"', "", _tag(cell).rstrip("/"))
    return f"{kept}/>"
