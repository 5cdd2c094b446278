"""渐退: a household above the standard is paid for some months more (57号 art.33; 2022 notice: six at most as a rule)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dibao_desktop.clearance.rules.deadlines import effective_month, gradual_until
from dibao_desktop.policy.rules.procedure import DecisionRule


@dataclass(frozen=True)
class GradualExit:
    """So much a month from the first to the last month, both paid."""

    first_month: str
    last_month: str
    months: int
    base_fen: int
    supplement_fen: int

    @property
    def monthly_fen(self) -> int:
        """What is paid each month of it."""
        return self.base_fen + self.supplement_fen

    @property
    def total_fen(self) -> int:
        """What is paid until the end."""
        return self.monthly_fen * self.months

    def months_left(self, month: str) -> int:
        """How many months are still to be paid after `month` (2026-11); negative once the last lies behind."""
        return _number(self.last_month) - _number(month)


def gradual_exit(rule: DecisionRule, decided: dt.date, base_fen: int, supplement_fen: int = 0) -> GradualExit:
    """The base goes on as approved, supplements only for who is still covered; from the month after, up to the pack's cap."""
    return gradual_from(rule, effective_month("next_month", decided), base_fen, supplement_fen)


def gradual_from(rule: DecisionRule, first_month: str, base_fen: int, supplement_fen: int = 0) -> GradualExit:
    """The same from a month that is known."""
    months = max(rule.gradual_exit_months, 1)
    return GradualExit(first_month, gradual_until(first_month, months), months, base_fen, supplement_fen)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])
