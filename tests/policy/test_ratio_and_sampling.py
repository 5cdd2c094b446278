"""Fractions as integers, and the sampling that rests on them (DOMAIN §9, §10.3, §19)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.policy.queries import Packs
from dibao_desktop.policy.rules.ratio import Ratio, parse_ratio

TWO_THIRDS = Ratio(2, 3)


@pytest.mark.parametrize(
    ("whole", "needed"), [(3, 2), (4, 3), (5, 4), (6, 4), (7, 5), (8, 6), (9, 6), (10, 7), (11, 8)]
)
def test_two_thirds_needs_the_numbers_of_the_table(whole: int, needed: int) -> None:
    assert TWO_THIRDS.needed(whole) == needed
    assert TWO_THIRDS.reached(needed, whole)
    assert not TWO_THIRDS.reached(needed - 1, whole)


def test_nothing_out_of_nothing_reaches_no_share() -> None:
    assert not TWO_THIRDS.reached(0, 0)
    assert TWO_THIRDS.needed(0) == 0


@given(st.integers(1, 100), st.integers(1, 100), st.integers(1, 10_000))
def test_needed_is_the_least_number_that_reaches(numerator: int, denominator: int, whole: int) -> None:
    ratio = Ratio(min(numerator, denominator), max(numerator, denominator))
    needed = ratio.needed(whole)
    assert ratio.reached(needed, whole)
    assert not ratio.reached(needed - 1, whole)


@pytest.mark.parametrize(
    ("written", "text"), [("2/3", "三分之二"), ("1/2", "二分之一"), ("30%", "30%"), ("51/60", "51/60")]
)
def test_a_ratio_reads_and_is_said_in_chinese(written: str, text: str) -> None:
    assert parse_ratio(written).text == text


@pytest.mark.parametrize("written", ["", "0.67", "3/2", "0/3", "2/0", "0%", "三分之二"])
def test_what_is_no_share_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        parse_ratio(written)


@pytest.mark.parametrize(
    ("households", "drawn"), [(0, 0), (1, 1), (3, 1), (7, 3), (10, 3), (11, 4), (33, 10), (34, 11), (100, 30)]
)
def test_sample_is_three_tenths_rounded_up(packs: Packs, households: int, drawn: int) -> None:
    assert packs.policies["s0"].sampling.size(households) == drawn


@pytest.mark.parametrize(
    ("wrong", "visited", "redo"), [(1, 50, True), (1, 51, False), (2, 101, False), (3, 101, True), (0, 0, False)]
)
def test_two_in_a_hundred_wrong_sends_a_village_back(packs: Packs, wrong: int, visited: int, redo: bool) -> None:
    assert packs.policies["s0"].sampling.must_redo(wrong, visited) is redo
