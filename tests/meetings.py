"""Named situations of the review: a village at its review step, a meeting planned, a meeting ready to vote."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as clearance_queries
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.review import commands, queries
from dibao_desktop.review.queries import MeetingDetail
from dibao_desktop.review.rules.panel import KinEntry, PanelEntry
from dibao_desktop.review.rules.states import Choice
from dibao_desktop.session import Session
from makers import a_name, make_household, make_id
from situations import a_visit, start

VILLAGE = "石塔村"
ROLES = ("驻村工作队员", "村党总支书记", "村委会主任", "党员代表", "村民代表", "村民小组长", "村民代表")
EVENING = dt.datetime(2017, 7, 6, 19, 30)
CHOICES = {"a": Choice.AGREE, "n": Choice.AGAINST, "o": Choice.ABSTAIN}


@dataclass(frozen=True)
class Ready:
    """A village whose households wait for their review."""

    session: Session
    campaign_id: int
    village_id: int
    households: tuple[int, ...]
    cases: tuple[int, ...]


@dataclass(frozen=True)
class Room:
    """A meeting with its roster members and cases by place."""

    session: Session
    meeting_id: int
    members: tuple[int, ...]
    items: tuple[int, ...]

    def detail(self) -> MeetingDetail:
        return queries.meeting_detail(self.meeting_id)

    def marks(self) -> list[str]:
        return [row.mark.value for row in self.detail().roll]


def panel_entries(kin: dict[int, KinEntry] | None = None, size: int = 7) -> list[PanelEntry]:
    """A group; `kin` gives the member of a place a relative."""
    return [
        PanelEntry(
            village=VILLAGE,
            name=a_name(500 + place),
            sex="男",
            id_number=make_id("19600101", 501 + 2 * place),
            role=ROLES[place % len(ROLES)],
            kin=(kin[place],) if kin and place in kin else (),
        )
        for place in range(size)
    ]


def a_village_ready(session: Session, households: int = 3, visited: int | None = None, **fields: Any) -> Ready:
    """Households of which the first `visited` (all, unless told) are visited and assessed: their next step is the review."""
    made = tuple(make_household(session, village=VILLAGE, **fields) for _ in range(households))
    campaign = start(session)
    policy = clearance_queries.policy_of(campaign)
    cases = []
    for place, household in enumerate(made):
        row = clearance_queries.case_of(campaign, household)
        assert row is not None
        cases.append(row.id)
        if visited is None or place < visited:
            draft = a_visit(policy, session.today(), summary="土墙房三间，务农，户主患病；走访反映属实")
            clearance.record_visit(session, row.id, draft)
            clearance.assess(session, row.id)
    village = next(row.id for row in dossiers.villages() if row.name == VILLAGE)
    return Ready(session, campaign, village, made, tuple(cases))


def a_meeting_planned(
    ready: Ready,
    kin: dict[int, KinEntry] | None = None,
    size: int = 7,
    case_ids: Sequence[int] | None = None,
) -> Room:
    """A meeting for all that is due (or for these cases), nobody signed in yet."""
    session = ready.session
    commands.take_panels(session, panel_entries(kin, size), "评议小组名单")
    meeting = commands.plan_meeting(
        session,
        ready.campaign_id,
        ready.village_id,
        EVENING,
        case_ids,
        chair="尹家旺",
        recorder="周敏",
        township_staff=("赵志明", "李新"),
        observers=("县民政局 王平",),
        place="村委会会议室",
    )
    detail = queries.meeting_detail(meeting)
    members = tuple(row.member_id for row in detail.roll)
    return Room(session, meeting, members, tuple(row.item_id for row in detail.agenda))


def sign_in(room: Room, places: Sequence[int]) -> None:
    """Check in the members of these places."""
    for place in places:
        commands.check_in(room.session, room.meeting_id, room.members[place])


def a_meeting_ready_to_vote(
    ready: Ready, present: int = 7, kin: dict[int, KinEntry] | None = None, size: int = 7
) -> Room:
    """A meeting that is open, with the first `present` members there."""
    room = a_meeting_planned(ready, kin, size)
    sign_in(room, range(present))
    commands.open_meeting(room.session, room.meeting_id)
    return room


def vote(room: Room, item: int, ballots: str) -> None:
    """Ballots by place: `a` agrees, `n` is against, `o` abstains, anything else does not vote."""
    for place, letter in enumerate(ballots):
        if letter in CHOICES:
            commands.cast_vote(room.session, room.items[item], room.members[place], CHOICES[letter])


def refused(code: str, act: Callable[..., object], *args: object, **fields: object) -> str:
    """The sentence with which an act is refused, for the reason that `code` names."""
    with pytest.raises(KnownError) as refusal:
        act(*args, **fields)
    assert refusal.value.code == code
    return refusal.value.message
