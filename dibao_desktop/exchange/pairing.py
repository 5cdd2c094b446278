"""Two files that tell one story: households in the one, their persons in the other (DOMAIN §15.1, §15.3).

Which is which is told by their columns, and which household a person belongs to by what stands in the cells: the head's
ID number, else the certificate, else village and name of the head. Neither names nor the order of the files count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace

from dibao_desktop.domain import identity, text
from dibao_desktop.domain.problems import Problem, Severity
from dibao_desktop.dossiers.rules.members import head_of, pair_members
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.dossiers.rules.stated_facts import joined
from dibao_desktop.exchange.cells import words
from dibao_desktop.exchange.found import Unit
from dibao_desktop.exchange.recognise import Layout
from dibao_desktop.exchange.workbook import cell_name

_FAMILY = frozenset({"family_size", "covered_size"})
_HEAD = frozenset({"head_id", "head_name"})
_PERSONAL = frozenset(
    {"education", "health", "marriage", "labour", "disability_kind", "disability_grade", "ethnic", "sex"}
)
_Key = tuple[str, ...]


@dataclass
class Part:
    """One sheet of a roster as far as pairing goes; `remarks` are its file's, `goes_with` becomes the names of the files it
    was paired with."""

    name: str
    layout: Layout
    units: list[Unit]
    remarks: list[Problem]
    goes_with: list[str] = field(default_factory=list)

    @property
    def lists_households(self) -> bool:
        """A row a household, without a word on who is what in the family."""
        columns = self.layout.columns.keys()
        told = columns & _HEAD and columns & (_FAMILY | {"monthly_fen"}) and "relation" not in columns
        return bool(told) and all(len(unit.rows) == 1 for unit in self.units)


def lists_persons(layout: Layout) -> bool:
    """A row a person, who names the head of the household and nothing of the household's size."""
    columns = layout.columns.keys()
    return bool({"name", "relation"} <= columns and columns & _HEAD and not columns & _FAMILY)


def lists_people(layout: Layout) -> bool:
    """A row a person with what is known of each, but not a word on whose family it is (DOMAIN §15.3, 人员查询)."""
    columns = layout.columns.keys()
    whose = _HEAD | _FAMILY | {"relation", "monthly_fen", "person_fen", "covered", "category", "number", "wide"}
    return (
        {"name", "id_number"} <= columns
        and len(columns & _PERSONAL) >= 2
        and not (columns | layout.many.keys()) & whose
    )


def join(parts: Sequence[Part]) -> None:
    """Bring persons to their households, across all files of one import.

    The household's unit then holds the whole record. Persons whose head finds no household are left out and said.
    """
    everybody = [part for part in parts if lists_people(part.layout)]
    parts = [part for part in parts if not lists_people(part.layout)]
    families = [part for part in parts if part.lists_households]
    persons = [part for part in parts if lists_persons(part.layout)]
    places = _index(families)
    for part in persons:
        found = [(unit, _find(places, unit)) for unit in part.units]
        paired = [(unit, family) for unit, family in found if family is not None]
        for unit, (_, family) in paired:
            _join(family, unit)
        for other in dict.fromkeys(id(owner) for _, (owner, _) in paired):
            owner = next(each for each in families if id(each) == other)
            part.goes_with.append(owner.name)
            owner.goes_with.append(part.name)
        for unit, place in found:
            if paired and place is None and unit.left_out is None:
                _warn(unit, "家庭名单里没有这一户，只按人员名单导入，请核对。")
        if not paired and "head_name" not in part.layout.columns:
            part.remarks.append(
                _remark(part, "只有人员、没有家庭的情况；同一批导出的家庭名单和它一起选，才能建全各户。")
            )
    for part in families:
        lonely = [unit for unit in part.units if not unit.companions]
        if part.goes_with:
            for unit in lonely:
                _warn(unit, "人员名单里没有这一户的人，只按家庭名单导入，请核对。")
        elif {"name", "head_name"} <= part.layout.columns.keys():
            part.remarks.append(
                _remark(part, "没有各成员的关系、性别等；同一批导出的人员名单和它一起选，可以一次补全。")
            )

    for part in everybody:
        _tell_of_people(part, parts)


