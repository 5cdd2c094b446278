"""`bench`: how fast the program is on this machine, as JSON (DESIGN §9).

Every figure that is held against another one is measured beside it in the same run: a tenth of the households, the
plain reading and writing of the same cells, a window with nothing in it.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from dibao_desktop.cli.answer import DEMO_PASSWORD, Answer
from dibao_desktop.cli.bench import books, desk, evening, tables
from dibao_desktop.cli.bench.clockwork import seconds
from dibao_desktop.demo import story
from dibao_desktop.domain.places import resources
from dibao_desktop.matching import commands as matching
from dibao_desktop.policy import queries as policies

PARTS = ("desk", "tables", "window", "books")
_PACK = "s1"
_SEED = 7
# The speeds of ten times the households are held against these.
_TENTH = 10


def run(options: argparse.Namespace) -> Answer:
    """Make offices of invented households in a temporary folder and time what a clerk waits for."""
    parts = options.part or PARTS
    figures: dict[str, Any] = {"households": options.households}
    with tempfile.TemporaryDirectory() as folder:
        if {"desk", "tables", "window"} & set(parts):
            figures |= _offices(Path(folder), options.households, parts, options.window)
        if "books" in parts:
            figures |= books.figures(Path(folder), _policy(), options.rows)
    return Answer(figures, "\n".join(f"{name}：{value}" for name, value in figures.items()))


def _policy() -> Any:
    return policies.load_packs(resources() / "policies").policies[_PACK]


def _offices(
    folder: Path, households: int, parts: tuple[str, ...], window: Callable[[Path], Mapping[str, float]] | None
) -> dict[str, Any]:
    """The figures of the whole office; of a tenth of it too, for what grows with the households."""
    figures: dict[str, Any] = {}
    large = _office(folder / "large.dibao", households, figures, "desk" in parts, "tables" in parts)
    if "desk" in parts:
        small: dict[str, Any] = {}
        _office(folder / "small.dibao", max(1, households // _TENTH), small, True)
        figures["times_of_a_tenth"] = {
            name: round(value / small["milliseconds"][name], 1)
            for name, value in figures["milliseconds"].items()
            if small["milliseconds"][name]
        } | {"match": round(figures["match_seconds"] / small["match_seconds"], 1)}
    if "window" in parts and window is not None:
        figures["window"] = dict(window(large))
    return figures


def _office(folder: Path, households: int, figures: dict[str, Any], timed: bool, tabled: bool = False) -> Path:
    text = policies.load_packs(resources() / "policies").texts[_PACK]
    made: list[Any] = []
    figures["demo_seconds"] = seconds(
        lambda: made.append(story.make_office(folder, text, households, _SEED, DEMO_PASSWORD))
    )
    office = made[0]
    try:
        if timed:
            figures["milliseconds"] = desk.figures()
            figures["match_seconds"] = seconds(lambda: matching.match(office.session))
            figures["meeting"] = evening.figures(office.session)
        if tabled:
            figures["tables_seconds"] = tables.figures(office.session.today(), folder.parent)
    finally:
        office.close()
    return folder
