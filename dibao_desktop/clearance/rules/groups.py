"""The named sets of cases that figures count and lists filter by: which of them a case is in, said once.

A case keeps the sets it is in as one number, a bit a set (`mask_of`), so that the dashboard of 100,000 households adds
up a few hundred lines instead of asking each case thirty questions. The order of `Group` is the order of the bits:
a new one goes to the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

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
    RECIPIENTS = "recipients"
    APPLICANTS = "applicants"
    ENTERED = "entered"
    NOT_ENTERED = "not_entered"
    TO_VISIT = "to_visit"
    TO_SIGN = "to_sign"
    INSPECTED = "inspected"
    NOT_INSPECTED = "not_inspected"
    LEADS_OPEN = "leads_open"
    WRONG = "wrong"
    CONTINUED = "continued"
    REFUSED = "refused"
    SINGLE = "single"
    GRADUAL = "gradual"
    UNDECIDED = "undecided"
    PAID = "paid"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def bit(self) -> int:
        """Its place in the number that a case keeps."""
        return _BITS[self]


_BITS = {group: 1 << place for place, group in enumerate(Group)}
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
    Group.RECIPIENTS: "清查前在保",
    Group.APPLICANTS: "未纳入低保",
    Group.ENTERED: "有入户记录",
    Group.NOT_ENTERED: "没有入户记录",
    Group.TO_VISIT: "应签调查表",
    Group.TO_SIGN: "待签调查表",
    Group.INSPECTED: "档案已查阅",
    Group.NOT_INSPECTED: "档案未查阅",
    Group.LEADS_OPEN: "有疑点待核实",
    Group.WRONG: "保障有差错",
    Group.CONTINUED: "继续享受",
    Group.REFUSED: "不予纳入",
    Group.SINGLE: "转单人保",
    Group.GRADUAL: "渐退",
    Group.UNDECIDED: "尚未决定",
    Group.PAID: "清查后在保",
}


class Standing(NamedTuple):
    """What the sets follow from. `visit_due`: the signed visit is the step that is due; `entered`: a visit was written down,
    signed or not; `assessed`: income, property and people were once worked out from the dossier; `paid`: it is a recipient still, or has become one."""

    step: str = ""
    visit_due: bool = False
    applicant: bool = False
    visited: bool = False
    entered: bool = False
    assessed: bool = False
    review: str = ""
    posted: bool = False
    posting: bool = False
    objected: bool = False
    outcome: str = ""
    proposal: str = ""
    leads_open: bool = False
    paid: bool = False


_EXITS = frozenset(each.value for each in Outcome if each.is_exit)
# 错保和金额错误 (DOMAIN §18.2 [D]): one that should not have been paid, or was paid another amount than is due.
_WRONG = _EXITS | {Outcome.INCREASE.value, Outcome.REDUCE.value}


def _undone(case: Standing) -> bool:
    return case.step != CLOSED


_RULES: Mapping[Group, Callable[[Standing], bool]] = {
    Group.VISITED: lambda case: case.visited,
    Group.UNVISITED: lambda case: not case.visited,
    Group.REVIEWED: lambda case: case.review != "",
    Group.REVIEW_FAILED: lambda case: case.review == ReviewDecision.FAILED,
    Group.POSTED: lambda case: case.posted,
    Group.POSTING: lambda case: case.posting,
    Group.OBJECTED: lambda case: case.objected,
    Group.DONE: lambda case: case.step == CLOSED,
    Group.DECIDED: lambda case: case.outcome != "",
    Group.EXITS: lambda case: case.outcome in _EXITS,
    Group.DEATHS: lambda case: case.outcome == Outcome.DEATH,
    Group.RAISED: lambda case: case.outcome == Outcome.INCREASE,
    Group.CUT: lambda case: case.outcome == Outcome.REDUCE,
    Group.ADDITIONS: lambda case: case.outcome == Outcome.INCLUDE,
    Group.EXITS_PROPOSED: lambda case: not case.outcome and case.proposal in _EXITS,
    Group.ADDITIONS_PROPOSED: lambda case: not case.outcome and case.proposal == Outcome.INCLUDE,
    # How far a case has come, each case in one of them at most: what a stacked bar is made of.
    Group.LAST_POSTED: lambda case: _undone(case) and case.posted,
    Group.LAST_REVIEWED: lambda case: _undone(case) and not case.posted and case.review != "",
    Group.LAST_VISITED: lambda case: _undone(case) and not case.posted and case.review == "" and case.visited,
    Group.RECIPIENTS: lambda case: not case.applicant,
    Group.APPLICANTS: lambda case: case.applicant,
    Group.ENTERED: lambda case: case.entered,
    Group.NOT_ENTERED: lambda case: not case.entered,
    Group.TO_VISIT: lambda case: case.visited or case.visit_due,
    Group.TO_SIGN: lambda case: case.visit_due and not case.visited,
    Group.INSPECTED: lambda case: case.assessed,
    Group.NOT_INSPECTED: lambda case: not case.assessed,
    Group.LEADS_OPEN: lambda case: case.leads_open,
    Group.WRONG: lambda case: case.visited and not case.applicant and case.outcome in _WRONG,
    Group.CONTINUED: lambda case: case.outcome == Outcome.CONTINUE,
    Group.REFUSED: lambda case: case.outcome == Outcome.REFUSE,
    Group.SINGLE: lambda case: case.outcome == Outcome.TO_SINGLE,
    Group.GRADUAL: lambda case: case.outcome == Outcome.GRADUAL,
    Group.UNDECIDED: lambda case: case.outcome == "",
    Group.PAID: lambda case: case.paid,
}


@lru_cache(maxsize=4096)
def mask_of(case: Standing) -> int:
    """The sets a case is in, as one number."""
    return bits(group for group in Group if _RULES[group](case))


def bits(groups: Iterable[Group]) -> int:
    """Several sets as one number."""
    number = 0
    for group in groups:
        number |= group.bit
    return number
