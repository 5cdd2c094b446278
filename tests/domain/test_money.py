"""Amounts in capitals, as vouchers want them."""

from __future__ import annotations

import pytest

from dibao_desktop.domain import money


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (0, "零元整"),
        (33_600, "叁佰叁拾陆元整"),
        (33_650, "叁佰叁拾陆元伍角整"),
        (33_605, "叁佰叁拾陆元零伍分"),
        (33_656, "叁佰叁拾陆元伍角陆分"),
        (5, "伍分"),
        (100_000, "壹仟元整"),
        (100_100, "壹仟零壹元整"),
        (1_000_100_000, "壹仟万壹仟元整"),
        (10_001_000, "壹拾万零壹拾元整"),
        (1_000_000_500, "壹仟万零伍元整"),
        (123_456_789, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
        (2_030_405_060_708, "贰佰零叁亿零肆佰零伍万零陆佰零柒元零捌分"),
        (-100, "负壹元整"),
    ],
)
def test_an_amount_in_capitals(fen: int, words: str) -> None:
    assert money.capital_yuan(fen) == words


@pytest.mark.parametrize("written", [1e308, "9" * 30, "1e999", "-1e300", "100000000001元"])
def test_an_amount_that_no_table_could_keep_is_none(written: object) -> None:
    with pytest.raises(ValueError):
        money.parse_yuan(written)


def test_the_greatest_amounts_of_a_county_are_read() -> None:
    assert money.parse_yuan("1234567.8万元") == 1_234_567_800_000


@pytest.mark.parametrize("written", ["336,50", "1,2,3", "12,34", "1,234,5", "336,", ",336", "1,23.45", True, False])
def test_a_comma_that_parts_no_groups_is_no_amount(written: object) -> None:
    with pytest.raises(ValueError):
        money.parse_yuan(written)


@pytest.mark.parametrize(
    ("written", "fen"),
    [("1，234元", 123_400), ("12,3456", 12_345_600), ("¥1,234,567.8", 123_456_780), ("-1,234", -123_400)],
)
def test_groups_of_three_or_four_digits(written: str, fen: int) -> None:
    assert money.parse_yuan(written) == fen
