"""报表: the list, what is shown, how it is handed out, and the closing of a month."""

from __future__ import annotations

import docx
import openpyxl
import pytest
from PySide6.QtPrintSupport import QPrinter

from dibao_desktop.audit import queries as audit
from dibao_desktop.clearance.queries import cases
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.reports import closing
from dibao_desktop.reports.catalogue import REPORTS
from dibao_desktop.reports.forms import Account, fill_account
from makers import make_household
from situations import bring_to, start
from ui.pages.reports.tables import TablesPage
from ui.widgets.page import PageContext, Scope


@pytest.fixture
def page(office, session, runner, qtbot):
    for village in ("石塔村", "荆山村"):
        make_household(session, village=village)
    made = TablesPage(PageContext(session, office, runner))
    made.scope = Scope(start(session))
    session.subscribe(made.told)
    qtbot.addWidget(made)
    made.resize(1198, 684)
    made.show()
    yield made
    session.unsubscribe(made.told)


def shown(page: TablesPage) -> str:
    document = page._document
    return document.name if document else ""


def test_what_is_due_is_open_when_the_clerk_arrives_and_goes_once_it_is_handed_out(page, tmp_path):
    assert shown(page) == "清查进展日报"
    assert "清查进展日报 6月1日" in page.head._note.text()
    page.write(tmp_path / "日报.xlsx")
    assert openpyxl.load_workbook(tmp_path / "日报.xlsx").active["A1"].value == "清查进展日报"
    assert "日报" not in page.head._note.text()
    assert "2017年5月月报" in page.head._note.text()


_FEW = ("statistics", "additions", "payments", "roster")


@pytest.mark.parametrize(
    "report",
    [pytest.param(each, marks=() if each.name in _FEW else pytest.mark.thorough, id=each.name) for each in REPORTS],
)
def test_every_table_is_shown_and_saved(page, tmp_path, report):
    page.list.choose(report.name)
    assert page._document is not None
    page.write(tmp_path / "表.xlsx", reason="上报")
    assert (tmp_path / "表.xlsx").exists()
    said = [line.text for line in audit.latest(3)]
    assert any("另存到系统外" in text for text in said) == report.private


def test_another_month_is_chosen_by_arrow_or_typed(page):
    page.list.choose("changes")
    month = page.period.month
    page.period._move(-1)
    page.period._take_month("2016年3月")
    assert page.period.month == "2016-03" != month
    assert "2016年3月" in str(page._document.blocks[1])
    page.list.choose("statistics")
    page.period._take_day("2017-05-31")
    assert "截至2017年5月31日" in str(page._document.blocks[1])
    page.period._take_day("昨天")
    assert "截至2017年5月31日" in str(page._document.blocks[1])


def test_a_month_is_closed_opened_again_and_compared_from_the_page(page):
    page.open_target(("changes", "2017-05"))
    page.closing.close_button.click()
    held = closing.closing_of("2017-05")
    assert held is not None
    assert page.closing.reopen.isVisible()
    page.closing.compare.click()
    assert "完全一致" in page.closing._words.text()
    page._reopen("漏报一户")
    assert closing.closing_of("2017-05") is None
    page.open_target(("changes", "2017-06"))
    page.closing.close_button.click()
    assert "还没有结束" in page.banner.sentence()


def test_an_account_is_written_with_its_figures(page, tmp_path):
    assert [action.data() for action in page.menu_of_accounts.actions()] == list(Account)
    filled = fill_account(Account.FINAL, page.scope.campaign_id, page.session.today(), tmp_path)
    page.write_account(filled, None, tmp_path / "总结.docx")
    said = " ".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "总结.docx")).paragraphs)
    assert "列入清查 2 户 6 人" in said


def test_a_number_opens_the_households_it_counts(page, session):
    campaign = page.scope.campaign_id
    bring_to(session, cases(campaign)[0].id, DoneWhen.ASSESSMENT_CURRENT)
    page.list.choose("progress")
    page.as_numbers.click()
    gone = []
    page.go.connect(lambda name, target: gone.append((name, target)))
    table = page.numbers.table
    titles = [column.title for column in table.paged.columns]
    for row, title in ((0, "已查户"), (1, "已查户"), (2, "已查户"), (1, "入户率"), (1, "单位")):
        table.clicked.emit(table.paged.index(row, titles.index(title)))
    village = cases(campaign)[0].village
    assert gone == [
        ("clearance", {"visited": True}),
        ("clearance", {"village": village, "visited": True}),
        ("clearance", {"village": village, "visited": True}),
        ("clearance", {"village": village}),
    ]
    page.period._take_day("2017-05-31")
    assert page.view.isVisible() and not page.as_numbers.isVisible()


def test_it_goes_to_paper(page, tmp_path):
    page.list.choose("statistics")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "表.pdf"))
    page.print_on(printer)
    assert (tmp_path / "表.pdf").read_bytes()[:4] == b"%PDF"


def test_the_roster_is_masked_on_demand_and_of_the_village_that_is_chosen(page):
    page.scope_changed(Scope(page.scope.campaign_id, "荆山村"))
    page.list.choose("roster")
    assert "荆山村" in page._document.name
    assert "*" not in str(page._document.blocks[2])
    page.masked.click()
    assert "*" in str(page._document.blocks[2])
