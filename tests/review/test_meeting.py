"""A meeting from planning to its end."""

from __future__ import annotations

from dataclasses import replace

from dibao_desktop.audit import queries as audit
from dibao_desktop.clearance import queries as clearance
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.matching import commands as matching
from dibao_desktop.matching.queries import leads_of
from dibao_desktop.matching.rules.lists import ListEntry, ListKind
from dibao_desktop.review import commands, queries
from dibao_desktop.review.rules.panel import KinEntry
from dibao_desktop.review.rules.scene import Result
from dibao_desktop.review.rules.states import Choice, ItemState, MeetingState, Topic
from dibao_desktop.review.rules.tally import Outcome, ReadingKind
from dibao_desktop.session import Session
from makers import make_household
from meetings import (
    EVENING,
    VILLAGE,
    Room,
    a_meeting_planned,
    a_meeting_ready_to_vote,
    a_village_ready,
    panel_entries,
    refused,
    sign_in,
    vote,
)


def kin_of_first(room_session: Session, household: int, relation: str = "兄弟") -> KinEntry:
    found = dossiers.household(household)
    assert found is not None
    head = found.record.members[0]
    return KinEntry(head.name, head.id_number, relation)


def test_all_that_is_due_comes_on_the_agenda(session: Session) -> None:
    ready = a_village_ready(session, 4, visited=3)
    room = a_meeting_planned(ready)
    assert [row.case_id for row in room.detail().agenda] == list(ready.cases[:3])
    again = (session, ready.campaign_id, ready.village_id, EVENING)
    refused("nothing_due", commands.plan_meeting, *again)
    refused("already_planned", commands.plan_meeting, *again, ready.cases[:1])


def test_a_case_whose_visit_is_lacking_is_shown_and_refused(session: Session) -> None:
    ready = a_village_ready(session, 2, visited=1)
    room = a_meeting_planned(ready, case_ids=ready.cases)
    sign_in(room, range(7))
    commands.open_meeting(session, room.meeting_id)
    assert [row.lacking for row in room.detail().agenda] == ["", "入户调查"]
    assert "入户调查" in refused("case_not_ready", commands.open_case, session, room.items[1])


def test_a_meeting_called_off_gives_its_cases_back(session: Session) -> None:
    ready = a_village_ready(session, 2)
    room = a_meeting_planned(ready)
    refused("no_reason", commands.cancel_meeting, session, room.meeting_id, "")
    commands.cancel_meeting(session, room.meeting_id, "改期")
    assert queries.cases_to_plan(ready.campaign_id, ready.village_id) == list(ready.cases)
    begun = a_meeting_ready_to_vote(ready)
    refused("meeting_begun", commands.cancel_meeting, session, begun.meeting_id, "改期")


def test_no_panel_no_meeting(session: Session) -> None:
    ready = a_village_ready(session, 1)
    refused("no_panel", commands.plan_meeting, session, ready.campaign_id, ready.village_id, EVENING)


def test_it_opens_only_with_two_thirds_and_two_of_the_township(session: Session) -> None:
    room = a_meeting_planned(a_village_ready(session, 1))
    sign_in(room, range(4))
    sentence = refused("meeting_does_not_hold", commands.open_meeting, session, room.meeting_id)
    assert "三分之二为 5 人，还差 1 人" in sentence
    sign_in(room, [4])
    people = {"chair": "", "recorder": "", "observers": (), "place": ""}
    commands.amend_meeting(session, room.meeting_id, EVENING, township_staff=("赵志明",), **people)
    assert "至少 2 人" in refused("meeting_does_not_hold", commands.open_meeting, session, room.meeting_id)
    commands.amend_meeting(session, room.meeting_id, EVENING, township_staff=("赵志明", "李新"), **people)
    commands.open_meeting(session, room.meeting_id)
    assert room.detail().state is MeetingState.OPEN


def test_exactly_two_thirds_passes_and_the_case_moves_on(session: Session) -> None:
    ready = a_village_ready(session, 1)
    room = a_meeting_ready_to_vote(ready, present=6)
    commands.open_case(session, room.items[0])
    vote(room, 0, "aaaano")
    assert commands.close_vote(session, room.items[0]) is Outcome.PASSED
    row = clearance.case_row(ready.cases[0])
    assert row.review_decision == "passed" and row.step_label == "村级公示"
    agenda = room.detail().agenda[0]
    assert (agenda.state, agenda.agree, agenda.base) == (ItemState.PASSED, 4, 6)


