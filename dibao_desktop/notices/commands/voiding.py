"""A posting whose content changed no longer counts (DOMAIN §14.1): its household has to be posted again."""

from __future__ import annotations

from typing import Any

from dibao_desktop.notices.records import Case, NoticeBatch, NoticeEntry
from dibao_desktop.notices.rules.states import BatchState, EntryState
from dibao_desktop.session import Session
from dibao_desktop.storage.database import tuples

OUTDATED = "公示后处理意见有变动"


def void_outdated(session: Session, condition: Any) -> int:
    """Mark the households on hanging boards whose case has fallen back since: only they start anew. Returns how many.

    The case itself drops the posting when the opinion changes, so that what hangs cannot end by mistake.
    """
    rows = (
        NoticeEntry.select(NoticeEntry.id, Case.household)
        .join(NoticeBatch)
        .switch(NoticeEntry)
        .join(Case)
        .where(
            condition,
            NoticeBatch.state == BatchState.POSTED.value,
            NoticeEntry.state == EntryState.POSTED.value,
            Case.posted_round < NoticeBatch.round,
        )
    )
    outdated = list(tuples(rows))
    for entry_id, household in outdated:
        changed = {"state": EntryState.REPOST.value, "reason": OUTDATED}
        NoticeEntry.update(**changed).where(NoticeEntry.id == entry_id).execute()
        session.note(f"{OUTDATED}，须重新公示", household=household)
    return len(outdated)
