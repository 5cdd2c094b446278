"""The leads: of one household, counted, as a paged list, and as the command line prints them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, fn

from dibao_desktop.domain import text
from dibao_desktop.matching.records import Household, Lead, Village
from dibao_desktop.matching.rules.leads import Confidence, Facts, LeadKind
from dibao_desktop.policy.rules.check_items import CATALOGUE
from dibao_desktop.storage.database import Prepared, tuples
from dibao_desktop.storage.listing import Search

_CHUNK = 500
_CURRENT = (Lead.withdrawn_at == "") | (Lead.verdict != "")
_OPEN = (Lead.withdrawn_at == "") & (Lead.verdict == "")
_STATES: dict[str, Any] = {"open": _OPEN, "judged": Lead.verdict != "", "": _CURRENT}


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One lead. `household_id`, `number`, `village` and `head_name` are empty where nobody on the books is meant."""

    id: int
    code: str
    kind: LeadKind
    household_id: int | None
    number: str
    village: str
    head_name: str
    member_id: int | None
    person_id: str
    person_name: str
    confidence: Confidence
    severity: str
    reason: str
    source: str
    clause: str
    dossier_says: Facts
    list_says: Facts
    found_at: str
    withdrawn_at: str
    verdict: str
    evidence: str
    verified_by: str
    verified_on: str

    @property
    def title(self) -> str:
        """What the check item asks."""
        return CATALOGUE[self.code].title

    @property
    def is_open(self) -> bool:
        return not self.verdict and not self.withdrawn_at


@dataclass(frozen=True)
class KindCount:
    """How many leads of one kind there are."""

    kind: LeadKind
    open: int
    judged: int


_COLUMNS = (
    Lead.id,
    Lead.code,
    Lead.kind,
    Lead.household,
    fn.coalesce(Household.number, ""),
    fn.coalesce(Village.name, ""),
    fn.coalesce(Household.head_name, ""),
    Lead.member,
    Lead.person_id,
    Lead.person_name,
    Lead.confidence,
    Lead.severity,
    Lead.reason,
    Lead.source,
    Lead.clause,
    Lead.dossier_says,
    Lead.list_says,
    Lead.found_at,
    Lead.withdrawn_at,
    Lead.verdict,
    Lead.evidence,
    Lead.verified_by,
    Lead.verified_on,
)


def open_lead_counts(household_ids: Iterable[int]) -> dict[int, int]:
    """How many open leads each of these households has; one without any is left out."""
    wanted = list(household_ids)
    counts: dict[int, int] = {}
    for start in range(0, len(wanted), _CHUNK):
        counts.update(
            tuples(
                Lead.select(Lead.household, fn.count(Lead.id))
                .where(_OPEN, Lead.household.in_(wanted[start : start + _CHUNK]))
                .group_by(Lead.household)
            )
        )
    return counts


def open_leads(village_id: int | None = None) -> int:
    """How many leads nobody has judged yet, in the town or in one village."""
    query = Lead.select(fn.count(Lead.id)).where(_OPEN)
    if village_id is not None:
        query = query.join(Household).where(Household.village == village_id)
    return int(query.scalar())


def leads_of(household_id: int) -> list[LeadRow]:
    """The current leads of one household, open ones first."""
    return [_row(values) for values in _OF_HOUSEHOLD.rows(household_id)]


_OF_HOUSEHOLD = Prepared(
    lambda household: _select().where(_CURRENT, Lead.household == household).order_by(Lead.verdict != "", Lead.id)
)


def lead(lead_id: int) -> LeadRow | None:
    """One lead; None when there is none of this id."""
    return LeadListing().rows([lead_id]).get(lead_id)


def current_leads() -> list[LeadRow]:
    """Every lead that stands: open, or judged."""
    return [_row(values) for values in _select().where(_CURRENT).order_by(Lead.id).tuples().iterator()]