def test_one_vote_less_fails(session: Session) -> None:
    ready = a_village_ready(session, 1)
    room = a_meeting_ready_to_vote(ready, present=5)
    commands.open_case(session, room.items[0])
    vote(room, 0, "aaan")
    assert commands.close_vote(session, room.items[0]) is Outcome.FAILED
    assert clearance.case_row(ready.cases[0]).review_decision == "failed"
    assert queries.due_cases(ready.campaign_id, ready.village_id) == []


def test_a_closed_vote_is_never_written_over(session: Session) -> None:
    room = a_meeting_ready_to_vote(a_village_ready(session, 1))
    commands.open_case(session, room.items[0])
    vote(room, 0, "aaaaaaa")
    commands.close_vote(session, room.items[0])
    item, member = room.items[0], room.members[0]
    refused("vote_closed", commands.cast_vote, session, item, member, Choice.AGAINST)
    refused("vote_closed", commands.close_vote, session, item)
    refused("vote_closed", commands.open_case, session, item)
    refused("vote_closed", commands.return_case, session, item, "再查")
    refused("vote_closed", commands.declare_recusal, session, item, member, "亲戚")
    commands.check_out(session, room.meeting_id, member)
    assert room.detail().current is not None
    assert room.detail().agenda[0].agree == 7


def test_a_near_relative_steps_aside_by_himself(session: Session) -> None:
    ready = a_village_ready(session, 1)
    room = a_meeting_ready_to_vote(ready, kin={4: kin_of_first(session, ready.households[0])})
    commands.open_case(session, room.items[0])
    assert room.marks()[4] == "回避"
    refused("recused", commands.cast_vote, session, room.items[0], room.members[4], Choice.AGREE)
    refused("must_recuse", commands.withdraw_recusal, session, room.items[0], room.members[4])
    assert commands.set_all_agree(session, room.items[0]) == 6
    current = room.detail().current
    assert current is not None and current.decision.usual.quorum.base == 6 and current.recused == 1


def test_a_name_alone_is_suspected_and_left_to_the_clerk(session: Session) -> None:
    ready = a_village_ready(session, 1)
    kin = replace(kin_of_first(session, ready.households[0]), id_number="")
    room = a_meeting_ready_to_vote(ready, kin={4: kin})
    commands.open_case(session, room.items[0])
    row = room.detail().roll[4]
    assert row.mark.value == "到会" and "请核实" in row.suspicion
    commands.declare_recusal(session, room.items[0], row.member_id, "已核实是兄弟")
    assert room.detail().roll[4].suspicion == ""


def test_declaring_takes_back_the_vote_and_can_be_withdrawn(session: Session) -> None:
    room = a_meeting_ready_to_vote(a_village_ready(session, 1))
    commands.open_case(session, room.items[0])
    vote(room, 0, "aaa")
    commands.declare_recusal(session, room.items[0], room.members[0], "与该户是亲戚")
    assert room.marks()[:3] == ["回避", "同意", "同意"]
    commands.withdraw_recusal(session, room.items[0], room.members[0])
    assert room.marks()[0] == "未表决"
    refused("no_reason", commands.declare_recusal, session, room.items[0], room.members[0], " ")


def test_leaving_takes_the_open_vote_along(session: Session) -> None:
    room = a_meeting_ready_to_vote(a_village_ready(session, 1))
    commands.open_case(session, room.items[0])
    vote(room, 0, "aa")
    commands.check_out(session, room.meeting_id, room.members[0])
    assert room.marks()[0] == "缺席"
    refused("not_present", commands.cast_vote, session, room.items[0], room.members[0], Choice.AGREE)
    commands.check_in(session, room.meeting_id, room.members[0])
    assert room.marks()[0] == "未表决"


def test_too_few_left_after_recusals_and_the_household_stays_due(session: Session) -> None:
    ready = a_village_ready(session, 2)
    kin = kin_of_first(session, ready.households[0])
    room = a_meeting_ready_to_vote(ready, present=5, kin={0: kin, 1: kin})
    commands.open_case(session, room.items[0])
    vote(room, 0, "..aaa")
    outcome = commands.close_vote(session, room.items[0], ReadingKind.WITHOUT_RECUSED)
    assert outcome is Outcome.NO_QUORUM
    assert room.detail().agenda[0].state is ItemState.NO_QUORUM
    assert ready.cases[0] in queries.due_cases(ready.campaign_id, ready.village_id)


