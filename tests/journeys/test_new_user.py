"""Somebody who never saw the window: a household of four with income, property and two papers, a mistake put right, forms
printed. Once with the mouse alone, once with the keyboard alone; it must stay as short as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from conftest import Clock
from dibao_desktop.dossiers import queries
from dibao_desktop.matching import commands as matching
from dibao_desktop.matching.rules.lists import ListEntry, ListKind
from dibao_desktop.office import Office
from journeys.newcomer import Keyboard, Mouse, Newcomer
from makers import a_member, make_household, make_id
from paper_makers import a_pdf
from ui.app.start import build_window
from ui.jobs.runner import JobRunner
from ui.pages.dossiers.fields import MemberEditor
from ui.pages.dossiers.page import DossiersPage
from ui.widgets.buttons import IconButton

PEOPLE = (
    ("罗秀英", "户主", make_id("19500612", 2)),
    ("罗建国", "子", make_id("19781103", 1)),
    ("李梅", "儿媳", make_id("19800421", 4)),
    ("罗小军", "孙子", make_id("20080910", 3)),
)
Sit = Callable[[type[Newcomer]], Newcomer]


@pytest.fixture
def sit(qtbot: QtBot, office: Office, runner: JobRunner, clock: Clock, tmp_path: Path) -> Sit:
    """Sits down at the window, on the page of the dossiers."""

    def sit_down(hands: type[Newcomer]) -> Newcomer:
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
        window = build_window(office, runner)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        clerk = hands(window, office.session, clock)
        clerk.begin()
        clerk.open_page("dossiers")
        return clerk

    return sit_down


@pytest.fixture
def scans(tmp_path: Path) -> list[Path]:
    """Two papers as a scanner leaves them."""
    book, card = tmp_path / "户口簿.pdf", tmp_path / "身份证.jpg"
    book.write_bytes(a_pdf())
    picture = QImage(60, 40, QImage.Format.Format_RGB32)
    picture.fill(0)
    assert picture.save(str(card))
    return [book, card]


@pytest.mark.parametrize(
    ("hands", "new", "most_steps", "most_seconds"), [(Mouse, "新增家庭", 51, 157), (Keyboard, "新增", 48, 129)]
)
def test_a_household_of_four_from_nothing_to_its_printed_forms(
    sit: Sit, scans: list[Path], tmp_path: Path, hands: type[Newcomer], new: str, most_steps: int, most_seconds: int
) -> None:
    clerk = sit(hands)
    clerk.look("还没有档案")
    clerk.press(new)
    fill_in(clerk, scans)
    clerk.press("保存")
    assert "李梅填写的性别是男" in clerk.banner
    clerk.press("去改")
    clerk.look("改正")
    clerk.pick("性别", "女", within=member(clerk, 2))
    clerk.press("保存")
    assert clerk.banner == ""
    for form in ("申请审批表", "家庭收入"):
        clerk.press("打印")
        clerk.choose_in_menu(form)
        clerk.give_files([tmp_path / f"{form}.docx"])
        assert (tmp_path / f"{form}.docx").read_bytes().startswith(b"PK")
    clerk.look("办完")
    check_record()
    assert page(clerk).list.table.selected_ids() == [queries.household_id("0001")]
    assert clerk.effort.steps <= most_steps, "；".join(clerk.effort.log)
    assert clerk.effort.seconds <= most_seconds, "；".join(clerk.effort.log)


def fill_in(clerk: Newcomer, scans: list[Path]) -> None:
    """All that the family says, with one slip: the daughter-in-law's sex."""
    form = page(clerk).form
    clerk.enter("户主姓名", "罗秀英")
    clerk.enter("村（社区）", "石塔村")
    clerk.enter("村民小组", "2组")
    clerk.pick("救助类型", "农村低保")
    clerk.press("成员")
    for place, (name, relation, number) in enumerate(PEOPLE):
        if place:
            clerk.press("增加成员")
            clerk.enter("姓名", name, within=member(clerk, place))
            clerk.enter("与户主关系", relation, within=member(clerk, place))
        clerk.enter("身份证号", number, within=member(clerk, place))
        if name == "李梅":
            clerk.pick("性别", "男", within=member(clerk, place))
            assert "身份证号为女" in member(clerk, place).sex.problem.text()
    clerk.look("家庭成员")
    clerk.press("收入")
    incomes = form.more.lists["incomes"].lines
    clerk.pick("成员", "罗建国", within=incomes[0])
    clerk.pick("类型", "工资性收入", within=incomes[0])
    clerk.enter("金额", "6000", within=incomes[0])
    clerk.press("增加收入")
    clerk.pick("类型", "转移净收入", within=incomes[1])
    clerk.enter("金额", "1200", within=incomes[1])
    clerk.press("财产")
    (property_,) = form.more.lists["properties"].lines
    clerk.pick("类型", "车辆", within=property_)
    clerk.enter("内容", "农用三轮车", within=property_)
    clerk.enter("价值", "3000", within=property_)
    clerk.press("添加材料")
    clerk.give_files(scans)
    clerk.look("填好")


def check_record() -> None:
    """What the office keeps of it."""
    id_ = queries.household_id("0001")
    assert id_ is not None
    saved = queries.whole_record(id_)
    assert saved is not None
    record, known = saved.record, saved.circumstances
    assert [(each.name, each.relation, each.id_number) for each in record.members] == list(PEOPLE)
    assert [(each.sex, each.birth) for each in record.members][2] == ("女", "1980-04-21")
    assert (record.head_name, record.family_size, record.annual_income_fen) == ("罗秀英", 4, 720_000)
    assert [(each.member, each.period) for each in known.incomes] == [(1, "2016"), (None, "2016")]
    assert [(each.kind, each.value_fen) for each in known.properties] == [("车辆", 300_000)]
    assert [paper.line for paper in queries.papers(id_)] == [4, 5]


