"""The columns of the lists beside the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from dibao_desktop.clearance.queries import DeathRow, EventRow, GradualRow, NextCheckRow
from dibao_desktop.domain.money import short_yuan
from dibao_desktop.dossiers.queries import BY_AGE, AgeRow
from dibao_desktop.policy.rules.supplements import ADULT
from ui.models.cells import PillCell, Toned, TwoLines
from ui.models.column import Align, Column
from ui.theme.tokens import Tone

Today = Callable[[], dt.date]


def check_columns(today: Today) -> list[Column[NextCheckRow]]:
    """Who is verified when, and why then."""
    return [
        Column("户主", lambda row: TwoLines(row.head_name, f"{row.village}{row.group}　{row.number}"), width=150),
        Column("上次核查", lambda row: row.last_on, width=92),
        Column("应于", lambda row: _day(row.due_on, today()), width=108),
        Column("依据", lambda row: TwoLines(row.reason, row.source), width=0, tooltip=lambda row: row.source),
    ]


def event_columns(today: Today) -> list[Column[EventRow]]:
    """What happened and is not settled."""
    return [
        Column("户主", lambda row: TwoLines(row.head_name, f"{row.village}　{row.number}"), width=130),
        Column("变动", lambda row: TwoLines(row.kind.label, f"{row.person_name}，{row.happened_on}"), width=160),
        Column("保障人口", lambda row: f"{row.covered_before} → {row.covered_after}", width=76),
        Column("自何月", lambda row: row.from_month, width=76),
        Column("期限", lambda row: _day(row.settle_by, today()), width=108),
        Column("办到哪里", lambda row: "在清查中核算" if row.case_id else "待办理", width=0),
    ]


def death_columns() -> list[Column[DeathRow]]:
    """死亡核减台账."""
    right = Align.RIGHT
    return [
        Column(
            "死亡人员",
            lambda row: TwoLines(row.event.person_name, f"{row.event.head_name}户　{row.event.village}"),
            width=150,
        ),
        Column("死亡日期", lambda row: row.event.happened_on, width=92),
        Column("停发月份", lambda row: row.event.from_month, width=76),
        Column("多发月数", lambda row: f"{row.months}", right, width=76),
        Column("应追回", lambda row: short_yuan(row.over_fen), right, width=80),
        Column("已追回", _recovered, right, width=80),
        Column("来源", lambda row: TwoLines(row.event.note or "未填", row.basis), width=0),
    ]


def gradual_columns() -> list[Column[GradualRow]]:
    """渐退 register."""
    return [
        Column("户主", lambda row: TwoLines(row.head_name, f"{row.village}　{row.number}"), width=150),
        Column("每月", _gradual_money, width=190),
        Column("自", lambda row: row.exit.first_month, width=80),
        Column("至", lambda row: row.exit.last_month, width=80),
        Column("还有", _months_left, width=0),
    ]


def age_columns() -> list[Column[AgeRow]]:
    """Who reaches an age this month or next."""
    return [
        Column("成员", lambda row: TwoLines(row.name, f"{row.head_name}户　{row.village}　{row.number}"), width=230),
        Column("日期", lambda row: row.on, width=96),
        Column("情况", _reached, width=150),
        Column("要核对", _look_at, width=0),
    ]


def _day(day: str, today: dt.date) -> Toned:
    late = day < today.isoformat()
    return Toned(day, Tone.RED if late else Tone.NEUTRAL, bold=late)


def _recovered(row: DeathRow) -> Toned:
    whole = row.event.recovered_fen >= row.over_fen
    return Toned(short_yuan(row.event.recovered_fen), Tone.GREEN if whole else Tone.AMBER)


def _gradual_money(row: GradualRow) -> TwoLines:
    beside = f"，分类施保 {short_yuan(row.exit.supplement_fen)}" if row.exit.supplement_fen else ""
    return TwoLines(f"{short_yuan(row.exit.monthly_fen)} 元", f"保障金 {short_yuan(row.exit.base_fen)}{beside}")


def _months_left(row: GradualRow) -> PillCell:
    left = row.months_left
    if left < 0:
        return PillCell("已期满，应停发", Tone.RED)
    return PillCell("本月是最后一个月" if left == 0 else f"{left} 个月", Tone.AMBER if left < 2 else Tone.NEUTRAL)


def _reached(row: AgeRow) -> PillCell:
    if row.age:
        return PillCell(f"满 {row.age} 周岁", Tone.BLUE)
    return PillCell("可能毕业离校" if row.basis == BY_AGE else "今年毕业", Tone.AMBER)


def _look_at(row: AgeRow) -> str:
    if not row.age:
        return f"是否毕业、就业，收入有无变化（{row.basis}）"
    return "是否在读、有无劳动能力" if row.age == ADULT else "分类施保和老年补贴是否变化"
