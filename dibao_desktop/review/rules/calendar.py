"""The days that follow from the day of a meeting: until when a case can still come on, when its notices hang, until when
it is checked and confirmed (S1 六2—六3; 57号 art.19—20; DOMAIN §10.2, §13.3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dibao_desktop.domain.dates import HolidayTable, add_working_days, holidays_known, is_working_day, notice_period
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.steps import Applies, DoneWhen, Step

# The road of a case to which nobody objects: that one takes its own time.
_USUAL = (Applies.ALWAYS, Applies.CHANGED)


@dataclass(frozen=True)
class CalendarLine:
    """One thing of the meeting's calendar: from `first` to `last`, one day when they are the same; `until` tells that
    only the last day is set. `provisional`: no holiday table covers it."""

    label: str
    first: dt.date
    last: dt.date
    until: bool = False
    provisional: bool = False


def proposed_day(today: dt.date, own: HolidayTable) -> dt.date:
    """The next working day: what was accepted until today can be put then."""
    return add_working_days(today, 1, own)


def meeting_calendar(policy: Policy, meeting: dt.date, own: HolidayTable) -> tuple[CalendarLine, ...]:
    """Accepting ends on the last working day before the meeting; each notice is posted on the first working day after what
    it tells of is known, and hangs as long as the pack says."""
    accept = meeting - dt.timedelta(days=1)
    while not is_working_day(accept, own):
        accept -= dt.timedelta(days=1)
    lines = [CalendarLine("受理、核算截止", accept, accept, until=True), CalendarLine("评议会", meeting, meeting)]
    known = meeting
    for step in _after_the_review(policy):
        if step.done_when is DoneWhen.NOTICE_ENDED:
            round_ = policy.notice_round(step.round)
            posted = add_working_days(known, 1, own)
            period = notice_period(
                posted,
                round_.days,
                working_days=round_.working_days,
                roll=policy.notice.roll_to_working_day,
                own=own,
            )
            lines.append(CalendarLine(round_.label, posted, period.last, provisional=period.provisional))
            known = period.last
        else:
            allowed = policy.decision.township_working_days
            if step.done_when is DoneWhen.CONFIRMED:
                allowed = policy.decision.confirm_working_days
            first, known = known, add_working_days(known, allowed, own)
            unknown = not holidays_known(known.year, own)
            lines.append(CalendarLine(step.label, first, known, until=True, provisional=unknown))
    return tuple(lines)


def late_for(policy: Policy, lines: Sequence[CalendarLine]) -> str:
    """A sentence when the pack's stages are over before this calendar is; empty when they are not, or have no days."""
    end = max((stage.end for stage in policy.stages), default=None)
    last = max(lines, key=lambda line: line.last)
    if end is None or lines[0].last > end or last.last <= end:
        return ""
    return f"按最长时限，{last.label}要到 {last.last}，晚于方案的最后期限 {end}，请提前办理。"


def _after_the_review(policy: Policy) -> list[Step]:
    places = [place for place, step in enumerate(policy.steps) if step.done_when is DoneWhen.REVIEW_CONCLUDED]
    wanted = (DoneWhen.NOTICE_ENDED, DoneWhen.TOWNSHIP_CHECKED, DoneWhen.CONFIRMED)
    later = policy.steps[places[0] + 1 :] if places else ()
    return [step for step in later if step.done_when in wanted and step.applies in _USUAL]
