"""Fractions as two integers; 以上 and 不低于 include the number itself (民法典 art.1259, DOMAIN §10.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九十"
_WRITTEN = re.compile(r"(\d{1,3})/(\d{1,3})|(\d{1,3})%")


@dataclass(frozen=True)
class Ratio:
    """Two thirds is `Ratio(2, 3)`; it is compared by cross-multiplying, never as a decimal number."""

    numerator: int
    denominator: int

    def reached(self, part: int, whole: int) -> bool:
        """Whether `part` is at least this share of `whole` (3·part ≥ 2·whole for two thirds; DOMAIN §9).

        Nothing out of nothing does not reach any share: with `whole` 0 the answer is False.
        """
        return whole > 0 and part * self.denominator >= self.numerator * whole

    def needed(self, whole: int) -> int:
        """The least number that reaches this share: 3→2, 4→3, 5→4, 6→4, 7→5 for two thirds.

        Of nothing no number is enough; `needed(0)` is 0 and `reached` says False all the same.
        """
        return -(-self.numerator * max(whole, 0) // self.denominator)

    @property
    def text(self) -> str:
        """`三分之二`, or `30%` for hundredths."""
        if self.denominator == 100:
            return f"{self.numerator}%"
        if self.numerator <= 10 and self.denominator <= 10:
            return f"{_DIGITS[self.denominator]}分之{_DIGITS[self.numerator]}"
        return f"{self.numerator}/{self.denominator}"


def parse_ratio(written: str) -> Ratio:
    """`2/3` or `30%`. Raises ValueError for anything else, for a share above 1 and for one of nothing."""
    found = _WRITTEN.fullmatch(written.replace(" ", ""))
    if not found:
        raise ValueError(written)
    ratio = Ratio(int(found[3]), 100) if found[3] else Ratio(int(found[1]), int(found[2]))
    if not 0 < ratio.numerator <= ratio.denominator:
        raise ValueError(written)
    return ratio
