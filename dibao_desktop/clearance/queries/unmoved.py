"""Households whose leads were found true while they are still proposed to go on as before."""

from __future__ import annotations

from collections.abc import Sequence

from dibao_desktop.clearance.queries.cases import CaseRow
from dibao_desktop.clearance.queries.listing import CaseListing
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.matching.queries.counts import lead_counts


def unmoved_by_leads(campaign_id: int, case_ids: Sequence[int]) -> list[CaseRow]:
    """Of these cases, those a clerk should look at again.

    A computed proposal knows income and amount only (a lead alone is never an exit, DOMAIN fact 2); what a confirmed lead
    means is for a person to say, so it must not be overlooked.
    """
    rows = CaseListing(campaign_id).rows(list(case_ids)).values()
    going_on = [row for row in rows if row.proposal is Outcome.CONTINUE and not row.decided_on]
    counts = lead_counts(row.household_id for row in going_on)
    return [row for row in going_on if row.household_id in counts and counts[row.household_id].confirmed]
