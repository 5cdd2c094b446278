"""A posting as the printed board, and as it goes onto a website."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.domain.dates import NoticePeriod
from dibao_desktop.domain.document import Document, Paper
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.notices.queries.batches import BatchDetail, EntryRow, batch
from dibao_desktop.notices.queries.lines import doubt_about
from dibao_desktop.notices.rules.board import Board, board_document, posting_period
from dibao_desktop.notices.rules.publishing import public_village
from dibao_desktop.notices.rules.states import EntryState
from dibao_desktop.notices.rules.website import website_document
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key

_HANGING = (EntryState.POSTED, EntryState.OBJECTED)


def board(batch_id: int, posted_on: dt.date | None = None, paper: Paper = Paper.A4) -> Document:
    """The board as it is printed; while it does not hang yet, with the dates of a posting on `posted_on`, or blank ones."""
    found = batch(batch_id)
    hung = [entry for entry in found.entries if entry.state is not EntryState.REMOVED]
    return board_document(clearance.policy_of(found.campaign_id).notice, _board(found, hung, posted_on), paper)


def website(batch_ids: Sequence[int]) -> Document:
    """Postings of one campaign as they go onto a website: the households whose posting still counts."""
    found = [batch(batch_id) for batch_id in batch_ids]
    boards = []
    for each in found:
        hanging = [entry for entry in each.entries if entry.state in _HANGING and not entry.outdated]
        boards.append(_board(each, hanging))
    return website_document(clearance.policy_of(found[0].campaign_id).notice, boards)


def _board(found: BatchDetail, entries: Iterable[EntryRow], posted_on: dt.date | None = None) -> Board:
    policy = clearance.policy_of(found.campaign_id)
    return Board(
        unit=settings.value(Key.UNIT, settings.value(Key.TOWN)),
        village=public_village(found.village),
        number=found.number,
        round_=policy.notice_round(found.round),
        phone=settings.value(Key.PHONE),
        period=period(found, posted_on),
        reviewed=found.reviewed,
        lines=tuple(entry.line for entry in entries),
    )


def period(found: BatchDetail, posted_on: dt.date | None = None) -> NoticePeriod | None:
    """When a posting hangs, or would hang from `posted_on`; None while neither is known."""
    day = dt.date.fromisoformat(found.posted_on) if found.posted_on else posted_on
    if day is None:
        return None
    policy = clearance.policy_of(found.campaign_id)
    return posting_period(
        policy.notice, policy.notice_round(found.round), day, again=found.again, own=settings.own_holidays()
    )


def doubts(batch_id: int, today: dt.date) -> dict[int, str]:
    """What a clerk should look at before posting, by entry id; a household in doubt stays on the board."""
    found = batch(batch_id)
    records = dossiers.kept([entry.household_id for entry in found.entries])
    said = {entry.id: doubt_about(records[entry.household_id], today) for entry in found.entries}
    return {entry_id: sentence for entry_id, sentence in said.items() if sentence}
