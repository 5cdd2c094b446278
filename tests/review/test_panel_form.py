"""A village's group typed in the window, and a list that comes before any roster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.circumstances import CircumstancesRecord, Obligor
from dibao_desktop.dossiers.rules.record import RelativeEntry
from dibao_desktop.review import commands, queries
from dibao_desktop.review.rules.panel import Duty, KinEntry, Seat, Term, duty_of
from makers import a_name, make_household, make_id
from meetings import VILLAGE, Ready, a_meeting_planned, a_village_ready, panel_entries
from ui.pages.review.kin_form import KinForm
from ui.pages.review.page import ReviewPage
from ui.pages.review.panel_form import PanelForm
from ui.widgets.page import PageContext, Scope


def village_id() -> int:
    return next(row.id for row in dossiers.villages() if row.name == VILLAGE)


def seats(*names: str) -> list[Seat]:
    return [Seat(name) for name in names]


def test_a_list_before_any_roster_makes_its_villages_and_the_roster_finds_them(session) -> None:
    applied = commands.take_panels(session, panel_entries(), "名单")
    assert applied.new == 7
    assert [row.name for row in dossiers.villages()] == [VILLAGE]
    make_household(session, village=VILLAGE)
    assert [(row.name, row.households) for row in dossiers.villages()] == [(VILLAGE, 1)]
    assert commands.take_panels(session, panel_entries(), "名单").same == 7


def test_after_a_roster_a_strange_village_is_still_refused(session) -> None:
    make_household(session, village=VILLAGE)
    with pytest.raises(KnownError, match="别处村"):
        commands.take_panels(session, [replace(panel_entries()[0], village="别处村")], "名单")


@pytest.mark.parametrize(
    ("role", "duty"),
    [
        ("组长", Duty.CHAIR),
        ("村民小组长", Duty.MEMBER),
        ("副组长", Duty.MEMBER),
        ("记录员", Duty.RECORDER),
        ("列席人员", Duty.OBSERVER),
        ("乡镇工作人员", Duty.STAFF),
        ("驻村工作队员", Duty.MEMBER),
        ("", Duty.MEMBER),
    ],
)
def test_the_text_of_a_list_tells_the_duty(role: str, duty: Duty) -> None:
    assert duty_of(role) is duty


def test_who_does_not_vote_is_on_no_roster(session) -> None:
    ready = a_village_ready(session, 1)
    entries = [*panel_entries(size=5), replace(panel_entries(size=6)[5], role="列席人员")]
    commands.take_panels(session, entries, "名单")
    meeting = commands.plan_meeting(session, ready.campaign_id, ready.village_id, dt.datetime(2017, 7, 6, 19, 30))
    assert len(queries.meeting_detail(meeting).roll) == 5
    assert queries.panel_of(ready.village_id).named(Duty.OBSERVER) == (a_name(505),)


def test_a_group_is_kept_whole_and_whoever_is_left_out_steps_down(session) -> None:
    make_household(session, village=VILLAGE)
    own = village_id()
    kin = (KinEntry("彭德川", make_id("19610305", 62), "兄弟"),)
    group = [Seat("尹家旺", Duty.CHAIR, id_number=make_id("19700101", 5), kin=kin), *seats("张三", "李四")]
    commands.save_panel(session, own, group, Term("2017-01-01", "2019-12-31"))
    kept = queries.panel_of(own)
    assert (kept.seats[0].name, kept.seats[0].duty) == ("尹家旺", Duty.CHAIR)
    assert kept.seats[0].kin == kin
    assert kept.term == Term("2017-01-01", "2019-12-31")
    commands.save_panel(session, own, [kept.seats[2], kept.seats[0]], kept.term)
    assert [seat.name for seat in queries.panel_of(own).seats] == ["李四", "尹家旺"]
    # Who comes back is the same person, not a second one.
    commands.save_panel(session, own, seats("张三"), Term())
    assert queries.panel_of(own).seats[0].member_id == kept.seats[1].member_id


@pytest.mark.parametrize(
    ("group", "term", "said"),
    [
        ([Seat("张三"), Seat(" ")], Term(), "第 2 人没有填姓名"),
        ([Seat("张三"), Seat("张三")], Term(), "张三在名单中有两次"),
        ([Seat("张三", id_number="530000")], Term(), "张三的身份证号不对"),
        ([Seat("张三")], Term("2017-02-01", "2017-01-01"), "早于起日"),
    ],
)
def test_what_cannot_be_is_refused_with_the_line(session, group, term, said) -> None:
    make_household(session, village=VILLAGE)
    with pytest.raises(KnownError, match=said):
        commands.save_panel(session, village_id(), group, term)
    assert queries.panel_of(village_id()).seats == ()


def test_size_and_term_are_said_in_a_sentence(session) -> None:
    ready = a_village_ready(session, 1)
    day = dt.date(2017, 6, 1)
    few = queries.remarks_on(ready.campaign_id, seats("张三", "李四"), Term("2015-01-01", "2017-05-31"), day)
    assert [remark.sentence for remark in few if remark.wrong] == [
        "评议小组 2 人参加表决，方案规定 5～7 人，还差 3 人。",
        "任期已于 2017-05-31 届满，请换届或填写新的任期。",
    ]
    right = [Seat("甲", Duty.CHAIR), Seat("乙", Duty.RECORDER), *seats("丙", "丁", "戊")]
    assert not any(r.wrong for r in queries.remarks_on(ready.campaign_id, right, Term("", "2017-06-01"), day))


def test_a_change_of_the_group_reaches_a_meeting_that_has_not_begun(session) -> None:
    room = a_meeting_planned(a_village_ready(session, 1))
    panel = queries.panel_of(village_id())
    commands.check_in(session, room.meeting_id, room.members[0])
    commands.save_panel(session, panel.village_id, [*panel.seats[2:], Seat("新来的")], panel.term)
    names = [row.name for row in room.detail().roll]
    assert "新来的" in names and panel.seats[1].name not in names
    # Somebody who signed in already is not taken out of the room behind their back.
    assert panel.seats[0].name in names


def test_an_obligor_of_the_household_steps_aside(session, office) -> None:
    ready = a_village_ready(session, 1)
    commands.take_panels(session, panel_entries(), "名单")
    member = panel_entries()[3]
    found = dossiers.household(ready.households[0])
    known = CircumstancesRecord(obligors=(Obligor(member.name, member.id_number, "儿子", 0),))
    dossier_commands.amend_household(session, found.id, found.record, found.version, known=known)
    meeting = commands.plan_meeting(
        session, ready.campaign_id, ready.village_id, dt.datetime(2017, 7, 6, 19, 30), ready.cases
    )
    aside = [(name, finding.certain) for finding, name in queries.findings_for(meeting, ready.cases[0])]
    assert aside == [(member.name, True)]


@pytest.fixture
def ready(office) -> Ready:
    return a_village_ready(office.session, 2)


@pytest.fixture
def page(office, ready: Ready, runner, qtbot) -> Iterator[ReviewPage]:
    made = ReviewPage(PageContext(office.session, office, runner))
    made.resize(1198, 684)
    made.scope_changed(Scope(ready.campaign_id))
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def form(kind: type) -> object:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind), found
    return found


def test_planning_without_a_group_opens_its_form_and_typing_it_is_enough(page: ReviewPage, ready: Ready, qtbot) -> None:
    dossier_commands.record_relatives(
        ready.session,
        [RelativeEntry(VILLAGE, "尹家旺", "", "", "彭德川", make_id("19610305", 62), "兄弟", False, "")],
        "登记表",
    )
    page.list.plan_button.click()
    group = form(PanelForm)
    group.more.write("尹家旺、周敏，张三；李四/王五")
    group.add_named()
    assert [line.duty.read() for line in group.lines][:3] == [Duty.CHAIR, Duty.RECORDER, Duty.MEMBER]
    assert group.lines[0].relatives.text() == "登记表有 1 人"
    group.lines[0].relatives.click()
    kin = form(KinForm)
    kin.findChildren(type(group.lines[0].relatives))[0].click()
    kin.accept()
    assert group.lines[0].kin[0].name == "彭德川"
    assert group.lines[0].relatives.text() == "1 人"
    group.lines[2].away.click()
    group.accept()
    kept = queries.panel_of(ready.village_id)
    assert [seat.name for seat in kept.seats] == ["尹家旺", "周敏", "李四", "王五"]
    assert kept.named(Duty.RECORDER) == ("周敏",)
