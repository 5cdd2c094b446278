"""Selects whose words are put together once."""

from __future__ import annotations

from dibao_desktop.dossiers.records import Household
from dibao_desktop.session import Session
from dibao_desktop.storage.database import Prepared
from makers import make_household

_OF_GROUP = Prepared(
    lambda standing, id_: (
        Household.select(Household.number)
        .where(Household.id == id_, Household.standing == standing, Household.category == "C类")
        .limit(5)
    )
)
_LISTED = Prepared(lambda *ids: Household.select(Household.id).where(Household.id.in_(ids)).order_by(Household.id))


def test_texts_and_numbers_take_their_places_beside_what_always_stands_there(session: Session) -> None:
    first = make_household(session, number="0007")
    second = make_household(session, number="0008", category="B类")
    for _ in range(2):
        assert list(_OF_GROUP.rows("在保", first)) == [("0007",)]
        assert list(_OF_GROUP.rows("申请", first)) == []
        assert list(_OF_GROUP.rows("在保", second)) == []


def test_any_number_of_values_is_taken(session: Session) -> None:
    ids = [make_household(session) for _ in range(3)]
    assert [id_ for (id_,) in _LISTED.rows(*ids)] == ids
    assert [id_ for (id_,) in _LISTED.rows(ids[1])] == ids[1:2]
