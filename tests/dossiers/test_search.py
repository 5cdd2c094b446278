"""Searching everywhere: by name, pinyin, numbers and places; two characters swapped; what was changed since is found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.dossiers import commands, queries
from dibao_desktop.dossiers.rules.finding import Lines, swapped
from dibao_desktop.dossiers.rules.initials import spelled
from dibao_desktop.dossiers.rules.record import RelativeEntry
from makers import a_member, make_household, make_id
from situations import start
from ui.app.finding import find

_TEXT = st.text(alphabet="王国强ab1 ", max_size=6)


@pytest.fixture
def homes(session) -> dict[str, int]:
    head = a_member(name="王国强", id_number=make_id("19550102", 5))
    son = a_member("子", name="王小梅", id_number=make_id("19880304", 6))
    single = a_member(name="曾红", id_number=make_id("19610506", 8))
    return {
        "王国强": make_household(
            session, 2, number="0007", head_name="王国强", members=(head, son), phone="19912345678", address="大树下3号"
        ),
        "曾红": make_household(session, 1, number="0010", head_name="曾红", village="荆山村", members=(single,)),
    }


def found(text: str) -> list[int]:
    return [hit.household_id for hit in queries.search(text)]


def test_each_way_to_say_it(homes):
    for text in ("王国", "wgq", "wangguoq", "guoqiang", "0007", "7", "5300001955", "12345678", "大树下", "王小梅"):
        assert found(text) == [homes["王国强"]], text
    for text in ("曾红", "zh", "ch", "zenghong", "荆山村"):
        assert homes["曾红"] in found(text), text
    assert found("王国强 石塔") == [homes["王国强"]]
    assert found("王国强 荆山") == []
    assert found("没有这个人") == []
    assert found(" ") == []


def test_two_characters_swapped_are_meant_and_said_to_be_a_guess(homes):
    (hit,) = queries.search("国王强")
    assert (hit.household_id, hit.guessed) == (homes["王国强"], True)
    assert queries.search("王小梅")[0].guessed is False
    assert queries.search("红曾")[0].household_id == homes["曾红"]
    assert "王国强" in swapped("强国王")


def test_a_member_is_found_as_a_person_with_a_masked_number(homes):
    (hit,) = queries.search("王小梅")
    assert (hit.person, hit.head_name) == ("王小梅", "王国强")
    (by_number,) = queries.search(make_id("19880304", 6)[:12])
    assert "*" in by_number.matched
    assert make_id("19880304", 6) not in by_number.matched


def test_what_was_changed_since_is_found_and_the_old_no_longer(session, homes):
    assert found("王国强") == [homes["王国强"]]
    household = queries.household(homes["曾红"])
    member = replace(household.record.members[0], name="曾小妹")
    record = replace(household.record, head_name="曾小妹", members=(member,))
    commands.amend_household(session, household.id, record, household.version)
    assert found("曾小妹") == [household.id]
    assert found("cxm") == [household.id]
    assert found("曾红") == []
    new = make_household(session, 1, number="0099", head_name="孙新", members=(a_member(name="孙新"),))
    assert found("孙新") == [new]


def test_groups_of_the_whole_window(session, homes):
    line = RelativeEntry(
        "石塔村", "王国民", make_id("19700101", 11), "村会计", "李红", make_id("19700102", 12), "妻", False
    )
    commands.record_relatives(session, [line], "近亲属登记表")
    campaign = start(session)
    groups = {group.title: group.lines for group in find("王国", campaign)}
    assert set(groups) == {"户", "干部和评议员", "清查进度"}
    assert groups["户"][0].target == homes["王国强"]
    assert groups["干部和评议员"][0].words == "王国民"
    assert groups["清查进度"][0].page == "clearance"
    assert [group.title for group in find("王小梅", None)] == ["家庭成员"]
    assert "相近" in find("国王强", None)[0].title


def test_full_pinyin():
    assert spelled("曾国强") == ("cengguoqiang", "zengguoqiang", "guoqiang")
    assert spelled("吕绿")[0] == "lvlv"
    assert spelled("") == ()


@given(st.lists(st.tuples(st.integers(0, 3), _TEXT), max_size=8), _TEXT.filter(bool))
def test_a_run_over_the_lines_finds_just_the_lines_with_the_words(lines, words):
    kept = Lines()
    for owner, line in lines:
        kept.add(owner, line)
    kept.close()
    assert list(kept.find(words)) == [(owner, line) for owner, line in lines if words in line]
