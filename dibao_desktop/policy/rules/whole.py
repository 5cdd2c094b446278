"""The whole monthly amount: the base amount and 分类施保 beside it, and what each member's part is.

试算 is the same function on facts that nobody has saved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dibao_desktop.domain.money import yuan
from dibao_desktop.policy.rules.amounts import Computation, ExplainedLine, Situation, compute_amount
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.supplements import Person, Supplements, supplements_due


@dataclass(frozen=True)
class Whole:
    """Base amount and supplements, never mixed: what a roster or an approval calls the monthly amount is the base."""

    base: Computation
    supplements: Supplements

    @property
    def total_fen(self) -> int | None:
        """What is due a month altogether; None while the base cannot be worked out."""
        return None if self.base.monthly_fen is None else self.base.monthly_fen + self.supplements.total_fen

    @property
    def extra_lines(self) -> tuple[ExplainedLine, ...]:
        """The lines below the base amount; none where no supplement is due."""
        lines = [ExplainedLine(*line.explained) for line in self.supplements.lines]
        total = self.total_fen
        if lines and total is not None:
            parts = [f"保障金 {yuan(self.base.monthly_fen or 0)}"]
            parts += [f"家庭分类施保 {yuan(self.supplements.household_fen)}"] if self.supplements.household_fen else []
            parts += [f"人员分类施保 {yuan(self.supplements.person_fen)}"] if self.supplements.person_fen else []
            lines.append(ExplainedLine("每月合计", f"{' + '.join(parts)} = {yuan(total)} 元"))
        return tuple(lines)


def compute_whole(policy: Policy, situation: Situation, people: Sequence[Person]) -> Whole:
    """Base and supplements under a pack."""
    return with_supplements(policy, compute_amount(policy, situation), situation.aid_type, people, situation.on)


def with_supplements(policy: Policy, base: Computation, aid_type: str, people: Sequence[Person], on: dt.date) -> Whole:
    """A base amount with the supplements beside it; a household that is not eligible gets neither (57号 art.27: for
    recipients)."""
    if base.monthly_fen == 0:
        return Whole(base, Supplements())
    return Whole(base, supplements_due(policy.supplements, aid_type, people, on, add_up=policy.supplements_add_up))


def member_amounts(whole: Whole, people: Sequence[Person]) -> tuple[int, ...]:
    """What each member's part of the total is, to the fen: base and household supplement in equal parts among the covered
    (the first ones carry what does not divide), and each one's own supplement. The parts add up to the total: where the
    record marks nobody as covered, everybody has a part."""
    covered = [place for place, person in enumerate(people) if person.covered] or list(range(len(people)))
    shared = (whole.base.monthly_fen or 0) + whole.supplements.household_fen
    parts = [whole.supplements.of_person(place) for place in range(len(people))]
    for turn, place in enumerate(covered):
        parts[place] += shared // len(covered) + (turn < shared % len(covered))
    return tuple(parts)


def monthly_income_fen(annual_fen: int) -> int:
    """A yearly income by the month to the fen, half up: for showing only, the yearly figure is what is kept (A29)."""
    return (2 * annual_fen + 12) // 24
