"""The versions of many records at once: which are kept, and what of the circumstances belongs to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from peewee import fn

from dibao_desktop.dossiers.queries.circumstances import LISTS, circumstances
from dibao_desktop.dossiers.records import HouseholdFacts, HouseholdTag, Member, MemberFacts, RecordVersion
from dibao_desktop.dossiers.rules.circumstances import CircumstancesRecord
from dibao_desktop.storage.database import raw_tuples

_CHUNK = 500


def latest_versions(household_ids: Sequence[int]) -> dict[int, int]:
    """The highest version that is kept of each of these records; one without any is left out."""
    found: dict[int, int] = {}
    for start in range(0, len(household_ids), _CHUNK):
        some = RecordVersion.household.in_(household_ids[start : start + _CHUNK])
        rows = RecordVersion.select(RecordVersion.household, fn.max(RecordVersion.version)).where(some)
        found.update(raw_tuples(rows.group_by(RecordVersion.household)))
    return found


def circumstances_of(members: Mapping[int, Sequence[int]]) -> dict[int, CircumstancesRecord]:
    """The circumstances of those of these households (each with its members' ids) of which something is known at all: of
    most a roster is all there is."""
    tables: tuple[Any, ...] = (HouseholdFacts, HouseholdTag, *(table for table, _ in LISTS.values()))
    known = {id_ for table in tables for (id_,) in raw_tuples(table.select(table.household).distinct())}
    known |= {id_ for (id_,) in raw_tuples(MemberFacts.select(Member.household).join(Member).distinct())}
    return {id_: circumstances(id_, ids) for id_, ids in members.items() if id_ in known}
