"""Which cases a filter or a figure means, in SQL: the dashboard counts by the same sets, so that each number opens on
exactly the households it counted, today as on a past day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dibao_desktop.clearance.records import HOLDS, Case, CaseState, Village
from dibao_desktop.clearance.rules.groups import Group

# What only a kept state can tell; without one of these a list asks the cases themselves.
_OF_STATES = frozenset({*(group.value for group in Group), "cause", "overdue", "as_of"})


def case_condition(campaign_id: object, filters: Mapping[str, Any]) -> Any:
    """The cases of a campaign that all of these filters mean.

    `village` (an id, or a name), `step`, `due` (ISO day: due by then), `overdue` (ISO day: should have been done before),
    `cause`, `ids` (case ids), each `Group` (True), and `as_of` (ISO day): as things stood at the end of that day.
    """
    condition = Case.campaign == campaign_id
    known = {name: value for name, value in filters.items() if value not in (None, "", False)}
    if "ids" in known:
        condition &= Case.id.in_(list(known.pop("ids")))
    if not known.keys() & _OF_STATES:
        for name, value in known.items():
            condition &= _of_case(name, value)
        return condition
    states = CaseState.campaign == campaign_id
    states &= holding(known.pop("as_of", ""))
    for name, value in known.items():
        states &= _of_state(name, value)
    return condition & Case.id.in_(CaseState.select(CaseState.case).where(states))


def holding(as_of: str) -> Any:
    """The states that held at the end of a day (ISO); an empty one means those that hold."""
    if not as_of:
        return CaseState.until_on == HOLDS
    return (CaseState.until_on > as_of) & (CaseState.from_on <= as_of)


def _of_case(name: str, value: Any) -> Any:
    if name == "village":
        return Village.name == value if isinstance(value, str) else Case.village == value
    if name == "step":
        return Case.step == value
    if name == "due":
        return (Case.due_on != "") & (Case.due_on <= value)
    raise ValueError(name)


def _of_state(name: str, value: Any) -> Any:
    if name == "village":
        named = Village.select(Village.id).where(Village.name == value)
        return CaseState.village.in_(named) if isinstance(value, str) else CaseState.village == value
    if name == "step":
        return CaseState.step == value
    if name == "cause":
        return CaseState.cause == value
    if name == "due":
        return CaseState.due_on <= value
    if name == "overdue":
        return CaseState.due_on < value
    return CaseState.groups.bin_and(Group(name).bit) != 0
