"""The real estate register: 两套以上住房, 农村籍在城区购买商品房, 商业门面 (CK31, CK32; DOMAIN §4.3 items 3 and 4).

A single house on the family's own village land is no hit: everybody lives somewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum, auto

from dibao_desktop.matching.rules.facts import Line, line_facts, person_facts
from dibao_desktop.matching.rules.identify import Match, PeopleIndex
from dibao_desktop.matching.rules.leads import Confidence, Finding, LeadKind

_SHOP = re.compile("商业|商铺|商服|门面|铺面|办公|店面|厂房|工业|仓储|酒店|旅馆")
_NO_HOUSE = re.compile("车位|车库|储藏|杂物|耕地|林地|承包|农用地|草地|园地|坟|公租|廉租|注销|灭失|失效|历史")
_VILLAGE_HOUSE = re.compile("宅基地|自建|农村|集体土地|农房|民房|私房|村民")
_VILLAGE_PLACE = re.compile("[村寨屯](?!.*(小区|花园|城|幢|栋|单元|公寓))|村民小组|[组社]$")
# The area that the import puts behind the place.
_AREA = re.compile(r"\s*[\d.]+\s*㎡$")
_BOUGHT = re.compile("商品|成套|公寓|别墅|单元房|按揭|经济适用|城镇|城市")
_TOWN_PLACE = re.compile("小区|花园|苑|幢|栋|单元|公寓|县城|城区|市区|街道")
_DWELLING = re.compile("住宅|住房|居住|房")


class _Use(Enum):
    """What a registered thing is to the rule."""

    NOTHING = auto()
    VILLAGE = auto()
    BOUGHT = auto()
    UNCLEAR = auto()
    SHOP = auto()


def _use(line: Line) -> _Use:
    label, place = line.entry.label, _place(line)
    if _NO_HOUSE.search(label):
        return _Use.NOTHING
    if _BOUGHT.search(label):
        return _Use.BOUGHT
    if _SHOP.search(label):
        return _Use.SHOP
    if _VILLAGE_HOUSE.search(label + place) or _VILLAGE_PLACE.search(place):
        return _Use.VILLAGE
    if _TOWN_PLACE.search(place) and (not label or _DWELLING.search(label)):
        return _Use.BOUGHT
    return _Use.UNCLEAR if not label or _DWELLING.search(label) else _Use.NOTHING


def found_houses(index: PeopleIndex, lines: Iterable[Line], dwellings: int) -> Iterator[Finding]:
    """One finding for each bought flat or shop; else one a household that has `dwellings` or more (§10.1: 两套以上 is
    ≥ 2), or a doubtful one for a dwelling of which the register does not tell where or what it is."""
    latest: dict[tuple[int, str], tuple[Line, Match]] = {}
    for line in lines:
        for match in index.matches(line.entry.name, line.entry.id_number):
            latest[match.person.member_id, _thing(line)] = (line, match)
    by_household: dict[int, list[tuple[Line, Match, _Use]]] = defaultdict(list)
    for line, match in latest.values():
        use = _use(line)
        if use is not _Use.NOTHING:
            by_household[match.person.household_id].append((line, match, use))
    for owned in by_household.values():
        bought = [(line, match, use) for line, match, use in owned if use in (_Use.BOUGHT, _Use.SHOP)]
        yield from (_bought(*each) for each in bought)
        if any(use is _Use.BOUGHT for _, _, use in bought):
            continue
        houses = {_thing(line): (line, match) for line, match, use in owned if use is not _Use.SHOP}
        if len(houses) >= dwellings:
            yield _several(list(houses.values()))
        else:
            yield from (_unclear(line, match) for line, match, use in owned if use is _Use.UNCLEAR)


def _thing(line: Line) -> str:
    """What tells one building from another: the place with the area, as co-owners' lines agree in both."""
    return line.entry.detail or f"{line.entry.label} {line.entry.on_date}"


def _place(line: Line) -> str:
    return _AREA.sub("", line.entry.detail)


def _describe(line: Line) -> str:
    entry = line.entry
    since = f"，{entry.on_date} 登记" if entry.on_date else ""
    return f"{entry.detail or '坐落未注明'}（{entry.label or '用途未注明'}{since}）"


def _bought(line: Line, match: Match, use: _Use) -> Finding:
    shop = use is _Use.SHOP
    what = "经营性用房" if shop else "城区商品住房"
    return _finding(
        f"{match.person.name}名下有{what}：{_describe(line)}",
        _thing(line),
        [(line, match)],
        code="CK32" if shop else "",
    )


def _unclear(line: Line, match: Match) -> Finding:
    doubted = replace(match, confidence=Confidence.DOUBTFUL)
    reason = f"{match.person.name}名下有住房，须核对是否为城区购房：{_describe(line)}"
    return _finding(reason, _thing(line), [(line, doubted)])


def _several(owned: list[tuple[Line, Match]]) -> Finding:
    things = sorted(_thing(line) for line, _ in owned)
    listed = "；".join(_describe(line) for line, _ in owned)
    return _finding(f"本户登记有 {len(owned)} 套住房：{listed}", "+".join(things), owned)


def _finding(reason: str, thing: str, owned: list[tuple[Line, Match]], code: str = "") -> Finding:
    line, match = owned[0]
    person = match.person
    sure = all(each.confidence is Confidence.CERTAIN for _, each in owned)
    return Finding(
        key="|".join((LeadKind.REAL_ESTATE, str(person.household_id), person.id_number or person.name, thing)),
        kind=LeadKind.REAL_ESTATE,
        household_id=person.household_id,
        member_id=person.member_id,
        person_id=person.id_number,
        person_name=person.name,
        confidence=Confidence.CERTAIN if sure else Confidence.DOUBTFUL,
        reason=reason + (f"（{match.remark}）" if match.remark else ""),
        source=line.where,
        dossier_says=person_facts(person),
        list_says=line_facts(line, "用途", "坐落", date="登记日期"),
        code=code,
    )
