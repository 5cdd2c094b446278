"""A village's review group: its people and their duties, and whether it is made as the pack wants it (DOMAIN §9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dibao_desktop.domain import text
from dibao_desktop.policy.rules.procedure import ReviewRule


class Duty(StrEnum):
    """What someone does at the meeting. Observers, township staff and assistants never vote unless they are on the roster."""

    CHAIR = "chair"
    RECORDER = "recorder"
    MEMBER = "member"
    STAFF = "staff"
    OBSERVER = "observer"
    ASSISTANT = "assistant"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def votes(self) -> bool:
        """Whether who has this duty is on the roster unless it is said otherwise."""
        return self in (Duty.CHAIR, Duty.RECORDER, Duty.MEMBER)


_LABELS = {
    Duty.CHAIR: "组长（主持人）",
    Duty.RECORDER: "记录人",
    Duty.MEMBER: "成员",
    Duty.STAFF: "乡镇工作人员",
    Duty.OBSERVER: "列席人员",
    Duty.ASSISTANT: "协助人员",
}
_CHAIRS = frozenset({"组长", "评议组长", "小组长", "评议小组组长", "民主评议小组组长", "主持人"})
_STAFF = frozenset({"乡镇工作人员", "乡工作人员", "镇工作人员", "街道工作人员", "民政助理", "民政助理员"})


def duty_of(role: str) -> Duty:
    """What the text of a list (党员代表, 记录员 …) says of somebody's duty; whoever it says nothing of is a member."""
    written = text.compact(role)
    if written in _CHAIRS:
        return Duty.CHAIR
    if written in _STAFF:
        return Duty.STAFF
    for word, duty in (("记录", Duty.RECORDER), ("列席", Duty.OBSERVER), ("协助", Duty.ASSISTANT)):
        if word in written:
            return duty
    return Duty.MEMBER


@dataclass(frozen=True)
class KinEntry:
    """A relative of a panel member who lives in a recipient household."""

    name: str
    id_number: str
    relation: str


@dataclass(frozen=True)
class PanelEntry:
    """A member of the review group of `village`; `role` is the text of the list (党员代表 …). `place`: `Sheet!A5`."""

    village: str
    name: str
    sex: str = ""
    id_number: str = ""
    role: str = ""
    phone: str = ""
    kin: tuple[KinEntry, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class Seat:
    """One of the group as the form holds them; `member_id` None: somebody new."""

    name: str
    duty: Duty = Duty.MEMBER
    votes: bool = True
    role: str = ""
    sex: str = ""
    id_number: str = ""
    phone: str = ""
    kin: tuple[KinEntry, ...] = ()
    member_id: int | None = None


@dataclass(frozen=True)
class Term:
    """For how long the group is appointed, both days included; ISO text, empty while unknown."""

    first_day: str = ""
    last_day: str = ""


@dataclass(frozen=True)
class PanelRemark:
    """What the clerk should know of a group; `wrong` tells that the pack wants it otherwise."""

    sentence: str
    wrong: bool


def panel_remarks(rule: ReviewRule, duties: Sequence[Duty], voters: int, term: Term, on: dt.date) -> list[PanelRemark]:
    """The size the pack wants (S1 六2: 5—7 people), who leads and who writes, and whether the term runs on a day."""
    return [_size(rule, voters), *_missing(duties), *_term(term, on)]


def _size(rule: ReviewRule, voters: int) -> PanelRemark:
    wanted = f"评议小组 {voters} 人参加表决，方案规定 {rule.size_min}～{rule.size_max} 人"
    if voters < rule.size_min:
        return PanelRemark(f"{wanted}，还差 {rule.size_min - voters} 人。", True)
    if voters > rule.size_max:
        return PanelRemark(f"{wanted}，多了 {voters - rule.size_max} 人。", True)
    return PanelRemark(f"{wanted}，符合。", False)


def _missing(duties: Sequence[Duty]) -> list[PanelRemark]:
    wanted = ((Duty.CHAIR, "还没有指定组长（主持人）。"), (Duty.RECORDER, "还没有指定记录人。"))
    return [PanelRemark(sentence, False) for duty, sentence in wanted if duty not in duties]


def _term(term: Term, on: dt.date) -> list[PanelRemark]:
    day = on.isoformat()
    if term.last_day and term.last_day < day:
        return [PanelRemark(f"任期已于 {term.last_day} 届满，请换届或填写新的任期。", True)]
    if term.first_day and term.first_day > day:
        return [PanelRemark(f"任期从 {term.first_day} 开始，还没有到。", True)]
    return [PanelRemark(f"任期到 {term.last_day}。", False)] if term.last_day else []
