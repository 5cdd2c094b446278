"""How far a campaign is, village by village, in one grouped query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from peewee import Case as When
from peewee import fn

from dibao_desktop.clearance.queries.campaigns import policy_of
from dibao_desktop.clearance.queries.conditions import Group, group_condition
from dibao_desktop.clearance.records import Case, Village
from dibao_desktop.clearance.rules.road import CLOSED
from dibao_desktop.storage.database import tuples


@dataclass(frozen=True)
class VillageProgress:
    """One village: households under clearance (applicants apart), how many stand at each step (by id, `closed` for done),
    how many are in each group, and what decided outcomes change a month, in fen (exits and cuts are negative)."""

    village_id: int
    village: str
    households: int
    applicants: int
    steps: Mapping[str, int]
    groups: Mapping[Group, int]
    change_fen: Mapping[Group, int]

    @property
    def cases(self) -> int:
        """Recipients and applicants together."""
        return self.households + self.applicants


@dataclass(frozen=True)
class Progress:
    """A whole campaign; `steps` are the pack's in order, as (id, label), 办结 the last."""

    campaign_id: int
    steps: tuple[tuple[str, str], ...]
    villages: tuple[VillageProgress, ...] = field(default_factory=tuple)

    def count(self, group: Group) -> int:
        """How many cases of all villages are in a group."""
        return sum(village.groups[group] for village in self.villages)

    def change_fen(self, group: Group) -> int:
        """What the decided outcomes of a group change a month."""
        return sum(village.change_fen[group] for village in self.villages)

    def at_step(self, step_id: str) -> int:
        """How many cases stand at a step."""
        return sum(village.steps.get(step_id, 0) for village in self.villages)

    @property
    def households(self) -> int:
        return sum(village.households for village in self.villages)

    @property
    def applicants(self) -> int:
        return sum(village.applicants for village in self.villages)


_MONEY = (Group.EXITS, Group.DEATHS, Group.RAISED, Group.CUT, Group.ADDITIONS)


def progress(campaign_id: int, village_id: int | None = None) -> Progress:
    """Villages × steps with the counts and amounts of each group, for a campaign or one village of it."""
    condition = Case.campaign == campaign_id
    if village_id is not None:
        condition &= Case.village == village_id
    columns: list[Any] = [Village.id, Village.name, Case.step, fn.count(Case.id), fn.sum(Case.applicant)]
    columns += [_sum(group_condition(group), 1) for group in Group]
    columns += [_sum(group_condition(group), Case.new_fen - Case.before_fen) for group in _MONEY]
    rows = tuples(
        Case.select(*columns)
        .join(Village, on=Case.village == Village.id)
        .where(condition)
        .group_by(Village.id, Case.step)
        .order_by(Village.position, Village.id)
    )
    by_village: dict[int, list[tuple[Any, ...]]] = {}
    for row in rows:
        by_village.setdefault(row[0], []).append(row)
    steps = tuple((step.id, step.label) for step in policy_of(campaign_id).steps)
    return Progress(campaign_id, (*steps, (CLOSED, "办结")), tuple(_village(group) for group in by_village.values()))


def _sum(condition: Any, value: Any) -> Any:
    return fn.sum(When(None, [(condition, value)], 0))


def _village(rows: list[tuple[Any, ...]]) -> VillageProgress:
    totals = [sum(column) for column in zip(*(row[3:] for row in rows), strict=True)]
    counted, applicants, groups, money = totals[0], totals[1], totals[2 : 2 + len(Group)], totals[2 + len(Group) :]
    return VillageProgress(
        village_id=rows[0][0],
        village=rows[0][1],
        households=counted - applicants,
        applicants=applicants,
        steps={row[2]: row[3] for row in rows},
        groups=dict(zip(Group, groups, strict=True)),
        change_fen=dict(zip(_MONEY, money, strict=True)),
    )


def due_count(campaign_id: int, day: str) -> int:
    """How many cases have a limit that ends on this day (ISO) or has ended."""
    return int(Case.select().where(Case.campaign == campaign_id, Case.due_on != "", Case.due_on <= day).count())


def earliest_due(campaign_id: int, group: Group, village_id: int | None = None) -> str:
    """The first day (ISO) on which a case of this group is due; empty when none is."""
    condition = (Case.campaign == campaign_id) & (Case.due_on != "") & group_condition(group)
    if village_id is not None:
        condition &= Case.village == village_id
    return str(Case.select(fn.min(Case.due_on)).where(condition).scalar() or "")
