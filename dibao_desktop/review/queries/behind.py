"""Whether a meeting has voted on a household."""

from __future__ import annotations

from dibao_desktop.review.records import AgendaItem


def was_voted_on(household_id: int) -> bool:
    """Whether any vote on the household was closed."""
    case = AgendaItem.case.rel_model
    voted = AgendaItem.select(AgendaItem.id).join(case).where(case.household == household_id)
    return bool(voted.where(AgendaItem.decision != "").exists())
