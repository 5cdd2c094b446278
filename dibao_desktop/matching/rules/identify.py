"""Who a line of an outside list is: by ID number only.

A name alone, or a number that is nearly a faulty one, makes a doubtful match; a line with a sound number of somebody
else is a namesake and matches nobody (DOMAIN §17 E1, E22).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dibao_desktop.domain.identity import IdFault, is_sound, read_id
from dibao_desktop.matching.rules.facts import Person
from dibao_desktop.matching.rules.leads import Confidence

# With more namesakes than these a name says nothing.
NAMESAKES = 3
# So many digits may be mistyped (two neighbours exchanged are two).
MISTYPED = 2
_MASK = re.compile(r"[*×?]+|X{2,}")


@dataclass(frozen=True)
class Match:
    """A person a line means. `remark` is added to the reason of a match that is not plain."""

    person: Person
    confidence: Confidence
    remark: str = ""


def fault_of(id_number: str) -> str:
    """The name of what is wrong with a number, empty for a sound one; kept beside the number."""
    fault = read_id(id_number).fault
    return fault.name if fault else ""


def nearly(written: str, other: str) -> bool:
    """Whether two numbers differ by no more than mistyping: two digits, one digit too many or too few, digits masked
    (`5300**********1234`) or lost to a number cell (`530000197604271000`)."""
    if not written or not other:
        return False
    if _MASK.search(written):
        return _fits_mask(written, other)
    if read_id(written).fault is IdFault.NUMERIC:
        digits = re.sub(r"E\+?\d+$", "", written).replace(".", "").rstrip("0")
        return len(digits) >= 10 and other.startswith(digits[:15])
    if len(written) == len(other):
        return sum(a != b for a, b in zip(written, other, strict=True)) <= MISTYPED
    longer, shorter = sorted((written, other), key=len, reverse=True)
    if len(longer) - len(shorter) != 1:
        return False
    return any(longer[:cut] + longer[cut + 1 :] == shorter for cut in range(len(longer)))


def _fits_mask(written: str, other: str) -> bool:
    """Masked digits fit anything; the shown ones must agree from both ends."""
    first, *_, last = _MASK.split(written)
    return len(first + last) >= 4 and other.startswith(first) and other.endswith(last)


class PeopleIndex:
    """The office's people by number and by name; built once a run."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.by_id: dict[str, list[Person]] = defaultdict(list)
        self.by_name: dict[str, list[Person]] = defaultdict(list)
        self.faults: dict[int, str] = {}
        self._faulty_names: set[str] = set()
        for person in people:
            if person.id_number:
                self.by_id[person.id_number].append(person)
            self.by_name[person.name].append(person)
            fault = "" if is_sound(person.id_number) else fault_of(person.id_number)
            if fault and fault != IdFault.OLD.name:
                self.faults[person.member_id] = fault
                self._faulty_names.add(person.name)

    def wanted(self, lines: Iterable[tuple[int, str, str, str]]) -> list[int]:
        """Of lines given as (id, name, number, fault) the ids of those worth reading in full: none is left out that
        `matches` somebody."""
        by_id, by_name, faulty = self.by_id, self.by_name, self._faulty_names
        return [
            id_
            for id_, name, id_number, fault in lines
            if id_number in by_id or name in faulty or (fault and name in by_name)
        ]

    def matches(self, name: str, id_number: str) -> list[Match]:
        """The people a line means, one a household."""
        same = self.by_id.get(id_number) if id_number else None
        if same:
            return [Match(person, Confidence.CERTAIN, _other_name(person, name)) for person in _one_a_household(same)]
        namesakes = self.by_name.get(name, [])
        if not namesakes:
            return []
        if not id_number:
            return self._by_name_alone(namesakes)
        if len(id_number) < 10 and not _MASK.search(id_number):
            # A dash or a serial number stands where the ID number should: as good as none.
            return self._by_name_alone(namesakes)
        return self._by_near_number(namesakes, id_number) or self._by_name_alone(
            [person for person in namesakes if not person.id_number]
        )

    def _by_near_number(self, namesakes: list[Person], id_number: str) -> list[Match]:
        """Only where one of the two numbers is faulty: two sound numbers are two people."""
        sound = fault_of(id_number) in {"", IdFault.OLD.name}
        remark = f"姓名相同，名单中的身份证号 {id_number} 与档案不完全一致"
        return [
            Match(person, Confidence.DOUBTFUL, remark)
            for person in _one_a_household(namesakes)
            if (not sound or person.member_id in self.faults) and nearly(id_number, person.id_number)
        ]

    def _by_name_alone(self, namesakes: list[Person]) -> list[Match]:
        people = _one_a_household(namesakes)
        if len(people) > NAMESAKES:
            return []
        others = f"，本单位同名 {len(people)} 人" if len(people) > 1 else ""
        remark = f"仅姓名相同，名单或档案没有可用的身份证号{others}"
        return [Match(person, Confidence.DOUBTFUL, remark) for person in people]


def _one_a_household(people: list[Person]) -> list[Person]:
    return list({person.household_id: person for person in reversed(people)}.values())[::-1]


def _other_name(person: Person, name: str) -> str:
    return f"身份证号相同，名单中的姓名为{name}" if name and name != person.name else ""
