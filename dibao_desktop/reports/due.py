"""待出报表: what has fallen due by today and was not handed out yet. Looked up when the office opens; no timer runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.domain.dates import is_working_day
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.reports.catalogue import report
from dibao_desktop.reports.closing import closing_of
from dibao_desktop.reports.periods import before, month_of, period
from dibao_desktop.reports.records import MadeReport
from dibao_desktop.reports.tables.month import cycle_day
from dibao_desktop.settings import queries as settings

DAILY = "progress"
MONTHLY = "changes"
STAGE = "stage_report"
# For so many days after its end a stage's report is asked for.
_STAGE_DAYS = 31


@dataclass(frozen=True)
class DueReport:
    """One report that waits: of which month or day, and since when (ISO)."""

    name: str
    of: str
    title: str
    since: str


def due_reports(today: dt.date) -> list[DueReport]:
    """The day's progress while a campaign runs, on working days; the month that has ended, until its books are closed; the
    report on a stage of the campaign's plan that has ended."""
    if not dossiers.villages():
        return []
    return [*_daily(today), *_monthly(today), *_stage(today)]


def was_made(name: str, of: str) -> bool:
    """Whether a report was handed out."""
    return bool(MadeReport.select().where(MadeReport.name == name, MadeReport.of == of).exists())


def _daily(today: dt.date) -> Iterator[DueReport]:
    campaign = clearance.current_campaign()
    day = today.isoformat()
    if campaign is None or campaign.closed_on or day < campaign.started_on:
        return
    if is_working_day(today, settings.own_holidays()) and not was_made(DAILY, day):
        yield DueReport(DAILY, day, f"{report(DAILY).title} {today.month}月{today.day}日", day)


def _monthly(today: dt.date) -> Iterator[DueReport]:
    cycle = cycle_day()
    ended = before(month_of(today, cycle))
    when = period(ended, cycle)
    if closing_of(ended) is None:
        since = (when.last + dt.timedelta(days=1)).isoformat()
        yield DueReport(MONTHLY, ended, f"{when.title}月报，出表并结账", since)


def _stage(today: dt.date) -> Iterator[DueReport]:
    campaign = clearance.current_campaign()
    if campaign is None:
        return
    for stage in clearance.policy_of(campaign.id).stages:
        end = stage.end.isoformat()
        ended = campaign.started_on <= end and 0 < (today - stage.end).days <= _STAGE_DAYS
        if ended and not was_made(STAGE, end):
            yield DueReport(STAGE, end, f"{stage.title}阶段报告", (stage.end + dt.timedelta(days=1)).isoformat())
