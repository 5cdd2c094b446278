"""Who of a household is who: the head, and the same person in two records."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord

HEAD_RELATIONS = frozenset({"户主", "本人", "本人/户主", "户主/本人"})


def head_of(record: HouseholdRecord) -> MemberRecord | None:
    """The member who is the head: by the relation (of several, the one of the head's name), else by the name alone."""
    name = record.head_name
    called: MemberRecord | None = None
    named: MemberRecord | None = None
    for member in record.members:
        if member.relation in HEAD_RELATIONS:
            if member.name == name:
                return member
            called = called or member
        elif member.name == name:
            named = named or member
    return called or named


def head_id(record: HouseholdRecord) -> str:
    """The head's ID number; empty when the head is not listed or has none."""
    head = head_of(record)
    return head.id_number if head else ""


def pair_members(old: Sequence[MemberRecord], new: Sequence[MemberRecord]) -> list[int | None]:
    """For each new member the place of the same person among the old ones, None for somebody new.

    By ID number; what is left by name and relation; what is then left by name, where it stands once on both sides.
    """
    pairs: list[int | None] = [None] * len(new)
    _pair(old, new, pairs, lambda member: member.id_number or None)
    _pair(old, new, pairs, lambda member: (member.name, member.relation))
    _pair(old, new, pairs, lambda member: member.name)
    return pairs


def _pair(
    old: Sequence[MemberRecord],
    new: Sequence[MemberRecord],
    pairs: list[int | None],
    key: Callable[[MemberRecord], Hashable],
) -> None:
    """Pair what has the same key on both sides, where the key is there and stands once on each."""
    taken = set(pairs)
    places = _places(key, [(place, member) for place, member in enumerate(old) if place not in taken])
    for wanted, positions in _places(key, [(p, member) for p, member in enumerate(new) if pairs[p] is None]).items():
        if len(positions) == 1 and len(places.get(wanted, ())) == 1:
            pairs[positions[0]] = places[wanted][0]


def _places(
    key: Callable[[MemberRecord], Hashable], members: Sequence[tuple[int, MemberRecord]]
) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for place, member in members:
        if (wanted := key(member)) is not None:
            found.setdefault(wanted, []).append(place)
    return found


def plainly_same(old: HouseholdRecord, new: HouseholdRecord) -> bool:
    """Whether two records are of one household although neither number nor head's ID say it: of one village, with the same
    head by name, and one more tie: the account, a person's ID number, or a head's number that differs in its last place."""
    if not old.village or old.village != new.village or old.head_name != new.head_name:
        return False
    heads = head_id(old), head_id(new)
    numbers = [{member.id_number for member in record.members} - {""} for record in (old, new)]
    account = bool(old.account_no) and old.account_no == new.account_no
    return account or bool(numbers[0] & numbers[1]) or (len(heads[0]) == 18 and heads[0][:17] == heads[1][:17])


def same_family(old: HouseholdRecord, new: HouseholdRecord) -> bool:
    """Whether two records of one village name the same people: everybody of the shorter list stands in the longer."""
    known = sum(place is not None for place in pair_members(old.members, new.members))
    return old.village == new.village and known == min(len(old.members), len(new.members))


def covered_count(members: Sequence[MemberRecord]) -> int:
    """How many are paid for."""
    return sum(1 for member in members if member.covered)


def health_text(member: MemberRecord) -> str:
    """`肢体残疾二级`; what else is known of the health stands before it."""
    if not (member.disability_kind or member.disability_grade):
        return member.health
    disability = f"{member.disability_kind}残疾{member.disability_grade}"
    return disability if member.health in ("", "残疾") else f"{member.health}，{disability}"
