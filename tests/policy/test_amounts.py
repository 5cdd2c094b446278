"""The monthly amount: the vectors of DOMAIN §19, and what must hold for every household."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.domain.places import resources
from dibao_desktop.dossiers.rules import codes
from dibao_desktop.policy.queries import load_packs
from dibao_desktop.policy.rules.aid import AidType
from dibao_desktop.policy.rules.amounts import ROUNDING_LABELS, Situation, compute_amount, difference_fen
from dibao_desktop.policy.rules.pack import Standard
from dibao_desktop.policy.rules.reading import read_pack

PACKS = load_packs(resources() / "policies")
S1, S2 = PACKS.policies["s1"], PACKS.policies["s2"]
IN_2017, IN_2022 = dt.date(2017, 6, 1), dt.date(2022, 4, 1)


def rural(
    people: int, income: int | None, *, on: dt.date = IN_2022, category: str = "", covered: int | None = None
) -> Situation:
    return Situation("农村低保", category, people, covered or people, income, on)


def test_tier_is_the_rate_times_covered_people() -> None:
    computed = compute_amount(S1, rural(3, 608_400, on=IN_2017, category="B"))
    assert (computed.eligible, computed.monthly_fen, computed.missing) == (True, 48_600, ())


@pytest.mark.parametrize("written", ["B类", "b", "Ｂ类", " B "])
def test_a_category_is_known_however_it_is_written(written: str) -> None:
    assert compute_amount(S1, rural(2, 0, on=IN_2017, category=written)).monthly_fen == 32_400


def test_tier_pays_for_the_covered_only() -> None:
    assert compute_amount(S1, rural(4, 0, on=IN_2017, category="A", covered=2)).monthly_fen == 44_400


def test_the_arithmetic_is_shown_with_its_clauses() -> None:
    lines = compute_amount(S1, rural(2, 0, on=IN_2017, category="B")).lines
    assert lines[-1].value == "B类补差标准 162.00 元/人·月 × 保障人口 2 人 = 月保障金 324.00 元"
    assert lines[-1].source.startswith("《城乡低保对象精准识别专项行动方案》二（一）3（2）")
    assert all(line.source for line in lines)


def test_difference_for_a_rural_household() -> None:
    computed = compute_amount(S2, rural(3, 720_000))
    assert (computed.monthly_fen, computed.per_capita_fen) == (60_300, 240_000)


def test_difference_for_an_urban_household() -> None:
    assert compute_amount(S2, Situation("城市低保", "", 2, 2, 900_00 * 12, IN_2022)).monthly_fen == 37_400


def test_rounding_up_is_done_once_on_the_household_total() -> None:
    household = Situation("城市低保", "", 3, 3, 1894_00 * 12, IN_2022)
    assert difference_fen(632_00 * 12, household, "yuan_up") == 200


@pytest.mark.parametrize(
    ("rounding", "fen"), [("none", 33_333), ("jiao_up", 33_340), ("yuan_up", 33_400), ("yuan_half_up", 33_300)]
)
def test_each_rounding(rounding: str, fen: int) -> None:
    # 4,000.01 ÷ 12 = 333.3341…
    assert difference_fen(400_001, rural(1, 0), rounding) == fen


def test_exactly_the_standard_is_not_below_it() -> None:
    at_standard = compute_amount(S2, rural(3, 4812_00 * 3))
    assert (at_standard.eligible, at_standard.monthly_fen) == (False, 0)
    one_fen_below = compute_amount(S2, rural(3, 4812_00 * 3 - 1))
    assert one_fen_below.eligible is True
    compared = next(line for line in one_fen_below.lines if line.label == "与标准比较")
    assert compared.value.startswith("家庭年收入 14,435.99 元 低于 标准 × 3 人 = 14,436.00 元")


def test_a_tier_household_at_the_standard_gets_nothing() -> None:
    assert compute_amount(S1, rural(3, 2800_00 * 3, on=IN_2017, category="C")).monthly_fen == 0


def test_a_tier_amount_does_not_wait_for_the_income_but_says_it_is_missing() -> None:
    computed = compute_amount(S1, rural(3, None, on=IN_2017, category="C"))
    assert (computed.eligible, computed.monthly_fen) == (None, 33_600)
    assert len(computed.missing) == 1
    assert "家庭年收入" in computed.missing[0]


def test_a_difference_waits_for_the_income() -> None:
    computed = compute_amount(S2, rural(3, None))
    assert (computed.monthly_fen, len(computed.missing)) == (None, 1)


def test_support_for_the_destitute_is_fixed() -> None:
    computed = compute_amount(S1, Situation("特困集中供养", "", 1, 1, None, IN_2017))
    assert (computed.eligible, computed.monthly_fen, computed.missing) == (None, 50_000, ())


@pytest.mark.parametrize(
    ("policy_id", "situation", "says"),
    [
        ("national", rural(2, 0), "没有填农村低保标准"),
        ("s2", rural(2, 0, on=dt.date(2021, 12, 31)), "标准自 2022-01-01 起执行，2021-12-31 的标准没有填"),
        ("s1", rural(2, 0, on=IN_2017), "没有填保障类别"),
        ("s1", rural(2, 0, on=IN_2017, category="D"), "没有农村低保D类"),
        ("s1", rural(2, 0, on=dt.date(2017, 4, 30), category="A"), "A类自 2017-05-01 起执行"),
        ("s1", Situation("", "", 2, 2, 0, IN_2017), "没有填救助类型"),
        ("s1", Situation("临时救助", "", 2, 2, 0, IN_2017), "没有规定临时救助的金额算法"),
        ("s1", Situation("农村低保", "B", 0, 0, 0, IN_2017), "没有填家庭人口"),
        ("s1", Situation("农村低保", "B", 2, 3, 0, IN_2017), "保障人口 3 人、家庭人口 2 人"),
        ("s1", Situation("农村低保", "B", 2, 2, -1, IN_2017), "负数"),
        ("s1", Situation("特困集中供养", "", 1, 1, 0, dt.date(2017, 5, 31)), "标准自 2017-06-01 起执行"),
    ],
)
def test_what_is_lacking_is_said_and_never_guessed(policy_id: str, situation: Situation, says: str) -> None:
    computed = compute_amount(PACKS.policies[policy_id], situation)
    assert computed.monthly_fen is None
    assert any(says in sentence for sentence in computed.missing), computed.missing
    assert all("请" in sentence and sentence.endswith("。") for sentence in computed.missing)


def test_a_category_without_an_amount_is_said() -> None:
    bare = replace(S1, categories=tuple(replace(each, monthly_fen=None) for each in S1.categories))
    computed = compute_amount(bare, rural(2, 0, on=IN_2017, category="B"))
    assert "没有填农村低保B类的补差标准" in computed.missing[0]


people = st.integers(1, 12)
incomes = st.integers(0, 20_000_000)
roundings = st.sampled_from(sorted(ROUNDING_LABELS))


@given(people, people, incomes, incomes, roundings)
def test_a_difference_is_never_negative_and_falls_as_income_rises(
    family: int, covered: int, first: int, second: int, rounding: str
) -> None:
    low, high = sorted((first, second))
    covered = min(family, covered)
    poorer = difference_fen(4812_00, rural(family, low, covered=covered), rounding)
    richer = difference_fen(4812_00, rural(family, high, covered=covered), rounding)
    assert 0 <= richer <= poorer <= difference_fen(4812_00, rural(family, 0, covered=covered), rounding)


@given(people, incomes)
def test_eligible_means_below_the_standard_and_only_then_paid(family: int, income: int) -> None:
    computed = compute_amount(S2, rural(family, income))
    assert computed.eligible is (income < 4812_00 * family)
    assert computed.monthly_fen is not None
    assert computed.eligible or computed.monthly_fen == 0


@given(people, incomes, st.sampled_from("ABC"))
def test_a_tier_is_all_or_nothing(family: int, income: int, category: str) -> None:
    computed = compute_amount(S1, rural(family, income, on=IN_2017, category=category))
    rate = {"A": 22_200, "B": 16_200, "C": 11_200}[category]
    assert computed.monthly_fen == (rate * family if income < 2800_00 * family else 0)


@pytest.mark.parametrize(
    ("written", "code"), [("一类", "A"), ("乙类", "B"), ("3档", "C"), ("C类", "C"), ("七类", "七")]
)
def test_category_of_another_wording_is_the_one_of_its_rank(written: str, code: str) -> None:
    assert S1.own_code(written, "农村低保") == code


def test_amount_of_a_category_by_rank() -> None:
    one = compute_amount(S1, Situation("农村低保", "一类", 2, 2, 0, IN_2017)).monthly_fen
    assert one == compute_amount(S1, Situation("农村低保", "A类", 2, 2, 0, IN_2017)).monthly_fen == 44_400


def test_destitute_household_as_files_word_it_gets_its_amount() -> None:
    for written in ("分散供养特困", "特困分散供养", "农村五保（分散）"):
        assert compute_amount(S1, Situation(codes.aid_type(written).text, "", 1, 1, 0, IN_2017)).monthly_fen == 41_000


def test_kind_of_aid_by_its_category() -> None:
    assert [S1.aid_type_of(written) for written in ("B类", "三类", "七类", "")] == ["农村低保", "农村低保", "", ""]


def test_a_standard_that_changes_in_mid_year_counts_from_its_day_and_is_told_before() -> None:
    july = Standard(AidType.RURAL, "year", 6000_00, dt.date(2022, 7, 1), "新文件")
    two = replace(S2, standards=(*S2.standards, july))
    before, after = (
        compute_amount(two, rural(3, 720_000, on=dt.date(2022, month, day))) for month, day in ((6, 30), (7, 1))
    )
    assert (before.monthly_fen, after.monthly_fen) == (60_300, 90_000)
    told = [line.value for line in before.lines if line.label == "标准将调整"]
    assert told == ["自 2022-07-01 起为 6,000.00 元/人·年，届时须按新标准重新核算"]
    assert all(line.label != "标准将调整" for line in after.lines)


@given(people, st.integers(0, 20_000_000), incomes, incomes, roundings)
def test_one_person_alone_is_paid_like_a_household_of_one(
    family: int, household: int, first: int, second: int, rounding: str
) -> None:
    low, high = sorted((first, second))
    alone = replace(rural(family, household, covered=1), single=True)
    poorer, richer = (difference_fen(4812_00, replace(alone, single_income_fen=own), rounding) for own in (low, high))
    assert 0 <= richer <= poorer
    assert poorer == difference_fen(4812_00, rural(1, low), rounding)
    assert difference_fen(4812_00, replace(alone, single_income_fen=4812_00), rounding) == 0


@given(people, incomes)
def test_one_person_alone_needs_an_edge_household(family: int, income: int) -> None:
    computed = compute_amount(S2, replace(rural(family, income, covered=1), single=True, single_income_fen=0))
    assert computed.eligible is (2 * income < 3 * 4812_00 * family)
    assert computed.monthly_fen == (401_00 if computed.eligible else 0)


def test_how_far_above_the_standard_an_edge_household_may_be_is_a_figure_of_the_pack_with_its_source() -> None:
    wider = read_pack(PACKS.texts["s2"].replace("value = 150", "value = 200"), "s2.toml").policy
    assert wider is not None
    alone = replace(rural(1, 2 * 4812_00 - 1, covered=1), single=True, single_income_fen=0)
    assert compute_amount(S2, alone).eligible is False
    computed = compute_amount(wider, alone)
    assert computed.eligible is True
    (line,) = (line for line in computed.lines if line.label == "单人保条件")
    assert "标准的 2 倍 9,624.00 元" in line.value and line.source == wider.source_of("edge.below_percent")


def test_a_negative_income_of_ones_own_is_said() -> None:
    computed = compute_amount(S2, replace(rural(2, 0, covered=1), single=True, single_income_fen=-1))
    assert computed.monthly_fen is None
    assert "本人收入是负数" in computed.missing[0]


@given(people, people, incomes, roundings)
def test_whoever_is_covered_the_parts_of_a_difference_never_exceed_the_whole(
    family: int, covered: int, income: int, rounding: str
) -> None:
    some = difference_fen(4812_00, rural(family, income, covered=min(family, covered)), rounding)
    assert some <= difference_fen(4812_00, rural(family, income), rounding)
