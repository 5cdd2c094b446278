"""Reading the holidays of a year as an office writes or pastes them: `2027-10-01 休`, or the State Council's own sentences."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dibao_desktop.domain import text
from dibao_desktop.domain.dates import HolidayTable

_DAY = r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?"
_SPAN = re.compile(_DAY + r"(?:[至到~—－]+(?:(?:(\d{4})[-/.年])?(\d{1,2})[-/.月])?(\d{1,2})日?)?")
_BRACKETS = re.compile(r"[(（][^)）]*[)）]")
_PARTS = re.compile(r"[,，;；。!！]")
_LONGEST = 31
"""No holiday lasts longer: a longer span is a slip of the pen."""


@dataclass(frozen=True)
class HolidayText:
    """What was read of a text: the days, and the lines that say nothing clear."""

    table: HolidayTable
    problems: tuple[str, ...] = ()


def read_holidays(written: str, year: int) -> HolidayText:
    """The days named in a text as resting or working; a day without a year is of `year`, a part without a day says nothing."""
    rest: set[dt.date] = set()
    work: set[dt.date] = set()
    problems = []
    for number, line in enumerate(written.splitlines(), start=1):
        for part in _PARTS.split(_BRACKETS.sub("", text.clean(line)).replace(" ", "")):
            try:
                days = list(_days(part, year))
            except ValueError:
                problems.append(f"第 {number} 行“{part}”的日期不对，请核对。")
                continue
            if not days:
                continue
            works = "班" in part
            if not works and not any(word in part for word in ("休", "假")):
                problems.append(f"第 {number} 行“{part}”没有写明“休”还是“班”，请补上。")
                continue
            (work if works else rest).update(days)
    problems += [f"{day}既写了“休”又写了“班”，请去掉一个。" for day in sorted(rest & work)]
    return HolidayText(HolidayTable(frozenset(rest), frozenset(work), frozenset({year})), tuple(problems))


def holiday_lines(table: HolidayTable) -> str:
    """A table as lines that can be edited and read again."""
    marked = {**dict.fromkeys(table.rest, "休"), **dict.fromkeys(table.work, "班")}
    return "\n".join(f"{day} {marked[day]}" for day in sorted(marked))


def _days(part: str, year: int) -> Iterator[dt.date]:
    for found in _SPAN.finditer(part):
        first_year, month, day, last_year, last_month, last_day = (
            int(number) if number else 0 for number in found.groups()
        )
        first = dt.date(first_year or year, month, day)
        last = dt.date(last_year or first.year, last_month or month, last_day) if last_day else first
        length = (last - first).days
        if not 0 <= length <= _LONGEST:
            raise ValueError(part)
        yield from (first + dt.timedelta(days=ahead) for ahead in range(length + 1))
