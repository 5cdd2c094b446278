"""A closed vote as the provincial system wants it: it knows 评议人数, 同意人数 and 不同意人数 only, and the first is the sum of
the other two (DOMAIN §9)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ProvincialCounts:
    """`total` is always `agree` and `disagree` together."""

    agree: int
    disagree: int

    @property
    def total(self) -> int:
        return self.agree + self.disagree


def provincial_counts(abstentions: str, base: int, agree: int, against: int) -> ProvincialCounts:
    """`base` people could vote. Whoever did neither (abstained, voted blank or not at all) is written as disagreeing, or
    left out of the total where the pack says `reduce_total`."""
    return ProvincialCounts(agree, against if abstentions == "reduce_total" else base - agree)
