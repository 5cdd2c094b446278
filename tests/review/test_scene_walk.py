"""Every field of every Scene, for households whose every free text is stuffed with what may never be shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from types import UnionType
from typing import Any, get_args, get_type_hints

import pytest

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.review import commands, queries
from dibao_desktop.review.rules import scene as scenes
from dibao_desktop.session import Session
from makers import a_member, a_record, make_household, make_id
from meetings import EVENING, VILLAGE, panel_entries
from situations import a_visit, start

CHILD = "贺小妹"
ADULT_ID = make_id("19650712", 31)
# What somebody may have typed into any field; each is stuffed into every free text of one household.
SECRETS = (
    ADULT_ID,
    f"{ADULT_ID[:17]}x",
    ADULT_ID[:6] + ADULT_ID[8:17],
    " ".join((ADULT_ID[:6], ADULT_ID[6:14], ADULT_ID[14:])),
    ADULT_ID.translate({ord(digit): 0xFF10 + int(digit) for digit in "0123456789"}),
    "6223000000001234567",
    "6223 0000 0000 1234 567",
    "19900001234",
    "199-0000-1234",
    "0871-65123456",
    "(0871)65123456",
    "一九九零零零零一二三四",
    "肺癌晚期",
    "精神残疾",
    "艾滋病",
    "ＨＩＶ携带",
    "残疾二级",
    "尿毒症透析",
    CHILD,
    f"大寨组{CHILD}",
    f"{CHILD}家二组",
)
HEALTH = re.compile("病|残|癌|艾滋|HIV|精神|尿毒|透析|晚期|携带")
# What names and tells apart, and what a real household has in its own form.
NOT_FREE = {
    "number",
    "village",
    "head_name",
    "listed_as",
    "start_month",
    "name",
    "relation",
    "id_number",
    "birth",
    "sex",
}


def stuffed(kind: type, text: str) -> dict[str, str]:
    """Every free text of a record, whatever its fields are called."""
    hints = get_type_hints(kind)
    return {field.name: text for field in fields(kind) if hints[field.name] is str and field.name not in NOT_FREE}


def a_stuffed_record(secret: str, before: str) -> HouseholdRecord:
    text = f"{before}{secret}"
    grown = replace(a_member("户主"), **stuffed(MemberRecord, text))
    child = replace(a_member("子"), name=CHILD, id_number=make_id("20100101", 2), birth="2010-01-01")
    members = (grown, replace(child, **stuffed(MemberRecord, text)))
    record = a_record(2, village=VILLAGE, members=members, head_name=grown.name)
    return replace(record, **stuffed(HouseholdRecord, text))


def leaves(thing: object) -> Iterator[tuple[str, object]]:
    """Every value with the name of its field, however deep; a kind of value nobody thought of is refused."""
    for field in fields(thing):  # type: ignore[arg-type]
        value = getattr(thing, field.name)
        for each in value if isinstance(value, tuple) else (value,):
            if is_dataclass(each):
                yield from leaves(each)
            else:
                assert isinstance(each, (str, int, Enum)), field.name
                yield field.name, each


def dataclasses_under(kind: Any) -> Iterator[type]:
    """A dataclass and all that its fields are made of."""
    if isinstance(kind, UnionType) or get_args(kind):
        for each in get_args(kind):
            yield from dataclasses_under(each)
    elif is_dataclass(kind):
        yield kind  # type: ignore[misc]
        for hint in get_type_hints(kind).values():
            yield from dataclasses_under(hint)


def an_evening(session: Session, records: list[HouseholdRecord]) -> list[scenes.Scene]:
    """All Scenes of a meeting on these households, the desk's own choices among them."""
    made = [make_household(session, **{f.name: getattr(r, f.name) for f in fields(r)}) for r in records]
    campaign = start(session)
    policy = cases.policy_of(campaign)
    for household in made:
        row = cases.case_of(campaign, household)
        assert row is not None
        note = records[made.index(household)].note
        clearance.record_visit(session, row.id, a_visit(policy, session.today(), summary=note))
        clearance.assess(session, row.id)
        clearance.propose(session, row.id, Outcome.INCREASE, 300_00, note)
    village = next(row.id for row in dossiers.villages() if row.name == VILLAGE)
    commands.take_panels(session, panel_entries(), "名单")
    place = f"村委会 {records[0].note}"
    staff = {"chair": "尹家旺", "recorder": "周敏", "township_staff": ("赵志明", "李新")}
    meeting = commands.plan_meeting(session, campaign, village, EVENING, place=place, **staff)
    seen: list[scenes.Scene] = []

    def look(*shown: scenes.Shown | None) -> None:
        detail = queries.meeting_detail(meeting)
        seen.extend(queries.scene_of(detail, each) for each in shown or (None,))

    look()
    for row in queries.meeting_detail(meeting).roll:
        commands.check_in(session, meeting, row.member_id)
    commands.open_meeting(session, meeting)
    look(None, *scenes.Shown)
    for item in queries.meeting_detail(meeting).agenda:
        for act in (commands.open_case, commands.open_vote, commands.set_all_agree, commands.close_vote):
            act(session, item.item_id)
            look()
    commands.close_meeting(session, meeting)
    look()
    return seen


@pytest.mark.parametrize("before", ["", pytest.param("3组", marks=pytest.mark.thorough)])
def test_nothing_private_is_in_any_field_of_any_scene(session: Session, before: str) -> None:
    records = [a_stuffed_record(secret, before) for secret in SECRETS]
    heads = {record.head_name for record in records}
    seen = an_evening(session, records)
    assert {kind for scene in seen for kind in [type(scene)]} == set(get_args(scenes.Scene))
    for scene in seen:
        for name, value in leaves(scene):
            text = unicodedata.normalize("NFKC", str(value))
            together = re.sub(r"[\s\-()]", "", text)
            assert not re.search(r"\d{5}", together), (name, text)
            assert not re.search("[〇零一二三四五六七八九]{5}", text), (name, text)
            assert not HEALTH.search(text), (name, text)
            assert CHILD not in text, (name, text)
    shown = {value for scene in seen for name, value in leaves(scene) if name == "head"}
    assert shown == heads, "the names themselves are told"


def test_every_scene_was_walked_down_to_plain_values() -> None:
    kinds = set(dataclasses_under(scenes.Scene))
    assert kinds >= {*get_args(scenes.Scene), scenes.Household, scenes.DecisionRow, scenes.AgendaLine}
    for kind in kinds:
        for name, hint in get_type_hints(kind).items():
            parts = get_args(hint) or (hint,)
            plain = [part for part in parts if part is not Ellipsis and not is_dataclass(part)]
            assert all(issubclass(part, (str, int)) for part in plain), (kind, name)
