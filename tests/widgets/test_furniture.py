"""Furniture: what it says, what it emits, and that it fits."""

from __future__ import annotations

from dataclasses import fields
from string import Template

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from ui.theme import look, tokens
from ui.theme.icons import Icon, icon
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.bar_chart import Bar, BarChart
from ui.widgets.buttons import IconButton, PrimaryButton
from ui.widgets.card import Card, clear, column, row
from ui.widgets.chooser import Chooser, FilterChip, ToggleChip
from ui.widgets.dialogs import AskDialog, ConfirmDialog, SayDialog
from ui.widgets.empty import EmptyState
from ui.widgets.files import choose_file, choose_files, choose_folder, choose_target
from ui.widgets.key_values import KeyValueRows, KeyValueStrip
from ui.widgets.pill import Badge, Pill
from ui.widgets.plot import round_ticks
from ui.widgets.search_box import SearchBox
from ui.widgets.side_list import SideItem, SideList
from ui.widgets.stacked_bar import Legend, StackedBar
from ui.widgets.stat import StatCard, StatRow
from ui.widgets.text import ElidedLabel, Label


def test_the_style_sheet_names_only_tokens_that_exist(qapp):
    assert "$" not in look.style_sheet()
    used = {
        found.group("named") or found.group("braced")
        for found in Template.pattern.finditer((look._HERE / "style.qss").read_text())
    }
    assert used - {"here", None} <= set(tokens.for_style_sheet())


@pytest.mark.parametrize("which", list(Icon))
def test_every_icon_is_in_the_font(qapp, which):
    assert not icon(which).pixmap(18, 18).toImage().isNull()


def test_labels_never_read_markup_out_of_data(qtbot):
    label = Label("<b>王某</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_long_text_is_cut_and_told_whole_by_its_tooltip(qtbot):
    label = ElidedLabel("云南省青石乡石塔村村民委员会第六村民小组")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == label.whole_text()
    label.setText("短")
    assert (label.text(), label.toolTip()) == ("短", "")


def test_a_badge_shows_only_what_waits(qtbot):
    badge = Badge()
    qtbot.addWidget(badge)
    badge.set_count(0)
    assert badge.isHidden()
    badge.set_count(14)
    assert badge.text() == "14"
    badge.set_count(2000)
    assert badge.text() == "999+"


def test_a_pill_changes_tone(qtbot):
    pill = Pill("按期", Tone.GREEN)
    qtbot.addWidget(pill)
    pill.show_state("落后 4 天", Tone.RED)
    assert (pill.text(), pill.property("tone")) == ("落后 4 天", "red")


def test_a_figure_is_a_door_by_mouse_and_by_key(qtbot):
    card = StatCard("清退", door=True)
    plain = StatCard("入户率")
    whole = StatRow(card, plain)
    qtbot.addWidget(whole)
    whole.show()
    card.set_figure("18", "户 · 月减 4,862 元", Tone.RED)
    pressed: list[str] = []
    card.clicked.connect(lambda: pressed.append("card"))
    plain.clicked.connect(lambda: pressed.append("plain"))
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.keyClick(card, Qt.Key.Key_Return)
    qtbot.mouseClick(plain, Qt.MouseButton.LeftButton)
    assert pressed == ["card", "card"]
    assert card.number() == "18"


def test_a_card_has_one_title_line(qtbot):
    card = Card("疑点", accent=Tone.RED)
    qtbot.addWidget(card)
    card.set_title("疑点 2", "其中高风险 1")
    card.add_to_head(IconButton(Icon.MORE, "更多"))
    card.add(Label("一"))
    card.add(row(Label("左"), None, Label("右")))
    card.set_accent(None)
    assert card.body.count() == 3
    clear(card.body)
    assert card.body.count() == 0


def test_pairs_are_shown_anew(qtbot):
    strip, rows = KeyValueStrip(), KeyValueRows()
    page = QWidget()
    page.setLayout(column(strip, rows, None))
    qtbot.addWidget(page)
    for _ in range(2):
        strip.show_pairs([("家庭 / 保障", "2 / 2 人"), ("材料", Label("18 / 22"))])
        rows.show_pairs([("标准", "162.00 元"), ("月保障金", "324.00 元")], total=True, tips={0: "方案二（1）3"})
    assert [label.text() for label in rows.findChildren(Label) if label.property("role") == "strong"][-2:] == [
        "月保障金",
        "324.00 元",
    ]


def test_the_empty_state_offers_the_next_act(qtbot):
    empty = EmptyState("还没有评议会。", "新建评议会")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.chosen):
        empty.findChild(PrimaryButton).click()
    empty.set_sentence("没有找到。")


def test_the_search_box_waits_for_a_pause_and_enter_does_not(qtbot):
    box = SearchBox("姓名", "Ctrl K")
    qtbot.addWidget(box)
    box.show()
    said: list[str] = []
    box.searched.connect(said.append)
    with qtbot.waitSignal(box.searched):
        qtbot.keyClicks(box, "dyx")
    assert said == ["dyx"]
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert said == ["dyx", "dyx", ""]
    with qtbot.waitSignal(box.left):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    box.set_quietly("静")
    assert said[-1] == ""


