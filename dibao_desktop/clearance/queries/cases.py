"""Cases as lists show them, and one case with all that happened to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from dibao_desktop.clearance.queries.campaigns import policy_of
from dibao_desktop.clearance.queries.households import county_visit_reason
from dibao_desktop.clearance.queries.positions import facts_of
from dibao_desktop.clearance.queries.visits import VisitRow, visits_of
from dibao_desktop.clearance.records import (
    Assessment,
    Case,
    Confirmation,
    Hearing,
    Household,
    TownshipCheck,
    Village,
    WrittenNotice,
)
from dibao_desktop.clearance.rules.outcome import Outcome, Transfer
from dibao_desktop.clearance.rules.road import CaseFacts, StepState, step_label, step_states
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy.rules.amounts import ExplainedLine
from dibao_desktop.policy.rules.steps import Step
from dibao_desktop.storage.database import Prepared, tuples

# The label of the line that holds a clerk's own proposal.
PROPOSED = "处理意见"


@dataclass(frozen=True)
class CaseRow:
    """One household in one campaign. `step` is `closed` once everything is done; days are ISO text or empty."""

    id: int
    campaign_id: int
    household_id: int
    number: str
    head_name: str
    village_id: int
    village: str
    group: str
    applicant: bool
    aid_type: str
    category: str
    family_size: int
    covered: int
    step: str
    step_position: int
    step_label: str
    due_on: str
    before_fen: int
    before_covered: int
    proposal: Outcome | None
    proposed_fen: int | None
    outcome: Outcome | None
    new_fen: int | None
    effective_month: str
    decided_on: str
    published_on: str
    closed_on: str
    visited_on: str
    review_decision: str
    reviewed_on: str
    posted_round: int
    posted_on: str
    ended_round: int
    open_objections: int


@dataclass(frozen=True)
class Assessed:
    """What an assessment came to: the proposal, the arithmetic line by line, and what is lacking."""

    outcome: Outcome
    fen: int | None
    lines: tuple[ExplainedLine, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class AssessmentRow:
    """The current assessment as it was kept; `current` is False once the facts no longer are those it rests on."""

    made_at: str
    made_by: str
    eligible: bool | None
    monthly_fen: int | None
    per_capita_fen: int | None
    lines: tuple[ExplainedLine, ...]
    missing: tuple[str, ...]
    current: bool


@dataclass(frozen=True)
class CheckRow:
    """乡镇审核; `gates` maps each refusal to whether the fault was found."""

    on: str
    agreed: bool
    opinion: str
    gates: dict[str, bool]
    signer: str


@dataclass(frozen=True)
class ConfirmationRow:
    """确认; `level` is county or township."""

    on: str
    level: str
    agreed: bool
    opinion: str
    signer: str
    visited: bool


@dataclass(frozen=True)
class HearingRow:
    """听取意见; with `unreachable` nobody was heard, and it says why."""

    on: str
    way: str
    heard_by: str
    statement: str
    answer: str
    unreachable: str


@dataclass(frozen=True)
class NoticeRow:
    """The written notice of the decision; `delivered_on` empty while it has not reached the household."""

    number: str
    made_on: str
    reasons: str
    delivered_on: str
    way: str
    delivered_by: str
    receiver: str
    refused: bool
    witness: str


@dataclass(frozen=True)
class RoadStep:
    """One step of the pack and how it looks from where the case stands."""

    step: Step
    state: StepState


@dataclass(frozen=True)
class CaseDetail:
    """One case with all that belongs to it; `county_visit` says why it must be visited before it is confirmed."""

    row: CaseRow
    reason: str
    road: tuple[RoadStep, ...]
    facts: CaseFacts
    visits: tuple[VisitRow, ...]
    assessment: AssessmentRow | None
    check: CheckRow | None
    confirmation: ConfirmationRow | None
    hearing: HearingRow | None
    notice: NoticeRow | None
    county_visit: str
    transfer: Transfer

    @property
    def now(self) -> Step | None:
        """The step that is due; None once all is done."""
        return next((each.step for each in self.road if each.state is StepState.NOW), None)


def _read(rows: Iterable[tuple[Any, ...]]) -> list[CaseRow]:
    policies: dict[int, tuple[Step, ...]] = {}
    found = []
    for row in rows:
        values = dict(zip(_STORED, row, strict=True))
        campaign_id = values["campaign_id"]
        if campaign_id not in policies:
            policies[campaign_id] = policy_of(campaign_id).steps
        values["step_label"] = step_label(policies[campaign_id], values["step"])
        values["proposal"] = Outcome(values["proposal"]) if values["proposal"] else None
        values["outcome"] = Outcome(values["outcome"]) if values["outcome"] else None
        found.append(CaseRow(**values))
    return found


_ELSEWHERE = {
    "campaign_id": Case.campaign,
    "household_id": Case.household,
    "number": Household.number,
    "head_name": Household.head_name,
    "village_id": Case.village,
    "village": Village.name,
    "group": Household.group,
    "aid_type": Household.aid_type,
    "category": Household.category,
    "family_size": Household.family_size,
    "covered": Household.covered,
}
_STORED = tuple(field.name for field in fields(CaseRow) if field.name != "step_label")
_COLUMNS = tuple(_ELSEWHERE[name] if name in _ELSEWHERE else getattr(Case, name) for name in _STORED)


def _selected() -> Any:
    rows = Case.select(*_COLUMNS).join(Household, on=Case.household == Household.id)
    return rows.join(Village, on=Case.village == Village.id)


_OF_HOUSEHOLDS = Prepared(
    lambda campaign, *households: (
        _selected().where(Case.campaign == campaign, Case.household.in_(households)).order_by(Case.id)
    )
)
_SOME = Prepared(lambda *ids: _selected().where(Case.id.in_(ids)).order_by(Case.id))
# So many cases one prepared statement asks for.
_FEW = 500


def cases(campaign_id: int, village_id: int | None = None, step: str | None = None) -> list[CaseRow]:
    """The cases of a campaign by village and dossier number, of one village or at one step (its id) if asked."""
    condition = Case.campaign == campaign_id
    if village_id is not None:
        condition &= Case.village == village_id
    if step is not None:
        condition &= Case.step == step
    return _read(tuples(_selected().where(condition).order_by(Village.position, Village.id, Household.number)))


def case_of(campaign_id: int, household_id: int) -> CaseRow | None:
    """The case of a household in a campaign; None when it has none."""
    return cases_of(campaign_id, [household_id]).get(household_id)


def cases_of(campaign_id: int, household_ids: Sequence[int]) -> dict[int, CaseRow]:
    """The cases of these households in a campaign, by household; one without a case is left out."""
    return {row.household_id: row for row in _read(_OF_HOUSEHOLDS.rows(campaign_id, *household_ids))}


def case_row(case_id: int) -> CaseRow:
    """One case as lists show it. Raises KnownError when it is gone."""
    found = case_rows([case_id])
    if not found:
        raise KnownError("no_case", "找不到这一户的清查记录，请刷新后重选。")
    return found[0]


def case_rows(case_ids: Sequence[int]) -> list[CaseRow]:
    """These cases as lists show them, by id; one that is gone is left out."""
    wanted = sorted(case_ids)
    return [row for start in range(0, len(wanted), _FEW) for row in _read(_SOME.rows(*wanted[start : start + _FEW]))]


def case(case_id: int) -> CaseDetail:
    """One case with all that belongs to it. Raises KnownError when it is gone."""
    row = case_row(case_id)
    facts = facts_of(case_id)
    steps = policy_of(row.campaign_id).steps
    states = step_states(steps, facts)
    return CaseDetail(
        row=row,
        reason=str(Case.select(Case.reason).where(Case.id == case_id).scalar()),
        road=tuple(RoadStep(step, state) for step, state in zip(steps, states, strict=True)),
        facts=facts,
        visits=visits_of(case_id),
        assessment=_assessment(case_id, facts),
        check=_check(case_id),
        confirmation=_confirmation(case_id),
        hearing=_hearing(case_id),
        notice=_notice(case_id),
        county_visit=county_visit_reason(case_id),
        transfer=transfer_of(case_id),
    )


def transfer_of(case_id: int) -> Transfer:
    """Where the transfer that is proposed or decided leads."""
    kept = Case.select(Case.transfer).where(Case.id == case_id).scalar()
    return Transfer(**json.loads(kept)) if kept else Transfer()


def _newest(table: Any, case_id: int, *conditions: Any) -> Any:
    return table.select().where(table.case == case_id, *conditions).order_by(table.id.desc()).first()


def _assessment(case_id: int, facts: CaseFacts) -> AssessmentRow | None:
    found = _newest(Assessment, case_id, ~Assessment.superseded)
    if found is None:
        return None
    kept: dict[str, Sequence[Any]] = json.loads(found.lines)
    return AssessmentRow(
        made_at=found.made_at,
        made_by=found.made_by,
        eligible=found.eligible,
        monthly_fen=found.monthly_fen,
        per_capita_fen=found.per_capita_fen,
        lines=tuple(ExplainedLine(**line) for line in kept["lines"]),
        missing=tuple(kept["missing"]),
        current=facts.facts_unchanged,
    )


def _check(case_id: int) -> CheckRow | None:
    found = _newest(TownshipCheck, case_id, ~TownshipCheck.void)
    if found is None:
        return None
    return CheckRow(found.checked_on, found.agreed, found.opinion, json.loads(found.gates), found.signer)


def _confirmation(case_id: int) -> ConfirmationRow | None:
    found = _newest(Confirmation, case_id, ~Confirmation.void)
    if found is None:
        return None
    return ConfirmationRow(found.confirmed_on, found.level, found.agreed, found.opinion, found.signer, found.visited)


def _hearing(case_id: int) -> HearingRow | None:
    found = _newest(Hearing, case_id, ~Hearing.void)
    if found is None:
        return None
    return HearingRow(found.heard_on, found.way, found.heard_by, found.statement, found.answer, found.unreachable)


def _notice(case_id: int) -> NoticeRow | None:
    found = _newest(WrittenNotice, case_id)
    if found is None:
        return None
    return NoticeRow(**{each.name: getattr(found, each.name) for each in fields(NoticeRow)})
