"""Reading campaigns and cases; every answer is a frozen value."""

from dibao_desktop.clearance.queries.calendar import next_check
from dibao_desktop.clearance.queries.campaigns import (
    CampaignRow,
    campaign,
    campaigns,
    current_campaign,
    pack_changed,
    policy_of,
    waiting_applicants,
)
from dibao_desktop.clearance.queries.cases import (
    Assessed,
    AssessmentRow,
    CaseDetail,
    CaseRow,
    CheckRow,
    ConfirmationRow,
    HearingRow,
    NoticeRow,
    RoadStep,
    case,
    case_of,
    case_row,
    cases,
    cases_of,
)
from dibao_desktop.clearance.queries.conditions import Group
from dibao_desktop.clearance.queries.documents import hearing_record, visit_form, written_notice
from dibao_desktop.clearance.queries.effects import Affected, PackEffects, PackOnDay, VillageEffect, pack_effects
from dibao_desktop.clearance.queries.listing import CaseListing
from dibao_desktop.clearance.queries.positions import economic_facts, facts_of, wrong_steps
from dibao_desktop.clearance.queries.progress import Progress, VillageProgress, due_count, earliest_due, progress
from dibao_desktop.clearance.queries.visits import VisitRow, visited_until, visits_of

__all__ = [
    "Affected",
    "Assessed",
    "AssessmentRow",
    "CampaignRow",
    "CaseDetail",
    "CaseListing",
    "CaseRow",
    "CheckRow",
    "ConfirmationRow",
    "Group",
    "HearingRow",
    "NoticeRow",
    "PackEffects",
    "PackOnDay",
    "Progress",
    "RoadStep",
    "VillageEffect",
    "VillageProgress",
    "VisitRow",
    "campaign",
    "campaigns",
    "case",
    "case_of",
    "case_row",
    "cases",
    "cases_of",
    "current_campaign",
    "due_count",
    "earliest_due",
    "economic_facts",
    "facts_of",
    "hearing_record",
    "next_check",
    "pack_changed",
    "pack_effects",
    "policy_of",
    "progress",
    "visit_form",
    "visited_until",
    "visits_of",
    "waiting_applicants",
    "written_notice",
    "wrong_steps",
]
