"""What a source says field by field: repeated it changes nothing, said anew it is written, kept or asked (decision 0011)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as clearance_queries
from dibao_desktop.clearance.queries.households import judged_households
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.commands import amend_household, apply_roster
from dibao_desktop.dossiers.commands.differences import set_source_word, settle_differences
from dibao_desktop.dossiers.queries.differences import open_difference_count, open_differences, source_words
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.dossiers.rules.standing_word import Word
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.session import Session
from makers import a_record
from situations import bring_to, start

SOURCE = "在保对象名册（村、户主等9列）"


def held(id_: int = 1) -> HouseholdRecord:
    found = dossiers.household(id_)
    assert found is not None
    return found.record


def edit(session: Session, **fields: object) -> None:
    """A desk edit of the one household."""
    found = dossiers.household(1)
    assert found is not None
    amend_household(session, 1, replace(found.record, **fields), found.version)  # type: ignore[arg-type]


@pytest.fixture
def stated(session: Session) -> HouseholdRecord:
    """What the source said first; the office has it."""
    first = a_record(3)
    apply_roster(session, [first], SOURCE)
    return first


def test_desk_edit_outlives_a_roster_that_changed_elsewhere(session: Session, stated: HouseholdRecord) -> None:
    edit(session, phone="19911111111")
    applied = apply_roster(session, [replace(stated, cause="因残", category="B类")], SOURCE)
    assert (applied.changed, held().phone, held().cause, held().category) == (1, "19911111111", "因残", "B类")
    assert {each.field: each.outcome for each in applied.differences} == {
        "联系电话": "kept",
        "保障类别": "written",
        "主要致困原因": "written",
    }


def test_field_the_source_says_anew_wins_over_the_desk(session: Session, stated: HouseholdRecord) -> None:
    edit(session, phone="19911111111")
    apply_roster(session, [replace(stated, phone="19922222222")], SOURCE)
    assert held().phone == "19922222222"


def test_members_come_and_go_only_where_the_source_says_so_anew(session: Session, stated: HouseholdRecord) -> None:
    at_desk = MemberRecord("周小", "其他", id_number="530000201503120018", birth="2015-03-12", sex="男")
    # The desk took the third person out and brought another in.
    edit(session, members=(*stated.members[:2], at_desk))
    apply_roster(session, [replace(stated, phone="19922222222")], SOURCE)
    assert [member.name for member in held().members] == [stated.members[0].name, stated.members[1].name, "周小"]
    two = replace(stated, members=stated.members[:1], family_size=1, covered_size=1)
    apply_roster(session, [two], SOURCE)
    assert [member.name for member in held().members] == [stated.members[0].name, "周小"]


def test_member_field_is_written_alone(session: Session, stated: HouseholdRecord) -> None:
    head = stated.members[0]
    edit(session, members=(replace(head, labour="丧失劳动能力"), *stated.members[1:]))
    again = replace(stated, members=(replace(head, health="患病"), *stated.members[1:]))
    apply_roster(session, [again], SOURCE)
    assert (held().members[0].health, held().members[0].labour) == ("患病", "丧失劳动能力")


def test_another_source_speaks_for_the_first_time(session: Session, stated: HouseholdRecord) -> None:
    edit(session, phone="19911111111")
    apply_roster(session, [stated], "手工台账")
    assert held().phone == stated.phone


def test_office_word_stands_and_ask_waits(session: Session, stated: HouseholdRecord) -> None:
    set_source_word(session, SOURCE, "phone", Word.OFFICE)
    set_source_word(session, SOURCE, "members", Word.ASK)
    assert source_words(SOURCE) == {"phone": Word.OFFICE, "members": Word.ASK}
    less = replace(stated, phone="19922222222", cause="因残", members=stated.members[:2], family_size=2, covered_size=2)
    applied = apply_roster(session, [less], SOURCE)
    assert (applied.changed, held().phone, held().cause) == (1, stated.phone, "因残")
    assert [member.name for member in held().members] == [member.name for member in stated.members]
    assert (held().family_size, held().covered_size) == (3, 3)
    waiting = open_differences()
    assert {row.field: (row.office_value, row.file_value, row.why) for row in waiting} == {
        "家庭人口": ("3", "2", "按设定要问"),
        "保障人口": ("3", "2", "按设定要问"),
        "家庭成员": (f"{stated.members[2].name} {stated.members[2].relation}", "", "按设定要问"),
    }
    # Said again, they still wait, once.
    apply_roster(session, [less], SOURCE)
    assert open_difference_count() == 3
    # What makes sense only together is decided together.
    assert settle_differences(session, [waiting[0].id], take_file=True) == 3
    assert (held().family_size, held().covered_size, len(held().members)) == (2, 2, 2)
    assert open_difference_count() == 0
    set_source_word(session, SOURCE, "phone", Word.FILE)
    assert source_words(SOURCE) == {"members": Word.ASK}


def test_decided_for_the_office_the_file_does_not_ask_again(session: Session, stated: HouseholdRecord) -> None:
    set_source_word(session, SOURCE, "cause", Word.ASK)
    other = replace(stated, cause="因残")
    apply_roster(session, [other], SOURCE)
    settle_differences(session, [row.id for row in open_differences()], take_file=False)
    assert held().cause == stated.cause
    apply_roster(session, [other], SOURCE)
    assert open_differences() == []
    with pytest.raises(KnownError, match="已经处理过"):
        settle_differences(session, [1], take_file=True)


def test_source_that_speaks_again_replaces_what_waited(session: Session, stated: HouseholdRecord) -> None:
    set_source_word(session, SOURCE, "cause", Word.ASK)
    apply_roster(session, [replace(stated, cause="因残")], SOURCE)
    apply_roster(session, [replace(stated, cause="因学")], SOURCE)
    assert [row.file_value for row in open_differences()] == ["因学"]


def test_household_judged_in_this_campaign_is_never_changed_silently(session: Session, stated: HouseholdRecord) -> None:
    case = clearance_queries.cases(start(session))[0]
    bring_to(session, case.id, DoneWhen.REVIEW_CONCLUDED)
    assert judged_households() == set()
    stated = held()
    clearance.conclude_review(session, case.id, "passed", session.today())
    assert judged_households() == {1}
    applied = apply_roster(session, [replace(stated, monthly_fen=50_000, phone="19922222222")], SOURCE, judged={1})
    assert (applied.changed, applied.same) == (0, 1)
    assert {each.outcome for each in applied.differences} == {"open"}
    assert held() == stated
    money = next(row for row in open_differences(1) if row.group == "monthly_fen")
    assert money.why == "本次行动已评议或已定"
    session.actor = replace(session.actor, permissions=session.actor.permissions - {Permission.CONFIRM})
    with pytest.raises(KnownError, match="审核确认"):
        settle_differences(session, [money.id], take_file=True)
    phone = next(row for row in open_differences(1) if row.group == "phone")
    settle_differences(session, [phone.id], take_file=True)
    assert (held().phone, held().monthly_fen) == ("19922222222", stated.monthly_fen)
