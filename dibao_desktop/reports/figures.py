"""The figures of the dashboard: what each counts stands in `definitions`, by which clause in the pack, and which
households are behind it in the figure itself.

A figure carries its own filter (`door`), by which the clearance page lists exactly the households that were counted,
today's or those of a past day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.queries import CampaignRow, Group, Progress, VillageProgress
from dibao_desktop.domain.money import short_yuan
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.matching.queries.counts import open_totals
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.reports.definitions import Word

Door = Mapping[str, object]


class FigureKey(Enum):
    """The figures on top of the dashboard, each a word of the definitions."""

    VISIT_RATE = Word.VISIT_RATE
    REVIEWED = Word.REVIEWED
    POSTING = Word.POSTING
    EXITS = Word.EXITS
    ADDITIONS = Word.ADDITIONS
    OPEN_LEADS = Word.CASES_OPEN_LEADS

    @property
    def label(self) -> str:
        return self.value.label

    @property
    def definition(self) -> str:
        """What is counted, in one sentence."""
        return self.value.definition


@dataclass(frozen=True)
class Figure:
    """One figure: number and note as shown, its clause, and the filter that shows the `behind` households behind it."""

    key: FigureKey
    number: str
    note: str
    clause: str
    door: Door
    behind: int

    @property
    def explained(self) -> str:
        """Definition and clause, for the one who asks why."""
        return explanation(self.key.value, self.clause)


def explanation(word: Word, clause: str = "") -> str:
    """A word with what it counts and where that is laid down."""
    clause = clause or word.value.clause
    return f"{word.label}：{word.definition}" + (f"\n依据：{clause}" if clause else "")


@dataclass(frozen=True)
class VillageFigures:
    """One village's line: counts, the parts of its bar (办结, 已公示, 已评议, 已入户: each case once) and how it keeps up.

    `behind` is None without a plan (the campaign has no last day), else the days of work that are lacking, 0 on time;
    `planned` is how many should have been visited in its `window` by then, both None likewise.
    """

    village_id: int
    village: str
    cases: int
    to_visit: int
    visited: int
    reviewed: int
    posted: int
    done: int
    exits: int
    additions: int
    objections: int
    parts: tuple[int, int, int, int]
    steps: Mapping[str, int]
    behind: int | None
    overdue: int = 0
    planned: int | None = None
    window: tuple[str, str] | None = None

    @property
    def visit_rate(self) -> str:
        return percent(self.visited, self.to_visit)

    @property
    def all_visited(self) -> bool:
        return self.visited == self.to_visit


@dataclass(frozen=True)
class Dashboard:
    """All that the dashboard shows of one campaign; `steps` are the pack's, as (id, label), 办结 the last. `day` is the day
    of which it tells, `scope` what every door begins with (the village, and for a past day that day)."""

    campaign: CampaignRow
    policy: Policy
    day: dt.date
    stage: str
    figures: tuple[Figure, ...]
    villages: tuple[VillageFigures, ...]
    progress: Progress
    scope: Door

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        return self.progress.steps

    @property
    def is_past(self) -> bool:
        return bool(self.progress.as_of)

    def figure(self, key: FigureKey) -> Figure:
        """One figure by its key."""
        return next(each for each in self.figures if each.key is key)


def percent(part: int, whole: int) -> str:
    """`93.08%`; `100%` only when nothing lacks, never rounded up to it; `—` of nothing (DOMAIN §3.3)."""
    if whole == 0:
        return "—"
    if part == whole:
        return "100%"
    hundredths = min((20_000 * part + whole) // (2 * whole), 9_999)
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def dashboard(campaign_id: int, today: dt.date, village: str = "", as_of: dt.date | None = None) -> Dashboard:
    """The figures of a campaign, of the whole town or of one village (by name): as things stand, or as they stood at the
    end of a past day."""
    as_of = as_of if as_of is not None and as_of < today else None
    day = as_of or today
    village_id = next((id_ for id_, name in dossiers.village_names().items() if name == village), None)
    campaign, policy = clearance.campaign(campaign_id), clearance.policy_of(campaign_id)
    progress = clearance.progress(campaign_id, village_id, as_of, today)
    lines = tuple(_village(each, campaign, policy, day) for each in progress.villages)
    scope: dict[str, object] = {"village": village} if village else {}
    if as_of:
        scope["as_of"] = as_of.isoformat()
    figures = (
        _visits(progress, policy, scope),
        _reviewed(progress, policy, scope),
        _posting(progress, policy, scope),
        _exits(progress, policy, scope),
        _additions(progress, policy, scope),
        _open_leads(progress, scope, village_id),
    )
    return Dashboard(campaign, policy, day, stage_note(campaign, policy, day), figures, lines, progress, scope)


def _village(found: VillageProgress, campaign: CampaignRow, policy: Policy, day: dt.date) -> VillageFigures:
    count = found.count
    to_visit, visited = count(Group.TO_VISIT), count(Group.VISITED)
    begin, end = _window(found.village, campaign, policy)
    return VillageFigures(
        village_id=found.village_id,
        village=found.village,
        cases=found.cases,
        to_visit=to_visit,
        visited=visited,
        reviewed=count(Group.REVIEWED),
        posted=count(Group.POSTED),
        done=count(Group.DONE),
        exits=count(Group.EXITS),
        additions=count(Group.ADDITIONS),
        objections=count(Group.OBJECTED),
        parts=(
            count(Group.DONE),
            count(Group.LAST_POSTED),
            count(Group.LAST_REVIEWED),
            count(Group.LAST_VISITED),
        ),
        steps=found.steps,
        behind=days_behind(visited, to_visit, begin, end, day),
        overdue=found.overdue,
        planned=planned(to_visit, begin, end, day),
        window=(begin, end) if end else None,
    )


def _window(village: str, campaign: CampaignRow, policy: Policy) -> tuple[str, str]:
    """When a village is to be visited: the pack's schedule where it names the village and lies within the campaign, else
    the days of the campaign."""
    for slot in policy.schedule:
        begin, end = slot.start.isoformat(), slot.end.isoformat()
        if village in slot.units and begin >= campaign.started_on and (not campaign.ends_on or end <= campaign.ends_on):
            return begin, end
    return campaign.started_on, campaign.ends_on


def planned(to_visit: int, started_on: str, ends_on: str, today: dt.date) -> int | None:
    """How many should have been visited before a day, at an even pace, rounded up; None without a last day."""
    if not ends_on:
        return None
    passed, days = _passed(started_on, ends_on, today)
    return -(-to_visit * passed // days)


def _passed(started_on: str, ends_on: str, today: dt.date) -> tuple[int, int]:
    """How many days have passed, and of how many."""
    start, end = dt.date.fromisoformat(started_on), dt.date.fromisoformat(ends_on)
    days = (end - start).days + 1
    return min(max((today - start).days, 0), days), days


def days_behind(visited: int, to_visit: int, started_on: str, ends_on: str, today: dt.date) -> int | None:
    """How many days of visiting a village lacks, when visits go evenly from the first to the last day it has.

    None without a last day; whole days rounded up, so that a lack is never shown as 按期.
    """
    if not ends_on:
        return None
    passed, days = _passed(started_on, ends_on, today)
    lacking = to_visit * passed - visited * days
    return -(-lacking // to_visit) if to_visit and lacking > 0 else 0


def stage_note(campaign: CampaignRow, policy: Policy, today: dt.date) -> str:
    """`精准识别，精准认定 · 6月16日—7月15日 · 还有 9 天`: the pack's stage of today, else the campaign's own days."""
    stage = next((each for each in policy.stages if each.start <= today <= each.end), None)
    if campaign.closed_on and campaign.closed_on <= today.isoformat():
        return f"已于 {_day(dt.date.fromisoformat(campaign.closed_on))}结束"
    if stage is not None:
        return f"{stage.title} · {_day(stage.start)}—{_day(stage.end)} · {_left(stage.end, today)}"
    start = dt.date.fromisoformat(campaign.started_on)
    if not campaign.ends_on:
        return f"{_day(start)}开始"
    end = dt.date.fromisoformat(campaign.ends_on)
    return f"{_day(start)}—{_day(end)} · {_left(end, today)}"


def _left(end: dt.date, today: dt.date) -> str:
    days = (end - today).days
    if days < 0:
        return f"已过期 {-days} 天"
    return f"还有 {days} 天" if days else "今天截止"


def _day(day: dt.date) -> str:
    return f"{day.month}月{day.day}日"


def door(scope: Door, *groups: Group) -> dict[str, object]:
    """The filter of the cases that are in all of these sets."""
    return {**scope, **{group.value: True for group in groups}}


def _visits(progress: Progress, policy: Policy, scope: Door) -> Figure:
    visited, whole = progress.count(Group.VISITED), progress.count(Group.TO_VISIT)
    lacking = f" · 差 {whole - visited} 户" if whole > visited else ""
    shown = Group.TO_SIGN if lacking else Group.VISITED
    return Figure(
        FigureKey.VISIT_RATE,
        percent(visited, whole),
        f"{visited} / {whole} 户{lacking}",
        policy.visit.source,
        door(scope, shown),
        progress.count(shown),
    )


def _counted(key: FigureKey, group: Group, progress: Progress, clause: str, scope: Door, note: str) -> Figure:
    count = progress.count(group)
    return Figure(key, str(count), note, clause, door(scope, group), count)


def _reviewed(progress: Progress, policy: Policy, scope: Door) -> Figure:
    failed = progress.count(Group.REVIEW_FAILED)
    note = f"占 {percent(progress.count(Group.REVIEWED), progress.cases)}" + (f" · 未通过 {failed}" if failed else "")
    return _counted(FigureKey.REVIEWED, Group.REVIEWED, progress, policy.review.source, scope, note)


def _posting(progress: Progress, policy: Policy, scope: Door) -> Figure:
    due = progress.earliest_due(Group.POSTING)
    objected = progress.count(Group.OBJECTED)
    notes = [f"最早 {_day(dt.date.fromisoformat(due))}可撤下"] if due else []
    notes += [f"异议 {objected}"] if objected else []
    note = " · ".join(notes) or "没有在公示的户"
    return _counted(FigureKey.POSTING, Group.POSTING, progress, policy.notice.source, scope, note)


def _exits(progress: Progress, policy: Policy, scope: Door) -> Figure:
    saved, coming = -progress.change_fen(Group.EXITS), progress.count(Group.EXITS_PROPOSED)
    note = f"月减 {short_yuan(saved)} 元" + (f" · 另拟 {coming} 户" if coming else "")
    return _counted(FigureKey.EXITS, Group.EXITS, progress, policy.decision.source, scope, note)


def _additions(progress: Progress, policy: Policy, scope: Door) -> Figure:
    more, coming = progress.change_fen(Group.ADDITIONS), progress.count(Group.ADDITIONS_PROPOSED)
    note = f"月增 {short_yuan(more)} 元" + (f" · 另拟 {coming} 户" if coming else "")
    return _counted(FigureKey.ADDITIONS, Group.ADDITIONS, progress, policy.decision.source, scope, note)


def _open_leads(progress: Progress, scope: Door, village_id: int | None) -> Figure:
    """Households with a lead that nobody has judged; how many leads these are is known of today only."""
    note = "户" if progress.count(Group.LEADS_OPEN) else "都已核实"
    if not progress.as_of:
        found = open_totals(village_id)
        note = f"户 · 疑点 {found.all} 条，重点 {found.high} 条" if found.all else "都已核实"
    return _counted(FigureKey.OPEN_LEADS, Group.LEADS_OPEN, progress, "", scope, note)
