"""Time against the plan: the pack's stages beside today, and how many households were done by each day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.queries import Group
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.reports.figures import Dashboard

# What the curve follows, the first on top.
CURVES = (Group.VISITED, Group.REVIEWED, Group.POSTED, Group.DONE)


class StageState(StrEnum):
    """How a stage looks from a day; the value is the word for it."""

    OVER = "已结束"
    NOW = "进行中"
    AHEAD = "未开始"


@dataclass(frozen=True)
class PlannedStage:
    """One stretch of the plan with both its days; `left` are the days until it begins (ahead) or ends (now)."""

    title: str
    start: dt.date
    end: dt.date
    state: StageState
    left: int
    output: str
    source: str


@dataclass(frozen=True)
class Timeline:
    """The plan of a campaign and the day that is looked at; `stages` may leave gaps and overlap. `elsewhere` counts those
    that lie in quite another time."""

    first: dt.date
    last: dt.date
    day: dt.date
    stages: tuple[PlannedStage, ...]
    elsewhere: int = 0


@dataclass(frozen=True)
class Curve:
    """How many households were in each set of `CURVES` at the end of each day; `plan` is how many should have been visited,
    evenly from the first day to the last (empty without a last day)."""

    days: tuple[dt.date, ...]
    counts: tuple[tuple[int, ...], ...]
    plan: tuple[float, ...]
    whole: int


def timeline(shown: Dashboard) -> Timeline:
    """The campaign's own days, then the stages of its pack and the slots that its schedule gives to villages; those of a
    pack of another year are left out and counted."""
    campaign, day = shown.campaign, shown.day
    start = dt.date.fromisoformat(campaign.started_on)
    stages = [_stage(each.title, each.start, each.end, day, each.output, each.source) for each in shown.policy.stages]
    for slot in shown.policy.schedule:
        title = _SLOTS.get(slot.kind, "分村安排") + (f"：{'、'.join(slot.units)}" if slot.units else "")
        stages.append(_stage(title, slot.start, slot.end, day, "", slot.source))
    end = dt.date.fromisoformat(campaign.ends_on) if campaign.ends_on else max(start, day)
    fitting = [each for each in stages if each.end >= start - _AROUND and each.start <= end + _AROUND]
    elsewhere = len(stages) - len(fitting)
    fitting.insert(0, _stage("本次行动", start, end, day, "", ""))
    days = [start, *(each.start for each in fitting), *(each.end for each in fitting)]
    if min(days) - _AROUND <= day <= max(days) + _AROUND:
        days.append(day)
    return Timeline(min(days), max(days), day, tuple(fitting), elsewhere)


# A stage so far from the campaign's own days belongs to another year.
_AROUND = dt.timedelta(days=120)
_SLOTS = {"village_slot": "分村清查", "township_visit": "乡镇入户", "county_visit": "县级抽查"}


def _stage(title: str, start: dt.date, end: dt.date, day: dt.date, output: str, source: str) -> PlannedStage:
    if day > end:
        return PlannedStage(title, start, end, StageState.OVER, 0, output, source)
    if day < start:
        return PlannedStage(title, start, end, StageState.AHEAD, (start - day).days, output, source)
    return PlannedStage(title, start, end, StageState.NOW, (end - day).days, output, source)


def curve(shown: Dashboard, village: str = "") -> Curve:
    """From the first day of the campaign to the day that is looked at."""
    village_id = next((id_ for id_, name in dossiers.village_names().items() if name == village), None)
    found = clearance.daily_counts(shown.campaign.id, (*CURVES, Group.TO_VISIT), village_id)
    start, end = dt.date.fromisoformat(shown.campaign.started_on), shown.campaign.ends_on
    start = min([start, *(dt.date.fromisoformat(day) for day in list(found)[:1])])
    days = tuple(start + dt.timedelta(days=place) for place in range(max((shown.day - start).days, 0) + 1))
    counts, now = [], [0] * (len(CURVES) + 1)
    for day in days:
        now = found.get(day.isoformat(), now)
        counts.append(tuple(now[: len(CURVES)]))
    whole = now[-1]
    plan: tuple[float, ...] = ()
    if end:
        long = (dt.date.fromisoformat(end) - start).days + 1
        plan = tuple(min(whole, whole * (place + 1) / long) for place in range(len(days)))
    return Curve(days, tuple(counts), plan, whole)
