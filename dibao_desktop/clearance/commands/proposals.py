"""核算 and what is proposed: computed from the dossier, or put by a clerk with a reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace

from dibao_desktop.clearance.commands.steps import household_name, open_case, require
from dibao_desktop.clearance.queries.cases import PROPOSED, Assessed
from dibao_desktop.clearance.queries.positions import economic_facts
from dibao_desktop.clearance.records import (
    Assessment,
    Case,
    Confirmation,
    Hearing,
    HouseholdEvent,
    TownshipCheck,
    Visit,
)
from dibao_desktop.clearance.rules.economics import EconomicFacts
from dibao_desktop.clearance.rules.outcome import (
    Outcome,
    Proposal,
    Transfer,
    amount_problem,
    derived_proposal,
    offered,
    transfer_problem,
)
from dibao_desktop.clearance.rules.road import ReviewDecision
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.dates import PartialDate
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import yuan
from dibao_desktop.domain.progress import Progress, Silent
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.aided import own_income_fen
from dibao_desktop.dossiers.rules.life_events import LifeEvent
from dibao_desktop.policy.rules.amounts import Computation, ExplainedLine, Situation, compute_amount
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.steps import DoneWhen, Step
from dibao_desktop.session import Permission, Session, command

# Where each signed paper belongs on the road, and a case that no notice was posted for.
_PAPERS: Mapping[DoneWhen, type[TownshipCheck | Confirmation | Hearing]] = {
    DoneWhen.TOWNSHIP_CHECKED: TownshipCheck,
    DoneWhen.CONFIRMED: Confirmation,
    DoneWhen.HEARD: Hearing,
}
_UNPOSTED: Mapping[str, object] = {
    "posted_round": 0,
    "posted_on": "",
    "closable_on": "",
    "ended_round": 0,
    "ended_on": "",
}


@command(Permission.CLEARANCE, Changes.CLEARANCE)
def assess(session: Session, case_id: int) -> Assessed:
    """Work out income and amount from the dossier as it stands, keep the arithmetic, and propose what follows.

    Where something is lacking the proposal is 待核 and the case stays at this step. When the facts or the proposal differ
    from before, review, notice and what was signed since no longer count (DOMAIN §18.1).
    """
    case = open_case(case_id)
    policy = require(case, DoneWhen.ASSESSMENT_CURRENT, "核算")
    facts = _facts_today(case)
    computed = compute(session, policy, facts)
    event = _event_behind(case) if policy.decision.gradual_exit_months > 0 else ""
    proposal = derived_proposal(
        applicant=case.applicant,
        before_fen=case.before_fen,
        eligible=computed.eligible,
        monthly_fen=computed.monthly_fen,
        complete=not computed.missing,
        may_leave_gradually=bool(event),
    )
    if proposal.outcome is Outcome.GRADUAL:
        computed = _with_gradual_line(policy, computed, proposal, event)
    _keep(session, case, facts, computed, proposal, "")
    return Assessed(proposal.outcome, proposal.fen, computed.lines, computed.missing)


@command(Permission.CLEARANCE, Changes.CLEARANCE)
def assess_all(session: Session, case_ids: Sequence[int], progress: Progress | None = None) -> int:
    """Assess many cases at once; returns how many came to a proposal, the others lack something and say so."""
    watcher, done = progress or Silent(), 0
    for place, case_id in enumerate(case_ids):
        watcher.report(place, len(case_ids), "核算")
        done += assess(session, case_id).outcome.is_final
    return done


@command(Permission.CLEARANCE, Changes.CLEARANCE)
def propose(
    session: Session,
    case_id: int,
    outcome: Outcome,
    fen: int | None,
    reason: str,
    transfer: Transfer = Transfer(),  # noqa: B008 (frozen)
) -> None:
    """Put a clerk's own proposal with its reason, such as 停发 after a confirmed lead or 自然减员.

    `fen` None: 0 for a result that ends the allowance, what is paid now for 渐退, else the amount of the computation;
    `transfer` says where 转特困 and 转单人保 lead, and the amount is that of there. After a failed vote this is
    the township's opinion on it, and the vote stands.
    """
    case = open_case(case_id)
    policy = require(case, DoneWhen.ASSESSMENT_CURRENT, "提出处理意见")
    if not reason.strip():
        raise KnownError("no_reason", f"请写明对{household_name(case)}“{outcome.label}”的理由。")
    if outcome not in offered(case.applicant):
        raise KnownError("wrong_outcome", f"{household_name(case)}不能选“{outcome.label}”，请改选处理意见。")
    refusal = transfer_problem(outcome, transfer)
    if refusal:
        raise KnownError("no_transfer", refusal)
    facts = _facts_today(case)
    computed = compute(session, policy, _after_transfer(session, case, facts, outcome, transfer))
    amount = fen if fen is not None else _usual_amount(outcome, case, computed)
    problem = amount_problem(outcome, case.before_fen, amount)
    if problem:
        raise KnownError("wrong_amount", problem)
    own = ExplainedLine(PROPOSED, f"{outcome.label}，月保障金 {yuan(amount)} 元：{reason.strip()}")
    explained = Computation(
        computed.eligible, computed.monthly_fen, computed.per_capita_fen, (*computed.lines, own), computed.missing
    )
    answers_vote = case.review_decision == ReviewDecision.FAILED
    to = transfer if outcome in (Outcome.TO_EXTREME, Outcome.TO_SINGLE) else Transfer()
    _keep(session, case, facts, explained, Proposal(outcome, amount, to), reason.strip(), keep_review=answers_vote)


@command(Permission.CLEARANCE, Changes.CLEARANCE)
def send_back(session: Session, case_id: int, reason: str) -> None:
    """Return a case to a new home visit, whatever it had reached (民发〔2012〕220号 art.24; 57号 art.19)."""
    case = open_case(case_id)
    require(case, DoneWhen.VISIT_SIGNED, "退回重新调查")
    if not reason.strip():
        raise KnownError("no_reason", f"请写明{household_name(case)}退回重新调查的理由。")
    reinvestigate(case)
    session.note(f"退回重新调查：{reason.strip()}", household=case.household_id)


def reinvestigate(case: Case) -> None:
    """Let a new visit and a new assessment become due; signed papers stay in the record but no longer count."""
    Visit.update(void=True).where(Visit.case == case.id).execute()
    Case.update(visited_on="").where(Case.id == case.id).execute()
    Assessment.update(superseded=True).where(Assessment.case == case.id).execute()
    _void_later(case, keep_review=False)


def _facts_today(case: Case) -> EconomicFacts:
    """The facts, with the case taking over what is paid today: a new amount is measured against nothing older."""
    facts = economic_facts([case.household_id])[case.household_id]
    if not case.applicant and facts.paid_fen != case.before_fen:
        case.before_fen, case.before_covered = facts.paid_fen, facts.covered
        Case.update(before_fen=facts.paid_fen, before_covered=facts.covered).where(Case.id == case.id).execute()
    return facts


def compute(session: Session, policy: Policy, facts: EconomicFacts) -> Computation:
    """Income and amount under a pack as of today."""
    situation = Situation(
        aid_type=facts.aid_type,
        category=facts.category,
        family_size=facts.family_size,
        covered_size=facts.covered,
        annual_income_fen=facts.annual_income_fen,
        on=session.today(),
        single=facts.single,
        single_income_fen=facts.single_income_fen,
    )
    return compute_amount(policy, situation)


def _after_transfer(
    session: Session, case: Case, facts: EconomicFacts, outcome: Outcome, transfer: Transfer
) -> EconomicFacts:
    """The facts as they would be after a transfer: other aid has no category of the old, one person is covered alone."""
    if outcome is Outcome.TO_EXTREME:
        return replace(facts, aid_type=transfer.aid_type, category="", single=False, single_income_fen=None)
    if outcome is not Outcome.TO_SINGLE:
        return facts
    household = dossiers.household(case.household_id)
    if household is None or transfer.member_id not in household.member_ids:
        raise KnownError("no_member", f"{household_name(case)}没有这位成员，请刷新后重新选择单独保障哪一位。")
    known, today = dossiers.circumstances(household.id, household.member_ids), session.today()
    place = household.member_ids.index(transfer.member_id)
    period = dossiers.income_period(facts.aid_type)
    own = own_income_fen({place}, known.incomes, period, PartialDate(today.year, today.month))
    return replace(facts, covered=1, single=True, single_income_fen=own)


def _event_behind(case: Case) -> str:
    """What happened in the family since, in a word, that lets it leave gradually (57号 art.33); empty for nothing."""
    kinds = [kind.value for kind in LifeEvent if kind.may_leave_gradually]
    events = HouseholdEvent.select(HouseholdEvent.kind).where(
        HouseholdEvent.case == case.id, HouseholdEvent.kind.in_(kinds), HouseholdEvent.settled_on == ""
    )
    found: str | None = events.order_by(HouseholdEvent.id.desc()).limit(1).scalar()
    return found or ""


def _with_gradual_line(policy: Policy, computed: Computation, proposal: Proposal, event: str) -> Computation:
    """The arithmetic with the line that says why the household is paid on."""
    months, source = policy.decision.gradual_exit_months, policy.source_of("decision.gradual_exit_months")
    value = f"{event}后不再符合收入条件，自决定的次月起渐退 {months} 个月，每月保障金仍为 {yuan(proposal.fen or 0)} 元"
    return replace(computed, lines=(*computed.lines, ExplainedLine("渐退", value, source)))


def _usual_amount(outcome: Outcome, case: Case, computed: Computation) -> int:
    if outcome in (Outcome.CONTINUE, Outcome.GRADUAL):
        return int(case.before_fen)
    if outcome in (Outcome.STOP, Outcome.TO_EDGE, Outcome.TO_RIGID, Outcome.REFUSE):
        return 0
    if computed.monthly_fen is None:
        raise KnownError("no_amount", f"月保障金算不出来：{computed.missing[0]}也可以直接填写金额。")
    return computed.monthly_fen


def _keep(
    session: Session,
    case: Case,
    facts: EconomicFacts,
    computed: Computation,
    proposal: Proposal,
    reason: str,
    keep_review: bool = False,
) -> None:
    current = Assessment.select(Assessment.facts).where(Assessment.case == case.id, ~Assessment.superseded).scalar()
    to = json.dumps(asdict(proposal.transfer), ensure_ascii=False) if proposal.transfer != Transfer() else ""
    now = (facts.digest, proposal.outcome.value, proposal.fen, to)
    same = (current, case.proposal, case.proposed_fen, case.transfer) == now
    if not same:
        _void_later(case, keep_review)
    Assessment.update(superseded=True).where(Assessment.case == case.id).execute()
    Assessment.create(
        case=case.id,
        made_at=session.clock().isoformat(timespec="seconds"),
        made_by=session.actor.name,
        facts=facts.digest,
        eligible=computed.eligible,
        monthly_fen=computed.monthly_fen,
        per_capita_fen=computed.per_capita_fen,
        lines=json.dumps(
            {"lines": [asdict(line) for line in computed.lines], "missing": list(computed.missing)}, ensure_ascii=False
        ),
    )
    changed = {"proposal": proposal.outcome.value, "proposed_fen": proposal.fen, "reason": reason, "transfer": to}
    answered = {"review_answered": True} if keep_review else {}
    Case.update(**changed, **answered).where(Case.id == case.id).execute()
    amount = f"，月保障金 {yuan(proposal.fen)} 元" if proposal.fen is not None else ""
    session.note(
        f"{'提出处理意见' if reason else '核算'}：{proposal.outcome.label}{amount}"
        + (f"（{reason}）" if reason else ""),
        household=case.household_id,
        before={"处理意见": case.proposal, "金额（分）": case.proposed_fen},
        after={"处理意见": proposal.outcome.value, "金额（分）": proposal.fen},
    )


def void_after(case: Case, steps: Sequence[Step], place: int) -> None:
    """What rests on the step at this place no longer counts: papers signed and notices posted at later steps."""
    later = {step.done_when for step in steps[place + 1 :]}
    _void_papers(case, [table for due, table in _PAPERS.items() if due in later])
    if DoneWhen.NOTICE_ENDED in later:
        Case.update(**_UNPOSTED).where(Case.id == case.id).execute()


def _void_later(case: Case, keep_review: bool) -> None:
    _void_papers(case, _PAPERS.values())
    blank = dict(_UNPOSTED)
    if not keep_review:
        blank |= {"review_decision": "", "reviewed_on": "", "review_answered": False}
    Case.update(**blank).where(Case.id == case.id).execute()


def _void_papers(case: Case, tables: Iterable[type[TownshipCheck | Confirmation | Hearing]]) -> None:
    for table in tables:
        table.update(void=True).where(table.case == case.id).execute()
