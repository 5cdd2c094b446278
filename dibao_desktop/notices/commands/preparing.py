"""Making a board: all households of the village that are due, none left out in silence (DOMAIN §4.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from dibao_desktop.clearance import commands as clearance_commands
from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.queries import CaseRow
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.notices.commands.lookup import Posting, draft, entry_row, posting
from dibao_desktop.notices.commands.voiding import void_outdated
from dibao_desktop.notices.queries.lines import lines_of
from dibao_desktop.notices.queries.ready import posted_before, waiting_cases
from dibao_desktop.notices.records import Case, NoticeBatch, NoticeEntry, Village
from dibao_desktop.notices.rules.board import BoardLine
from dibao_desktop.notices.rules.states import BatchState, EntryState
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key
from dibao_desktop.storage.database import tuples


@command(Permission.NOTICES, Changes.NOTICES)
def prepare_batch(session: Session, campaign_id: int, village_id: int, round_number: int) -> int:
    """Put every household of the village that waits for this round on a board. Returns the batch's id.

    A board of this round that does not hang yet takes them in. Raises KnownError when nobody waits.
    """
    running = clearance.campaign(campaign_id)
    if running.closed_on:
        raise KnownError("campaign_closed", f"行动“{running.title}”已于 {running.closed_on} 结束，不能再公示。")
    policy = clearance.policy_of(campaign_id)
    round_ = next((each for each in policy.notice.rounds if each.number == round_number), None)
    if round_ is None:
        raise KnownError("no_round", f"方案“{policy.title}”没有第 {round_number} 轮公示，请重新选择。")
    same = (NoticeBatch.campaign == campaign_id) & (NoticeBatch.village == village_id)
    open_draft = (NoticeBatch.round == round_number) & (NoticeBatch.state == BatchState.DRAFT.value)
    made = NoticeBatch.get_or_none(same & open_draft)
    if not waiting_cases(campaign_id, round_number, village_id):
        if made is not None:
            return int(made.id)
        village = Village.select(Village.name).where(Village.id == village_id).scalar() or "这个村"
        raise KnownError("nothing_to_post", f"{village}现在没有等待{round_.label}的户，请先办完前面的步骤。")
    if made is None:
        made = NoticeBatch.create(
            campaign=campaign_id,
            village=village_id,
            round=round_number,
            number=_number(session),
            state=BatchState.DRAFT.value,
            made_on=session.today().isoformat(),
        )
    _fill(session, posting(made.id))
    return int(made.id)


@command(Permission.NOTICES, Changes.NOTICES)
def refresh_batch(session: Session, batch_id: int) -> None:
    """Write a board that does not hang yet anew from the cases as they stand, with those that have become due since."""
    _fill(session, draft(batch_id, "重新生成"))


@command(Permission.NOTICES, Changes.NOTICES)
def remove_entry(session: Session, entry_id: int, reason: str) -> None:
    """Take a household off a board; it stays due. Without a reason it may not be (DOMAIN §4.4)."""
    entry = entry_row(entry_id)
    found = posting(entry.batch_id)
    if not reason.strip():
        raise KnownError("no_reason", f"请写明把{entry.head_name}家移出公示榜的理由。")
    if entry.state not in (EntryState.LISTED.value, EntryState.POSTED.value):
        raise KnownError("not_removable", f"{entry.head_name}家{entry.state}，不能移出{found.words}。")
    NoticeEntry.update(state=EntryState.REMOVED.value, reason=reason.strip()).where(
        NoticeEntry.id == entry_id
    ).execute()
    if entry.state == EntryState.POSTED.value:
        clearance_commands.withdraw_notice(session, entry.case_id, found.batch.round)
    household = Case.select(Case.household).where(Case.id == entry.case_id).scalar()
    session.note(f"移出{found.words}，理由：{reason.strip()}", household=household)


@command(Permission.NOTICES, Changes.NOTICES)
def discard_batch(session: Session, batch_id: int) -> None:
    """Throw a board away that does not hang yet; its households wait again. Its number is not used twice."""
    found = draft(batch_id, "作废")
    NoticeBatch.update(state=BatchState.VOID.value).where(NoticeBatch.id == batch_id).execute()
    listed = (NoticeEntry.batch == batch_id) & (NoticeEntry.state == EntryState.LISTED.value)
    NoticeEntry.update(state=EntryState.REMOVED.value, reason="公示榜作废").where(listed).execute()
    session.note(f"作废{found.words}")


def changed_since(found: Posting, today_lines: Mapping[int, BoardLine]) -> list[str]:
    """The heads whose line on a draft is no longer what their case gives; a case that is not due has no line today."""
    listed: Any = NoticeEntry.select().where(
        NoticeEntry.batch == found.batch.id, NoticeEntry.state == EntryState.LISTED.value
    )
    return [entry.head_name for entry in listed if today_lines.get(entry.case_id) != _kept_line(entry)]


def drafted_cases(found: Posting) -> list[CaseRow]:
    """The cases on a draft that are still due."""
    batch = found.batch
    listed = (NoticeEntry.batch == batch.id) & (NoticeEntry.state == EntryState.LISTED.value)
    on_draft = {case for (case,) in tuples(NoticeEntry.select(NoticeEntry.case).where(listed))}
    at_step = [
        case
        for step in found.policy.steps
        if step.round == batch.round
        for case in clearance.cases(batch.campaign_id, batch.village_id, step.id)
    ]
    return [case for case in at_step if case.id in on_draft]


def _fill(session: Session, found: Posting) -> None:
    """Write the lines anew: those still due in their order, then those that became due; drop the others."""
    batch = found.batch
    # Who comes onto this board because of changed words leaves the one that hangs: its days do not count for the new words.
    void_outdated(session, NoticeBatch.campaign == batch.campaign_id)
    kept = drafted_cases(found)
    waiting = waiting_cases(batch.campaign_id, batch.round, batch.village_id)
    listed = (NoticeEntry.batch == batch.id) & (NoticeEntry.state == EntryState.LISTED.value)
    NoticeEntry.delete().where(listed).execute()
    # What was taken off by hand stays off this board; its case waits for another one.
    removed = {case for (case,) in tuples(NoticeEntry.select(NoticeEntry.case).where(NoticeEntry.batch == batch.id))}
    fresh = [case for case in waiting if case.id not in {each.id for each in kept} | removed]
    cases = [*kept, *fresh]
    _write(session, found.policy, batch, cases)
    session.note(f"生成{found.words}，共 {len(cases)} 户", after={"档案号": [case.number for case in cases]})


def _write(session: Session, policy: Policy, batch: Any, cases: Sequence[CaseRow]) -> None:
    lines = lines_of(policy, cases, session.today())
    seconds = posted_before(batch.campaign_id, batch.round)
    for position, case in enumerate(cases, start=1):
        NoticeEntry.create(
            batch=batch.id,
            case=case.id,
            position=position,
            state=EntryState.LISTED.value,
            again=seconds.get(case.id, False),
            written_category=case.category,
            **asdict(lines[case.id]),
        )
    changed = {
        "made_on": session.today().isoformat(),
        "reviewed": all(case.review_decision for case in cases),
        "again": bool(cases) and all(seconds.get(case.id, False) for case in cases),
    }
    NoticeBatch.update(**changed).where(NoticeBatch.id == batch.id).execute()


def _kept_line(entry: Any) -> BoardLine:
    return BoardLine(**{name: getattr(entry, name) for name in BoardLine.__dataclass_fields__})


def _number(session: Session) -> str:
    """The next number of the year's own series: `青石乡低保公〔2017〕3号`."""
    prefix = f"{settings.value(Key.TOWN)}低保公〔{session.today().year}〕"
    return f"{prefix}{NoticeBatch.select().where(NoticeBatch.number.startswith(prefix)).count() + 1}号"
