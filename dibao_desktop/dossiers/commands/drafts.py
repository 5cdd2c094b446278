"""What is typed and not saved: kept every few seconds, so that a crash loses nothing."""

from __future__ import annotations

import json

from dibao_desktop.domain.changes import Changes
from dibao_desktop.dossiers.records import RecordDraft
from dibao_desktop.dossiers.rules.keeping import WaitingFiles, WholeRecord, as_text
from dibao_desktop.session import Permission, Session, command


@command(Permission.DOSSIERS, Changes.NOTHING)
def keep_draft(
    session: Session,
    household_id: int | None,
    whole: WholeRecord,
    waiting: WaitingFiles = WaitingFiles(),  # noqa: B008 (frozen)
) -> None:
    """Keep what the signed-in account has typed of a household (None: a new one), in place of what it had before, and where
    the papers lie that wait with it."""
    RecordDraft.insert(
        account=session.actor.account_id,
        household=household_id or 0,
        at=session.clock().isoformat(timespec="minutes"),
        body=as_text(whole),
        files=json.dumps(waiting.paths, ensure_ascii=False),
        pasted=waiting.pasted,
    ).on_conflict_replace().execute()


@command(Permission.DOSSIERS, Changes.NOTHING)
def drop_draft(session: Session, household_id: int | None) -> None:
    """Forget it: it was saved, or the clerk does not want it."""
    own = (RecordDraft.account == session.actor.account_id) & (RecordDraft.household == (household_id or 0))
    RecordDraft.delete().where(own).execute()
