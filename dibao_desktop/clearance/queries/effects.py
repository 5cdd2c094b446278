"""Whom another pack would touch, before it is put in force: households and money a month, per village.

Both packs are asked for every household on the books by what its dossier says (社会救助法 art.18, 57号 art.23); nothing is
changed by asking, and a closed case is not looked at: its figures are its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from dibao_desktop.domain.progress import Progress, Silent
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.policy.rules.amounts import Situation, compute_amount
from dibao_desktop.policy.rules.pack import Policy

_REPORT_EVERY = 2_000


@dataclass(frozen=True)
class Affected:
    """One household whose amount comes out otherwise. None: it cannot be worked out under that pack."""

    household_id: int
    number: str
    head_name: str
    village_id: int
    paid_fen: int
    before_fen: int | None
    after_fen: int | None

    @property
    def gain_fen(self) -> int:
        """What it would get more a month; less is negative, an unknown amount counts for nothing."""
        if self.before_fen is None or self.after_fen is None:
            return 0
        return self.after_fen - self.before_fen


@dataclass(frozen=True)
class VillageEffect:
    """One village, or all of them: how many gain and lose, and by how much a month."""

    village: str
    gaining: int
    gained_fen: int
    losing: int
    lost_fen: int
    unknown: int


@dataclass(frozen=True)
class PackEffects:
    """What came out; `looked_at` households were compared."""

    looked_at: int
    affected: tuple[Affected, ...]
    villages: tuple[VillageEffect, ...]
    whole: VillageEffect


@dataclass(frozen=True)
class PackOnDay:
    """A pack and the day its figures are asked for."""

    policy: Policy
    on: dt.date


def pack_effects(
    before: PackOnDay,
    after: PackOnDay,
    progress: Progress = Silent(),  # noqa: B008 (it has no state)
) -> PackEffects:
    """Compare two packs over every household in 在保."""
    rows = dossiers.money_facts()
    found: list[Affected] = []
    asked: dict[tuple[object, ...], tuple[int | None, int | None]] = {}
    for done, row in enumerate(rows):
        if done % _REPORT_EVERY == 0:
            progress.report(done, len(rows), "比较两种算法")
        family = max(row.family_size, row.covered)
        case = (row.aid_type, row.category, family, row.covered, row.annual_income_fen)
        if case not in asked:
            asked[case] = (
                compute_amount(before.policy, Situation(*case, on=before.on)).monthly_fen,
                compute_amount(after.policy, Situation(*case, on=after.on)).monthly_fen,
            )
        old, new = asked[case]
        if old != new:
            found.append(
                Affected(row.household_id, row.number, row.head_name, row.village_id, row.monthly_fen, old, new)
            )
    by_village: dict[int, list[Affected]] = {}
    for each in found:
        by_village.setdefault(each.village_id, []).append(each)
    villages = tuple(
        _counted(village.name, by_village[village.id]) for village in dossiers.villages() if village.id in by_village
    )
    return PackEffects(len(rows), tuple(found), villages, _counted("合计", found))


def _counted(village: str, affected: Iterable[Affected]) -> VillageEffect:
    gains = [each.gain_fen for each in affected]
    up, down = [gain for gain in gains if gain > 0], [-gain for gain in gains if gain < 0]
    return VillageEffect(village, len(up), sum(up), len(down), sum(down), gains.count(0))
