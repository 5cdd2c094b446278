"""Acceptance sampling (检查验收抽查): how many households of a village are drawn and when a village must redo."""

from __future__ import annotations

from dataclasses import dataclass

from dibao_desktop.policy.rules.ratio import Ratio


@dataclass(frozen=True)
class SamplingRule:
    """`township_check` is the share the township checks itself; `always` names the kinds checked whole on top."""

    ratio: Ratio
    error_limit: Ratio
    township_check: Ratio
    always: tuple[str, ...]
    source: str

    def size(self, households: int) -> int:
        """Households drawn from a village: the share rounded up, at least one where there is any (DOMAIN §10.3 A3)."""
        return self.ratio.needed(households)

    def must_redo(self, wrong: int, visited: int) -> bool:
        """Whether so many wrong households send the village back: 2 % 以上 includes 2 % (DOMAIN §10.3 A2)."""
        return self.error_limit.reached(wrong, visited)
