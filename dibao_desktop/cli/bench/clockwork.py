"""The stop watch of `bench`."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

_TIMES = 15


def seconds(act: Callable[[], object]) -> float:
    """How long it takes once."""
    started = time.perf_counter()
    act()
    return round(time.perf_counter() - started, 4)


def slowest(act: Callable[[], object], times: int = _TIMES) -> float:
    """The slowest of several runs, in milliseconds."""
    return round(max(seconds(act) for _ in range(times)) * 1000, 1)


def p95(acts: Sequence[Callable[[], object]]) -> float:
    """What 95 of 100 of these take at most, in milliseconds."""
    times = sorted(seconds(act) for act in acts)
    return round(times[min(len(times) - 1, len(times) * 95 // 100)] * 1000, 1)
