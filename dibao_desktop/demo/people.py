"""Invented households: the same seed gives the same township."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from stdnum.cn import ric

from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.policy.rules.amounts import Situation, compute_amount
from dibao_desktop.policy.rules.pack import Policy

TOWN = "云溪乡"
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛范彭郎鲁韦"
_MALE = "福贵明志强建军永生春林国华文德海山荣发兴旺祥顺忠正"
_FEMALE = "秀英玉兰桂花凤仙巧云翠莲春梅丽萍香珍红霞芳琴素月"
_PLACES = ("上坪", "下坪", "石桥", "大河", "松林", "梨园", "红岩", "竹溪", "白水", "杨柳", "青松", "双井")
_CAUSES = ("因病", "因残", "因学", "因灾", "缺劳动力", "年老体弱", "单亲", "其他")
_HEALTH = ("健康",) * 7 + ("体弱", "慢性病", "重病", "残疾")
_ETHNIC = ("汉族",) * 5 + ("傣族", "彝族", "白族")
_KINDS = ("视力", "听力", "肢体", "智力", "精神")
_GRADES = ("一级", "二级", "三级", "四级")

# About how many recipient households live in one village.
_PER_VILLAGE = 29


@dataclass(frozen=True)
class DemoVillage:
    """A village and its invented 12-digit division code."""

    name: str
    code: str


class Township:
    """Makes people, households and villages from one seed; `policy` and `on` give the tariff they are paid by."""

    def __init__(self, seed: int, policy: Policy, on: dt.date) -> None:
        self.random = Random(seed)
        self._policy = policy
        self._on = on
        self._given: defaultdict[tuple[dt.date, str], int] = defaultdict(int)
        self.aid_type = str(next(iter(policy.amount)))

    def villages(self, households: int) -> list[DemoVillage]:
        """As many villages as so many households need, at least two."""
        count = max(2, min(600, -(-households // _PER_VILLAGE)))
        suffixes = (
            "村",
            *(f"{word}村" for word in "新老上下东西南北前后"),
            *(f"{number}村" for number in range(1, 60)),
        )
        names = (place + suffix for suffix in suffixes for place in _PLACES)
        return [
            DemoVillage(name, f"530000100{200 + index:03d}")
            for index, name in enumerate(itertools.islice(names, count))
        ]

    def households(self, count: int, first: int = 1) -> Iterator[HouseholdRecord]:
        """Invented recipient households, village after village, with dossier numbers from `first` on."""
        villages = self.villages(count)
        for index in range(count):
            village = villages[index * len(villages) // count]
            yield self._household(f"{first + index:04d}", village.name)

    def applicants(self, known: Sequence[HouseholdRecord], count: int) -> Iterator[HouseholdRecord]:
        """Households that apply, in the villages of the first ones known; nothing is paid to them yet."""
        villages = list(dict.fromkeys(record.village for record in known))
        for index in range(count):
            made = self._household(f"{len(known) + index + 1:04d}", villages[index % min(len(villages), 2)])
            yield replace(made, monthly_fen=None, start_month="")

    def person(self, sex: str, surname: str = "", born: int = 0) -> MemberRecord:
        """One invented person."""
        choose = self.random.choice
        surname = surname or choose(_SURNAMES)
        letters = _MALE if sex == "男" else _FEMALE
        given = choose(letters) + (choose(letters) if self.random.random() < 0.75 else "")
        born = born or self.random.randint(1940, 1995)
        day = dt.date(born, 1, 1) + dt.timedelta(days=self.random.randint(0, 364))
        stem = f"530000{day:%Y%m%d}{self._sequence(day, sex):03d}"
        number = stem + ric.calc_check_digit(stem + "0")
        return MemberRecord(
            name=surname + given, sex=sex, id_number=number, birth=day.isoformat(), ethnic=choose(_ETHNIC), health="健康",
            labour="有劳动能力", covered=True,
        )  # fmt: skip

    def _sequence(self, day: dt.date, sex: str) -> int:
        """The next three digits of a day: odd for a man, even for a woman, none given twice."""
        self._given[day, sex] += 1
        return 2 * self._given[day, sex] + (sex == "男") + 98

    def _household(self, number: str, village: str) -> HouseholdRecord:
        members = self._family()
        head = members[0]
        category = self.random.choices(("A", "B", "C"), (1, 4, 4))[0]
        income = self.random.randrange(300, 2_400) * 100 * len(members)
        record = HouseholdRecord(
            number=number,
            village=village,
            group=f"{self.random.randint(1, 6)}组",
            head_name=head.name,
            register_no=f"5300{int(number):06d}",
            aid_type=self.aid_type,
            category=f"{category}类",
            family_size=len(members),
            covered_size=sum(1 for member in members if member.covered),
            start_month=f"{self.random.randint(2008, 2016)}-{self.random.randint(1, 12):02d}",
            cause=self.random.choice(_CAUSES),
            annual_income_fen=income,
            phone=f"1990000{self.random.randint(0, 9999):04d}",
            bank="农村信用社",
            account_no=f"62230000{self.random.randrange(10**10, 10**11)}",
            account_name=head.name,
            members=tuple(members),
        )
        amount = compute_amount(
            self._policy,
            Situation(self.aid_type, record.category, record.family_size, record.covered_size, income, self._on),
        )
        return replace(record, monthly_fen=amount.monthly_fen or 0)

    def _family(self) -> list[MemberRecord]:
        size = self.random.choices((1, 2, 3, 4, 5), (16, 36, 32, 14, 2))[0]
        head = replace(self._with_health(self.person(self.random.choice("男男女"))), relation="户主")
        family = [head]
        born = int(head.birth[:4])
        if size > 1:
            other = "女" if head.sex == "男" else "男"
            family.append(replace(self._with_health(self.person(other, born=born + 2)), relation="配偶"))
        while len(family) < size:
            sex = self.random.choice("男女")
            child = self.person(sex, head.name[0], min(born + self.random.randint(20, 32), 2014))
            child = replace(self._with_health(child), relation="子" if sex == "男" else "女")
            family.append(replace(child, covered=self.random.random() > 0.03))
        return family

    def _with_health(self, person: MemberRecord) -> MemberRecord:
        health = self.random.choice(_HEALTH)
        if int(person.birth[:4]) > 2001 or int(person.birth[:4]) < 1950:
            person = replace(person, labour="无劳动能力")
        if health != "残疾":
            return replace(person, health=health)
        kind, grade = self.random.choice(_KINDS), self.random.choice(_GRADES)
        lost = "完全丧失劳动能力" if grade in ("一级", "二级") else "部分丧失劳动能力"
        return replace(person, health=health, disability_kind=kind, disability_grade=grade, labour=lost)
