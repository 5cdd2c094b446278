"""The dashboard page: figures, the three ways to look, and the doors."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from dibao_desktop.clearance import queries
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.reports.figures import FigureKey
from makers import make_household
from situations import bring_to, start
from ui.pages.reports.page import ReportsPage
from ui.widgets.page import PageContext, Scope


@pytest.fixture
def page(office, session, runner, qtbot):
    """The page on screen, told of every commit as the window tells it."""
    made = ReportsPage(PageContext(session, office, runner))
    session.subscribe(made.told)
    qtbot.addWidget(made)
    made.resize(1198, 684)
    made.show()
    yield made
    session.unsubscribe(made.told)


@pytest.fixture
def campaign(session):
    for village in ("石塔村", "荆山村"):
        for _ in range(3):
            make_household(session, village=village)
    made = start(session)
    bring_to(session, queries.cases(made)[0].id, DoneWhen.REVIEW_CONCLUDED)
    return made


def gone_of(page: ReportsPage) -> list[tuple[str, object]]:
    gone: list[tuple[str, object]] = []
    page.go.connect(lambda name, target: gone.append((name, target)))
    return gone


def test_an_empty_office_is_led_to_its_roster_first(page):
    gone = gone_of(page)
    page.empty.button.click()
    assert gone == [("exchange", None)]


def test_without_a_campaign_it_leads_to_one(session, page):
    make_household(session)
    page.become_stale()
    assert page.empty.isVisible()
    gone = gone_of(page)
    page.empty.chosen.emit()
    assert gone == [("clearance", {"new": True})]
    page.export()
    assert page.banner.isVisible()


def test_figures_and_doors(campaign, page):
    assert page.cards[FigureKey.VISIT_RATE].number() == "16.67%"
    gone = gone_of(page)
    page.cards[FigureKey.VISIT_RATE].clicked.emit()
    page.cards[FigureKey.OPEN_LEADS].clicked.emit()
    columns = {column.title: place for place, column in enumerate(page.progress_table.paged.columns)}
    page.progress_table.clicked.emit(page.progress_table.paged.index(1, columns["评议"]))
    page.progress_table.row_opened.emit(page.progress_table.paged.ids[0])
    page.steps_table.clicked.emit(page.steps_table.paged.index(0, 2))
    page.chart.clicked.emit("荆山村")
    assert gone == [
        ("clearance", {"to_sign": True}),
        ("clearance", {"leads_open": True}),
        ("clearance", {"village": "荆山村", "reviewed": True}),
        ("clearance", {"village": "石塔村"}),
        ("clearance", {"village": "石塔村", "step": "visit"}),
        ("clearance", {"village": "荆山村"}),
    ]


def test_it_follows_the_scope_and_what_is_done(campaign, page, session):
    page.scope_changed(Scope(campaign, "荆山村"))
    assert page.cards[FigureKey.VISIT_RATE].number() == "0.00%"
    page.scope_changed(Scope(campaign, ""))
    bring_to(session, queries.cases(campaign)[1].id, DoneWhen.REVIEW_CONCLUDED)
    assert page.cards[FigureKey.VISIT_RATE].number() == "33.33%"


def test_the_villages_are_exported_by_progress_and_by_step(campaign, page, tmp_path: Path):
    out = tmp_path / "看板.xlsx"
    page.write(out)
    sheet = openpyxl.load_workbook(out).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    titles = [row[0] for row in cells]
    assert page._shown.campaign.title in str(titles[0])
    for title in ("各村进度", "各村各步骤户数"):
        assert cells[titles.index(title) + 2][:2] == ["石塔村", 3]
    page.views.choose("chart")
    assert page.stack.currentIndex() == 2


def test_a_target_that_cannot_be_written_is_said(campaign, page, tmp_path: Path):
    in_the_way = tmp_path / "文件"
    in_the_way.write_text("不是文件夹")
    page.write(in_the_way / "进度.xlsx")
    assert page.banner.isVisible()


def test_the_heads_of_the_steps_are_not_cut(campaign, page):
    page.views.choose("steps")
    head = page.steps_table.horizontalHeader()
    assert all(head.sectionSize(place) >= head.sectionSizeHint(place) for place in range(head.count()))
