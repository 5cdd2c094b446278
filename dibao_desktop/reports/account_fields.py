"""The fields of 阶段报告 and 清查总结: the same counts that the tables of the campaign hold, as words."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.queries.decided import Counted, decided
from dibao_desktop.domain.money import yuan
from dibao_desktop.domain.secrecy import discreet
from dibao_desktop.reports.tables.campaign import campaign_counts
from dibao_desktop.reports.tables.frame import NOBODY, Measure, Unit, summed
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key

C = Counted
_FEN, _SHARE = Unit.FEN, Unit.SHARE

# Each field and what it counts; of a share the whole too.
_FIELDS: tuple[Measure, ...] = (
    Measure("", "应查户", "to_visit"),
    Measure("", "应查人", C.CASE_PEOPLE),
    Measure("", "已查户", C.VISITED),
    Measure("", "已查人", C.VISITED_PEOPLE),
    Measure("", "入户率", C.VISITED, None, _SHARE, "to_visit"),
    Measure("", "档案已查", C.INSPECTED),
    Measure("", "评议户", C.REVIEWED),
    Measure("", "评议同意户", C.REVIEW_PASSED),
    Measure("", "评议不同意户", C.REVIEW_FAILED),
    Measure("", "公示户", "posted"),
    Measure("", "异议件数", "objections"),
    Measure("", "异议已处理", "settled"),
    Measure("", "疑点条数", "leads"),
    Measure("", "疑点已核实", "leads_judged"),
    Measure("", "发现问题户", "problem_households"),
    Measure("", "整改问题数", "true_leads"),
    Measure("", "销号数", "rectified"),
    Measure("", "销号率", "rectified", None, _SHARE, "true_leads"),
    Measure("", "清查前户数", C.HOUSEHOLDS),
    Measure("", "清查前人数", C.PEOPLE),
    Measure("", "清查前月金额", C.MONEY, None, _FEN),
    Measure("", "清查后户数", "after_households"),
    Measure("", "清查后月金额", "after_fen", None, _FEN),
    Measure("", "继续户", C.KEPT),
    Measure("", "清退户", C.EXITS),
    Measure("", "清退人", C.EXIT_PEOPLE),
    Measure("", "清退月减额", C.EXIT_FEN, None, _FEN),
    Measure("", "停发户", C.STOPS),
    Measure("", "转出户", C.TRANSFERS),
    Measure("", "增发户", C.RAISED),
    Measure("", "增发月增额", C.RAISED_FEN, None, _FEN),
    Measure("", "减发户", C.CUT),
    Measure("", "减发月减额", C.CUT_FEN, None, _FEN),
    Measure("", "渐退户", C.GRADUAL),
    Measure("", "单人保户", C.SINGLE),
    Measure("", "自然减员户", C.DEATHS),
    Measure("", "新增户", C.ADDITIONS),
    Measure("", "新增人", C.ADDITION_PEOPLE),
    Measure("", "新增月增额", C.ADDITION_FEN, None, _FEN),
    Measure("", "不予纳入户", C.REFUSED),
    Measure("", "未决定户", "undecided"),
    Measure("", "备案人数", "filed_people"),
    Measure("", "备案户数", "filed_households"),
    Measure("", "追回金额", "recovered", None, _FEN),
)
_OF_VILLAGE = ("应查户", "已查户", "入户率", "评议户", "公示户", "清退户", "新增户", "未决定户")


def account_fields(campaign_id: int, as_of: dt.date) -> dict[str, Any]:
    """All fields of a campaign as things stood at the end of a day."""
    counts = campaign_counts(campaign_id, as_of)
    total = summed(counts)
    campaign, policy = clearance.campaign(campaign_id), clearance.policy_of(campaign_id)
    stage = next((each for each in reversed(policy.stages) if each.start <= as_of), None)
    start, end = campaign.started_on, campaign.ends_on
    of_village = [measure for measure in _FIELDS if measure.title in _OF_VILLAGE]
    return {
        "单位": settings.value(Key.UNIT) or settings.value(Key.TOWN),
        "乡镇": settings.value(Key.TOWN),
        "行动": campaign.title,
        "方案": policy.title,
        "开始日期": _day(dt.date.fromisoformat(start)),
        "结束日期": _day(dt.date.fromisoformat(end)) if end else "（未定）",
        "阶段": stage.title if stage else "",
        "阶段起止": f"{_day(stage.start)}至{_day(stage.end)}" if stage else "",
        "统计截止": _day(as_of),
        "村数": str(len([village for village in counts if village])),
        **{measure.title: measure.cell(total) for measure in _FIELDS},
        "各村": [
            {"村": village or NOBODY, **{measure.title: measure.cell(line) for measure in of_village}}
            for village, line in counts.items()
        ],
        "清退原因": _reasons(campaign_id, as_of),
    }


def _reasons(campaign_id: int, as_of: dt.date) -> list[dict[str, str]]:
    """The exits by what was written as their reason, the most frequent first."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in decided(campaign_id, as_of.isoformat()):
        if row.outcome.is_exit:
            sums = found[discreet(row.reason) or row.outcome.label]
            sums[0] += 1
            sums[1] += row.before_covered
            sums[2] += row.before_fen - row.new_fen
    if not found:
        return [{"原因": "没有清退的户", "户数": "0", "人数": "0", "月减额": yuan(0)}]
    ranked = sorted(found.items(), key=lambda each: -each[1][0])
    return [
        {"原因": reason, "户数": str(households), "人数": str(people), "月减额": yuan(fen)}
        for reason, (households, people, fen) in ranked
    ]


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