def _tell_of_people(part: Part, others: Sequence[Part]) -> None:
    """Fill what a list of people says into the households that have them; whoever is in none stays out."""
    homes: dict[str, list[Unit]] = {}
    for unit in (unit for other in others for unit in other.units if not unit.joined):
        if isinstance(unit.value, HouseholdRecord):
            for member in unit.value.members:
                homes.setdefault(member.id_number, []).append(unit)
    for unit in part.units:
        assert isinstance(unit.value, HouseholdRecord)
        person = unit.value.members[0] if unit.value.members else None
        found = homes.get(person.id_number, []) if person and person.id_number else []
        for home in found:
            assert person is not None and isinstance(home.value, HouseholdRecord)
            members = tuple(
                _filled(each, person) if each.id_number == person.id_number else each for each in home.value.members
            )
            home.value = replace(home.value, members=members)
            home.facts = joined(home.facts, replace(unit.facts, incomes=(), expenses=(), properties=()))
            home.companions.append(unit)
            unit.companions.append(home)
            unit.joined = True
        if not found:
            _warn(unit, "没有写是哪一户的，一起导入的各表里也没有这个人，没有导入。")
            unit.left_out = unit.problems[-1]


def _index(families: Sequence[Part]) -> dict[_Key, tuple[Part, Unit] | None]:
    """Each household by all that names it; None where two share it."""
    places: dict[_Key, tuple[Part, Unit] | None] = {}
    for part in families:
        for unit in part.units:
            for key in _keys(unit):
                places[key] = None if key in places else (part, unit)
    return places


def _find(places: dict[_Key, tuple[Part, Unit] | None], unit: Unit) -> tuple[Part, Unit] | None:
    return next((found for key in _keys(unit) if (found := places.get(key)) is not None), None)


def _keys(unit: Unit) -> Iterator[_Key]:
    record = unit.value
    if not isinstance(record, HouseholdRecord):
        return
    head = head_of(record)
    for number in {_stated_head(unit), head.id_number if head else ""} - {""}:
        yield ("id", number)
    if record.certificate_no:
        yield ("certificate", record.certificate_no)
    if record.village and record.head_name:
        yield ("name", record.village, record.head_name)


def _stated_head(unit: Unit) -> str:
    """The head's ID number as the rows of a unit state it."""
    column = unit.layout.columns.get("head_id")
    if column is None:
        return ""
    written = (text.compact(words(unit.layout.sheet.rows[row][column])) for row in unit.rows)
    return next((identity.read_id(each).value for each in written if each), "")


def _join(family: Unit, persons: Unit) -> None:
    household, people = family.value, persons.value
    assert isinstance(household, HouseholdRecord) and isinstance(people, HouseholdRecord)
    if persons.left_out is not None:
        persons.problems.remove(persons.left_out)
        persons.left_out = None
    family.value = combined(household, people)
    family.facts = joined(family.facts, persons.facts)
    family.companions.append(persons)
    persons.companions.append(family)
    persons.joined = True
    if all(member.covered is not None for member in family.value.members):
        family.problems = [each for each in family.problems if not each.message.startswith("名册没有写明哪")]
    size = family.value.family_size
    if (
        size
        and size != len(family.value.members)
        and not any("家庭人口数为" in each.message for each in family.problems)
    ):
        _warn(family, f"家庭人口数为{size}，人员名单中有{len(family.value.members)}人，请核对。")


def combined(family: HouseholdRecord, persons: HouseholdRecord) -> HouseholdRecord:
    """The household as its own row tells it, with the persons of the other file; the head first."""
    said = {
        each.name: getattr(persons, each.name)
        for each in fields(HouseholdRecord)
        if each.name != "members" and getattr(family, each.name) in ("", 0, None)
    }
    pairs = pair_members(family.members, persons.members)
    members = [
        member if place is None else _filled(member, family.members[place])
        for place, member in zip(pairs, persons.members, strict=True)
    ]
    members += [member for place, member in enumerate(family.members) if place not in pairs]
    head = head_of(replace(family, members=tuple(members)))
    members.sort(key=lambda member: member is not head)
    return replace(family, **said, members=tuple(members))


def _filled(member: MemberRecord, listed: MemberRecord) -> MemberRecord:
    """A person with what only the household's row says of him or her."""
    said = {
        each.name: getattr(listed, each.name)
        for each in fields(MemberRecord)
        if getattr(member, each.name) in ("", None) and getattr(listed, each.name) not in ("", None)
    }
    return replace(member, **said) if said else member


def _warn(unit: Unit, message: str) -> None:
    columns = unit.layout.columns
    column = next((columns[name] for name in ("head_name", "head_id", "name") if name in columns), 0)
    at = cell_name(unit.rows[0], column)
    value = words(unit.layout.sheet.rows[unit.rows[0]][column])
    unit.problems.append(Problem("E9", message, Severity.WARNING, unit.layout.sheet.name, at, value))


def _remark(part: Part, message: str) -> Problem:
    layout = part.layout
    at = cell_name(layout.last_head, min(layout.columns.values()))
    return Problem("E9", message, Severity.WARNING, layout.sheet.name, at, "")