def test_a_household_without_quorum_can_be_put_again_when_others_have_come(session: Session) -> None:
    room = a_meeting_ready_to_vote(a_village_ready(session, 1), present=5)
    commands.open_case(session, room.items[0])
    commands.check_out(session, room.meeting_id, room.members[0])
    assert commands.close_vote(session, room.items[0]) is Outcome.NO_QUORUM
    sign_in(room, [0, 5, 6])
    again = commands.put_again(session, room.items[0])
    refused("already_planned", commands.put_again, session, room.items[0])
    commands.open_case(session, again)
    commands.set_all_agree(session, again)
    assert commands.close_vote(session, again) is Outcome.PASSED
    assert [row.state.value for row in room.detail().agenda] == ["no_quorum", "passed"]


def test_where_the_readings_part_the_chair_decides(session: Session) -> None:
    ready = a_village_ready(session, 1)
    room = a_meeting_ready_to_vote(ready, present=4, kin={0: kin_of_first(session, ready.households[0])}, size=5)
    commands.open_case(session, room.items[0])
    vote(room, 0, ".aan")
    sentence = refused("readings_differ", commands.close_vote, session, room.items[0])
    assert "回避人员不计入" in sentence and "回避人员计入" in sentence
    assert commands.close_vote(session, room.items[0], ReadingKind.WITHOUT_RECUSED) is Outcome.PASSED
    current = room.detail().current
    assert current is not None and "主持人确认：回避人员不计入" in current.explanation


def test_the_strict_reading_counts_where_the_chair_says_so(session: Session) -> None:
    ready = a_village_ready(session, 1)
    room = a_meeting_ready_to_vote(ready, present=4, kin={0: kin_of_first(session, ready.households[0])}, size=5)
    commands.open_case(session, room.items[0])
    vote(room, 0, ".aan")
    assert commands.close_vote(session, room.items[0], ReadingKind.WITH_RECUSED) is Outcome.FAILED
    row, shown = room.detail().agenda[0], queries.scene(room.meeting_id)
    assert (row.state, row.agree, row.base) == (ItemState.FAILED, 2, 4)
    assert isinstance(shown, Result) and (shown.agree, shown.base, shown.needed) == (2, 4, 3)


def test_in_dispute_it_goes_back_to_a_new_visit(session: Session) -> None:
    ready = a_village_ready(session, 1)
    room = a_meeting_ready_to_vote(ready)
    commands.open_case(session, room.items[0])
    refused("no_reason", commands.return_case, session, room.items[0], "")
    commands.return_case(session, room.items[0], "务工收入有争议")
    assert clearance.case_row(ready.cases[0]).step_label == "入户调查"


def test_it_does_not_end_with_a_question_or_a_case_open(session: Session) -> None:
    room = a_meeting_ready_to_vote(a_village_ready(session, 2))
    commands.open_case(session, room.items[0])
    refused("case_open", commands.open_case, session, room.items[1])
    refused("vote_open", commands.close_meeting, session, room.meeting_id)
    asked = commands.ask_question(session, room.items[0], "居民代表", Topic.GROUNDS, "务工收入算进去没有？")
    commands.set_all_agree(session, room.items[0])
    commands.close_vote(session, room.items[0])
    assert "居民代表" in refused("question_open", commands.close_meeting, session, room.meeting_id)
    commands.answer_question(session, asked, "赵志明", "算了，在核算表第 2 项。")
    commands.close_meeting(session, room.meeting_id)
    assert room.detail().state is MeetingState.CLOSED
    refused("meeting_closed", commands.check_out, session, room.meeting_id, room.members[0])


def test_adjourned_with_an_open_vote_it_goes_on_there(session: Session) -> None:
    room = a_meeting_ready_to_vote(a_village_ready(session, 2))
    commands.open_case(session, room.items[1])
    vote(room, 1, "aan")
    commands.adjourn_meeting(session, room.meeting_id, "停电")
    refused("meeting_not_open", commands.cast_vote, session, room.items[1], room.members[3], Choice.AGREE)
    commands.resume_meeting(session, room.meeting_id)
    current = room.detail().current
    assert current is not None and (current.item_id, current.voted) == (room.items[1], 3)
    assert queries.unfinished_meeting(room.detail().campaign_id) == room.meeting_id


