"""Recording and signing home visits (入户调查)."""

from __future__ import annotations

import json
from dataclasses import asdict

from dibao_desktop.clearance.commands.steps import household_name, open_case, require
from dibao_desktop.clearance.queries.households import kin_of, members_of
from dibao_desktop.clearance.queries.visits import draft_of
from dibao_desktop.clearance.records import Case, Visit
from dibao_desktop.clearance.rules.visit import VisitDraft, must_step_aside, visit_problems
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.session import Permission, Session, command


@command(Permission.CLEARANCE, Changes.CLEARANCE)
def record_visit(session: Session, case_id: int, draft: VisitDraft, sign: bool = True) -> int:
    """Keep a visit; with `sign` it is checked as a whole and never changed again. An unsigned one is replaced.

    Raises KnownError when an investigator must step aside or, on signing, something is lacking. Returns the visit's id.
    """
    case = open_case(case_id)
    policy = require(case, DoneWhen.VISIT_SIGNED, "登记入户调查")
    _refuse_kin(case, policy, draft)
    if sign:
        _refuse_incomplete(session, case, policy, draft)
    Visit.delete().where(Visit.case == case_id, Visit.signed_at == "").execute()
    made = Visit.create(
        case=case_id,
        visited_on=draft.visited_on.isoformat(),
        investigators=json.dumps([name.strip() for name in draft.investigators if name.strip()], ensure_ascii=False),
        answers=json.dumps(dict(draft.answers), ensure_ascii=False),
        neighbours=json.dumps([asdict(each) for each in draft.neighbours if each.name.strip()], ensure_ascii=False),
        summary=draft.summary.strip(),
        family_signer=draft.family_signer.strip(),
        signed_at=session.clock().isoformat(timespec="seconds") if sign else "",
    )
    if sign:
        _count(case, draft)
    _note(session, case, draft, sign)
    return int(made.id)


@command(Permission.CLEARANCE, Changes.CLEARANCE)
def sign_visit(session: Session, case_id: int) -> None:
    """Sign the visit that was kept unsigned, once it is complete."""
    case = open_case(case_id)
    policy = require(case, DoneWhen.VISIT_SIGNED, "签署入户调查表")
    kept = Visit.select().where(Visit.case == case_id, Visit.signed_at == "").order_by(Visit.id.desc()).first()
    if kept is None:
        raise KnownError("no_visit", f"{household_name(case)}没有待签字的入户调查表，请先填写。")
    draft = draft_of(kept)
    _refuse_kin(case, policy, draft)
    _refuse_incomplete(session, case, policy, draft)
    Visit.update(signed_at=session.clock().isoformat(timespec="seconds")).where(Visit.id == kept.id).execute()
    _count(case, draft)
    _note(session, case, draft, True)


def _count(case: Case, draft: VisitDraft) -> None:
    Case.update(visited_on=draft.visited_on.isoformat()).where(Case.id == case.id).execute()


def _refuse_kin(case: Case, policy: Policy, draft: VisitDraft) -> None:
    members = members_of(case.household_id)
    reason = must_step_aside(draft.investigators, kin_of(members), members, policy.review)
    if reason:
        raise KnownError("must_step_aside", reason)


def _refuse_incomplete(session: Session, case: Case, policy: Policy, draft: VisitDraft) -> None:
    problems = visit_problems(policy.visit, draft, session.today())
    if problems:
        raise KnownError("incomplete_visit", f"{household_name(case)}的入户调查表：{next(iter(problems.values()))}")


def _note(session: Session, case: Case, draft: VisitDraft, signed: bool) -> None:
    names = "、".join(name.strip() for name in draft.investigators if name.strip())
    text = f"入户调查 {draft.visited_on}，{names}" + ("，已签字" if signed else "，未签字")
    session.note(text, household=case.household_id)
