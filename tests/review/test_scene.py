"""What the wall may say: no private figure in any field of any Scene, whatever a dossier's free text says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import get_args

import pytest

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.review import commands, queries
from dibao_desktop.review.rules import scene as scenes
from dibao_desktop.review.rules.counted import CountedVotes
from dibao_desktop.review.rules.states import ItemState, Topic, VoteWay
from dibao_desktop.session import Session
from makers import a_record, make_id
from meetings import VILLAGE, Ready, Room, a_meeting_planned, a_village_ready, sign_in, vote
from situations import bring_to, start

PHONE, ACCOUNT, ILLNESS, CHILD = "19900001234", "6223000000001234567", "精神残疾", "贺小妹"
LONG_NUMBER = re.compile(r"\d{6,}|\d{5,}[\dXx]")


def values(thing: object) -> Iterator[object]:
    """Every value in a Scene, however deep."""
    if is_dataclass(thing):
        for field in fields(thing):
            yield from values(getattr(thing, field.name))
    elif isinstance(thing, tuple):
        for each in thing:
            yield from values(each)
    else:
        yield thing


def every_scene_of_an_evening(room: Room) -> list[scenes.Scene]:
    """Drive a meeting through all its stages and take each Scene on the way."""
    session, seen = room.session, []

    def look() -> None:
        meeting = queries.meeting_detail(room.meeting_id)
        seen.extend(queries.scene_of(meeting, shown) for shown in (None, *scenes.Shown))

    look()
    sign_in(room, range(6))
    look()
    commands.open_meeting(session, room.meeting_id)
    look()
    for place, ballots in enumerate(("aaaaaa", "aaannn", "", "a")):
        item = room.items[place]
        commands.open_case(session, item)
        look()
        asked = commands.ask_question(session, item, f"群众 {PHONE}", Topic.OTHER, f"{CHILD}的病 {ACCOUNT}")
        commands.answer_question(session, asked, "赵志明", ILLNESS)
        if place == 3:
            commands.declare_recusal(session, item, room.members[5], f"亲戚 {PHONE}")
        vote(room, place, ballots)
        look()
        if place == 2:
            commands.return_case(session, item, f"{ILLNESS}有争议，电话 {PHONE}")
        elif place == 3:
            commands.check_out(session, room.meeting_id, room.members[4])
            commands.check_out(session, room.meeting_id, room.members[3])
            commands.close_vote(session, item)
        else:
            commands.close_vote(session, item)
        look()
    commands.adjourn_meeting(session, room.meeting_id)
    look()
    sign_in(room, [3, 4])
    commands.resume_meeting(session, room.meeting_id)
    commands.close_meeting(session, room.meeting_id)
    look()
    return seen


@pytest.fixture
def evening(session: Session) -> list[scenes.Scene]:
    ready = a_village_ready(
        session,
        4,
        group=f"大寨组（{ILLNESS}，电话{PHONE}）",
        note=ILLNESS,
        cause=ILLNESS,
        phone=PHONE,
        account_no=ACCOUNT,
    )
    room = a_meeting_planned(ready)
    return every_scene_of_an_evening(room)


def test_every_kind_of_scene_was_seen(evening: list[scenes.Scene]) -> None:
    assert {type(scene) for scene in evening} == set(get_args(scenes.Scene))
    assert {scene.state for scene in evening if isinstance(scene, scenes.Result)} == {
        ItemState.PASSED,
        ItemState.FAILED,
        ItemState.RETURNED,
        ItemState.NO_QUORUM,
    }


def test_no_private_figure_reaches_the_wall(evening: list[scenes.Scene]) -> None:
    for scene in evening:
        for value in values(scene):
            assert isinstance(value, (str, int, ItemState))
            text = str(value)
            assert not LONG_NUMBER.search(text), scene
            for private in (PHONE, ACCOUNT, ILLNESS, CHILD, "残疾", "收入", "2,000"):
                assert private not in text, scene


def test_how_people_vote_is_not_told_before_the_vote_is_closed(evening: list[scenes.Scene]) -> None:
    names = {field.name for field in fields(scenes.VoteOpen)}
    assert not names & {"agree", "against", "abstain", "choices", "state"}
    assert any(isinstance(scene, scenes.VoteOpen) and scene.voted == 6 for scene in evening)


def test_a_child_at_the_head_is_not_named(session: Session) -> None:
    child = replace(a_record(1).members[0], name=CHILD, id_number=make_id("20100101", 2), birth="2010-01-01")
    record = a_record(1, village=VILLAGE, members=(child,), head_name=CHILD)
    dossier_commands.enrol_household(session, record, False)
    campaign = start(session)
    case = clearance.cases(campaign)[0]
    bring_to(session, case.id, DoneWhen.REVIEW_CONCLUDED)
    room = a_meeting_planned(Ready(session, campaign, case.village_id, (case.household_id,), (case.id,)))
    sign_in(room, range(7))
    commands.open_meeting(session, room.meeting_id)
    commands.open_case(session, room.items[0])
    scene = queries.scene(room.meeting_id)
    assert isinstance(scene, scenes.CaseScene) and scene.household.head == "贺某"
    commands.set_all_agree(session, room.items[0])
    commands.close_vote(session, room.items[0])
    commands.close_meeting(session, room.meeting_id)
    assert CHILD not in repr(queries.scene(room.meeting_id))


def test_what_is_proposed_does_not_tell_of_illness() -> None:
    assert scenes.wall_proposal("转单人保，每月 222 元") == "变更保障方式，每月 222 元"
    assert scenes.wall_proposal("停发") == "停发"


def test_papers_are_told_as_papers_and_a_correction_as_one(session: Session) -> None:
    room = a_meeting_planned(a_village_ready(session, 1))
    sign_in(room, range(7))
    item = room.items[0]
    commands.open_meeting(session, room.meeting_id)
    commands.open_case(session, item)
    commands.open_vote(session, item)
    commands.choose_way(session, item, VoteWay.PAPER)
    commands.record_count(session, item, CountedVotes(5, 0, 0, 1, 1, 7, 7))
    running = queries.scene(room.meeting_id)
    assert isinstance(running, scenes.VoteOpen) and running.way is VoteWay.PAPER
    commands.close_vote(session, item)
    shown = queries.scene(room.meeting_id)
    assert isinstance(shown, scenes.Result)
    assert (shown.agree, shown.blank, shown.spoilt, shown.corrected) == (5, 1, 1, False)
    commands.correct_vote(session, item, "唱票有误", CountedVotes(4, 1, 0, 1, 1, 7, 7))
    corrected = queries.scene(room.meeting_id)
    assert isinstance(corrected, scenes.Result)
    assert (corrected.state, corrected.agree, corrected.corrected) == (ItemState.FAILED, 4, True)
