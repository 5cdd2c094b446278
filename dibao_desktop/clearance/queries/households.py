"""What the clearance asks about the people of one household: who they are, and to whom they are related."""

from __future__ import annotations

from collections.abc import Collection

from dibao_desktop.clearance.records import Campaign, Case
from dibao_desktop.clearance.rules.visit import Kin
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.storage.database import tuples


def members_of(household_id: int) -> list[tuple[str, str]]:
    """Names and ID numbers of a household."""
    found = dossiers.household(household_id)
    return [(member.name, member.id_number) for member in found.record.members] if found else []


def kin_of(members: Collection[tuple[str, str]]) -> list[Kin]:
    """The officials who have registered one of these people as a relative (57号 art.11)."""
    numbers = {number for _, number in members if number}
    return [
        Kin(each.official_name, each.official_id, each.relative_name, each.relation)
        for each in dossiers.relatives()
        if each.relative_id in numbers
    ]


def county_visit_reason(case_id: int) -> str:
    """Why this household must be visited before it is confirmed (57号 art.20); empty when it need not."""
    case = Case.select(Case.household, Case.objections).where(Case.id == case_id).get()
    kin = kin_of(members_of(case.household_id))
    if kin:
        return f"属于近亲属备案户（{kin[0].relative_name}是{kin[0].official_name}的{kin[0].relation or '近亲属'}）"
    return "有公示异议" if case.objections else ""


def judged_households() -> set[int]:
    """The households that the meeting or a decision of a running campaign has judged: what is on record of them is what was
    judged."""
    judged = Case.review_decision.in_(("passed", "failed")) | (Case.outcome != "")
    rows = Case.select(Case.household).join(Campaign).where(judged, Campaign.closed_on == "").distinct()
    return {household for (household,) in tuples(rows)}