def test_the_record_keeps_what_was_put_to_the_room(session: Session) -> None:
    ready = a_village_ready(session, 1)
    room = a_meeting_ready_to_vote(ready)
    commands.open_case(session, room.items[0])
    before = room.detail().current
    commands.set_all_agree(session, room.items[0])
    commands.close_vote(session, room.items[0])
    found = dossiers.household(ready.households[0])
    assert found is not None
    changed = replace(found.record, category="B类")
    dossier_commands.amend_household(session, found.id, changed, found.version)
    after = room.detail().current
    assert before is not None and after is not None and after.sheet == before.sheet


def test_the_room_is_told_what_became_of_the_leads(session: Session) -> None:
    ready = a_village_ready(session, 1)
    head = next(person for person in dossiers.people() if person.household_id == ready.households[0])
    car = ListEntry(ListKind.VEHICLES, head.name, head.id_number, label="小型轿车", detail="云N4X217")
    matching.take_list(session, ListKind.VEHICLES, [car], "机动车登记信息")
    matching.match(session)
    for lead in leads_of(ready.households[0]):
        matching.judge_lead(session, lead.id, "不属实", "车已过户，见登记证书", session.today())
    room = a_meeting_ready_to_vote(ready)
    commands.open_case(session, room.items[0])
    now = room.detail().current
    assert now is not None
    assert any("不属实（车已过户，见登记证书）" in fact for fact in now.sheet.facts)


def test_the_minutes_say_it_all(session: Session) -> None:
    ready = a_village_ready(session, 2)
    room = a_meeting_ready_to_vote(ready, kin={4: kin_of_first(session, ready.households[0])})
    commands.open_case(session, room.items[0])
    asked = commands.ask_question(session, room.items[0], "居民代表", Topic.SUBJECT, "儿子在外打工吗？")
    commands.answer_question(session, asked, "赵志明", "在，已计入。")
    commands.set_all_agree(session, room.items[0])
    vote(room, 0, "n")
    commands.close_vote(session, room.items[0])
    commands.check_out(session, room.meeting_id, room.members[6])
    commands.close_meeting(session, room.meeting_id)
    document = queries.minutes(room.meeting_id)
    text = repr(document.blocks)
    for words in (
        "实到 7 人",
        "离席）",
        "赵志明、李新",
        "县民政局 王平",
        "为近亲属（兄弟）",
        "儿子在外打工吗",
        "在，已计入",
    ):
        assert words in text
    for words in ("同意 5 票", "不同意 1 票", "6 人的三分之二为 4 票", "调查情况属实", "本次会议没有评议"):
        assert words in text
    assert f"校验码 {queries.code_of(room.meeting_id)}" in document.footer


def test_agenda_and_sheet_to_sign_in(session: Session) -> None:
    room = a_meeting_planned(a_village_ready(session, 2))
    tables = [block for block in queries.agenda_sheet(room.meeting_id).blocks if hasattr(block, "rows")]
    assert [len(table.rows) for table in tables] == [2, 7 + 2 + 1]


def test_another_village_is_not_mixed_in(session: Session) -> None:
    ready = a_village_ready(session, 1)
    make_household(session, village="荆山村")
    other = replace(panel_entries()[0], village="荆山村")
    commands.take_panels(session, [other], "名单")
    room = a_meeting_planned(ready)
    assert {row.name for row in room.detail().roll} == {entry.name for entry in panel_entries()}
    assert room.detail().village == VILLAGE
    stranger = next(row.id for row in queries.panel(_village("荆山村")))
    refused("not_on_roster", commands.check_in, session, room.meeting_id, stranger)


def _village(name: str) -> int:
    return next(row.id for row in dossiers.villages() if row.name == name)


def test_every_act_stands_in_the_chain(session: Session) -> None:
    ready = a_village_ready(session, 1)
    room: Room = a_meeting_ready_to_vote(ready)
    commands.open_case(session, room.items[0])
    vote(room, 0, "aaaaaan")
    vote(room, 0, "n")
    commands.close_vote(session, room.items[0])
    said = [entry.text for entry in audit.history(ready.households[0])]
    assert any("表决：同意" in text for text in said) and any("评议会表决：通过" in text for text in said)
    assert audit.broken_links() == []
