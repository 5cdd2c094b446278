"""The rows of the preview: each household or line with how every cell of it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from dibao_desktop.domain.applied import Difference
from dibao_desktop.domain.money import short_yuan
from dibao_desktop.domain.problems import Problem
from dibao_desktop.dossiers.rules.record import HouseholdRecord, RelativeEntry
from dibao_desktop.exchange.found import Unit, Value
from dibao_desktop.exchange.workbook import cell_name
from dibao_desktop.matching.rules.lists import ListEntry
from dibao_desktop.review.rules.panel import PanelEntry
from ui.theme.tokens import Tone

ROSTER_HEADS = ("档案号", "村（社区）", "户主", "户主身份证号", "家庭 / 保障", "类别", "元/月")
LIST_FIELDS = ("name", "id_number", "label", "detail", "amount_fen", "on_date")
RELATIVE_HEADS = ("村（社区）", "干部", "职务", "近亲属", "近亲属身份证号", "备案")
PANEL_HEADS = ("村（社区）", "姓名", "身份证号", "身份", "本村低保近亲属")

NEW, CHANGED, SAME, OPEN, MERGED, WRONG, FINE = "新增", "变更", "相同", "待定", "合并", "错误", "可导入"
_TONES = {NEW: Tone.BLUE, CHANGED: Tone.AMBER, OPEN: Tone.AMBER, WRONG: Tone.RED}

# Where a field of the dossier, and where a column of the file, is seen in a row.
_NUMBER, _VILLAGE, _HEAD, _HEAD_ID, _PEOPLE, _CATEGORY, _MONEY = range(7)
_FIELD_PLACES = {
    "档案号": _NUMBER,
    "村（社区）": _VILLAGE,
    "户主姓名": _HEAD,
    "家庭人口": _PEOPLE,
    "保障人口": _PEOPLE,
    "保障类别": _CATEGORY,
    "月保障金": _MONEY,
}
_ROSTER_COLUMNS = {
    **dict.fromkeys(("number", "weak_number"), _NUMBER),
    **dict.fromkeys(("village", "region", "group"), _VILLAGE),
    **dict.fromkeys(("head_name", "name"), _HEAD),
    **dict.fromkeys(("head_id", "id_number"), _HEAD_ID),
    **dict.fromkeys(("family_size", "covered_size", "covered"), _PEOPLE),
    **dict.fromkeys(("category", "aid_type"), _CATEGORY),
    **dict.fromkeys(("monthly_fen", "person_fen"), _MONEY),
}
_LIST_COLUMNS = {name: place for place, name in enumerate(LIST_FIELDS)}
_RELATIVE_COLUMNS = {
    name: place
    for place, name in enumerate(("village", "official_name", "post", "relative_name", "relative_id", "filed"))
}
_PANEL_COLUMNS = {name: place for place, name in enumerate(("village", "name", "id_number", "role", "kin_name"))}
# An old number that was made a new one is the program's doing, not the clerk's fault.
_CONVERTED = "E4"


class State(Enum):
    """How a cell stands; what is not told is new or same with its row."""

    CHANGED = auto()
    WARNING = auto()
    ERROR = auto()
    GENERATED = auto()


@dataclass(frozen=True)
class PreviewRow:
    """One household or line: its row in Excel, its cells as text, how it stands and why, how single cells stand and why,
    and what else changes that no cell shows."""

    line: int
    cells: tuple[str, ...]
    status: str
    why: str
    states: Mapping[int, State] = field(default_factory=dict)
    tips: Mapping[int, str] = field(default_factory=dict)
    more: str = ""

    @property
    def tone(self) -> Tone:
        """The colour of how it stands."""
        return _TONES.get(self.status, Tone.NEUTRAL)

    @property
    def changed(self) -> frozenset[int]:
        """The cells that show an old value and a new one."""
        return frozenset(place for place, state in self.states.items() if state is State.CHANGED)

    def only(self, filled: list[int]) -> PreviewRow:
        """The row with some of its cells."""
        return replace(
            self,
            cells=tuple(self.cells[place] for place in filled),
            states={new: self.states[old] for new, old in enumerate(filled) if old in self.states},
            tips={new: self.tips[old] for new, old in enumerate(filled) if old in self.tips},
        )


def read_row(unit: Unit, known: str | None, differing: list[Difference], again: bool) -> PreviewRow:
    """How a unit stands: `known` is its number in the office, `again` whether an earlier file brings the same household."""
    row = _with_problems(unit, PreviewRow(unit.rows[0] + 1, cells_of(unit.value), FINE, _first_problem(unit)))
    if unit.rejected:
        return replace(row, status=WRONG)
    if unit.joined:
        return replace(row, status=MERGED, why=_joined("与另一份文件里的这一户合在一起导入", row.why))
    if not isinstance(unit.value, HouseholdRecord):
        return row
    if known is None and again:
        return replace(row, status=MERGED, why=_joined("前面的文件里已有这一户，合在一起导入", row.why))
    if known is None:
        return replace(_numbered(row), status=NEW)
    return _compared(row, unit.value, differing)


def cells_of(value: Value) -> tuple[str, ...]:
    """What is shown of a household or line."""
    if isinstance(value, HouseholdRecord):
        head = next((member for member in value.members if member.name == value.head_name), None)
        money = "" if value.monthly_fen is None else short_yuan(value.monthly_fen)
        people = f"{value.family_size} / {value.covered_size}"
        number = head.id_number if head else ""
        return (value.number, value.village, value.head_name, number, people, value.category, money)
    if isinstance(value, ListEntry):
        money = "" if value.amount_fen is None else short_yuan(value.amount_fen)
        missed = [month for month, collected in value.months if not collected]
        detail = value.detail or value.account_no
        label = value.label or (f"{len(value.months)} 个月中 {len(missed)} 个月未支取" if value.months else "")
        return (value.name, value.id_number, label, detail, money, value.on_date)
    if isinstance(value, RelativeEntry):
        filed = "已备案" if value.filed else "未备案"
        return (value.village, value.official_name, value.post, value.relative_name, value.relative_id, filed)
    kin = "、".join(each.name for each in value.kin)
    return (value.village, value.name, value.id_number, value.role, kin)


def _first_problem(unit: Unit) -> str:
    problem = next((each for each in unit.problems if each.is_error), None) or next(iter(unit.problems), None)
    return problem.message if problem else ""


def _joined(*parts: str) -> str:
    return "；".join(part for part in parts if part)


def _with_problems(unit: Unit, row: PreviewRow) -> PreviewRow:
    """Each problem at the cell that it is about; a cell that could not be read shows what is written in it."""
    columns = _columns_of(unit.value)
    places = {
        cell_name(at, column): columns[name]
        for name, column in unit.layout.columns.items()
        if name in columns
        for at in unit.rows
    }
    cells, states, tips = list(row.cells), dict(row.states), dict(row.tips)
    for problem in sorted(unit.problems, key=lambda each: each.is_error):
        place = places.get(problem.cell)
        if place is None or place >= len(cells):
            continue
        states[place] = _state_of(problem)
        tips[place] = _joined(problem.message, tips.get(place, ""))
        if problem.is_error and problem.value:
            cells[place] = problem.value
    return replace(row, cells=tuple(cells), states=states, tips=tips)


def _columns_of(value: Value) -> dict[str, int]:
    if isinstance(value, HouseholdRecord):
        return _ROSTER_COLUMNS
    if isinstance(value, ListEntry):
        return _LIST_COLUMNS
    return _PANEL_COLUMNS if isinstance(value, PanelEntry) else _RELATIVE_COLUMNS


def _state_of(problem: Problem) -> State:
    if problem.is_error:
        return State.ERROR
    return State.GENERATED if problem.code == _CONVERTED else State.WARNING


def _numbered(row: PreviewRow) -> PreviewRow:
    """A new household without a number is given one."""
    if row.cells[_NUMBER]:
        return row
    tips = {**row.tips, _NUMBER: "文件没有档案号，写入时由程序编号"}
    return replace(row, cells=("自动", *row.cells[1:]), states={**row.states, _NUMBER: State.GENERATED}, tips=tips)


def _compared(row: PreviewRow, record: HouseholdRecord, differing: list[Difference]) -> PreviewRow:
    """A household that the office has: old and new side by side, in their cell where one shows them, else in `more`."""
    written = [each for each in differing if each.outcome == "written"]
    waiting = [each for each in differing if each.outcome == "open"]
    kept = [each for each in differing if each.outcome == "kept"]
    cells, states, tips, more = list(row.cells), dict(row.states), dict(row.tips), []
    before = {each.field: each.office_value for each in (*written, *waiting)}
    for each in (*written, *waiting):
        place = _HEAD_ID if each.field == f"{record.head_name} 身份证号" else _FIELD_PLACES.get(each.field)
        if place is None:
            more.append(f"{each.field} {each.office_value or '空'} → {each.file_value or '空'}")
        elif states.get(place) is not State.CHANGED:
            cells[place] = f"{_old(place, each, before, record)} → {row.cells[place]}"
            states[place] = State.CHANGED
    parts = [f"{each.field}原为 {each.office_value or '空'}" for each in written]
    parts += [f"{each.field}待定，档案中是 {each.office_value or '空'}" for each in waiting]
    parts += [f"{each.field}仍按档案 {each.office_value or '空'}" for each in kept]
    status = CHANGED if written else OPEN if waiting else SAME
    return replace(
        row,
        cells=tuple(cells),
        states=states,
        tips=tips,
        status=status,
        why=_joined(*parts, row.why),
        more="；".join(more),
    )


def _old(place: int, difference: Difference, before: Mapping[str, str], record: HouseholdRecord) -> str:
    if place == _PEOPLE:
        family = before.get("家庭人口", str(record.family_size))
        return f"{family} / {before.get('保障人口', str(record.covered_size))}"
    return difference.office_value.removesuffix("元").strip() or "空"
