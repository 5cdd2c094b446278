"""What the comparisons look at: people and dossiers of the office, officials' relatives, lines of outside lists.

The first three are protocols, so that the rows which the dossiers hand out serve as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dibao_desktop.domain import identity
from dibao_desktop.matching.rules.lists import ListEntry, ListKind


class Person(Protocol):
    """One member of a household."""

    @property
    def household_id(self) -> int: ...
    @property
    def number(self) -> str: ...
    @property
    def head_name(self) -> str: ...
    @property
    def member_id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def id_number(self) -> str: ...
    @property
    def id_written(self) -> str: ...
    @property
    def sex(self) -> str: ...
    @property
    def birth(self) -> str: ...
    @property
    def relation(self) -> str: ...
    @property
    def covered(self) -> bool: ...


class Dossier(Protocol):
    """What one household gets, and where it is paid to."""

    @property
    def household_id(self) -> int: ...
    @property
    def number(self) -> str: ...
    @property
    def village_id(self) -> int: ...
    @property
    def head_name(self) -> str: ...
    @property
    def head_id(self) -> str: ...
    @property
    def register_no(self) -> str: ...
    @property
    def aid_type(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def family_size(self) -> int: ...
    @property
    def covered(self) -> int: ...
    @property
    def monthly_fen(self) -> int: ...
    @property
    def account_no(self) -> str: ...
    @property
    def start_month(self) -> str: ...
    @property
    def annual_income_fen(self) -> int | None: ...


class Due(Protocol):
    """What one household was due in the month of the payment list."""

    @property
    def monthly_fen(self) -> int: ...
    @property
    def supplement_fen(self) -> int: ...
    @property
    def decided(self) -> bool: ...
    @property
    def total_fen(self) -> int: ...


class Single(Protocol):
    """One person of a household covered alone (单人保), with what that person has by the year."""

    @property
    def income_fen(self) -> int | None: ...


class Savings(Protocol):
    """What a household has saved by its own record."""

    @property
    def household_id(self) -> int: ...
    @property
    def deposits_fen(self) -> int: ...
    @property
    def others(self) -> tuple[str, ...]: ...


class Couple(Protocol):
    """Head and spouse, both said to be healthy and without work; `hardship`: somebody at home is ill or disabled."""

    @property
    def household_id(self) -> int: ...
    @property
    def names(self) -> tuple[str, str]: ...
    @property
    def id_numbers(self) -> tuple[str, str]: ...
    @property
    def hardship(self) -> bool: ...


class Relative(Protocol):
    """One line of the register of officials' near relatives."""

    @property
    def village(self) -> str: ...
    @property
    def official_name(self) -> str: ...
    @property
    def official_id(self) -> str: ...
    @property
    def post(self) -> str: ...
    @property
    def relative_name(self) -> str: ...
    @property
    def relative_id(self) -> str: ...
    @property
    def relation(self) -> str: ...
    @property
    def filed(self) -> bool: ...
    @property
    def place(self) -> str: ...


@dataclass(frozen=True)
class Line:
    """One kept line of an outside list, with the file it came from and the month it tells of (payments)."""

    entry: ListEntry
    source: str = ""
    period: str = ""

    @property
    def where(self) -> str:
        """`机动车登记信息（04.xlsx 查询结果!A12）`: where to look it up."""
        place = " ".join(part for part in (self.source, self.entry.place) if part)
        return f"{self.entry.kind.label}（{place}）" if place else self.entry.kind.label


@dataclass(frozen=True)
class OfficeFacts:
    """Everything one run compares. `lines` are oldest first; payments are those of the latest month only.

    `due`: the households that were due something else in that month than the amount on the dossier today; `ended`: those of
    them that get nothing any more, for the payments alone. `singles`: where one person is covered alone; `leaving`: who
    is paid on in a 渐退期 by decision.
    """

    people: Sequence[Person]
    dossiers: Sequence[Dossier]
    relatives: Sequence[Relative] = ()
    lines: Mapping[ListKind, Sequence[Line]] = field(default_factory=dict)
    due: Mapping[int, Due] = field(default_factory=dict)
    ended: Sequence[Dossier] = ()
    singles: Mapping[int, Single] = field(default_factory=dict)
    savings: Sequence[Savings] = ()
    couples: Sequence[Couple] = ()
    leaving: Collection[int] = frozenset()


def person_facts(person: Person) -> tuple[tuple[str, str], ...]:
    """What the dossier says of a person, for the left of the two records."""
    return (
        ("姓名", person.name),
        ("身份证号", person.id_number or "未填写"),
        ("性别", person.sex),
        ("出生日期", person.birth),
        ("与户主关系", person.relation),
        ("是否保障对象", "是" if person.covered else "否"),
        ("所在档案", f"{person.number}（户主{person.head_name}）"),
    )


def line_facts(
    line: Line, label: str = "", detail: str = "", amount: str = "", date: str = ""
) -> tuple[tuple[str, str], ...]:
    """What a list line says; the captions are the kind's own words, one without a caption or a value is left out."""
    entry = line.entry
    money = "" if entry.amount_fen is None else f"{entry.amount_fen / 100:,.2f} 元"
    pairs = (
        ("姓名", entry.name),
        ("身份证号", entry.id_number or "未填写"),
        (label, entry.label),
        (detail, entry.detail),
        (amount, money),
        (date, entry.on_date),
        ("账号", entry.account_no),
    )
    return tuple((caption, value) for caption, value in pairs if caption and value)


def short_id(number: str) -> str:
    """A number as a sentence shows it."""
    return identity.masked(number) if number else "（无号码）"
