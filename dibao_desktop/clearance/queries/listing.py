"""The paged work list of the clearance page: filters and sorting in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dibao_desktop.clearance.queries.cases import CaseRow, case_rows
from dibao_desktop.clearance.queries.conditions import case_condition
from dibao_desktop.clearance.records import Case, Household, Village
from dibao_desktop.domain.text import compact
from dibao_desktop.storage.listing import Search

_SORTS: dict[str, Any] = {
    "number": Household.number,
    "head_name": Household.head_name,
    "village": Village.position,
    "family_size": Household.family_size,
    "before_fen": Case.before_fen,
    "proposal": Case.proposal,
    "proposed_fen": Case.proposed_fen,
    "step": Case.step_position,
    "due_on": Case.due_on,
}


class CaseListing:
    """The cases of one campaign: the one given here, or the filter `campaign`.

    Filters: those of `conditions.case_condition`, among them the doors of the dashboard's figures.
    """

    def __init__(self, campaign_id: int | None = None) -> None:
        self._campaign = campaign_id

    def ids(self, search: Search) -> list[int]:
        """Every case the search finds, in order."""
        query = (
            Case.select(Case.id)
            .join(Household, on=Case.household == Household.id)
            .join(Village, on=Case.village == Village.id)
            .where(self._condition(search))
            .order_by(*self._order(search))
        )
        return [row[0] for row in query.tuples().iterator()]

    def rows(self, ids: Sequence[int]) -> dict[int, CaseRow]:
        """The rows of these cases; one that is gone is left out."""
        return {row.id: row for row in case_rows(ids)}

    def _condition(self, search: Search) -> Any:
        filters = {name: value for name, value in search.filters.items() if name != "campaign"}
        condition = case_condition(search.filters.get("campaign", self._campaign), filters)
        word = compact(search.text)
        if word:
            prefix = word.lower()
            condition &= (
                Household.head_name.contains(word)
                | Household.number.contains(word)
                | Household.initials.contains(prefix)
                | (Household.head_id.contains(word.upper()))
            )
        return condition

    def _order(self, search: Search) -> list[Any]:
        usual = [Village.position, Village.id, Household.number]
        if not search.sort:
            return usual
        column = _SORTS[search.sort]
        return [column.desc() if search.descending else column.asc(), *usual]
