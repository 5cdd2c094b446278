"""The page 数据交换: files in by the three steps, the error workbook, and the upload workbook out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from conftest import SAMPLES
from dibao_desktop.domain.progress import Cancelled
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.commands import amend_household
from dibao_desktop.exchange import importing
from dibao_desktop.exchange.batches import batches
from dibao_desktop.office import Office
from exchange.test_importing import LISTS, ROSTER, mend
from ui.jobs.runner import JobRunner
from ui.pages.exchange.page import ExchangePage
from ui.pages.exchange.preview import DifferencesDialog
from ui.widgets.dialogs import ConfirmDialog
from ui.widgets.page import PageContext


@pytest.fixture
def page(qtbot: QtBot, office: Office, runner: JobRunner) -> ExchangePage:
    """The page on screen; it is told what each command changed, as the window does."""
    made = ExchangePage(PageContext(office.session, office, runner))
    office.session.subscribe(made.told)
    qtbot.addWidget(made)
    made.resize(1198, 684)
    made.show()
    return made


def test_roster_with_two_errors_to_the_end(page: ExchangePage, tmp_path: Path) -> None:
    page.read([ROSTER])
    view = page.preview
    assert page.stack.currentWidget() is view
    figures = [card.number() for card in (view.new, view.changed, view.same, view.wrong, view.total)]
    assert figures == ["345", "0", "0", "2", "✓"]
    assert view.take_button.text() == "导入无误的 345 户"
    assert dossiers.totals().households == 0
    assert page.unsaved()

    errors = tmp_path / "错误.xlsx"
    page.save_errors(errors)
    assert "错误.xlsx" in page.banner.sentence()
    view.take_button.click()
    assert page.stack.currentWidget() is page.done
    assert [card.number() for card in page.done.figures.values()] == ["345", "0", "0", "2"]
    assert dossiers.totals().households == 345
    assert not page.unsaved()

    mend(errors, name_column=11)
    page.done.more_button.click()
    page.read([errors])
    page.preview.take_button.click()
    assert dossiers.totals().households == 347
    page.read([errors])
    assert page.preview.same.number() == "2"
    assert "已经导入过" in page.preview._promise.text()


def test_ten_lists_at_once(page: ExchangePage, qtbot: QtBot) -> None:
    page.read([ROSTER])
    page.preview.take_button.click()
    page.read(list(LISTS))
    assert page.preview.files.count() == len(LISTS)
    for place in range(len(LISTS)):
        page.preview.files.choose(place)
        assert page.preview.table.paged.rowCount() == page.preview._file.outcome.rows  # type: ignore[union-attr]
    page.preview.take_button.click()
    assert page.done.figures["未导入"].number() == "0"
    with qtbot.waitSignal(page.go) as asked:
        page.done.matching_button.click()
    assert asked.args[0] == "matching"


def test_what_differs_is_shown_before_it_is_written(page: ExchangePage, tmp_path: Path) -> None:
    page.read([ROSTER])
    page.preview.take_button.click()
    book = tmp_path / "变动.csv"
    lines = ["档案号,村,户主,家庭人口,保障人口,类别,月保障金,姓名,与户主关系,身份证号"]
    lines += ["0005,石塔村,田发,2,2,C类,250,田发,户主,530000196110135477"]
    lines += ["9001,石塔村,新来,1,1,C类,112,新来,户主,53000019650712001X"]
    book.write_text("\n".join(lines), encoding="utf-8")
    page.read([book])
    rows = [page.preview.table.paged.row_of(id_) for id_ in page.preview.table.paged.ids]
    assert [row.status for row in rows] == ["变更", "新增"]
    assert rows[0].cells[-1] == "224 → 250"
    page.preview.changed.clicked.emit()
    dialog = page.findChild(DifferencesDialog)
    assert isinstance(dialog, DifferencesDialog)
    assert dialog.table.paged.rowCount() >= 1
    dialog.accept()


def test_two_files_about_the_same_households_count_them_once(page: ExchangePage) -> None:
    page.read([next(SAMPLES.glob("20_*")), next(SAMPLES.glob("21_*"))])
    view = page.preview
    assert view.take_button.text() == "导入无误的 347 户"
    view.files.choose(1)
    assert (view.changed.number(), view.same.number()) == ("0", "347")
    states = {view.table.paged.row_at(place).status for place in range(view.table.paged.rowCount())}
    assert states == {"合并", "错误"}
    view.take_button.click()
    assert dossiers.totals().households == 347


def test_file_that_is_no_table_is_one_sentence(page: ExchangePage, tmp_path: Path) -> None:
    empty = tmp_path / "空.xlsx"
    empty.write_bytes(b"")
    page.read([empty])
    assert "空.xlsx" in page.banner.sentence()
    assert page.stack.currentWidget() is page.choosing
    assert page.choosing.open_button.isEnabled()


def test_dropping_files(page: ExchangePage) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(ROSTER))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(page.rect().center(), copy, data, left, none)
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    page.dropEvent(QDropEvent(QPointF(page.rect().center()), copy, data, left, none))
    assert page.stack.currentWidget() is page.preview


def test_cancelled_import_writes_nothing(page: ExchangePage, monkeypatch: pytest.MonkeyPatch) -> None:
    page.read([ROSTER])

    def stop(*_args: object, **_more: object) -> None:
        raise Cancelled

    monkeypatch.setattr(importing, "apply", stop)
    page.preview.take_button.click()
    assert "已取消" in page.banner.sentence()
    assert page.preview.take_button.isEnabled()
    assert dossiers.totals().households == 0


def test_target_from_another_page(page: ExchangePage) -> None:
    page.open_target([ROSTER])
    assert page.stack.currentWidget() is page.preview
    page.preview.back_button.click()
    assert page.stack.currentWidget() is page.choosing


def test_past_import_is_undone_from_the_page(page: ExchangePage) -> None:
    past = page.choosing.past
    assert past.isHidden()
    page.read([ROSTER])
    page.preview.take_button.click()
    page.done.more_button.click()
    assert past.table.paged.rowCount() == 1 and past.undo_button.isEnabled()
    past.undo_button.click()
    dialog = page.findChild(ConfirmDialog)
    assert isinstance(dialog, ConfirmDialog)
    dialog.yes_button.click()
    assert dossiers.totals().households == 0
    assert "已撤销" in page.banner.sentence()
    assert not past.undo_button.isEnabled()


def test_undo_that_is_refused_says_what_was_built(page: ExchangePage, office: Office) -> None:
    page.read([ROSTER])
    page.preview.take_button.click()
    found = dossiers.household(1)
    assert found is not None
    amend_household(office.session, 1, replace(found.record, phone="19900000009"), found.version)
    page.undo(batches()[0].id)
    assert "修改档案" in page.banner.sentence()
    assert dossiers.totals().households == 345


def test_a_template_among_the_files_is_named_and_passed_over(page: ExchangePage) -> None:
    page.read([next(SAMPLES.glob("13_*")), next(SAMPLES.glob("04_*"))])
    view = page.preview
    view.files.choose(0)
    assert view.table.paged.rowCount() == 0
    view.files.choose(1)
    assert view.take_button.text() == "导入 85 行"
    view.take_button.click()
