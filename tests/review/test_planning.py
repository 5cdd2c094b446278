"""What planning a meeting offers: its calendar, who can come on, in what order, and who came last time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from dibao_desktop.domain.dates import NONE_OWN, HolidayTable
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.places import resources
from dibao_desktop.policy.queries import load_packs
from dibao_desktop.review import commands, queries
from dibao_desktop.review.rules.calendar import late_for, meeting_calendar, proposed_day
from meetings import EVENING, Ready, a_meeting_planned, a_village_ready, panel_entries
from ui.pages.review.page import ReviewPage
from ui.pages.review.planning import MeetingForm
from ui.widgets.page import PageContext, Scope

PACKS = load_packs(resources() / "policies").policies


def days(lines) -> dict[str, tuple[str, str]]:
    return {line.label: (line.first.isoformat(), line.last.isoformat()) for line in lines}


def test_the_calendar_of_s1_follows_from_the_day() -> None:
    """A meeting on Thursday 6 July 2017: posted on Friday, seven days, the township's 15 and the county's 10 working days."""
    found = days(meeting_calendar(PACKS["s1"], dt.date(2017, 7, 6), NONE_OWN))
    assert found["受理、核算截止"] == ("2017-07-05", "2017-07-05")
    assert found["评议会"] == ("2017-07-06", "2017-07-06")
    assert found["村级公示"] == ("2017-07-07", "2017-07-14")
    assert found["乡镇审核"][1] == "2017-08-04"
    assert found["乡镇公示"] == ("2017-08-07", "2017-08-14")
    assert found["县级确认"][1] == "2017-08-28"


def test_holidays_and_make_up_days_move_it() -> None:
    found = days(meeting_calendar(PACKS["s1"], dt.date(2022, 4, 29), NONE_OWN))
    # 30 April to 4 May rest; 24 April and 7 May worked.
    assert found["村级公示"] == ("2022-05-05", "2022-05-12")
    own = HolidayTable(rest=frozenset({dt.date(2022, 5, 5)}))
    assert days(meeting_calendar(PACKS["s1"], dt.date(2022, 4, 29), own))["村级公示"][0] == "2022-05-06"
    assert proposed_day(dt.date(2022, 4, 29), NONE_OWN) == dt.date(2022, 5, 5)


def test_a_calendar_beyond_the_packs_stages_is_said() -> None:
    lines = meeting_calendar(PACKS["s1"], dt.date(2017, 7, 6), NONE_OWN)
    assert "晚于方案的最后期限 2017-07-25" in late_for(PACKS["s1"], lines)
    later = meeting_calendar(PACKS["s1"], dt.date(2018, 7, 6), NONE_OWN)
    assert late_for(PACKS["s1"], later) == ""


@pytest.mark.parametrize("pack", sorted(PACKS))
def test_every_pack_gives_a_calendar_in_order(pack: str) -> None:
    lines = meeting_calendar(PACKS[pack], dt.date(2022, 3, 7), NONE_OWN)
    assert all(line.first <= line.last for line in lines)
    assert [line.last for line in lines] == sorted(line.last for line in lines)


def test_a_year_without_a_table_is_provisional_until_the_office_enters_it() -> None:
    day = dt.date(2027, 3, 5)
    assert meeting_calendar(PACKS["s1"], day, NONE_OWN)[2].provisional
    own = HolidayTable(frozenset({dt.date(2027, 10, 1)}), frozenset(), frozenset({2027}))
    assert not any(line.provisional for line in meeting_calendar(PACKS["s1"], day, own))


def test_due_cases_come_first_and_who_lacks_something_after(session) -> None:
    ready = a_village_ready(session, households=3, visited=2)
    found = queries.plannable(ready.campaign_id, ready.village_id)
    assert [bool(case.lacking) for case in found] == [False, False, True]
    a_meeting_planned(ready, case_ids=ready.cases[:1])
    assert ready.cases[0] not in [case.case_id for case in queries.plannable(ready.campaign_id, ready.village_id)]


def test_the_agenda_of_a_meeting_that_has_not_begun_can_be_set_anew(session) -> None:
    ready = a_village_ready(session, households=3)
    room = a_meeting_planned(ready, case_ids=ready.cases[:2])
    commands.set_agenda(session, room.meeting_id, [ready.cases[2], ready.cases[1]])
    assert [(row.position, row.case_id) for row in room.detail().agenda] == [(1, ready.cases[2]), (2, ready.cases[1])]
    with pytest.raises(KnownError, match="至少要有一户"):
        commands.set_agenda(session, room.meeting_id, [])
    for member in room.members:
        commands.check_in(session, room.meeting_id, member)
    commands.open_meeting(session, room.meeting_id)
    with pytest.raises(KnownError, match="已经开始"):
        commands.set_agenda(session, room.meeting_id, ready.cases)


def test_who_came_last_time_is_known(session) -> None:
    ready = a_village_ready(session, households=2)
    first = a_meeting_planned(ready, case_ids=ready.cases[:1])
    for member in first.members[:5]:
        commands.check_in(session, first.meeting_id, member)
    assert queries.came_last_time(first.meeting_id) == []
    commands.open_meeting(session, first.meeting_id)
    second = commands.plan_meeting(session, ready.campaign_id, ready.village_id, EVENING, ready.cases[1:])
    assert queries.came_last_time(second) == list(first.members[:5])
    commands.check_in(session, second, first.members[0])
    assert queries.came_last_time(second) == list(first.members[1:5])


@pytest.fixture
def ready(office) -> Ready:
    found = a_village_ready(office.session, 3)
    commands.take_panels(office.session, panel_entries(), "名单")
    return found


@pytest.fixture
def page(office, ready: Ready, runner, qtbot) -> Iterator[ReviewPage]:
    made = ReviewPage(PageContext(office.session, office, runner))
    made.resize(1198, 684)
    made.scope_changed(Scope(ready.campaign_id))
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def the_form() -> MeetingForm:
    found = QApplication.activeModalWidget()
    assert isinstance(found, MeetingForm)
    return found


def test_order_by_keys_by_group_and_the_day_shows_its_calendar(page: ReviewPage, ready: Ready, qtbot) -> None:
    page.list.plan_button.click()
    form = the_form()
    assert form.day.read() == dt.date(2017, 6, 2)
    shown = [label.text() for label in form.findChildren(QLabel)]
    assert "村级公示" in shown and "6月5日（周一）至6月12日（周一）" in shown
    first = form.choice.chosen()
    form.cases.setCurrentRow(0)
    form.cases.setFocus()
    qtbot.keyClick(form.cases, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert form.choice.chosen() == (first[1], first[0], first[2])
    form.choice.sort_by_number()
    assert form.choice.chosen() == first
    form.choice.tick_none()
    form.choice.tick_due()
    form.place.write("村委会会议室")
    form.staff.write("赵志明、李新")
    form.accept()
    meeting = queries.meeting_detail(page.meeting_id or 0)
    assert [row.case_id for row in meeting.agenda] == list(first)
    page.gathering.amend_wanted.emit()
    again = the_form()
    again.cases.setCurrentRow(2)
    again.choice.move_up()
    again.accept()
    assert [row.case_id for row in queries.meeting_detail(meeting.id).agenda] == [first[0], first[2], first[1]]


def test_those_who_came_last_time_sign_in_with_one_answer(page: ReviewPage, ready: Ready) -> None:
    first = a_meeting_planned(ready, case_ids=ready.cases[:1])
    for member in first.members[:5]:
        commands.check_in(ready.session, first.meeting_id, member)
    commands.open_meeting(ready.session, first.meeting_id)
    second = commands.plan_meeting(ready.session, ready.campaign_id, ready.village_id, EVENING, ready.cases[1:])
    page.show_meeting(second)
    assert page.gathering.again.text() == "上次到会的 5 人签到"
    page.gathering.again.click()
    asked = QApplication.activeModalWidget()
    asked.accept()
    assert queries.meeting_detail(second).present == 5
    assert page.gathering.again.isHidden()
