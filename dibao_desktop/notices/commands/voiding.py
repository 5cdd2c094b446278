"""A posting whose content changed no longer counts (DOMAIN §14.1): its household has to be posted again."""

from __future__ import annotations

from typing import Any

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.notices.queries.outdated import outdated
from dibao_desktop.notices.records import NoticeEntry
from dibao_desktop.notices.rules.states import EntryState
from dibao_desktop.session import Session


def void_outdated(session: Session, condition: Any) -> int:
    """Mark the households on hanging boards whose content has changed since: only they start anew. Returns how many."""
    found = outdated(condition & (NoticeEntry.state == EntryState.POSTED.value))
    for each in found:
        changed = {"state": EntryState.REPOST.value, "reason": each.why}
        NoticeEntry.update(**changed).where(NoticeEntry.id == each.entry_id).execute()
        clearance.withdraw_notice(session, each.case_id, each.round)
        session.note(f"{each.why}，原公示作废，须重新公示", household=each.household_id)
    return len(found)