def test_what_cannot_be_is_said_beside_its_field(sit: Sit, office: Office) -> None:
    make_household(office.session, 3, number="0001")
    clerk = sit(Mouse)
    clerk.press("编辑")
    editor = member(clerk, 2)
    clerk.enter("出生日期", "2017-02-30", within=editor)
    clerk.enter("身份证号", "5300001965071200123", within=editor)
    clerk.press("保存")
    assert page(clerk).editing
    assert "不是日期，请按“2017-06-18”填写" in editor.birth.problem.text()
    assert re.search("18 ?位", editor.number.problem.text()), editor.number.problem.text()
    for wrong in (editor.birth, editor.number):
        assert wrong.problem.isVisible()
        assert not wrong.problem.visibleRegion().isEmpty(), f"{wrong.caption}: out of sight"


def test_who_was_paid_stays_and_who_lives_elsewhere_has_a_door(sit: Sit, office: Office) -> None:
    there = make_household(office.session, 1, number="0900", members=(a_member(name="李有才"),), head_name="李有才")
    here = queries.household(make_household(office.session, 2, number="0001"))
    other = queries.household(there)
    assert here is not None
    assert other is not None
    paid = here.record.members[1]
    entry = ListEntry(ListKind.PAYMENTS, name=paid.name, id_number=paid.id_number, amount_fen=1, place="甲!A1")
    matching.take_list(office.session, ListKind.PAYMENTS, [entry], "代发")
    clerk = sit(Mouse)
    clerk.press("编辑")
    clerk.press("成员")
    remove = member(clerk, 1).findChild(IconButton)
    assert remove is not None
    clerk.push(remove)
    assert "请填“人员状态”" in member(clerk, 1).binder.fields["name"].problem.text()
    clerk.press("增加成员")
    clerk.enter("姓名", "李有才", within=member(clerk, 2))
    clerk.enter("身份证号", other.record.members[0].id_number, within=member(clerk, 2))
    clerk.enter("与户主关系", "其他", within=member(clerk, 2))
    assert "已在档案 0900" in member(clerk, 2).number.problem.text()
    clerk.press("打开档案 0900")
    assert page(clerk).list.current_id() == there
    assert "有没保存完的修改" in clerk.banner
    clerk.press("继续填写")
    assert member(clerk, 2).called() == "李有才"


def test_scrolling_past_a_drop_down_changes_nothing(sit: Sit, office: Office) -> None:
    make_household(office.session, 4, number="0001")
    clerk = sit(Mouse)
    clerk.press("编辑")
    clerk.press("增加财产")
    assert clerk.effort.notches > 0
    form = page(clerk).form
    assert not form.binder.dirty


def test_the_next_new_household_begins_where_the_last_one_lived(sit: Sit) -> None:
    clerk = sit(Keyboard)
    clerk.press("新增")
    for number in ("19650712", "19700304"):
        clerk.enter("户主姓名", "王福")
        if number == "19650712":
            clerk.enter("村（社区）", "石塔村")
        clerk.enter("身份证号", make_id(number), within=member(clerk, 0))
        clerk.press("保存并新增")
        assert page(clerk).editing, clerk.banner
    form = page(clerk).form
    assert form.binder.fields["village"].read() == "石塔村"
    assert form.binder.fields["head_name"].read() == ""
    editor = form.binder.fields["head_name"].editor
    assert isinstance(editor, QLineEdit)
    assert editor.hasFocus()
    assert len(page(clerk).list.table.paged.ids) == 2


def test_the_form_has_a_narrow_window_to_itself(sit: Sit, office: Office) -> None:
    make_household(office.session, 2, number="0001")
    clerk = sit(Keyboard)
    clerk.window.resize(683, 384)
    clerk.press("编辑")
    clerk.settle()
    frame = page(clerk).parentWidget()
    assert frame is not None
    assert page(clerk).width() <= frame.width(), "nobody scrolls sideways"
    clerk.press("取消")
    assert page(clerk).list.isVisible()


def test_a_banner_does_not_make_the_page_scroll(sit: Sit, office: Office) -> None:
    make_household(office.session, 4, number="0001")
    clerk = sit(Mouse)
    clerk.window.resize(1366, 768)
    page(clerk).banner.say("已保存。")
    clerk.settle()
    frame = page(clerk).parentWidget()
    assert frame is not None
    assert page(clerk).height() <= frame.height()


def test_the_row_stays_chosen_though_the_keys_are_held(sit: Sit, office: Office) -> None:
    first, second = (make_household(office.session, 1, number=number) for number in ("0001", "0002"))
    clerk = sit(Keyboard)
    clerk.press("编辑")
    clerk.enter("联系电话", "19912340000")
    clerk.press("保存")
    assert page(clerk).list.table.selected_ids() == [first]
    clerk.press_key("Ctrl+Down")
    assert page(clerk).list.table.selected_ids() == [second]


def page(clerk: Newcomer) -> DossiersPage:
    """The page of the dossiers, in front."""
    found = clerk.page
    assert isinstance(found, DossiersPage)
    return found


def member(clerk: Newcomer, place: int) -> MemberEditor:
    """One of the members in the form."""
    return page(clerk).form.members.editors[place]
