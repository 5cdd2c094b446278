"""How states and dates of a posting are worded and coloured."""

from __future__ import annotations

import datetime as dt

from dibao_desktop.notices.queries import BatchRow
from dibao_desktop.notices.rules.board import short_day
from dibao_desktop.notices.rules.states import BatchState, EntryState
from ui.theme.tokens import Tone

ENTRY_TONES = {
    EntryState.LISTED: Tone.NEUTRAL,
    EntryState.POSTED: Tone.BLUE,
    EntryState.OBJECTED: Tone.RED,
    EntryState.CLEARED: Tone.GREEN,
    EntryState.REPOST: Tone.AMBER,
    EntryState.REMOVED: Tone.NEUTRAL,
}


def day(written: str) -> str:
    """`7月3日` for an ISO day; a dash while it is not known."""
    return short_day(dt.date.fromisoformat(written)) if written else "—"


def state(batch: BatchRow, today: dt.date) -> tuple[str, Tone]:
    """The pill of a posting: an open objection first, then what can be done."""
    if batch.open_objections:
        return f"异议 {batch.open_objections}", Tone.RED
    if batch.endable(today):
        return "可撤下", Tone.AMBER
    tones = {BatchState.DRAFT: Tone.AMBER, BatchState.POSTED: Tone.BLUE}
    return batch.state.value, tones.get(batch.state, Tone.NEUTRAL)


def course(batch: BatchRow) -> str:
    """The dates of a posting in one short line."""
    if batch.state is BatchState.DRAFT:
        return f"{batch.households} 户，打印后张贴"
    if batch.state is BatchState.ENDED:
        return f"{day(batch.posted_on)}—{day(batch.last_day)}，{day(batch.ended_on)}撤下"
    return f"{day(batch.posted_on)}张贴，{day(batch.last_day)}期满，{day(batch.closable_on)}可撤"
