"""Postings as lists show them, and one posting with its households and objections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from peewee import fn

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.notices.queries.outdated import outdated
from dibao_desktop.notices.records import Case, Household, NoticeBatch, NoticeEntry, Objection, Village
from dibao_desktop.notices.rules.board import BoardLine
from dibao_desktop.notices.rules.kinds import NoticeKind, kind_of
from dibao_desktop.notices.rules.states import BatchState, EntryState
from dibao_desktop.policy.rules.procedure import NoticeRound
from dibao_desktop.storage.database import tuples

LINE_FIELDS = tuple(field.name for field in fields(BoardLine))
_STANDING = [EntryState.REMOVED.value]


@dataclass(frozen=True)
class BatchRow:
    """One posting. Days are ISO text, empty until they are known; `households` are those that were not taken off."""

    id: int
    campaign_id: int
    village_id: int
    village: str
    round: int
    round_label: str
    number: str
    state: BatchState
    households: int
    open_objections: int
    place: str
    posted_on: str
    posted_by: str
    last_day: str
    closable_on: str
    ended_on: str
    again: bool

    def endable(self, today: dt.date) -> bool:
        """Whether it hangs and may come down."""
        return self.state is BatchState.POSTED and self.closable_on <= today.isoformat()


@dataclass(frozen=True)
class EntryRow:
    """A household on a board. `outdated` says what has changed since, so that what hangs does not count any more."""

    id: int
    case_id: int
    household_id: int
    number: str
    position: int
    line: BoardLine
    state: EntryState
    reason: str
    again: bool
    outdated: str


@dataclass(frozen=True)
class ObjectionRow:
    """One objection; `raiser` is empty when it came without a name. Never printed on anything public."""

    id: int
    entry_id: int
    household_id: int
    number: str
    head_name: str
    raised_on: str
    raiser: str
    text: str
    handling: str
    conclusion: str
    content_changed: bool
    resolved_on: str
    answered_on: str

    @property
    def is_open(self) -> bool:
        """Whether it still stops its household."""
        return not self.resolved_on


@dataclass(frozen=True)
class BatchDetail(BatchRow):
    """One posting with its households in the order of the board, and its objections, open ones first."""

    kind: NoticeKind
    reviewed: bool
    entries: tuple[EntryRow, ...]
    objections: tuple[ObjectionRow, ...]


def batches(campaign_id: int, village_id: int | None = None) -> list[BatchRow]:
    """The postings of a campaign (of one village if asked) that were not thrown away: living ones first, then the newest."""
    condition = (NoticeBatch.campaign == campaign_id) & (NoticeBatch.state != BatchState.VOID.value)
    if village_id is not None:
        condition &= NoticeBatch.village == village_id
    order = {BatchState.POSTED: 0, BatchState.DRAFT: 1, BatchState.ENDED: 2}
    return sorted(_rows(condition), key=lambda row: (order[row.state], -row.id))


def batch(batch_id: int) -> BatchDetail:
    """One posting with all that belongs to it. Raises KnownError when it is gone."""
    found = _rows(NoticeBatch.id == batch_id)
    if not found:
        raise KnownError("no_batch", "找不到这张公示榜，请刷新后重选。")
    row = found[0]
    reviewed = bool(NoticeBatch.select(NoticeBatch.reviewed).where(NoticeBatch.id == batch_id).scalar())
    values = {field.name: getattr(row, field.name) for field in fields(BatchRow)}
    entries = _entries(row)
    level = clearance.policy_of(row.campaign_id).notice_round(row.round).level
    kind = kind_of(level, {entry.line.outcome for entry in entries if entry.state is not EntryState.REMOVED})
    return BatchDetail(**values, kind=kind, reviewed=reviewed, entries=entries, objections=_objections(batch_id))


def _rows(condition: Any) -> list[BatchRow]:
    own = (NoticeBatch.place, NoticeBatch.posted_on, NoticeBatch.posted_by, NoticeBatch.last_day)
    rows = list(
        tuples(
            NoticeBatch.select(
                NoticeBatch.id,
                NoticeBatch.campaign,
                NoticeBatch.village,
                Village.name,
                NoticeBatch.round,
                NoticeBatch.number,
                NoticeBatch.state,
                *own,
                NoticeBatch.closable_on,
                NoticeBatch.ended_on,
                NoticeBatch.again,
            )
            .join(Village)
            .where(condition)
        )
    )
    ids = [int(row[0]) for row in rows]
    sizes, objections = _sizes(ids), _open_objections(ids)
    rounds: dict[int, dict[int, NoticeRound]] = {}
    found = []
    for id_, campaign, village_id, village, round_, number, state, place, posted_on, posted_by, last, *rest in rows:
        if campaign not in rounds:
            rounds[campaign] = {each.number: each for each in clearance.policy_of(campaign).notice.rounds}
        label = rounds[campaign][round_].label
        head = (id_, campaign, village_id, village, round_, label, number, BatchState(state))
        counts = (sizes.get(id_, 0), objections.get(id_, 0))
        closable_on, ended_on, again = rest
        found.append(BatchRow(*head, *counts, place, posted_on, posted_by, last, closable_on, ended_on, bool(again)))
    return found


def _sizes(ids: Iterable[int]) -> dict[int, int]:
    counted = (
        NoticeEntry.select(NoticeEntry.batch, fn.count(NoticeEntry.id))
        .where(NoticeEntry.batch.in_(list(ids)), NoticeEntry.state.not_in(_STANDING))
        .group_by(NoticeEntry.batch)
    )
    return dict(tuples(counted))


def _open_objections(ids: Iterable[int]) -> dict[int, int]:
    counted = (
        Objection.select(NoticeEntry.batch, fn.count(Objection.id))
        .join(NoticeEntry)
        .where(NoticeEntry.batch.in_(list(ids)), Objection.resolved_on == "")
        .group_by(NoticeEntry.batch)
    )
    return dict(tuples(counted))


def _entries(row: BatchRow) -> tuple[EntryRow, ...]:
    own = (NoticeEntry.id, NoticeEntry.case, Household.id, Household.number, NoticeEntry.position, NoticeEntry.state)
    rest = (NoticeEntry.reason, NoticeEntry.again)
    found = tuples(
        NoticeEntry.select(*own, *rest, *(getattr(NoticeEntry, name) for name in LINE_FIELDS))
        .join(Case)
        .join(Household, on=Case.household == Household.id)
        .where(NoticeEntry.batch == row.id)
        .order_by(NoticeEntry.position, NoticeEntry.id)
    )
    entries = []
    changed = {each.entry_id: each.why for each in outdated(NoticeEntry.batch == row.id)}
    for id_, case, household, number, position, state, reason, again, *line in found:
        why = changed.get(id_, "") if state == EntryState.POSTED.value else ""
        shown = BoardLine(**dict(zip(LINE_FIELDS, line, strict=True)))
        entries.append(
            EntryRow(id_, case, household, number, position, shown, EntryState(state), reason, bool(again), why)
        )
    return tuple(entries)


def _objections(batch_id: int) -> tuple[ObjectionRow, ...]:
    own = [getattr(Objection, field.name) for field in fields(ObjectionRow)[5:]]
    rows = tuples(
        Objection.select(Objection.id, Objection.entry, Household.id, Household.number, NoticeEntry.head_name, *own)
        .join(NoticeEntry)
        .join(Case)
        .join(Household, on=Case.household == Household.id)
        .where(NoticeEntry.batch == batch_id)
        .order_by(Objection.resolved_on != "", Objection.id.desc())
    )
    return tuple(ObjectionRow(*row) for row in rows)
