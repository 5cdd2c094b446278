"""Which postings no longer say what is proposed (DOMAIN §14.1: a content change voids the posting and restarts its days)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dibao_desktop.notices.records import Case, Household, NoticeBatch, NoticeEntry
from dibao_desktop.notices.rules.states import BatchState, Content, EntryState, change_of
from dibao_desktop.storage.database import tuples


@dataclass(frozen=True)
class Outdated:
    """A household whose posting does not count any more; `why` is the sentence that says what has changed."""

    entry_id: int
    case_id: int
    household_id: int
    round: int
    why: str


def outdated(condition: Any) -> list[Outdated]:
    """Those that hang, or are held by an objection, and have changed since they were posted."""
    changed = (
        (Case.posted_round < NoticeBatch.round)
        | (Household.covered != NoticeEntry.covered_size)
        | (Household.category != NoticeEntry.written_category)
        | (Case.proposed_fen != NoticeEntry.monthly_fen)
    )
    hangs = (NoticeBatch.state == BatchState.POSTED.value) & (NoticeEntry.state == EntryState.POSTED.value)
    rows = (
        NoticeEntry.select(
            NoticeEntry.id,
            Case.id,
            Household.id,
            NoticeBatch.round,
            NoticeEntry.covered_size,
            NoticeEntry.written_category,
            NoticeEntry.monthly_fen,
            Household.covered,
            Household.category,
            Case.proposed_fen,
        )
        .join(NoticeBatch)
        .switch(NoticeEntry)
        .join(Case)
        .join(Household, on=Case.household == Household.id)
        .where(condition, changed, hangs | (NoticeEntry.state == EntryState.OBJECTED.value))
    )
    return [
        Outdated(entry, case, household, round_, change_of(Content(*contents[:3]), Content(*contents[3:])))
        for entry, case, household, round_, *contents in tuples(rows)
    ]
