"""Where a meeting and each of its cases stand, how the room votes, and what a member can vote."""

from __future__ import annotations

from enum import StrEnum


class MeetingState(StrEnum):
    """The stages of a meeting; `label` is what the list of meetings says."""

    PLANNED = "planned"
    OPEN = "open"
    ADJOURNED = "adjourned"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return _MEETING_LABELS[self]


_MEETING_LABELS = {
    MeetingState.PLANNED: "待召开",
    MeetingState.OPEN: "进行中",
    MeetingState.ADJOURNED: "休会",
    MeetingState.CLOSED: "已结束",
}


class ItemState(StrEnum):
    """The stages of a case in a meeting. From `PASSED` on nothing of it changes any more."""

    WAITING = "waiting"
    INTRODUCED = "introduced"
    VOTING = "voting"
    PASSED = "passed"
    FAILED = "failed"
    RETURNED = "returned"
    NO_QUORUM = "no_quorum"

    @property
    def label(self) -> str:
        return _ITEM_LABELS[self]

    @property
    def running(self) -> bool:
        """Whether the room is on this case now."""
        return self in (ItemState.INTRODUCED, ItemState.VOTING)

    @property
    def closed(self) -> bool:
        """Whether the case is done with in this meeting."""
        return self not in (ItemState.WAITING, ItemState.INTRODUCED, ItemState.VOTING)


_ITEM_LABELS = {
    ItemState.WAITING: "待评议",
    ItemState.INTRODUCED: "介绍中",
    ItemState.VOTING: "表决中",
    ItemState.PASSED: "通过",
    ItemState.FAILED: "未通过",
    ItemState.RETURNED: "退回重查",
    ItemState.NO_QUORUM: "不足法定人数",
}


class VoteWay(StrEnum):
    """How the room votes on a case; `label` is what the minutes print. The pack names the usual one."""

    NAMED = "named"
    HANDS = "hands"
    PAPER = "paper"

    @property
    def label(self) -> str:
        return _WAY_LABELS[self]


_WAY_LABELS = {VoteWay.NAMED: "逐人记名表决", VoteWay.HANDS: "举手表决", VoteWay.PAPER: "无记名投票"}


class Choice(StrEnum):
    """A vote; an abstention, like a ballot that is missing, does not count as agreeing."""

    AGREE = "agree"
    AGAINST = "against"
    ABSTAIN = "abstain"

    @property
    def label(self) -> str:
        return _CHOICE_LABELS[self]


_CHOICE_LABELS = {Choice.AGREE: "同意", Choice.AGAINST: "不同意", Choice.ABSTAIN: "弃权"}


class Topic(StrEnum):
    """What a question is about (S3: 评议依据、评议对象、评议结果); the value is the label."""

    GROUNDS = "依据"
    SUBJECT = "对象"
    RESULT = "结果"
    OTHER = "其他"
