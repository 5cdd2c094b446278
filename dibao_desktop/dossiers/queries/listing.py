"""The list of dossiers: what a search finds, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from peewee import fn

from dibao_desktop.domain import text
from dibao_desktop.dossiers.records import BankAccount, Household, Member, Village
from dibao_desktop.storage.database import tuples
from dibao_desktop.storage.listing import Search

_CHUNK = 500
# Shorter runs of digits stand in almost every number.
_LEAST_DIGITS = 4
_SEVERAL = (tuple, list, set, frozenset)


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One line of the list."""

    id: int
    number: str
    head_name: str
    village_id: int
    village: str
    group: str
    family_size: int
    covered: int
    aid_type: str
    category: str
    monthly_fen: int
    start_month: str
    standing: str
    phone: str


class HouseholdListing:
    """All dossiers. Filters: `village_id`, `standing`, `category`, `aid_type` (each one value or several), `ids` (these
    households only, however many).

    Sorts by any field of `HouseholdRow`; its own order is by dossier number.
    """

    def ids(self, search: Search) -> list[int]:
        """Every household the search finds, in order."""
        query = Household.select(Household.id)
        for name, wanted in search.filters.items():
            if name != "ids" and wanted not in (None, "", ()):
                values = list(wanted) if isinstance(wanted, _SEVERAL) else [wanted]
                query = query.where(_FILTERS[name].in_(values))
        for term in text.clean(search.text).split():
            query = query.where(found_by(term))
        keys = _SORTS.get(search.sort, ())
        order = [key.desc() if search.descending else key.asc() for key in keys]
        by_number = [key.desc() if search.descending and not keys else key.asc() for key in _BY_NUMBER]
        found = [row[0] for row in tuples(query.order_by(*order, *by_number))]
        if isinstance(only := search.filters.get("ids"), _SEVERAL):
            among = frozenset(only)
            found = [id_ for id_ in found if id_ in among]
        return found

    def rows(self, ids: Sequence[int]) -> dict[int, HouseholdRow]:
        """The lines of these households."""
        found: dict[int, HouseholdRow] = {}
        for start in range(0, len(ids), _CHUNK):
            chunk = list(ids[start : start + _CHUNK])
            query = Household.select(*_ROW_COLUMNS).join(Village).where(Household.id.in_(chunk))
            found |= {row[0]: HouseholdRow(*row) for row in tuples(query)}
        return found


def found_by(term: str) -> Any:
    """The condition that one typed word finds a household: a number, initials, a name, a place or a phone."""
    if term.isascii() and any(character.isdigit() for character in term):
        return _found_by_number(term.upper())
    if term.isascii():
        return Household.initials.contains(f" {term.lower()}") | Household.number.startswith(term)
    named = Member.select(Member.household).where(Member.name.contains(term))
    villages = Village.select(Village.id).where(Village.name.contains(term))
    return (
        Household.head_name.contains(term)
        | Household.address.contains(term)
        | Household.group.contains(term)
        | Household.village.in_(villages)
        | Household.id.in_(named)
    )


def _found_by_number(term: str) -> Any:
    """Dossier number, register number, certificate, phone; ID numbers and accounts from four digits on."""
    condition = (Household.number == term) | Household.number.startswith(term)
    condition |= fn.ltrim(Household.number, "0").startswith(term)
    if len(term) < _LEAST_DIGITS:
        return condition | Household.group.startswith(term)
    members = Member.select(Member.household).where(Member.id_number.contains(term) | Member.id_written.contains(term))
    accounts = BankAccount.select(BankAccount.household).where(BankAccount.account_no.contains(term))
    condition |= Household.register_no.contains(term) | Household.phone.contains(term)
    condition |= Household.certificate_no.contains(term)
    return condition | Household.id.in_(members) | Household.id.in_(accounts)


_FILTERS: dict[str, Any] = {
    "village_id": Household.village,
    "standing": Household.standing,
    "category": Household.category,
    "aid_type": Household.aid_type,
}
_ROW_COLUMNS = [
    Village.name
    if field.name == "village"
    else Household.village
    if field.name == "village_id"
    else getattr(Household, field.name)
    for field in fields(HouseholdRow)
]
# `9` before `10` and `0010`: by length first, as people count.
_BY_NUMBER = (fn.length(Household.number), Household.number, Household.id)
_SORTS: dict[str, tuple[Any, ...]] = {
    "number": (),
    "head_name": (Household.initials, Household.head_name),
    "village": (Household.village, Household.group),
    "group": (Household.group,),
    "family_size": (Household.family_size,),
    "covered": (Household.covered,),
    "aid_type": (Household.aid_type,),
    "category": (Household.category,),
    "monthly_fen": (Household.monthly_fen,),
    "start_month": (Household.start_month,),
    "standing": (Household.standing,),
    "phone": (Household.phone,),
}