def kind_counts(village_id: int | None = None) -> list[KindCount]:
    """The kinds there are leads of, in the town or in one village, in the order of `LeadKind`."""
    rows = (
        Lead.select(Lead.kind, fn.sum(_OPEN.cast("INTEGER")), fn.sum((Lead.verdict != "").cast("INTEGER")))
        .where(_CURRENT)
        .group_by(Lead.kind)
    )
    if village_id is not None:
        rows = rows.join(Household).where(Household.village == village_id)
    counts = {kind: (still_open, judged) for kind, still_open, judged in tuples(rows)}
    return [KindCount(kind, *counts[kind]) for kind in LeadKind if kind in counts]


class LeadListing:
    """All current leads. Filters: `kind`, `code`, `village` (id), `household` (id), `confidence`, `state` ("open", "judged");
    text finds a person, a dossier number, an ID number or a word of the reason. Sorts by the names of `_SORTS`."""

    def ids(self, search: Search) -> list[int]:
        """Every lead the search finds; its own order is by kind, then dossier."""
        query = (
            Lead.select(Lead.id).join(Household, JOIN.LEFT_OUTER).where(_STATES[str(search.filters.get("state") or "")])
        )
        for name, column in _FILTERS.items():
            wanted = search.filters.get(name)
            if wanted not in (None, "", ()):
                query = query.where(column.in_(list(wanted) if isinstance(wanted, tuple | list) else [wanted]))
        for term in text.clean(search.text).split():
            query = query.where(_found_by(term))
        sort = _SORTS.get(search.sort, ())
        order = [column.desc() if search.descending else column.asc() for column in sort]
        return [row[0] for row in query.order_by(*order, *_OWN_ORDER).tuples().iterator()]

    def rows(self, ids: Sequence[int]) -> dict[int, LeadRow]:
        """The leads of these ids."""
        found: dict[int, LeadRow] = {}
        for start in range(0, len(ids), _CHUNK):
            query = _select().where(Lead.id.in_(list(ids[start : start + _CHUNK])))
            found.update((values[0], _row(values)) for values in query.tuples())
        return found


def match_json(rows: Iterable[LeadRow]) -> list[dict[str, object]]:
    """The leads as the command line prints them (DESIGN §7): `source` is the clause and the record."""
    return [
        {
            "code": row.code,
            "kind": row.kind.value,
            "household": row.number or None,
            "person_id": row.person_id or None,
            "person_name": row.person_name,
            "village": row.village or None,
            "confidence": row.confidence.value,
            "severity": row.severity,
            "reason": row.reason,
            "source": f"{row.clause}；{row.source}",
            "clause": row.clause,
            "record": row.source,
            "verdict": row.verdict or None,
        }
        for row in rows
    ]


def _select() -> Any:
    joined = Lead.select(*_COLUMNS).join(Household, JOIN.LEFT_OUTER)
    return joined.join(Village, JOIN.LEFT_OUTER, on=(Household.village == Village.id))


def _row(values: Sequence[Any]) -> LeadRow:
    given = list(values)
    given[2], given[10] = LeadKind(given[2]), Confidence(given[10])
    given[15], given[16] = _facts(given[15]), _facts(given[16])
    return LeadRow(*given)


def _facts(stored: str) -> Facts:
    return tuple((label, value) for label, value in json.loads(stored))


def _found_by(term: str) -> Any:
    condition = Lead.person_name.contains(term) | Household.head_name.contains(term)
    if term.isascii():
        return condition | Household.number.contains(term) | Lead.person_id.contains(term.upper())
    return condition | Lead.reason.contains(term)


_FILTERS: dict[str, Any] = {
    "kind": Lead.kind,
    "code": Lead.code,
    "village": Household.village,
    "household": Lead.household,
    "confidence": Lead.confidence,
}
_SORTS: dict[str, tuple[Any, ...]] = {
    "number": (fn.length(Household.number), Household.number),
    "village": (Household.village,),
    "person_name": (Lead.person_name,),
    "kind": (Lead.code, Lead.kind),
    "confidence": (Lead.confidence,),
    "found_at": (Lead.found_at,),
    "verdict": (Lead.verdict,),
}
_OWN_ORDER = (Lead.code, Household.village, fn.length(Household.number), Household.number, Lead.id)
