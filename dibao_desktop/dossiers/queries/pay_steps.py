"""The decisions that change what a household is paid from a month on."""

from __future__ import annotations

from dataclasses import dataclass

from dibao_desktop.dossiers.records import BenefitEvent, Household, SupplementGrant
from dibao_desktop.dossiers.rules.benefit import BenefitKind
from dibao_desktop.storage.database import tuples


@dataclass(frozen=True)
class PayStep:
    """One decision: `words` say what it is, `decision` on what it rests."""

    month: str
    words: str
    decision: str


def pay_steps(after: str, until: str) -> dict[str, list[PayStep]]:
    """By dossier number the decisions that take effect after one month and not after another (`2017-06`)."""
    found: dict[str, list[PayStep]] = {}
    events = BenefitEvent.select(Household.number, BenefitEvent.month, BenefitEvent.kind, BenefitEvent.decision)
    taken = events.join(Household).where(BenefitEvent.month > after, BenefitEvent.month <= until)
    for number, month, kind, decision in tuples(taken.order_by(BenefitEvent.month, BenefitEvent.id)):
        found.setdefault(number, []).append(PayStep(month, BenefitKind(kind).label, decision))
    grants = SupplementGrant.select(Household.number, SupplementGrant.from_month, SupplementGrant.decision)
    granted = grants.join(Household).where(SupplementGrant.from_month > after, SupplementGrant.from_month <= until)
    for number, month, decision in tuples(granted.order_by(SupplementGrant.from_month, SupplementGrant.id)):
        found.setdefault(number, []).append(PayStep(month, "分类施保调整", decision))
    return found
