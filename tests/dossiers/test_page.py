"""The page 一户一档, driven as a clerk would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.domain import places
from dibao_desktop.dossiers import commands, queries
from dibao_desktop.matching import commands as matching
from dibao_desktop.matching import queries as leads
from dibao_desktop.office import Office
from makers import a_member, a_record, make_household, make_id
from ui.jobs.runner import JobRunner
from ui.pages.dossiers.judging import JudgeDialog
from ui.pages.dossiers.page import DossiersPage
from ui.pages.dossiers.reading import read_dossier
from ui.pages.dossiers.timeline import moments
from ui.widgets.buttons import LinkButton
from ui.widgets.dialogs import ConfirmDialog
from ui.widgets.page import PageContext, Scope
from ui.widgets.pill import Pill
from ui.widgets.text import Label, PageTitle


@pytest.fixture
def households(office: Office) -> dict[str, int]:
    """周红巧 with a son, in A类 at an amount that is not A's; 罗建 elsewhere; 王明, who only applies."""
    session = office.session
    head = a_member(name="周红巧", id_number=make_id("19610617", 520), sex="女", birth="1961-06-17")
    son = a_member("子", name="周福", health="残疾", disability_kind="肢体", disability_grade="二级")
    one = {"number": "0001", "head_name": "周红巧", "members": (head, son), "family_size": 2, "covered_size": 2}
    alone, applicant = a_member(name="罗建"), a_member(name="王明")
    return {
        "周红巧": make_household(session, 2, category="A类", monthly_fen=336_00, **one),
        "罗建": make_household(session, 1, number="0002", village="荆山村", head_name="罗建", members=(alone,)),
        "王明": make_household(session, 1, True, number="0003", head_name="王明", members=(applicant,)),
    }


@pytest.fixture
def page(office: Office, households: dict[str, int], runner: JobRunner, qtbot: QtBot) -> Iterator[DossiersPage]:
    made = DossiersPage(PageContext(office.session, office, runner))
    qtbot.addWidget(made)
    made.resize(1198, 684)
    made.show()
    yield made
    made.hide()


def words(page: DossiersPage) -> str:
    """All that stands on the right side, once it is laid out."""
    QCoreApplication.processEvents()
    return "\n".join(label.text() for label in page.view.findChildren(Label) if label.isVisible())


def names(page: DossiersPage) -> list[str]:
    rows = (page.list.table.paged.row_of(id_) for id_ in page.list.table.paged.ids)
    return [row.household.head_name for row in rows]


def field(page: DossiersPage, name: str):
    return page.form.binder.fields[name]


def type_into(page: DossiersPage, name: str, text: str) -> None:
    """Chinese does not come by single keys, so the whole text is put in as an input method would."""
    line = field(page, name).line
    line.setText(text)
    line.textEdited.emit(text)


def answer(page: DossiersPage, yes: bool) -> None:
    dialog = page.findChild(ConfirmDialog)
    assert dialog is not None
    (dialog.yes_button if yes else dialog.no_button).click()


def test_it_opens_on_the_first_household_in_receipt(page: DossiersPage) -> None:
    assert page.list.count.text() == "2 户"
    assert names(page) == ["周红巧", "罗建"]
    assert page.view.findChild(PageTitle).text() == "周红巧"
    assert "档案号 0001 · 石塔村" in words(page)


def test_filters(page: DossiersPage) -> None:
    page.list.standing.choose("申请")
    assert names(page) == ["王明"]
    page.list.standing.choose("")
    page.list.village.choose(queries.villages()[1].id)
    assert names(page) == ["罗建"]
    page.list.village.choose("")
    page.list.category.choose("A类")
    assert names(page) == ["周红巧"]
    page.list.standing.choose("已注销")
    assert page.list.count.text() == "0 户"
    assert page.list.nothing.isVisible()


def test_the_scope_of_the_window_is_kept(page: DossiersPage) -> None:
    page.scope_changed(Scope(None, "荆山村"))
    assert names(page) == ["罗建"]
    assert not page.list.village.isVisible()


