"""The fields of a record by their Chinese names, values as people read them, and what differs between two records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dibao_desktop.domain.money import short_yuan
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord

HOUSEHOLD_LABELS = {
    "number": "档案号",
    "village": "村（社区）",
    "group": "村民小组",
    "head_name": "户主姓名",
    "register_no": "户口簿号",
    "aid_type": "救助类型",
    "category": "保障类别",
    "family_size": "家庭人口",
    "covered_size": "保障人口",
    "monthly_fen": "月保障金",
    "start_month": "起保年月",
    "cause": "主要致困原因",
    "annual_income_fen": "家庭年收入",
    "phone": "联系电话",
    "address": "家庭住址",
    "certificate_no": "低保证号",
    "bank": "开户银行",
    "account_no": "银行账号",
    "account_name": "账户名称",
    "note": "备注",
}
MEMBER_LABELS = {
    "name": "姓名",
    "relation": "与户主关系",
    "sex": "性别",
    "id_number": "身份证号",
    "id_written": "原填身份证号",
    "id_type": "证件类型",
    "birth": "出生日期",
    "ethnic": "民族",
    "health": "健康状况",
    "disability_kind": "残疾类别",
    "disability_grade": "残疾等级",
    "disability_no": "残疾证号",
    "labour": "劳动能力",
    "marriage": "婚姻状况",
    "covered": "是否保障对象",
    "note": "备注",
}

# The key of a change of who belongs to the household.
MEMBERS = "members"


@dataclass(frozen=True)
class FieldChange:
    """One field that differs, with both values as text; of a member the name stands before the field. `key` names the
    field in the record: `phone`, `member.health`, `members` for somebody who came or left."""

    field: str
    before: str
    after: str
    key: str = ""


def shown(field: str, value: object) -> str:
    """A field's value as people read it; empty when there is none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int):
        return f"{short_yuan(value)} 元" if field.endswith("_fen") else str(value)
    return str(value)


def changes(before: HouseholdRecord, after: HouseholdRecord, pairs: Sequence[int | None]) -> list[FieldChange]:
    """What differs. `pairs` names for each member of `after` the place of the same person in `before`."""
    found = _differing(HOUSEHOLD_LABELS, before, after)
    for member, place in zip(after.members, pairs, strict=True):
        if place is None:
            found.append(FieldChange("家庭成员", "", f"{member.name} {member.relation}".strip(), MEMBERS))
        elif before.members[place] != member:
            who = before.members[place].name
            found += _differing(MEMBER_LABELS, before.members[place], member, f"{who} ", "member.")
    kept = set(pairs)
    for place, member in enumerate(before.members):
        if place not in kept:
            found.append(FieldChange("家庭成员", f"{member.name} {member.relation}".strip(), "", MEMBERS))
    return found


def _differing(
    labels: dict[str, str],
    before: HouseholdRecord | MemberRecord,
    after: HouseholdRecord | MemberRecord,
    prefix: str = "",
    owner: str = "",
) -> list[FieldChange]:
    return [
        FieldChange(prefix + label, shown(field, old), shown(field, new), owner + field)
        for field, label in labels.items()
        if (old := getattr(before, field)) != (new := getattr(after, field))
    ]


def as_note(found: Sequence[FieldChange]) -> tuple[dict[str, object], dict[str, object]]:
    """The two sides of a history line; several values of one field (people who came or left) stand together."""
    before: dict[str, object] = {}
    after: dict[str, object] = {}
    for change in found:
        for side, value in ((before, change.before), (after, change.after)):
            side[change.field] = (
                f"{side[change.field]}、{value}"
                if side.get(change.field) and value
                else (side.get(change.field) or value)
            )
    return before, after
