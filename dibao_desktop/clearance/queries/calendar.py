"""The re-verification calendar: when a household is next verified (57号 art.31, DOMAIN §12)."""

from __future__ import annotations

import datetime as dt

from dibao_desktop.clearance.queries.campaigns import policy_of
from dibao_desktop.clearance.queries.households import kin_of
from dibao_desktop.clearance.records import Case
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.codes import Labour
from dibao_desktop.policy.rules.intervals import Condition, Due, VerificationFacts
from dibao_desktop.policy.rules.verification import next_verification

_ABLE = (Labour.ABLE.value, Labour.PARTLY_LOST.value)


def next_check(household_id: int) -> Due | None:
    """When a household falls due again under the pack of its last campaign, counted from the visit of then; None before
    the first visit. Labour ability and a filed relative are known from the dossier; steadiness of income is not."""
    last = (
        Case.select(Case.campaign, Case.visited_on)
        .where(Case.household == household_id, Case.visited_on != "")
        .order_by(Case.visited_on.desc())
        .first()
    )
    found = dossiers.household(household_id)
    if last is None or found is None:
        return None
    record = found.record
    conditions = set()
    if any(member.labour in _ABLE for member in record.members):
        conditions.add(Condition.LABOUR)
    if kin_of([(member.name, member.id_number) for member in record.members]):
        conditions.add(Condition.FILED)
    facts = VerificationFacts(record.aid_type, record.category, frozenset(conditions))
    return next_verification(policy_of(last.campaign_id), facts, dt.date.fromisoformat(last.visited_on))
