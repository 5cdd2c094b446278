"""Which screen the wall takes, and what happens when the cable is pulled in the middle of a vote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ON_PROJECTOR = [1366, 1920, 1080]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What the script saw on two screens; the platform has to be chosen before Qt starts, so it runs by itself."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={HERE / 'two_screens.json'}",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}",
    }
    folder = tmp_path_factory.mktemp("evening")
    run = subprocess.run(
        [sys.executable, str(HERE / "two_screens.py"), str(folder)],
        env=environment,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert run.returncode == 0, run.stderr
    answer: dict[str, dict[str, object]] = json.loads(run.stdout.splitlines()[-1])
    return answer


def test_it_fills_the_second_screen(seen: dict[str, dict[str, object]]) -> None:
    opened = seen["opened"]
    assert opened["place"] == ON_PROJECTOR and opened["words"] == "第二屏 1920×1080"
    assert opened["scene"] == "VoteOpen" and opened["voted"] == 1 and opened["preview"]


def test_it_never_takes_the_keyboard(seen: dict[str, dict[str, object]]) -> None:
    assert seen["keys"] == {"focus": "NoFocus", "asks": False}


def test_unplugged_during_a_vote_the_desk_goes_on(seen: dict[str, dict[str, object]]) -> None:
    gone = seen["unplugged"]
    assert gone["where"] == "UNPLUGGED" and not gone["shown"] and gone["words"] == "第二屏已断开"
    assert gone["votes"] == 3 and gone["voted"] == 3 and gone["preview"], "what the wall would show stands on the desk"


def test_plugged_in_again_it_returns_with_the_votes_that_came_meanwhile(seen: dict[str, dict[str, object]]) -> None:
    back = seen["replugged"]
    assert back["shown"] and back["place"] == ON_PROJECTOR
    assert back["scene"] == "VoteOpen" and back["voted"] == 3 and back["painted"] == seen["opened"]["painted"]


def test_another_monitor_is_left_to_the_clerk_until_the_projector_is_back(seen: dict[str, dict[str, object]]) -> None:
    assert not seen["monitor_stays_the_clerks"]["shown"]
    assert seen["back_from_the_monitor"]["place"] == ON_PROJECTOR


def test_the_projector_is_known_again_in_another_resolution(seen: dict[str, dict[str, object]]) -> None:
    assert seen["smaller"]["place"] == [1366, 1280, 720] and seen["smaller"]["voted"] == 3


def test_at_twice_the_size_it_fills_the_screen_and_tells_its_true_resolution(
    seen: dict[str, dict[str, object]],
) -> None:
    scaled = seen["scaled"]
    assert scaled["place"] == [1366, 960, 540] and scaled["words"] == "第二屏 1920×1080"


def test_a_loose_cable_costs_nothing(seen: dict[str, dict[str, object]]) -> None:
    assert seen["often"]["place"] == ON_PROJECTOR and seen["often"]["votes"] == seen["often"]["voted"] == 4


def test_opened_without_a_second_screen_it_waits_for_one(seen: dict[str, dict[str, object]]) -> None:
    waiting = seen["opened_without_a_screen"]
    assert not waiting["shown"] and waiting["words"] == "等待接入第二屏"
    assert seen["came_later"]["place"] == ON_PROJECTOR and seen["came_later"]["voted"] == 4


def test_no_window_is_ever_opened_over_the_desk(seen: dict[str, dict[str, object]]) -> None:
    assert {name: each["over_the_desk"] for name, each in seen.items() if "over_the_desk" in each} == dict.fromkeys(
        (name for name, each in seen.items() if "over_the_desk" in each), 0
    )


def test_only_the_desk_closes_it(seen: dict[str, dict[str, object]]) -> None:
    assert seen["closing"] == {"by_itself": False, "with_the_desk": True}
