"""Which months' money was taken out, as the many kinds of withdrawal lists tell it.

A list says it month by month, or gives the day of the last withdrawal, or counts the months in which nothing was taken
out. The last two are turned into months up to the one that the list reaches.
"""

from __future__ import annotations

import calendar
import re

from dibao_desktop.domain.dates import PartialDate

Months = tuple[tuple[str, bool], ...]
_DAY = re.compile(r"(20\d{2})[年.\-/](\d{1,2})[月.\-/](\d{1,2})日?")
_MONTH = re.compile(r"(20\d{2})[年.\-/](\d{1,2})(?!\d)")
# How far back "never" reaches.
_A_YEAR = 12


def reached(title: str, last_days: list[PartialDate]) -> str:
    """The last month a list tells of: the latest in which anybody took money out; a later one where the title gives its
    end as the day of the count, or where nobody has taken anything out for long (a list of accounts left alone). Empty
    where nothing says it."""
    latest = max((f"{day.year}-{day.month:02d}" for day in last_days if day.month), default="")
    months = [latest]
    for year, month, day in ((int(a), int(b), int(c)) for a, b, c in _DAY.findall(title)):
        if 1 <= month <= 12 and (day >= calendar.monthrange(year, month)[1] or not latest):
            months.append(f"{year}-{month:02d}")
    for year, month in ((int(a), int(b)) for a, b in _MONTH.findall(_DAY.sub("", title))):
        if 1 <= month <= 12 and (not latest or year * 12 + month - 1 - _index(latest) > 1):
            months.append(f"{year}-{month:02d}")
    return max(months)


def since(last: PartialDate | None, until: str) -> Months:
    """The months from the last withdrawal to `until`; None for somebody who never took anything out."""
    if not until:
        return ()
    end = _index(until)
    start = end - _A_YEAR + 1 if last is None or not last.month else last.year * 12 + last.month - 1
    start = max(start, end - _A_YEAR)
    return tuple((_month(index), index == start and last is not None) for index in range(start, end + 1))


def not_for(count: int, until: str) -> Months:
    """The last `count` months, in which nothing was taken out, and the one before them, in which something was."""
    if not until:
        return tuple((f"倒数第{back}个月", False) for back in range(count, 0, -1))
    end = _index(until)
    return tuple((_month(end - back), back == count) for back in range(count, -1, -1))


def _index(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _month(index: int) -> str:
    return f"{index // 12}-{index % 12 + 1:02d}"
