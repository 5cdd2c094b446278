"""The columns of the dashboard's tables, and which households each cell opens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dibao_desktop.clearance.queries import Group
from dibao_desktop.clearance.rules.road import CLOSED
from dibao_desktop.reports.figures import VillageFigures, percent
from ui.models.cells import BarCell, PillCell, Toned
from ui.models.column import Align, Column
from ui.theme.tokens import Tone

BAR_WORDS = ("办结", "已公示", "已评议", "已入户")


@dataclass(frozen=True)
class Door:
    """A column with the filter that its cell opens on (None: the whole village)."""

    column: Column[VillageFigures]
    filters: dict[str, object] | None = None


def progress_doors() -> list[Door]:
    """The first table: how far each village is."""
    right = Align.RIGHT
    return [
        Door(Column("村（社区）", lambda row: row.village, width=128)),
        Door(Column("户数", lambda row: row.cases, right, width=62)),
        Door(Column("进度", lambda row: BarCell(row.parts, row.cases), width=0, tooltip=_bar_words)),
        Door(
            Column("入户", lambda row: f"{row.visited} / {row.to_visit}", right, width=98), {Group.VISITED.value: True}
        ),
        Door(Column("入户率", _rate, right, width=88), {Group.VISITED.value: True}),
        Door(Column("评议", lambda row: _count(row.reviewed), right, width=66), {Group.REVIEWED.value: True}),
        Door(Column("公示", lambda row: _count(row.posted), right, width=66), {Group.POSTED.value: True}),
        Door(Column("办结", lambda row: _count(row.done), right, width=66), {Group.DONE.value: True}),
        Door(Column("清退", lambda row: _count(row.exits, Tone.RED), right, width=66), {Group.EXITS.value: True}),
        Door(
            Column("新增", lambda row: _count(row.additions, Tone.GREEN), right, width=66),
            {Group.ADDITIONS.value: True},
        ),
        Door(
            Column("异议", lambda row: _count(row.objections, Tone.AMBER), right, width=66),
            {Group.OBJECTED.value: True},
        ),
        Door(Column("对照计划", _plan, width=108, tooltip=_plan_words)),
    ]


def step_doors(steps: Sequence[tuple[str, str]]) -> list[Door]:
    """The second table: how many households of each village stand at each step."""
    doors = [
        Door(Column("村（社区）", lambda row: row.village, width=100)),
        Door(Column("户数", lambda row: row.cases, Align.RIGHT, width=54)),
    ]
    for step_id, label in steps:
        tone = Tone.GREEN if step_id == CLOSED else None
        # A head is written small; a long local name is cut and told in full by the pack.
        # A cut head would make 乡镇审核 and 乡镇公示 the same column.
        width = 54 if len(label) <= 2 else min(33 + 12 * len(label), 110)
        doors.append(Door(Column(label, _at_step(step_id, tone), Align.RIGHT, width=width), {"step": step_id}))
    return doors


def _at_step(step_id: str, tone: Tone | None) -> Callable[[VillageFigures], object]:
    return lambda row: _count(row.steps.get(step_id, 0), tone)


def _count(number: int, tone: Tone | None = None) -> object:
    if not number:
        return Toned("–")
    return number if tone is None else Toned(str(number), tone)


def _rate(row: VillageFigures) -> object:
    if row.all_visited and row.to_visit:
        return Toned(row.visit_rate, Tone.GREEN, bold=True)
    return row.visit_rate


def _plan(row: VillageFigures) -> PillCell:
    if row.behind is None:
        return PillCell("")
    return PillCell(f"落后 {row.behind} 天", Tone.RED) if row.behind else PillCell("按期", Tone.GREEN)


def _plan_words(row: VillageFigures) -> str:
    if row.behind is None:
        return "行动没有填结束日期，无法对照。"
    return "按行动起止日期匀速计算应入户数，与已入户数相比。"


def _bar_words(row: VillageFigures) -> str:
    named = "，".join(f"{word} {part} 户" for word, part in zip(BAR_WORDS, row.parts, strict=True))
    return f"{named}，共 {row.cases} 户（办结 {percent(row.done, row.cases)}）"
