"""The campaign's counts: 统计表, 汇总表 and 进展日报, as things stood at the end of a day (DOMAIN §18.4)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.queries import Group
from dibao_desktop.clearance.queries.decided import Counted, counted, decided, recovered
from dibao_desktop.domain.document import Block, Document
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.matching.queries.found import TrueLead, lead_tallies, true_leads
from dibao_desktop.matching.rules.leads import LeadKind
from dibao_desktop.notices.queries.objections import objection_counts
from dibao_desktop.reports.definitions import Word
from dibao_desktop.reports.tables.frame import Counts, Measure, Unit, place_table, statement

_PROBLEMS: tuple[tuple[str, frozenset[LeadKind]], ...] = (
    ("死亡未报", frozenset({LeadKind.DEATH, LeadKind.PAID_AFTER_DEATH})),
    ("车辆", frozenset({LeadKind.VEHICLE})),
    ("住房", frozenset({LeadKind.REAL_ESTATE})),
    ("工商", frozenset({LeadKind.BUSINESS})),
    ("财政供养", frozenset({LeadKind.PAYROLL})),
    ("收入超标", frozenset({LeadKind.OVER_INCOME, LeadKind.PENSION, LeadKind.SAVINGS})),
)
_OTHER = "其他"

C = Counted
_FEN = Unit.FEN


def _trio(caption: str, keys: tuple[Hashable, Hashable, Hashable], word: Word, money: str) -> tuple[Measure, ...]:
    return (
        Measure(caption, "户", keys[0], word),
        Measure(caption, "人", keys[1], word),
        Measure(caption, money, keys[2], word, _FEN),
    )


STATISTICS = (
    *_trio("在保", (C.HOUSEHOLDS, C.PEOPLE, C.MONEY), Word.BEFORE, "月金额"),
    Measure("", "应入户", "to_visit", Word.TO_VISIT),
    Measure("", "已入户", C.VISITED, Word.VISITED),
    Measure("", "入户率", C.VISITED, Word.VISIT_RATE, Unit.SHARE, "to_visit"),
    Measure("", "档案应查", C.CASES, Word.ARCHIVES),
    Measure("", "档案已查", C.INSPECTED, Word.ARCHIVES),
    Measure("", "调查表签署率", C.VISITED, Word.SIGNED_RATE, Unit.SHARE, "to_visit"),
    Measure("发现问题户", "合计", "problem_households", Word.PROBLEMS),
    *(Measure("发现问题户", name, ("problem", name), Word.PROBLEMS) for name, _ in _PROBLEMS),
    Measure("发现问题户", _OTHER, ("problem", _OTHER), Word.PROBLEMS),
    Measure("评议", "户", C.REVIEWED, Word.REVIEWED),
    Measure("评议", "同意", C.REVIEW_PASSED, Word.REVIEWED),
    Measure("评议", "不同意", C.REVIEW_FAILED, Word.REVIEWED),
    Measure("", "公示户", "posted", Word.POSTED),
    Measure("异议", "件", "objections", Word.OBJECTIONS),
    Measure("异议", "已处理", "settled", Word.OBJECTIONS),
    *_trio("清退", (C.EXITS, C.EXIT_PEOPLE, C.EXIT_FEN), Word.EXITS, "月减额"),
    Measure("增发", "户", C.RAISED, Word.CAMPAIGN_RAISED),
    Measure("增发", "月增额", C.RAISED_FEN, Word.CAMPAIGN_RAISED, _FEN),
    Measure("减发", "户", C.CUT, Word.CAMPAIGN_CUT),
    Measure("减发", "月减额", C.CUT_FEN, Word.CAMPAIGN_CUT, _FEN),
    *_trio("新增", (C.ADDITIONS, C.ADDITION_PEOPLE, C.ADDITION_FEN), Word.ADDITIONS, "月金额"),
    Measure("", "单人保", C.SINGLE, Word.SINGLE),
    Measure("", "转特困", C.TO_EXTREME, Word.TO_EXTREME),
    Measure("近亲属备案", "人", "filed_people", Word.FILED),
    Measure("近亲属备案", "户", "filed_households", Word.FILED),
    Measure("整改问题", "数", "true_leads", Word.RECTIFIED),
    Measure("整改问题", "销号", "rectified", Word.RECTIFIED),
    Measure("整改问题", "销号率", "rectified", Word.RECTIFIED, Unit.SHARE, "true_leads"),
    Measure("", "追回金额", "recovered", Word.RECOVERED, _FEN),
)
# So many columns do not fit one sheet in readable letters: the table is printed in parts, each beginning with 单位.
_PART = 17

SUMMARY = (
    *_trio("清查前在保", (C.HOUSEHOLDS, C.PEOPLE, C.MONEY), Word.BEFORE, "月金额"),
    Measure("", "继续", C.KEPT),
    Measure("增发", "户", C.RAISED, Word.CAMPAIGN_RAISED),
    Measure("增发", "月增额", C.RAISED_FEN, Word.CAMPAIGN_RAISED, _FEN),
    Measure("减发", "户", C.CUT, Word.CAMPAIGN_CUT),
    Measure("减发", "月减额", C.CUT_FEN, Word.CAMPAIGN_CUT, _FEN),
    *_trio("停发", (C.STOPS, C.STOP_PEOPLE, C.STOP_FEN), Word.EXITS, "月减额"),
    *_trio("转出", (C.TRANSFERS, C.TRANSFER_PEOPLE, C.TRANSFER_FEN), Word.OUT_TO_OTHER, "月减额"),
    Measure("", "单人保", C.SINGLE, Word.SINGLE),
    Measure("", "渐退", C.GRADUAL, Word.GRADUAL),
    Measure("自然减员", "户", C.DEATHS, Word.NATURAL),
    Measure("自然减员", "月减额", C.DEATH_FEN, Word.NATURAL, _FEN),
    *_trio("新增", (C.ADDITIONS, C.ADDITION_PEOPLE, C.ADDITION_FEN), Word.ADDITIONS, "月金额"),
    Measure("", "不予纳入", C.REFUSED),
    Measure("", "未决定", "undecided"),
    Measure("清查后", "户", "after_households", Word.DECIDED_AFTER),
    Measure("清查后", "月金额", "after_fen", Word.DECIDED_AFTER, _FEN),
)

DAILY = (
    Measure("", "应查户", "to_visit", Word.TO_VISIT),
    Measure("", "已查户", C.VISITED, Word.VISITED),
    Measure("", "应查人", C.CASE_PEOPLE, Word.TO_VISIT),
    Measure("", "已查人", C.VISITED_PEOPLE, Word.VISITED),
    Measure("", "入户率", C.VISITED, Word.VISIT_RATE, Unit.SHARE, "to_visit"),
    Measure("", "当日入户", C.VISITED_ON_DAY, Word.VISITED),
    Measure("", "评议户", C.REVIEWED, Word.REVIEWED),
    Measure("", "公示户", "posted", Word.POSTED),
    Measure("", "已决定", C.DECIDED),
    Measure("", "清退", C.EXITS, Word.EXITS),
    Measure("", "新增", C.ADDITIONS, Word.ADDITIONS),
    Measure("", "问题数", "leads", Word.LEADS),
    Measure("", "销号数", "leads_judged", Word.LEADS),
)

# The tables by their names, and which list of cases is behind which count.
MEASURES = {"statistics": STATISTICS, "summary": SUMMARY, "progress": DAILY}
DOORS: Mapping[Hashable, Group] = {
    C.HOUSEHOLDS: Group.RECIPIENTS,
    "to_visit": Group.TO_VISIT,
    C.VISITED: Group.VISITED,
    C.INSPECTED: Group.INSPECTED,
    C.REVIEWED: Group.REVIEWED,
    C.REVIEW_FAILED: Group.REVIEW_FAILED,
    "posted": Group.POSTED,
    C.DECIDED: Group.DECIDED,
    C.KEPT: Group.CONTINUED,
    C.EXITS: Group.EXITS,
    C.RAISED: Group.RAISED,
    C.CUT: Group.CUT,
    C.ADDITIONS: Group.ADDITIONS,
    C.SINGLE: Group.SINGLE,
    C.GRADUAL: Group.GRADUAL,
    C.DEATHS: Group.DEATHS,
    C.REFUSED: Group.REFUSED,
    "undecided": Group.UNDECIDED,
}


def statistics_report(campaign_id: int, as_of: dt.date) -> Document:
    """《城乡低保清查情况统计表》."""
    counts = campaign_counts(campaign_id, as_of)
    blocks = [place_table(part, counts) for part in _parts(STATISTICS)]
    return _statement("城乡低保清查情况统计表", campaign_id, as_of, blocks, STATISTICS)


def _parts(measures: tuple[Measure, ...]) -> list[tuple[Measure, ...]]:
    """Cut where a caption begins, each part about as wide as a sheet."""
    parts: list[list[Measure]] = [[]]
    for place, measure in enumerate(measures):
        begins = not measure.caption or place == 0 or measures[place - 1].caption != measure.caption
        run = sum(1 for each in measures[place:] if measure.caption and each.caption == measure.caption) or 1
        if begins and len(parts[-1]) + run > _PART:
            parts.append([])
        parts[-1].append(measure)
    return [tuple(part) for part in parts]


def summary_report(campaign_id: int, as_of: dt.date) -> Document:
    """精准识别专项行动汇总表: what there was, what was decided, what there is."""
    counts = campaign_counts(campaign_id, as_of)
    blocks = [place_table(part, counts) for part in _parts(SUMMARY)]
    return _statement("精准识别专项行动汇总表", campaign_id, as_of, blocks, SUMMARY)


def progress_report(campaign_id: int, as_of: dt.date) -> Document:
    """清查进展日报 as things stood at the end of a day, by the dates of what was done."""
    table = place_table(DAILY, campaign_counts(campaign_id, as_of), "村（社区）")
    return _statement("清查进展日报", campaign_id, as_of, [table], DAILY)


def _statement(
    title: str, campaign_id: int, as_of: dt.date, blocks: Sequence[Block], measures: Iterable[Measure]
) -> Document:
    when = f"截至{as_of.year}年{as_of.month}月{as_of.day}日"
    name = clearance.campaign(campaign_id).title
    note = f"统计范围：{name}。各项按事情办理的日期统计到截止日。"
    return statement(title, when, blocks, [measure.word for measure in measures], [note])


def campaign_counts(campaign_id: int, as_of: dt.date) -> Counts:
    """All that the three tables count, by village; `""` holds leads of nobody on the books."""
    day, since = as_of.isoformat(), clearance.campaign(campaign_id).started_on
    found: dict[str, dict[Hashable, int]] = defaultdict(lambda: defaultdict(int))
    for village, counts in counted(campaign_id, day).items():
        for key, number in [*counts.items(), *_after(counts).items()]:
            found[village][key] = number
    if not found:
        return {}
    for line in clearance.progress(campaign_id).villages:
        found[line.village]["to_visit"] = line.count(Group.TO_VISIT)
    # A case keeps the day of its last posting only; that it was posted before is in its states.
    past = clearance.progress(campaign_id, as_of=as_of).villages
    posted = {line.village: line.count(Group.POSTED) for line in past}
    for village, line_counts in found.items():
        line_counts["posted"] = posted.get(village, 0)
    for village, tally in lead_tallies(day).items():
        found[village]["leads"] += tally.found
        found[village]["leads_judged"] += tally.judged
    done = {row.household_id for row in decided(campaign_id, day)}
    _count_problems(found, true_leads(since, day), done)
    _count_filings(found, day)
    for village, raised, settled in objection_counts(campaign_id, as_of):
        found[village]["objections"] += raised
        found[village]["settled"] += settled
    for village, fen in recovered(since, day).items():
        found[village]["recovered"] += fen
    return found


def _after(counts: Mapping[Counted, int]) -> dict[Hashable, int]:
    less = (C.EXIT_FEN, C.CUT_FEN, C.SINGLE_FEN, C.GRADUAL_FEN, C.DEATH_FEN)
    return {
        "undecided": counts[C.CASES] - counts[C.DECIDED],
        "after_households": counts[C.HOUSEHOLDS] - counts[C.EXITS] - counts[C.GONE_BY_DEATH] + counts[C.ADDITIONS],
        "after_fen": counts[C.MONEY]
        + counts[C.RAISED_FEN]
        + counts[C.ADDITION_FEN]
        - sum(counts[each] for each in less),
    }


def _count_problems(found: Mapping[str, dict[Hashable, int]], leads: Iterable[TrueLead], done: set[int]) -> None:
    seen: set[tuple[Hashable, int]] = set()
    for lead in leads:
        counts = found[lead.village]
        counts["true_leads"] += 1
        counts["rectified"] += lead.household_id in done
        name = next((name for name, kinds in _PROBLEMS if lead.kind in kinds), _OTHER)
        for key in ("problem_households", ("problem", name)):
            if (key, lead.household_id) not in seen:
                seen.add((key, lead.household_id))
                counts[key] += 1


def _count_filings(found: Mapping[str, dict[Hashable, int]], day: str) -> None:
    people: dict[str, set[tuple[int, str]]] = defaultdict(set)
    for filing in dossiers.filings():
        if filing.draft.filed_on <= day and not (filing.ended_on and filing.ended_on <= day):
            people[filing.village].add((filing.household_id, filing.recipient_name))
    for village, filed in people.items():
        found[village]["filed_people"] += len(filed)
        found[village]["filed_households"] += len({household for household, _ in filed})
