"""变动 as registers: what is still to do, 死亡核减 with what is to be got back, 渐退 with its last month (DOMAIN §11)."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, fn

from dibao_desktop.clearance.queries.campaigns import policy_of
from dibao_desktop.clearance.records import Case, Household, HouseholdEvent, Village
from dibao_desktop.clearance.rules.gradual import GradualExit, gradual_from
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries.supplements import granted_supplements
from dibao_desktop.dossiers.rules.life_events import LifeEvent
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.matching.queries import paid_months, payments_known
from dibao_desktop.storage.database import tuples


@dataclass(frozen=True)
class EventRow:
    """One event. It is settled when its case is decided, or when a clerk said so; `settled` is how, empty while it is open."""

    id: int
    household_id: int
    number: str
    head_name: str
    village: str
    kind: LifeEvent
    happened_on: str
    person_name: str
    person_id: str
    told: str
    note: str
    from_month: str
    covered_before: int
    covered_after: int
    before_fen: int
    monthly_over_fen: int
    papers: tuple[str, ...]
    settle_by: str
    recorded_on: str
    recorded_by: str
    recovered_fen: int
    case_id: int | None
    settled: str
    settled_on: str


@dataclass(frozen=True)
class DeathRow:
    """One line of 死亡核减台账. `months` were paid after the death; `over_fen` is what is to be got back: the dead
    person's part of each; `basis` says where the months come from."""

    event: EventRow
    months: int
    over_fen: int
    basis: str


@dataclass(frozen=True)
class GradualRow:
    """One household in 渐退."""

    household_id: int
    number: str
    head_name: str
    village: str
    exit: GradualExit
    months_left: int


def event(event_id: int) -> EventRow:
    """One event. Raises KnownError when it is gone."""
    found = _events(HouseholdEvent.id == event_id)
    if not found:
        raise KnownError("no_event", "找不到这条变动，请刷新后重选。")
    return found[0]


def events(household_id: int | None = None, kind: LifeEvent | None = None, village: str = "") -> list[EventRow]:
    """Every event, the latest first; of one household, kind or village if asked."""
    condition: Any = HouseholdEvent.id > 0
    if household_id is not None:
        condition &= HouseholdEvent.household == household_id
    if kind is not None:
        condition &= HouseholdEvent.kind == kind.value
    if village:
        condition &= Village.name == village
    return _events(condition)


def _events(condition: Any) -> list[EventRow]:
    query: Any = (
        HouseholdEvent.select(HouseholdEvent, Household.number, Household.head_name, Village.name, Case.decided_on)
        .join(Household)
        .join(Village)
        .switch(HouseholdEvent)
        .join(Case, JOIN.LEFT_OUTER)
        .where(condition)
        .order_by(HouseholdEvent.recorded_on.desc(), HouseholdEvent.id.desc())
    )
    return [_row(each) for each in query.dicts()]


def open_events(village: str = "") -> list[EventRow]:
    """What is not settled yet, what is due first on top."""
    return sorted((e for e in events(village=village) if not e.settled), key=lambda event: event.settle_by)


def _row(found: dict[str, Any]) -> EventRow:
    decided = found["decided_on"] or ""
    decided = decided if decided >= found["recorded_on"] else ""
    return EventRow(
        id=found["id"],
        household_id=found["household"],
        number=found["number"],
        head_name=found["head_name"],
        village=found["name"],
        kind=LifeEvent(found["kind"]),
        papers=tuple(json.loads(found["papers"])),
        case_id=found["case"],
        settled=found["settled_how"] or ("已作出决定" if decided else ""),
        settled_on=found["settled_on"] or decided,
        **{name: found[name] for name in _PLAIN},
    )


_PLAIN = (
    "happened_on",
    "person_name",
    "person_id",
    "told",
    "note",
    "from_month",
    "covered_before",
    "covered_after",
    "before_fen",
    "monthly_over_fen",
    "settle_by",
    "recorded_on",
    "recorded_by",
    "recovered_fen",
)


def deaths(today: dt.date, village: str = "") -> list[DeathRow]:
    """死亡核减台账."""
    known = payments_known()
    return [_death(event, today, known) for event in events(kind=LifeEvent.DEATH, village=village)]


def _death(event: EventRow, today: dt.date, known: bool) -> DeathRow:
    last = (event.settled_on or today.isoformat())[:7]
    if known:
        household = dossiers.household(event.household_id)
        members = [member.id_number for member in household.record.members] if household else []
        account = household.record.account_no if household else ""
        found = paid_months([*members, event.person_id], account, event.from_month)
        months, basis = sum(1 for month in found if month <= last), "发放清单"
    else:
        months, basis = max(_number(last) - _number(event.from_month) + 1, 0), "按月推算，未导入发放清单"
    return DeathRow(event, months, event.monthly_over_fen * months, basis)


def gradual_exits(today: dt.date, village: str = "") -> list[GradualRow]:
    """渐退 register: who is paid until which month, the first to end on top; `months_left` negative: to be closed.

    A household that was closed since, or for which another decision came after it, is in none.
    """
    later = Case.alias()
    newer = later.select(later.id).where(
        later.household == Case.household,
        (later.decided_on > Case.decided_on) | (later.decided_on == Case.decided_on) & (later.id > Case.id),
    )
    condition: Any = (Case.outcome == Outcome.GRADUAL.value) & (Case.decided_on != "") & ~fn.EXISTS(newer)
    condition &= Household.standing == Standing.RECEIVING.value
    if village:
        condition &= Village.name == village
    query = (
        Case.select(Case.campaign, Case.effective_month, Case.new_fen, Household.id, Household.number)
        .select_extend(Household.head_name, Village.name)
        .join(Household)
        .join(Village, on=Case.village == Village.id)
        .where(condition)
    )
    rows = []
    found = list(tuples(query))
    beside = granted_supplements([row[3] for row in found])
    for campaign, month, fen, id_, number, head_name, name in found:
        extra = beside[id_].total_fen if id_ in beside else 0
        leaving = gradual_from(policy_of(campaign).decision, month, fen or 0, extra)
        rows.append(GradualRow(id_, number, head_name, name, leaving, leaving.months_left(today.isoformat()[:7])))
    return sorted(rows, key=lambda row: row.exit.last_month)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])
