"""数据交换, what goes out: a template taught in the window, its problems worked off, the files written."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from dibao_desktop.dossiers.commands import change_benefit
from dibao_desktop.exchange.bank.signing import signature_sheet
from dibao_desktop.exchange.template import Use
from dibao_desktop.exchange.template.describe import Taught
from dibao_desktop.office import Office
from exchange.upload_books import accounts, other_province
from makers import make_household
from ui.jobs.runner import JobRunner
from ui.pages.exchange.page import ExchangePage
from ui.widgets.page import PageContext


@pytest.fixture
def page(qtbot: QtBot, office: Office, runner: JobRunner) -> ExchangePage:
    made = ExchangePage(PageContext(office.session, office, runner))
    office.session.subscribe(made.told)
    qtbot.addWidget(made)
    made.resize(1198, 684)
    make_household(office.session, village="上坪村")
    made.show()
    made.way.choose("out")
    return made


def test_columns_of_another_province_are_taught_and_the_file_is_written(page: ExchangePage, tmp_path: Path) -> None:
    panel = page.exporting.upload
    assert not page.steps[0].isVisible() and panel.isVisible()
    panel.take_template(other_province(tmp_path / "别省.xlsx"))
    assert "文化水平" in page.banner.sentence()
    assert panel.segments._buttons["columns"].text() == "列的对应（2 列待定）"
    assert not panel.export_button.isEnabled()
    side = panel.column_side
    assert side._head.text() == "文化水平", "the first open column is chosen"
    side.meaning.choose("=")
    side.fixed_choice.choose("小学")
    columns = {column.head: column for column in panel._template.columns}  # type: ignore[union-attr]
    assert columns["文化水平"].fixed == "小学"
    panel.teach(columns["经办渠道"], Taught(Use.FIXED, "线下"))
    assert panel._promise.text() == "1 户 3 行，可以导出"
    panel.export(tmp_path / "上传.xlsx")
    assert "已导出 1 户 3 人" in page.banner.sentence()
    assert load_workbook(tmp_path / "上传.xlsx")["低保复核"]["G3"].value == "小学"


def test_a_problem_is_a_door_to_the_dossier_and_a_word_is_chosen_once(
    page: ExchangePage, qtbot: QtBot, tmp_path: Path
) -> None:
    panel = page.exporting.upload
    panel.take_template(accounts(tmp_path / "银行账号模板.xls"))
    assert panel.segments.value() == "problems"
    assert panel.problems.paged.rowCount() == 1 and not panel.export_button.isEnabled()
    with qtbot.waitSignal(page.go) as asked:
        panel.problem_side.open_button.click()
    assert asked.args == ["dossiers", 1]
    panel.problem_side.other.setText("402-农村信用社")
    panel.problem_side.other_button.click()
    assert panel.problems.paged.rowCount() == 0 and panel.export_button.isEnabled()


def test_a_book_that_is_no_template_is_one_sentence(page: ExchangePage, tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"")
    page.exporting.upload.take_template(tmp_path / "坏.xlsx")
    assert "坏.xlsx" in page.banner.sentence()


def test_a_whole_roster_leaves_with_a_reason_only(page: ExchangePage, tmp_path: Path) -> None:
    panel = page.exporting.roster
    panel._ask_where()
    assert "用途" in page.banner.sentence()
    panel.masking.choose(True)
    panel.export(tmp_path / "名册.xlsx")
    assert "已导出 1 户 3 人" in page.banner.sentence()


def test_a_blank_sheet_is_saved(page: ExchangePage, tmp_path: Path) -> None:
    page.exporting.blank.save("deaths", tmp_path / "死亡.xlsx")
    assert load_workbook(tmp_path / "死亡.xlsx").worksheets[0]["A1"].value == "姓名"
    page.exporting.blank.save("deaths", tmp_path)
    assert page.banner.isVisible()


def test_a_month_is_paid_out_from_the_page(page: ExchangePage, office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    change_benefit(office.session, 1, "raise", "2017-06", 50_000, 3, "B类", "乡政府审核确认")
    page.refresh()
    page.exporting.which.choose(1)
    panel = page.exporting.bank
    month = str(panel.month.value())
    assert panel.now.number() == "500.00" and panel.open.number() == "0"
    panel.month.choose("2017-06")
    assert (panel.before.number(), panel.differs.number()) == ("336.00", "1")
    with qtbot.waitSignal(page.go) as asked:
        panel.changes.row_opened.emit(0)
    assert asked.args == ["dossiers", 1]
    panel.export_list(tmp_path / "代发.xlsx")
    assert "已导出 1 户 500.00 元" in page.banner.sentence()
    panel.export_ledger(tmp_path / "台账.xlsx", "报县民政局")
    assert load_workbook(tmp_path / "台账.xlsx").worksheets[0].max_row == 2
    panel.print_paper(lambda: signature_sheet("2017-06"), tmp_path / "签字表.pdf")
    assert (tmp_path / "签字表.pdf").read_bytes().startswith(b"%PDF") and month
    panel.take_day("明年")
    assert "不是日期" in page.banner.sentence()
