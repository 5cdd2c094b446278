"""分类施保: what some members get on top of the base amount (57号 art.27, 社会救助法 art.20, DOMAIN §13.6).

The amounts are local, so a pack states them with their source and the office fills in what is missing. A supplement
never changes the base amount: it stands beside it, per person or per household.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dibao_desktop.domain.identity import age_on, read_id
from dibao_desktop.domain.money import yuan
from dibao_desktop.policy.rules.aid import AidType

ADULT = 18
_USUAL_AGE = 60
# 重度残疾: grades one and two of any kind, and grade three of these (57号 art.8, DOMAIN §16.5).
_SEVERE = frozenset({"一级", "二级"})
_SEVERE_AT_THREE = frozenset({"智力", "精神"})
PER_LABELS = {"person": "每人", "household": "每户"}


class Who(StrEnum):
    """Whom a supplement is for; `label` is the Chinese name."""

    ELDERLY = "elderly"
    MINOR = "minor"
    SEVERELY_DISABLED = "severely_disabled"
    SERIOUSLY_ILL = "seriously_ill"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def by_age(self) -> bool:
        """Whether the age decides."""
        return self in (Who.ELDERLY, Who.MINOR)


_LABELS = {
    Who.ELDERLY: "老年人",
    Who.MINOR: "未成年人",
    Who.SEVERELY_DISABLED: "重度残疾人",
    Who.SERIOUSLY_ILL: "重病患者",
}


@dataclass(frozen=True)
class Supplement:
    """So much a month from a day on. `age` is the least age of an elderly person; `per` is person or household (once,
    however many of its members fit); without an `aid_type` it holds for every kind of aid."""

    who: Who
    per: str
    monthly_fen: int
    in_force_from: dt.date
    source: str
    age: int = _USUAL_AGE
    aid_type: AidType | None = None

    @property
    def title(self) -> str:
        """`60 周岁以上老年人`; 以上 includes the number (DOMAIN §10.1)."""
        return f"{self.age} 周岁以上{self.who.label}" if self.who is Who.ELDERLY else self.who.label

    @property
    def kind(self) -> tuple[str, str, int, str]:
        """What a later amount of the same supplement has in common with an earlier one."""
        return (self.who, self.per, self.age if self.who is Who.ELDERLY else 0, self.aid_type or "")


@dataclass(frozen=True)
class Person:
    """What a supplement depends on in one member; `id_written` is what the source wrote where that was no clean number."""

    name: str
    id_number: str = ""
    id_written: str = ""
    health: str = ""
    disability_kind: str = ""
    disability_grade: str = ""
    covered: bool = True


@dataclass(frozen=True)
class SupplementLine:
    """One supplement that is due: to `person` (its place in the household), or None where it is the household's."""

    person: int | None
    name: str
    title: str
    fen: int
    source: str

    @property
    def explained(self) -> tuple[str, str, str]:
        """Label, arithmetic and clause, as the screen shows them."""
        label = "人员分类施保" if self.person is not None else "家庭分类施保"
        return label, f"{self.name}：{self.title}，每月 {yuan(self.fen)} 元", self.source


@dataclass(frozen=True)
class Supplements:
    """What is due on top of the base amount, and in whole sentences what has to be looked at first."""

    lines: tuple[SupplementLine, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def person_fen(self) -> int:
        """人员分类施保 of all members."""
        return sum(line.fen for line in self.lines if line.person is not None)

    @property
    def household_fen(self) -> int:
        """家庭分类施保."""
        return sum(line.fen for line in self.lines if line.person is None)

    @property
    def total_fen(self) -> int:
        """Both, beside the base amount."""
        return self.person_fen + self.household_fen

    def of_person(self, place: int) -> int:
        """What one member gets."""
        return sum(line.fen for line in self.lines if line.person == place)


def supplements_due(
    rules: Iterable[Supplement], aid_type: str, people: Sequence[Person], on: dt.date, *, add_up: bool = False
) -> Supplements:
    """What the covered members of a household get on a day.

    Somebody who fits several gets the highest, unless the plan adds them up. A person without a sound 18-digit number
    has no known age: no supplement that goes by age, and a flag.
    """
    in_force = _in_force(rules, aid_type, on)
    lines: list[SupplementLine] = []
    for place, person in enumerate(people):
        fitting = [rule for rule in in_force if rule.per == "person" and person.covered and fits(rule, person, on)]
        kept = fitting if add_up else sorted(fitting, key=lambda rule: -rule.monthly_fen)[:1]
        lines += [SupplementLine(place, person.name, rule.title, rule.monthly_fen, rule.source) for rule in kept]
    for rule in in_force:
        found = [person.name for person in people if person.covered and fits(rule, person, on)]
        if rule.per == "household" and found:
            lines.append(SupplementLine(None, "、".join(found), f"有{rule.title}", rule.monthly_fen, rule.source))
    ages = any(rule.who.by_age for rule in in_force)
    flags = tuple(_flag(person) for person in people if ages and person.covered and not _number(person))
    return Supplements(tuple(lines), flags)


def fits(rule: Supplement, person: Person, on: dt.date) -> bool:
    """Whether a supplement is for this person."""
    if rule.who is Who.SEVERELY_DISABLED:
        return is_severely_disabled(person.disability_kind, person.disability_grade)
    if rule.who is Who.SERIOUSLY_ILL:
        return "重病" in person.health
    age = age_on(_number(person), on)
    if age is None:
        return False
    return age >= rule.age if rule.who is Who.ELDERLY else age < ADULT


def is_severely_disabled(kind: str, grade: str) -> bool:
    """一级、二级 of any kind, 三级 of 智力 and 精神 (57号 art.8, DOMAIN §16.5)."""
    return grade in _SEVERE or (grade == "三级" and kind in _SEVERE_AT_THREE)


def _in_force(rules: Iterable[Supplement], aid_type: str, on: dt.date) -> list[Supplement]:
    """The latest amount of each supplement that holds for this kind of aid on a day."""
    latest: dict[tuple[str, str, int, str], Supplement] = {}
    for rule in sorted(rules, key=lambda each: each.in_force_from):
        if rule.in_force_from <= on and rule.aid_type in (None, aid_type):
            latest[rule.kind] = rule
    return [rule for rule in latest.values() if rule.monthly_fen]


def _number(person: Person) -> str:
    """The number if it tells the age: eighteen digits as written, and sound."""
    written = person.id_written or person.id_number
    return person.id_number if person.id_number and read_id(written).fault is None else ""


def _flag(person: Person) -> str:
    lack = "没有身份证号" if not person.id_number else "身份证号不是核对无误的 18 位号码"
    return f"{person.name}{lack}，年龄不能确定，没有计算按年龄的分类施保；请在一户一档中补正。"
