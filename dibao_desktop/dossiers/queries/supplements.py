"""分类施保 as approved, and with it what each household is paid altogether."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

from dibao_desktop.dossiers.records import SupplementGrant
from dibao_desktop.storage.database import Prepared, raw_tuples

_CHUNK = 500


@dataclass(frozen=True)
class GrantedSupplements:
    """What a household gets beside its monthly amount, from a month on, by which decision."""

    from_month: str
    household_fen: int
    person_fen: int
    lines: str
    decision: str
    shares: str = "{}"

    def of_member(self, member_id: int) -> int:
        """What of it is one member's."""
        shares: dict[str, int] = json.loads(self.shares)
        return shares.get(str(member_id), 0)

    @property
    def total_fen(self) -> int:
        """Both together, a month."""
        return self.household_fen + self.person_fen


def granted_supplements(household_ids: Collection[int], month: str = "9999-12") -> dict[int, GrantedSupplements]:
    """The latest approval of these households that holds in a month (2017-07); one without any is left out."""
    wanted = sorted(household_ids)
    found: dict[int, GrantedSupplements] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = _GRANTS.rows(*wanted[start : start + _CHUNK], month)
        found |= {id_: GrantedSupplements(*rest) for id_, *rest in rows}
    return found


def granted_in(month: str) -> dict[int, tuple[int, int]]:
    """What every household gets beside its amount in a month: for the household, and for its members together."""
    columns = (SupplementGrant.household, SupplementGrant.household_fen, SupplementGrant.person_fen)
    rows = SupplementGrant.select(*columns).where(SupplementGrant.from_month <= month)
    latest_last = raw_tuples(rows.order_by(SupplementGrant.from_month, SupplementGrant.id))
    return {id_: (household_fen, person_fen) for id_, household_fen, person_fen in latest_last}


_GRANTS = Prepared(
    lambda *ids_and_month: (
        SupplementGrant.select(
            SupplementGrant.household,
            SupplementGrant.from_month,
            SupplementGrant.household_fen,
            SupplementGrant.person_fen,
            SupplementGrant.lines,
            SupplementGrant.decision,
            SupplementGrant.shares,
        )
        .where(SupplementGrant.household.in_(ids_and_month[:-1]), SupplementGrant.from_month <= ids_and_month[-1])
        .order_by(SupplementGrant.from_month, SupplementGrant.id)
    )
)
