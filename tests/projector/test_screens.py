"""Which screen the wall takes, and what happens when the cable is pulled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the script saw on two screens; the platform has to be chosen before Qt starts, so it runs by itself."""
    screens = HERE / "two_screens.json"
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
        "PYTHONPATH": str(ROOT),
    }
    settings = tmp_path_factory.mktemp("settings")
    run = subprocess.run(
        [sys.executable, str(HERE / "two_screens.py"), str(settings)],
        env=environment,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    answer: dict[str, object] = json.loads(run.stdout.splitlines()[-1])
    return answer


def test_it_fills_the_second_screen(seen: dict[str, object]) -> None:
    assert seen["opened"] == [True, 1366, 1920, 1080, "第二屏 1920×1080"]


def test_it_never_takes_the_keyboard(seen: dict[str, object]) -> None:
    assert seen["focus"] == "NoFocus" and seen["asks_for_keys"] is False


def test_unplugged_it_becomes_a_window_and_the_desk_goes_on(seen: dict[str, object]) -> None:
    on_wall, left, *_ = seen["unplugged"]  # type: ignore[misc]
    assert not on_wall and left < 1366
    assert seen["desk_goes_on"] and seen["scene_kept"]


def test_plugged_in_again_it_returns(seen: dict[str, object]) -> None:
    assert seen["replugged"] == seen["opened"]


def test_only_the_desk_closes_it(seen: dict[str, object]) -> None:
    assert seen["closes_by_itself"] is False
    assert seen["closes_with_desk"] is True
