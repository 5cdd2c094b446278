"""Who takes no part in a case (回避): the household's own people and near relatives of it (DOMAIN §9, A7).

Found by ID number only. A name that fits while a number is missing is a suspicion for the clerk to look into, never a
recusal by itself; the same name with another number is another person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dibao_desktop.domain import identity, text
from dibao_desktop.review.rules.panel import KinEntry


@dataclass(frozen=True)
class Person:
    """Someone by name and, when known, ID number."""

    name: str
    id_number: str = ""


@dataclass(frozen=True)
class PanelPerson:
    """A roster member with the relatives that the panel list names."""

    id: int
    person: Person
    kin: tuple[KinEntry, ...] = ()


@dataclass(frozen=True)
class Tie:
    """One line of the register of officials' relatives (近亲属登记)."""

    official: Person
    relative: Person
    relation: str


@dataclass(frozen=True)
class Finding:
    """Why a member has to step aside; when not `certain`, why the clerk should ask."""

    member_id: int
    reason: str
    certain: bool


def findings(
    panel: Sequence[PanelPerson],
    family: Sequence[Person],
    ties: Iterable[Tie],
    steps_aside: Callable[[str], bool],
) -> list[Finding]:
    """One finding a member at most, certain before suspected. `steps_aside` tells whether a relation is in the pack's set."""
    registered = list(ties)
    found = []
    for member in panel:
        own = [*_in_family(member, family), *_through_kin(member, family, registered, steps_aside)]
        best = min(own, key=lambda finding: not finding.certain, default=None)
        if best is not None:
            found.append(best)
    return found


def _in_family(member: PanelPerson, family: Sequence[Person]) -> list[Finding]:
    found = []
    for person in family:
        match same_person(member.person, person):
            case True:
                found.append(Finding(member.id, "本人是该户家庭成员", True))
            case None:
                found.append(Finding(member.id, f"与该户成员{person.name}同名，身份证号不全，请核实是否本人", False))
    return found


def _through_kin(
    member: PanelPerson, family: Sequence[Person], ties: list[Tie], steps_aside: Callable[[str], bool]
) -> list[Finding]:
    named = [(Person(kin.name, kin.id_number), kin.relation, True) for kin in member.kin]
    for tie in ties:
        same = same_person(member.person, tie.official)
        if same is not False:
            named.append((tie.relative, tie.relation, bool(same)))
    found = []
    for relative, relation, certain_official in named:
        for person in family:
            same = same_person(relative, person)
            if same is not False:
                found += _judged(member.id, person, relation, certain_official and bool(same), steps_aside)
    return found


def _judged(
    member_id: int, person: Person, relation: str, certain: bool, steps_aside: Callable[[str], bool]
) -> list[Finding]:
    written = text.compact(relation)
    if not written:
        return [Finding(member_id, f"与该户成员{person.name}登记为亲属，关系未写明，请核实", False)]
    if not steps_aside(written):
        return []
    if certain:
        return [Finding(member_id, f"与该户成员{person.name}为近亲属（{written}）", True)]
    return [Finding(member_id, f"疑与该户成员{person.name}为近亲属（{written}），仅姓名相同，请核实", False)]


def same_person(one: Person, other: Person) -> bool | None:
    """True by number, False when they are different people, None when only the names agree and a number is missing."""
    first, second = identity.read_id(one.id_number), identity.read_id(other.id_number)
    if not first.unusable and not second.unusable:
        return first.value == second.value
    name = text.person_name(one.name)
    return None if name and name == text.person_name(other.name) else False
