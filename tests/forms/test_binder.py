"""Forms: shown as a whole, read as a whole; problems beside the field."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from enum import Enum

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCalendarWidget, QVBoxLayout, QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.problems import Problem
from ui.forms.binder import Binder
from ui.forms.dialog import FormDialog
from ui.forms.fields import (
    CheckField,
    ChoiceField,
    DateField,
    EnumField,
    FenField,
    IdField,
    LongTextField,
    TextField,
    Unreadable,
    WholeNumberField,
)


class Health(Enum):
    WELL = "健康"
    ILL = "患病"


@dataclass(frozen=True)
class Draft:
    head: str
    id_number: str
    monthly_fen: int | None
    people: int | None
    since: str
    visited: dt.date | None
    category: str
    health: Health | None
    signed: bool
    note: str
    kept: int = 7


SHOWN = Draft(
    "董云秀", "530000195203114132", 32_400, 2, "2012-03", dt.date(2017, 6, 18), "B", Health.ILL, True, "两间\n瓦房"
)


@pytest.fixture
def form(qtbot):
    fields = [
        TextField("head", "户主"),
        IdField("id_number", "身份证号"),
        FenField("monthly_fen", "月保障金"),
        WholeNumberField("people", "人口"),
        DateField("since", "批准时间"),
        DateField("visited", "入户日期", whole=True),
        ChoiceField("category", "类别", [("A", "A类"), ("B", "B类")]),
        EnumField("health", "健康", Health, none="未填"),
        CheckField("signed", "已签字"),
        LongTextField("note", "备注"),
    ]
    page = QWidget()
    layout = QVBoxLayout(page)
    for field in fields:
        layout.addWidget(field)
    qtbot.addWidget(page)
    binder = Binder(fields)
    binder.page = page
    binder.show(SHOWN)
    return binder


def type_in(qtbot, field, text):
    field.line.setFocus()
    field.line.selectAll()
    qtbot.keyClicks(field.line, text)


def test_what_is_shown_is_read_back_unchanged(form):
    assert form.draft() == SHOWN
    assert not form.dirty


def test_a_change_makes_it_dirty_and_taking_it_back_clean(form, qtbot):
    said: list[bool] = []
    form.dirty_changed.connect(said.append)
    type_in(qtbot, form.fields["head"], "dyx")
    assert form.dirty
    assert form.draft() == replace(SHOWN, head="dyx")
    form.fields["head"].line.selectAll()
    form.fields["head"].line.insert("董云秀")
    form.fields["head"].edited.emit()
    assert not form.dirty
    assert said == [True, False]


def test_empty_and_absent_are_not_the_same(form):
    form.show(replace(SHOWN, monthly_fen=None, people=None, since="", visited=None, health=None, note=""))
    assert form.draft() == replace(SHOWN, monthly_fen=None, people=None, since="", visited=None, health=None, note="")
    form.show(replace(SHOWN, monthly_fen=0))
    assert form.fields["monthly_fen"].line.text() == "0"
    assert form.draft().monthly_fen == 0


def test_problems_stand_beside_their_fields_and_the_first_has_the_focus(form, qtbot):
    form.page.show()
    qtbot.waitExposed(form.page)
    assert form.show_problems({"people": "人口与成员数不符。", "head": "户主必须是家庭成员。"})
    assert form.fields["head"].problem.text() == "户主必须是家庭成员。"
    assert not form.fields["head"].problem.isHidden()
    assert form.page.focusWidget() is form.fields["head"].editor
    assert form.fields["since"].problem.isHidden()
    assert not form.show_problems({})
    assert form.fields["head"].problem.isHidden()


def test_problems_of_a_workbook_row_are_shown_as_well(form):
    assert form.show_problems([Problem("since", "时间晚于今天。")])
    assert form.fields["since"].problem.text() == "时间晚于今天。"


def test_what_cannot_be_read_is_a_problem_and_dirty(form, qtbot):
    type_in(qtbot, form.fields["monthly_fen"], "abc")
    assert form.dirty
    assert form.draft().monthly_fen == 32_400
    assert form.show_problems({})
    assert "不是金额" in form.fields["monthly_fen"].problem.text()


@pytest.mark.parametrize(
    ("typed", "fen"), [("336", 33_600), ("￥1,234.5元", 123_450), ("", None), ("0", 0), ("2 万元", 2_000_000)]
)
def test_amounts_are_read_as_fen(form, typed, fen):
    form.fields["monthly_fen"].line.setText(typed)
    assert form.draft().monthly_fen == fen


@pytest.mark.parametrize(
    ("typed", "kept"), [("2012.3", "2012-03"), ("2012年", "2012"), ("20120305", "2012-03-05"), ("", "")]
)
def test_dates_are_read_in_any_usual_writing(form, qtbot, typed, kept):
    field = form.fields["since"]
    field.line.setText(typed)
    field.line.editingFinished.emit()
    assert form.draft().since == kept
    assert field.line.text() == kept


def test_a_whole_date_needs_its_day(form):
    field = form.fields["visited"]
    field.line.setText("2017-06")
    with pytest.raises(Unreadable, match="写到日"):
        field.read()
    field.line.setText("六月")
    field.line.editingFinished.emit()
    assert "不是日期" in field.problem.text()


def test_the_calendar_fills_the_field(form, qtbot):
    field = form.fields["visited"]
    field.open_calendar()
    calendar = field.findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2017, 6, 18)
    calendar.clicked.emit(QDate(2017, 7, 6))
    calendar.close()
    assert form.draft().visited == dt.date(2017, 7, 6)
    assert form.dirty


def test_an_old_id_number_becomes_eighteen_and_says_so(form):
    field = form.fields["id_number"]
    field.line.setText("530000650712 301")
    field.line.editingFinished.emit()
    assert len(field.line.text()) == 18
    assert "换算" in field.problem.text()
    field.line.setText("123")
    field.line.editingFinished.emit()
    assert form.draft().id_number == "123", "an odd number stands: the rules judge it"
    assert "18位" in field.problem.text()


def test_choices_read_their_value_not_their_word(form):
    form.fields["category"].box.setCurrentIndex(0)
    form.fields["category"].box.activated.emit(0)
    assert form.draft().category == "A"
    form.fields["category"].set_choices([("C", "C类"), ("A", "A类")])
    assert form.draft().category == "A"


def test_showing_a_problem_is_no_edit(qtbot):
    field = LongTextField("income", "家庭收入")
    qtbot.addWidget(field)
    field.show()
    edits = []
    field.edited.connect(lambda: edits.append(field.read()))
    field.show_problem("没有填写")
    assert edits == []
    field.area.setPlainText("务农")
    assert edits == ["务农"]


def test_a_form_dialog_takes_back_what_it_said_once_it_is_being_mended(qtbot):
    def refuse(values):
        raise KnownError("no_text", "请写明异议。")

    dialog = FormDialog(None, "登记异议", [TextField("text", "反映的问题")], refuse)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.accept()
    assert not dialog._problem.isHidden()
    qtbot.keyClicks(dialog.fields["text"].editor, "abc")
    assert dialog._problem.isHidden()


def test_a_draft_is_shown_before_it_is_read():
    with pytest.raises(RuntimeError):
        Binder([]).draft()
