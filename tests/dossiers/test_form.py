"""The form of the whole record, driven as a clerk would: keyboard, drafts, problems beside fields, undo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands, queries
from dibao_desktop.dossiers.rules.circumstance_words import PersonStatus
from dibao_desktop.matching import commands as matching
from dibao_desktop.matching.rules.lists import ListEntry, ListKind
from dibao_desktop.office import Office
from dibao_desktop.review import commands as review
from makers import a_member, make_household, make_id
from meetings import a_meeting_ready_to_vote, a_village_ready, vote
from paper_makers import a_pdf, a_png
from ui.forms.fields import Field
from ui.jobs.runner import JobRunner
from ui.pages.dossiers.compare import CompareDialog
from ui.pages.dossiers.fields import SuggestField
from ui.pages.dossiers.page import DossiersPage
from ui.pages.dossiers.putting_in import from_clipboard
from ui.widgets.buttons import IconButton
from ui.widgets.dialogs import ConfirmDialog
from ui.widgets.page import PageContext


@pytest.fixture
def page(office: Office, runner: JobRunner, qtbot: QtBot) -> Iterator[DossiersPage]:
    made = a_page(office, runner, qtbot)
    yield made
    made.hide()


def a_page(office: Office, runner: JobRunner, qtbot: QtBot) -> DossiersPage:
    made = DossiersPage(PageContext(office.session, office, runner))
    qtbot.addWidget(made)
    made.resize(1198, 684)
    made.show()
    made.activateWindow()
    return made


def put(field: Field, text: str) -> None:
    """As an input method would: the whole text at once."""
    line = field.box.lineEdit() if isinstance(field, SuggestField) else field.editor
    line.setText(text)
    line.textEdited.emit(text)
    if hasattr(line, "editingFinished"):
        line.editingFinished.emit()


def press(page: DossiersPage, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
    QTest.keyClick(page, key, held)


def member(page: DossiersPage, place: int) -> dict[str, Field]:
    return page.form.members.editors[place].binder.fields


def detail(household: int) -> queries.HouseholdDetail:
    found = queries.household(household)
    assert found is not None
    return found


def test_a_family_with_income_property_and_consent_by_keyboard(page: DossiersPage) -> None:
    press(page, Qt.Key.Key_N)
    form = page.form
    assert page.editing
    put(form.binder.fields["head_name"], "罗秀英")
    put(form.binder.fields["village"], "石塔村")
    put(form.binder.fields["aid_type"], "农村低保")
    people = (("罗秀英", "户主", "19500612", 2), ("罗建国", "子", "19781103", 1), ("李梅", "儿媳", "19800421", 4))
    for place, (name, relation, born, sequence) in enumerate(people):
        if place:
            press(page, Qt.Key.Key_M)
        put(member(page, place)["name"], name)
        put(member(page, place)["relation"], relation)
        put(member(page, place)["id_number"], make_id(born, sequence))
    # Sex and date of birth came from the number.
    assert member(page, 2)["sex"].read() == "女"
    press(page, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    income = form.more.lists["incomes"]
    income.start_line()
    put(income.lines[0].binder.fields["kind"], "工资性收入")
    put(income.lines[0].binder.fields["period"], "2016")
    put(income.lines[0].binder.fields["amount_fen"], "6,000")
    income.lines[0].binder.fields["member"].write(1)
    assert form.income.read() == 600_000
    assert form.income.line.isReadOnly()
    assert "合计 6,000 元/年" in form.more.notes["incomes"].text()
    form.more.lists["properties"].start_line()
    put(form.more.lists["properties"].lines[0].binder.fields["kind"], "房屋")
    form.more.lists["consents"].start_line()
    assert "还缺：罗秀英、罗建国、李梅" in form.more.notes["consents"].text()
    press(page, Qt.Key.Key_S)
    # A consent of nobody is an empty line, and nothing stands in it.
    assert not page.editing
    saved = queries.whole_record(page.list.current_id() or 0)
    assert saved is not None
    assert saved.record.family_size == 3
    assert saved.record.annual_income_fen == 600_000
    assert saved.circumstances.incomes[0].member == 1
    assert saved.circumstances.properties[0].kind == "房屋"
    assert saved.circumstances.consents == ()


def test_enter_goes_to_the_next_field(page: DossiersPage, office: Office) -> None:
    make_household(office.session)
    page.become_stale()
    page.start_editing()
    page.form.binder.fields["head_name"].editor.setFocus()
    QTest.keyClick(page.form.binder.fields["head_name"].editor, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.form.binder.fields["number"].editor


def test_problems_stand_beside_their_fields(page: DossiersPage, office: Office) -> None:
    household = make_household(office.session, 2)
    page.become_stale()
    page.start_editing()
    put(member(page, 0)["id_number"], "5300001965071200123")
    put(page.form.members.editors[1].facts_field("died_on"), "2017-02-30")
    expenses = page.form.more.lists["expenses"]
    expenses.start_line()
    put(expenses.lines[0].binder.fields["amount_fen"], "12")
    page.form.save()
    assert page.editing
    assert member(page, 0)["id_number"].problem.text()
    assert "不是日期" in page.form.members.editors[1].facts_field("died_on").problem.text()
    assert "请选类型" in expenses.lines[0].binder.fields["kind"].problem.text()
    assert detail(household).version == 1


def test_a_person_of_another_dossier_has_a_door_and_a_mark(page: DossiersPage, office: Office) -> None:
    other = make_household(office.session, 1, number="0900", members=(a_member(name="李有才"),), head_name="李有才")
    household = make_household(office.session, 1, number="0901")
    page.become_stale()
    page.open_target(household)
    page.start_editing()
    page.form.add_member()
    put(member(page, 1)["name"], "李有才")
    put(member(page, 1)["id_number"], detail(other).record.members[0].id_number)
    editor = page.form.members.editors[1]
    assert "已在档案 0900" in member(page, 1)["id_number"].problem.text()
    assert editor.door.isVisibleTo(editor)
    page.form.save()
    assert page.editing
    editor.door.click()
    assert page.list.current_id() == other
    # What was typed waits.
    page.banner.acted.emit()
    assert page.form.members.editors[1].called() == "李有才"
    page.form.members.editors[1].duplicate.box.setChecked(True)
    page.form.save()
    assert not page.editing
    assert queries.circumstances(household, detail(household).member_ids).people[1].duplicate


def test_who_was_paid_cannot_be_taken_out(page: DossiersPage, office: Office) -> None:
    household = make_household(office.session, 2)
    gone = detail(household).record.members[1]
    entry = ListEntry(ListKind.PAYMENTS, name=gone.name, id_number=gone.id_number, amount_fen=1, place="甲!A1")
    matching.take_list(office.session, ListKind.PAYMENTS, [entry], "代发")
    page.become_stale()
    page.start_editing()
    page.form.members.editors[1].removal_asked.emit()
    assert len(page.form.members.editors) == 2
    assert "请填“人员状态”" in member(page, 1)["name"].problem.text()


def test_who_was_voted_on_cannot_be_taken_out_by_the_button_and_leaves_by_their_status(
    page: DossiersPage, office: Office
) -> None:
    ready = a_village_ready(office.session, households=1)
    (household,) = ready.households
    room = a_meeting_ready_to_vote(ready)
    review.open_case(office.session, room.items[0])
    vote(room, 0, "aaaaaaa")
    review.close_vote(office.session, room.items[0])
    who = len(detail(household).record.members)
    page.become_stale()
    page.open_target(household)
    page.start_editing()
    gone = page.form.members.editors[1]
    bin_ = next(each for each in gone.findChildren(IconButton) if each.toolTip() == "移出这位成员")
    assert bin_.isEnabled()
    bin_.click()
    assert len(page.form.members.editors) == who
    said = member(page, 1)["name"].problem.text()
    assert "所在户已经过民主评议，不能从档案中删去" in said and "请填“人员状态”" in said
    assert gone.facts_field("status").editor.hasFocus()
    gone.facts_field("status").write(PersonStatus.DEAD.value)
    gone.facts_field("died_on").write("2017-05-20")
    gone.covered.box.setChecked(False)
    page.form.save()
    assert not page.editing, page.banner.sentence()
    saved = detail(household)
    assert len(saved.record.members) == who
    assert queries.circumstances(household, saved.member_ids).people[1].died_on == "2017-05-20"
    # Nobody can get round the form either.
    without = replace(saved.record, members=saved.record.members[:1], family_size=1, covered_size=1)
    with pytest.raises(KnownError, match="民主评议"):
        commands.amend_household(office.session, household, without, saved.version, saved.member_ids[:1])


def test_papers_go_in_with_the_form_and_a_bad_one_is_said(page: DossiersPage, tmp_path: Path) -> None:
    good, bad = tmp_path / "户口簿.pdf", tmp_path / "身份证.jpg"
    good.write_bytes(a_pdf())
    bad.write_bytes(b"MZ\0\0")
    page.start_new()
    waiting = page.form.papers
    waiting.wait_for_files([good, bad, good])
    waiting.findChildren(IconButton)[-1].click()
    assert [paper.title for paper in waiting.papers] == ["户口簿.pdf", "身份证.jpg"]
    assert page.form.dirty, "who leaves now is asked first"
    put(page.form.binder.fields["head_name"], "罗秀英")
    put(page.form.binder.fields["village"], "石塔村")
    put(member(page, 0)["id_number"], make_id("19500612", 2))
    page.form.save()
    assert page.banner.sentence().startswith("档案已保存，有材料没有加入：")
    assert [paper.line for paper in queries.papers(page.list.current_id() or 0)] == [4]
    page.start_editing()
    assert not page.form.papers.papers


def test_a_draft_survives_the_end_of_the_program(
    office: Office, runner: JobRunner, qtbot: QtBot, page: DossiersPage
) -> None:
    household = make_household(office.session, 2)
    page.become_stale()
    page.start_editing()
    put(page.form.binder.fields["phone"], "19912340000")
    income = page.form.more.lists["incomes"]
    income.start_line()
    put(income.lines[0].binder.fields["kind"], "其他收入")
    page.form.keep_draft()
    page.hide()
    again = a_page(office, runner, qtbot)
    assert "没保存完的修改" in again.banner.sentence()
    again.banner.acted.emit()
    assert again.form.binder.fields["phone"].read() == "19912340000"
    put(again.form.more.lists["incomes"].lines[0].binder.fields["amount_fen"], "5")
    again.form.save()
    assert detail(household).record.phone == "19912340000"
    assert not queries.drafts(office.session.actor.account_id)
    again.hide()


def test_papers_that_waited_with_a_draft_are_found_again_and_what_is_lost_is_said(
    office: Office, runner: JobRunner, qtbot: QtBot, page: DossiersPage, tmp_path: Path
) -> None:
    book, card = tmp_path / "户口簿.png", tmp_path / "身份证.png"
    for path in (book, card):
        path.write_bytes(a_png())
    page.start_new()
    put(page.form.binder.fields["head_name"], "董云秀")
    page.form.papers.wait_for_files([book, card])
    QGuiApplication.clipboard().setImage(QImage(8, 8, QImage.Format.Format_RGB32))
    page.form.papers.wait_for(from_clipboard(office.session.clock()))
    page.form.keep_draft()
    page.hide()
    card.unlink()
    again = a_page(office, runner, qtbot)
    again.banner.acted.emit()
    assert [paper.title for paper in again.form.papers.papers] == ["户口簿.png"]
    said = again.banner.sentence()
    for words in ("材料 1 份也在下面", "身份证.png等 1 份材料已不在原处", "粘贴的图片 1 份没有留下"):
        assert words in said
    again.hide()


def test_a_discarded_draft_is_gone(page: DossiersPage, office: Office) -> None:
    make_household(office.session, 2)
    page.become_stale()
    page.start_editing()
    put(page.form.binder.fields["phone"], "19912340000")
    page.form.keep_draft()
    page.cancel()
    page.findChild(ConfirmDialog).yes_button.click()
    assert not page.editing
    assert not queries.drafts(office.session.actor.account_id)


def test_the_last_change_is_undone_by_key_and_versions_compared(page: DossiersPage, office: Office) -> None:
    household = make_household(office.session, 2, phone="19900000001")
    page.become_stale()
    page.start_editing()
    put(page.form.binder.fields["phone"], "19912340000")
    page.form.save()
    page.acts.compare()
    compared = page.findChild(CompareDialog)
    assert compared.table.paged.row_at(0).after == "19912340000"
    compared.accept()
    press(page, Qt.Key.Key_Z)
    page.findChild(ConfirmDialog).yes_button.click()
    assert detail(household).record.phone == "19900000001"
    assert page.view._history._moments[0].what == "撤销上次修改"
