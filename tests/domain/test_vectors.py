"""The published examples of numbers, amounts and dates as cells hold them (DOMAIN §19)."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.domain.dates import PartialDate, add_months, parse_date
from dibao_desktop.domain.identity import IdFault, age_on, birth_date, is_sound, read_id, sex
from dibao_desktop.domain.money import parse_yuan, yuan

FULL = "11010519491231002X"


@pytest.mark.parametrize("number", [FULL, "440524188001010014", "34052419800101001X"])
def test_the_examples_of_the_standard_are_sound(number: str) -> None:
    assert is_sound(number)
    assert (read_id(number).value, read_id(number).fault) == (number, None)


def test_fifteen_digits_become_eighteen_and_say_so() -> None:
    assert (read_id(FULL[:6] + FULL[8:17]).value, read_id(FULL[:6] + FULL[8:17]).fault) == (FULL, IdFault.OLD)
    # As an integer cell it lost nothing.
    assert read_id(int(FULL[:6] + FULL[8:17])).value == FULL


WIDE = FULL.lower().translate({ord(char): ord(char) + 0xFEE0 for char in "0123456789x"})


@pytest.mark.parametrize("written", [f"{WIDE}\t", f" {FULL[:6]} {FULL[6:]} ", f"'{FULL}", f"\ufeff{FULL}\u200b"])
def test_a_dirty_number_is_read(written: str) -> None:
    assert (read_id(written).value, read_id(written).fault) == (FULL, None)


@pytest.mark.parametrize("cell", [1.1010519491231e17, "1.1010519491231E+17", "1.10105E+17", FULL[:15] + "000"])
def test_a_number_cell_is_refused_and_never_guessed(cell: object) -> None:
    assert read_id(cell).fault is IdFault.NUMERIC
    assert read_id(cell).unusable


def test_a_number_tells_birth_sex_and_age() -> None:
    assert birth_date(FULL) == dt.date(1949, 12, 31)
    assert sex(FULL) == "女"
    assert (age_on(FULL, dt.date(2009, 12, 30)), age_on(FULL, dt.date(2009, 12, 31))) == (59, 60)


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        (23935, PartialDate(1965, 7, 12)),
        ("23935", PartialDate(1965, 7, 12)),
        ("202103", PartialDate(2021, 3)),
        (202103.0, PartialDate(2021, 3)),
        (19650712, PartialDate(1965, 7, 12)),
        ("2022.3.1", PartialDate(2022, 3, 1)),
        ("2022年3月", PartialDate(2022, 3)),
        ("２０２２/3", PartialDate(2022, 3)),
        ("无", None),
    ],
)
def test_dates_as_cells_hold_them(cell: object, date: PartialDate | None) -> None:
    assert parse_date(cell) == date


@pytest.mark.parametrize("cell", ["2022-02-30", "2022-13-01", "0065-07-12", "七月"])
def test_what_is_no_date_is_refused(cell: str) -> None:
    with pytest.raises(ValueError):
        parse_date(cell)


def test_six_months_after_the_last_day_of_august_is_the_last_of_february() -> None:
    assert add_months(dt.date(2022, 8, 31), 6) == dt.date(2023, 2, 28)
    assert add_months(dt.date(2024, 1, 31), 1) == dt.date(2024, 2, 29)


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        ("1,234元", 123_400),
        ("￥336.00", 33_600),
        ("１８９１", 189_100),
        ("０.５万元", 500_000),
        (640.03, 64_003),
        ("640.03", 64_003),
        ("/", None),
        ("－", None),
        ("无", None),
        (0, 0),
        ("-5", -500),
    ],
)
def test_amounts_as_cells_hold_them(cell: object, fen: int | None) -> None:
    assert parse_yuan(cell) == fen


@pytest.mark.parametrize("cell", ["一百", "1.2.3", "12O", "nan", "inf"])
def test_what_is_no_amount_is_refused(cell: str) -> None:
    with pytest.raises(ValueError):
        parse_yuan(cell)


@given(st.integers(-(10**13), 10**13))
def test_what_is_written_reads_as_it_was(fen: int) -> None:
    assert parse_yuan(yuan(fen)) == fen
