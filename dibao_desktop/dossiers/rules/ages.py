"""The birthdays at which something about a member's aid may change (DOMAIN §13.2, §13.6)."""

from __future__ import annotations

import datetime as dt

from dibao_desktop.domain.dates import add_months

# 18: no longer a minor; 60 and 80: 分类施保 and allowances for the old, as plans set them.
AGES = (18, 60, 80)
# June and July: pupils who leave school do so then.
SCHOOL_ENDS = (6, 7)


def birthday(born: dt.date, age: int) -> dt.date:
    """The day somebody reaches an age; one born on 29 February does on 28 February in other years."""
    return add_months(born, 12 * age)


def after(month: str) -> str:
    """`2017-07` after `2017-06`."""
    return add_months(dt.date.fromisoformat(f"{month}-01"), 1).isoformat()[:7]
