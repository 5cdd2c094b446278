"""CK33 and CK40: from what the dossier itself says, at their very boundaries (DOMAIN §19)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dibao_desktop.dossiers import commands as dossiers
from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.rules.circumstances import CircumstancesRecord, PersonFacts, PropertyItem
from dibao_desktop.matching.commands import match
from dibao_desktop.session import Session
from makers import a_member, make_household, make_id


def leads(session: Session, code: str) -> list[str]:
    return [lead.reason for lead in match(session).leads if lead.code == code]


def say(session: Session, household: int, known: CircumstancesRecord) -> None:
    found = queries.household(household)
    assert found is not None
    dossiers.amend_household(session, household, found.record, found.version, known=known)


@pytest.mark.parametrize(("fen", "found"), [(50_000_00, 1), (49_999_99, 0)])
def test_deposits_of_the_whole_family_from_fifty_thousand_on(session: Session, fen: int, found: int) -> None:
    household = make_household(session, 2)
    items = (
        PropertyItem(0, "储蓄存款", value_fen=20_000_00),
        PropertyItem(1, "储蓄存款", value_fen=fen - 20_000_00),
        PropertyItem(None, "房屋", value_fen=90_000_00),
        PropertyItem(None, "储蓄存款"),
    )
    say(session, household, CircumstancesRecord(properties=items))
    reasons = leads(session, "CK33")
    assert len(reasons) == found
    assert all("50,000 元，达到 50,000 元" in reason for reason in reasons)


def test_securities_are_told_whatever_they_are_worth(session: Session) -> None:
    household = make_household(session, 2)
    say(session, household, CircumstancesRecord(properties=(PropertyItem(0, "股票"),)))
    assert leads(session, "CK33") == ["档案财产登记：登记有股票"]


@pytest.mark.parametrize(
    ("born", "works", "health", "found"),
    [
        (("19720601", "19710602"), "无工作", "健康", 1),
        (("19710602", "19710601"), "无工作", "健康", 0),
        (("19800101", "19800101"), "务农", "健康", 0),
        (("19800101", "19800101"), "无工作", "重病", 0),
    ],
)
def test_forty_five_itself_counts_and_all_conditions_hold_together(
    session: Session, born: tuple[str, str], works: str, health: str, found: int
) -> None:
    # On 2017-06-01: born on 1972-06-01 is 45, on 1971-06-02 still 45, on 1971-06-01 is 46.
    pair = (a_member("户主", id_number=make_id(born[0], 1)), a_member("配偶", id_number=make_id(born[1], 2)))
    child = replace(a_member("子"), health=health)
    household = make_household(session, 3, members=(*pair, child), head_name=pair[0].name)
    people = (PersonFacts(employment=works), PersonFacts(employment="无工作"), PersonFacts())
    say(session, household, CircumstancesRecord(people=people))
    assert len(leads(session, "CK40")) == found
