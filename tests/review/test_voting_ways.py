"""By name, by hands, by paper: what is counted adds up, and the minutes say how it was voted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import situations
from dibao_desktop.clearance import queries as clearance
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.review import commands, queries
from dibao_desktop.review.rules.counted import CountedVotes, refuse_wrong
from dibao_desktop.review.rules.scene import VoteOpen
from dibao_desktop.review.rules.states import Choice, ItemState, VoteWay
from dibao_desktop.review.rules.tally import Outcome, ReadingKind
from dibao_desktop.session import Session
from meetings import EVENING, Room, a_meeting_ready_to_vote, a_village_ready, panel_entries, refused, sign_in, vote


@pytest.fixture
def room(session: Session) -> Room:
    """Seven are there, and the first of two households is introduced."""
    made = a_meeting_ready_to_vote(a_village_ready(session, 2))
    commands.open_case(session, made.items[0])
    return made


def minutes_text(room: Room) -> str:
    return repr(queries.minutes(room.meeting_id).blocks)


@pytest.mark.parametrize("entitled", range(16))
def test_hands_add_up_to_those_there_or_are_refused(entitled: int) -> None:
    for agree in range(entitled + 2):
        for against in range(entitled + 2 - agree):
            for abstain in (0, 1, entitled - agree - against, entitled - agree - against + 1):
                votes = CountedVotes(agree, against, abstain)
                right = abstain >= 0 and agree + against + abstain == entitled
                assert accepted(votes, VoteWay.HANDS, entitled) is right, votes


@pytest.mark.parametrize("entitled", range(8))
def test_papers_add_up_to_what_came_back_and_no_more_come_back_than_went_out(entitled: int) -> None:
    for given_out in range(entitled + 2):
        for returned in range(given_out + 2):
            for agree in range(returned + 2):
                for blank, spoilt in ((0, 0), (1, 0), (0, 1), (1, 1)):
                    votes = CountedVotes(agree, 0, 0, blank, spoilt, given_out, returned)
                    right = 0 < given_out <= entitled and returned <= given_out and agree + blank + spoilt == returned
                    assert accepted(votes, VoteWay.PAPER, entitled) is right, votes


def accepted(votes: CountedVotes, way: VoteWay, entitled: int) -> bool:
    try:
        refuse_wrong(votes, way, entitled)
    except KnownError as refusal:
        assert refusal.code == "wrong_count" and refusal.message.endswith("请重新清点后再录入。")
        return False
    return True


def test_the_pack_names_the_usual_way(room: Room) -> None:
    now = room.detail().current
    assert now is not None and now.way is VoteWay.NAMED
    assert clearance.policy_of(room.detail().campaign_id).review.vote_way == "named"


def test_by_hands(room: Room, session: Session) -> None:
    item = room.items[0]
    commands.choose_way(session, item, VoteWay.HANDS)
    refused("voted_together", commands.cast_vote, session, item, room.members[0], Choice.AGREE)
    refused("voted_together", commands.set_all_agree, session, item)
    refused("not_counted", commands.close_vote, session, item)
    assert "合计 6 人，在场应表决的是 7 人" in refused(
        "wrong_count", commands.record_count, session, item, CountedVotes(5, 1, 0)
    )
    commands.record_count(session, item, CountedVotes(5, 1, 1))
    now = room.detail().current
    assert now is not None and (now.state, now.voted, now.not_voted) == (ItemState.VOTING, 7, ())
    assert commands.close_vote(session, item) is Outcome.PASSED
    assert "表决（举手表决）：同意 5 票，不同意 1 票，弃权 1 票" in minutes_text(room)
    assert set(room.marks()) == {"到会"}, "nobody's vote is told that nobody knows"


def test_by_paper_blank_spoilt_and_not_returned_do_not_agree(room: Room, session: Session) -> None:
    item = room.items[0]
    commands.choose_way(session, item, VoteWay.PAPER)
    papers = {"given_out": 7, "returned": 6}
    assert "收回的是 6 张" in refused(
        "wrong_count", commands.record_count, session, item, CountedVotes(4, 0, 0, 1, 0, **papers)
    )
    assert "无效" in refused("wrong_count", commands.record_count, session, item, CountedVotes(8, 0, 0, 0, 0, 7, 8))
    commands.record_count(session, item, CountedVotes(4, 0, 0, 1, 1, **papers))
    assert commands.close_vote(session, item) is Outcome.FAILED, "4 of 7 people, whatever became of the papers"
    words = "发出选票 7 张，收回 6 张：同意 4 票，不同意 0 票，弃权 0 票，空白票 1 票，废票 1 票"
    assert f"表决（无记名投票）：{words}" in minutes_text(room)


def test_a_count_does_not_outlive_whom_it_counted(room: Room, session: Session) -> None:
    item = room.items[0]
    commands.choose_way(session, item, VoteWay.HANDS)
    commands.record_count(session, item, CountedVotes(7, 0, 0))
    commands.check_out(session, room.meeting_id, room.members[6])
    refused("not_counted", commands.close_vote, session, item)
    commands.record_count(session, item, CountedVotes(6, 0, 0))
    commands.check_in(session, room.meeting_id, room.members[6])
    assert "在场应表决的是 7 人" in refused("wrong_count", commands.close_vote, session, item)
    commands.record_count(session, item, CountedVotes(7, 0, 0))
    commands.declare_recusal(session, item, room.members[6], "与该户是亲戚")
    refused("not_counted", commands.close_vote, session, item)


def test_another_way_takes_back_what_was_voted_before(room: Room, session: Session) -> None:
    vote(room, 0, "aan")
    commands.choose_way(session, room.items[0], VoteWay.PAPER)
    now = room.detail().current
    assert now is not None and (now.voted, now.counted) == (0, None)
    commands.choose_way(session, room.items[0], VoteWay.NAMED)
    now = room.detail().current
    assert now is not None and now.voted == 0 and len(now.not_voted) == 7
    refused("voted_by_name", commands.record_count, session, room.items[0], CountedVotes(7, 0, 0))


def test_too_few_there_ends_without_a_count(session: Session) -> None:
    room = a_meeting_ready_to_vote(a_village_ready(session, 1), present=5)
    commands.open_case(session, room.items[0])
    commands.choose_way(session, room.items[0], VoteWay.HANDS)
    commands.check_out(session, room.meeting_id, room.members[0])
    assert commands.close_vote(session, room.items[0]) is Outcome.NO_QUORUM


def test_the_chair_is_asked_over_a_count_as_well(session: Session) -> None:
    room = a_meeting_ready_to_vote(a_village_ready(session, 1), present=4, size=5)
    item = room.items[0]
    commands.open_case(session, item)
    commands.declare_recusal(session, item, room.members[0], "与该户是亲戚")
    commands.choose_way(session, item, VoteWay.HANDS)
    commands.record_count(session, item, CountedVotes(2, 1, 0))
    refused("readings_differ", commands.close_vote, session, item)
    assert commands.close_vote(session, item, ReadingKind.WITH_RECUSED) is Outcome.FAILED


def test_absent_for_a_case_is_not_abstaining(room: Room, session: Session) -> None:
    """Out of the room he is counted nowhere; abstaining he is counted among those there."""
    commands.check_out(session, room.meeting_id, room.members[6])
    vote(room, 0, "aaaaoo")
    now = room.detail().current
    assert now is not None and now.absent == (room.detail().roll[6].name,)
    assert (now.abstain, now.decision.usual.majority.base) == (2, 6)
    assert commands.close_vote(session, room.items[0]) is Outcome.PASSED, "4 of 6"
    commands.check_in(session, room.meeting_id, room.members[6])
    assert f"本户表决时缺席：{room.detail().roll[6].name}" in minutes_text(room)
    commands.open_case(session, room.items[1])
    vote(room, 1, "aaaaooo")
    assert commands.close_vote(session, room.items[1]) is Outcome.FAILED, "4 of 7"


def test_who_was_there_and_did_not_vote_is_in_the_minutes(room: Room, session: Session) -> None:
    vote(room, 0, "aaaaaa")
    now = room.detail().current
    assert now is not None and now.not_voted == (room.detail().roll[6].name,)
    commands.close_vote(session, room.items[0])
    assert f"在场未表决：{room.detail().roll[6].name}" in minutes_text(room)


def test_a_recused_member_is_seen_to_leave(room: Room, session: Session) -> None:
    item, member = room.items[0], room.members[2]
    refused("not_recused", commands.leave_for_case, session, item, member, True)
    commands.declare_recusal(session, item, member, "与该户是亲戚")
    assert not room.detail().roll[2].left_room
    commands.leave_for_case(session, item, member, True)
    assert room.detail().roll[2].left_room and room.detail().roll[2].present
    commands.set_all_agree(session, item)
    commands.close_vote(session, item)
    assert "（与该户是亲戚，已离席）" in minutes_text(room)


def test_the_family_of_the_household_never_votes_on_it(session: Session) -> None:
    """A member of the panel lives in the second household: aside there and only there, and nobody can call him back."""
    ready = a_village_ready(session, 2)
    found = dossiers.household(ready.households[1])
    assert found is not None
    own = found.record.members[0]
    entries = panel_entries()
    entries[3] = replace(entries[3], name=own.name, id_number=own.id_number)
    commands.take_panels(session, entries, "名单")
    meeting = commands.plan_meeting(
        session, ready.campaign_id, ready.village_id, EVENING, township_staff=("赵志明", "李新")
    )
    detail = queries.meeting_detail(meeting)
    room = Room(session, meeting, tuple(r.member_id for r in detail.roll), tuple(row.item_id for row in detail.agenda))
    sign_in(room, range(7))
    commands.open_meeting(session, meeting)
    commands.open_case(session, room.items[0])
    assert commands.set_all_agree(session, room.items[0]) == 7
    commands.close_vote(session, room.items[0])
    commands.open_case(session, room.items[1])
    assert room.marks()[3] == "回避"
    refused("must_recuse", commands.withdraw_recusal, session, room.items[1], room.members[3])
    refused("recused", commands.cast_vote, session, room.items[1], room.members[3], Choice.AGREE)
    assert commands.set_all_agree(session, room.items[1]) == 6


def test_the_room_s_own_opinion_is_kept(room: Room, session: Session) -> None:
    commands.write_opinion(session, room.items[0], "情况属实，子女务工收入应逐年核对。")
    commands.set_all_agree(session, room.items[0])
    commands.close_vote(session, room.items[0])
    assert "情况属实，子女务工收入应逐年核对。" in minutes_text(room)
    refused("vote_closed", commands.write_opinion, session, room.items[0], "改口")


def test_a_case_that_was_reviewed_is_not_put_a_second_time(room: Room, session: Session) -> None:
    commands.set_all_agree(session, room.items[0])
    commands.close_vote(session, room.items[0])
    detail = room.detail()
    arranged: dict[str, Any] = {"case_ids": [detail.agenda[0].case_id]}
    refused(
        "already_reviewed",
        commands.plan_meeting,
        session,
        detail.campaign_id,
        detail.village_id,
        session.clock(),
        **arranged,
    )


def test_the_wall_keeps_the_votes_to_itself_until_the_end_unless_the_pack_says_otherwise(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = a_meeting_ready_to_vote(a_village_ready(session, 1))
    commands.open_case(session, hidden.items[0])
    vote(hidden, 0, "aan")
    shown = queries.scene(hidden.meeting_id)
    assert isinstance(shown, VoteOpen) and (shown.voted, shown.so_far) == (3, "")
    commands.set_all_agree(session, hidden.items[0])
    commands.close_vote(session, hidden.items[0])
    open_pack = situations.pack_text("s1").replace(
        "show_running_votes = { value = false", "show_running_votes = { value = true"
    )
    monkeypatch.setattr(situations, "pack_text", lambda _policy: open_pack)
    told = a_meeting_ready_to_vote(a_village_ready(session, 1))
    commands.open_case(session, told.items[-1])
    vote(told, -1, "aan")
    shown = queries.scene(told.meeting_id)
    assert isinstance(shown, VoteOpen) and shown.so_far == "同意 2  不同意 1  弃权 0"


def test_those_who_come_late_vote_from_then_on(session: Session) -> None:
    room = a_meeting_ready_to_vote(a_village_ready(session, 2), present=5)
    commands.open_case(session, room.items[0])
    vote(room, 0, "aaaan")
    commands.close_vote(session, room.items[0])
    sign_in(room, [5, 6])
    commands.open_case(session, room.items[1])
    assert commands.set_all_agree(session, room.items[1]) == 7
    assert [row.base for row in room.detail().agenda] == [5, None]
