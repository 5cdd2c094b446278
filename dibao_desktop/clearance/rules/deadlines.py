"""Until when the step that is due has to be done, where a clause says so (57号 art.19-21, DOMAIN §13.3)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from dibao_desktop.domain.dates import NONE_OWN, HolidayTable, add_months, add_working_days, next_month
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.steps import DoneWhen, Step


@dataclass(frozen=True)
class Milestones:
    """The days (ISO text, empty while not reached) from which the limits are counted."""

    reviewed_on: str = ""
    posted_round: int = 0
    closable_on: str = ""
    ended_on: str = ""
    checked_on: str = ""
    decided_on: str = ""


def due_on(policy: Policy, step: Step, reached: Milestones, own: HolidayTable = NONE_OWN) -> str:
    """ISO day until which the step is due (for a posted notice: when it may be closed); empty without a limit."""
    if step.done_when is DoneWhen.NOTICE_ENDED:
        # Notices say until when it hangs: a second posting takes other days than the first.
        return reached.closable_on if reached.posted_round == step.round else ""
    if step.done_when is DoneWhen.TOWNSHIP_CHECKED:
        return _after(max(reached.reviewed_on, reached.ended_on), policy.decision.township_working_days, own)
    if step.done_when is DoneWhen.CONFIRMED:
        return _after(max(reached.checked_on, reached.ended_on), policy.decision.confirm_working_days, own)
    if step.done_when is DoneWhen.NOTIFIED:
        return _after(reached.decided_on, policy.decision.written_notice_working_days, own)
    return ""


@lru_cache(maxsize=1024)
def _after(start: str, days: int, own: HolidayTable) -> str:
    if not start or days < 1:
        return ""
    return add_working_days(dt.date.fromisoformat(start), days, own).isoformat()


def effective_month(pay_start: str, decided: dt.date) -> str:
    """`2017-08`: from when the new amount is paid; the month after the decision unless the pack says the same month
    (57号 art.21; 重庆条例 art.22)."""
    return decided.isoformat()[:7] if pay_start == "same_month" else next_month(decided)


def gradual_until(first_month: str, months: int) -> str:
    """The last month that is paid in a 渐退期 of so many months (57号 art.33, 2022 notice: at most six as a rule)."""
    first = dt.date.fromisoformat(f"{first_month}-01")
    return add_months(first, max(months, 1) - 1).isoformat()[:7]
