"""Visits as they were written down."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from peewee import fn

from dibao_desktop.clearance.records import Case, Visit
from dibao_desktop.clearance.rules.visit import Neighbour, VisitDraft
from dibao_desktop.storage.database import Prepared, tuples

# So many cases one prepared statement asks for.
_CHUNK = 500


@dataclass(frozen=True)
class VisitRow:
    """One visit; `signed_at` is empty while it can still be changed, `void` after the case was sent back."""

    id: int
    draft: VisitDraft
    signed_at: str
    void: bool


def visits_of(case_id: int) -> tuple[VisitRow, ...]:
    """The visits of a case, the latest first."""
    rows = Visit.select().where(Visit.case == case_id).order_by(Visit.id.desc())
    return tuple(VisitRow(row.id, draft_of(row), row.signed_at, row.void) for row in rows)


def draft_of(row: Visit) -> VisitDraft:
    """What a row holds, as the form has it."""
    return VisitDraft(
        visited_on=dt.date.fromisoformat(row.visited_on),
        investigators=tuple(json.loads(row.investigators)),
        answers=json.loads(row.answers),
        neighbours=tuple(Neighbour(**each) for each in json.loads(row.neighbours)),
        family_signer=row.family_signer,
        summary=row.summary,
    )


def with_neighbours(case_ids: Sequence[int]) -> set[int]:
    """The cases with a signed visit that wrote down what neighbours said."""
    return {
        id_ for start in range(0, len(case_ids), _CHUNK) for (id_,) in _ASKED.rows(*case_ids[start : start + _CHUNK])
    }


_ASKED = Prepared(
    lambda *cases: (
        Visit.select(Visit.case)
        .where(Visit.case.in_(cases), Visit.signed_at != "", ~Visit.void, Visit.neighbours != "[]")
        .distinct()
    )
)


def visited_until(campaign_id: int, day: dt.date) -> dict[int, int]:
    """How many cases of each village (by id) had a signed visit that counts, made on or before a day."""
    rows = tuples(
        Visit.select(Case.village, fn.count(Visit.case.distinct()))
        .join(Case)
        .where(Case.campaign == campaign_id, Visit.signed_at != "", ~Visit.void, Visit.visited_on <= day.isoformat())
        .group_by(Case.village)
    )
    return dict(rows)
