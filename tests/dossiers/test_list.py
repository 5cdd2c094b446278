"""The list of dossiers: its columns, saved filters, all of them selected, and what is seen as a workbook."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from dibao_desktop.access.rules import MAY, Role
from dibao_desktop.office import Office
from dibao_desktop.reports.lists import write_list
from makers import make_household, make_id
from ui.jobs.runner import JobRunner
from ui.pages.dossiers.page import DossiersPage
from ui.widgets.page import PageContext


def a_page(office: Office, runner: JobRunner, qtbot: QtBot) -> DossiersPage:
    made = DossiersPage(PageContext(office.session, office, runner))
    qtbot.addWidget(made)
    made.resize(1366, 684)
    made.show()
    return made


@pytest.mark.parametrize("role", [Role.MANAGER, Role.READER])
def test_columns_and_filters_are_kept_for_the_account_whatever_it_may_change(
    office: Office, runner: JobRunner, qtbot: QtBot, role: Role
) -> None:
    for place in range(4):
        make_household(office.session, 1, category="A类" if place else "C类")
    office.session.actor = dataclasses.replace(office.session.actor, permissions=MAY[role])
    page = a_page(office, runner, qtbot)
    page.list._columns_chosen()
    titles = [column.title for column in page.list.table.paged.columns]
    page.list.table.setColumnHidden(titles.index("联系电话"), False)
    page.list.table.columns_changed.emit()
    page.list.category.choose("A类")
    page._save_filter("石塔 A类")
    again = a_page(office, runner, qtbot)
    assert "联系电话" in [column.title for column in again.list.table.shown_columns()]
    assert again.list.count.text() == "4 户"
    again.list.use_filter("石塔 A类")
    assert again.list.count.text() == "3 户"
    again.list.views.drop_filter("石塔 A类")
    assert not again.list.views.filters()


def test_all_means_all_and_what_is_seen_is_written(
    office: Office, runner: JobRunner, qtbot: QtBot, tmp_path: Path
) -> None:
    for _ in range(5):
        make_household(office.session, 1)
    page = a_page(office, runner, qtbot)
    page.list.table.selectAll()
    assert page.list.count.text() == "已选 5 / 5 户"
    page.write_list(tmp_path / "所见.xlsx")
    sheet = load_workbook(tmp_path / "所见.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[2][: len(page.list.table.shown_columns())] == tuple(
        column.title for column in page.list.table.shown_columns()
    )
    assert len(rows) == 3 + 5
    page.list.table.clearSelection()
    page.list.table.select_id(page.list.table.paged.ids[0])
    assert page.list.count.text() == "5 户"


def test_private_numbers_are_masked_in_the_workbook(tmp_path: Path) -> None:
    number = make_id()
    write_list("名单", "", ["户主", "户主身份证号"], [["甲", number]], tmp_path / "名单.xlsx")
    sheet = load_workbook(tmp_path / "名单.xlsx").worksheets[0]
    assert number not in {cell.value for line in sheet.iter_rows() for cell in line}
