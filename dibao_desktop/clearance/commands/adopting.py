"""Taking the office's present pack into a campaign under way: the standard that was not known when it began."""

from __future__ import annotations

from dibao_desktop.clearance.commands.proposals import compute
from dibao_desktop.clearance.commands.steps import chunks
from dibao_desktop.clearance.queries.campaigns import campaign
from dibao_desktop.clearance.queries.positions import economic_facts
from dibao_desktop.clearance.records import Assessment, Campaign, Case
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy.queries import office_packs
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.storage.database import tuples


@command(Permission.ADMINISTER, Changes.CLEARANCE | Changes.POLICY)
def adopt_pack(session: Session, campaign_id: int, policy_id: str = "") -> int:
    """Let an open campaign go by its pack as the office has it now, or by another one (the office's copy of it). What is
    decided stands; an amount that comes out otherwise is worked out anew. Returns how many households that are."""
    running = campaign(campaign_id)
    if running.closed_on:
        raise KnownError("campaign_closed", f"行动“{running.title}”已于 {running.closed_on} 结束，不能再改方案。")
    packs, wanted = office_packs(), policy_id or running.policy_id
    if wanted not in packs.policies:
        raise KnownError("unknown_policy", f"找不到行动“{running.title}”的政策方案，请先恢复该方案。")
    toml, policy = packs.texts[wanted], packs.policies[wanted]
    if toml == Campaign.select(Campaign.policy_toml).where(Campaign.id == campaign_id).scalar():
        raise KnownError("same_pack", f"行动“{running.title}”用的已经是方案“{policy.title}”现在的内容。")
    Campaign.update(policy_id=wanted, policy_toml=toml).where(Campaign.id == campaign_id).execute()
    outdated = _supersede(session, campaign_id, policy)
    # Of a case that is closed the figures stay, but when it is verified next goes by the pack as it is now.
    session.touch(household for (household,) in tuples(Case.select(Case.household).where(Case.campaign == campaign_id)))
    session.note(f"行动“{running.title}”改用方案“{policy.title}”现在的内容，{outdated} 户须重新核算")
    return outdated


def _open_in(campaign_id: int):  # type: ignore[no-untyped-def]
    return (Case.campaign == campaign_id) & (Case.closed_on == "")


def _supersede(session: Session, campaign_id: int, policy: Policy) -> int:
    """Put aside the assessments of undecided cases whose income or amount the new pack makes another one."""
    rows = tuples(
        Assessment.select(Assessment.id, Case.household, Assessment.eligible, Assessment.monthly_fen)
        .join(Case)
        .where(_open_in(campaign_id), Case.decided_on == "", ~Assessment.superseded)
    )
    kept = {household: (id_, (eligible, fen)) for id_, household, eligible, fen in rows}
    outdated: list[int] = []
    for some in chunks(kept):
        for household, facts in economic_facts(some).items():
            computed = compute(session, policy, facts)
            id_, before = kept[household]
            if (computed.eligible, computed.monthly_fen) != before:
                outdated.append(id_)
                session.note("政策方案有变，须重新核算", household=household)
    for some in chunks(outdated):
        Assessment.update(superseded=True).where(Assessment.id.in_(some)).execute()
    return len(outdated)
