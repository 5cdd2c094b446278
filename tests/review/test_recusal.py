"""Who steps aside: by number at once, by name alone only as a suspicion."""

from __future__ import annotations

from dibao_desktop.policy.rules.relations import NEAR, relation_text
from dibao_desktop.review.rules.panel import KinEntry
from dibao_desktop.review.rules.recusal import PanelPerson, Person, Tie, findings

HEAD = "530000196103050628"
SON = "530000195609172430"
OTHER = "530000195308311937"
FAMILY = [Person("彭德川", HEAD), Person("彭小川", SON)]


def aside(relation: str) -> bool:
    return relation_text(relation) in NEAR


def found(*panel: PanelPerson, ties: tuple[Tie, ...] = ()) -> list[tuple[int, bool]]:
    return [(finding.member_id, finding.certain) for finding in findings(panel, FAMILY, ties, aside)]


def test_a_member_of_the_household_itself() -> None:
    assert found(PanelPerson(1, Person("彭德川", HEAD))) == [(1, True)]


def test_the_household_s_own_family_steps_aside_whatever_relations_a_pack_names() -> None:
    own = [PanelPerson(1, Person("彭小川", SON)), PanelPerson(2, Person("段文华", OTHER))]
    assert [finding.member_id for finding in findings(own, FAMILY, (), lambda _relation: False)] == [1]


def test_a_namesake_with_another_number_is_nobody() -> None:
    assert found(PanelPerson(1, Person("彭德川", OTHER))) == []


def test_a_namesake_without_a_number_is_only_suspected() -> None:
    assert found(PanelPerson(1, Person("彭 德川"))) == [(1, False)]


def test_a_brother_named_on_the_panel_list() -> None:
    assert found(PanelPerson(1, Person("彭正清", OTHER), (KinEntry("彭德川", HEAD, "兄弟"),))) == [(1, True)]


def test_a_cousin_is_outside_the_near_relatives() -> None:
    assert found(PanelPerson(1, Person("彭正清", OTHER), (KinEntry("彭德川", HEAD, "堂兄"),))) == []


def test_a_relative_by_name_alone_or_without_relation_is_suspected() -> None:
    assert found(PanelPerson(1, Person("彭正清", OTHER), (KinEntry("彭德川", "", "兄弟"),))) == [(1, False)]
    assert found(PanelPerson(1, Person("彭正清", OTHER), (KinEntry("彭德川", HEAD, ""),))) == [(1, False)]


def test_an_official_on_the_panel_with_a_registered_relative() -> None:
    tie = Tie(Person("彭正清", OTHER), Person("彭小川", SON), "母亲")
    assert found(PanelPerson(1, Person("彭正清", OTHER)), ties=(tie,)) == [(1, True)]
    assert found(PanelPerson(1, Person("彭正清")), ties=(tie,)) == [(1, False)]
    assert found(PanelPerson(1, Person("段文华", HEAD)), ties=(tie,)) == [(1, True)]


def test_certain_comes_before_suspected_and_a_member_is_named_once() -> None:
    both = (KinEntry("彭小川", "", "儿子"), KinEntry("彭德川", HEAD, "兄弟"))
    assert found(PanelPerson(1, Person("彭正清", OTHER), both)) == [(1, True)]
