"""What a clerk at the desk waits for, in an office that is open: lists, search, a dossier, the dashboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.cli.bench.clockwork import p95, slowest
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.initials import initials, spelled
from dibao_desktop.reports.figures import dashboard
from dibao_desktop.storage.listing import Search

_NAMES = 40
_DOSSIERS = 200


def figures() -> dict[str, float]:
    """Milliseconds: the slowest of several runs, or what 95 of 100 take at most."""
    listing = dossiers.HouseholdListing()
    every = listing.ids(Search())
    step = max(1, len(every) // _DOSSIERS)
    names = [row.head_name for row in listing.rows(every[:: max(1, len(every) // _NAMES)]).values()]
    campaign = clearance.current_campaign()
    campaign_id = campaign.id if campaign else 0
    today = dt.date.fromisoformat(campaign.started_on) if campaign else dt.date.min
    return {
        "list_all_ids": slowest(lambda: listing.ids(Search())),
        "list_sorted_by_amount": slowest(lambda: listing.ids(Search(sort="monthly_fen", descending=True))),
        "list_one_screen": slowest(lambda: listing.rows(every[:50])),
        "search_p95": _keystrokes(names),
        "open_dossier_p95": p95([partial(dossiers.household, id_) for id_ in every[::step]]),
        "dashboard": slowest(lambda: dashboard(campaign_id, today)),
    }


def _keystrokes(names: Sequence[str]) -> float:
    """Names typed in Chinese, by initials and in full pinyin, and numbers by part: every key of them."""
    typed = [word for name in names for word in (name, initials(name)[0], spelled(name)[0])]
    typed += ["530000195507", "1990001"]
    dossiers.warm_search()
    return p95([partial(dossiers.search, word[:length]) for word in typed for length in range(1, len(word) + 1)])
