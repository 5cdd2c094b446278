"""A province's own upload template: read what it asks for, fill it, touch nothing else (DOMAIN §15.5).

Heads, required marks, drop-down dictionaries and text formats are read from the template itself. openpyxl is used
to write because it keeps styles, validations and the other sheets as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from dibao_desktop.domain import text
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.exchange.equivalents import entry_for

# How deep the head of a template may stand, and how few known heads make one.
_HEAD_ROWS = 15
_KNOWN_HEADS = 6
_LIMIT = re.compile(r"不超过(\d+)[行条]")
_REFERENCE = re.compile(r"^=?'?(?P<sheet>[^'!]*)'?!?(?P<range>\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)$")

# What a column asks for, by the words provinces use; compared after `text.header`.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "number": ("户编号", "档案号", "家庭编号", "户号", "HH_NO"),
    "head_name": ("户主姓名", "申请人姓名", "HH_NAME"),
    "head_id": ("户主证件号码", "户主身份证号", "户主身份证号码", "户主公民身份号码", "HH_ID"),
    "division": ("所在行政区划代码", "行政区划代码", "区划代码", "DIV_CODE"),
    "aid_type": ("救助类型", "救助类别", "AID_TYPE"),
    "category": ("保障类别", "类别", "分档类型", "CATEGORY"),
    "name": ("成员姓名", "姓名", "MEM_NAME"),
    "id_type": ("证件类型", "ID_TYPE"),
    "id_number": ("证件号码", "身份证号", "身份证号码", "公民身份号码", "MEM_ID"),
    "relation": ("与户主关系", "家庭关系", "RELATION"),
    "sex": ("性别", "SEX"),
    "birth": ("出生日期", "BIRTH"),
    "ethnic": ("民族", "ETHNIC"),
    "health": ("健康状况", "HEALTH"),
    "disability_kind": ("残疾类别", "DIS_TYPE"),
    "disability_grade": ("残疾等级", "DIS_GRADE"),
    "labour": ("劳动能力", "LABOUR"),
    "covered": ("是否保障对象", "是否享受", "COVERED"),
    "monthly": ("月保障金额", "户月保障金额", "月保障金", "AMOUNT"),
    "bank": ("开户银行", "BANK"),
    "account_no": ("银行账号", "账号", "一卡通账号", "ACCOUNT"),
    "start_month": ("救助开始年月", "起保年月", "最初享受月", "START"),
    "outcome": ("清查结果", "复查结果", "RESULT"),
    "outcome_date": ("清查日期", "复查日期", "RESULT_DATE"),
    "note": ("备注", "REMARK"),
}
_FIELD_OF = {text.header(word): field for field, words in FIELDS.items() for word in words}


@dataclass(frozen=True)
class Column:
    """One column that we can fill: 1-based position, its head as printed, the list its drop-down offers."""

    field: str
    position: int
    head: str
    required: bool
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """What a template asks for. `first_row` is the first row of data; `limit` the most rows it takes, 0 for none."""

    path: Path
    sheet: str
    columns: tuple[Column, ...]
    first_row: int
    limit: int
    unknown_required: tuple[str, ...]


def read_template(path: Path) -> Template:
    """Find the data sheet and what each column wants. Raises KnownError when it is no template we can read."""
    book = _load(path)
    for sheet in book.worksheets:
        found = _head_row(sheet)
        if found:
            return _describe(path, book, sheet, found)
    raise KnownError(
        "unknown_template", f"{path.name} 里没有找到上传模板的表头（户主姓名、证件号码、清查结果等），请核对所选文件。"
    )


def fill(template: Template, rows: Sequence[Mapping[str, str | float]], out: Path) -> None:
    """Write the rows into a copy of the template. Texts become string cells; only an amount is a number.

    Each value of a column with a drop-down must already be one of its choices (see `choose`).
    """
    book = _load(template.path)
    sheet = book[template.sheet]
    styles = {c.position: _style(sheet.cell(template.first_row, c.position)) for c in template.columns}
    for offset, row in enumerate(rows):
        for column in template.columns:
            value = row.get(column.field, "")
            if value == "":
                continue
            cell: Any = sheet.cell(template.first_row + offset, column.position)
            if offset:
                cell._style = copy(styles[column.position])
            cell.value = value
            if isinstance(value, str):
                # A text beginning with = must stay a text: never a formula out of what a clerk typed.
                cell.data_type = "s"
                cell.number_format = "@"
    beside = out.with_name(out.name + ".part")
    try:
        book.save(beside)
        beside.replace(out)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise KnownError("cannot_write", f"无法写入 {out}：文件可能正被 WPS 或 Excel 打开，请关闭后再试。") from error


def _style(cell: Any) -> Any:
    return copy(cell._style)


def choose(column: Column, value: str) -> str | None:
    """The drop-down's own text for one of our values; None when the list has no equivalent."""
    if not value or not column.choices:
        return value
    return entry_for(column.field, value, column.choices)


