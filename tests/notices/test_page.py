"""The page of the notices, driven as a clerk drives it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.notices import commands as notices
from dibao_desktop.notices import queries
from dibao_desktop.notices.rules.board import board_document
from dibao_desktop.notices.rules.states import BatchState, EntryState, Handling, PhotoMoment
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.settings import commands as settings
from dibao_desktop.settings.rules import Key
from notices.boards import a_hanging_board, a_village_waiting
from notices.test_rules import RULE, a_board
from paper_makers import a_png
from situations import bring_to
from ui.forms.dialog import FormDialog
from ui.pages.notices.files import A4_PDF, FILES
from ui.pages.notices.page import NoticesPage
from ui.printing import lay_out
from ui.widgets.dialogs import AskDialog, ConfirmDialog, Dialog
from ui.widgets.page import PageContext


@pytest.fixture
def page(office, runner, qtbot):
    """A maker, so that a test can fill the office first."""
    made: list[NoticesPage] = []

    def show() -> NoticesPage:
        page = NoticesPage(PageContext(office.session, office, runner))
        qtbot.addWidget(page)
        office.session.subscribe(page.told)
        page.resize(1198, 684)
        page.show()
        made.append(page)
        return page

    yield show
    for page in made:
        office.session.unsubscribe(page.told)
        page.close()


def dialog() -> FormDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormDialog)
    return found


def confirm() -> None:
    found = QApplication.activeModalWidget()
    assert isinstance(found, ConfirmDialog)
    found.yes_button.click()


def test_nothing_to_do_is_said(page):
    shown = page()
    assert shown.empty.isVisible()
    gone: list[str] = []
    shown.go.connect(lambda name, _target: gone.append(name))
    shown.empty.button.click()
    assert gone == ["clearance"]


def test_from_the_waiting_village_to_the_board_taken_down(page, session, clock, tmp_path: Path):
    campaign, _village = a_village_waiting(session, 23)
    shown = page()
    assert shown.ready.isVisible()
    assert len(shown.ready.table.paged.ids) == 23
    shown.ready.make.click()
    found = shown.view.found
    assert found is not None
    assert found.state is BatchState.DRAFT
    assert "举报电话" in shown.view.warning.sentence()
    settings.change_settings(session, {Key.PHONE: "0871-123456"})
    assert shown.view.warning.sentence() == ""
    document = queries.board(found.id, session.today())
    assert len(lay_out(document)) == 2
    for number, kind in enumerate(each for each in FILES if each.online or each is A4_PDF):
        out = tmp_path / f"{number}{kind.ending}"
        shown.write(found.id, kind, out)
        assert out.exists() is not kind.online, "before it hangs nothing goes online"
    assert "只有公示期内的" in shown.banner.sentence()
    shown.view.post.click()
    form = dialog()
    assert form._until.text() == "公示到6月8日，6月9日起可以撤下。"
    form.fields["posted_on"].write(dt.date(2017, 6, 2))
    form.yes_button.click()
    assert form.isVisible(), "a day that lies ahead is refused and the dialog stays"
    form.fields["posted_on"].write(session.today())
    form.yes_button.click()
    assert shown.view.found.state is BatchState.POSTED
    for kind in FILES:
        shown.write(found.id, kind, tmp_path / f"hanging{kind.ending}")
    assert {path.suffix for path in tmp_path.glob("hanging*")} == {".pdf", ".docx", ".html", ".xlsx", ".csv"}
    assert not shown.view.end.isEnabled()
    clock.pass_days(8)
    shown.become_stale()
    assert str(shown.list._shown[0].pill()) == "可撤下"
    shown.view.end.click()
    confirm()
    assert shown.view.found.state is BatchState.ENDED
    assert {row.step for row in cases.cases(campaign)} == {"township"}


def test_an_objection_is_taken_in_and_settled(page, session):
    a_hanging_board(session, 2)
    shown = page()
    shown.view.object.click()
    form = dialog()
    form.yes_button.click()
    assert form.isVisible()
    form.fields["text"].write("他家有小轿车")
    form.fields["raiser"].write("王某")
    form.yes_button.click()
    assert str(shown.list._shown[0].pill()) == "异议 1"
    assert shown.view.objections.isVisible()
    shown.view.objections.settle.click()
    form = dialog()
    form.fields["handling"].write(Handling.EXPLAINED)
    form.yes_button.click()
    form = dialog()
    form.fields["conclusion"].write("经核实，车辆是邻居的")
    form.yes_button.click()
    assert form.isVisible(), "an objection with a name has to be answered"
    form.fields["answered_on"].write(session.today())
    form.yes_button.click()
    assert str(shown.list._shown[0].pill()) == "公示中"


def test_an_objection_that_is_investigated_again_leads_to_its_household_and_is_answered_after_that(page, session):
    found = a_hanging_board(session, 2)
    first = found.entries[0]
    notices.raise_objection(session, first.id, session.today(), "他家有小轿车")
    shown, went = page(), []
    shown.go.connect(lambda *to: went.append(to))
    shown.view.tabs.choose("objections")
    shown.view.objections.settle.click()
    dialog().yes_button.click()
    assert cases.case_row(first.case_id).step == "visit"
    listed = shown.view.objections.table
    assert [row[-1] for row in listed.paged.texts(listed.shown_columns())] == ["重新调查中"]
    shown.view.objections.settle.click()
    assert "现在应办“入户调查”" in shown.banner.sentence()
    shown.banner.acted.emit()
    assert went == [("clearance", first.household_id)]
    bring_to(session, first.case_id, DoneWhen.ASSESSMENT_CURRENT)
    clearance.propose(session, first.case_id, Outcome.CONTINUE, None, "经复查情况无变化")
    shown.refresh()
    shown.view.objections.settle.click()
    form = dialog()
    form.fields["conclusion"].write("经复查，车辆是邻居的")
    form.yes_button.click()
    assert queries.batch(found.id).entries[0].state is EntryState.REPOST


def test_photos_are_put_in_seen_and_taken_out(page, session, tmp_path: Path):
    found = a_hanging_board(session, 1)
    shown = page()
    photos = shown.view.photos
    shown.view.tabs.choose("photos")
    assert [button.isEnabled() for button in photos.adders.values()] == [True, False]
    (tmp_path / "公示栏.png").write_bytes(a_png(800, 600))
    photos.ask_day(PhotoMoment.POSTED, [tmp_path / "公示栏.png"])
    dialog().yes_button.click()
    assert [each.title for each in queries.photos(found.id)] == ["公示栏"]
    (picture,) = [each for each in photos.findChildren(QLabel) if not each.pixmap().isNull() and each.accessibleName()]
    assert picture.accessibleName() == "张贴照片 公示栏"
    photos.enlarge(queries.photos(found.id)[0])
    large = QApplication.activeModalWidget()
    assert isinstance(large, Dialog)
    assert any(each.pixmap().width() > 500 for each in large.findChildren(QLabel))
    large.yes_button.click()
    photos.ask_removal(queries.photos(found.id)[0])
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, AskDialog)
    asked._edit.setText("看不清")
    asked.yes_button.click()
    assert queries.photos(found.id) == ()


def test_a_household_is_taken_off_with_a_reason_and_a_board_thrown_away(page, session):
    a_village_waiting(session, 2)
    shown = page()
    shown.ready.make.click()
    shown.view.tabs.choose("households")
    shown.view.households.table.select_id(0)
    shown.view.households.remove.click()
    found = QApplication.activeModalWidget()
    assert isinstance(found, AskDialog)
    found._edit.setPlainText("材料待补")
    found.yes_button.click()
    assert shown.view.found.households == 1
    shown.view.again.click()
    shown.view.discard.click()
    confirm()
    assert shown.ready.isVisible()


def test_a_changed_opinion_is_pointed_out_on_the_hanging_board(page, session):
    found = a_hanging_board(session, 2)
    clearance.propose(session, found.entries[0].case_id, Outcome.REDUCE, 112_00, "一名成员已就业")
    shown = page()
    assert "1 户" in shown.view.warning.sentence()
    shown.view.warning.acted.emit()
    assert shown.view.households.isVisible()


def test_each_round_is_offered_the_place_where_it_hangs(page, session):
    a_village_waiting(session, 1)
    shown = page()
    shown.ready.make.click()
    found = shown.view.found
    assert shown._usual_place(found) == f"{found.village}村务公开栏"
    assert shown._usual_place(replace(found, round=2)) == "青石乡政务公开栏"
    notices.post_batch(session, found.id, session.today(), "周敏", "村口小卖部")
    assert shown._usual_place(found) == "村口小卖部"
    assert shown._usual_place(replace(found, round=2)) == "青石乡政务公开栏"


def test_who_is_paid_is_printed_for_the_village_in_scope(page, session, tmp_path: Path):
    shown = page()
    shown.write_publication(tmp_path / "early.pdf")
    assert "还没有清查行动" in shown.banner.sentence()
    a_hanging_board(session, 2)
    shown.write_publication(tmp_path / "paid.pdf")
    assert (tmp_path / "paid.pdf").stat().st_size > 10_000
    assert not (tmp_path / "early.pdf").exists()


def test_filters_and_targets(page, session):
    found = a_hanging_board(session, 2)
    shown = page()
    shown.list.filter.choose("down")
    assert shown.empty.isVisible()
    shown.open_target(found.id)
    assert shown.view.found.id == found.id
    went: list[tuple[str, object]] = []
    shown.go.connect(lambda name, target: went.append((name, target)))
    shown.view.households.table.row_opened.emit(0)
    assert went == [("dossiers", found.entries[0].household_id)]


def test_a_case_of_the_clearance_page_leads_to_its_village_and_its_objection(page, session):
    found = a_hanging_board(session, 2)
    notices.raise_objection(session, found.entries[0].id, session.today(), "有车")
    shown = page()
    shown.list.filter.choose("down")
    shown.open_target({"village": found.village, "case": found.entries[0].case_id})
    assert shown.view.found.id == found.id
    assert shown.view.objections.isVisible()


@pytest.mark.parametrize(("households", "pages"), [(1, 1), (22, 1), (23, 2), (44, 2)])
def test_a_full_page_of_a_board_fits_on_one_sheet(qapp, households, pages):
    assert len(lay_out(board_document(RULE, a_board(households)))) == pages
