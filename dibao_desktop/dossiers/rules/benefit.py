"""The steps in what a household gets (增、减、停、续 and 新增, DOMAIN §3.5 S0-22)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BenefitKind(StrEnum):
    """One step; `label` is its Chinese name."""

    GRANT = "grant"
    RAISE = "raise"
    CUT = "cut"
    ADJUST = "adjust"
    STOP = "stop"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    BenefitKind.GRANT: "纳入保障",
    BenefitKind.RAISE: "增发",
    BenefitKind.CUT: "减发",
    BenefitKind.ADJUST: "调整",
    BenefitKind.STOP: "停发",
}


# The decision beside the stop that a 渐退 ends with; a later decision takes it back.
GRADUAL_END = "渐退期满"


@dataclass(frozen=True)
class NewTerms:
    """What a decision changes beside the amount: the kind of aid (empty: as before), or who of the members (by id) is covered
    alone, and why."""

    aid_type: str = ""
    covered_members: frozenset[int] | None = None
    covered_reason: str = ""


def kind_of_change(before_fen: int, after_fen: int) -> BenefitKind:
    """What a new amount is beside the old one; the same amount (other people or category) is an adjustment."""
    if after_fen > before_fen:
        return BenefitKind.RAISE
    return BenefitKind.CUT if after_fen < before_fen else BenefitKind.ADJUST


def kind_label(kind: str) -> str:
    """The Chinese name of a stored kind."""
    return BenefitKind(kind).label
