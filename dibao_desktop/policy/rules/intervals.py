"""When a household is next verified (定期核查, DOMAIN §12)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from dibao_desktop.domain.dates import add_months
from dibao_desktop.policy.rules.aid import AidType


class Condition(StrEnum):
    """What is known of a household that shortens or lengthens the interval."""

    THREE_NONE = "three_none"
    SEVERE_UNCHANGED = "severe_unchanged"
    STABLE = "stable"
    UNSTABLE = "unstable"
    LABOUR = "labour"
    FILED = "filed"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Condition.THREE_NONE: "三无人员",
    Condition.SEVERE_UNCHANGED: "重病重残且收入基本无变化",
    Condition.STABLE: "短期内收入变化不大",
    Condition.UNSTABLE: "收入来源不固定",
    Condition.LABOUR: "家庭成员有劳动能力",
    Condition.FILED: "单独登记备案",
}


@dataclass(frozen=True)
class Interval:
    """So many months between verifications, for households for which all of it holds.

    An interval with neither a category nor conditions is the base one: it is used where no other fits.
    """

    conditions: frozenset[Condition]
    aid_type: AidType | None
    category: str
    months: int
    source: str

    @property
    def condition(self) -> str:
        """The case in words: `农村低保B类`, `收入来源不固定、家庭成员有劳动能力`."""
        kind = (self.aid_type or "") + (f"{self.category}类" if self.category else "")
        named = "、".join(c.label for c in Condition if c in self.conditions)
        return "，".join(part for part in (kind, named) if part) or "其他家庭"

    @property
    def is_base(self) -> bool:
        return not self.conditions and not self.category

    def fits(self, facts: VerificationFacts) -> bool:
        return (
            self.aid_type in (None, facts.aid_type)
            and self.category in ("", facts.category)
            and self.conditions <= facts.conditions
        )


@dataclass(frozen=True)
class VerificationFacts:
    """What the interval depends on. `category` is a bare code such as `B`."""

    aid_type: str
    category: str = ""
    conditions: frozenset[Condition] = frozenset()


@dataclass(frozen=True)
class Due:
    """The day a verification falls due, and why."""

    on: dt.date
    months: int
    reason: str
    source: str


def next_due(intervals: tuple[Interval, ...], facts: VerificationFacts, last: dt.date) -> Due:
    """The shortest interval that fits; the base one where no other does. Months are calendar months (DOMAIN §12).

    A base interval for the kind of aid goes before the general one, which every validated pack has.
    """
    fitting = [interval for interval in intervals if interval.fits(facts)]
    named = [interval for interval in fitting if not interval.is_base]
    bases = sorted((interval for interval in fitting if interval.is_base), key=lambda base: base.aid_type is None)
    chosen = min(named, key=lambda interval: interval.months) if named else bases[0]
    reason = f"{chosen.condition}，每{chosen.months}个月核查一次"
    return Due(add_months(last, chosen.months), chosen.months, reason, chosen.source)
