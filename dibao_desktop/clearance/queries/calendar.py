"""The re-verification calendar: when households are next verified (57号 art.31, DOMAIN §12)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, fn

from dibao_desktop.clearance.queries.campaigns import policy_of
from dibao_desktop.clearance.records import Case, Household, NextCheck, Village
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.codes import Labour
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.policy.rules.intervals import Condition, Due, VerificationFacts
from dibao_desktop.policy.rules.verification import next_verification
from dibao_desktop.storage.database import Prepared, tuples
from dibao_desktop.storage.listing import Search

# So many households a query: SQLite takes 32,766 marks.
_CHUNK = 5_000
# So many households one prepared statement asks for.
_FEW = 500
_ABLE = (Labour.ABLE.value, Labour.PARTLY_LOST.value)


@dataclass(frozen=True)
class FoundCheck:
    """A next verification as the table keeps it; days are ISO text."""

    last_on: str
    due_on: str
    months: int
    reason: str
    source: str


@dataclass(frozen=True)
class NextCheckRow:
    """One household with the day of its next verification and the rule that set it."""

    household_id: int
    number: str
    head_name: str
    village: str
    group: str
    last_on: str
    due_on: str
    months: int
    reason: str
    source: str


def next_check(household_id: int) -> Due | None:
    """When a household falls due again; None before the first visit."""
    found = find_next_checks([household_id]).get(household_id)
    return Due(dt.date.fromisoformat(found.due_on), found.months, found.reason, found.source) if found else None


def find_next_checks(household_ids: Sequence[int]) -> dict[int, FoundCheck]:
    """When these households fall due again under the pack of the campaign they were last visited in, counted from the visit of
    then; one that was never visited is left out. Labour ability and a filed relative are known from the dossier;
    steadiness of income is not."""
    last = {
        household: (campaign, on)
        for start in range(0, len(household_ids), _FEW)
        for household, campaign, on in _VISITS.rows(*household_ids[start : start + _FEW])
    }
    if not last:
        return {}
    filed = {each.relative_id for each in dossiers.relatives() if each.relative_id and each.filed}
    registered = dossiers.register_households("filed")
    found = {}
    for id_, household in dossiers.kept(list(last)).items():
        campaign, on = last[id_]
        facts = _facts(household.record, filed, id_ in registered)
        due = next_verification(policy_of(campaign), facts, dt.date.fromisoformat(on))
        found[id_] = FoundCheck(on, due.on.isoformat(), due.months, due.reason, due.source)
    return found


_VISITS = Prepared(
    lambda *households: (
        Case.select(Case.household, Case.campaign, Case.visited_on)
        .where(Case.household.in_(households), Case.visited_on != "")
        .order_by(Case.visited_on)
    )
)


def wrong_checks() -> list[str]:
    """One sentence for each household whose stored next verification is not the one its facts give."""
    visited = sorted({id_ for (id_,) in tuples(Case.select(Case.household).where(Case.visited_on != ""))})
    columns = (NextCheck.last_on, NextCheck.due_on, NextCheck.months, NextCheck.reason, NextCheck.source)
    stored = {id_: FoundCheck(*rest) for id_, *rest in tuples(NextCheck.select(NextCheck.household, *columns))}
    right: dict[int, FoundCheck] = {}
    for start in range(0, len(visited), _CHUNK):
        right |= find_next_checks(visited[start : start + _CHUNK])
    wrong = sorted(id_ for id_ in stored.keys() | right.keys() if stored.get(id_) != right.get(id_))
    return [
        f"第 {id_} 份档案的下次核查存为“{_day(stored.get(id_))}”，按事实应为“{_day(right.get(id_))}”。" for id_ in wrong
    ]


def _day(check: FoundCheck | None) -> str:
    return f"{check.due_on}，{check.reason}" if check else "未定"


def _facts(record: HouseholdRecord, filed: set[str], registered: bool) -> VerificationFacts:
    conditions = set()
    if any(member.labour in _ABLE for member in record.members):
        conditions.add(Condition.LABOUR)
    if registered or any(member.id_number in filed for member in record.members):
        conditions.add(Condition.FILED)
    return VerificationFacts(record.aid_type, record.category, frozenset(conditions))


class NextCheckListing:
    """Households in 在保 by the day of their next verification, overdue ones first.

    Filters: `village` (name), `until` (ISO day), `month` (2026-11), `day` (ISO). Only households that were visited have a day.
    """

    def ids(self, search: Search) -> list[int]:
        """Every household the search finds, in order."""
        query = _due(NextCheck.household, _condition(search.filters)).order_by(
            NextCheck.due_on, Village.position, Household.number
        )
        return [row[0] for row in query.tuples().iterator()]

    def rows(self, ids: Sequence[int]) -> dict[int, NextCheckRow]:
        """The rows of these households."""
        columns = (
            Household.id,
            Household.number,
            Household.head_name,
            Village.name,
            Household.group,
            NextCheck.last_on,
            NextCheck.due_on,
            NextCheck.months,
            NextCheck.reason,
            NextCheck.source,
        )
        query = NextCheck.select(*columns).join(Household).join(Village).where(NextCheck.household.in_(list(ids)))
        return {row[0]: NextCheckRow(*row) for row in tuples(query)}


def checks_by_day(month: str, village: str = "") -> dict[str, int]:
    """How many households are due on each day (ISO) of a month (2026-11)."""
    condition = _condition({"month": month, "village": village})
    query = _due((NextCheck.due_on, fn.count(NextCheck.household)), condition).group_by(NextCheck.due_on)
    return dict(tuples(query))


def checks_due(until: str, village: str = "") -> int:
    """How many households are due for verification by a day (ISO), that day included."""
    return int(_due(NextCheck.household, _condition({"until": until, "village": village})).count())


def never_checked(village: str = "") -> int:
    """How many households in 在保 have no visit on record, so that nobody knows when they are due."""
    query = (
        Household.select(Household.id)
        .join(NextCheck, JOIN.LEFT_OUTER, on=NextCheck.household == Household.id)
        .join(Village, on=Household.village == Village.id)
        .where(Household.standing == Standing.RECEIVING.value, NextCheck.due_on.is_null())
    )
    return int((query.where(Village.name == village) if village else query).count())


def _due(columns: Any, condition: Any) -> Any:
    chosen = columns if isinstance(columns, tuple) else (columns,)
    return NextCheck.select(*chosen).join(Household).join(Village).where(condition)


def _condition(filters: Any) -> Any:
    condition: Any = Household.standing == Standing.RECEIVING.value
    if filters.get("village"):
        condition &= Village.name == filters["village"]
    if filters.get("until"):
        condition &= NextCheck.due_on <= filters["until"]
    if filters.get("month"):
        condition &= NextCheck.due_on.startswith(filters["month"])
    if filters.get("day"):
        condition &= NextCheck.due_on == filters["day"]
    return condition
