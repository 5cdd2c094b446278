"""Every table's sums agree with each other, with the dashboard and with what `match` counts (issue: Done when)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import chain, pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import CHEAP, PASSWORD, Clock
from dibao_desktop import office as offices
from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.queries import Group
from dibao_desktop.demo import story
from dibao_desktop.domain.document import Document, Table
from dibao_desktop.dossiers import commands as dossiers
from dibao_desktop.dossiers import queries as dossier_queries
from dibao_desktop.dossiers.queries.payments import payments_in
from dibao_desktop.dossiers.rules.benefit import BenefitKind
from dibao_desktop.exchange import importing
from dibao_desktop.matching import commands as matching
from dibao_desktop.matching.queries import current_leads
from dibao_desktop.reports.catalogue import month_documents
from dibao_desktop.reports.figures import dashboard
from dibao_desktop.reports.periods import before
from dibao_desktop.reports.tables import exits_report, progress_report, statistics_report, summary_report
from dibao_desktop.reports.tables.campaign import DAILY, STATISTICS, SUMMARY, campaign_counts
from dibao_desktop.reports.tables.frame import Unit
from dibao_desktop.reports.tables.month import Change, month_book
from dibao_desktop.reports.tables.monthly import CHANGE_MEASURES, STOCK_MEASURES, change_counts, stock_counts
from exchange.test_importing import LISTS, ROSTER
from makers import make_household
from situations import pack_text, start

# What the tables and the dashboard both count.
AGREED = {
    "visited": Group.VISITED,
    "reviewed": Group.REVIEWED,
    "posted": Group.POSTED,
    "exits": Group.EXITS,
    "additions": Group.ADDITIONS,
    "raised": Group.RAISED,
    "cut": Group.CUT,
    "decided": Group.DECIDED,
    "deaths": Group.DEATHS,
    "inspected": Group.INSPECTED,
    "households": Group.RECIPIENTS,
}


def total(counts, key):
    return sum(line.get(key, 0) for line in counts.values())


def the_month_agrees(month: str) -> None:
    """One month's tables with each other, with the payment list and with the month before."""
    book, former = month_book(month), month_book(before(month))
    stock, change = stock_counts(book), change_counts(book)
    paid = payments_in(month)
    assert total(stock, "households") == len(paid)
    assert total(stock, "people") == sum(row.covered for row in paid)
    assert total(stock, "fen") == sum(row.monthly_fen for row in paid)
    assert total(stock, "extra_fen") == sum(row.household_fen + row.person_fen for row in paid)
    earlier = stock_counts(former)
    for village in stock.keys() | earlier.keys():
        then, now, moved = earlier.get(village, {}), stock.get(village, {}), change.get(village, {})
        assert now.get("households", 0) - then.get("households", 0) == (
            moved.get((Change.NEW, "households"), 0) - moved.get((Change.STOPPED, "households"), 0)
        )
        signs = {Change.NEW: 1, Change.RAISED: 1, Change.STOPPED: -1, Change.CUT: -1}
        moved_fen = sum(sign * moved.get((kind, "fen"), 0) for kind, sign in signs.items())
        assert now.get("fen", 0) - then.get("fen", 0) == moved_fen
    documents = month_documents(month)
    for name, kind in (
        ("additions", Change.NEW),
        ("stops", Change.STOPPED),
        ("raises", Change.RAISED),
        ("cuts", Change.CUT),
    ):
        table = the_table(documents[name])
        listed = [row for row in table.rows if row[0] != "合计"]
        assert len(listed) == total(change, (kind, "households"))
    the_villages_sum_to_the_total(documents["changes"], CHANGE_MEASURES)
    the_villages_sum_to_the_total(documents["stock"], STOCK_MEASURES)


def the_table(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))


def the_villages_sum_to_the_total(document: Document, measures) -> None:
    tables = [block for block in document.blocks if isinstance(block, Table)]
    units = [measure.unit for measure in measures]
    rows = [
        list(chain.from_iterable(row[1:] for row in line))
        for line in zip(*(table.rows for table in tables), strict=True)
    ]
    for place, unit in enumerate(units):
        cells = [row[place] for row in rows]
        if unit is Unit.COUNT:
            assert int(cells[0]) == sum(int(cell) for cell in cells[1:])
        elif unit is Unit.FEN:
            fen = [round(float(cell.replace(",", "")) * 100) for cell in cells]
            assert fen[0] == sum(fen[1:])


