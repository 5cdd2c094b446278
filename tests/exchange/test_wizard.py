"""The wizard's middle steps: columns set right, cells that say how they stand, mended in place, what waits decided."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.commands import apply_roster
from dibao_desktop.dossiers.commands.differences import set_source_word
from dibao_desktop.dossiers.queries.differences import open_differences
from dibao_desktop.dossiers.rules.standing_word import Word
from dibao_desktop.exchange.importing import layout_name
from dibao_desktop.exchange.mapping import How
from dibao_desktop.exchange.taught import taught_heads
from dibao_desktop.office import Office
from exchange.test_importing import ROSTER
from makers import a_member, a_record
from ui.jobs.runner import JobRunner
from ui.pages.dossiers.sources import SourcesCard
from ui.pages.exchange.differences import OpenDifferencesDialog
from ui.pages.exchange.page import ExchangePage
from ui.pages.exchange.rows import PreviewRow, State
from ui.widgets.dialogs import AskDialog
from ui.widgets.page import PageContext

HEAD = "档案号,村,户主,家庭人口,保障人口,类别,月保障金,姓名,与户主关系,身份证号,联系电话二,包户干部"
LINES = (
    "0005,石塔村,田发,2,2,B类,250,田发,户主,530000196110135477,19900001111,张三",
    "9001,石塔村,新来,1,1,C类,一百,新来,户主,530000196507120011,,王五",
    ",石塔村,新二,1,1,C类,112,新二,户主,530000650712002,,王五",
)


@pytest.fixture
def page(qtbot: QtBot, office: Office, runner: JobRunner) -> ExchangePage:
    made = ExchangePage(PageContext(office.session, office, runner))
    office.session.subscribe(made.told)
    qtbot.addWidget(made)
    made.resize(1198, 684)
    made.show()
    return made


@pytest.fixture
def book(office: Office, tmp_path: Path) -> Path:
    """A file on a household that the office has, one with an error and one without a number."""
    own = a_member(name="田发", id_number="530000196110135477", birth="1961-10-13", sex="男")
    other = a_record(2, number="0005", head_name="田发", monthly_fen=22_400)
    apply_roster(office.session, [a_record(1, number="0001")], "先前的名册")
    apply_roster(
        office.session,
        [a_record(2, number="0005", head_name="田发", monthly_fen=22_400, members=(own, other.members[1]))],
        "先前的名册",
    )
    path = tmp_path / "变动.csv"
    path.write_text("\n".join((HEAD, *LINES)), encoding="utf-8")
    return path


def rows(page: ExchangePage) -> list[PreviewRow]:
    paged = page.preview.table.paged
    return [paged.row_of(id_) for id_ in paged.ids]


def test_every_cell_says_how_it_stands(page: ExchangePage, book: Path) -> None:
    page.read([book])
    changed, wrong, new = rows(page)
    heads = page.preview._file.heads  # type: ignore[union-attr]
    money, category, number, person = (heads.index(word) for word in ("元/月", "类别", "档案号", "户主身份证号"))
    assert (changed.status, changed.cells[money], changed.cells[category]) == ("变更", "224 → 250", "C类 → B类")
    assert changed.changed == {money, category}
    assert (wrong.status, wrong.states[money], wrong.cells[money]) == ("错误", State.ERROR, "一百")
    assert "不是金额" in wrong.tips[money]
    assert (new.status, new.cells[number], new.states[number]) == ("新增", "自动", State.GENERATED)
    assert new.states[person] is State.GENERATED


def test_figures_and_kinds_of_problems_filter(page: ExchangePage, book: Path) -> None:
    page.read([book])
    view = page.preview
    view.wrong.clicked.emit()
    assert [row.status for row in rows(page)] == ["错误"]
    view.wrong.clicked.emit()
    assert len(rows(page)) == 3
    before = view._problems.count()
    view.problem_kind.choose("E4")
    assert view._problems.count() < before


def test_cell_mended_in_place_is_checked_again(page: ExchangePage, book: Path) -> None:
    page.read([book])
    problem = next(each for each in page.preview._file.problems if each.is_error)  # type: ignore[union-attr]
    page.preview._ask_text(problem)
    dialog = page.preview.findChild(AskDialog)
    assert isinstance(dialog, AskDialog)
    dialog._edit.setText("100")  # type: ignore[union-attr]
    dialog.yes_button.click()
    assert page.preview.wrong.number() == "0"
    page.preview.take_button.click()
    found = dossiers.household_id("9001")
    assert found and dossiers.household(found).record.monthly_fen == 10_000  # type: ignore[union-attr]
    # The clerk's own file is as it was.
    assert "一百" in book.read_text(encoding="utf-8")


def test_lost_digits_are_offered_from_the_dossier(page: ExchangePage, office: Office) -> None:
    right = a_member(name="于兰", id_number="530000196401129624", birth="1964-01-12", sex="女")
    apply_roster(office.session, [a_record(1, number="7001", head_name="于兰", members=(right,))], "先前的名册")
    page.read([ROSTER])
    shown = page.preview._file
    assert shown is not None
    assert {each.name: each.id_number for each in shown.repairs.values()} == {"于兰": "530000196401129624"}
    (sheet, cell), repair = next(iter(shown.repairs.items()))
    page.mend(shown.file.path, sheet, cell, repair.id_number)
    assert page.preview.wrong.number() == "1"


def test_column_set_right_is_read_so_from_then_on(page: ExchangePage, book: Path) -> None:
    page.read([book])
    page.preview.heads_button.click()
    view = page.heads
    assert page.stack.currentWidget() is view
    assert [each.how for each in view._columns][-2:] == [How.NOTE, How.NOTE]
    assert not view.resembled.isHidden() and "联系电话" in view.resembled.text()
    view.resembled.click()
    assert taught_heads() == {("roster", "联系电话二"): "phone"}
    assert page.stack.currentWidget() is view
    assert [each.how for each in view._columns][-2:] == [How.TAUGHT, How.NOTE]
    view.on_button.click()
    assert "联系电话" in rows(page)[0].more
    view.meaning.choose("?")
    assert taught_heads() == {}


def test_file_that_was_taken_before_says_so(page: ExchangePage, book: Path) -> None:
    page.read([book])
    page.preview.take_button.click()
    page.read([book])
    assert page.preview._promise.text().startswith("2017-06-01 09:00 周敏导入过这份文件")
    assert page.preview._file.taken is not None  # type: ignore[union-attr]


def test_what_waits_is_decided_side_by_side(page: ExchangePage, office: Office, book: Path) -> None:
    page.read([book])
    source = layout_name(page.preview._file.file)  # type: ignore[union-attr]
    for group in ("category", "monthly_fen"):
        set_source_word(office.session, source, group, Word.ASK)
    page.read([book])
    assert rows(page)[0].status == "待定" and page.preview.changed.number() == "0"
    page.preview.take_button.click()
    assert page.open_button.text() == "待定的不同 2 处"
    dialog = OpenDifferencesDialog(page, office.session, page._count_open)
    assert [(each.field, each.office_value, each.file_value) for each in dialog._rows] == [
        ("保障类别", "C类", "B类"),
        ("月保障金", "224 元", "250 元"),
    ]
    dialog.word.choose(Word.FILE)
    dialog.file_button.click()
    assert [each.field for each in open_differences()] == ["月保障金"]
    dialog.all_office_button.click()
    record = dossiers.household(dossiers.household_id("0005") or 0).record  # type: ignore[union-attr]
    assert (record.category, record.monthly_fen) == ("B类", 22_400)
    assert page.open_button.isHidden()
    dialog.close()


def test_dossier_shows_what_files_said_beyond_the_record(
    page: ExchangePage, office: Office, book: Path, qtbot: QtBot
) -> None:
    page.read([book])
    source = layout_name(page.preview._file.file)  # type: ignore[union-attr]
    set_source_word(office.session, source, "category", Word.ASK)
    page.read([book])
    page.preview.take_button.click()
    card = SourcesCard()
    qtbot.addWidget(card)
    card.show_household(dossiers.household_id("0005") or 0)
    words = " ".join(label.text() for label in card.findChildren(QLabel))
    assert "保障类别（待定）" in words and "档案 C类，文件 B类" in words and "张三" in words
    card.show_household(dossiers.household_id("0001") or 0)
    assert card.isHidden()
    page.open_target({"differences": True})
    dialog = page.findChild(OpenDifferencesDialog)
    assert dialog is not None
    dialog.close()


def test_outcome_adds_up_to_all_that_was_read_and_to_the_files_own_totals(page: ExchangePage) -> None:
    page.read([ROSTER])
    page.preview.take_button.click()
    ((outcome, agrees),) = [page.done.table.paged.row_of(id_) for id_ in page.done.table.paged.ids]
    assert outcome.rows == outcome.new + outcome.changed + outcome.same + outcome.rejected == 347
    assert agrees is True


def test_kind_named_by_hand_is_read_so_and_a_slip_is_refused(page: ExchangePage, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,身份证号,单位,金额\n周红巧,530000196106175206,村小学,1200\n", encoding="utf-8")
    page.read([path])
    page.preview.heads_button.click()
    page.heads.kind.choose("payroll")
    assert page.preview._file.file.kind.word == "payroll"  # type: ignore[union-attr]
    page.read([ROSTER])
    page.preview.heads_button.click()
    page.heads.kind.choose("deaths")
    assert "不像“死亡人口信息”" in page.banner.sentence()
    assert page.heads.kind.value() == "roster"
