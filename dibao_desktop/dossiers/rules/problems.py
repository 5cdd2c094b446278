"""What is wrong with a household's record: the same rules for the form and for a row of a workbook.

Each answer is a dictionary from the field's name to one sentence; a member's field is `members.0.id_number`.
"""

from __future__ import annotations

import datetime as dt
import re

from dibao_desktop.domain import identity
from dibao_desktop.domain.identity import IdFault
from dibao_desktop.dossiers.rules.circumstance_problems import disability_problem
from dibao_desktop.dossiers.rules.members import HEAD_RELATIONS, covered_count, head_of
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord

_CITIZEN_ID = "居民身份证"
_MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")
_ACCOUNT = re.compile(r"\d{12,25}")
_OLDEST = 120


def problems(record: HouseholdRecord) -> dict[str, str]:
    """What keeps a record out: it must be mended before it is saved or taken in."""
    found: dict[str, str] = {}
    if not record.village:
        found["village"] = "村（社区）未填写，请选择该户所在的村。"
    if not record.head_name:
        found["head_name"] = "户主姓名未填写。"
    elif not record.members:
        found["members"] = "家庭成员未填写，请至少登记户主本人。"
    elif record.head_name not in {member.name for member in record.members}:
        found["head_name"] = f"户主“{record.head_name}”不在家庭成员中，请核对姓名或补登该成员。"
    if record.start_month and not _MONTH.fullmatch(record.start_month):
        found["start_month"] = "起保年月应写成 2017-06 的样子，请改正。"
    return found | contradictions(record) | _member_problems(record.members)


def contradictions(record: HouseholdRecord) -> dict[str, str]:
    """What cannot be true of any household, however little is known of it: kept out of a form and a workbook alike."""
    found: dict[str, str] = {}
    if record.covered_size < 0:
        found["covered_size"] = "保障人口不能是负数，请核对。"
    elif record.family_size and record.covered_size > record.family_size:
        found["covered_size"] = f"保障人口 {record.covered_size} 人多于家庭人口 {record.family_size} 人，请核对。"
    if record.monthly_fen is not None and record.monthly_fen < 0:
        found["monthly_fen"] = "月保障金不能是负数，请核对。"
    if record.annual_income_fen is not None and record.annual_income_fen < 0:
        found["annual_income_fen"] = "家庭年收入不能是负数，没有收入的填 0。"
    first: dict[str, int] = {}
    for place, member in enumerate(record.members):
        earlier = first.setdefault(member.id_number, place) if member.id_number else place
        if earlier != place:
            found[f"members.{place}.id_number"] = (
                f"{member.name}与{record.members[earlier].name}的身份证号相同，请核对。"
            )
    return found


def _member_problems(members: tuple[MemberRecord, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for place, member in enumerate(members):
        if not member.name:
            found[f"members.{place}.name"] = f"第 {place + 1} 位成员的姓名未填写。"
        if _id_fault(member) in (IdFault.NUMERIC, IdFault.FORM):
            found[f"members.{place}.id_number"] = f"{member.name}的{_id_fault(member)}。"
    return found


def doubts(record: HouseholdRecord, on: dt.date) -> dict[str, str]:
    """What should be looked at but does not keep a household out that is already paid (DOMAIN §17 E5, E6, E9)."""
    found: dict[str, str] = {}
    if record.members and record.family_size != len(record.members):
        found["family_size"] = f"家庭人口 {record.family_size} 人，登记了 {len(record.members)} 位成员，请核对。"
    if record.members and record.covered_size != covered_count(record.members):
        found["covered_size"] = (
            f"保障人口 {record.covered_size} 人，成员中保障对象 {covered_count(record.members)} 人，请核对。"
        )
    if record.account_no and not _ACCOUNT.fullmatch(record.account_no):
        found["account_no"] = "银行账号应为 12 至 25 位数字，请核对。"
    if sum(1 for member in record.members if member.relation in HEAD_RELATIONS) > 1:
        found["head_name"] = "家庭成员中有不止一位户主，请核对与户主关系。"
    elif (head := head_of(record)) and head.name != record.head_name:
        found["head_name"] = f"户主姓名“{record.head_name}”与成员中的户主“{head.name}”不一致，请核对。"
    for place, member in enumerate(record.members):
        for field, sentence in _member_doubts(member, on).items():
            found[f"members.{place}.{field}"] = sentence
    return found


def _member_doubts(member: MemberRecord, on: dt.date) -> dict[str, str]:
    fault = _id_fault(member)
    if fault in (IdFault.MISSING, IdFault.CHECK_DIGIT, IdFault.BIRTH):
        return {"id_number": f"{member.name}的{fault}。"}
    if fault is not None or member.id_type != _CITIZEN_ID:
        return {}
    found = {"disability_no": words} if (words := disability_problem(member)) else {}
    born, sex = identity.birth_date(member.id_number), identity.sex(member.id_number)
    if member.sex and sex != member.sex:
        found["sex"] = f"{member.name}填写的性别是{member.sex}，身份证号为{sex}，请核对。"
    if born and member.birth and not born.isoformat().startswith(member.birth):
        found["birth"] = f"{member.name}填写的出生日期是 {member.birth}，身份证号为 {born}，请核对。"
    age = identity.age_on(member.id_number, on)
    if age is not None and not 0 <= age <= _OLDEST:
        found["id_number"] = f"按身份证号{member.name}现年 {age} 岁，请核对。"
    return found


def _id_fault(member: MemberRecord) -> IdFault | None:
    """The fault of a citizen ID number; other papers have no form that could be checked."""
    return identity.read_id(member.id_number).fault if member.id_type == _CITIZEN_ID else None


def applicant_problems(record: HouseholdRecord) -> dict[str, str]:
    """What keeps a new application out: besides `problems`, an ID number that is missing or faulty (DOMAIN §17 E5)."""
    found = problems(record)
    for place, member in enumerate(record.members):
        fault = _id_fault(member)
        if fault is not None and fault is not IdFault.OLD:
            found.setdefault(f"members.{place}.id_number", f"{member.name}的{fault}；新申请须先核实证件。")
    return found
