"""The search box of the window: the few households a typed text most likely means."""

from __future__ import annotations

from dataclasses import dataclass

from dibao_desktop.domain import text as texts
from dibao_desktop.domain.identity import masked, masked_account
from dibao_desktop.dossiers.queries.household import Kept, kept
from dibao_desktop.dossiers.queries.listing import HouseholdListing, HouseholdRow
from dibao_desktop.dossiers.rules.initials import initials
from dibao_desktop.storage.listing import Search

# So many of what is found are put in order before the first few are shown.
_LOOKED_AT = 300


@dataclass(frozen=True)
class SearchHit:
    """One household; `matched` says by what it was found, private numbers masked."""

    household_id: int
    number: str
    head_name: str
    village: str
    matched: str


def search(text: str, limit: int = 20) -> list[SearchHit]:
    """Households found by name, pinyin initials, ID number, dossier number, phone or address."""
    terms = texts.clean(text).split()
    if not terms:
        return []
    listing = HouseholdListing()
    likely = listing.rows(listing.ids(Search(text))[:_LOOKED_AT])
    ids = sorted(likely, key=lambda id_: _rank(likely[id_], terms[0]))[:limit]
    households = kept(ids)
    return [
        SearchHit(h.id, h.record.number, h.record.head_name, h.record.village + h.record.group, _matched(h, terms[-1]))
        for h in (households[id_] for id_ in ids)
    ]


def _rank(row: HouseholdRow, term: str) -> int:
    """The dossier of just this number first, then heads, then whoever else; the list's own order within each."""
    if term == row.number or term == row.number.lstrip("0"):
        return 0
    if term in row.head_name or any(word.startswith(term.lower()) for word in initials(row.head_name)):
        return 1
    return 2


def _matched(household: Kept, term: str) -> str:
    """By what the last typed word found this household."""
    record, upper, lower = household.record, term.upper(), term.lower()
    for member in record.members:
        if upper.isascii() and len(upper) >= 4 and upper in member.id_number:
            return f"{member.name} 身份证号 {masked(member.id_number)}"
        if term in member.name or any(word.startswith(lower) for word in initials(member.name)):
            return (
                f"户主 {member.name}"
                if member.name == record.head_name
                else f"{member.relation or '成员'} {member.name}"
            )
    for label, value in (("档案号", record.number), ("联系电话", record.phone), ("户口簿号", record.register_no)):
        if upper.isascii() and upper in value:
            return f"{label} {value}"
    if upper in record.account_no:
        return f"银行账号 {masked_account(record.account_no)}"
    return f"住址 {record.address}" if term in record.address else f"{record.village}{record.group}"