@pytest.mark.parametrize("make", [lambda: Chooser("范围"), FilterChip])
def test_a_chooser_tells_only_what_the_clerk_chose(qtbot, make):
    chooser = make()
    qtbot.addWidget(chooser)
    said: list[object] = []
    chooser.chosen.connect(said.append)
    chooser.set_choices([("", "全乡 2 村"), ("石塔村", "石塔村"), ("荆山村", "荆山村")], "荆山村")
    assert chooser.words() == "荆山村"
    chooser.set_choices([("", "全乡 1 村"), ("石塔村", "石塔村")], "荆山村")
    assert chooser.value() == "", "a value that is gone falls back to the first"
    assert said == []
    chooser.show()
    chooser.open_menu()
    menu = chooser.findChild(QMenu)
    menu.actions()[1].trigger()
    menu.close()
    assert said == ["石塔村"]


def test_chips_show_that_they_filter(qtbot):
    chip, toggle = FilterChip([("", "全部村"), ("a", "石塔村")]), ToggleChip("缺材料")
    qtbot.addWidget(chip)
    qtbot.addWidget(toggle)
    assert not chip.filters
    chip.choose("a")
    assert chip.filters
    toggle.setChecked(True)
    assert toggle.text() == "缺材料 ×"
    toggle.setChecked(False)
    assert toggle.text() == "缺材料"


def test_a_banner_says_links_and_goes(qtbot):
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.sentence() == ""
    banner.say("有 3 户到期。", Tone.AMBER, "去看看")
    assert banner.sentence() == "有 3 户到期。"
    with qtbot.waitSignal(banner.dismissed):
        banner.dismiss()
    assert banner.sentence() == ""


def test_the_side_list_keeps_its_line(qtbot):
    side = SideList()
    qtbot.addWidget(side)
    items = [
        SideItem(1, "周红巧", number="1", pill="通过 5/6", tone=Tone.GREEN),
        SideItem(2, "李有才", note="村民代表"),
    ]
    side.show_items(items)
    said: list[object] = []
    side.chosen.connect(said.append)
    side.choose(2)
    side.show_items([*items, SideItem(3, "姚翠莲")])
    assert side.current_key() == 2
    assert said == [2]
    side.resize(230, 120)
    side.show()
    assert not side.grab().isNull()


def test_bars_and_their_chart(qtbot):
    page = QWidget()
    layout = QVBoxLayout(page)
    bar, chart = StackedBar(), BarChart(["办结", "已公示"])
    for widget in (bar, Legend(["办结", "已公示"]), chart):
        layout.addWidget(widget)
    qtbot.addWidget(page)
    bar.show_parts((2, 1), 4, mark=2 / 3)
    chart.show_bars([Bar("石塔村", (20, 5)), Bar("荆山村", (15, 7))])
    chart.show_bars([])
    chart.show_bars([Bar("石塔村", (24, 0))])
    assert chart.plot is None, "nobody has looked at it yet"
    page.resize(500, 400)
    page.show()
    qtbot.waitUntil(lambda: chart.plot is not None)
    left, right = chart.plot.viewRange()[0]
    assert right - left > 7, "a single bar stays slim"
    clicked = []
    chart.clicked.connect(clicked.append)
    for place in (0, 3):
        middle = chart.plot.mapFromScene(chart.plot.getViewBox().mapViewToScene(QPointF(place, 12)))
        qtbot.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert clicked == ["石塔村"]
    picture = bar.grab().toImage()
    assert picture.pixelColor(picture.width() // 4, picture.height() // 2).name() == tokens.STEPS[0]


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [(0, [0]), (4, [0, 1, 2, 3, 4]), (33, [0, 10, 20, 30]), (26, [0, 10, 20]), (100, [0, 20, 40, 60, 80, 100])],
)
def test_an_axis_counts_in_round_whole_numbers(highest, ticks):
    assert round_ticks(highest) == ticks


def test_dialogs_answer_by_callback_and_close(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    said: list[object] = []
    confirm = ConfirmDialog(
        window, "撤销导入", "撤销后 18 户恢复原样。", lambda: said.append("yes"), yes="撤销", danger=True
    )
    confirm.open()
    confirm.yes_button.click()
    ask = AskDialog(window, "退回重查", "理由", said.append, many_lines=True, yes="退回")
    ask.open()
    ask.yes_button.click()
    assert ask.isVisible(), "an empty answer keeps it open"
    assert ask._problem.text() == "请填写理由。"
    ask._edit.setPlainText("收入没有算清")
    ask.yes_button.click()
    tell = SayDialog(window, "完成", "已导入 345 户。")
    tell.open()
    tell.yes_button.click()
    refused = ConfirmDialog(window, "删除", "真的？", lambda: said.append("no"), yes="删除")
    refused.open()
    refused.no_button.click()
    assert said == ["yes", "收入没有算清"]


def test_files_are_asked_for_without_a_nested_loop(qtbot, tmp_path):
    window = QWidget()
    qtbot.addWidget(window)
    said: list[object] = []
    target = choose_target(window, "保存", "名册.xlsx", said.append, folder=tmp_path)
    target.fileSelected.emit(str(tmp_path / "名册.xlsx"))
    several = choose_files(window, "选择名册", said.append, folder=tmp_path)
    several.filesSelected.emit([str(tmp_path / "a.xls")])
    for dialog in (
        target,
        several,
        choose_file(window, "选择", said.append),
        choose_folder(window, "选择", said.append),
    ):
        dialog.close()
    assert said == [tmp_path / "名册.xlsx", [tmp_path / "a.xls"]]


def test_a_side_item_is_plain_data():
    assert [field.name for field in fields(SideItem)][:2] == ["key", "words"]
