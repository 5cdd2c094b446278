"""The book of one month: who got what in the month before and in this one, and by which decision. All monthly tables are
made of it, so that they cannot disagree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.queries.decided import DecidedRow, decided
from dibao_desktop.dossiers.queries.book import (
    BenefitStep,
    HeldSupplement,
    HouseholdLine,
    benefit_steps,
    household_lines,
    supplement_lines,
)
from dibao_desktop.dossiers.rules.life_events import LifeEvent
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.reports.periods import Period, before, month_of, period
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key


class Change(Enum):
    """What became of a household between two months; the value is how a table calls it."""

    NEW = "新增"
    STOPPED = "停保"
    RAISED = "保障金增加"
    CUT = "保障金减少"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Stand:
    """What a household gets in a month, 分类施保 beside it."""

    fen: int = 0
    covered: int = 0
    category: str = ""
    extra: HeldSupplement | None = None

    @property
    def extra_fen(self) -> int:
        return self.extra.household_fen + self.extra.person_fen if self.extra else 0

    @property
    def extra_people(self) -> int:
        """Who enjoys it: the members it is for; all that are covered where it is for the household only."""
        if self.extra is None or not self.extra_fen:
            return 0
        return len(self.extra.shares) or self.covered


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One household in the month before (`then`) and in this one (`now`), with the last step between them."""

    household: HouseholdLine
    then: Stand
    now: Stand
    step: BenefitStep | None
    decision: DecidedRow | None

    @property
    def change(self) -> Change:
        if self.then.fen == 0:
            return Change.NEW if self.now.fen else Change.NONE
        if self.now.fen == 0:
            return Change.STOPPED
        if self.now.fen == self.then.fen:
            return Change.NONE
        return Change.RAISED if self.now.fen > self.then.fen else Change.CUT

    @property
    def reason(self) -> str:
        """Why, as it was decided."""
        if self.decision is not None and self.decision.reason:
            return self.decision.reason
        return self.step.decision if self.step else ""


@dataclass(frozen=True)
class MonthBook:
    """The households that get something in one of the two months; `events` are the deaths entered in the period."""

    period: Period
    lines: tuple[MonthLine, ...]
    deaths: tuple[clearance.EventRow, ...]

    def changed(self, change: Change) -> list[MonthLine]:
        """The households with one kind of change."""
        return [line for line in self.lines if line.change is change]

    @property
    def villages(self) -> list[str]:
        """Every village with a household, in the office's order."""
        return list(dict.fromkeys(line.household.village for line in self.lines))


def cycle_day() -> int:
    """The day on which the office closes its month; 0 for the calendar month."""
    return int(settings.value(Key.CYCLE_DAY) or 0)


def month_book(month: str) -> MonthBook:
    """The book of a month (2017-07), by the office's own cycle."""
    when = period(month, cycle_day())
    former = before(month)
    decisions = _decisions()
    held_then: dict[int, BenefitStep] = {}
    held_now: dict[int, BenefitStep] = {}
    between: dict[int, BenefitStep] = {}
    known: set[int] = set()
    for step in benefit_steps():
        known.add(step.household_id)
        counts = _counting_month(step, decisions, when.cycle_day)
        if counts <= month:
            held_now[step.household_id] = step
            if counts <= former:
                held_then[step.household_id] = step
            else:
                between[step.household_id] = step
    extras_then, extras_now = supplement_lines(former), supplement_lines(month)
    lines = []
    for household in household_lines():
        id_ = household.id
        if id_ in known:
            then = _stand(held_then.get(id_), extras_then.get(id_))
            now = _stand(held_now.get(id_), extras_now.get(id_))
        else:
            then = _stand_of_record(household, extras_then.get(id_))
            now = _stand_of_record(household, extras_now.get(id_))
        if then.fen or now.fen:
            step_between = between.get(id_)
            decision = decisions.get((id_, step_between.month)) if step_between else None
            lines.append(MonthLine(household, then, now, step_between, decision))
    return MonthBook(when, tuple(lines), _deaths(when))


def _decisions() -> Mapping[tuple[int, str], DecidedRow]:
    """The decision behind each step: of a household, paid from a month. Of two the first is kept, it confirmed."""
    found: dict[tuple[int, str], DecidedRow] = {}
    for row in decided():
        found.setdefault((row.household_id, row.month), row)
    return found


def _counting_month(step: BenefitStep, decisions: Mapping[tuple[int, str], DecidedRow], cycle: int) -> str:
    """The month whose report tells of a step."""
    decision = decisions.get((step.household_id, step.month)) if cycle else None
    return month_of(dt.date.fromisoformat(decision.decided_on), cycle) if decision else step.month


def _stand(step: BenefitStep | None, extra: HeldSupplement | None) -> Stand:
    if step is None or not step.monthly_fen:
        return Stand()
    return Stand(step.monthly_fen, step.covered, step.category, extra)


def _stand_of_record(household: HouseholdLine, extra: HeldSupplement | None) -> Stand:
    """A household without any step gets what its dossier says."""
    if household.standing != Standing.RECEIVING.value or not household.monthly_fen:
        return Stand()
    return Stand(household.monthly_fen, household.covered, household.category, extra)


def _deaths(when: Period) -> tuple[clearance.EventRow, ...]:
    first, last = when.first.isoformat(), when.last.isoformat()
    found = clearance.events(kind=LifeEvent.DEATH)
    return tuple(sorted((e for e in found if first <= e.recorded_on <= last), key=lambda e: (e.recorded_on, e.id)))