def test_searching_looks_among_all_and_can_be_cleared(page: DossiersPage) -> None:
    page.search("wm")
    assert names(page) == ["王明"]
    assert page.view.findChild(PageTitle).text() == "王明"
    page.search("查无此人")
    assert page.right.currentWidget() is page.empty
    page.list.clear_link.click()
    assert names(page) == ["周红巧", "罗建"]


def test_other_pages_point_here(page: DossiersPage, households: dict[str, int]) -> None:
    page.open_target(households["王明"])
    assert page.list.table.current_id() == households["王明"]
    page.open_target({"ids": (households["罗建"],), "standing": "在保"})
    assert names(page) == ["罗建"]
    page.open_target({"text": "周"})
    assert names(page) == ["周红巧"]


def test_numbers_are_masked_until_they_are_asked_for(page: DossiersPage) -> None:
    table = page.view._members

    def shown() -> str:
        return table.table.model().index(0, 2).data()

    assert shown() == "530***********" + make_id("19610617", 520)[-4:]
    table._reveal.click()
    assert shown() == make_id("19610617", 520)
    page.list.step(1)
    page.list.step(-1)
    assert shown().startswith("530***")


def test_the_amount_is_explained_and_compared(page: DossiersPage) -> None:
    assert "A类补差标准 222.00 元/人·月 × 保障人口 2 人 = 月保障金 444.00 元" in words(page)
    assert "应为 444.00 元，相差 108.00 元" in words(page)
    assert "依据：" not in words(page).split("金额怎么来的")[1].split("经过")[0]
    page.view._amount._why.click()
    assert "依据：" in words(page).split("金额怎么来的")[1].split("经过")[0]