def _load(path: Path) -> Workbook:
    try:
        return load_workbook(path)
    except Exception as error:
        raise KnownError(
            "unreadable_template", f"模板 {path.name} 打不开：请确认是没有密码的 .xlsx 文件，旧 .xls 请先另存为 .xlsx。"
        ) from error


def _head_row(sheet: Worksheet) -> int:
    """The row with the most heads we know, 0 when no row has enough. Printed heads win over code rows."""
    best, best_count = 0, _KNOWN_HEADS - 1
    for number, row in enumerate(sheet.iter_rows(max_row=_HEAD_ROWS, values_only=True), start=1):
        count = sum(1 for value in row if text.header(value) in _FIELD_OF)
        if count > best_count:
            best, best_count = number, count
    return best


def _describe(path: Path, book: Workbook, sheet: Worksheet, head_row: int) -> Template:
    lists = _drop_downs(book, sheet, head_row)
    columns: dict[str, Column] = {}
    unknown = []
    for position in range(1, sheet.max_column + 1):
        printed = sheet.cell(head_row, position).value
        field = _FIELD_OF.get(text.header(printed))
        required = "*" in str(printed or "")
        if field and field not in columns:
            columns[field] = Column(field, position, str(printed).strip("* "), required, lists.get(position, ()))
        elif required:
            unknown.append(str(printed).strip("* "))
    first = head_row + 1
    while _is_code_row(sheet, first):
        first += 1
    printed_text = " ".join(
        str(cell) for row in sheet.iter_rows(max_row=head_row, values_only=True) for cell in row if cell
    )
    limit = _LIMIT.search(printed_text)
    return Template(path, sheet.title, tuple(columns.values()), first, int(limit[1]) if limit else 0, tuple(unknown))


def _is_code_row(sheet: Worksheet, row: int) -> bool:
    """Whether a row beneath the head repeats it in codes (HH_NO, HH_NAME …)."""
    values = [cell.value for cell in sheet[row] if cell.value is not None]
    return bool(values) and all(re.fullmatch(r"[A-Z][A-Z0-9_]*", str(value)) for value in values)


def _drop_downs(book: Workbook, sheet: Worksheet, head_row: int) -> dict[int, tuple[str, ...]]:
    """The choices of each column, from the validations that reach the first data rows."""
    found: dict[int, tuple[str, ...]] = {}
    for validation in sheet.data_validations.dataValidation:
        if validation.type != "list" or not validation.formula1:
            continue
        choices = _choices(book, sheet, str(validation.formula1))
        for area in validation.sqref.ranges:
            if area.max_row > head_row:
                found.update(dict.fromkeys(range(area.min_col, area.max_col + 1), choices))
    return found


def _choices(book: Workbook, sheet: Worksheet, formula: str) -> tuple[str, ...]:
    if formula.startswith('"'):
        return tuple(part.strip() for part in formula.strip('"').split(","))
    name = formula.lstrip("=")
    if name in book.defined_names:
        formula = str(book.defined_names[name].attr_text)
    reference = _REFERENCE.match(formula)
    if reference is None:
        return ()
    source = book[reference["sheet"]] if reference["sheet"] else sheet
    left, top, right, bottom = range_boundaries(reference["range"].replace("$", ""))
    cells = source.iter_rows(min_row=top, max_row=bottom, min_col=left, max_col=right, values_only=True)
    return tuple(str(value) for row in cells for value in row if value is not None)


def place(template: Template, column: Column, offset: int) -> str:
    """Where a row's value would stand: `家庭成员信息!I4`."""
    return f"{template.sheet}!{get_column_letter(column.position)}{template.first_row + offset}"
