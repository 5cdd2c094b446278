"""Finding out what a template wants: its data sheet, heads, marks, drop-downs, limit and version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from dibao_desktop.domain import text
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.exchange.template.describe import Column, Rule, Taught, Template, Use, heads_key
from dibao_desktop.exchange.template.fields import ACCOUNT_UPLOAD, BANKS, MEMBER_FIELDS, field_of
from dibao_desktop.exchange.template.lists import choices_of, dictionary_of
from dibao_desktop.exchange.template.old_book import read_old
from dibao_desktop.exchange.template.parts import Grid, Parts, read_parts

# How deep the heads may stand, how many of them make a head row, how many of these we must know.
_DEEP = 15
_HEADS = 3
_KNOWN = 3
_LIMIT = re.compile(r"(?:不(?:得)?超过|最多|上限为?|限)[^\d。；]{0,8}(\d{2,6})\s*[行条]")
_VERSION = re.compile(r"版本(?:号)?\s*[:：]?\s*([VvＶ]?\s*\d[\w.\-]*)")
_REQUIRED = re.compile(r"[*＊]|[(（【\[]\s*必[填选]\s*[)）】\]]")
_MARKS = frozenset(("必填", "选填", "非必填", "必填项", "选填项", "必录", "可填", "是", "否"))
_DATE_FORM = re.compile(r"yyyy[-/.年]?mm(?:[-/.月]?dd日?)?", re.IGNORECASE)
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")

# What clerks of the office said, by template and head; and which entry stands for one of our values.
Meanings = Mapping[tuple[str, str], Taught]
Words = Mapping[tuple[str, str, str], str]


def read_template(path: Path, meanings: Meanings | None = None, words: Words | None = None) -> Template:
    """What a template wants. Raises KnownError when it is none, or no workbook we can read."""
    parts = _open(path)
    best = max(
        ((grid, *_head_row(grid, meanings or {})) for grid in parts.grids),
        key=lambda found: (found[2], found[0].visible, found[3]),
        default=None,
    )
    if best is None or best[2] < _KNOWN:
        raise KnownError(
            "unknown_template",
            f"{path.name} 里没有找到上传模板的表头（户主姓名、证件号码、清查结果等），请核对所选文件。",
        )
    return _describe(path, parts, best[0], best[1], meanings or {}, words or {})


def _open(path: Path) -> Parts:
    if path.suffix.lower() == ".xls":
        return read_old(path)
    try:
        return read_parts(path)
    except Exception as error:
        raise KnownError(
            "unreadable_template", f"模板 {path.name} 打不开：请确认是没有密码的 .xlsx 或 .xls 文件。"
        ) from error


def _head_row(grid: Grid, meanings: Meanings) -> tuple[int, int, int]:
    """The row that reads most like heads we know, how many of them we know, and how many there are."""
    best = (0, 0, 0)
    for row in range(1, _DEEP + 1):
        heads = [grid.text(row, column) for column in range(1, grid.width + 1)]
        filled = [head for head in heads if head.strip()]
        if len(set(filled)) < _HEADS:
            continue
        key = heads_key([_printed(head) for head in heads if head.strip()])
        known = len({field for head in filled if (field := field_of(_bare(head)))})
        known += sum(1 for head in filled if (key, _printed(head)) in meanings)
        # Of two rows that we know as well, such as heads and their codes, the upper one is what people read.
        if known > best[1]:
            best = (row, known, len(filled))
    return best


def _bare(head: str) -> str:
    return _REQUIRED.sub("", head)


def _printed(head: str) -> str:
    return text.clean(_bare(head)).strip("* ")


def _describe(path: Path, parts: Parts, grid: Grid, row: int, meanings: Meanings, words: Words) -> Template:
    first = row + 1
    marks: dict[int, bool] = {}
    while (below := _beneath(grid, first)) and (kind := _second_head(below)):
        if kind == "marks":
            marks = {column: word.startswith(("必", "是")) for column, word in below.items()}
        first += 1
    heads = {column: head for column in range(1, grid.width + 1) if (head := grid.text(row, column)).strip()}
    examples = 0
    while (below := _beneath(grid, first + examples)) and not _formulas_only(grid, first + examples):
        examples += 1
    required = _required(grid, row, heads, marks)
    columns = [_column(parts, grid, row, first, place, head, place in required) for place, head in heads.items()]
    columns = _named(columns, meanings)
    told = _told(parts, grid, row)
    limit, version = _LIMIT.search(told), _VERSION.search(told)
    key = heads_key([column.head for column in columns])
    return Template(
        path,
        grid.name,
        tuple(columns),
        row,
        first,
        int(limit[1]) if limit else 0,
        version[1].strip() if version else "",
        examples,
        _occupied(grid, first + examples),
        {(head, ours): theirs for (its, head, ours), theirs in words.items() if its == key},
    )


def _beneath(grid: Grid, row: int) -> dict[int, str]:
    return {
        column: text.clean(cell.text)
        for column in range(1, grid.width + 1)
        if (cell := grid.cells.get((row, column))) is not None and cell.text.strip()
    }


def _second_head(below: Mapping[int, str]) -> str:
    """Whether a row under the heads still belongs to them: codes (HH_NO, HH_NAME …) or 必填 and 选填."""
    if all(word in _MARKS for word in below.values()) and any(word.startswith("必") for word in below.values()):
        return "marks"
    return "codes" if all(_CODE.fullmatch(word) for word in below.values()) else ""


def _formulas_only(grid: Grid, row: int) -> bool:
    filled = [cell for (line, _column), cell in grid.cells.items() if line == row and cell.text.strip()]
    return all(cell.formula for cell in filled)


def _occupied(grid: Grid, first: int) -> int:
    rows = [
        row for (row, _column), cell in grid.cells.items() if row >= first and cell.text.strip() and not cell.formula
    ]
    return min(rows, default=0)


def _required(grid: Grid, row: int, heads: Mapping[int, str], marks: Mapping[int, bool]) -> set[int]:
    """Marked by a star or a word; where nothing is marked, by a row of 必填 and 选填 or by red letters."""
    starred = {column for column, head in heads.items() if _REQUIRED.search(head)}
    if starred or marks:
        return starred | {column for column, must in marks.items() if must}
    red = {column for column in heads if (cell := grid.cells.get((row, column))) is not None and cell.red}
    # All of them in red is a fashion, not a mark.
    return red if len(red) < len(heads) else set()


def _column(parts: Parts, grid: Grid, row: int, first: int, place: int, head: str, required: bool) -> Column:
    choices = choices_of(parts, grid, place, row) or dictionary_of(parts, grid, _printed(head))
    cell = grid.cells.get((first, place))
    style = cell.style if cell is not None else grid.columns.get(place, 0)
    form = _DATE_FORM.search(head)
    return Column(
        "",
        place,
        _printed(head),
        required,
        choices,
        parts.formats[style] if style < len(parts.formats) else "General",
        _rule(grid, place, row),
        form[0].replace("mm", "MM").replace("YYYY", "yyyy").replace("DD", "dd") if form else "",
        formula=cell is not None and cell.formula,
    )


def _rule(grid: Grid, place: int, row: int) -> Rule | None:
    for each in grid.validations:
        here = any(left <= place <= right and bottom > row for left, _top, right, bottom in each.areas)
        if here and each.kind in ("textLength", "whole", "decimal"):
            return _bounded(each.kind, each.operator, _figure(each.first), _figure(each.second))
    return None


def _figure(formula: str) -> float | None:
    try:
        return float(formula)
    except ValueError:
        return None


def _bounded(kind: str, operator: str, first: float | None, second: float | None) -> Rule:
    step = 0.0 if kind == "decimal" else 1.0
    least = {
        "between": first,
        "equal": first,
        "greaterThanOrEqual": first,
        "greaterThan": None if first is None else first + step,
    }.get(operator)
    most = {
        "between": second,
        "equal": first,
        "lessThanOrEqual": first,
        "lessThan": None if first is None else first - step,
    }.get(operator)
    return Rule(kind, least, most)


def _named(columns: list[Column], meanings: Meanings) -> list[Column]:
    """Give every column its field: what a clerk said, else what its head means. A field is given once."""
    key = heads_key([column.head for column in columns])
    by_head = [field_of(column.head) for column in columns]
    if "name" not in by_head:
        # Without the name of a member the numbers are the head's: one row a household.
        by_head = [{"id_number": "head_id"}.get(field, field) for field in by_head]
    taken: set[str] = set()
    named = []
    for column, meant in zip(columns, by_head, strict=True):
        told = meanings.get((key, column.head))
        if told is not None:
            field = told.value if told.use is Use.FIELD else ""
            fixed = told.value if told.use is Use.FIXED else ""
            named.append(replace(column, field=field, fixed=fixed, taught=True))
        else:
            named.append(replace(column, field=meant if meant not in taken else ""))
        taken.add(named[-1].field)
    if {column.field for column in named} == ACCOUNT_UPLOAD:
        # Its sheet offers no list and marks nothing, but a row without one of the five is refused.
        return [
            replace(column, required=True, choices=column.choices or (BANKS if column.field == "bank" else ()))
            for column in named
        ]
    return named


def by_person(template: Template) -> bool:
    """Whether a row is a person; else it is a household."""
    return bool(template.fields & MEMBER_FIELDS)


def _told(parts: Parts, grid: Grid, row: int) -> str:
    """What the template says beside its data: above the heads, and on its other sheets."""
    above = [cell.text for (line, _column), cell in grid.cells.items() if line < row]
    others = [cell.text for other in parts.grids if other is not grid for cell in other.cells.values()]
    return "\n".join(above + [each for each in others if len(each) > 5])
