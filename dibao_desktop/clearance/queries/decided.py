"""The decisions, many at a time: the confirmation behind each change of benefit, and what the tables count of a campaign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from peewee import Case as When
from peewee import fn

from dibao_desktop.clearance.records import Assessment, Case, Household, HouseholdEvent, Village
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.storage.database import raw_tuples


@dataclass(frozen=True, slots=True)
class DecidedRow:
    """One decision. `month` is from when it is paid."""

    campaign_id: int
    household_id: int
    outcome: Outcome
    month: str
    decided_on: str
    before_fen: int
    before_covered: int
    new_fen: int
    reason: str


def decided(campaign_id: int | None = None, until: str = "9999-12-31") -> list[DecidedRow]:
    """Every decision made until a day, of one campaign or of all, the earliest first."""
    query = Case.select(
        Case.campaign,
        Case.household,
        Case.outcome,
        Case.effective_month,
        Case.decided_on,
        Case.before_fen,
        Case.before_covered,
        Case.new_fen,
        Case.reason,
    ).where(Case.decided_on != "", Case.decided_on <= until, Case.outcome != "")
    if campaign_id is not None:
        query = query.where(Case.campaign == campaign_id)
    return [
        DecidedRow(campaign, household, Outcome(outcome), month, on, before, covered, fen or 0, reason)
        for campaign, household, outcome, month, on, before, covered, fen, reason in raw_tuples(
            query.order_by(Case.decided_on, Case.id)
        )
    ]


class Counted(StrEnum):
    """What a campaign's tables count, per village, as things stood at the end of a day."""

    HOUSEHOLDS = "households"
    PEOPLE = "people"
    MONEY = "money"
    CASES = "cases"
    CASE_PEOPLE = "case_people"
    VISITED = "visited"
    VISITED_PEOPLE = "visited_people"
    VISITED_ON_DAY = "visited_on_day"
    INSPECTED = "inspected"
    REVIEWED = "reviewed"
    REVIEW_PASSED = "review_passed"
    REVIEW_FAILED = "review_failed"
    DECIDED = "decided"
    KEPT = "kept"
    EXITS = "exits"
    EXIT_PEOPLE = "exit_people"
    EXIT_FEN = "exit_fen"
    STOPS = "stops"
    STOP_PEOPLE = "stop_people"
    STOP_FEN = "stop_fen"
    TRANSFERS = "transfers"
    TRANSFER_PEOPLE = "transfer_people"
    TRANSFER_FEN = "transfer_fen"
    TO_EXTREME = "to_extreme"
    RAISED = "raised"
    RAISED_FEN = "raised_fen"
    CUT = "cut"
    CUT_FEN = "cut_fen"
    SINGLE = "single"
    SINGLE_FEN = "single_fen"
    GRADUAL = "gradual"
    GRADUAL_FEN = "gradual_fen"
    DEATHS = "deaths"
    DEATH_FEN = "death_fen"
    GONE_BY_DEATH = "gone_by_death"
    ADDITIONS = "additions"
    ADDITION_PEOPLE = "addition_people"
    ADDITION_FEN = "addition_fen"
    REFUSED = "refused"


_EXITS = [each.value for each in Outcome if each.is_exit]
_TRANSFERS = [each.value for each in Outcome if each.is_exit and each is not Outcome.STOP]


def counted(campaign_id: int, day: str) -> Mapping[str, Mapping[Counted, int]]:
    """The counts of each village (by name, in the office's order): one grouped query. Amounts are what a month costs more
    or less, as positive numbers of each kind."""
    columns = _columns(day)
    query = (
        Case.select(Village.name, *(fn.sum(value) for value in columns.values()))
        .join(Village, on=Case.village == Village.id)
        .switch(Case)
        .join(Household, on=Case.household == Household.id)
        .where(Case.campaign == campaign_id)
        .group_by(Village.id)
        .order_by(Village.position, Village.id)
    )
    return {name: dict(zip(columns, numbers, strict=True)) for name, *numbers in raw_tuples(query)}