def test_editing_by_key_and_saving_by_key(page: DossiersPage, households: dict[str, int], qtbot: QtBot) -> None:
    QTest.keyClick(page, Qt.Key.Key_F2)
    assert page.editing
    type_into(page, "phone", "19812345678")
    assert "周红巧的修改没有保存" in page.unsaved()
    with qtbot.waitSignal(page.said) as said:
        QTest.keyClick(page.form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert said.args == ["已保存"]
    assert not page.editing
    household = queries.household(households["周红巧"])
    assert household is not None
    assert household.record.phone == "19812345678"
    assert "联系电话" in words(page).split("经过")[1]
    assert page.unsaved() == ""


def test_saving_an_untouched_form_changes_nothing(page: DossiersPage, households: dict[str, int]) -> None:
    before = queries.household(households["周红巧"])
    page.start_editing()
    assert not page.form.dirty
    page.form.save()
    assert queries.household(households["周红巧"]) == before


def test_problems_stand_beside_their_fields(page: DossiersPage) -> None:
    page.start_editing()
    type_into(page, "head_name", "")
    type_into(page, "monthly_fen", "很多")
    member = page.form.members.editors[1]
    member.number.line.setText("53000019")
    page.form.save()
    assert page.editing
    assert field(page, "head_name").problem.text() == "户主姓名未填写。"
    assert "不是金额" in field(page, "monthly_fen").problem.text()
    assert "应为18位" in member.number.problem.text()
    assert field(page, "head_name").line.hasFocus() or not page.isActiveWindow()


def test_a_problem_of_a_member_alone_is_shown_too(page: DossiersPage) -> None:
    page.start_editing()
    editor = page.form.members.editors[1]
    editor.birth.line.setText("不知道")
    page.form.save()
    assert page.editing
    assert "不是日期" in editor.birth.problem.text()


def test_members_come_and_go_in_one_save(page: DossiersPage, households: dict[str, int]) -> None:
    before = queries.household(households["周红巧"])
    assert before is not None
    page.start_editing()
    page.form.members.editors[1].removal_asked.emit()
    page.form.add_member()
    page.form.add_member()
    for place, name in ((1, "周小"), (2, "周大")):
        editor = page.form.members.editors[place]
        editor.binder.fields["name"].line.setText(name)
        editor.number.line.setText(make_id("20080808", 10 + place))
        editor.number.line.editingFinished.emit()
    page.form.members.editors[2].covered.box.click()
    assert page.form._covered.text() == "3 人，其中保障对象 2 人"
    page.form.save()
    after = queries.household(households["周红巧"])
    assert after is not None
    assert [member.name for member in after.record.members] == ["周红巧", "周小", "周大"]
    assert (after.record.family_size, after.record.covered_size) == (3, 2)
    assert after.record.members[1].sex == "男"
    assert after.record.members[1].birth == "2008-08-08"
    assert after.member_ids[0] == before.member_ids[0]


def test_words_of_another_file_are_not_lost_in_the_form(page: DossiersPage, households: dict[str, int]) -> None:
    household = queries.household(households["罗建"])
    assert household is not None
    page.open_target(households["罗建"])
    page.start_editing()
    box = field(page, "cause").editor
    assert isinstance(box, QComboBox)
    box.lineEdit().setText("山体滑坡毁房")
    box.lineEdit().textEdited.emit("山体滑坡毁房")
    page.form.save()
    page.start_editing()
    assert not page.form.dirty
    assert box.currentText() == "山体滑坡毁房"


def test_leaving_a_changed_form_is_asked_about(page: DossiersPage, households: dict[str, int]) -> None:
    page.start_editing()
    type_into(page, "phone", "19812345678")
    page.list.step(1)
    assert page.editing
    assert page.list.table.current_id() == households["周红巧"]
    answer(page, yes=False)
    assert page.editing
    QTest.keyClick(page.form, Qt.Key.Key_Escape)
    answer(page, yes=True)
    assert not page.editing
    household = queries.household(households["周红巧"])
    assert household is not None
    assert household.record.phone != "19812345678"


def test_giving_up_goes_where_the_clerk_wanted_to_go(page: DossiersPage, households: dict[str, int]) -> None:
    page.start_editing()
    type_into(page, "phone", "19812345678")
    QTest.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    answer(page, yes=True)
    assert not page.editing
    assert page.list.table.current_id() == households["罗建"]
    assert page.view.findChild(PageTitle).text() == "罗建"


def test_a_dossier_that_was_changed_meanwhile_is_not_overwritten(
    page: DossiersPage, office: Office, households: dict[str, int]
) -> None:
    page.start_editing()
    type_into(page, "phone", "19812345678")
    household = queries.household(households["周红巧"])
    assert household is not None
    commands.set_standing(office.session, household.id, "停保")
    page.form.save()
    assert "在您编辑期间已被修改" in page.banner.sentence()
    page.banner.acted.emit()
    assert page.editing
    assert not page.form.dirty


def test_a_new_household(page: DossiersPage, qtbot: QtBot) -> None:
    QTest.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert page.editing
    assert not page.form.dirty
    type_into(page, "head_name", "周新")
    field(page, "village").box.setEditText("石塔村")
    editor = page.form.members.editors[0]
    editor.binder.fields["name"].line.setText("周新")
    page.form.save()
    assert "新申请须先核实证件" in editor.number.problem.text()
    editor.number.line.setText(make_id("19700101", 7))
    page.form.save()
    assert not page.editing
    found = queries.household_id("0004")
    assert found is not None
    household = queries.household(found)
    assert household is not None
    assert (household.standing, household.record.head_name) == ("申请", "周新")
    assert page.list.table.current_id() == found


def test_what_is_odd_is_saved_and_said(page: DossiersPage) -> None:
    page.start_editing()
    type_into(page, "account_no", "123")
    page.form.save()
    assert "银行账号应为 12 至 25 位数字" in page.banner.sentence()


def test_verifying_a_lead(page: DossiersPage, office: Office, households: dict[str, int]) -> None:
    matching.match(office.session)
    page.become_stale()
    (lead,) = [each for each in leads.leads_of(households["周红巧"]) if each.code == "CK26"]
    assert any("1 条疑点" in pill.text() for pill in page.view.findChildren(Pill))
    links = [link for link in page.view.findChildren(LinkButton) if link.text() == "核实…"]
    links[0].click()
    dialog = page.findChild(JudgeDialog)
    dialog.verdict.write("不属实")
    dialog.yes_button.click()
    assert dialog.isVisible()
    dialog.evidence.area.setPlainText("银行回单已核对")
    dialog.day.line.setText("昨天")
    dialog.yes_button.click()
    assert dialog.isVisible()
    dialog.day.line.setText("2017-06-01")
    dialog.yes_button.click()
    assert leads.leads_of(households["周红巧"])[0].verdict == "不属实"
    assert "2017-06-01 周敏核实：不属实" in words(page)
    assert lead.household_id == households["周红巧"]


def test_the_next_step_is_a_door(page: DossiersPage, office: Office, households: dict[str, int], qtbot: QtBot) -> None:
    pack = (places.resources() / "policies" / "s1.toml").read_text("utf-8")
    campaign = clearance.start_campaign(office.session, "2017年清查", pack, office.session.today())
    page.scope_changed(Scope(campaign, ""))
    row = page.list.table.paged.row_at(0)
    assert row.step
    (door,) = [link for link in page.view.findChildren(LinkButton) if link.text() == row.step]
    with qtbot.waitSignal(page.go) as gone:
        door.click()
    assert gone.args == ["clearance", households["周红巧"]]


def test_an_applicant_is_taken_into_the_campaign_under_way(page: DossiersPage, office: Office) -> None:
    pack = (places.resources() / "policies" / "s1.toml").read_text("utf-8")
    campaign = clearance.start_campaign(office.session, "2017年清查", pack, office.session.today())
    page.scope_changed(Scope(campaign, ""))
    page.start_new()
    type_into(page, "head_name", "周新")
    field(page, "village").box.setEditText("石塔村")
    editor = page.form.members.editors[0]
    editor.binder.fields["name"].line.setText("周新")
    editor.number.line.setText(make_id("19700101", 7))
    page.form.save()
    id_ = queries.household_id("0004")
    assert id_ is not None
    case = cases.case_of(campaign, id_)
    assert case is not None
    assert case.applicant
    assert page.list.table.paged.row_of(id_).step == case.step_label


def test_the_sheet_is_printed(page: DossiersPage, households: dict[str, int], tmp_path: Path, qtbot: QtBot) -> None:
    sheet = queries.dossier_sheet(households["周红巧"])
    with qtbot.waitSignal(page.said):
        page.paper_output.write_sheet(sheet, tmp_path / "档案.pdf")
    assert (tmp_path / "档案.pdf").read_bytes().startswith(b"%PDF")
    (tmp_path / "占用").write_text("")
    page.paper_output.write_sheet(sheet, tmp_path / "占用" / "档案.pdf")
    assert "无法写入" in page.banner.sentence()


def test_history_tells_changes_with_private_numbers_masked(office: Office, page: DossiersPage) -> None:
    record = a_record(1, number="0077")
    commands.apply_roster(office.session, [record], "名册")
    id_ = queries.household_id("0077")
    assert id_ is not None
    household = queries.household(id_)
    assert household is not None
    changed = {**record.__dict__, "account_no": "6222000000009999", "monthly_fen": 222_00}
    commands.amend_household(office.session, id_, type(record)(**changed), household.version)
    dossier = read_dossier(id_, None, office.session.today())
    assert dossier is not None
    told = moments(dossier)
    assert told[-1].when == "2011-12"
    text = "\n".join(moment.detail for moment in told)
    assert "622*********9999" in text
    assert "6222000000009999" not in text
    assert any(moment.what == "增发：C类，1 人，每月 222 元" for moment in told)
    assert read_dossier(999, None, office.session.today()) is None
