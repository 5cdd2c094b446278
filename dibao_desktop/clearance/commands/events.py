"""变动: one event entered once, and everything follows: the record, the case or the task, the register rows."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import dataclass

from dibao_desktop.clearance.queries.campaigns import current_campaign, policy_of
from dibao_desktop.clearance.records import Case, HouseholdEvent
from dibao_desktop.clearance.rules.gradual import gradual_exit
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import yuan
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries.supplements import granted_supplements
from dibao_desktop.dossiers.rules.aided import situation_of
from dibao_desktop.dossiers.rules.life_events import (
    EventDraft,
    EventOutcome,
    LifeEvent,
    after_event,
    counts_from,
    event_problem,
    settle_by,
    told,
)
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.dossiers.rules.standing import LIVE, Standing
from dibao_desktop.matching.queries import policy_in_use
from dibao_desktop.policy.rules.amounts import compute_amount
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.session import Permission, Session, command


@dataclass(frozen=True)
class Taken:
    """What became of an event: the case in which the amount is worked out anew (None: it waits as a task), from which month
    it counts, and what the clerk should look at."""

    event_id: int
    case_id: int | None
    from_month: str
    flags: tuple[str, ...]


@command(Permission.DOSSIERS, Changes.DOSSIERS | Changes.CLEARANCE)
def record_event(
    session: Session, household_id: int, draft: EventDraft, seen_version: int, papers: Collection[str] = ()
) -> Taken:
    """Enter one event of a household. The approved amount stays: the case falls back to 核算, or a task is left.

    Raises KnownError for what is lacking, and when the dossier was changed meanwhile.
    """
    found = dossiers.household(household_id)
    if found is None or found.standing not in LIVE:
        raise KnownError("no_household", "这一户不在保，也没有在申请，不能办理变动；请刷新后核对。")
    known = dossiers.circumstances(household_id, found.member_ids)
    problem = event_problem(found.record, known, draft, session.today())
    if problem:
        raise KnownError("invalid", problem)
    policy, outcome = _policy(), after_event(found.record, known, draft)
    month = counts_from(draft, policy.decision.pay_start, session.today())
    sentence = told(draft, outcome, month)
    if outcome.ended:
        session.note(sentence, household=household_id)
    else:
        ids = [*found.member_ids, None][: len(outcome.record.members)]
        dossier_commands.amend_household(
            session, household_id, outcome.record, seen_version, ids, outcome.known, sentence, False
        )
    case_id = _case(household_id, found.village_id, found.record, found.standing)
    made = HouseholdEvent.create(
        household=household_id,
        case=case_id,
        kind=draft.kind.value,
        happened_on=draft.on.isoformat(),
        person_name=outcome.person.name,
        person_id=outcome.person.id_number,
        told=sentence,
        note=draft.note.strip(),
        from_month=month,
        covered_before=outcome.covered_before,
        covered_after=outcome.covered_after,
        before_fen=found.record.monthly_fen or 0,
        monthly_over_fen=_over(found, draft, outcome),
        papers=json.dumps(list(papers), ensure_ascii=False),
        settle_by=settle_by(draft, session.today()).isoformat(),
        recorded_on=session.today().isoformat(),
        recorded_by=session.actor.name,
        settled_on=session.today().isoformat() if draft.kind is LifeEvent.HEAD else "",
        settled_how="不涉及金额" if draft.kind is LifeEvent.HEAD else "",
    )
    return Taken(int(made.id), case_id, month, (*outcome.flags, *_expected(session, policy, found, outcome, draft)))


@command(Permission.CLEARANCE, Changes.CLEARANCE)
def settle_event(session: Session, event_id: int, how: str) -> None:
    """Say that nothing is left to do about an event that no case carries, and what was done."""
    event = _event(event_id)
    if not how.strip():
        raise KnownError("missing", "请写明怎样办结，例如“下次清查时核算”或“金额不变”。")
    HouseholdEvent.update(settled_on=session.today().isoformat(), settled_how=how.strip()).where(
        HouseholdEvent.id == event_id
    ).execute()
    session.note(f"变动办结：{event.kind}，{event.person_name}（{how.strip()}）", household=event.household_id)


@command(Permission.CLEARANCE, Changes.CLEARANCE)
def record_recovery(session: Session, event_id: int, fen: int, on: dt.date) -> None:
    """What was got back altogether of what was paid after a death (死亡核减, DOMAIN §11)."""
    event = _event(event_id)
    if event.kind != LifeEvent.DEATH:
        raise KnownError("not_a_death", "只有死亡核减才登记追回金额，请重新选择。")
    if fen < 0:
        raise KnownError("negative_amount", "追回金额不能是负数，请改正。")
    if on > session.today():
        raise KnownError("in_future", f"追回日期 {on} 晚于今天，请改正。")
    HouseholdEvent.update(recovered_fen=fen, recovered_on=on.isoformat()).where(HouseholdEvent.id == event_id).execute()
    session.note(
        f"死亡核减：{event.person_name}，共追回 {yuan(fen)} 元",
        household=event.household_id,
        before={"已追回（分）": event.recovered_fen},
        after={"已追回（分）": fen},
    )


def _policy() -> Policy:
    running = current_campaign()
    return policy_of(running.id) if running is not None else policy_in_use()


def _case(household_id: int, village_id: int, record: HouseholdRecord, standing: str) -> int | None:
    """The open case of the running campaign in which the new amount is decided, made where there is none yet."""
    running = current_campaign()
    if running is None or standing != Standing.RECEIVING:
        return None
    case = Case.get_or_none(Case.campaign == running.id, Case.household == household_id)
    if case is None:
        case = Case.create(
            campaign=running.id,
            household=household_id,
            village=village_id,
            before_fen=record.monthly_fen or 0,
            before_covered=record.covered_size,
        )
    return None if case.decided_on or case.closed_on else int(case.id)


def _over(found: dossiers.HouseholdDetail, draft: EventDraft, outcome: EventOutcome) -> int:
    """What goes on being paid too much a month for somebody who is gone: that person's equal part of what is paid and the
    supplement of their own, all of it when nobody is left. Whether the others stay eligible is for the new assessment."""
    paid, granted = found.record.monthly_fen or 0, granted_supplements([found.id]).get(found.id)
    if outcome.ended:
        return paid + (granted.total_fen if granted else 0)
    gone = outcome.covered_before - outcome.covered_after
    if gone <= 0 or draft.member is None:
        return 0
    own = granted.of_member(found.member_ids[draft.member]) if granted else 0
    return (2 * paid * gone + outcome.covered_before) // (2 * outcome.covered_before) + own


def _expected(
    session: Session, policy: Policy, found: dossiers.HouseholdDetail, outcome: EventOutcome, draft: EventDraft
) -> tuple[str, ...]:
    """What the event will probably lead to, said at once: a 渐退期 (57号 art.33)."""
    months, paid = policy.decision.gradual_exit_months, found.record.monthly_fen or 0
    if outcome.ended or not paid or months < 1 or not draft.kind.may_leave_gradually:
        return ()
    computed = compute_amount(policy, situation_of(outcome.record, session.today()))
    if computed.eligible is not False:
        return ()
    leaving = gradual_exit(policy.decision, session.today(), paid)
    return (
        f"变动后家庭人均收入不低于标准，核算时将拟“渐退”：作出决定的次月起（最早 {leaving.first_month}）"
        f"再发 {leaving.months} 个月，每月 {yuan(paid)} 元；不给渐退期的，请改提“停发”。",
    )


def _event(event_id: int) -> HouseholdEvent:
    found: HouseholdEvent | None = HouseholdEvent.get_or_none(HouseholdEvent.id == event_id)
    if found is None:
        raise KnownError("no_event", "找不到这条变动，请刷新后重选。")
    return found
