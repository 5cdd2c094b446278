"""Deaths, vehicles, payroll, businesses, pensions and houses: what is a hit, what is none, what is in doubt."""

from __future__ import annotations

import pytest

from dibao_desktop.matching.rules.facts import Line
from dibao_desktop.matching.rules.houses import found_houses
from dibao_desktop.matching.rules.identify import PeopleIndex
from dibao_desktop.matching.rules.leads import Confidence, Finding
from dibao_desktop.matching.rules.lists import ListEntry, ListKind
from dibao_desktop.matching.rules.people_lists import found_in_lists
from matching.test_identify import OTHER, SOUND, person

HIT, DOUBT = Confidence.CERTAIN, Confidence.DOUBTFUL


def line(kind: ListKind, label: str = "", detail: str = "", **fields: object) -> Line:
    given = {"name": "罗建", "id_number": SOUND, "place": "表!A3"} | fields
    return Line(ListEntry(kind, label=label, detail=detail, **given), "名单.xlsx")  # type: ignore[arg-type]


def found(*lines: Line) -> list[Finding]:
    return list(found_in_lists(PeopleIndex([person()]), {lines[0].entry.kind: lines}))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("小型轿车", HIT),
        ("小型普通客车", HIT),
        ("微型面包车", HIT),
        ("重型自卸货车", HIT),
        ("轮式装载机械", HIT),
        ("大型轮式拖拉机", HIT),
        ("谷物联合收割机", HIT),
        ("小型汽车", HIT),
        ("小型新能源汽车", HIT),
        ("客货两用车", HIT),
        ("K33", HIT),
        ("普通二轮摩托车", None),
        ("轻便三轮摩托车", None),
        ("电动自行车", None),
        ("电动三轮车", None),
        ("残疾人机动轮椅车", None),
        ("残疾人专用代步小型轿车", None),
        ("M21", None),
        ("小型轿车（注销）", None),
        ("小型轿车（达到报废标准）", None),
        ("三轮汽车", DOUBT),
        ("", DOUBT),
    ],
)
def test_vehicles(label: str, expected: Confidence | None) -> None:
    assert [each.confidence for each in found(line(ListKind.VEHICLES, label, "云N·12345"))] == (
        [expected] if expected else []
    )


def test_a_vehicle_says_what_where_and_since_when() -> None:
    (lead,) = found(line(ListKind.VEHICLES, "小型轿车", "云N·12345", on_date="2014-03-09"))
    assert lead.reason == "罗建名下有小型轿车 云N·12345，2014-03-09 登记"
    assert lead.source == "机动车登记信息（名单.xlsx 表!A3）"
    assert ("号牌号码", "云N·12345") in lead.list_says


def test_two_vehicles_are_two_leads_and_the_newer_line_of_one_counts() -> None:
    old, other = line(ListKind.VEHICLES, "小型轿车", "云N·1"), line(ListKind.VEHICLES, "小型轿车", "云N·2")
    assert len(found(old, other)) == 2
    assert found(old, line(ListKind.VEHICLES, "小型轿车 注销", "云N·1")) == []


@pytest.mark.parametrize(
    ("label", "detail", "expected"),
    [("县第一中学", "在职", HIT), ("县第一中学", "退休", HIT), ("县第一中学", "离职", None), ("公益性岗位", "", DOUBT)],
)
def test_payroll(label: str, detail: str, expected: Confidence | None) -> None:
    assert [each.confidence for each in found(line(ListKind.PAYROLL, label, detail))] == (
        [expected] if expected else []
    )


@pytest.mark.parametrize(
    ("label", "detail", "expected"),
    [
        ("存续", "罗记建材经营部", HIT),
        ("在营", "罗记建材经营部", HIT),
        ("", "罗记建材经营部", HIT),
        ("注销", "罗记建材经营部", None),
        ("吊销，未注销", "罗记建材经营部", None),
        ("存续", "兴旺养殖专业合作社", DOUBT),
    ],
)
def test_businesses(label: str, detail: str, expected: Confidence | None) -> None:
    got = [each.confidence for each in found(line(ListKind.BUSINESSES, label, detail))]
    assert got == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("label", "hit"),
    [
        ("企业职工基本养老保险", True),
        ("机关事业单位养老保险", True),
        ("", True),
        ("城乡居民基本养老保险", False),
        ("新农保", False),
        ("居保", False),
        ("企业职工基本养老保险（停发）", False),
    ],
)
def test_pensions(label: str, hit: bool) -> None:
    assert bool(found(line(ListKind.PENSIONS, label, amount_fen=190_000))) is hit


def test_death_by_name_alone_is_doubtful_and_says_so() -> None:
    (lead,) = found(line(ListKind.DEATHS, id_number="", on_date="2017-03-23"))
    assert lead.confidence is DOUBT
    assert "2017-03-23" in lead.reason and "仅姓名相同" in lead.reason


def test_namesake_in_a_list_is_no_lead() -> None:
    assert found(line(ListKind.PAYROLL, "县档案馆", id_number=OTHER)) == []


def houses(*described: tuple[str, str]) -> list[tuple[str, Confidence]]:
    people = PeopleIndex([person()])
    lines = [line(ListKind.REAL_ESTATE, label, detail) for label, detail in described]
    return [(each.code or each.kind.code, each.confidence) for each in found_houses(people, lines, 2)]


@pytest.mark.parametrize(
    ("described", "expected"),
    [
        ([("商品住宅", "县城锦绣花园3幢")], [("CK31", HIT)]),
        ([("成套住宅", "南街12号")], [("CK31", HIT)]),
        ([("城镇住宅", "南街12号")], [("CK31", HIT)]),
        ([("住宅", "县城锦绣花园3幢2单元")], [("CK31", HIT)]),
        ([("宅基地自建房", "青石乡石塔村3组")], []),
        ([("住宅", "青石乡石塔村3组")], []),
        ([("农村宅基地", "石塔村3组"), ("住宅", "石塔村5组")], [("CK31", HIT)]),
        ([("住宅", "石塔村3组"), ("住宅", "石塔村3组")], []),
        ([("商业", "南街12号")], [("CK32", HIT)]),
        ([("住宅", "青石乡石塔村3组 96㎡")], []),
        ([("住宅", "石塔村3组 96㎡"), ("住宅", "石塔村3组 96㎡")], []),
        ([("住宅", "石塔村3组 96㎡"), ("住宅", "石塔村3组 48㎡")], [("CK31", HIT)]),
        ([("车位", "县城锦绣花园地下")], []),
        ([("林地", "石塔村")], []),
        ([("公租房", "县城")], []),
        ([("商品住宅（已注销）", "县城锦绣花园3幢")], []),
        ([("住宅", "")], [("CK31", DOUBT)]),
        ([("宅基地", "石塔村3组"), ("商品住宅", "县城锦绣花园")], [("CK31", HIT)]),
    ],
)
def test_houses(described: list[tuple[str, str]], expected: list[tuple[str, Confidence]]) -> None:
    assert houses(*described) == expected


@pytest.mark.parametrize(("label", "hits"), [("准驾C1", [HIT]), ("准驾B2", [HIT]), ("准驾E", []), ("准驾D", [])])
def test_vehicle_by_the_licence_it_takes(label: str, hits: list[Confidence]) -> None:
    assert [each.confidence for each in found(line(ListKind.VEHICLES, label, "云N1"))] == hits
