"""The dashboard's further views: doors, past days, the projector, files; and what F1 says."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QScrollArea

from dibao_desktop.audit.queries import latest
from dibao_desktop.clearance import queries
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.reports.board import sections
from dibao_desktop.reports.figures import FigureKey
from dibao_desktop.storage.listing import Search
from makers import make_household
from situations import bring_to, do_step, start
from ui.pages.clearance.work_list import WorkList
from ui.pages.reports.dashboard_sections import SectionCard
from ui.pages.reports.dashboard_wall import BoardCanvas, WallBoard, wall_board
from ui.pages.reports.page import ReportsPage
from ui.projector.look import Look
from ui.widgets.page import PageContext

VIEWS = ("indicators", "results", "curve", "plan", "compare")


@pytest.fixture
def campaign(session, clock):
    for village in ("石塔村", "荆山村"):
        for _ in range(3):
            make_household(session, village=village)
    made = start(session)
    clock.pass_days(3)
    bring_to(session, queries.cases(made)[0].id, DoneWhen.REVIEW_CONCLUDED)
    clock.pass_days(2)
    do_step(session, queries.cases(made)[1].id)
    return made


@pytest.fixture
def page(office, session, runner, qtbot, campaign):
    made = ReportsPage(PageContext(session, office, runner))
    session.subscribe(made.told)
    qtbot.addWidget(made)
    made.resize(1198, 684)
    made.show()
    yield made
    session.unsubscribe(made.told)
    if made.wall is not None:
        made.wall.close()


def test_each_number_in_each_view_opens_its_households(page, campaign, qtbot):
    gone: list[tuple[str, dict[str, object]]] = []
    page.go.connect(lambda name, target: gone.append((name, target)))
    listing, clicked = queries.CaseListing(campaign), 0
    for name in VIEWS:
        page.views.choose(name)
        for card in page.more[name].findChildren(SectionCard):
            if card.table is None or card.section is None:
                continue
            for line, row in enumerate(card.section.rows):
                for place, cell in enumerate(row.cells, start=1):
                    gone.clear()
                    card.table.clicked.emit(card.table.paged.index(line, place))
                    if cell.door is None:
                        assert not gone
                        continue
                    assert gone[0][0] == "clearance"
                    assert len(listing.ids(Search(filters=gone[0][1]))) == cell.behind
                    clicked += 1
    assert clicked > 25


def test_a_view_follows_what_is_done(page, campaign, session):
    page.views.choose("indicators")
    shown = page.more["indicators"].findChildren(SectionCard)[0]
    assert shown.section.rows[0].cells[1].text == "2"
    do_step(session, queries.cases(campaign)[2].id)
    assert shown.section.rows[0].cells[1].text == "3"


def test_a_past_day_is_shown_and_its_doors_lead_to_that_day(page, campaign, session):
    gone: list[tuple[str, dict[str, object]]] = []
    page.go.connect(lambda name, target: gone.append((name, target)))
    page._ask_day("2017-06-04")
    assert page.cards[FigureKey.VISIT_RATE].number() == "16.67%"
    assert "6月4日结束时" in page.head._title.text()
    page.progress_table.clicked.emit(page.progress_table.paged.index(0, 3))
    assert gone == [("clearance", {"village": "石塔村", "visited": True, "as_of": "2017-06-04"})]
    work = WorkList(session.today)
    work.open_filters(gone[0][1])
    work.show_campaign(campaign, "")
    assert work.count.text() == "1 户"
    work.deleteLater()
    page.day.choose(None)
    assert page.cards[FigureKey.VISIT_RATE].number() == "33.33%"


@pytest.mark.parametrize("text", ["明天吧", "2017-06", "2017-07-01"])
def test_a_day_that_cannot_be_shown_is_said(page, text):
    page._ask_day(text)
    assert page.banner.isVisible()
    assert page.cards[FigureKey.VISIT_RATE].number() == "33.33%"


def test_two_campaigns_are_compared_on_the_page(page, session):
    page.views.choose("compare")
    assert not page.more["compare"].card.isVisible()
    start(session, title="第二次行动")
    page.become_stale()
    card = page.more["compare"].card
    assert card.isVisible()
    assert "第二次行动" in (*card.section.head, page._shown.campaign.title)
    assert card.section in page.more["compare"].sections()


def test_files_hold_the_whole_dashboard_and_leave_a_line(page, tmp_path: Path):
    page.write(tmp_path / "看板.xlsx")
    page.write(tmp_path / "看板.pdf")
    page.write(tmp_path / "看板.png")
    sheet = openpyxl.load_workbook(tmp_path / "看板.xlsx").active
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert {section.title for section in sections(page._shown) if section.rows} <= cells
    assert (tmp_path / "看板.pdf").read_bytes().startswith(b"%PDF")
    picture = QImage(str(tmp_path / "看板.png"))
    assert picture.width() > 2 * page.full.width()
    assert page.wall_button.isVisible()
    assert sum("看板" in line.text for line in latest(3)) == 3


def test_f1_tells_what_every_figure_counts(page):
    told = page.help_text()
    for figure in page._shown.figures:
        assert figure.explained in told
    assert "差错率：" in told
    assert "依据：" in told


def test_the_wall_turns_its_pages_follows_and_is_closed_from_the_desk(page, campaign, session, qtbot):
    page.toggle_wall()
    assert page.wall_button.text() == "结束投影"
    assert page.banner.isVisible()
    canvas = page.wall.canvas
    assert canvas.board.figures[0].number == "33.33%"
    pages = [canvas.page]
    for _ in range(canvas.board.pages):
        page.wall.turn()
        pages.append(canvas.page)
    assert pages == [0, 1, 2, 0]
    do_step(session, queries.cases(campaign)[2].id)
    assert canvas.board.figures[0].number == "50.00%"
    page.toggle_wall()
    assert page.wall.window is None
    assert page.wall_button.text() == "投影"


def test_no_household_is_on_the_wall(page, campaign):
    names = {row.head_name for row in queries.cases(campaign)} | {row.number for row in queries.cases(campaign)}

    def texts(value: object) -> list[str]:
        if dataclasses.is_dataclass(value):
            return [text for field in dataclasses.fields(value) for text in texts(getattr(value, field.name))]
        if isinstance(value, tuple):
            return [text for each in value for text in texts(each)]
        return [value] if isinstance(value, str) else []

    board = wall_board(page._shown)
    assert isinstance(board, WallBoard)
    assert not [text for text in texts(board) for name in names if name in text]


@pytest.mark.parametrize("size", [(1280, 720), (1024, 768), (1920, 1080)])
@pytest.mark.parametrize("look", list(Look))
def test_every_page_of_the_wall_is_drawn(page, qtbot, size, look):
    canvas = BoardCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(*size)
    for number in range(3):
        canvas.show_board(wall_board(page._shown), number, look)
        grey = canvas.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        levels = [grey.pixelColor(x, y).value() for x in range(0, size[0], 5) for y in range(0, size[1], 5)]
        assert max(levels) - min(levels) > 150


def test_the_curve_is_told_in_words_too(page):
    page.views.choose("curve")
    told = page.more["curve"].chart.accessibleDescription()
    assert told.split("，") == ["已入户 2 户", "已评议 0 户", "已公示 0 户", "已办结 0 户", "计划入户 1 户"]


@pytest.mark.parametrize("as_of", ["", "2017-06-04"])
def test_each_number_of_a_village_opens_its_households(page, campaign, as_of):
    if as_of:
        page._ask_day(as_of)
    page.views.choose("steps")
    gone: list[dict[str, object]] = []
    page.go.connect(lambda _name, target: gone.append(target))
    listing = queries.CaseListing(campaign)
    for table in (page.progress_table, page.steps_table):
        for line, village in enumerate(page._shown.villages):
            for place, column in enumerate(table.paged.columns):
                told = str(column.read(village)).split(" / ")[0].replace("–", "0")
                if told.isdigit() and column.title != "进度":
                    gone.clear()
                    table.clicked.emit(table.paged.index(line, place))
                    assert len(listing.ids(Search(filters=gone[0]))) == int(told), column.title


def test_the_curve_does_not_push_the_page_beyond_the_screen(page, qtbot):
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.resize(1200, 686)
    area.show()
    page.views.choose("curve")
    page.more["curve"].chart.make()
    qtbot.wait(1)
    assert page.height() <= area.height()
    area.takeWidget()
