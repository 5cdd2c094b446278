"""Which cases a filter or a figure means, in SQL: the dashboard counts by the same conditions, so that each number opens
on exactly the households it counted."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from dibao_desktop.clearance.records import Case, Village
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.clearance.rules.road import CLOSED, ReviewDecision


class Group(StrEnum):
    """A named set of cases; `label` is how a filter names it."""

    VISITED = "visited"
    UNVISITED = "unvisited"
    REVIEWED = "reviewed"
    REVIEW_FAILED = "review_failed"
    POSTED = "posted"
    POSTING = "posting"
    OBJECTED = "objected"
    DONE = "done"
    DECIDED = "decided"
    EXITS = "exits"
    DEATHS = "deaths"
    RAISED = "raised"
    CUT = "cut"
    ADDITIONS = "additions"
    EXITS_PROPOSED = "exits_proposed"
    ADDITIONS_PROPOSED = "additions_proposed"
    LAST_POSTED = "last_posted"
    LAST_REVIEWED = "last_reviewed"
    LAST_VISITED = "last_visited"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Group.VISITED: "已入户",
    Group.UNVISITED: "未入户",
    Group.REVIEWED: "已评议",
    Group.REVIEW_FAILED: "评议未通过",
    Group.POSTED: "已公示",
    Group.POSTING: "公示中",
    Group.OBJECTED: "有未处理异议",
    Group.DONE: "已办结",
    Group.DECIDED: "已决定",
    Group.EXITS: "清退",
    Group.DEATHS: "自然减员",
    Group.RAISED: "增发",
    Group.CUT: "减发",
    Group.ADDITIONS: "新增纳入",
    Group.EXITS_PROPOSED: "拟清退",
    Group.ADDITIONS_PROPOSED: "拟新增",
    Group.LAST_POSTED: "已公示未办结",
    Group.LAST_REVIEWED: "已评议未公示",
    Group.LAST_VISITED: "已入户未评议",
}
_EXITS = [each.value for each in Outcome if each.is_exit]

_CONDITIONS: dict[Group, Any] = {
    Group.VISITED: Case.visited_on != "",
    Group.UNVISITED: Case.visited_on == "",
    Group.REVIEWED: Case.review_decision != "",
    Group.REVIEW_FAILED: Case.review_decision == ReviewDecision.FAILED.value,
    Group.POSTED: Case.posted_round > 0,
    Group.POSTING: Case.posted_round > Case.ended_round,
    Group.OBJECTED: Case.open_objections > 0,
    Group.DONE: Case.step == CLOSED,
    Group.DECIDED: Case.decided_on != "",
    Group.EXITS: Case.outcome.in_(_EXITS),
    Group.DEATHS: Case.outcome == Outcome.DEATH.value,
    Group.RAISED: Case.outcome == Outcome.INCREASE.value,
    Group.CUT: Case.outcome == Outcome.REDUCE.value,
    Group.ADDITIONS: Case.outcome == Outcome.INCLUDE.value,
    Group.EXITS_PROPOSED: (Case.outcome == "") & Case.proposal.in_(_EXITS),
    Group.ADDITIONS_PROPOSED: (Case.outcome == "") & (Case.proposal == Outcome.INCLUDE.value),
    # How far a case has come, each case in one of them at most: what a stacked bar is made of.
    Group.LAST_POSTED: (Case.step != CLOSED) & (Case.posted_round > 0),
    Group.LAST_REVIEWED: (Case.step != CLOSED) & (Case.posted_round == 0) & (Case.review_decision != ""),
    Group.LAST_VISITED: (Case.step != CLOSED)
    & (Case.posted_round == 0)
    & (Case.review_decision == "")
    & (Case.visited_on != ""),
}


def group_condition(group: Group) -> Any:
    """Which cases a group holds."""
    return _CONDITIONS[group]


def condition_of(name: str, value: Any) -> Any:
    """What a filter by name means; `village` (an id, or a name), `step`, `due` and `ids` take a value, a `Group` only True."""
    if name == "village":
        return Village.name == value if isinstance(value, str) else Case.village == value
    if name == "step":
        return Case.step == value
    if name == "due":
        return (Case.due_on != "") & (Case.due_on <= value)
    if name == "ids":
        return Case.id.in_(list(value))
    return _CONDITIONS[Group(name)]
