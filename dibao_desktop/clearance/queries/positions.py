"""What each case's position follows from, read for many cases in one set of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dibao_desktop.clearance.queries.campaigns import policy_of
from dibao_desktop.clearance.records import (
    Assessment,
    Case,
    Confirmation,
    Hearing,
    TownshipCheck,
    WrittenNotice,
)
from dibao_desktop.clearance.rules.deadlines import Milestones, due_on
from dibao_desktop.clearance.rules.economics import EconomicFacts
from dibao_desktop.clearance.rules.outcome import Outcome, is_cut_or_stop
from dibao_desktop.clearance.rules.road import CaseFacts, next_step
from dibao_desktop.domain.dates import HolidayTable
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.matching.queries.counts import LeadCounts, lead_counts
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.settings.queries import own_holidays
from dibao_desktop.storage.database import Prepared

# So many households a query: SQLite takes 32,766 marks, and an import touches 100,000.
_CHUNK = 5_000


@dataclass(frozen=True)
class Position:
    """A case with the step that is stored and the one its facts give, each as step id, its place and the day it is due."""

    case_id: int
    campaign_id: int
    household_id: int
    stored: tuple[str, int, str]
    right: tuple[str, int, str]
    facts: CaseFacts


def positions_of(households: Collection[int]) -> Iterator[Position]:
    """The open cases of these households, in all campaigns."""
    wanted = sorted(households)
    for start in range(0, len(wanted), _CHUNK):
        yield from _positions(_OPEN_OF.rows(*wanted[start : start + _CHUNK]))


def open_positions() -> Iterator[Position]:
    """Every open case."""
    highest = Case.select(Case.id).order_by(Case.id.desc()).limit(1).scalar() or 0
    for start in range(0, highest, _CHUNK):
        yield from _positions(_OPEN_BETWEEN.rows(start + 1, start + _CHUNK))


def facts_of(case_id: int) -> CaseFacts:
    """What the position of one case depends on, closed or not."""
    return facts_of_cases([case_id])[case_id]


def facts_of_cases(case_ids: Sequence[int]) -> dict[int, CaseFacts]:
    """The same for many cases, by case."""
    found: dict[int, CaseFacts] = {}
    for start in range(0, len(case_ids), _CHUNK):
        rows = _CASES.rows(*case_ids[start : start + _CHUNK])
        found |= {position.case_id: position.facts for position in _positions(rows)}
    return found


def wrong_steps() -> list[str]:
    """One sentence for each case whose stored step is not the one its facts give."""
    return [
        f"清查户 {found.case_id} 的步骤存为“{found.stored[0]}”，按事实应为“{found.right[0]}”。"
        for found in open_positions()
        if found.stored != found.right
    ]


def economic_facts(households: Sequence[int]) -> dict[int, EconomicFacts]:
    """What an assessment of each of these households rests on today."""
    leads, single = lead_counts(households), dossiers.single_covers(households)
    return {
        household: EconomicFacts(
            aid_type=found.record.aid_type,
            category=found.record.category,
            family_size=found.record.family_size,
            covered=found.record.covered_size,
            annual_income_fen=found.record.annual_income_fen,
            confirmed_leads=leads[household].confirmed if household in leads else 0,
            paid_fen=(found.record.monthly_fen or 0) if found.standing != Standing.APPLYING else 0,
            single=household in single,
            single_income_fen=single[household].income_fen if household in single else None,
        )
        for household, found in dossiers.kept(households).items()
    }


_FIELDS = (
    Case.id,
    Case.campaign,
    Case.household,
    Case.step,
    Case.step_position,
    Case.due_on,
    Case.proposal,
    Case.proposed_fen,
    Case.before_fen,
    Case.visited_on,
    Case.review_decision,
    Case.review_answered,
    Case.review_again,
    Case.reviewed_on,
    Case.posted_round,
    Case.closable_on,
    Case.ended_round,
    Case.ended_on,
    Case.open_objections,
    Case.objections,
    Case.decided_on,
    Case.published_on,
)


def _latest(table: Any, value: Any, *conditions: Any) -> Any:
    """The newest row of a case in one of its tables, as a correlated subquery."""
    return table.select(value).where(table.case == Case.id, *conditions).order_by(table.id.desc()).limit(1)


def _selected() -> Any:
    digest = _latest(Assessment, Assessment.facts, ~Assessment.superseded).alias("digest")
    checked = _latest(TownshipCheck, TownshipCheck.checked_on, TownshipCheck.agreed, ~TownshipCheck.void)
    confirmed = _latest(Confirmation, Confirmation.confirmed_on, Confirmation.agreed, ~Confirmation.void)
    heard = _latest(Hearing, Hearing.id, ~Hearing.void).alias("heard")
    delivered = _latest(WrittenNotice, WrittenNotice.id, WrittenNotice.delivered_on != "").alias("delivered")
    return Case.select(*_FIELDS, digest, checked.alias("checked"), confirmed.alias("confirmed"), heard, delivered)


_NAMES = (*(field.name for field in _FIELDS), "digest", "checked", "confirmed", "heard", "delivered")
_CASES = Prepared(lambda *ids: _selected().where(Case.id.in_(ids)))
_OPEN_OF = Prepared(lambda *households: _selected().where(Case.household.in_(households), Case.closed_on == ""))
_OPEN_BETWEEN = Prepared(lambda first, last: _selected().where(Case.id.between(first, last), Case.closed_on == ""))


def _positions(found: Iterable[tuple[Any, ...]]) -> Iterator[Position]:
    rows = [dict(zip(_NAMES, values, strict=True)) for values in found]
    households = [int(row["household"]) for row in rows]
    leads = lead_counts(households)
    assessed = [int(row["household"]) for row in rows if row["digest"]]
    economies = economic_facts(assessed) if assessed else {}
    policies = {campaign: policy_of(campaign) for campaign in {int(row["campaign"]) for row in rows}}
    own = own_holidays()
    for row in rows:
        count = leads.get(row["household"])
        today = economies.get(row["household"])
        # A decision itself changes what is paid; what it rested on stands.
        current = bool(row["digest"]) and (bool(row["decided_on"]) or bool(today and today.digest == row["digest"]))
        facts = _facts(row, count, current, today.family_size if today else 1)
        stored = (row["step"], row["step_position"], row["due_on"])
        right = _right(policies[row["campaign"]], facts, _milestones(row), own)
        yield Position(row["id"], row["campaign"], row["household"], stored, right, facts)


def _right(policy: Policy, facts: CaseFacts, reached: Milestones, own: HolidayTable) -> tuple[str, int, str]:
    step_id, place = next_step(policy.steps, facts)
    return step_id, place, due_on(policy, policy.steps[place], reached, own) if place < len(policy.steps) else ""


def _facts(row: dict[str, Any], leads: LeadCounts | None, current: bool, people: int) -> CaseFacts:
    outcome = Outcome(row["proposal"] or Outcome.PENDING)
    return CaseFacts(
        visit_signed=bool(row["visited_on"]),
        disputed=bool(leads) or row["objections"] > 0,
        open_leads=leads.open if leads else 0,
        facts_unchanged=current,
        assessed=current and outcome.is_final and row["proposed_fen"] is not None,
        changed=outcome.is_changed,
        cut_or_stop=is_cut_or_stop(outcome, row["before_fen"], row["proposed_fen"], people),
        review_decision=row["review_decision"],
        review_answered=row["review_answered"],
        review_again=row["review_again"],
        ended_round=row["ended_round"],
        open_objections=row["open_objections"],
        objected=row["objections"] > 0,
        township_checked=row["checked"] is not None,
        confirmed=row["confirmed"] is not None,
        heard=row["heard"] is not None,
        decided=bool(row["decided_on"]),
        notified=row["delivered"] is not None,
        published=bool(row["published_on"]),
    )


def _milestones(row: dict[str, Any]) -> Milestones:
    return Milestones(
        reviewed_on=row["reviewed_on"],
        posted_round=row["posted_round"],
        closable_on=row["closable_on"],
        ended_on=row["ended_on"],
        checked_on=row["checked"] or "",
        decided_on=row["decided_on"],
    )
