"""What sort of posting a board is (公示类型, DOMAIN §14.1): told by its round and by what it says of its households."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.notices.rules.publishing import public_outcome


class NoticeKind(StrEnum):
    """The value is what the screen shows."""

    FIRST = "初审公示"
    CHECK = "审核公示"
    APPROVAL = "审批公示"
    CHANGE = "变更公示"
    EXIT = "清退公示"


_LEVELS = {"village": NoticeKind.FIRST, "township": NoticeKind.CHECK, "county": NoticeKind.APPROVAL}
_EXITS = frozenset(public_outcome(each) for each in Outcome if each.is_exit or each is Outcome.DEATH)
_APPLIED = frozenset(public_outcome(each) for each in (Outcome.INCLUDE, Outcome.REFUSE))
_CHANGES = frozenset(public_outcome(each) for each in Outcome if each.is_changed) - _APPLIED


def kind_of(level: str, outcomes: Collection[str]) -> NoticeKind:
    """Of a posting at a level, with the published outcomes of its households."""
    if outcomes and set(outcomes) <= _EXITS:
        return NoticeKind.EXIT
    if outcomes and set(outcomes) <= _CHANGES:
        return NoticeKind.CHANGE
    return _LEVELS.get(level, NoticeKind.FIRST)
