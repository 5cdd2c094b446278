"""The steps in what a household gets (增、减、停、续 and 新增, DOMAIN §3.5 S0-22)."""

from __future__ import annotations

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


def kind_of_change(before_fen: int, after_fen: int) -> BenefitKind:
    """What a new amount is beside the old one; the same amount (other people or category) is an adjustment."""
    if after_fen > before_fen:
        return BenefitKind.RAISE
    return BenefitKind.CUT if after_fen < before_fen else BenefitKind.ADJUST


def kind_label(kind: str) -> str:
    """The Chinese name of a stored kind."""
    return BenefitKind(kind).label
