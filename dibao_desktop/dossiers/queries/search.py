"""The search box of the window: the few households a typed text most likely means."""

from __future__ import annotations

from dataclasses import dataclass

from dibao_desktop.domain import text as texts
from dibao_desktop.domain.identity import masked, masked_account
from dibao_desktop.dossiers.queries.household import Kept, kept
from dibao_desktop.dossiers.queries.listing import HouseholdListing
from dibao_desktop.dossiers.rules.initials import initials
from dibao_desktop.storage.listing import Search


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
    ids = HouseholdListing().ids(Search(text))
    households = kept(ids[:limit])
    return [
        SearchHit(h.id, h.record.number, h.record.head_name, h.record.village + h.record.group, _matched(h, terms[-1]))
        for h in (households[id_] for id_ in ids[:limit] if id_ in households)
    ]


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
