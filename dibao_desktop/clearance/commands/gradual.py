"""渐退 as it is decided and as it ends (57号 art.33; 2022 notice: six months at most as a rule)."""

from __future__ import annotations

from dibao_desktop.clearance.rules.gradual import gradual_from
from dibao_desktop.domain.changes import Changes
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries.supplements import granted_supplements
from dibao_desktop.dossiers.rules.ages import after
from dibao_desktop.dossiers.rules.aided import people_of
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.supplements import supplements_due
from dibao_desktop.session import Permission, Session, command


def leave_gradually(session: Session, household_id: int, policy: Policy, month: str) -> None:
    """What follows from the decision: 分类施保 from `month` on for who is still covered, and the stop when it is over."""
    found = dossiers.household(household_id)
    if found is None:
        raise RuntimeError("a case has a household")
    granted = granted_supplements([household_id]).get(household_id)
    if granted is not None and granted.total_fen:
        record, add_up = found.record, policy.supplements_add_up
        due = supplements_due(policy.supplements, record.aid_type, people_of(record), session.today(), add_up=add_up)
        # Who is gone gets none; a higher rate of the pack is for another approval.
        if due.total_fen < granted.total_fen:
            dossier_commands.grant_supplements(session, household_id, due, month, "渐退决定")
    last = gradual_from(policy.decision, month, 0).last_month
    dossier_commands.plan_gradual_end(session, household_id, after(last))


@command(Permission.CONFIRM, Changes.CLEARANCE | Changes.DOSSIERS)
def end_gradual_exit(session: Session, household_id: int) -> None:
    """Close a household whose 渐退期 is over. Raises KnownError while it is still paid."""
    dossier_commands.end_gradual(session, household_id)
