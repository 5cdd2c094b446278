"""The one table model: ids up front, rows by chunk, selection by id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu

from dibao_desktop.storage.listing import Search
from ui.models.cells import BarCell, PillCell, Toned, TwoLines
from ui.models.column import Align, Column
from ui.models.delegates import hidden_words
from ui.models.paged import CHUNK, VALUE_ROLE, Fixed, PagedModel
from ui.models.table import PagedTable, fixed_table
from ui.theme.tokens import Tone


@dataclass(frozen=True)
class Villager:
    name: str
    age: int


class Roll:
    """A listing over a dictionary that counts what it is asked."""

    def __init__(self, many: int = 1000) -> None:
        self.people = {id_: Villager(f"村民{id_:04d}", id_ % 90) for id_ in range(1, many + 1)}
        self.fetched: list[list[int]] = []

    def ids(self, search: Search) -> list[int]:
        found = [id_ for id_, person in self.people.items() if search.text in person.name]
        if search.sort == "age":
            found.sort(key=lambda id_: (self.people[id_].age, id_), reverse=search.descending)
        return found

    def rows(self, ids: Sequence[int]) -> dict[int, Villager]:
        self.fetched.append(list(ids))
        return {id_: self.people[id_] for id_ in ids if id_ in self.people}


COLUMNS = [
    Column[Villager]("姓名", lambda row: row.name, width=0, tooltip=lambda row: f"{row.name} {row.age} 岁"),
    Column[Villager]("年龄", lambda row: row.age, Align.RIGHT, sort="age"),
]


@pytest.fixture
def roll() -> Roll:
    return Roll()


def test_the_model_keeps_the_rules_of_qt(qapp, roll):
    model = PagedModel(roll, COLUMNS)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(Search())
    model.show(Search(text="村民00"))
    model.forget([1, 2, 99999])
    model.show(Search(text="没有这个人"))
    assert model.rowCount() == 0


def test_rows_are_fetched_by_the_chunk_and_only_when_looked_at(qapp, roll):
    model = PagedModel(roll, COLUMNS)
    model.show(Search())
    assert model.rowCount() == 1000
    assert roll.fetched == []
    assert model.data(model.index(0, 0)) == "村民0001"
    assert model.data(model.index(CHUNK - 1, 1)) == str(CHUNK % 90)
    assert len(roll.fetched) == 1
    assert model.data(model.index(999, 0)) == "村民1000"
    assert [len(ids) for ids in roll.fetched] == [CHUNK, CHUNK]


def test_forgotten_rows_are_read_again_and_gone_ones_are_empty(qapp, qtbot, roll):
    model = PagedModel(roll, COLUMNS)
    model.show(Search())
    assert model.row_of(3) == Villager("村民0003", 3)
    roll.people[3] = Villager("改名", 3)
    del roll.people[4]
    with qtbot.waitSignal(model.dataChanged):
        model.forget([3, 4])
    assert model.data(model.index(2, 0)) == "改名"
    assert model.data(model.index(3, 0)) is None


def test_what_is_shown_can_be_exported_as_text(qapp, roll):
    model = PagedModel(roll, COLUMNS)
    model.show(Search(text="村民000"))
    assert next(iter(model.texts())) == ("村民0001", "1")
    assert len(list(model.texts([COLUMNS[1]]))) == 9


def test_heads_and_roles(qapp, roll):
    model = PagedModel(roll, COLUMNS)
    model.show(Search(sort="age", descending=True))
    across = Qt.Orientation.Horizontal
    assert model.headerData(0, across) == "姓名"
    assert model.headerData(1, across) == "年龄 ↓"
    assert model.headerData(1, Qt.Orientation.Vertical) is None
    assert model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole) == "村民0989 89 岁"
    assert model.data(model.index(0, 1), VALUE_ROLE) == 89
    assert model.data(model.index(0, 1), Qt.ItemDataRole.TextAlignmentRole) == Align.RIGHT.flags


def test_the_selection_outlives_sorting_and_refresh(qtbot, roll):
    table = PagedTable(roll, COLUMNS, many=True)
    qtbot.addWidget(table)
    table.show_search(Search())
    assert table.select_id(500)
    seen: list[object] = []
    table.current_changed.connect(seen.append)
    table.sort_by(1)
    table.sort_by(1)
    table.show_search(Search(text="村民05"))
    assert table.current_id() == 500
    assert table.selected_ids() == [500]
    assert table.paged.search.sort == "age", "a new search keeps the sort"
    assert seen == []
    table.show_search(Search(text="村民01"))
    assert seen == [None], "a row that is no longer found says so"


def test_a_third_click_on_a_head_gives_the_own_order_back(qtbot, roll):
    table = PagedTable(roll, COLUMNS)
    qtbot.addWidget(table)
    table.show_search(Search())
    for _ in range(3):
        table.sort_by(1)
    assert table.paged.search.sort == ""
    table.sort_by(0)
    assert table.paged.search.sort == "", "a column without a sort name cannot be sorted by"


def test_select_all_is_honest(qtbot, roll):
    table = PagedTable(roll, COLUMNS, many=True)
    qtbot.addWidget(table)
    table.show_search(Search())
    table.selectAll()
    assert len(table.selected_ids()) == 1000


def test_enter_and_double_click_open_a_row(qtbot, roll):
    table = PagedTable(roll, COLUMNS)
    qtbot.addWidget(table)
    table.show_search(Search())
    table.select_id(7)
    opened: list[object] = []
    table.row_opened.connect(opened.append)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    table.doubleClicked.emit(table.paged.index(0, 0))
    assert opened == [7, 1]


def test_a_column_can_be_hidden_and_is_then_not_exported(qtbot, roll):
    table = PagedTable(roll, COLUMNS)
    qtbot.addWidget(table)
    table.setColumnHidden(1, True)
    assert [column.title for column in table.shown_columns()] == ["姓名"]


def test_rows_are_copied_as_a_spreadsheet_takes_them(qtbot, roll):
    table = PagedTable(roll, COLUMNS, many=True)
    qtbot.addWidget(table)
    table.show_search(Search(text="村民000"))
    table.selectAll()
    assert table.copied_text().startswith("村民0001\t1\n村民0002\t2\n")
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == table.copied_text()


def test_the_column_menu_hides_and_shows(qtbot, roll):
    table = PagedTable(roll, COLUMNS)
    qtbot.addWidget(table)
    table.show()
    table.open_column_menu(QPoint(0, 0))
    menu = table.findChild(QMenu)
    menu.actions()[1].trigger()
    menu.close()
    assert table.isColumnHidden(1)


def test_every_kind_of_cell_is_painted(qtbot):
    cells = [
        TwoLines("上", "下"),
        PillCell("按期", Tone.GREEN),
        PillCell(""),
        Toned("18", Tone.RED, bold=True),
        BarCell((1, 2), 5),
        None,
    ]
    table = fixed_table([Column("值", lambda cell: cell, width=0)], two_lines=True)
    qtbot.addWidget(table)
    table.show_rows(cells)
    table.resize(300, 500)
    table.show()
    picture = table.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, 300, 2) for y in range(0, 400, 2)}
    assert {Tone.GREEN.soft, "#1f5fa6"} <= colours
    assert [str(cell) for cell in cells[:5]] == ["上 下", "按期", "", "18", "1 / 2 / 5"]


def test_rows_in_memory_have_their_positions_as_ids():
    listing = Fixed(["甲", "乙"])
    assert listing.ids(Search()) == [0, 1]
    assert listing.rows([1, 5]) == {1: "乙"}


def test_what_a_cell_has_no_room_for_is_told_by_the_resting_mouse(qapp):
    name = "阿卜杜拉·买买提·艾力"
    assert hidden_words(name, 60) == name
    assert hidden_words("周红巧", 60) == ""
    assert hidden_words(TwoLines("周红巧", "德钦羊拉藏族傣族社区"), 60) == "周红巧\n德钦羊拉藏族傣族社区"
    assert hidden_words(PillCell("入户调查"), 10) == "", "a pill is never cut"


def test_a_large_amount_is_not_cut(qtbot):
    """In a column of the width made for 336 it still ends with its last digit, not with dots."""
    painted = []
    for amount in ("1,234.50", "1,234.5…"):
        table = fixed_table(
            [Column("元/月", lambda cell: cell, Align.RIGHT, width=72), Column("", lambda _: "", width=0)]
        )
        qtbot.addWidget(table)
        table.show_rows([amount])
        table.resize(300, 100)
        painted.append(table.grab().toImage())
    assert painted[0] != painted[1]
    assert hidden_words("1,234.50", 52) == "1,234.50"
