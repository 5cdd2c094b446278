"""What of a household may stand on a board (DOMAIN §14.2; 57号 art.24, 社会救助法 art.11).

Names, places and kinds of aid are those of `domain.secrecy`, the one guard that the board and the wall have in common.
"""

from __future__ import annotations

from collections.abc import Collection

from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain import secrecy
from dibao_desktop.domain.secrecy import NAME_UNCLEAR, public_aid_type, public_group, public_name, public_village
from dibao_desktop.policy.rules.pack import category_code

__all__ = [
    "NAME_UNCLEAR",
    "public_aid_type",
    "public_category",
    "public_group",
    "public_name",
    "public_outcome",
    "public_village",
]


def public_category(written: str, known: Collection[str]) -> str:
    """`C类`; a category the pack does not know only when it is a bare letter or numeral."""
    return secrecy.public_category(category_code(written), known)


def public_outcome(outcome: Outcome | None) -> str:
    """The result by its neutral name (DOMAIN §14.2). 单人保 is for the severely disabled or ill: its name would tell that."""
    if outcome is None:
        return ""
    return "变更保障方式" if outcome is Outcome.TO_SINGLE else outcome.label
