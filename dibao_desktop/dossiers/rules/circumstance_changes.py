"""A family's circumstances in words, and what differs between two states of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from dibao_desktop.domain.money import short_yuan
from dibao_desktop.dossiers.rules.circumstances import (
    LISTS,
    CircumstancesRecord,
    Consent,
    ExpenseItem,
    IncomeItem,
    Obligor,
    PersonFacts,
    PropertyItem,
)
from dibao_desktop.dossiers.rules.fields import FieldChange, changes
from dibao_desktop.dossiers.rules.keeping import WholeRecord, same_people
from dibao_desktop.dossiers.rules.record import HouseholdRecord

LABELS = {
    "residence": "户口性质",
    "contact": "联系人",
    "covered_reason": "保障方式",
    "cabinet": "柜号",
    "box": "盒号",
    "bag": "袋号",
}
_FIRST = ("residence", "covered_reason", "contact")
PERSON_LABELS = {
    "education": "文化程度",
    "employment": "就业状况",
    "politics": "政治面貌",
    "phone": "本人电话",
    "school": "就读学校",
    "workplace": "工作单位",
    "absence": "外出情况",
    "status": "人员状态",
    "died_on": "死亡日期",
    "duplicate": "重复登记已标记",
}
LIST_LABELS = {
    "incomes": "收入",
    "expenses": "刚性支出",
    "properties": "财产",
    "obligors": "义务人",
    "consents": "授权书",
}


def all_changes(before: WholeRecord, after: WholeRecord) -> list[FieldChange]:
    """Everything that differs between two versions of a dossier, people paired by who they are."""
    pairs = same_people(before.member_ids, after.member_ids)
    found = changes(before.record, after.record, pairs)
    return found + circumstance_changes(before.record, before.circumstances, after.record, after.circumstances, pairs)


def circumstance_changes(
    old_record: HouseholdRecord,
    old: CircumstancesRecord,
    new_record: HouseholdRecord,
    new: CircumstancesRecord,
    pairs: Sequence[int | None],
) -> list[FieldChange]:
    """What differs; `pairs` names for each new member the place it had."""
    found = [
        FieldChange(label, getattr(old, name), getattr(new, name))
        for name, label in LABELS.items()
        if getattr(old, name) != getattr(new, name)
    ]
    applied = _name(old_record, old.applicant), _name(new_record, new.applicant)
    if applied[0] != applied[1]:
        found.append(FieldChange("申请人", *applied))
    if set(old.tags) != set(new.tags):
        found.append(FieldChange("标签", "、".join(old.tags), "、".join(new.tags)))
    for place, before in enumerate(pairs):
        person = PersonFacts() if before is None else old.person(before)
        name = new_record.members[place].name
        found += [
            FieldChange(f"{name} {label}", _said(getattr(person, field)), _said(getattr(new.person(place), field)))
            for field, label in PERSON_LABELS.items()
            if getattr(person, field) != getattr(new.person(place), field)
        ]
    for name in LISTS:
        lines = lines_of(old_record, getattr(old, name)), lines_of(new_record, getattr(new, name))
        for side, (mine, others) in enumerate((lines, lines[::-1])):
            for words in _left_over(mine, others):
                found.append(FieldChange(LIST_LABELS[name], *((words, "") if side == 0 else ("", words))))
    return found


def lines_of(
    record: HouseholdRecord, items: Sequence[IncomeItem | ExpenseItem | PropertyItem | Obligor | Consent]
) -> list[str]:
    """Each item in one line of words."""
    return [_line(record, item) for item in items]


def _line(record: HouseholdRecord, item: IncomeItem | ExpenseItem | PropertyItem | Obligor | Consent) -> str:
    parts = []
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name == "member":
            parts.append(_name(record, value) or "全家")
        elif field.name == "id_number":
            continue
        elif field.name == "excluded" and value:
            parts.append(f"不计入（{value}）")
        elif isinstance(value, int):
            parts.append(f"{short_yuan(value)} 元")
        elif value:
            parts.append(str(value))
    return " ".join(parts)


def _left_over(mine: Sequence[str], others: Sequence[str]) -> list[str]:
    """What stands in the first more often than in the second."""
    left = list(others)
    found = []
    for words in mine:
        if words in left:
            left.remove(words)
        else:
            found.append(words)
    return found


def _name(record: HouseholdRecord, place: int | None) -> str:
    return record.members[place].name if place is not None and place < len(record.members) else ""


def _said(value: object) -> str:
    return ("是" if value else "") if isinstance(value, bool) else str(value)


def told(whole: WholeRecord) -> list[tuple[str, str]]:
    """Captions with what is known, the lines of a list one below the other."""
    record, known = whole.record, whole.circumstances
    first = [f"{LABELS[name]}：{value}" for name in _FIRST if (value := getattr(known, name))]
    if known.applicant is not None and known.applicant < len(record.members):
        first.insert(0, f"申请人：{record.members[known.applicant].name}")
    lines = [("家庭", "　".join(first))]
    where = "".join(
        f"{value} {unit} " for value, unit in ((known.cabinet, "柜"), (known.box, "盒"), (known.bag, "袋")) if value
    )
    lines += [("档案位置", where.strip()), ("标签", "、".join(known.tags))]
    people = []
    for place, member in enumerate(record.members):
        facts = known.person(place)
        said = [
            f"{label} {value}"
            for name, label in PERSON_LABELS.items()
            if name != "duplicate" and (value := getattr(facts, name))
        ]
        said += ["另一份档案中也有此人（已标重复）"] if facts.duplicate else []
        if said:
            people.append(f"{member.name}：{'，'.join(said)}")
    lines.append(("成员", "\n".join(people)))
    lines += [(label, "\n".join(lines_of(record, getattr(known, name)))) for name, label in LIST_LABELS.items()]
    return [(caption, words) for caption, words in lines if words]
