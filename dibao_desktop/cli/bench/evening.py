"""A meeting night in an office that is open: what a vote, the next case and the minutes take."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.cli.bench.clockwork import seconds
from dibao_desktop.review import commands, queries
from dibao_desktop.review.rules.states import Choice
from dibao_desktop.review.rules.tally import ReadingKind
from dibao_desktop.session import Session

_CASES = 60
_STAFF = ("赵志明", "李新", "王平")


def figures(session: Session) -> dict[str, float]:
    """Milliseconds, the median and the slowest with what both screens read anew; seconds for the minutes.

    Empty in an office where no village has both a group and households that wait for their review.
    """
    campaign = clearance.current_campaign()
    if campaign is None:
        return {}
    rows = [row for row in queries.villages_due(campaign.id) if row.panel and row.due > row.planned]
    if not rows:
        return {}
    village = max(rows, key=lambda row: row.due - row.planned).village_id
    chosen = queries.cases_to_plan(campaign.id, village)[:_CASES]
    meeting = commands.plan_meeting(session, campaign.id, village, session.clock(), chosen, township_staff=_STAFF)
    roll = queries.meeting_detail(meeting).roll
    for row in roll:
        commands.check_in(session, meeting, row.member_id)
    commands.open_meeting(session, meeting)

    screens = partial(_shown, meeting)
    votes: list[float] = []
    opened: list[float] = []
    for case in queries.meeting_detail(meeting).agenda:
        opened.append(screens(partial(commands.open_case, session, case.item_id)))
        for row in queries.meeting_detail(meeting).roll:
            if not row.recusal:
                cast = partial(commands.cast_vote, session, case.item_id, row.member_id, Choice.AGREE)
                votes.append(screens(cast))
        # Where the readings part, the chair says that of the pack.
        commands.close_vote(session, case.item_id, ReadingKind.WITHOUT_RECUSED)
    commands.close_meeting(session, meeting)
    return {
        "cases": len(opened),
        "members": len(roll),
        "vote_median": _median(votes),
        "vote_slowest": round(max(votes), 1),
        "next_case_median": _median(opened),
        "next_case_slowest": round(max(opened), 1),
        "minutes_seconds": seconds(lambda: queries.minutes(meeting)),
    }


def _shown(meeting: int, act: Callable[[], object]) -> float:
    def both() -> None:
        act()
        queries.scene_of(queries.meeting_detail(meeting))

    return seconds(both) * 1000


def _median(times: list[float]) -> float:
    return round(sorted(times)[len(times) // 2], 1)
