"""Base amount and 分类施保: the money cases that an office tells, and what must hold for every household."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.clearance.rules.gradual import gradual_exit
from dibao_desktop.domain.identity import read_id
from dibao_desktop.domain.money import parse_yuan, yuan
from dibao_desktop.domain.places import resources
from dibao_desktop.policy.queries import Packs, load_packs
from dibao_desktop.policy.rules.aid import AidType
from dibao_desktop.policy.rules.amending import with_supplement
from dibao_desktop.policy.rules.amounts import Situation
from dibao_desktop.policy.rules.pack import Policy, Standard
from dibao_desktop.policy.rules.reading import read_pack
from dibao_desktop.policy.rules.supplements import Person, Supplement, Who, supplements_due
from dibao_desktop.policy.rules.whole import compute_whole, member_amounts, monthly_income_fen
from makers import make_id

ON = dt.date(2026, 3, 10)
SOURCE = "由当地填写"
ELDERLY = Supplement(Who.ELDERLY, "person", 104_00, dt.date(2026, 1, 1), SOURCE, 60)
OLD = Person("钱建红", make_id("19500101", 1))
YOUNG = Person("赵志红", make_id("19900101", 2))


ILL = Supplement(Who.SERIOUSLY_ILL, "household", 61_01, dt.date(2026, 1, 1), SOURCE)


def _urban_pack() -> Policy:
    """An urban standard of 632 a month, rounded up to the whole 元, and 104 for everybody from 60 on."""
    shipped = load_packs(resources() / "policies").policies["national"]
    rules = dict(shipped.amount)
    rules[AidType.URBAN] = replace(rules[AidType.URBAN], method="difference", rounding="yuan_up")
    standard = Standard(AidType.URBAN, "month", 632_00, dt.date(2026, 1, 1), SOURCE)
    return replace(shipped, amount=rules, standards=(standard,), supplements=(ELDERLY,))


PACK = _urban_pack()
BOTH = replace(PACK, supplements=(ELDERLY, ILL))


@pytest.fixture
def policy() -> Policy:
    """The urban pack."""
    return PACK


def urban(people: int, annual_income: int | None, covered: int | None = None) -> Situation:
    return Situation("城市低保", "", people, people if covered is None else covered, annual_income, ON)


def test_three_people_with_1891_a_month_get_five_yuan_not_six(policy: Policy) -> None:
    # Rounded per head first, 1.67 would become 2 a head and 6 in all.
    assert compute_whole(policy, urban(3, 1891_00 * 12), ()).base.monthly_fen == 5_00


def test_a_yearly_income_is_shown_by_the_month_and_kept_by_the_year() -> None:
    annual = parse_yuan("640.03")
    assert annual == 640_03
    assert yuan(monthly_income_fen(annual)) == "53.34"


def test_the_head_dies_and_the_other_is_paid_on_for_six_months(policy: Policy) -> None:
    couple = (OLD, replace(OLD, name="孙秀芳", id_number=make_id("19520202", 2)))
    before = supplements_due(policy.supplements, "城市低保", couple, ON)
    assert (before.person_fen, 300_00 + before.total_fen) == (208_00, 508_00)
    after = supplements_due(policy.supplements, "城市低保", couple[1:], ON)
    leaving = gradual_exit(policy.decision, ON, 300_00, after.total_fen)
    assert (leaving.first_month, leaving.last_month, leaving.months) == ("2026-04", "2026-09", 6)
    assert (leaving.base_fen, leaving.supplement_fen, leaving.monthly_fen) == (300_00, 104_00, 404_00)
    assert (leaving.months_left("2026-09"), leaving.months_left("2026-10")) == (0, -1)


@pytest.mark.parametrize("written", ["", "530000500101123"])
def test_no_number_or_a_15_digit_one_gives_no_supplement_by_age_and_a_flag(policy: Policy, written: str) -> None:
    head = Person("钱建红", read_id(written).value, written)
    due = supplements_due(policy.supplements, "城市低保", (head,), ON)
    assert due.lines == ()
    assert len(due.flags) == 1
    assert "钱建红" in due.flags[0]
    assert "没有计算" in due.flags[0]


@pytest.mark.parametrize("aid_type", ["", "居民户口", "低保"])
def test_an_unknown_kind_of_aid_asks_and_never_takes_the_urban_standard(policy: Policy, aid_type: str) -> None:
    whole = compute_whole(policy, replace(urban(2, 0), aid_type=aid_type), ())
    assert (whole.base.monthly_fen, whole.total_fen) == (None, None)
    assert "救助类型" in whole.base.missing[0]


@pytest.mark.parametrize(
    ("kind", "grade", "due"),
    [
        ("肢体", "一级", 1),
        ("听力", "二级", 1),
        ("智力", "三级", 1),
        ("精神", "三级", 1),
        ("肢体", "三级", 0),
        ("", "", 0),
    ],
)
def test_who_is_severely_disabled(kind: str, grade: str, due: int) -> None:
    rule = Supplement(Who.SEVERELY_DISABLED, "person", 80_00, dt.date(2026, 1, 1), SOURCE)
    person = replace(YOUNG, disability_kind=kind, disability_grade=grade)
    assert len(supplements_due((rule,), "农村低保", (person,), ON).lines) == due


@pytest.mark.parametrize(("born", "due"), [("19660310", 1), ("19660311", 0)])
def test_the_sixtieth_birthday_counts(born: str, due: int) -> None:
    person = replace(OLD, id_number=make_id(born, 1))
    assert len(supplements_due((ELDERLY,), "农村低保", (person,), ON).lines) == due


@pytest.mark.parametrize(("born", "due"), [("20080311", 1), ("20080310", 0)])
def test_on_the_eighteenth_birthday_a_minor_is_none(born: str, due: int) -> None:
    rule = Supplement(Who.MINOR, "person", 50_00, dt.date(2026, 1, 1), SOURCE)
    person = replace(OLD, id_number=make_id(born, 1))
    assert len(supplements_due((rule,), "农村低保", (person,), ON).lines) == due


def test_a_household_supplement_is_given_once_and_the_uncovered_get_nothing() -> None:
    rule = Supplement(Who.SERIOUSLY_ILL, "household", 60_00, dt.date(2026, 1, 1), SOURCE)
    ill = replace(YOUNG, health="重病")
    due = supplements_due((rule, ELDERLY), "农村低保", (ill, ill, replace(OLD, covered=False)), ON)
    assert (due.household_fen, due.person_fen, len(due.lines)) == (60_00, 0, 1)


def test_the_highest_is_given_unless_the_plan_adds_up() -> None:
    ill = Supplement(Who.SERIOUSLY_ILL, "person", 120_00, dt.date(2026, 1, 1), SOURCE)
    person = replace(OLD, health="重病")
    assert supplements_due((ELDERLY, ill), "农村低保", (person,), ON).total_fen == 120_00
    assert supplements_due((ELDERLY, ill), "农村低保", (person,), ON, add_up=True).total_fen == 224_00


def test_the_latest_amount_in_force_counts_and_only_for_its_kind_of_aid() -> None:
    later = replace(ELDERLY, monthly_fen=110_00, in_force_from=dt.date(2026, 3, 1))
    ahead = replace(ELDERLY, monthly_fen=130_00, in_force_from=dt.date(2026, 4, 1))
    assert supplements_due((ahead, later, ELDERLY), "农村低保", (OLD,), ON).total_fen == 110_00
    urban_only = replace(ELDERLY, aid_type=AidType.URBAN)
    assert supplements_due((urban_only,), "农村低保", (OLD,), ON).total_fen == 0


def test_the_lines_are_explained_and_stand_beside_the_base(policy: Policy) -> None:
    whole = compute_whole(policy, urban(2, 0), (OLD, YOUNG))
    assert (whole.base.monthly_fen, whole.total_fen) == (1264_00, 1368_00)
    assert [(line.label, line.value) for line in whole.extra_lines] == [
        ("人员分类施保", "钱建红：60 周岁以上老年人，每月 104.00 元"),
        ("每月合计", "保障金 1,264.00 + 人员分类施保 104.00 = 1,368.00 元"),
    ]
    assert whole.extra_lines[0].source == SOURCE


def test_a_supplement_of_the_office_is_read_back(packs: Packs) -> None:
    text = with_supplement(packs.texts["s1"], ELDERLY)
    read = read_pack(text, "本单位")
    assert read.problems == ()
    assert read.policy is not None
    assert read.policy.supplements == (ELDERLY,)
    twice = read_pack(with_supplement(text, ELDERLY), "本单位")
    assert "重复" in twice.problems[0].sentence


def test_no_shipped_pack_invents_an_amount(packs: Packs) -> None:
    assert all(not each.supplements for each in packs.policies.values())


PEOPLE = st.lists(
    st.builds(
        lambda born, covered, health: replace(OLD, id_number=make_id(f"{born}0101", 1), covered=covered, health=health),
        st.integers(1930, 2025),
        st.booleans(),
        st.sampled_from(["健康", "重病"]),
    ),
    min_size=1,
    max_size=6,
).filter(lambda people: any(person.covered for person in people))


@given(PEOPLE, st.integers(0, 100_000_00), st.integers(0, 100_000_00))
def test_never_negative_and_the_more_income_the_less(people: list[Person], income: int, more: int) -> None:
    size, covered = len(people), sum(person.covered for person in people)
    first = compute_whole(BOTH, urban(size, income, covered), people)
    second = compute_whole(BOTH, urban(size, income + more, covered), people)
    assert first.total_fen is not None
    assert second.total_fen is not None
    assert 0 <= second.total_fen <= first.total_fen


@given(PEOPLE, st.integers(0, 60_000_00))
def test_the_members_add_up_to_the_household(people: list[Person], income: int) -> None:
    covered = sum(person.covered for person in people)
    whole = compute_whole(BOTH, urban(len(people), income, covered), people)
    parts = member_amounts(whole, people)
    assert sum(parts) == whole.total_fen
    assert all(part == 0 for part, person in zip(parts, people, strict=True) if not person.covered)


@given(st.integers(1, 8))
def test_exactly_the_standard_is_not_eligible(size: int) -> None:
    whole = compute_whole(BOTH, urban(size, 632_00 * 12 * size), [OLD] * size)
    assert (whole.base.eligible, whole.total_fen) == (False, 0)


def test_the_parts_add_up_though_nobody_is_marked_as_covered() -> None:
    nobody = [replace(OLD, covered=False), replace(YOUNG, covered=False)]
    whole = compute_whole(PACK, urban(2, 0), nobody)
    assert sum(member_amounts(whole, nobody)) == whole.total_fen == 1264_00
