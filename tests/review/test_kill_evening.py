"""A running meeting is killed at any moment, again and again: what the screen had shown is there, nothing is half done,
the chain is whole, and the window comes back at the same case."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from conftest import PASSWORD
from dibao_desktop import office as offices
from dibao_desktop.audit import queries as audit
from dibao_desktop.clearance import queries as cases
from dibao_desktop.review import queries
from dibao_desktop.review.rules.states import ItemState
from meetings import a_meeting_ready_to_vote, a_village_ready
from review.evening_keys import stands

HERE = Path(__file__).parent
ROOT = Path(__file__).resolve().parents[2]
Said = dict[str, Any]
DECIDED = {ItemState.PASSED.value: "passed", ItemState.FAILED.value: "failed"}


@pytest.fixture
def prepared(office: offices.Office, tmp_path: Path) -> tuple[Path, int]:
    """An office with an open meeting of twenty households, to be copied; and the meeting."""
    room = a_meeting_ready_to_vote(a_village_ready(office.session, 20))
    office.close()
    return office.folder, room.meeting_id


@pytest.fixture
def desk() -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}", "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, str(HERE / "evening_keys.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=ROOT,
    ) as started:
        yield started
        assert started.stdin is not None
        started.stdin.close()


def killed(desk: subprocess.Popen[str], seed: int, folder: Path, chance: random.Random) -> list[Said]:
    """One window on the office, killed; all that it said."""
    assert desk.stdin is not None and desk.stdout is not None
    desk.stdin.write(f"{seed} {folder} {PASSWORD}\n")
    desk.stdin.flush()
    at_start = chance.random() < 0.1
    acts = 0 if at_start else chance.randint(1, 14)
    said: list[Said] = []
    pid, seen = 0, 0
    for line in iter(desk.stdout.readline, ""):
        if line == "end\n":
            assert not [each for each in said if "wrong" in each], said[-1]["wrong"]
            return said
        try:
            said.append(json.loads(line))
        except ValueError:
            continue
        pid = pid or said[0]["pid"]
        seen += "does" in said[-1]
        if pid and seen >= acts and ("does" in said[-1] or at_start):
            # Anywhere between the key and what it leads to, or while the office is being opened.
            time.sleep(chance.random() * (0.6 if at_start else 0.06))
            seen = -1_000_000
            # It may be over just now.
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    raise AssertionError(desk.stderr.read() if desk.stderr else "")


def explained(before: dict[str, Any], after: dict[str, Any], act: dict[str, Any]) -> bool:
    """Whether one act, done whole, leads from what was shown to what is there."""
    changed = {member for member, mark in after["marks"].items() if before["marks"].get(member) != mark}
    match act["does"]:
        case "vote":
            expected = {**before["marks"], act["member"]: act["mark"]}
            return bool(after["marks"] == expected)
        case "all":
            expected = {who: "AGREE" if mark == "WAITING" else mark for who, mark in before["marks"].items()}
            return bool(after["marks"] == expected)
        case "come_or_go" | "step_aside":
            return changed <= {act["member"]}
        case "next":
            return bool(after["item"] != before["item"])
        case "correct" | "close":
            return _other_items(before) == _other_items(after)
    return bool(after["item"] == before["item"])


def _other_items(shown: dict[str, Any]) -> list[list[object]]:
    return [row for row in shown["agenda"] if row[0] != shown["item"]]


def check(folder: Path, meeting_id: int, said: list[Said], before: Said) -> Said:
    """Open the office and hold it against what was said last, or what stood before; returns what stands now."""
    reopened = offices.open_office(folder, PASSWORD)
    try:
        assert reopened.faults() == []
        detail = queries.meeting_detail(meeting_id)
        now = said_of(detail)
        for row in detail.agenda:
            decision = DECIDED.get(row.state.value, "")
            assert cases.case_row(row.case_id).review_decision == decision, "the case follows its vote"
            assert (row.agree is not None) == bool(decision), "a decision has its tally, and nothing else has"
    finally:
        reopened.close()
    shown = next((each for each in reversed(said) if "stands" in each), before)
    under_way = [each for each in said[said.index(shown) + 1 if shown in said else 0 :] if "does" in each]
    # One act is one line of the chain: all that was shown is there, and at most the act under way besides, whole.
    assert 0 <= now["line"] - shown["line"] <= len(under_way) <= 1, (shown, now, under_way)
    if now["line"] == shown["line"]:
        assert now["stands"] == shown["stands"]
    else:
        assert explained(shown["stands"], now["stands"], under_way[0]), (shown, now, under_way)
    return now


def said_of(detail: queries.MeetingDetail) -> Said:
    """The meeting as the window would say it."""
    said: Said = json.loads(json.dumps({"stands": stands(detail), "line": audit.last_line()}))
    return said


def kill_often(times: int, seed: int, prepared: tuple[Path, int], desk: subprocess.Popen[str], tmp_path: Path) -> int:
    """Kill as often; an evening that is over begins anew. Returns how many acts were shown before a kill."""
    original, meeting_id = prepared
    chance = random.Random(seed)
    folder, acts = Path(), 0
    before: Said | None = None
    for time_ in range(times):
        if before is None:
            folder = tmp_path / f"{time_}.dibao"
            shutil.copytree(original, folder)
            before = beginning(folder, meeting_id)
        said = killed(desk, seed * 1000 + time_, folder, chance)
        shown = [each for each in said if "stands" in each]
        assert not shown or shown[0]["stands"] == before["stands"], "the window comes back where it was"
        acts += max(0, len(shown) - 1)
        before = check(folder, meeting_id, said, before)
        if any("over" in each for each in said):
            before = None
    return acts


def beginning(folder: Path, meeting_id: int) -> Said:
    """What stands before anything was done."""
    opened = offices.open_office(folder, PASSWORD)
    try:
        return said_of(queries.meeting_detail(meeting_id))
    finally:
        opened.close()


def test_nothing_that_was_shown_is_lost(
    prepared: tuple[Path, int], desk: subprocess.Popen[str], tmp_path: Path
) -> None:
    kill_often(5, 1, prepared, desk, tmp_path)


@pytest.mark.thorough
def test_nothing_that_was_shown_is_lost_in_two_hundred_kills(
    prepared: tuple[Path, int], desk: subprocess.Popen[str], tmp_path: Path
) -> None:
    started = time.perf_counter()
    acts = kill_often(200, 2, prepared, desk, tmp_path)
    print(f"\n200 kills, {acts} acts shown before them, {time.perf_counter() - started:.0f} s")
