"""The figures of the dashboard, each defined once: what it counts, by which clause, and which households are behind it.

A figure carries its own filter (`door`), by which the clearance page lists exactly the households that were counted.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.queries import CampaignRow, Group, Progress, VillageProgress
from dibao_desktop.domain.money import short_yuan
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.matching.queries.counts import open_totals
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.reports.definitions import Word


class FigureKey(StrEnum):
    """The figures on top of the dashboard; `label` is the caption."""

    VISIT_RATE = "visit_rate"
    REVIEWED = "reviewed"
    POSTING = "posting"
    EXITS = "exits"
    ADDITIONS = "additions"
    OPEN_LEADS = "open_leads"

    @property
    def label(self) -> str:
        return _DEFINITIONS[self].label

    @property
    def definition(self) -> str:
        """What is counted, in one sentence."""
        return _DEFINITIONS[self].definition


_DEFINITIONS = {
    FigureKey.VISIT_RATE: Word.VISIT_RATE,
    FigureKey.REVIEWED: Word.REVIEWED,
    FigureKey.POSTING: Word.POSTING,
    FigureKey.EXITS: Word.EXITS,
    FigureKey.ADDITIONS: Word.ADDITIONS,
    FigureKey.OPEN_LEADS: Word.OPEN_LEADS,
}


@dataclass(frozen=True)
class Figure:
    """One figure: number and note as shown, its clause, and the page and filter that show what is behind it."""

    key: FigureKey
    number: str
    note: str
    clause: str
    page: str
    door: Mapping[str, object]

    @property
    def explained(self) -> str:
        """Definition and clause, for the one who asks why."""
        return f"{self.key.label}：{self.key.definition}" + (f"\n依据：{self.clause}" if self.clause else "")


@dataclass(frozen=True)
class VillageFigures:
    """One village's line: counts, the parts of its bar (办结, 已公示, 已评议, 已入户: each case once) and how it keeps up.

    `behind` is None without a plan (the campaign has no last day), else the days of work that are lacking, 0 on time.
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

    @property
    def visit_rate(self) -> str:
        return percent(self.visited, self.to_visit)

    @property
    def all_visited(self) -> bool:
        return self.visited == self.to_visit


@dataclass(frozen=True)
class Dashboard:
    """All that the dashboard shows of one campaign; `steps` are the pack's, as (id, label), 办结 the last."""

    campaign: CampaignRow
    stage: str
    figures: tuple[Figure, ...]
    villages: tuple[VillageFigures, ...]
    steps: tuple[tuple[str, str], ...]

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


def dashboard(campaign_id: int, today: dt.date, village: str = "") -> Dashboard:
    """The figures of a campaign, of the whole town or of one village (by name)."""
    village_id = next((row.id for row in dossiers.villages() if row.name == village), None) if village else None
    campaign, policy = clearance.campaign(campaign_id), clearance.policy_of(campaign_id)
    progress = clearance.progress(campaign_id, village_id)
    visit_step = _visit_step(policy)
    lines = tuple(_village(each, visit_step, campaign, today) for each in progress.villages)
    scope: dict[str, object] = {"village": village} if village else {}
    makers: tuple[Callable[[], Figure], ...] = (
        lambda: _visits(lines, policy, scope),
        lambda: _reviewed(progress, policy, scope),
        lambda: _posting(progress, policy, scope, village_id),
        lambda: _exits(progress, policy, scope),
        lambda: _additions(progress, policy, scope),
        lambda: _open_leads(scope, village_id),
    )
    return Dashboard(
        campaign, stage_note(campaign, policy, today), tuple(make() for make in makers), lines, progress.steps
    )


def _visit_step(policy: Policy) -> str:
    return next((step.id for step in policy.steps if step.done_when is DoneWhen.VISIT_SIGNED), "")


def _village(found: VillageProgress, visit_step: str, campaign: CampaignRow, today: dt.date) -> VillageFigures:
    count = found.count
    to_visit = count(Group.TO_VISIT)
    return VillageFigures(
        village_id=found.village_id,
        village=found.village,
        cases=found.cases,
        to_visit=to_visit,
        visited=count(Group.VISITED),
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
        behind=days_behind(count(Group.VISITED), to_visit, campaign.started_on, campaign.ends_on, today),
    )


