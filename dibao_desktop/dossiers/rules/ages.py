"""The birthdays at which something about a member's aid may change (DOMAIN §13.2, §13.6)."""

from __future__ import annotations

import datetime as dt
import re

from dibao_desktop.domain.dates import add_months

# 18: no longer a minor; 60 and 80: 分类施保 and allowances for the old, as plans set them.
AGES = (18, 60, 80)
# June and July: pupils who leave school do so then.
SCHOOL_ENDS = (6, 7)


_LAST_GRADE = re.compile(
    "毕业班|高三|高中三年级|高中3年级|初三|九年级|初中三年级|大四|本科四年级|大学四年级|职三|中专三年级"
)
_OTHER_GRADE = re.compile("小学|[一二三四五六七八]年级|初一|初二|高一|高二|大一|大二|大三|大五|职一|职二|研[一二]")
_LEAVES = re.compile(r"((?:19|20)[0-9]{2})\s*(?:届|年[^入]{0,4}毕业)")
_ENTERED = re.compile(r"((?:19|20)[0-9]{2})\s*(?:级|年[^毕]{0,4}入学)")
# How many years a course takes, by what its name or the level of education says; the first that is found.
_COURSES = (
    ("五年制", 5),
    ("本科", 4),
    ("大学", 4),
    ("专科", 3),
    ("大专", 3),
    ("职", 3),
    ("中专", 3),
    ("高中", 3),
    ("初中", 3),
)


def leaves_school(school: str, education: str, year: int) -> bool | None:
    """Whether somebody's school ends in the summer of a year, by what is written of school, grade and course; None where that
    tells nothing."""
    if stated := _LEAVES.search(school):
        return int(stated[1]) == year
    if entered := _ENTERED.search(school):
        years = next((years for word, years in _COURSES if word in school or word in education), 0)
        return int(entered[1]) + years == year if years else None
    if _LAST_GRADE.search(school):
        return True
    return False if _OTHER_GRADE.search(school) else None


def birthday(born: dt.date, age: int) -> dt.date:
    """The day somebody reaches an age; one born on 29 February does on 28 February in other years."""
    return add_months(born, 12 * age)


def after(month: str) -> str:
    """`2017-07` after `2017-06`."""
    return add_months(dt.date.fromisoformat(f"{month}-01"), 1).isoformat()[:7]
