"""What is wrong with a family's circumstances; the same for the form and for whatever reads them from a file.

Each answer is a dictionary from the field (`incomes.0.period`, `people.1.died_on`) to one sentence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from dibao_desktop.domain import identity
from dibao_desktop.domain.dates import parse_date
from dibao_desktop.domain.identity import IdFault
from dibao_desktop.dossiers.rules.circumstance_words import PersonStatus
from dibao_desktop.dossiers.rules.circumstances import CircumstancesRecord, PersonFacts, readable_period
from dibao_desktop.dossiers.rules.codes import disability_from_number
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord

ADULT = 18


def circumstance_problems(record: HouseholdRecord, known: CircumstancesRecord, on: dt.date) -> dict[str, str]:
    """What keeps the record from being saved."""
    found = dict(_item_problems(known, on))
    for place, member in enumerate(record.members):
        found |= _person_problems(place, member, known.person(place), on)
        if words := disability_problem(member):
            found[f"members.{place}.disability_no"] = words
    if any(
        known.person(place).died_on for place, member in enumerate(record.members) if member.name == record.head_name
    ):
        found.setdefault("head_name", f"户主{record.head_name}已填死亡日期，请先改定新的户主。")
    return found


def disability_problem(member: MemberRecord) -> str:
    """A certificate number whose ID, kind or grade is not the person's (GB/T 26341: ID, then kind, then grade)."""
    number = member.disability_no.strip().upper()
    if not number:
        return ""
    kind, grade = disability_from_number(number)
    if not kind:
        return f"{member.name}的残疾证号应为身份证号加类别、等级共 20 位，请对照残疾证改正。"
    if member.id_number and number[:18] != member.id_number:
        return f"{member.name}的残疾证号前 18 位与身份证号不同，请核对两证。"
    for label, written, certified in (
        ("类别", member.disability_kind, kind),
        ("等级", member.disability_grade, grade),
    ):
        if written and written != certified:
            return f"{member.name}填写的残疾{label}是{written}，残疾证号为{certified}，请核对。"
    return ""


def missing_consents(record: HouseholdRecord, known: CircumstancesRecord, on: dt.date) -> tuple[str, ...]:
    """The adults of the family without a signed 授权书 (DOMAIN §18.1: all adult members)."""
    signed = {consent.member for consent in known.consents if consent.signed_on}
    return tuple(
        member.name
        for place, member in enumerate(record.members)
        if place not in signed and known.person(place).lives_here and _is_adult(member, on)
    )


REQUIRED = {
    "head_name": "户主姓名",
    "village": "村（社区）",
    "register_no": "户口簿号",
    "aid_type": "救助类型",
    "start_month": "起保年月",
    "cause": "主要致困原因",
    "phone": "联系电话",
    "address": "家庭住址",
    "account_no": "银行账号",
}


def missing_of(record: HouseholdRecord, known: CircumstancesRecord, on: dt.date) -> tuple[str, ...]:
    """What a whole record still lacks, a few words each: required fields, the income, the consents of the adults."""
    found = [label for name, label in REQUIRED.items() if not getattr(record, name)]
    if record.annual_income_fen is None:
        found.append("家庭年收入")
    if not known.residence:
        found.append("户口性质")
    found += [f"{member.name}的身份证号" for member in record.members if not member.id_number]
    return (*found, *(f"{name}的授权书" for name in missing_consents(record, known, on)))


def asked_of(record: HouseholdRecord, known: CircumstancesRecord, on: dt.date) -> int:
    """Of how many things `missing_of` names those that are lacking."""
    adults = sum(1 for place, m in enumerate(record.members) if known.person(place).lives_here and _is_adult(m, on))
    return len(REQUIRED) + 2 + len(record.members) + adults


def _is_adult(member: MemberRecord, on: dt.date) -> bool:
    """By the ID number; whoever's age is not known counts as grown up."""
    age = identity.age_on(member.id_number, on)
    return age is None or age >= ADULT


def _person_problems(place: int, member: MemberRecord, facts: PersonFacts, on: dt.date) -> dict[str, str]:
    found: dict[str, str] = {}
    here = f"people.{place}."
    if facts.died_on:
        if words := day_problem(facts.died_on, on):
            found[here + "died_on"] = f"{member.name}的死亡日期{words}"
        elif member.birth and facts.died_on[: len(member.birth)] < member.birth[: len(facts.died_on)]:
            found[here + "died_on"] = f"{member.name}的死亡日期早于出生日期，请核对。"
        elif facts.status not in ("", PersonStatus.DEAD):
            found[here + "status"] = f"{member.name}填了死亡日期，人员状态应为“死亡”。"
    if member.covered and (facts.died_on or not facts.lives_here):
        found[f"members.{place}.covered"] = f"{member.name}已不在本户共同生活，请取消“保障对象”。"
    return found


def _item_problems(known: CircumstancesRecord, on: dt.date) -> Iterator[tuple[str, str]]:
    for name, label in (("incomes", "收入"), ("expenses", "支出")):
        for place, item in enumerate(getattr(known, name)):
            if not item.kind:
                yield f"{name}.{place}.kind", f"第 {place + 1} 项{label}请选类型。"
            if not readable_period(item.period):
                yield f"{name}.{place}.period", "期间请写年或年-月，例如 2016 或 2017-03。"
            yield from _amount(f"{name}.{place}.amount_fen", item.amount_fen, f"第 {place + 1} 项{label}")
    for place, thing in enumerate(known.properties):
        if not thing.kind:
            yield f"properties.{place}.kind", f"第 {place + 1} 项财产请选类型。"
        if thing.value_fen is not None and thing.value_fen < 0:
            yield f"properties.{place}.value_fen", "财产价值不能是负数，请核对。"
    for place, obligor in enumerate(known.obligors):
        if not obligor.name:
            yield f"obligors.{place}.name", f"第 {place + 1} 位义务人请填姓名。"
        fault = identity.read_id(obligor.id_number).fault if obligor.id_number else None
        if fault in (IdFault.NUMERIC, IdFault.FORM):
            yield f"obligors.{place}.id_number", f"义务人{obligor.name}的{fault}。"
        if obligor.consented_on and (words := day_problem(obligor.consented_on, on)):
            yield f"obligors.{place}.consented_on", f"授权日期{words}"
    for place, consent in enumerate(known.consents):
        if consent.member is None:
            yield f"consents.{place}.member", f"第 {place + 1} 份授权书请选是谁的。"
        if consent.signed_on and (words := day_problem(consent.signed_on, on)):
            yield f"consents.{place}.signed_on", f"签署日期{words}"


def _amount(field: str, fen: int | None, what: str) -> Iterator[tuple[str, str]]:
    if fen is None:
        yield field, f"{what}请填金额。"
    elif fen < 0:
        yield field, f"{what}的金额不能是负数，请核对。"


def leaving_sentence(name: str, reason: str) -> str:
    """Why a person cannot be taken out, and what to do instead."""
    return f"{name}{reason}，不能从档案中删去；已离开的，请填“人员状态”（死亡、嫁娶、分户迁出…）并取消“保障对象”。"


def day_problem(written: str, on: dt.date) -> str:
    """What is wrong with a day that has already been; empty when nothing is."""
    try:
        found = parse_date(written)
    except ValueError:
        return "不是日历上的日期，请按“2017-06-18”填写。"
    if found is not None and str(found) > on.isoformat()[: len(str(found))]:
        return "在今天之后，请核对。"
    return ""
