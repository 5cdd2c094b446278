"""How far a campaign is, village by village, today or at the end of a past day, in one grouped query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from peewee import fn

from dibao_desktop.clearance.queries.campaigns import policy_of
from dibao_desktop.clearance.queries.conditions import holding
from dibao_desktop.clearance.records import NEVER, Case, CaseState
from dibao_desktop.clearance.rules.groups import Group, bits
from dibao_desktop.clearance.rules.road import CLOSED
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.storage.database import raw_tuples

# A village that the office has no more.
_GONE = "已撤并的村（社区）"


class Slice(NamedTuple):
    """Cases of one village that stand alike: at a step, in the same sets, for the same cause; how many, how many of them
    should have been done with before, what is paid for them a month before and after what was decided, and the first
    day (ISO) on which one of them is due."""

    village_id: int
    step: str
    groups: int
    cause: str
    cases: int
    overdue: int
    before_fen: int
    after_fen: int
    due_on: str


@dataclass(frozen=True)
class Slices:
    """Cases cut into slices, and what can be counted of them."""

    slices: tuple[Slice, ...]

    def of(self, *groups: Group) -> Slices:
        """Those that are in all of these sets."""
        wanted = bits(groups)
        return Slices(tuple(each for each in self.slices if each.groups & wanted == wanted))

    def because(self, cause: str) -> Slices:
        """Those that left or came in for a cause."""
        return Slices(tuple(each for each in self.slices if each.cause == cause))

    def at_step(self, step_id: str) -> int:
        """How many cases stand at a step."""
        return sum(each.cases for each in self.slices if each.step == step_id)

    def count(self, *groups: Group) -> int:
        """How many cases are in all of these sets."""
        wanted = bits(groups)
        return sum(cases for held, (cases, _) in self._by_groups.items() if held & wanted == wanted)

    def change_fen(self, *groups: Group) -> int:
        """What the decisions on the cases in all of these sets change a month."""
        wanted = bits(groups)
        return sum(change for held, (_, change) in self._by_groups.items() if held & wanted == wanted)

    def earliest_due(self, group: Group) -> str:
        """The first day (ISO) on which a case of this set is due; empty when none is."""
        found = min((each.due_on for each in self.slices if each.groups & group.bit), default=NEVER)
        return "" if found == NEVER else found

    @cached_property
    def _by_groups(self) -> dict[int, tuple[int, int]]:
        """Cases and change a month by the sets they are in: what is counted thirty times is added up once."""
        found: dict[int, tuple[int, int]] = {}
        for each in self.slices:
            cases, change = found.get(each.groups, (0, 0))
            found[each.groups] = (cases + each.cases, change + each.after_fen - each.before_fen)
        return found

    @property
    def cases(self) -> int:
        return sum(each.cases for each in self.slices)

    @property
    def overdue(self) -> int:
        return sum(each.overdue for each in self.slices)

    @property
    def before_fen(self) -> int:
        return sum(each.before_fen for each in self.slices)

    @property
    def after_fen(self) -> int:
        return sum(each.after_fen for each in self.slices)

    def causes(self) -> dict[str, Slices]:
        """By cause, the most households first; those without one are left out."""
        found = {each.cause for each in self.slices if each.cause}
        by_cause = {cause: self.because(cause) for cause in sorted(found)}
        return dict(sorted(by_cause.items(), key=lambda item: -item[1].cases))


@dataclass(frozen=True)
class VillageProgress(Slices):
    """One village."""

    village_id: int = 0
    village: str = ""

    @property
    def households(self) -> int:
        """Recipients; applicants stand apart."""
        return self.count(Group.RECIPIENTS)

    @property
    def applicants(self) -> int:
        return self.count(Group.APPLICANTS)

    @cached_property
    def steps(self) -> Mapping[str, int]:
        """How many stand at each step (by id, `closed` for done)."""
        found: dict[str, int] = {}
        for each in self.slices:
            found[each.step] = found.get(each.step, 0) + each.cases
        return found


@dataclass(frozen=True)
class Progress(Slices):
    """A whole campaign; `steps` are the pack's in order, as (id, label), 办结 the last. `as_of` is empty for today."""

    campaign_id: int = 0
    steps: tuple[tuple[str, str], ...] = ()
    villages: tuple[VillageProgress, ...] = field(default_factory=tuple)
    as_of: str = ""

    @property
    def households(self) -> int:
        return self.count(Group.RECIPIENTS)

    @property
    def applicants(self) -> int:
        return self.count(Group.APPLICANTS)


