"""Reading outside lists and leads; every answer is a frozen value."""

from dibao_desktop.matching.queries.behind import behind_members
from dibao_desktop.matching.queries.deaths import registered_deaths
from dibao_desktop.matching.queries.leads import (
    KindCount,
    LeadListing,
    LeadRow,
    current_leads,
    kind_counts,
    lead,
    leads_of,
    match_json,
    open_lead_counts,
    open_leads,
)
from dibao_desktop.matching.queries.lists import TakenList, lists_taken, office_facts, policy_in_use
from dibao_desktop.matching.queries.payments import paid_months, payments_known

__all__ = [
    "KindCount",
    "LeadListing",
    "LeadRow",
    "TakenList",
    "behind_members",
    "current_leads",
    "kind_counts",
    "lead",
    "leads_of",
    "lists_taken",
    "match_json",
    "office_facts",
    "open_lead_counts",
    "open_leads",
    "paid_months",
    "payments_known",
    "policy_in_use",
    "registered_deaths",
]
