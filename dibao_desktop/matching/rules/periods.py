"""Which month a payment tells of: its own date, else the month that the sheet's or the file's name says."""

from __future__ import annotations

import re

_NAMED = re.compile(r"(20\d{2})\s*[年.\-_/]\s*(1[0-2]|0?[1-9])(?!\d)")
_RUN_TOGETHER = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])(?!\d)")


def payment_month(on_date: str, place: str, source: str) -> str:
    """`2017-05`, or empty where nothing says it. The file's name comes last: people rename files."""
    if len(on_date) >= 7:
        return on_date[:7]
    for words in (place, source):
        found = _NAMED.search(words) or _RUN_TOGETHER.search(words)
        if found:
            return f"{found[1]}-{int(found[2]):02d}"
    return ""


def spoken(month: str) -> str:
    """`2017年5月` for `2017-05`."""
    year, _, number = month.partition("-")
    return f"{year}年{int(number)}月" if number.isdigit() else month


def longest_gap(months: tuple[tuple[str, bool], ...]) -> tuple[str, ...]:
    """The longest run of months not collected in a row; the latest of equally long ones. Months that are dated are put
    in order and a month without a line ends a run; undated ones count in the order given."""
    dated = all(re.fullmatch(r"\d{4}-\d{2}", month) for month, _ in months)
    ordered = sorted(dict(months).items()) if dated else list(months)
    best: tuple[str, ...] = ()
    run: list[str] = []
    for month, collected in ordered:
        follows = not run or not dated or _number(month) == _number(run[-1]) + 1
        run = ([*run, month] if follows else [month]) if not collected else []
        if len(run) >= len(best):
            best = tuple(run) or best
    return best


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:])
