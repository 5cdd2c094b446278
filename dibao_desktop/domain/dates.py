"""Dates with their precision, months, working days and notice periods.

Working days come from the table that the office has entered, else from `chinesecalendar`, which knows the
holidays and make-up days that the State Council announced up to its own release; for a year that neither knows,
Monday to Friday is used and the answer says so.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dibao_desktop.domain import text

_SEPARATED = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?(?: .*|T.*)?")
_RUN_TOGETHER = re.compile(r"(\d{4})(\d{2})(\d{2})?")
_YEAR = re.compile(r"(\d{4})年?")
_EXCEL_EPOCH = dt.date(1899, 12, 30)


@dataclass(frozen=True, order=True)
class PartialDate:
    """A year, a month or a day; `str()` is the ISO text of exactly that much: `2011`, `2011-12`, `2011-12-05`."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)

    def date(self) -> dt.date | None:
        """The day itself, when it is known to the day."""
        return dt.date(self.year, self.month, self.day) if self.day else None


def parse_date(raw: object) -> PartialDate | None:
    """A date as it stands in a cell: a date, an Excel serial, `2011.12`, `2011年12月`, `201112`, `19650712`.

    None when nothing is written. Raises ValueError when it is no date.
    """
    if isinstance(raw, dt.datetime):
        raw = raw.date()
    if isinstance(raw, dt.date):
        return PartialDate(raw.year, raw.month, raw.day)
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return _read(text.clean(raw))


@lru_cache(maxsize=8_192)
def _read(written: str) -> PartialDate | None:
    if written in {"", "/", "-", "无", "—"}:
        return None
    if re.fullmatch(r"\d{5}", written) and 10_000 <= int(written) <= 60_000:
        day = _EXCEL_EPOCH + dt.timedelta(days=int(written))
        return PartialDate(day.year, day.month, day.day)
    for form in (_SEPARATED, _RUN_TOGETHER, _YEAR):
        found = form.fullmatch(written if form is _SEPARATED else written.replace(" ", ""))
        if found:
            numbers = [int(part) for part in found.groups() if part]
            when = PartialDate(*numbers)
            if not 1850 <= when.year <= 2200:
                raise ValueError(written)
            if when.month:
                dt.date(when.year, when.month, when.day or 1)
            return when
    raise ValueError(written)


def add_months(day: dt.date, months: int) -> dt.date:
    """Calendar-wise: 31 August plus 6 months is 28 (29) February (DOMAIN §12)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def next_month(day: dt.date) -> str:
    """`2017-08` for any day of July 2017."""
    return add_months(day.replace(day=1), 1).isoformat()[:7]


@dataclass(frozen=True)
class HolidayTable:
    """The days on which offices rest or work against the week. `years` are entered whole: there nothing else counts."""

    rest: frozenset[dt.date] = frozenset()
    work: frozenset[dt.date] = frozenset()
    years: frozenset[int] = frozenset()


NONE_OWN = HolidayTable()
"""An office that has entered no table."""


def _chinese_calendar() -> Any:
    # Twenty years of days: imported by the first question, so that the window stands sooner.
    import chinese_calendar

    return chinese_calendar


def announced_holidays(year: int) -> HolidayTable:
    """What the program knows of a year by itself; empty when it does not."""
    known = _chinese_calendar()
    rest, work = (frozenset(day for day in days if day.year == year) for days in (known.holidays, known.workdays))
    return HolidayTable(rest - {day for day in rest if day.weekday() > 4}, work) if rest else NONE_OWN


def is_working_day(day: dt.date, own: HolidayTable = NONE_OWN) -> bool:
    """Whether offices work on this day, make-up weekends included; the office's own table goes first."""
    if day in own.rest or day in own.work:
        return day in own.work
    if day.year in own.years:
        return day.weekday() < 5
    try:
        return bool(_chinese_calendar().is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def holidays_known(year: int, own: HolidayTable = NONE_OWN) -> bool:
    """Whether a holiday table covers a year; when not, a deadline must be shown as provisional."""
    if year in own.years:
        return True
    try:
        _chinese_calendar().is_workday(dt.date(year, 1, 1))
    except NotImplementedError:
        return False
    return True


def add_working_days(start: dt.date, days: int, own: HolidayTable = NONE_OWN) -> dt.date:
    """The last day of a period of working days; the start day is not counted (民法典 art.201)."""
    day = start
    while days > 0:
        day += dt.timedelta(days=1)
        days -= is_working_day(day, own)
    return day


@dataclass(frozen=True)
class NoticePeriod:
    """When a notice hangs: posted, its last day, and the first day on which it may be closed."""

    posted: dt.date
    last: dt.date
    closable: dt.date
    provisional: bool


def notice_period(
    posted: dt.date, days: int, *, working_days: bool = False, roll: bool = True, own: HolidayTable = NONE_OWN
) -> NoticePeriod:
    """Days are counted from the day after posting; closable on the day after the last (民法典 art.201, 203).

    With `roll`, a last day that is a rest day moves to the next working day.
    """
    last = add_working_days(posted, days, own) if working_days else posted + dt.timedelta(days=days)
    while roll and not is_working_day(last, own):
        last += dt.timedelta(days=1)
    return NoticePeriod(posted, last, last + dt.timedelta(days=1), provisional=not holidays_known(last.year, own))
