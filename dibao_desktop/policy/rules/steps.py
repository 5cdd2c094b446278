"""The steps of a case: the closed list of what can be waited for, and to which cases a step applies.

A pack orders the steps and gives them their local names; when a step is done is decided by `DoneWhen` alone, so a
pack cannot invent a condition that the program does not check (DOMAIN §18.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

CLOSED_LABEL = "办结"


class DoneWhen(StrEnum):
    """What has to hold for a step to be done; `label` is the usual name of the step."""

    VISIT_SIGNED = "visit_signed"
    LEADS_JUDGED = "leads_judged"
    ASSESSMENT_CURRENT = "assessment_current"
    REVIEW_CONCLUDED = "review_concluded"
    NOTICE_ENDED = "notice_ended"
    TOWNSHIP_CHECKED = "township_checked"
    CONFIRMED = "confirmed"
    HEARD = "heard"
    DECIDED = "decided"
    NOTIFIED = "notified"
    PUBLISHED = "published"

    @property
    def label(self) -> str:
        return _DONE_LABELS[self]


_DONE_LABELS = {
    DoneWhen.VISIT_SIGNED: "入户调查",
    DoneWhen.LEADS_JUDGED: "核实疑点",
    DoneWhen.ASSESSMENT_CURRENT: "核算",
    DoneWhen.REVIEW_CONCLUDED: "民主评议",
    DoneWhen.NOTICE_ENDED: "公示",
    DoneWhen.TOWNSHIP_CHECKED: "乡镇审核",
    DoneWhen.CONFIRMED: "确认",
    DoneWhen.HEARD: "听取意见",
    DoneWhen.DECIDED: "决定",
    DoneWhen.NOTIFIED: "书面告知",
    DoneWhen.PUBLISHED: "公布",
}


class Applies(StrEnum):
    """Which cases go through a step."""

    ALWAYS = "always"
    CHANGED = "changed"
    CUT_OR_STOP = "cut_or_stop"
    DISPUTED = "disputed"
    OBJECTED = "objected"

    @property
    def label(self) -> str:
        return _APPLIES_LABELS[self]


_APPLIES_LABELS = {
    Applies.ALWAYS: "每户",
    Applies.CHANGED: "取消、新增或变更金额的户",
    Applies.CUT_OR_STOP: "减发或停发的户",
    Applies.DISPUTED: "有争议的户",
    Applies.OBJECTED: "公示有异议的户",
}


@dataclass(frozen=True)
class Step:
    """One step of a pack, in order. `round` is the number of the notice round for NOTICE_ENDED, else 0."""

    id: str
    label: str
    done_when: DoneWhen
    applies: Applies
    source: str
    round: int = 0