def _columns(day: str) -> dict[Counted, Any]:
    held = Case.applicant == 0
    visited, reviewed = _until(Case.visited_on, day), _until(Case.reviewed_on, day)
    made = _until(Case.decided_on, day)
    people, less, more = Case.before_covered, Case.before_fen - Case.new_fen, Case.new_fen - Case.before_fen
    computed = Assessment.select(Assessment.id).where(
        Assessment.case == Case.id, fn.substr(Assessment.made_at, 1, 10) <= day
    )

    def came_to(*outcomes: Outcome | str) -> Any:
        return made & Case.outcome.in_([str(each) for each in outcomes])

    def one(condition: Any, value: Any = 1) -> Any:
        return When(None, [(condition, value)], 0)

    return {
        Counted.HOUSEHOLDS: one(held),
        Counted.PEOPLE: one(held, people),
        Counted.MONEY: one(held, Case.before_fen),
        Counted.CASES: one(Case.id > 0),
        Counted.CASE_PEOPLE: one(Case.id > 0, When(None, [(held, people)], Household.family_size)),
        Counted.VISITED: one(visited),
        Counted.VISITED_PEOPLE: one(visited, When(None, [(held, people)], Household.family_size)),
        Counted.VISITED_ON_DAY: one(Case.visited_on == day),
        Counted.INSPECTED: one(fn.EXISTS(computed)),
        Counted.REVIEWED: one(reviewed & (Case.review_decision != "")),
        Counted.REVIEW_PASSED: one(reviewed & (Case.review_decision == "passed")),
        Counted.REVIEW_FAILED: one(reviewed & (Case.review_decision == "failed")),
        Counted.DECIDED: one(made),
        Counted.KEPT: one(came_to(Outcome.CONTINUE)),
        Counted.EXITS: one(came_to(*_EXITS)),
        Counted.EXIT_PEOPLE: one(came_to(*_EXITS), people),
        Counted.EXIT_FEN: one(came_to(*_EXITS), less),
        Counted.STOPS: one(came_to(Outcome.STOP)),
        Counted.STOP_PEOPLE: one(came_to(Outcome.STOP), people),
        Counted.STOP_FEN: one(came_to(Outcome.STOP), less),
        Counted.TRANSFERS: one(came_to(*_TRANSFERS)),
        Counted.TRANSFER_PEOPLE: one(came_to(*_TRANSFERS), people),
        Counted.TRANSFER_FEN: one(came_to(*_TRANSFERS), less),
        Counted.TO_EXTREME: one(came_to(Outcome.TO_EXTREME)),
        Counted.RAISED: one(came_to(Outcome.INCREASE)),
        Counted.RAISED_FEN: one(came_to(Outcome.INCREASE), more),
        Counted.CUT: one(came_to(Outcome.REDUCE)),
        Counted.CUT_FEN: one(came_to(Outcome.REDUCE), less),
        Counted.SINGLE: one(came_to(Outcome.TO_SINGLE)),
        Counted.SINGLE_FEN: one(came_to(Outcome.TO_SINGLE), less),
        Counted.GRADUAL: one(came_to(Outcome.GRADUAL)),
        Counted.GRADUAL_FEN: one(came_to(Outcome.GRADUAL), less),
        Counted.DEATHS: one(came_to(Outcome.DEATH)),
        Counted.DEATH_FEN: one(came_to(Outcome.DEATH), less),
        Counted.GONE_BY_DEATH: one(came_to(Outcome.DEATH) & (Case.new_fen == 0)),
        Counted.ADDITIONS: one(came_to(Outcome.INCLUDE)),
        Counted.ADDITION_PEOPLE: one(came_to(Outcome.INCLUDE), Household.covered),
        Counted.ADDITION_FEN: one(came_to(Outcome.INCLUDE), more),
        Counted.REFUSED: one(came_to(Outcome.REFUSE)),
    }


def _until(column: Any, day: str) -> Any:
    return (column != "") & (column <= day)


def recovered(since: str, until: str) -> dict[str, int]:
    """What was got back in these days of what was paid after a death, in fen, by village."""
    query = (
        HouseholdEvent.select(Village.name, fn.sum(HouseholdEvent.recovered_fen))
        .join(Household)
        .join(Village)
        .where(HouseholdEvent.recovered_on >= since, HouseholdEvent.recovered_on <= until)
        .group_by(Village.id)
    )
    return dict(raw_tuples(query))
