"""Which rows of a recognised sheet are data, and why the others are not (DOMAIN §17 E8, E10, E11)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dibao_desktop.domain import text
from dibao_desktop.dossiers.rules import villages
from dibao_desktop.exchange.cells import is_blank, words
from dibao_desktop.exchange.recognise import Layout, normal
from dibao_desktop.exchange.workbook import Cell

_TOTAL = re.compile(r".{0,12}(?:合计|小计|总计|共计|累计|总合计|汇总)[::]?.{0,12}")
_TOTAL_WORDS = frozenset({"合计", "小计", "总计", "共计", "总合计"})
_FOOTER = re.compile(
    r"(?:单位|负责人|审批|校对|审核|填表|制表|填报|经办|统计|复核|主管|分管|财务|村委会|乡镇?|民政|驻村|调查|联系|录入|打印|截止|制单|报送|主任|支书|会计|出纳)"
    r".{0,12}?(?:人|单位|负责人|日期|时间|签[字章名]|盖章|公章|意见|电话|领导|员)?[)）]?\s*[::].*"
    r"|(?:备注|说明|注|填表说明|填写说明|附注|附)\s*[::].*|注\s*\d?[.、].*|.*(?:盖章|签字|签章)[)）]?.{0,20}"
)
# A word that waits for a name to be written behind it: 负责人： 审核：
_TO_BE_FILLED = re.compile(r".{1,14}[::]")
# The row that numbers the columns of a statistical form, and the row of units.
_COLUMN_NUMBERS = re.compile(r"[((]?(?:\d{1,2}|[甲乙丙丁戊己庚辛])[))]?")
_UNITS = re.compile(r"[((]?(?:元|万元|人|户|个|岁|元/月|元/年|元/人|平方米|㎡|年月|是/否|单位)[))]?")
_PERSON = (
    "name",
    "id_number",
    "official_name",
    "official_id",
    "relative_name",
    "relative_id",
    "head_name",
    "head_id",
    "kin_name",
    "kin_id",
)
_IDS = ("id_number", "head_id", "official_id", "relative_id", "account_no")


@dataclass(frozen=True)
class Skipped:
    """A row that was left out, and why."""

    sheet: str
    row: int
    reason: str


@dataclass
class Rows:
    """The rows below the head. `data` are row numbers (from 0); merged household cells were filled down."""

    data: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    # Rows that only name a village: the rows below belong to it.
    sections: list[tuple[int, str]] = field(default_factory=list)

    def section(self, row: int) -> str:
        """The village named above a row; empty when none is."""
        return next((village for at, village in reversed(self.sections) if at < row), "")


def sort_rows(layout: Layout) -> Rows:
    """Tell data from totals, signatures, repeated heads and blank rows."""
    rows = Rows()
    sheet = layout.sheet
    person = [layout.columns[name] for name in _PERSON if name in layout.columns]
    person += layout.many.get("seats", ())
    ids = [layout.columns[name] for name in _IDS if name in layout.columns]
    headed = list(layout.columns.values())
    for row in range(layout.first_head):
        if not all(is_blank(cell) for cell in sheet.rows[row]):
            rows.skipped.append(Skipped(sheet.name, row, "标题"))
    for row in range(layout.first_head, layout.last_head + 1):
        rows.skipped.append(Skipped(sheet.name, row, "表头"))
    empty = [""] * sheet.width
    for row in range(layout.last_head + 1, len(sheet.rows)):
        if sheet.rows[row] == empty:
            continue
        first = row <= layout.last_head + 2
        reason = (
            "列号"
            if first and _numbers_columns(sheet.rows[row])
            else _reason(layout, sheet.rows[row], person, ids, headed)
        )
        if reason:
            rows.skipped.append(Skipped(sheet.name, row, reason))
            if reason == "合计":
                rows.totals.append(row)
            elif reason == "没有人员" and (village := _section(sheet.rows[row])):
                rows.sections.append((row, village))
        else:
            rows.data.append(row)
    return rows


def _reason(layout: Layout, cells: list[Cell], person: list[int], ids: list[int], headed: list[int]) -> str:
    """Why a row is no data; empty when it is."""
    if any(_repeats_head(layout, cells, column, headed) for column in person):
        return "重复表头"
    if any(_holds_number(cells[column]) for column in ids):
        return ""
    filled = [cell for cell in cells if not is_blank(cell)]
    if not filled:
        return "空行"
    if all(_UNITS.fullmatch(text.compact(cell)) for cell in filled):
        return "单位"
    for place, cell in enumerate(filled):
        written = text.compact(cell) if isinstance(cell, str) else ""
        # Further right only the bare word tells: a note may speak of totals.
        if written and (_TOTAL.fullmatch(written) if place < 3 else written in _TOTAL_WORDS) and len(written) <= 20:
            return "合计"
    first = words(filled[0])
    if all(_TO_BE_FILLED.fullmatch(words(cell)) for cell in filled) or (_FOOTER.fullmatch(first) and len(filled) <= 6):
        return "签字或说明"
    if len(filled) == 1 and _section(cells):
        return "没有人员"
    if not any(not is_blank(cells[column]) for column in person):
        taken = [cells[column] for column in headed if not is_blank(cells[column])]
        return "没有人员" if len(taken) <= 2 else ""
    return ""


def _holds_number(cell: Cell) -> bool:
    """Whether a cell in a column of numbers holds one, not a word such as 合计 or a note that names a year."""
    if not isinstance(cell, str):
        return True
    if cell.isascii() and cell.isalnum():
        return not cell.isalpha()
    written = text.clean(cell)
    return any(map(str.isdigit, written)) and not (_FOOTER.fullmatch(written) or _TOTAL.fullmatch(written))


def _numbers_columns(cells: list[Cell]) -> bool:
    filled = [words(cell) for cell in cells if not is_blank(cell)]
    return len(filled) >= 3 and all(map(_COLUMN_NUMBERS.fullmatch, filled))


def _section(cells: list[Cell]) -> str:
    """The village that a row names when it names nothing else."""
    filled = [cell for cell in cells if not is_blank(cell)]
    written = words(filled[0]) if len(filled) == 1 else ""
    return villages.village_in(written) if len(written) <= 20 else ""


def _repeats_head(layout: Layout, cells: list[Cell], column: int, headed: list[int]) -> bool:
    leaf = layout.heads[column].split("·")[-1]
    cell = cells[column]
    # Heads of persons are short and hold no figures: most rows are told by their first character.
    if not isinstance(cell, str) or not cell or cell[0].isdigit() or normal(cell) != normal(leaf):
        return False
    same = sum(1 for each in headed if normal(words(cells[each])) == normal(layout.heads[each].split("·")[-1]))
    return same * 2 >= len(headed)


def fill_merged(layout: Layout, names: tuple[str, ...]) -> None:
    """Write the value of a merged cell into every row it spans, for the named columns only (E8)."""
    columns = {layout.columns[name] for name in names if name in layout.columns}
    rows = layout.sheet.rows
    for top, left, bottom, right in layout.sheet.merged:
        if left in columns and left == right and top > layout.last_head and top < len(rows):
            for row in range(top + 1, min(bottom + 1, len(rows))):
                rows[row][left] = rows[top][left]
