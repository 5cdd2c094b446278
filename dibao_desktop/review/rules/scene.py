"""What the wall shows: one frozen Scene at a time, without any private figure (DESIGN §6; DOMAIN §14.2).

ID and account numbers, phones, illness, income and the names of minors are no fields here, and the few texts that
come from a dossier (head's name, group, kind of aid) pass the guard of `domain.secrecy` first, so that no layout can leak
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dibao_desktop.review.rules.states import ItemState, VoteWay


class Shown(StrEnum):
    """What the desk can put on the wall instead of what the meeting is at; the value is its name on the desk."""

    AGENDA = "议程"
    RULES = "评议规则"
    DECISIONS = "评议结果"
    PAUSE = "休息"


@dataclass(frozen=True)
class Household:
    """All that the wall ever says of a household."""

    head: str
    place: str
    people: str
    aid: str
    proposal: str


@dataclass(frozen=True)
class Waiting:
    """Before the meeting begins: people are signing in."""

    title: str
    when: str
    place: str
    present: int
    roster: int
    cases: int


@dataclass(frozen=True)
class Rules:
    """The rules of the evening, read out by the township's staff (220号 art.23)."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class AgendaLine:
    """One case of the evening; `here` is the one the room is on."""

    position: int
    head: str
    group: str
    done: bool
    here: bool


@dataclass(frozen=True)
class Agenda:
    """What the meeting is about, in order."""

    title: str
    rows: tuple[AgendaLine, ...]
    done: int


@dataclass(frozen=True)
class CaseScene:
    """A case is being introduced."""

    title: str
    position: int
    total: int
    household: Household


@dataclass(frozen=True)
class VoteOpen:
    """A vote is running: how many have voted, not how. Hands and papers are counted all at once. `so_far` tells how it
    stands where the office's pack wants that shown before the end; else it is empty."""

    title: str
    position: int
    total: int
    household: Household
    voted: int
    entitled: int
    present: int
    roster: int
    recused: int
    needed: str
    way: VoteWay = VoteWay.NAMED
    so_far: str = ""


@dataclass(frozen=True)
class Result:
    """The vote is closed; `blank` and `spoilt` are papers, `corrected` says that it was counted wrong at first."""

    title: str
    position: int
    total: int
    household: Household
    state: ItemState
    agree: int
    against: int
    abstain: int
    base: int
    needed: int
    sentence: str
    blank: int = 0
    spoilt: int = 0
    corrected: bool = False


@dataclass(frozen=True)
class DecisionRow:
    """One line of the decisions of the evening."""

    position: int
    head: str
    proposal: str
    state: ItemState


@dataclass(frozen=True)
class Decisions:
    """What the meeting decided, as it is announced at its end."""

    title: str
    rows: tuple[DecisionRow, ...]
    passed: int
    failed: int
    others: int


@dataclass(frozen=True)
class Pause:
    """The meeting rests for a moment, or is adjourned."""

    title: str
    done: int
    total: int
    adjourned: bool = True


Scene = Waiting | Agenda | Rules | CaseScene | VoteOpen | Result | Decisions | Pause


def wall_proposal(proposal: str) -> str:
    """What is proposed; 单人保 is for the severely disabled or ill, so its name would tell that (DOMAIN §13.2, §14.2)."""
    return proposal.replace("转单人保", "变更保障方式")
