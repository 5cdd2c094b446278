"""The columns of the preview, of differences and of outcomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dibao_desktop.domain.applied import Difference
from dibao_desktop.exchange.importing import FileOutcome
from dibao_desktop.exchange.sheets import BY_WORD
from ui.models.cells import PillCell, Toned, TwoLines
from ui.models.column import Align, Column
from ui.pages.exchange.rows import PreviewRow, State
from ui.theme.tokens import Tone

_WIDTHS = {
    "档案号": 76,
    "村（社区）": 92,
    "户主": 76,
    "姓名": 84,
    "干部": 76,
    "近亲属": 76,
    "户主身份证号": 172,
    "身份证号": 172,
    "近亲属身份证号": 172,
    "家庭 / 保障": 100,
    "类别": 58,
    "元/月": 92,
    "金额": 84,
    "月工资": 92,
    "月待遇": 92,
    "死亡日期": 110,
    "登记日期": 110,
    "登记时间": 110,
    "成立日期": 110,
    "发放年月": 96,
    "代发结果": 92,
    "登记状态": 92,
    "人员状态": 92,
    "备案": 72,
}
_ARROW = 40
_LESS = ("家庭 / 保障", "类别")
_NUMBERS = ("元/月", "金额", "月工资", "月待遇")


def preview_columns(heads: tuple[str, ...], rows: Sequence[PreviewRow], narrow: bool) -> list[Column[PreviewRow]]:
    """The row in Excel, the cells, how it stands, what else changes. Where there is little room some columns in which
    nothing happens wait in the head's menu."""
    happens = {place for row in rows for place in row.states}
    changed = {place for row in rows for place in row.changed}
    more = any(row.more for row in rows)
    widths = [_WIDTHS.get(head, 0) for head in heads]
    # Old and new stand side by side.
    widths = [width + _ARROW if place in changed and width else width for place, width in enumerate(widths)]
    # One column takes the room that is left.
    stretch = len(heads) - 1 - widths[::-1].index(0) if 0 in widths else 1
    cells = [
        Column[PreviewRow](
            head,
            _reader(place),
            Align.RIGHT if head in _NUMBERS else Align.LEFT,
            width=0 if place == stretch else widths[place] or 120,
            hidden=(narrow or more) and head in _LESS and place not in happens,
            tooltip=_tip(place),
        )
        for place, head in enumerate(heads)
    ]
    return [
        Column("行", lambda row: Toned(str(row.line), Tone.NEUTRAL), Align.RIGHT, width=52),
        *cells,
        Column("状态", lambda row: PillCell(row.status, row.tone), width=76, tooltip=lambda row: row.why),
        *([Column("其他变更", _more, width=150, tooltip=lambda row: row.more)] if more else []),
    ]


def _more(row: PreviewRow) -> Toned:
    return Toned(row.more, Tone.AMBER)


_STATES = {State.CHANGED: Tone.AMBER, State.WARNING: Tone.AMBER, State.ERROR: Tone.RED, State.GENERATED: Tone.BLUE}


def _reader(place: int) -> Callable[[PreviewRow], object]:
    def read(row: PreviewRow) -> object:
        state = row.states.get(place)
        if state is None:
            return row.cells[place]
        return Toned(row.cells[place], _STATES[state], bold=state in (State.CHANGED, State.ERROR))

    return read


def _tip(place: int) -> Callable[[PreviewRow], str]:
    return lambda row: row.tips.get(place, "")


_OUTCOMES = {"written": ("将写入", Tone.AMBER), "kept": ("仍按档案", Tone.NEUTRAL), "open": ("待定", Tone.BLUE)}


def difference_columns() -> list[Column[Difference]]:
    """Where a file and the office disagree."""
    return [
        Column("档案号", lambda each: each.number, width=90),
        Column("项目", lambda each: each.field, width=150),
        Column("现在的档案", lambda each: each.office_value or "空", width=0),
        Column("文件中", lambda each: Toned(each.file_value or "空", Tone.AMBER, bold=True), width=190),
        Column("结果", lambda each: PillCell(*_OUTCOMES[each.outcome]), width=100),
    ]


Outcome = tuple[FileOutcome, bool | None]


def outcome_columns() -> list[Column[Outcome]]:
    """What came of each file; new, changed, same and held back add up to all that was read."""
    return [
        Column("文件", lambda each: TwoLines(_name(each[0]), BY_WORD[each[0].kind].label), width=0),
        Column("读入", lambda each: f"{each[0].rows:,}", Align.RIGHT, width=82),
        Column("新增", lambda each: f"{each[0].new:,}", Align.RIGHT, width=82),
        Column("变更", lambda each: f"{each[0].changed:,}", Align.RIGHT, width=82),
        Column("相同", lambda each: f"{each[0].same:,}", Align.RIGHT, width=82),
        Column("未导入", lambda each: _rejected(each[0]), Align.RIGHT, width=90),
        Column("合计行", lambda each: _TOTALS[each[1]], width=110),
    ]


_TOTALS = {
    True: PillCell("与合计相符", Tone.GREEN),
    False: PillCell("合计不符", Tone.AMBER),
    None: PillCell(""),
}


def _name(outcome: FileOutcome) -> str:
    return outcome.file.replace("\\", "/").rsplit("/", 1)[-1]


def _rejected(outcome: FileOutcome) -> object:
    return Toned(f"{outcome.rejected:,}", Tone.RED, bold=True) if outcome.rejected else "0"
