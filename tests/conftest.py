"""What every test can ask for: an open office, a clerk, a clock that stands still."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from dibao_desktop import office as offices
from dibao_desktop.storage.keys import Cost

SAMPLES = Path(__file__).parent / "samples" / "青石乡"

# One guess costs nothing: the tests are not what the passwords must hold out against.
CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
PASSWORD = "测试密码"


class Clock:
    """A clock that moves only when told to."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_days(self, days: int) -> None:
        self.now += dt.timedelta(days=days)


@pytest.fixture
def clock() -> Clock:
    """1 June 2017, the day of the sample roster."""
    return Clock(dt.datetime(2017, 6, 1, 9, 0))


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[offices.Office]:
    """An empty office under the pack s1, opened by its manager."""
    made, _code = offices.create(tmp_path / "青石乡.dibao", "青石乡", "s1", "周敏", PASSWORD, cost=CHEAP, clock=clock)
    yield made
    made.close()


@pytest.fixture
def session(office: offices.Office):  # noqa: ANN201
    """The session of that office."""
    return office.session
