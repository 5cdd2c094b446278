"""Objections to a notice: each stops its own household and nobody else's (57号 art.19, DOMAIN §14.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.clearance.queries import CaseRow
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.notices.commands.lookup import Posting, entry_row, posting, refuse_future
from dibao_desktop.notices.queries.outdated import outdated
from dibao_desktop.notices.queries.ready import carried_cases
from dibao_desktop.notices.queries.sent_back import waits_for
from dibao_desktop.notices.records import Case, NoticeEntry, Objection
from dibao_desktop.notices.rules.states import BatchState, EntryState, Handling, after_objection
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.session import Permission, Session, command

_BY_OBJECTION = "异议处理后意见有变动"
_ANSWERED_BY: Mapping[Handling, DoneWhen] = {
    Handling.INVESTIGATED: DoneWhen.VISIT_SIGNED,
    Handling.REVIEWED: DoneWhen.REVIEW_CONCLUDED,
}


@command(Permission.NOTICES, Changes.NOTICES)
def raise_objection(session: Session, entry_id: int, raised_on: dt.date, text: str, raiser: str = "") -> int:
    """Somebody objects to a household while its board hangs. `raiser` may stay empty; it is kept out of the history.

    Returns the objection's id.
    """
    entry = entry_row(entry_id)
    found = posting(entry.batch_id)
    if found.batch.state != BatchState.POSTED.value:
        raise KnownError(
            "not_posted", f"{found.words}{found.batch.state}，不在公示期；有反映的请在“清查核查”中把该户退回重新调查。"
        )
    if entry.state not in (EntryState.POSTED.value, EntryState.OBJECTED.value):
        raise KnownError("not_on_board", f"{entry.head_name}家{entry.state}，不在这张榜上，请刷新后重选。")
    if not text.strip():
        raise KnownError("no_text", f"请写明对{entry.head_name}家有什么异议。")
    if raised_on.isoformat() < found.batch.posted_on:
        raise KnownError("too_early", f"异议日期 {raised_on} 早于张贴日期 {found.batch.posted_on}，请改正。")
    refuse_future(session, raised_on, "异议日期")
    made = Objection.create(entry=entry_id, raised_on=raised_on.isoformat(), text=text.strip(), raiser=raiser.strip())
    NoticeEntry.update(state=EntryState.OBJECTED.value).where(NoticeEntry.id == entry_id).execute()
    clearance.change_open_objections(session, entry.case_id, +1)
    how = "实名" if raiser.strip() else "匿名"
    session.note(f"{found.round_.label}收到异议（{how}）：{text.strip()}", household=_household(entry.case_id))
    return int(made.id)


@dataclass(frozen=True)
class _Settlement:
    """All that decides where a household goes once its last objection is settled."""

    entry: Any
    found: Posting
    case: CaseRow
    on: dt.date
    said_changed: bool

    @property
    def hanging(self) -> bool:
        return bool(self.found.batch.state == BatchState.POSTED.value)

    @property
    def stands(self) -> bool:
        """Whether what hung still is what is proposed."""
        return not outdated(NoticeEntry.id == self.entry.id)


@command(Permission.NOTICES, Changes.NOTICES)
def send_back_objection(session: Session, objection_id: int, handling: Handling) -> None:
    """Answer an objection by a new investigation or by a review (57号 art.19): the household goes back there at once.

    Asked once more it goes back once more, or the other way.
    """
    objection, entry = _open_objection(objection_id)
    if not handling.sends_back:
        raise KnownError("nothing_to_send_back", f"“{handling.value}”不用退回，请直接填写处理结论。")
    clearance.reopen_for_objection(session, entry.case_id, _ANSWERED_BY[handling])
    Objection.update(handling=handling.value).where(Objection.id == objection_id).execute()
    said = f"公示异议（{objection.raised_on}）需{handling.value}，已退回办理"
    session.note(said, household=_household(entry.case_id))


@command(Permission.NOTICES, Changes.NOTICES)
def resolve_objection(
    session: Session,
    objection_id: int,
    conclusion: str,
    resolved_on: dt.date,
    answered_on: dt.date | None,
    content_changed: bool,
) -> EntryState:
    """Settle an objection. With changed content the household is posted again where the pack asks for it (repost_days).

    What was sent back must have been done since; what was not is 当面说明. An objection with a name must be answered
    (57号 art.37). Returns where the household stands now.
    """
    objection, entry = _open_objection(objection_id)
    handling = Handling(objection.handling or Handling.EXPLAINED)
    missing = waits_for(objection_id)
    if missing:
        raise KnownError("not_done_yet", f"对{entry.head_name}家的异议{missing}")
    _refuse_bad(session, objection, entry, conclusion, resolved_on, answered_on)
    Objection.update(
        handling=handling.value,
        conclusion=conclusion.strip(),
        resolved_on=resolved_on.isoformat(),
        answered_on=answered_on.isoformat() if answered_on else "",
        content_changed=content_changed,
    ).where(Objection.id == objection_id).execute()
    clearance.change_open_objections(session, entry.case_id, -1)
    others = Objection.select().where(Objection.entry == entry.id, Objection.resolved_on == "").count()
    if others:
        state = EntryState.OBJECTED
    else:
        found = posting(entry.batch_id)
        changed = Objection.select().where(Objection.entry == entry.id, Objection.content_changed).count() > 0
        state = _settle(session, _Settlement(entry, found, cases.case_row(entry.case_id), resolved_on, changed))
    session.note(
        f"公示异议经{handling.value}处理：{conclusion.strip()}，{state.value}", household=_household(entry.case_id)
    )
    return state


def _settle(session: Session, it: _Settlement) -> EntryState:
    changed = it.said_changed or not it.stands
    state = after_objection(changed=changed, hanging=it.hanging, repost_days=it.found.policy.notice.repost_days)
    NoticeEntry.update(state=state.value, by_objection=changed, reason=_BY_OBJECTION if changed else "").where(
        NoticeEntry.id == it.entry.id
    ).execute()
    if state is EntryState.REPOST:
        clearance.withdraw_notice(session, it.case.id, it.found.batch.round)
    if state is EntryState.CLEARED and not changed:
        clearance.end_notice(session, [it.case.id], it.found.batch.round, it.on)
    return state


@command(Permission.NOTICES, Changes.NOTICES)
def carry_on(session: Session, campaign_id: int, village_id: int, round_number: int, on: dt.date) -> int:
    """Let households past a round whose opinion changed after an objection, where the pack has no second posting
    (57号 art.19 asks for none). Returns how many."""
    carried = carried_cases(campaign_id, round_number, village_id)
    if not carried:
        raise KnownError("nobody_to_carry_on", "没有异议处理后可以直接继续办理的户，请刷新后再看。")
    ids = [case.id for case in carried]
    clearance.post_notice(session, ids, round_number, on, on)
    clearance.end_notice(session, ids, round_number, on)
    # What changes from now on is posted again like anybody's.
    NoticeEntry.update(by_objection=False).where(NoticeEntry.case.in_(ids)).execute()
    for case in carried:
        session.note("公示异议已处理，方案不要求重新公示，按新意见继续办理", household=case.household_id)
    return len(ids)


def _open_objection(objection_id: int) -> tuple[Any, Any]:
    """An objection that is not settled, with the household on the board that it is about."""
    objection: Any = Objection.get_or_none(Objection.id == objection_id)
    if objection is None:
        raise KnownError("no_objection", "找不到这条异议，请刷新后重选。")
    entry = entry_row(objection.entry_id)
    if objection.resolved_on:
        raise KnownError("resolved", f"对{entry.head_name}家的这条异议已于 {objection.resolved_on} 处理，不能再改。")
    return objection, entry


def _refuse_bad(
    session: Session,
    objection: Any,
    entry: Any,
    conclusion: str,
    resolved_on: dt.date,
    answered_on: dt.date | None,
) -> None:
    if not conclusion.strip():
        raise KnownError("no_conclusion", f"请写明对{entry.head_name}家异议的处理结论。")
    if resolved_on.isoformat() < objection.raised_on:
        raise KnownError("too_early", f"处理日期 {resolved_on} 早于异议日期 {objection.raised_on}，请改正。")
    refuse_future(session, resolved_on, "处理日期")
    if objection.raiser and answered_on is None:
        raise KnownError("not_answered", f"对{entry.head_name}家的异议是实名提出的，请填写答复异议人的日期。")
    if answered_on is not None:
        refuse_future(session, answered_on, "答复日期")


def _household(case_id: int) -> int:
    return int(Case.select(Case.household).where(Case.id == case_id).scalar())