def progress(
    campaign_id: int, village_id: int | None = None, as_of: dt.date | None = None, today: dt.date | None = None
) -> Progress:
    """A campaign or one village of it as it stands, or stood at the end of a day; `today` is the day by which a limit is
    overdue (for a past day it is that day)."""
    day = as_of.isoformat() if as_of else ""
    rows = raw_tuples(slices_query(campaign_id, village_id, day, day or (today.isoformat() if today else "")))
    found = tuple(map(Slice._make, rows))
    by_village: dict[int, list[Slice]] = {}
    for each in found:
        by_village.setdefault(each.village_id, []).append(each)
    names = dossiers.village_names()
    order = {id_: place for place, id_ in enumerate(names)}
    villages = [
        VillageProgress(tuple(by_village[id_]), id_, names.get(id_, _GONE))
        for id_ in sorted(by_village, key=lambda id_: (order.get(id_, len(order)), id_))
    ]
    steps = tuple((step.id, step.label) for step in policy_of(campaign_id).steps)
    return Progress(found, campaign_id, (*steps, (CLOSED, "办结")), tuple(villages), day)


def slices_query(campaign_id: int, village_id: int | None, day: str, limit: str) -> Any:
    """The one query: read along its index, which holds all that is asked, in the order in which it is added up."""
    condition = (CaseState.campaign == campaign_id) & holding(day)
    if village_id is not None:
        condition &= CaseState.village == village_id
    return (
        CaseState.select(
            CaseState.village,
            CaseState.step,
            CaseState.groups,
            CaseState.cause,
            fn.count(CaseState.village),
            fn.sum(CaseState.due_on < limit),
            fn.sum(CaseState.before_fen),
            fn.sum(CaseState.after_fen),
            fn.min(CaseState.due_on),
        )
        .where(condition)
        .group_by(CaseState.village, CaseState.step, CaseState.groups, CaseState.cause)
    )


def due_count(campaign_id: int, day: str) -> int:
    """How many cases have a limit that ends on this day (ISO) or has ended."""
    return int(Case.select().where(Case.campaign == campaign_id, Case.due_on != "", Case.due_on <= day).count())


def daily_counts(campaign_id: int, groups: tuple[Group, ...], village_id: int | None = None) -> dict[str, list[int]]:
    """By each day (ISO) on which anything changed, how many cases were in each of these sets at its end."""
    wanted = CaseState.groups.bin_and(bits(groups))
    condition = CaseState.campaign == campaign_id
    if village_id is not None:
        condition &= CaseState.village == village_id
    rows = raw_tuples(
        CaseState.select(CaseState.from_on, CaseState.until_on, wanted, fn.count(CaseState.id))
        .where(condition)
        .group_by(CaseState.from_on, CaseState.until_on, wanted)
    )
    steps: dict[str, list[int]] = {}
    for begin, end, held, cases in rows:
        for day, sign in ((begin, 1), (end, -1)):
            counts = steps.setdefault(day, [0] * len(groups))
            for place, group in enumerate(groups):
                if held & group.bit:
                    counts[place] += sign * cases
    found: dict[str, list[int]] = {}
    running = [0] * len(groups)
    for day in sorted(steps)[:-1] if steps else ():
        running = [before + change for before, change in zip(running, steps[day], strict=True)]
        found[day] = running
    return found
