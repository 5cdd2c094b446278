"""The economic facts that an assessment rests on, and their digest.

Changing one of them after the assessment makes it out of date, so that the case falls back to it (DOMAIN §18.1).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, dataclass


@dataclass(frozen=True)
class EconomicFacts:
    """What the amount of a household depends on; `confirmed_leads` counts the leads found true, wholly or in part.

    `paid_fen` is what it is paid today: whether an amount goes on, rises or is a cut is told by that. `single` and
    `single_income_fen` as in `policy.rules.amounts.Situation`.
    """

    aid_type: str
    category: str
    family_size: int
    covered: int
    annual_income_fen: int | None
    confirmed_leads: int = 0
    paid_fen: int = 0
    single: bool = False
    single_income_fen: int | None = None

    @property
    def digest(self) -> str:
        """The same for the same facts, on every machine."""
        return hashlib.sha256(json.dumps(astuple(self), ensure_ascii=False).encode()).hexdigest()[:32]
