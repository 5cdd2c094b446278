"""The papers of a dossier in binding order, and which of them a case needs (DOMAIN §13.8)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class CaseType(StrEnum):
    """What the case comes to, as far as its papers go; `label` is its Chinese name."""

    UNCHANGED = "unchanged"
    NEW = "new"
    REDUCED = "reduced"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    CaseType.UNCHANGED: "续保或调增",
    CaseType.NEW: "新申请",
    CaseType.REDUCED: "减发或停发",
}


@dataclass(frozen=True)
class Line:
    """One line of the checklist; `number` is its place in the binding."""

    number: int
    title: str


# DOMAIN §13.8, default dossier checklist, in binding order.
LINES = tuple(
    Line(number, title)
    for number, title in enumerate(
        (
            "审批表（确认表）",
            "申请书",
            "诚信承诺书和核查授权书",
            "户口簿复印件",
            "身份证复印件",
            "残疾证、诊断书、在读证明等",
            "收入、财产、支出证明",
            "核对报告",
            "入户调查表（附照片）",
            "邻里访问记录",
            "民主评议记录及签到",
            "公示单及现场照片",
            "异议处理材料",
            "乡镇审核意见",
            "县级入户（确认）意见",
            "告知书及送达回证",
            "听取意见记录",
            "发放账户复印件",
            "动态核查记录",
            "近亲属备案表",
            "卡折代管协议",
            "其他",
        ),
        start=1,
    )
)
REGISTER_BOOK = 4
"""户口簿复印件: the one copy that somebody has to have held against the original."""
POSTED = 12
"""公示单及现场照片: the photos are kept with the board, not household by household."""
OTHER = len(LINES)

_ALWAYS = frozenset({1, 2, 3, REGISTER_BOOK, 5, 7, 8, 9, 10, 14})
_OF_TYPE = {
    CaseType.UNCHANGED: frozenset({18, 19}),
    CaseType.NEW: frozenset({15, 16, 18}),
    # 社会救助法 art.48: heard before, told with reasons after.
    CaseType.REDUCED: frozenset({15, 16, 17, 19}),
}


# What scans are usually called, the surest word first.
_WORDS = (
    (3, "授权|承诺|诚信"),
    (2, "申请书"),
    (1, "审批|确认表|申请审批"),
    (4, "户口|户籍"),
    (6, "残疾|诊断|病历|病例|学生|在读|学籍"),
    (5, "身份证"),
    (8, "核对"),
    (9, "入户|调查表"),
    (10, "邻里|走访"),
    (11, "评议|签到"),
    (12, "公示"),
    (13, "异议"),
    (14, "审核意见"),
    (16, "告知|送达"),
    (17, "听取"),
    (18, "银行|账户|存折|卡折|一卡通"),
    (19, "动态|复核|核查"),
    (20, "近亲属|备案"),
    (21, "代管"),
    (7, "收入|工资|财产|支出|证明"),
)


def guess_line(name: str) -> int:
    """The line a file most likely belongs to, by what it is called; 其他 when its name tells nothing."""
    return next((number for number, words in _WORDS if re.search(words, name)), OTHER)


@dataclass(frozen=True)
class Circumstances:
    """What decides which papers a household needs.

    `health_or_school`: somebody is disabled, ill or at school and is counted for it; `reviewed` and `posted`: the road of
    the pack has a review and a notice; `near_relative`: an official's near relative is in the household; `card_kept`:
    somebody else keeps its bank card.
    """

    type: CaseType = CaseType.UNCHANGED
    health_or_school: bool = False
    reviewed: bool = False
    posted: bool = False
    objected: bool = False
    near_relative: bool = False
    card_kept: bool = False


def needed(about: Circumstances) -> frozenset[int]:
    """The numbers of the lines that must not be empty.

    57号 art.11 (filing of near relatives), art.20 (county visit of such a household or after an objection), art.26 (kept
    cards); 社会救助法 art.48 (hearing); the rest after DOMAIN §13.8.
    """
    if_so = {
        6: about.health_or_school,
        11: about.reviewed,
        12: about.posted,
        13: about.objected,
        15: about.near_relative or about.objected,
        20: about.near_relative,
        21: about.card_kept,
    }
    return _ALWAYS | _OF_TYPE[about.type] | {number for number, holds in if_so.items() if holds}


@dataclass(frozen=True)
class Completeness:
    """How many of the lines that are needed are there; `missing` are the numbers of the others, in order."""

    needed: int
    missing: tuple[int, ...]

    @property
    def there(self) -> int:
        return self.needed - len(self.missing)

    @property
    def complete(self) -> bool:
        return not self.missing


def completeness(about: Circumstances, there: Collection[int]) -> Completeness:
    """What a dossier lacks, with papers or records of the program behind the lines `there`."""
    wanted = needed(about)
    return Completeness(len(wanted), tuple(sorted(wanted - set(there))))