def the_campaign_agrees(campaign: int, today: dt.date) -> None:
    """The campaign's tables with each other, with the dashboard and with the leads that `match` found."""
    counts = campaign_counts(campaign, today)
    progress, shown = clearance.progress(campaign), dashboard(campaign, today)
    for key, group in AGREED.items():
        assert total(counts, key) == progress.count(group), key
    for line in shown.villages:
        own = counts[line.village]
        assert (own["visited"], own["reviewed"], own["exits"], own["additions"]) == (
            line.visited,
            line.reviewed,
            line.exits,
            line.additions,
        )
        assert (own["cases"], own["to_visit"]) == (line.cases, line.to_visit)
    leads = Counter(lead.village for lead in current_leads())
    assert total(counts, "leads") == sum(leads.values())
    assert {village: line.get("leads", 0) for village, line in counts.items() if line.get("leads")} == dict(leads)
    the_villages_sum_to_the_total(progress_report(campaign, today), DAILY)
    the_villages_sum_to_the_total(statistics_report(campaign, today), STATISTICS)
    the_villages_sum_to_the_total(summary_report(campaign, today), SUMMARY)
    left = len([row for row in the_table(exits_report(campaign, today)).rows if row[-1]])
    assert left <= total(counts, "stops")


def the_past_day_agrees(campaign: int, day: dt.date) -> None:
    """The tables of a past day are the dashboard of that day."""
    counts, progress = campaign_counts(campaign, day), clearance.progress(campaign, as_of=day)
    for key, group in AGREED.items():
        assert total(counts, key) == progress.count(group), (key, day)


def test_on_the_demo_office(tmp_path: Path) -> None:
    office = story.make_office(tmp_path / "甲.dibao", pack_text("s1"), 42, 3, "demo")
    campaign = clearance.current_campaign()
    assert campaign is not None
    today = office.session.today()
    the_campaign_agrees(campaign.id, today)
    month = today.isoformat()[:7]
    for each in (before(month), month):
        the_month_agrees(each)
    for days in (5, 15, 25):
        the_past_day_agrees(campaign.id, today - dt.timedelta(days=days))
    office.close()


def test_on_the_sample_township(session) -> None:
    importing.apply(session, importing.examine([ROSTER]), partial=True)
    importing.apply(session, importing.examine(LISTS))
    campaign = start(session)
    matching.match(session)
    the_campaign_agrees(campaign, session.today())
    the_month_agrees("2017-06")
    totals = dossier_queries.totals()
    stock = stock_counts(month_book("2017-06"))
    assert (total(stock, "households"), total(stock, "fen")) == (totals.households, totals.monthly_fen)
    assert {name: line["households"] for name, line in stock.items()} == {
        name: line.households for name, line in totals.villages.items()
    }


_MONTHS = [f"2017-{number:02d}" for number in range(6, 11)]
_EVENT = st.tuples(
    st.integers(0, 3),
    st.sampled_from(list(BenefitKind)),
    st.sampled_from(_MONTHS),
    st.integers(1, 900),
    st.integers(1, 4),
)


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """Four households in two villages; each example is rolled back."""
    folder = tmp_path_factory.mktemp("bare") / "乙.dibao"
    clock = Clock(dt.datetime(2017, 6, 1, 9, 0))
    office, _code = offices.create(folder, "乙乡", "s1", "周敏", PASSWORD, cost=CHEAP, clock=clock)
    ids = [make_household(office.session, village=("石塔村", "荆山村")[place % 2]) for place in range(4)]
    yield office, ids
    office.close()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_EVENT, max_size=8))
def test_whatever_happens_the_months_add_up(bare, happenings) -> None:
    office, ids = bare
    with office.session.database.atomic() as step:
        for place, kind, month, yuan, covered in happenings:
            dossiers.change_benefit(office.session, ids[place], kind, month, yuan * 100, covered, "C类", "决定")
        for month in _MONTHS:
            the_month_agrees(month)
        for earlier, later in pairwise(_MONTHS):
            assert before(later) == earlier
        step.rollback()
