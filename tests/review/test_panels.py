"""Taking in panel lists."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.review import commands, queries
from dibao_desktop.review.rules.panel import KinEntry
from dibao_desktop.session import Session
from makers import a_name, make_household, make_id
from meetings import VILLAGE, a_meeting_planned, a_village_ready, panel_entries


def names(session: Session) -> list[str]:
    village = next(row.id for row in dossiers.villages() if row.name == VILLAGE)
    return [row.name for row in queries.panel(village)]


def test_the_same_list_twice_changes_nothing(session: Session) -> None:
    make_household(session, village=VILLAGE)
    entries = panel_entries({4: KinEntry("彭德川", make_id("19610305", 62), "兄弟")})
    first = commands.take_panels(session, entries, "名单")
    again = commands.take_panels(session, entries, "名单")
    assert (first.new, first.changed, first.same) == (7, 0, 0)
    assert (again.new, again.changed, again.same, again.differences) == (0, 0, 7, ())


def test_a_new_list_replaces_the_group_and_says_who_stepped_down(session: Session) -> None:
    make_household(session, village=VILLAGE)
    commands.take_panels(session, panel_entries(), "名单")
    entries = [replace(panel_entries()[0], role="第一书记"), *panel_entries()[1:6]]
    applied = commands.take_panels(session, entries, "新名单")
    assert (applied.changed, applied.same) == (1, 5)
    assert [(d.number, d.office_value) for d in applied.differences] == [(VILLAGE, a_name(506))]
    assert a_name(506) not in names(session)


def test_a_member_with_two_relatives_on_two_rows_is_one_member(session: Session) -> None:
    make_household(session, village=VILLAGE)
    one = panel_entries()[0]
    rows = [replace(one, kin=(KinEntry(f"亲属{letter}", "", "兄弟"),)) for letter in "甲乙"]
    applied = commands.take_panels(session, rows, "名单")
    assert applied.new == 2 and names(session) == [one.name]
    assert commands.take_panels(session, rows, "名单").same == 2


def test_a_village_the_office_has_not_is_refused_whole(session: Session) -> None:
    make_household(session, village=VILLAGE)
    strange = replace(panel_entries()[0], village="别处村", place="名单!A9")
    with pytest.raises(KnownError) as refusal:
        commands.take_panels(session, [*panel_entries(), strange], "名单")
    assert "名单!A9" in refusal.value.message and names(session) == []


def test_members_can_be_called_by_their_initials(session: Session) -> None:
    room = a_meeting_planned(a_village_ready(session, 1))
    assert all(f" {row.initials.split()[0]}" in row.initials for row in room.detail().roll)
