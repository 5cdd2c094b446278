"""`bench`: how fast the program is on this machine, as JSON (DESIGN §9, first cut: the core's own figures)."""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from dibao_desktop import office as offices
from dibao_desktop.clearance import queries as clearance
from dibao_desktop.cli.answer import DEMO_PASSWORD, Answer
from dibao_desktop.demo import story
from dibao_desktop.demo.people import Township
from dibao_desktop.demo.workbooks import write_roster
from dibao_desktop.domain.places import resources
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.initials import initials, spelled
from dibao_desktop.exchange import importing
from dibao_desktop.matching import commands as matching
from dibao_desktop.policy import queries as policies
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.storage.listing import Search

_PACK = "s1"
_SEED = 7
_TIMES = 15


def run(options: argparse.Namespace) -> Answer:
    """Make an office of so many households in a temporary folder and time what a clerk waits for."""
    packs = policies.load_packs(resources() / "policies")
    figures: dict[str, Any] = {"households": options.households}
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        office = story.make_office(
            Path(folder) / "bench.dibao", packs.texts[_PACK], options.households, _SEED, DEMO_PASSWORD
        )
        figures["demo_seconds"] = round(time.perf_counter() - started, 2)
        try:
            figures["milliseconds"] = _interactive()
            figures["match_seconds"] = _seconds(lambda: matching.match(office.session))
        finally:
            office.close()
        figures["import"] = _import(Path(folder), packs.policies[_PACK], options.households)
    return Answer(figures, "\n".join(f"{name}：{value}" for name, value in figures.items()))


def _interactive() -> dict[str, float]:
    """The slowest of several runs of each, in milliseconds."""
    listing = dossiers.HouseholdListing()
    every = listing.ids(Search())
    names = [row.head_name for row in listing.rows(every[:40]).values()]
    campaign = clearance.current_campaign()
    campaign_id = campaign.id if campaign else 0
    return {
        "list_all_ids": _slowest(lambda: listing.ids(Search())),
        "list_sorted_by_amount": _slowest(lambda: listing.ids(Search(sort="monthly_fen", descending=True))),
        "list_one_chunk": _slowest(lambda: listing.rows(every[:200])),
        "search_p95": _keystrokes(names),
        "search_by_name": max(_slowest(partial(dossiers.search, name), 1) for name in names),
        "search_by_initials": _slowest(lambda: dossiers.search("wgq")),
        "search_by_id_part": _slowest(lambda: dossiers.search("5300001955")),
        "open_dossier": max(_slowest(partial(dossiers.household, id_), 1) for id_ in every[:50]),
        "dashboard": _slowest(lambda: clearance.progress(campaign_id)),
    }


def _keystrokes(names: Sequence[str]) -> float:
    """What 95 of 100 keys take at most while names are typed in Chinese, by initials, in full pinyin, and numbers by part."""
    typed = [word for name in names for word in (name, initials(name)[0], spelled(name)[0])] + [
        "530000195507",
        "1990001",
    ]
    dossiers.warm_search()
    keys = [word[:length] for word in typed for length in range(1, len(word) + 1)]
    times = sorted(_seconds(partial(dossiers.search, key)) for key in keys)
    return round(times[len(times) * 95 // 100] * 1000, 1)


def _slowest(act: Callable[[], object], times: int = _TIMES) -> float:
    return round(max(_seconds(act) for _ in range(times)) * 1000, 1)


def _seconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return round(time.perf_counter() - started, 4)


def _import(folder: Path, policy: Policy, households: int) -> dict[str, Any]:
    """Read, check and take in a roster of as many households, then the same file again."""
    roster = folder / "roster.xlsx"
    rows = write_roster(roster, Township(_SEED, policy, dt.date(2017, 6, 1)).households(households))
    office, _code = offices.create(folder / "import.dibao", "测速乡", _PACK, "测速", DEMO_PASSWORD)
    try:
        first = _seconds(lambda: importing.apply(office.session, importing.examine([roster]), partial=False))
        again = _seconds(lambda: importing.apply(office.session, importing.examine([roster]), partial=False))
    finally:
        office.close()
    return {"rows": rows, "seconds": first, "again_seconds": again}
