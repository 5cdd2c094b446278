"""The month of a report, by the day on which the office closes its books (DOMAIN §15.4)."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from dibao_desktop.domain.dates import add_months

LAST_DAY = 31


@dataclass(frozen=True)
class Period:
    """What a report of `month` (2017-07) tells of. With a cycle day (15) these are the days from the 16th of the month
    before last to the 15th of the last one: the report is titled with the month after. Without one (0) it is the calendar
    month, in which a decision counts from the month that it is first paid in."""

    month: str
    cycle_day: int
    first: dt.date
    last: dt.date

    @property
    def title(self) -> str:
        """`2017年7月`."""
        return f"{int(self.month[:4])}年{int(self.month[5:])}月"

    @property
    def words(self) -> str:
        """The title, and with a cycle day the days that count."""
        if not self.cycle_day:
            return self.title
        return f"{self.title}（{_day(self.first)}至{_day(self.last)}）"

    @property
    def basis(self) -> str:
        """One sentence on what falls into the month."""
        if not self.cycle_day:
            return f"本期指 {self.title}，按执行月份计。"
        return f"本期指 {_day(self.first)}至{_day(self.last)}作出的决定，按确认日期计；没有确认日期的按执行月份计。"


def period(month: str, cycle_day: int) -> Period:
    """The period of a report that is titled with a month."""
    first = dt.date.fromisoformat(f"{month}-01")
    if not cycle_day:
        return Period(month, 0, first, _closing(first, LAST_DAY))
    begin, end = add_months(first, -2), add_months(first, -1)
    return Period(month, cycle_day, _closing(begin, cycle_day) + dt.timedelta(days=1), _closing(end, cycle_day))


def month_of(day: dt.date, cycle_day: int) -> str:
    """The month with which the report is titled that a day falls into."""
    if not cycle_day:
        return day.isoformat()[:7]
    return add_months(day.replace(day=1), 1 if day <= _closing(day, cycle_day) else 2).isoformat()[:7]


def before(month: str) -> str:
    """The month before."""
    return add_months(dt.date.fromisoformat(f"{month}-01"), -1).isoformat()[:7]


def _closing(day: dt.date, cycle_day: int) -> dt.date:
    """The closing day in the month of a day: its last one where the month is shorter."""
    return day.replace(day=min(cycle_day, calendar.monthrange(day.year, day.month)[1]))


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
