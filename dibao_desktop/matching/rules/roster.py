"""What the dossiers show by themselves: one person in two dossiers, one register book in two, ID numbers that cannot be
right (CK03, CK04, CK54)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dibao_desktop.domain import identity
from dibao_desktop.domain.identity import IdFault
from dibao_desktop.domain.money import NOTHING_WRITTEN
from dibao_desktop.matching.rules.facts import Dossier, Person, person_facts
from dibao_desktop.matching.rules.leads import Confidence, Facts, Finding, LeadKind

_SOURCE = "一户一档"


def found_duplicates(by_id: Mapping[str, Sequence[Person]]) -> Iterator[Finding]:
    """CK03: one ID number in two dossiers, or twice in one; a finding for each dossier, naming the other."""
    for number, same in by_id.items():
        if len(same) < 2:
            continue
        by_household: dict[int, Person] = {}
        for person in same:
            by_household.setdefault(person.household_id, person)
        names = {person.name for person in same}
        remark = "" if len(names) == 1 else f"（姓名不同：{'、'.join(sorted(names))}）"
        for person in by_household.values():
            others = [other for other in by_household.values() if other.household_id != person.household_id]
            where = "、".join(f"{other.number}（户主{other.head_name}）" for other in others)
            yield _finding(
                person,
                LeadKind.DUPLICATE_PERSON,
                f"{person.name}的身份证号同时登记在档案 {where}{remark}"
                if others
                else f"{person.name}的身份证号在本户登记了 {len(same)} 次{remark}",
                f"{_SOURCE} {'、'.join(each.number for each in by_household.values())}",
                person_facts(others[0]) if others else (),
                number,
            )


def found_split_households(dossiers: Sequence[Dossier]) -> Iterator[Finding]:
    """CK04: 一户拆多户; one household register number on two dossiers."""
    by_register: dict[str, list[Dossier]] = defaultdict(list)
    for dossier in dossiers:
        number = dossier.register_no
        if number not in NOTHING_WRITTEN and number.strip("0"):
            by_register[number].append(dossier)
    for number, same in by_register.items():
        for dossier in same if len(same) > 1 else ():
            others = [other for other in same if other.household_id != dossier.household_id]
            where = "、".join(f"{other.number}（户主{other.head_name}）" for other in others)
            yield Finding(
                key="|".join((LeadKind.SPLIT_HOUSEHOLD, number, str(dossier.household_id))),
                kind=LeadKind.SPLIT_HOUSEHOLD,
                household_id=dossier.household_id,
                member_id=None,
                person_id=dossier.head_id,
                person_name=dossier.head_name,
                confidence=Confidence.CERTAIN,
                reason=f"户口簿号 {number} 同时登记在档案 {where}",
                source=f"{_SOURCE} {'、'.join(each.number for each in same)}",
                dossier_says=_register(dossier),
                list_says=_register(others[0]),
            )


def _register(dossier: Dossier) -> Facts:
    return (
        ("档案号", dossier.number),
        ("户主", dossier.head_name),
        ("户主身份证号", dossier.head_id),
        ("户口簿号", dossier.register_no),
        ("保障人口", f"{dossier.covered} 人"),
    )


def found_id_problems(people: Sequence[Person], faults: Mapping[int, str]) -> Iterator[Finding]:
    """CK54: numbers that are missing, wrong or of the old form; sex or birth date that the number contradicts (E4, E5).

    `faults` holds the fault of each member's number that has one. A number that is wrong itself contradicts nothing.
    """
    for person in people:
        fault = faults.get(person.member_id, "")
        if fault == IdFault.MISSING.name:
            yield _id_finding(person, LeadKind.ID_MISSING, f"{person.name}的身份证号未填写")
        elif fault:
            why = IdFault[fault].value.split("，")[0]
            yield _id_finding(person, LeadKind.ID_CHECK, f"{person.name}的身份证号 {person.id_number}：{why}")
        elif person.id_written or not _agrees(person):
            yield from _contradictions(person)


def _agrees(person: Person) -> bool:
    """The short way for the many whose number says what is registered."""
    number = person.id_number
    born = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    return born.startswith(person.birth) and person.sex[:1] in ("", identity.sex(number))


def _contradictions(person: Person) -> Iterator[Finding]:
    number = person.id_number
    if len(person.id_written) == 15 and person.id_written.isdigit():
        reason = f"{person.name}登记的是15位旧身份证号 {person.id_written}，换算为 {number}"
        yield _id_finding(person, LeadKind.ID_OLD, reason)
    by_number = identity.sex(number)
    if person.sex and by_number and person.sex[:1] in "男女" and person.sex[:1] != by_number:
        reason = f"{person.name}登记性别为{person.sex}，身份证号表明为{by_number}"
        yield _id_finding(person, LeadKind.SEX_MISMATCH, reason)
    born = identity.birth_date(number)
    if born and person.birth and not born.isoformat().startswith(person.birth):
        reason = f"{person.name}登记出生日期为 {person.birth}，身份证号表明为 {born.isoformat()}"
        yield _id_finding(person, LeadKind.BIRTH_MISMATCH, reason)


def _id_finding(person: Person, kind: LeadKind, reason: str) -> Finding:
    number = person.id_number
    read: Facts = (("身份证号表明的性别", identity.sex(number)),)
    born = identity.birth_date(number)
    read += (("身份证号表明的出生日期", born.isoformat()),) if born else ()
    written: Facts = (("原来的写法", person.id_written),) if person.id_written else ()
    source = f"{_SOURCE} {person.number}"
    return _finding(
        person, kind, reason, source, written + tuple(pair for pair in read if pair[1]), number or person.name
    )


def _finding(person: Person, kind: LeadKind, reason: str, source: str, says: Facts, thing: str) -> Finding:
    return Finding(
        key="|".join((kind, str(person.household_id), thing)),
        kind=kind,
        household_id=person.household_id,
        member_id=person.member_id,
        person_id=person.id_number,
        person_name=person.name,
        confidence=Confidence.CERTAIN,
        reason=reason,
        source=source,
        dossier_says=person_facts(person),
        list_says=says,
    )
