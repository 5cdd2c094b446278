"""What the wall shows: one frozen Scene at a time, without any private figure (DESIGN §6; DOMAIN §14.2).

ID and account numbers, phones, illness, income and the names of minors are no fields here, and the few texts that
come from a dossier (head's name, group) pass `wall_name` and `wall_group` first, so that no layout can leak them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dibao_desktop.domain import text
from dibao_desktop.review.rules.states import ItemState

_GROUP = re.compile(r"[\u4e00-\u9fff]{0,6}\d{0,3}[\u4e00-\u9fff]{0,6}")
_AID = re.compile(r"[\u4e00-\u9fff]{0,12}[A-Za-z]?\d{0,2}[\u4e00-\u9fff]{0,12}")
_NAME = re.compile(r"[\u4e00-\u9fff·]{1,20}")
_VILLAGE = re.compile(r"[\u4e00-\u9fff]{1,12}")
_BRACKET = re.compile(r"[((\[【].*")
# A group or a name that speaks of health is not shown at all.
_HEALTH = re.compile(r"病|残|癌|疾|瘫|聋|哑|盲|瘤|艾滋|尿毒|精神|智力|痴|透析|手术")
# A short name may well have such a character (弃疾); a longer text has more in it than a name.
_USUAL_NAME = 4
_UNKNOWN = "（姓名不公开）"


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
class CaseScene:
    """A case is being introduced."""

    title: str
    position: int
    total: int
    household: Household


@dataclass(frozen=True)
class VoteOpen:
    """A vote is running: how many have voted, never how."""

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


@dataclass(frozen=True)
class Result:
    """The vote is closed."""

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
    """The meeting is adjourned."""

    title: str
    done: int
    total: int


Scene = Waiting | Rules | CaseScene | VoteOpen | Result | Decisions | Pause


def wall_name(name: str, age: int | None) -> str:
    """A head's name as the wall may show it: brackets and digits gone; a minor is never named."""
    bare = text.person_name(_BRACKET.sub("", text.clean(name)))
    if not _NAME.fullmatch(bare) or (len(bare) > _USUAL_NAME and _HEALTH.search(bare)):
        return _UNKNOWN
    return f"{bare[0]}某某" if age is not None and age < 18 else bare


def wall_aid(aid_type: str, category: str) -> str:
    """`农村低保 C类`; a category that tells of health (重残户) or is no short word is left out."""
    words = (text.compact(word) for word in (aid_type, category))
    return " ".join(word for word in words if word and _AID.fullmatch(word) and not _HEALTH.search(word))


def wall_village(name: str) -> str:
    """A village's name as far as it is plain Chinese characters; a number typed behind it stays off the wall."""
    found = _VILLAGE.match(text.compact(name))
    return found.group() if found else "本村"


def wall_proposal(proposal: str) -> str:
    """What is proposed; 单人保 is for the severely disabled or ill, so its name would tell that (DOMAIN §13.2, §14.2)."""
    return proposal.replace("转单人保", "变更保障方式")


def wall_group(group: str) -> str:
    """A villagers' group such as `1组` or `大寨组`; anything that is not plainly one is left out."""
    bare = text.compact(group)
    return bare if _GROUP.fullmatch(bare) and not _HEALTH.search(bare) else ""
