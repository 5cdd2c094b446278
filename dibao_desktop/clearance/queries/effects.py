"""Whom another pack would touch, before it is put in force: households and money a month, per village.

Both packs are asked for every household on the books by what its dossier says (社会救助法 art.18, 57号 art.23); nothing is
changed by asking, and a closed case is not looked at: its figures are its own. 分类施保 counts with the amount (57号 art.27).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dibao_desktop.domain.progress import Progress, Silent
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.aided import SingleCover
from dibao_desktop.policy.rules.amounts import Computation, Situation, compute_amount
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.supplements import Person
from dibao_desktop.policy.rules.whole import with_supplements

_REPORT_EVERY = 2_000


@dataclass(frozen=True)
class Affected:
    """One household whose amount, 分类施保 included, comes out otherwise. None: it cannot be worked out under that pack."""

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
    people = dossiers.aided_people() if any(pack.policy.supplements for pack in (before, after)) else {}
    singles = dossiers.single_covers()
    old_totals, new_totals = _Totals(before, singles), _Totals(after, singles)
    found: list[Affected] = []
    for done, row in enumerate(rows):
        if done % _REPORT_EVERY == 0:
            progress.report(done, len(rows), "比较两种算法")
        living = people.get(row.household_id, ())
        old, new = old_totals.of(row, living), new_totals.of(row, living)
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


class _Totals:
    """What households are due under one pack; many have the same facts, and what comes of these is worked out once."""

    def __init__(self, pack: PackOnDay, singles: Mapping[int, SingleCover]) -> None:
        self._policy, self._on, self._singles = pack.policy, pack.on, singles
        self._base: dict[Situation, Computation] = {}

    def of(self, row: dossiers.MoneyRow, people: Sequence[Person]) -> int | None:
        """Base amount and 分类施保 of one household."""
        family = max(row.family_size, row.covered)
        case = Situation(row.aid_type, row.category, family, row.covered, row.annual_income_fen, self._on)
        alone = self._singles.get(row.household_id)
        if alone is not None:
            case = replace(case, single=True, single_income_fen=alone.income_fen)
        if case not in self._base:
            self._base[case] = compute_amount(self._policy, case)
        return with_supplements(self._policy, self._base[case], row.aid_type, people, self._on).total_fen


def _counted(village: str, affected: Iterable[Affected]) -> VillageEffect:
    gains = [each.gain_fen for each in affected]
    up, down = [gain for gain in gains if gain > 0], [-gain for gain in gains if gain < 0]
    return VillageEffect(village, len(up), sum(up), len(down), sum(down), gains.count(0))
