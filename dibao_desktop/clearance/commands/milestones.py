"""What review and notices, which stand above, tell a case. They write their own words into the history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from dibao_desktop.clearance.commands.proposals import reinvestigate, void_after
from dibao_desktop.clearance.commands.steps import chunks, household_name, open_case, require, require_all
from dibao_desktop.clearance.queries.campaigns import policy_of
from dibao_desktop.clearance.records import Case
from dibao_desktop.clearance.rules.road import ReviewDecision, place_of
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.storage.database import tuples


@command(Permission.REVIEW, Changes.CLEARANCE)
def conclude_review(session: Session, case_id: int, decision: str, on: dt.date) -> None:
    """A review came to `passed`, `failed` or `returned` (back to a new visit). After `failed` the township's opinion is due
    (`propose`)."""
    case = open_case(case_id)
    require(case, DoneWhen.REVIEW_CONCLUDED, "民主评议")
    reached = ReviewDecision(decision)
    if reached is ReviewDecision.RETURNED:
        reinvestigate(case)
    else:
        changed = {"review_decision": reached.value, "reviewed_on": on.isoformat(), "review_answered": False}
        Case.update(**changed).where(Case.id == case_id).execute()
    session.touch([case.household_id])


@command(Permission.REVIEW, Changes.CLEARANCE)
def correct_review(session: Session, case_id: int, before: str, decision: str) -> None:
    """A closed vote was corrected from `before` to another decision; empty when it decides nothing after all.

    Refused once anything rests on it: a board that hangs, the township's opinion, a decision, a new visit.
    """
    case = open_case(case_id)
    name = household_name(case)
    if case.decided_on:
        raise KnownError("already_decided", f"{name}已于 {case.decided_on} 作出决定，评议结果不能再更正。")
    if case.posted_round:
        raise KnownError(
            "already_posted",
            f"{name}的公示已于 {case.posted_on} 张贴，评议结果不能再更正；请登记为公示异议处理，或退回重新调查后再评议。",
        )
    if case.review_decision != before:
        raise KnownError("not_in_force", f"{name}已退回重新调查，这次表决不再有效，请在下次会议重新评议。")
    if case.review_answered:
        raise KnownError(
            "already_answered", f"{name}评议未通过后乡镇已提出处理意见，评议结果不能再更正；请退回重新调查后再评议。"
        )
    reached = ReviewDecision(decision).value if decision else ""
    changed = {"review_decision": reached} if reached else {"review_decision": "", "reviewed_on": ""}
    Case.update(**changed).where(Case.id == case_id).execute()
    session.touch([case.household_id])


@command(Permission.NOTICES, Changes.CLEARANCE)
def post_notice(
    session: Session, case_ids: Collection[int], round_number: int, on: dt.date, closable_on: dt.date
) -> None:
    """A notice round hangs since `on` and may come down on `closable_on`; posting a round again opens it again."""
    session.touch(require_all(case_ids, DoneWhen.NOTICE_ENDED, "张贴公示", round_number))
    for some in chunks(case_ids):
        days = {"posted_on": on.isoformat(), "closable_on": closable_on.isoformat()}
        Case.update(posted_round=round_number, **days).where(Case.id.in_(some)).execute()
        reopened = Case.id.in_(some) & (Case.ended_round >= round_number)
        Case.update(ended_round=round_number - 1).where(reopened).execute()


@command(Permission.NOTICES, Changes.CLEARANCE)
def withdraw_notice(session: Session, case_id: int, round_number: int) -> None:
    """What hangs of a round does not count any more: it has to be posted anew."""
    hangs = (Case.id == case_id) & (Case.posted_round >= round_number)
    Case.update(posted_round=round_number - 1, posted_on="", closable_on="").where(hangs).execute()
    session.touch([open_case(case_id).household_id])


@command(Permission.NOTICES, Changes.CLEARANCE)
def end_notice(session: Session, case_ids: Collection[int], round_number: int, on: dt.date) -> None:
    """A posted round has ended. A case with an open objection stays at it until that is settled.

    What hangs its days counts, though a new lead has come up meanwhile: the case then waits at that lead. A changed opinion
    has taken the posting away already.
    """
    for some in chunks(case_ids):
        unposted = Case.select().where(Case.id.in_(some), Case.posted_round < round_number)
        require_all([case.id for case in unposted], DoneWhen.NOTICE_ENDED, "结束公示", round_number)
        if unposted:
            raise KnownError("not_posted", f"{household_name(unposted[0])}的公示还没有张贴，不能结束。")
        Case.update(ended_round=round_number, ended_on=on.isoformat()).where(Case.id.in_(some)).execute()
        session.touch(household for (household,) in tuples(Case.select(Case.household).where(Case.id.in_(some))))


@command(Permission.NOTICES, Changes.CLEARANCE)
def change_open_objections(session: Session, case_id: int, delta: int) -> None:
    """An objection was raised (+1) or settled (−1)."""
    case = open_case(case_id)
    left = case.open_objections + delta
    if left < 0:
        raise KnownError("no_objection", f"{household_name(case)}没有未处理的公示异议。")
    ever = case.objections + max(delta, 0)
    changed = {"open_objections": left, "objections": ever, "review_again": case.review_again and left > 0}
    Case.update(**changed).where(Case.id == case_id).execute()
    session.touch([case.household_id])


@command(Permission.NOTICES, Changes.CLEARANCE)
def reopen_for_objection(session: Session, case_id: int, step: DoneWhen) -> None:
    """An objection is answered by a new visit or by a review (57号 art.19): the case goes back there, and what rests on it
    no longer counts."""
    case = open_case(case_id)
    steps = policy_of(case.campaign_id).steps
    place, name = place_of(steps, step), household_name(case)
    if place is None:
        raise KnownError("no_such_step", f"本次行动的方案没有“{step.label}”，{name}的异议请改用其他方式处理。")
    if case.decided_on:
        raise KnownError("already_decided", f"{name}已于 {case.decided_on} 作出决定，不能再退回。")
    if step is DoneWhen.VISIT_SIGNED:
        reinvestigate(case)
    else:
        void_after(case, steps, place)
        again = {"review_again": True, "review_decision": "", "reviewed_on": "", "review_answered": False}
        Case.update(**again).where(Case.id == case_id).execute()
    session.touch([case.household_id])
