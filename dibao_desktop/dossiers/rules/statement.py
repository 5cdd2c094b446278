"""What a source says of a household, against what the office holds (docs/decisions/0011)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from operator import attrgetter

from dibao_desktop.domain import identity
from dibao_desktop.dossiers.rules.codes import says_less
from dibao_desktop.dossiers.rules.members import covered_count, pair_members
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord

_HOUSEHOLD_FIELDS = tuple(field.name for field in fields(HouseholdRecord) if field.name not in ("members", "listed_as"))
_MEMBER_FIELDS = tuple(field.name for field in fields(MemberRecord))
_household_values = attrgetter(*_HOUSEHOLD_FIELDS)
_member_values = attrgetter(*_MEMBER_FIELDS)

_USUAL_ID_TYPE = MemberRecord("").id_type
_COUNTS = frozenset({"family_size", "covered_size"})
_UNSAID = frozenset({"", None, _USUAL_ID_TYPE})
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def as_text(stated: HouseholdRecord, others: Mapping[str, str] | None = None) -> str:
    """All that a source states of a household, field by field, as it is kept; `others` are its columns that no field of
    ours takes."""
    said: dict[str, object] = {
        name: value
        for name, value in zip(_HOUSEHOLD_FIELDS, _household_values(stated), strict=True)
        if value or (value == 0 and name not in _COUNTS and value is not None)
    }
    said["members"] = [
        {
            name: value
            for name, value in zip(_MEMBER_FIELDS, _member_values(member), strict=True)
            if value not in _UNSAID
        }
        for member in stated.members
    ]
    if others:
        said["others"] = dict(others)
    return _encode(said)


def others_of(text: str) -> dict[str, str]:
    """What a source said in columns that no field of ours takes, by their heads."""
    said: dict[str, str] = json.loads(text).get("others", {})
    return said


def from_text(text: str) -> HouseholdRecord:
    """What a source stated, as it was kept."""
    said = json.loads(text)
    said.pop("others", None)
    # Whether somebody is covered was not said where it is not there.
    members = tuple(MemberRecord(**{"covered": None, **member}) for member in said.pop("members"))
    return HouseholdRecord(**{"number": "", **said}, members=members)


def digest(said: str) -> str:
    """A short digest of what a source states, as it is kept."""
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True)
class Merged:
    """The office's record with a statement laid over it; `pairs` as of `pair_members`, against the office's members."""

    record: HouseholdRecord
    pairs: tuple[int | None, ...]


def merged(office: HouseholdRecord, stated: HouseholdRecord, last: HouseholdRecord | None = None) -> Merged:
    """What the statement says wins; what it does not say (empty, zero people, None) stays. Of a source that spoke before,
    `last` is what it said then: what it only repeats stays as the office has it.

    A member the statement does not list goes only when it lists the whole family: its own 家庭人口 says as many
    people as it names. Numbers of people the source does not give follow the members where they did so before.
    """
    members, pairs = _merged_members(office, stated) if last is None else _members_anew(office, stated, last)
    said = {
        name: value
        for name in _HOUSEHOLD_FIELDS
        if _is_said(name, value := getattr(stated, name)) and (last is None or value != getattr(last, name))
    }
    if "family_size" not in said and office.family_size == len(office.members):
        said["family_size"] = len(members)
    if "covered_size" not in said and office.covered_size == covered_count(office.members):
        said["covered_size"] = covered_count(members)
    return Merged(replace(office, **said, members=members), pairs)


def completed(stated: HouseholdRecord) -> HouseholdRecord:
    """A statement on a household that the office does not have yet, with what follows from the rest filled in.

    Whoever the source does not call uncovered is taken as covered; where it only says how many are, the first of its
    list are, which the reader of the file was told (exchange).
    """
    first = stated.covered_size or len(stated.members)
    members = tuple([_new_member(member, place < first) for place, member in enumerate(stated.members)])
    family = stated.family_size or len(members) or stated.covered_size
    covered = stated.covered_size or covered_count(members)
    if (members, family, covered) == (stated.members, stated.family_size, stated.covered_size):
        return stated
    return replace(stated, members=members, family_size=family, covered_size=covered)


def tidied(stated: HouseholdRecord) -> HouseholdRecord:
    """Without the second line on the same person: many files name the head once as the head and once more as a member
    (DOMAIN §17 E22)."""
    seen: set[tuple[str, str]] = set()
    members = []
    for member in stated.members:
        who = (member.name, member.id_number)
        if not member.id_number or who not in seen:
            members.append(member)
        seen.add(who)
    return stated if len(members) == len(stated.members) else replace(stated, members=tuple(members))


def _new_member(stated: MemberRecord, covered: bool) -> MemberRecord:
    """A member whom the office does not have yet: what the source does not say is taken from the ID number."""
    if stated.covered is not None and stated.sex:
        return stated
    return replace(
        stated,
        covered=covered if stated.covered is None else stated.covered,
        sex=stated.sex or identity.sex(stated.id_number),
    )


def _is_said(name: str, value: object) -> bool:
    """An empty text, no number, and a family of nobody are what a source leaves where it says nothing."""
    return value not in ("", None) and not (name in ("family_size", "covered_size") and value == 0)


def _merged_members(
    office: HouseholdRecord, stated: HouseholdRecord
) -> tuple[tuple[MemberRecord, ...], tuple[int | None, ...]]:
    """The members after the statement, with the place each had in the office."""
    if not stated.members:
        return office.members, tuple(range(len(office.members)))
    pairs = pair_members(office.members, stated.members)
    by_place = {
        place: _merged_member(office.members[place], member)
        for place, member in zip(pairs, stated.members, strict=True)
        if place is not None
    }
    whole_family = stated.family_size == len(stated.members)
    places: list[int | None] = [p for p in range(len(office.members)) if p in by_place or not whole_family]
    members = [by_place.get(p, office.members[p]) for p in places if p is not None]
    for place, member in zip(pairs, stated.members, strict=True):
        if place is None:
            members.append(_new_member(member, covered=True))
            places.append(None)
    return tuple(members), tuple(places)


def _members_anew(
    office: HouseholdRecord, stated: HouseholdRecord, last: HouseholdRecord
) -> tuple[tuple[MemberRecord, ...], tuple[int | None, ...]]:
    """As `_merged_members`, by a source that spoke before: only whom it names for the first time comes, only whom it names
    no longer goes (and only where it lists the whole family), and of the others only what it says anew is written."""
    if not stated.members:
        return office.members, tuple(range(len(office.members)))
    before = pair_members(last.members, stated.members)
    pairs = pair_members(office.members, stated.members)
    by_place = {
        place: _merged_member(office.members[place], member, None if told is None else last.members[told])
        for place, member, told in zip(pairs, stated.members, before, strict=True)
        if place is not None
    }
    dropped = [member for place, member in enumerate(last.members) if place not in set(before)]
    gone: set[int | None] = set()
    if stated.family_size == len(stated.members):
        gone = set(pair_members(office.members, dropped)) - by_place.keys()
    places: list[int | None] = [place for place in range(len(office.members)) if place not in gone]
    members = [by_place.get(p, office.members[p]) for p in places if p is not None]
    for place, member, told in zip(pairs, stated.members, before, strict=True):
        if place is None and told is None:
            members.append(_new_member(member, covered=True))
            places.append(None)
    return tuple(members), tuple(places)


def _merged_member(office: MemberRecord, stated: MemberRecord, last: MemberRecord | None = None) -> MemberRecord:
    said = {
        name: value
        for name in _MEMBER_FIELDS
        if (value := getattr(stated, name)) not in ("", None)
        and value != getattr(office, name)
        and (last is None or value != getattr(last, name))
    }
    if says_less(stated.relation, office.relation):
        said.pop("relation", None)
    if "id_number" in said:
        said["id_written"] = stated.id_written
    elif stated.id_type == _USUAL_ID_TYPE:
        # A source without that column says the usual type of everybody.
        said.pop("id_type", None)
    return replace(office, **said) if said else office
