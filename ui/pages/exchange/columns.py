"""The columns of the preview, of differences and of outcomes."""

from __future__ import annotations

from collections.abc import Callable

from dibao_desktop.domain.applied import Difference
from dibao_desktop.exchange.importing import FileOutcome
from dibao_desktop.exchange.sheets import BY_WORD
from ui.models.cells import PillCell, Toned, TwoLines
from ui.models.column import Align, Column
from ui.pages.exchange.reading import PreviewRow
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
_LESS = ("家庭 / 保障", "类别")
_NUMBERS = ("元/月", "金额", "月工资", "月待遇")


def preview_columns(heads: tuple[str, ...], narrow: bool) -> list[Column[PreviewRow]]:
    """The row in Excel, the cells, how it stands. Where there is little room some wait in the head's menu."""
    widths = [_WIDTHS.get(head, 0) for head in heads]
    # One column takes the room that is left.
    stretch = len(heads) - 1 - widths[::-1].index(0) if 0 in widths else 1
    cells = [
        Column[PreviewRow](
            head,
            _reader(place),
            Align.RIGHT if head in _NUMBERS else Align.LEFT,
            width=0 if place == stretch else widths[place] or 120,
            hidden=narrow and head in _LESS,
        )
        for place, head in enumerate(heads)
    ]
    return [
        Column("行", lambda row: Toned(str(row.line), Tone.NEUTRAL), Align.RIGHT, width=52),
        *cells,
        Column("状态", lambda row: PillCell(row.status, row.tone), width=76, tooltip=lambda row: row.why),
    ]


def _reader(place: int) -> Callable[[PreviewRow], object]:
    def read(row: PreviewRow) -> object:
        words = row.cells[place]
        if row.status == "错误":
            return Toned(words, Tone.RED)
        return Toned(words, Tone.AMBER, bold=True) if place in row.changed else words

    return read


def difference_columns() -> list[Column[Difference]]:
    """Where a file and the office disagree."""
    return [
        Column("档案号", lambda each: each.number, width=90),
        Column("项目", lambda each: each.field, width=150),
        Column("现在的档案", lambda each: each.office_value or "空", width=0),
        Column("文件中", lambda each: Toned(each.file_value or "空", Tone.AMBER, bold=True), width=200),
    ]


def outcome_columns() -> list[Column[FileOutcome]]:
    """What came of each file."""
    return [
        Column("文件", lambda each: TwoLines(_name(each), BY_WORD[each.kind].label), width=0),
        Column("新增", lambda each: f"{each.new:,}", Align.RIGHT, width=82),
        Column("变更", lambda each: f"{each.changed:,}", Align.RIGHT, width=82),
        Column("相同", lambda each: f"{each.same:,}", Align.RIGHT, width=82),
        Column("未导入", _rejected, Align.RIGHT, width=90),
    ]


def _name(outcome: FileOutcome) -> str:
    return outcome.file.replace("\\", "/").rsplit("/", 1)[-1]


def _rejected(outcome: FileOutcome) -> object:
    return Toned(f"{outcome.rejected:,}", Tone.RED, bold=True) if outcome.rejected else "0"
