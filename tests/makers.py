"""Invented people and households for tests, with valid defaults; each call gives somebody new."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

from stdnum.cn import ric

from dibao_desktop.dossiers import commands
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.session import Session

_count = itertools.count(1)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
_GIVEN = "红巧国强秀英建华桂兰志明春梅德福"
_RELATIONS = ("户主", "配偶", "子", "女", "父母")


def make_id(born: str = "19650712", sequence: int = 1) -> str:
    """A valid ID number of the invented region 530000; an odd `sequence` is a man's."""
    body = f"530000{born}{sequence % 1000:03d}"
    return body + str(ric.calc_check_digit(body + "0"))


def a_name(number: int) -> str:
    """The name of the person of this number."""
    first, second = divmod(number, len(_GIVEN))
    return _SURNAMES[number % len(_SURNAMES)] + _GIVEN[second] + _GIVEN[(first * 7 + 3) % len(_GIVEN)]


def a_member(relation: str = "户主", **fields: Any) -> MemberRecord:
    """One person whose sex and birth date agree with the ID number."""
    number = next(_count)
    born = f"{1930 + number * 7 % 70}{number % 12 + 1:02d}{number % 28 + 1:02d}"
    id_number = make_id(born, number)
    member = MemberRecord(
        name=a_name(number),
        relation=relation,
        sex="男" if int(id_number[16]) % 2 else "女",
        id_number=id_number,
        birth=f"{born[:4]}-{born[4:6]}-{born[6:]}",
        ethnic="汉族",
        health="健康",
        labour="普通劳动力",
    )
    return replace(member, **fields)


def a_record(persons: int = 3, **fields: Any) -> HouseholdRecord:
    """The record of one household in C类 at 112 元 a person."""
    members = tuple(a_member(_RELATIONS[min(place, 4)]) for place in range(persons))
    number = next(_count)
    record = HouseholdRecord(
        number=f"{number:04d}",
        village="石塔村",
        group=f"{number % 6 + 1}组",
        head_name=members[0].name if members else "",
        register_no=f"533{number:06d}",
        aid_type="农村低保",
        category="C类",
        family_size=persons,
        covered_size=persons,
        monthly_fen=112_00 * persons,
        start_month="2011-12",
        cause="因病",
        annual_income_fen=200_000 * persons,
        phone=f"1990000{number % 10_000:04d}",
        bank="农村信用社",
        account_no=f"622300000000{number:07d}",
        account_name=members[0].name if members else "",
        members=members,
    )
    return replace(record, **fields)


def make_household(session: Session, persons: int = 3, applicant: bool = False, **fields: Any) -> int:
    """A household in the office; returns its id. `fields` are those of `HouseholdRecord`."""
    return commands.enrol_household(session, a_record(persons, **fields), applicant)
