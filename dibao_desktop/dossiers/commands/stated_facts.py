"""Taking in what a source says of families beyond its roster fields, many households at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any

from dibao_desktop.domain.applied import Difference
from dibao_desktop.domain.changes import Changes
from dibao_desktop.dossiers.queries.circumstances import LISTS as TABLES
from dibao_desktop.dossiers.queries.circumstances import PLAIN
from dibao_desktop.dossiers.queries.household import Kept
from dibao_desktop.dossiers.queries.placing import place
from dibao_desktop.dossiers.records import Household, HouseholdFacts, MemberFacts
from dibao_desktop.dossiers.rules.circumstance_changes import LABELS, LIST_LABELS, PERSON_LABELS
from dibao_desktop.dossiers.rules.circumstances import PersonFacts
from dibao_desktop.dossiers.rules.members import pair_members
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.dossiers.rules.stated_facts import LISTS, StatedFacts, filled
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.storage.database import delete_rows, insert_rows, tuples, update_rows

_CHUNK = 500
_PERSON = tuple(field.name for field in fields(PersonFacts))
_OWN = ("residence", "contact")


@command(Permission.IMPORT, Changes.DOSSIERS)
def add_stated_facts(
    session: Session,
    stated: Sequence[tuple[HouseholdRecord, StatedFacts]],
    source: str,
    judged: Collection[int] = frozenset(),
) -> tuple[Difference, ...]:
    """Fill what the office does not know of these households; what differs is answered, not written. A household
    `judged` in this campaign is left as it was judged."""
    placed = place([record for record, _ in stated]).households
    pairs = [
        (kept, facts)
        for kept, (_, facts) in zip(placed, stated, strict=True)
        if kept is not None and facts and kept.id not in judged
    ]
    adding = _Adding(pairs)
    for kept, facts in pairs:
        if told := adding.add(kept, facts):
            session.note(f"由{source}补充：{'、'.join(told)}", household=kept.id)
    adding.write()
    return tuple(adding.differences)


class _Adding:
    """One run: what is known of all the households, what is to be written, what differs."""

    def __init__(self, pairs: Sequence[tuple[Kept, StatedFacts]]) -> None:
        households = [kept.id for kept, _ in pairs]
        members = [member for kept, _ in pairs for member in kept.member_ids]
        columns = [getattr(MemberFacts, name) for name in _PERSON]
        self._people = {
            row[0]: PersonFacts(*row[1:])
            for chunk in _chunks(members)
            for row in tuples(MemberFacts.select(MemberFacts.member, *columns).where(MemberFacts.member.in_(chunk)))
        }
        own = (HouseholdFacts.household, HouseholdFacts.residence, HouseholdFacts.contact)
        self._own = {
            row[0]: dict(zip(_OWN, row[1:], strict=True))
            for chunk in _chunks(households)
            for row in tuples(HouseholdFacts.select(*own).where(HouseholdFacts.household.in_(chunk)))
        }
        self._listed = {name: _with_items(name, households) for name in LISTS if any(_items(f, name) for _, f in pairs)}
        self._new_people: dict[int, PersonFacts] = {}
        self._new_own: dict[int, dict[str, str]] = {}
        self._new_items: dict[str, list[tuple[Any, ...]]] = {}
        self._changed: list[tuple[int, int]] = []
        self.differences: list[Difference] = []

    def add(self, kept: Kept, facts: StatedFacts) -> list[str]:
        """What is new of one household, in words."""
        told = self._add_own(kept, facts)
        stated = [MemberRecord(person.name, id_number=person.id_number) for person in facts.people]
        places = pair_members(kept.record.members, stated)
        for person, at in zip(facts.people, places, strict=True):
            if at is not None:
                told += self._add_person(kept, kept.member_ids[at], person.name, person.facts)
        by_number = {person.id_number: at for person, at in zip(facts.people, places, strict=True)}
        for name, present in self._listed.items():
            items: list[tuple[int | None, Any]] = [(None, item) for item in getattr(facts, name)]
            if name == "incomes":
                items += [(by_number[p.id_number], item) for p in facts.people for item in p.incomes]
            if items and kept.id not in present:
                self._new_items.setdefault(name, []).extend(_item_rows(name, kept, items))
                told.append(LIST_LABELS[name])
        if told:
            self._changed.append((kept.version + 1, kept.id))
        return list(dict.fromkeys(told))

    def _add_own(self, kept: Kept, facts: StatedFacts) -> list[str]:
        known = self._own.get(kept.id, {})
        told = []
        for name in _OWN:
            before, after = known.get(name, ""), getattr(facts, name)
            if after and not before:
                self._new_own.setdefault(kept.id, {})[name] = after
                told.append(LABELS[name])
            elif after and before != after:
                self._differ(kept, LABELS[name], before, after)
        return told

    def _add_person(self, kept: Kept, member: int, name: str, said: PersonFacts) -> list[str]:
        known = self._new_people.get(member) or self._people.get(member, PersonFacts())
        now, differing = filled(known, said)
        for field, before, after in differing:
            self._differ(kept, f"{name} {PERSON_LABELS[field]}", str(before), str(after))
        if now == known:
            return []
        self._new_people[member] = now
        return [PERSON_LABELS[field] for field in _PERSON if getattr(now, field) != getattr(known, field)]

    def _differ(self, kept: Kept, label: str, before: str, after: str) -> None:
        self.differences.append(Difference(kept.record.number, label, before, after, "kept"))

    def write(self) -> None:
        """Write all that was collected."""
        delete_rows(MemberFacts, list(self._new_people), "member")
        people = [(member, *(getattr(now, name) for name in _PERSON)) for member, now in self._new_people.items()]
        insert_rows(MemberFacts, ("member", *_PERSON), people)
        old = [household for household in self._new_own if household in self._own]
        for household in old:
            HouseholdFacts.update(**self._new_own[household]).where(HouseholdFacts.household == household).execute()
        new = [each for each in self._new_own if each not in self._own]
        rows = [(each, *(self._new_own[each].get(name, "") for name in PLAIN)) for each in new]
        insert_rows(HouseholdFacts, ("household", *PLAIN), rows)
        for name, items in self._new_items.items():
            table, kind = TABLES[name]
            insert_rows(table, ("household", *(field.name for field in fields(kind))), items)
        update_rows(Household, ("version",), self._changed)


def _items(facts: StatedFacts, name: str) -> bool:
    own = name == "incomes" and any(person.incomes for person in facts.people)
    return bool(getattr(facts, name)) or own


def _with_items(name: str, households: Sequence[int]) -> set[int]:
    """The households that have lines of this kind already: what somebody wrote down is not mixed with a file's."""
    table: Any = TABLES[name][0]
    return {
        row[0]
        for chunk in _chunks(households)
        for row in tuples(table.select(table.household).where(table.household.in_(chunk)).distinct())
    }


def _item_rows(name: str, kept: Kept, items: Iterable[tuple[int | None, Any]]) -> Iterator[tuple[Any, ...]]:
    columns = [field.name for field in fields(TABLES[name][1])]
    for at, item in items:
        member = None if at is None else kept.member_ids[at]
        yield (kept.id, *(member if column == "member" else getattr(item, column) for column in columns))


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
