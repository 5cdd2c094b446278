"""Who a line is: by number; by name alone or a nearly equal number only in doubt; never a namesake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.dossiers.queries import PersonRow
from dibao_desktop.matching.rules.identify import PeopleIndex, fault_of, nearly
from dibao_desktop.matching.rules.leads import Confidence
from makers import make_id

SOUND = make_id("19650712", 11)
OTHER = make_id("19701101", 3)


def person(name: str = "罗建", id_number: str = SOUND, household: int = 1, **fields: object) -> PersonRow:
    given_ = {"id_written": "", "sex": "男", "birth": "", "relation": "户主", "covered": True} | fields
    return PersonRow(household, f"{household:04d}", 1, "罗建", household * 10, name, id_number, **given_)  # type: ignore[arg-type]


def found(people: list[PersonRow], name: str, id_number: str) -> list[tuple[int, Confidence]]:
    index = PeopleIndex(people)
    matches = index.matches(name, id_number)
    assert not matches or index.wanted([(7, name, id_number, fault_of(id_number))]) == [7]
    return [(match.person.household_id, match.confidence) for match in matches]


def wrong_check(number: str) -> str:
    return number[:17] + ("0" if number[17] != "0" else "1")


def test_same_number_is_certain_whatever_the_name() -> None:
    assert found([person()], "罗健", SOUND) == [(1, Confidence.CERTAIN)]


def test_same_number_in_two_households_means_both() -> None:
    assert found([person(), person(household=2)], "罗建", SOUND) == [(1, Confidence.CERTAIN), (2, Confidence.CERTAIN)]


def test_namesake_with_another_sound_number_is_nobody() -> None:
    assert found([person()], "罗建", OTHER) == []


def test_sound_numbers_that_differ_by_little_are_two_people() -> None:
    sister = make_id("19650712", 13)
    assert found([person()], "罗建", sister) == []


@pytest.mark.parametrize("written", ["", "/", "无", "12"])
def test_name_alone_is_doubtful(written: str) -> None:
    assert found([person()], "罗建", written) == [(1, Confidence.DOUBTFUL)]


def test_name_of_many_says_nothing() -> None:
    people = [person(household=number) for number in range(1, 5)]
    assert found(people, "罗建", "") == []
    assert len(found(people[:3], "罗建", "")) == 3


def test_member_without_number_matches_by_name_in_doubt() -> None:
    assert found([person(id_number="")], "罗建", OTHER) == [(1, Confidence.DOUBTFUL)]


def test_faulty_number_of_a_member_that_is_nearly_the_lines() -> None:
    assert found([person(id_number=wrong_check(SOUND))], "罗建", SOUND) == [(1, Confidence.DOUBTFUL)]
    assert found([person(id_number=wrong_check(SOUND))], "罗健", SOUND) == []
    assert found([person(id_number=wrong_check(SOUND))], "罗建", OTHER) == []


def test_faulty_number_of_a_line_that_is_nearly_a_members() -> None:
    assert found([person()], "罗建", wrong_check(SOUND)) == [(1, Confidence.DOUBTFUL)]
    assert found([person()], "罗建", SOUND[:-1]) == [(1, Confidence.DOUBTFUL)]


def test_number_lost_in_a_number_cell() -> None:
    lost = SOUND[:15] + "000"
    assert fault_of(lost) == "NUMERIC"
    assert found([person()], "罗建", lost) == [(1, Confidence.DOUBTFUL)]


def test_masked_number_must_agree_where_it_is_shown() -> None:
    assert found([person()], "罗建", f"{SOUND[:6]}********{SOUND[-4:]}") == [(1, Confidence.DOUBTFUL)]
    assert found([person()], "罗建", f"{SOUND[:6]}********{OTHER[-4:]}") == []


def test_three_wrong_digits_are_too_many() -> None:
    two, three = "99" + SOUND[2:], "999" + SOUND[3:]
    assert nearly(two, SOUND)
    assert not nearly(three, SOUND)


@given(st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_digit_more_less_or_other_is_near(place: int, digit: str) -> None:
    assert nearly(SOUND[:place] + SOUND[place + 1 :], SOUND)
    assert nearly(SOUND[:place] + digit + SOUND[place:], SOUND)
    changed = SOUND[:place] + digit + SOUND[place + 1 :]
    assert changed == SOUND or nearly(changed, SOUND) or fault_of(changed) == "NUMERIC"