def days_behind(visited: int, to_visit: int, started_on: str, ends_on: str, today: dt.date) -> int | None:
    """How many days of visiting a village lacks, when visits go evenly from the first to the last day of the campaign.

    None without a last day; whole days rounded up, so that a lack is never shown as 按期.
    """
    if not ends_on:
        return None
    start, end = dt.date.fromisoformat(started_on), dt.date.fromisoformat(ends_on)
    days = (end - start).days + 1
    passed = min(max((today - start).days, 0), days)
    lacking = to_visit * passed - visited * days
    return -(-lacking // to_visit) if to_visit and lacking > 0 else 0


def stage_note(campaign: CampaignRow, policy: Policy, today: dt.date) -> str:
    """`精准识别，精准认定 · 6月16日—7月15日 · 还有 9 天`: the pack's stage of today, else the campaign's own days."""
    stage = next((each for each in policy.stages if each.start <= today <= each.end), None)
    if campaign.closed_on:
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


def _visits(lines: tuple[VillageFigures, ...], policy: Policy, scope: Mapping[str, object]) -> Figure:
    visited, whole = sum(each.visited for each in lines), sum(each.to_visit for each in lines)
    lacking = f" · 差 {whole - visited} 户" if whole > visited else ""
    return Figure(
        FigureKey.VISIT_RATE,
        percent(visited, whole),
        f"{visited} / {whole} 户{lacking}",
        policy.visit.source,
        "clearance",
        {**scope, "step": _visit_step(policy)} if lacking else {**scope, Group.VISITED.value: True},
    )


def _reviewed(progress: Progress, policy: Policy, scope: Mapping[str, object]) -> Figure:
    count, failed = progress.count(Group.REVIEWED), progress.count(Group.REVIEW_FAILED)
    whole = progress.households + progress.applicants
    note = f"占 {percent(count, whole)}" + (f" · 未通过 {failed}" if failed else "")
    return Figure(
        FigureKey.REVIEWED, str(count), note, policy.review.source, "clearance", {**scope, Group.REVIEWED.value: True}
    )


def _posting(progress: Progress, policy: Policy, scope: Mapping[str, object], village_id: int | None) -> Figure:
    due = clearance.earliest_due(progress.campaign_id, Group.POSTING, village_id)
    objected = progress.count(Group.OBJECTED)
    notes = [f"最早 {_day(dt.date.fromisoformat(due))}可撤下"] if due else []
    notes += [f"异议 {objected}"] if objected else []
    return Figure(
        FigureKey.POSTING,
        str(progress.count(Group.POSTING)),
        " · ".join(notes) or "没有在公示的户",
        policy.notice.source,
        "clearance",
        {**scope, Group.POSTING.value: True},
    )


def _exits(progress: Progress, policy: Policy, scope: Mapping[str, object]) -> Figure:
    saved, coming = -progress.change_fen(Group.EXITS), progress.count(Group.EXITS_PROPOSED)
    note = f"月减 {short_yuan(saved)} 元" + (f" · 另拟 {coming} 户" if coming else "")
    return Figure(
        FigureKey.EXITS,
        str(progress.count(Group.EXITS)),
        note,
        policy.decision.source,
        "clearance",
        {**scope, Group.EXITS.value: True},
    )


def _additions(progress: Progress, policy: Policy, scope: Mapping[str, object]) -> Figure:
    more, coming = progress.change_fen(Group.ADDITIONS), progress.count(Group.ADDITIONS_PROPOSED)
    note = f"月增 {short_yuan(more)} 元" + (f" · 另拟 {coming} 户" if coming else "")
    return Figure(
        FigureKey.ADDITIONS,
        str(progress.count(Group.ADDITIONS)),
        note,
        policy.decision.source,
        "clearance",
        {**scope, Group.ADDITIONS.value: True},
    )


def _open_leads(scope: Mapping[str, object], village_id: int | None) -> Figure:
    found = open_totals(village_id)
    note = f"其中重点核实 {found.high}" if found.all else "都已核实"
    return Figure(FigureKey.OPEN_LEADS, str(found.all), note, "", "matching", {**scope, "state": "open"})
