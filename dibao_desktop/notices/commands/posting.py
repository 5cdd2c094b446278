"""Hanging a board up and taking it down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from peewee import fn

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance.queries import CaseRow
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.notices.commands.lookup import Posting, draft, posting, refuse_future
from dibao_desktop.notices.commands.preparing import changed_since, drafted_cases
from dibao_desktop.notices.commands.voiding import void_outdated
from dibao_desktop.notices.queries.lines import lines_of
from dibao_desktop.notices.queries.photos import photos
from dibao_desktop.notices.records import Case, NoticeBatch, NoticeEntry
from dibao_desktop.notices.rules.board import posting_period, short_day
from dibao_desktop.notices.rules.states import BatchState, EntryState, PhotoMoment
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.settings.queries import own_holidays
from dibao_desktop.storage.database import tuples


@dataclass(frozen=True)
class Ended:
    """What taking a board down came to, in households."""

    cleared: int
    objected: int
    repost: int


@command(Permission.NOTICES, Changes.NOTICES)
def post_batch(session: Session, batch_id: int, posted_on: dt.date, posted_by: str, place: str) -> None:
    """The board hangs since `posted_on`: its last day and the day it may come down follow from the pack (民法典 art.201, 203).

    Raises KnownError when a household on it is no longer due or would be shown otherwise today: the paper must be true.
    """
    found = draft(batch_id, "张贴")
    refuse_future(session, posted_on, "张贴日期")
    if not posted_by.strip() or not place.strip():
        raise KnownError("missing", f"请填写{found.words}的张贴人和张贴地点。")
    cases = drafted_cases(found)
    _refuse_before_content(found, cases, posted_on)
    changed = changed_since(found, lines_of(found.policy, cases, session.today()))
    if changed:
        raise KnownError(
            "board_changed", f"{changed[0]}等 {len(changed)} 户在生成公示后有变动，请点“重新生成”并重新打印后再张贴。"
        )
    if not cases:
        raise KnownError("empty_board", f"{found.words}上没有户，请作废后重新生成。")
    period = posting_period(found.policy.notice, found.round_, posted_on, again=found.batch.again, own=own_holidays())
    NoticeBatch.update(
        state=BatchState.POSTED.value,
        posted_on=posted_on.isoformat(),
        posted_by=posted_by.strip(),
        place=place.strip(),
        last_day=period.last.isoformat(),
        closable_on=period.closable.isoformat(),
    ).where(NoticeBatch.id == batch_id).execute()
    listed = (NoticeEntry.batch == batch_id) & (NoticeEntry.state == EntryState.LISTED.value)
    NoticeEntry.update(state=EntryState.POSTED.value).where(listed).execute()
    clearance.post_notice(session, [case.id for case in cases], found.batch.round, posted_on, period.closable)
    said = f"{found.words}{short_day(posted_on)}张贴于{place.strip()}，{short_day(period.last)}期满"
    session.note(f"{said}，共 {len(cases)} 户，张贴人 {posted_by.strip()}")
    for case in cases:
        session.note(said, household=case.household_id)


def _refuse_before_content(found: Posting, cases: Sequence[CaseRow], posted_on: dt.date) -> None:
    """A board cannot have hung before its content was known: before the review, or before the round before it ended,
    or before its lines were written."""
    earlier = (
        NoticeEntry.select(fn.max(NoticeBatch.ended_on))
        .join(NoticeBatch)
        .where(NoticeEntry.case.in_([case.id for case in cases]), NoticeBatch.round < found.batch.round)
    )
    known = max([*(case.reviewed_on for case in cases), earlier.scalar() or ""], default="")
    if posted_on.isoformat() < known:
        raise KnownError("too_early", f"张贴日期 {posted_on} 早于 {known}（评议或上一轮公示结束的日期），请改正。")
    if posted_on.isoformat() < found.batch.made_on:
        raise KnownError("too_early", f"张贴日期 {posted_on} 早于公示榜的生成日期 {found.batch.made_on}，请改正。")


@command(Permission.NOTICES, Changes.NOTICES)
def end_batch(session: Session, batch_id: int, on: dt.date) -> Ended:
    """Take a board down. Households without an open objection are through; one whose content changed has to be posted again.

    Raises KnownError with the date before the day on which it may come down, and without the photos that the pack asks for.
    """
    found = posting(batch_id)
    batch = found.batch
    if batch.state != BatchState.POSTED.value:
        raise KnownError("not_posted", f"{found.words}{batch.state}，不能撤下。")
    closable = dt.date.fromisoformat(batch.closable_on)
    if on < closable:
        last = short_day(dt.date.fromisoformat(batch.last_day))
        raise KnownError("too_early", f"{found.words}公示到{last}，{short_day(closable)}起才能撤下，请到期再办。")
    refuse_future(session, on, "撤下日期")
    _refuse_unproved(found)
    repost = void_outdated(session, NoticeBatch.id == batch_id)
    NoticeBatch.update(state=BatchState.ENDED.value, ended_on=on.isoformat()).where(
        NoticeBatch.id == batch_id
    ).execute()
    cleared = _clear(session, batch_id, batch.round, on)
    objected = (
        NoticeEntry.select()
        .where(NoticeEntry.batch == batch_id, NoticeEntry.state == EntryState.OBJECTED.value)
        .count()
    )
    session.note(
        f"{found.words}{short_day(on)}期满撤下：无异议 {cleared} 户，有异议 {objected} 户，需重新公示 {repost} 户"
    )
    return Ended(cleared, objected, repost)


def _refuse_unproved(found: Posting) -> None:
    """Where the pack asks for it, photos prove that the board was hung up and hung to its last day."""
    there = {photo.moment for photo in photos(found.batch.id)}
    missing = [moment for moment in PhotoMoment if moment not in there]
    if found.policy.notice.photos_to_end and missing:
        lacking = "和".join(f"{moment.value}照片" for moment in missing)
        raise KnownError("no_photo", f"{found.words}还没有存入{lacking}，方案要求存入后才能撤下。")


def _clear(session: Session, batch_id: int, round_number: int, on: dt.date) -> int:
    hanging = (NoticeEntry.batch == batch_id) & (NoticeEntry.state == EntryState.POSTED.value)
    rows = list(tuples(NoticeEntry.select(Case.id, Case.household).join(Case).where(hanging)))
    NoticeEntry.update(state=EntryState.CLEARED.value).where(hanging).execute()
    clearance.end_notice(session, [case for case, _ in rows], round_number, on)
    for _, household in rows:
        session.note(f"公示期满无异议（{on}）", household=household)
    return len(rows)
