"""What the state of a case is, as it is counted: read for many cases at once, to be kept or compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import fn

from dibao_desktop.clearance.queries.campaigns import policy_of
from dibao_desktop.clearance.records import HOLDS, NEVER, Assessment, Case, CaseState, Household, Visit
from dibao_desktop.clearance.rules.groups import Standing, mask_of
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.matching.queries.confirmed import confirmed_titles
from dibao_desktop.matching.queries.counts import lead_counts
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.storage.database import Prepared

_CHUNK = 500
# The columns of a state that are compared.
STATE = ("village", "step", "groups", "cause", "due_on", "before_fen", "after_fen")
# Why a household left or came in where no more is known.
BY_INCOME = "收入、财产不符合条件"
BY_HAND = "其他（见处理意见的理由）"
NO_CAUSE = "未填致困原因"


@dataclass(frozen=True)
class Found:
    """A case with the state that it has, and the one that is kept (None: none yet), by number and first day."""

    campaign_id: int
    case_id: int
    now: tuple[Any, ...]
    kept: tuple[Any, ...] | None
    kept_id: int
    kept_from: str


def states_of(households: Iterable[int]) -> Iterator[Found]:
    """The cases of these households in all campaigns."""
    wanted = sorted(households)
    for start in range(0, len(wanted), _CHUNK):
        yield from _states(_OF.rows(*wanted[start : start + _CHUNK]))


def wrong_states() -> list[str]:
    """One sentence for each case whose kept state is not what it is."""
    highest = Case.select(fn.max(Case.id)).scalar() or 0
    return [
        f"清查户 {found.case_id} 的看板记录与案卷不一致。"
        for start in range(0, highest, _CHUNK)
        for found in _states(_BETWEEN.rows(start + 1, start + _CHUNK))
        if found.now != found.kept
    ]


def _cases(condition: Any) -> Any:
    entered = fn.EXISTS(Visit.select(Visit.id).where(Visit.case == Case.id, ~Visit.void))
    assessed = fn.EXISTS(Assessment.select(Assessment.id).where(Assessment.case == Case.id))
    eligible = (
        Assessment.select(Assessment.eligible)
        .where(Assessment.case == Case.id, ~Assessment.superseded)
        .order_by(Assessment.id.desc())
        .limit(1)
    )
    kept = [getattr(CaseState, name) for name in STATE]
    return (
        Case.select(
            Case.id, Case.campaign, Case.household, Case.village, Case.step, Case.due_on, Case.applicant,
            Case.visited_on, Case.review_decision, Case.posted_round, Case.ended_round, Case.open_objections,
            Case.outcome, Case.proposal, Case.before_fen, Case.new_fen, entered, assessed, eligible, Household.cause,
            CaseState.id, CaseState.from_on, *kept,
        )
        .join(Household, on=Case.household == Household.id)
        .switch(Case)
        .join(CaseState, "LEFT OUTER JOIN", on=(CaseState.case == Case.id) & (CaseState.until_on == HOLDS))
        .where(condition)
    )  # fmt: skip


_OF = Prepared(lambda *households: _cases(Case.household.in_(households)))
_BETWEEN = Prepared(lambda first, last: _cases(Case.id.between(first, last)))


def _states(found: Iterable[tuple[Any, ...]]) -> Iterator[Found]:
    rows = list(found)
    leads = lead_counts({row[2] for row in rows})
    titles = confirmed_titles([row[2] for row in rows if row[12] == Outcome.STOP])
    visit_step = _visit_steps()
    for row in rows:
        (case, campaign, household, village, step, due_on, applicant, visited_on, review, posted, ended, objections,
         outcome, proposal, before, new, entered_, assessed_, eligible_, cause, kept_id, kept_from, *state) = row  # fmt: skip
        standing = Standing(
            step=step,
            visit_due=step == visit_step(campaign),
            applicant=bool(applicant),
            visited=bool(visited_on),
            entered=bool(entered_) or bool(visited_on),
            assessed=bool(assessed_),
            review=review,
            posted=posted > 0,
            posting=posted > ended,
            objected=objections > 0,
            outcome=outcome,
            proposal=proposal,
            leads_open=household in leads and leads[household].open > 0,
            paid=outcome == Outcome.INCLUDE if applicant else new is None or new > 0,
        )
        why = _cause(outcome, titles.get(household, ""), eligible_, cause)
        after = before if new is None else new
        now = (village, step, mask_of(standing), why, due_on or NEVER, before, after)
        yield Found(campaign, case, now, tuple(state) if kept_id else None, kept_id or 0, kept_from or "")


def _visit_steps() -> Callable[[int], str]:
    known: dict[int, str] = {}

    def of(campaign: int) -> str:
        if campaign not in known:
            known[campaign] = visit_step(policy_of(campaign).steps)
        return known[campaign]

    return of


def visit_step(steps: Sequence[Any]) -> str:
    """The id of the step that is done by a signed visit; empty where a pack has none."""
    return next((step.id for step in steps if step.done_when is DoneWhen.VISIT_SIGNED), "")


def _cause(outcome: str, lead: str, eligible: int | None, cause: str) -> str:
    """Why a household left (another kind of aid, the check item found true, its income) or came in (what made it poor)."""
    if not outcome:
        return ""
    found = Outcome(outcome)
    if found is Outcome.INCLUDE:
        return cause or NO_CAUSE
    if found is Outcome.STOP:
        return lead or (BY_INCOME if eligible == 0 else BY_HAND)
    return found.label if found.is_exit else ""
