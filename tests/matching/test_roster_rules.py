"""What the dossiers show by themselves, and officials' relatives."""

from __future__ import annotations

import pytest

from dibao_desktop.dossiers.rules.record import RelativeEntry
from dibao_desktop.matching.rules.identify import PeopleIndex
from dibao_desktop.matching.rules.relatives import found_unfiled_relatives
from dibao_desktop.matching.rules.roster import found_duplicates, found_id_problems, found_split_households
from makers import make_id
from matching.test_identify import OTHER, SOUND, person, wrong_check
from matching.test_money_rules import dossier, kinds

OFFICIAL = make_id("19681109", 57)


def id_kinds(**fields: object) -> list[str]:
    people = [person(**fields)]  # type: ignore[arg-type]
    return [each.kind.value for each in found_id_problems(people, PeopleIndex(people).faults)]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"birth": "1965-07-12"}, []),
        ({"birth": "1965-07"}, []),
        ({"sex": "女"}, ["sex_mismatch"]),
        ({"birth": "1965-07-13"}, ["birth_mismatch"]),
        ({"id_number": ""}, ["id_missing"]),
        ({"id_number": wrong_check(SOUND), "sex": "女"}, ["id_check"]),
        ({"id_written": SOUND[:6] + SOUND[8:17]}, ["id_old"]),
    ],
)
def test_id_problems(fields: dict[str, object], expected: list[str]) -> None:
    assert id_kinds(**fields) == expected


def test_one_number_in_two_dossiers_names_the_other_in_each() -> None:
    people = [person(household=1), person(household=2), person("王五", OTHER, 3)]
    first, second = found_duplicates(PeopleIndex(people).by_id)
    assert (first.household_id, second.household_id) == (1, 2)
    assert "0002" in first.reason and "0001" in second.reason


def test_one_number_twice_in_one_dossier() -> None:
    (lead,) = found_duplicates(PeopleIndex([person(), person()]).by_id)
    assert "2 次" in lead.reason


@pytest.mark.parametrize(("register_no", "leads"), [("533000160", 2), ("", 0), ("/", 0), ("000", 0)])
def test_register_number_on_two_dossiers(register_no: str, leads: int) -> None:
    found = found_split_households([dossier(1, register_no=register_no), dossier(2, register_no=register_no)])
    assert len(list(found)) == leads


def relative(relative_id: str = SOUND, filed: bool = False, name: str = "罗建") -> RelativeEntry:
    return RelativeEntry("石塔村", "谭顺", OFFICIAL, "村会计", name, relative_id, "兄弟", filed, "表!A3")


def test_relative_on_the_books_and_not_filed() -> None:
    index = PeopleIndex([person()])
    assert kinds(found_unfiled_relatives(index, [relative()])) == [("relative_unfiled", 1)]
    assert kinds(found_unfiled_relatives(index, [relative(filed=True)])) == []
    assert kinds(found_unfiled_relatives(index, [relative(), relative(filed=True)])) == []
    assert kinds(found_unfiled_relatives(index, [relative(OTHER)])) == []


def test_official_in_person_on_the_books() -> None:
    index = PeopleIndex([person("谭顺", OFFICIAL, 7)])
    (lead,) = found_unfiled_relatives(
        index, [relative(OTHER, name="别人"), relative(make_id("19500101", 8), name="另外")]
    )
    assert (lead.household_id, lead.reason) == (7, "谭顺本人是石塔村会计，享受低保但没有备案")
