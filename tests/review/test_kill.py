"""SIGKILL in the middle of a vote: every vote that was said to be on disk is there, and the meeting goes on where it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import PASSWORD
from dibao_desktop import office as offices
from dibao_desktop.audit import queries as audit
from dibao_desktop.review import commands, queries
from dibao_desktop.review.queries import Mark
from dibao_desktop.review.queries.views import MARK_OF
from dibao_desktop.review.rules.states import Choice, ItemState
from meetings import a_meeting_ready_to_vote, a_village_ready

HERE = Path(__file__).parent
ROOT = Path(__file__).resolve().parents[2]


def votes_until_killed(folder: Path, meeting_id: int, after: int) -> list[tuple[int, Choice]]:
    """Let the loop vote and kill it once it has acknowledged so many; all that it acknowledged."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    arguments = [sys.executable, str(HERE / "voting_loop.py"), str(folder), PASSWORD, str(meeting_id)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as voting:
        assert voting.stdout is not None
        lines = [voting.stdout.readline() for _ in range(after)]
        voting.send_signal(signal.SIGKILL)
        lines += voting.stdout.readlines()
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [(int(member), Choice(choice)) for member, choice in whole]


@pytest.mark.parametrize("after", [1, 5, 18])
def test_no_acknowledged_vote_is_lost(office: offices.Office, after: int) -> None:
    room = a_meeting_ready_to_vote(a_village_ready(office.session, 2))
    commands.open_case(office.session, room.items[1])
    folder = office.folder
    office.close()

    acknowledged = votes_until_killed(folder, room.meeting_id, after)

    reopened = offices.open_office(folder, PASSWORD)
    try:
        assert len(acknowledged) >= after
        assert reopened.unclean and reopened.faults() == []
        detail = queries.meeting_detail(room.meeting_id)
        assert detail.current is not None
        assert (detail.current.item_id, detail.current.state) == (room.items[1], ItemState.VOTING)
        last = {member: MARK_OF[choice] for member, choice in acknowledged}
        stands = {row.member_id: row.mark for row in detail.roll}
        # The one vote that was on its way may have arrived without having been said.
        differing = [member for member, mark in last.items() if stands[member] is not mark]
        unsaid = [member for member, mark in stands.items() if mark is not Mark.WAITING and member not in last]
        assert len(differing) + len(unsaid) <= 1
        said = [
            entry for entry in audit.latest(10_000) if entry.command == "review.cast_vote" and "表决：" in entry.text
        ]
        assert len(said) - len(acknowledged) in (0, 1)
    finally:
        reopened.close()
