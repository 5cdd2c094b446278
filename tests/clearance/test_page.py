"""The clearance page: list, road and forms, driven like a clerk would."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPlainTextEdit

from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.matching import commands as matching
from dibao_desktop.matching.queries import leads_of
from dibao_desktop.matching.rules.lists import ListEntry, ListKind
from dibao_desktop.policy.rules.steps import DoneWhen
from makers import a_member, make_household
from situations import bring_to, start
from ui.pages.clearance.approval_forms import ConfirmForm, HearForm, TownshipForm
from ui.pages.clearance.assess_form import AssessForm, ProposeForm
from ui.pages.clearance.decision_forms import DecideForm, ElsewhereForm, NotifyForm, PublishForm
from ui.pages.clearance.lead_form import LeadForm
from ui.pages.clearance.new_campaign import NewCampaignDialog
from ui.pages.clearance.page import ClearancePage
from ui.pages.clearance.visit_form import VisitForm
from ui.widgets.buttons import LinkButton
from ui.widgets.page import PageContext


@pytest.fixture
def page(office, session, runner, qtbot):
    """The page on screen, told of every commit as the window tells it."""
    made = ClearancePage(PageContext(session, office, runner))
    session.subscribe(made.told)
    qtbot.addWidget(made)
    made.resize(1198, 684)
    made.show()
    yield made
    session.unsubscribe(made.told)


def test_an_empty_office_is_led_to_its_roster_first(page):
    gone: list[str] = []
    page.go.connect(lambda name, _target: gone.append(name))
    page.empty.button.click()
    assert gone == ["exchange"] and not dialogs(page)


def a_case(session) -> int:
    """The case of one household under a fresh campaign."""
    household = make_household(session)
    return queries.case_of(start(session), household).id


def said(page: ClearancePage) -> str:
    assert page.banner.isVisible()
    return page.banner.sentence()


def choose(page: ClearancePage, case_id: int) -> None:
    page.open_target({"case": case_id})


def write(page: ClearancePage, **values: object) -> None:
    for name, value in values.items():
        page.view.form.fields[name].write(value)


def press(page: ClearancePage) -> None:
    page.view.press_primary()


def dialogs(page: ClearancePage) -> list[QDialog]:
    return [each for each in page.findChildren(QDialog) if each.isVisible()]


def sign_visit(page: ClearancePage) -> None:
    write(page, investigators="杨秀芳、段文华、赵志明", family_signer="本人")
    page.view.form.fill_none()
    press(page)


def test_a_household_of_which_nobody_says_urban_or_rural_is_asked_about_with_a_door_to_its_dossier(page, session):
    household = make_household(session, aid_type="")
    case_id = queries.case_of(start(session), household).id
    bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
    page.open_target(household)
    write(page, income=0)
    press(page)
    labels = [each.text() for each in page.view.form.findChildren(QLabel) if not each.isHidden()]
    assert any("没有填救助类型" in each and "请在一户一档中选择" in each for each in labels)
    assert not any("标准" in each for each in labels)
    gone: list[object] = []
    page.go.connect(lambda *to: gone.append(to))
    next(each for each in page.view.form.findChildren(LinkButton) if each.text() == "改档案").click()
    assert gone == [("dossiers", household)]


def test_beside_the_list_of_a_step_stands_one_of_its_households_and_every_act_hands_on_to_the_next(page, session):
    for _ in range(3):
        make_household(session)
    campaign = start(session)
    page.refresh()
    first, second, third = (each.id for each in queries.cases(campaign))
    page.list.steps.choose("visit")
    sign_visit(page)
    assert page.view.detail.row.id == first and page.view.detail.row.step != "visit"
    assert page.view.next.text() == "下一户（2）"
    page.view.next.click()
    assert page.view.detail.row.id == second
    page.view.next.click()
    page.view.next.click()
    assert page.view.detail.row.id == second, "after the last one the first"
    page.list.steps.choose("assessment")
    assert page.view.detail.row.id == first, "no form of a household that is not in the list"
    assert page.view.next.isHidden()
    page.list.steps.choose("township")
    assert page.view.detail is None
    page.list.steps.choose("visit")
    assert page.view.detail.row.id == second
    write(page, family_signer="本人")
    page.view.form.fields["family_signer"].edited.emit()
    page.list.steps.choose("assessment")
    page.list.steps.choose("visit")
    assert page.view.form.fields["family_signer"].read() == "本人", "what was begun is kept"
    assert third in page.list.table.paged.ids


def test_one_household_all_the_way_by_its_forms(page, session, tmp_path):
    household = make_household(session)
    campaign = start(session)
    case_id = queries.case_of(campaign, household).id
    page.open_target(household)
    assert isinstance(page.view.form, VisitForm)
    press(page)
    assert "至少 3 人" in page.view.form.fields["investigators"].problem.text()
    sign_visit(page)
    assert isinstance(page.view.form, AssessForm)
    write(page, income=3_000_00)
    press(page)
    assert dossiers.household(household).record.annual_income_fen == 3_000_00
    assert isinstance(page.view.form, ElsewhereForm)
    page.view.amount.other.click()
    proposal = page.view.proposal_card.findChild(ProposeForm)
    proposal.fields["outcome"].write(Outcome.REDUCE)
    proposal.button.click()
    assert "理由" in proposal.fields["reason"].problem.text()
    proposal.fields["fen"].write(200_00)
    proposal.fields["reason"].write("一人外出务工")
    proposal.button.click()
    assert queries.case_row(case_id).proposed_fen == 200_00
    bring_to(session, case_id, DoneWhen.TOWNSHIP_CHECKED)
    assert isinstance(page.view.form, TownshipForm)
    press(page)
    assert page.view.form.fields["signer"].problem.text()
    write(page, signer="陈立新")
    press(page)
    bring_to(session, case_id, DoneWhen.CONFIRMED)
    assert isinstance(page.view.form, ConfirmForm)
    write(page, signer="王海燕")
    press(page)
    assert isinstance(page.view.form, HearForm)
    press(page)
    assert page.view.form.fields["heard_by"].problem.text()
    write(page, heard_by="周敏")
    press(page)
    assert page.view.form.fields["statement"].problem.text()
    write(page, statement="无意见")
    press(page)
    assert isinstance(page.view.form, DecideForm)
    press(page)
    assert isinstance(page.view.form, NotifyForm)
    press(page)
    assert page.view.form.fields["receiver"].problem.text()
    out = tmp_path / "告知书.pdf"
    page.write_pdf(page.view.form._document(), out)
    assert out.read_bytes().startswith(b"%PDF")
    write(page, refused="refused")
    press(page)
    assert page.view.form.fields["witness"].problem.text()
    page.write_pdf(page.view.form._receipt(), tmp_path / "送达回证.pdf")
    write(page, refused="", receiver="本人")
    press(page)
    assert isinstance(page.view.form, PublishForm)
    press(page)
    assert page.view.form is None
    assert queries.case_row(case_id).step == "closed"
    assert page.unsaved() == ""


def test_leads_are_judged_in_place(page, session):
    head, member = a_member(), a_member("子")
    household = make_household(session, persons=2, members=(head, member), head_name=head.name)
    entry = ListEntry(ListKind.VEHICLES, member.name, member.id_number, label="小型轿车", detail="云N4X217")
    matching.take_list(session, ListKind.VEHICLES, [entry], "机动车登记信息")
    case_id = queries.case_of(start(session), household).id
    matching.match(session)
    choose(page, case_id)
    sign_visit(page)
    form = page.view.form
    assert isinstance(form, LeadForm)
    press(page)
    lead = form.leads[0]
    assert form.fields[f"verdict{lead.id}"].problem.text()
    for each in form.leads:
        form.fields[f"verdict{each.id}"].write("不属实")
    press(page)
    assert form.fields[f"evidence{lead.id}"].problem.text()
    for each in form.leads:
        form.fields[f"evidence{each.id}"].write("车已过户，见登记证书")
    press(page)
    assert isinstance(page.view.form, AssessForm)


def test_a_confirmed_lead_is_not_overlooked(page, session):
    head, member = a_member(), a_member("子")
    household = make_household(
        session, persons=2, members=(head, member), head_name=head.name, category="C类", monthly_fen=224_00
    )
    entry = ListEntry(ListKind.VEHICLES, member.name, member.id_number, label="小型轿车", detail="云N4X217")
    matching.take_list(session, ListKind.VEHICLES, [entry], "机动车登记信息")
    case_id = queries.case_of(start(session), household).id
    matching.match(session)
    for lead in leads_of(household):
        matching.judge_lead(session, lead.id, "属实", "见登记证书", session.today())
    bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
    page.open_target({"step": "assessment"})
    page.list.batch.click()
    assert queries.case_row(case_id).proposal is Outcome.CONTINUE
    assert "有疑点核实属实" in said(page)
    choose(page, case_id)
    assert not page.view.amount._confirmed.isHidden()
    commands.propose(session, case_id, Outcome.STOP, 0, "有小型轿车")
    assert page.view.amount._confirmed.isHidden()


def test_s2_asks_the_six_refusals(page, session, clock):
    clock.now = dt.datetime(2022, 4, 8, 9, 0)
    household = make_household(session, annual_income_fen=7200_00)
    case_id = queries.case_of(start(session, "s2"), household).id
    bring_to(session, case_id, DoneWhen.TOWNSHIP_CHECKED)
    choose(page, case_id)
    write(page, signer="陈立新")
    press(page)
    assert "六不批" in said(page)
    write(page, gate2=True)
    page.view.form.clear_gates()
    press(page)
    assert "不予批准" in said(page)
    write(page, gate2=False)
    press(page)
    assert isinstance(page.view.form, ConfirmForm)


def test_a_half_filled_visit_is_kept_when_the_clerk_goes_on(page, session):
    first, second = make_household(session), make_household(session)
    campaign = start(session)
    one, two = (queries.case_of(campaign, each).id for each in (first, second))
    choose(page, one)
    page.view.form.fields["income"].area.setPlainText("务工每年 3000 元")
    assert page.unsaved()
    make_household(session)
    assert "3000" in page.view.form.fields["income"].area.toPlainText()
    page.list.next_case()
    assert page.view.detail.row.id == two
    choose(page, one)
    assert "3000" in page.view.form.fields["income"].area.toPlainText()
    assert queries.case_row(one).step == "visit"


def test_the_next_household_begins_with_who_visited_last(page, session):
    first, second = make_household(session), make_household(session)
    campaign = start(session)
    page.open_target({"step": "visit"})
    assert page.view.detail.row.household_id == first, "a list stands beside its first household"
    sign_visit(page)
    page.list.next_case()
    assert page.view.detail.row.household_id == second
    assert page.view.form.fields["investigators"].read() == "杨秀芳、段文华、赵志明"
    assert queries.progress(campaign).at_step("visit") == 1


def test_a_door_of_the_dashboard_shows_none_that_is_not_behind_it(page, session):
    households = [make_household(session) for _ in range(2)]
    ids = [queries.case_of(start(session), each).id for each in households[:1]]
    choose(page, ids[0])
    assert page.view.detail is not None
    page.open_target({"exits": True})
    assert page.view.detail is None and page.view.empty.isVisible()


def test_what_was_wrong_is_quiet_once_it_is_being_mended(page, session):
    choose(page, a_case(session))
    press(page)
    field = page.view.form.fields["income"]
    assert not field.problem.isHidden()
    assert not page.view.form.dirty, "showing what is wrong is no edit"
    field.area.setPlainText("务农")
    assert field.problem.isHidden()
    assert page.view.form.dirty


def test_another_step_begins_with_its_first_household(page, session):
    households = [make_household(session) for _ in range(4)]
    campaign = start(session)
    ids = [queries.case_of(campaign, each).id for each in households]
    page.open_target({"step": "visit"})
    page.list.table.select_id(ids[2])
    sign_visit(page)
    page.list.next_case()
    assert page.view.detail.row.id == ids[3], "the one that took its place"
    for each in ids[:2]:
        bring_to(session, each, DoneWhen.ASSESSMENT_CURRENT)
    page.list.steps.choose("assessment")
    assert page.view.detail.row.id == ids[0]
    page.list.next_case()
    assert page.view.detail.row.id == ids[1]


def test_sending_back_and_the_failed_vote(page, session, qtbot):
    case_id = a_case(session)
    bring_to(session, case_id, DoneWhen.REVIEW_CONCLUDED)
    choose(page, case_id)
    commands.conclude_review(session, case_id, "failed", session.today())
    assert isinstance(page.view.form, ProposeForm)
    page.view.back.click()
    dialog = dialogs(page)[0]
    dialog.findChild(QPlainTextEdit).setPlainText("情况不清")
    dialog.accept()
    assert isinstance(page.view.form, VisitForm)


def test_filters_from_the_dashboard_and_the_step_list(page, session):
    for village in ("石塔村", "荆山村"):
        make_household(session, village=village)
        make_household(session, village=village)
    campaign = start(session)
    ids = [row.id for row in queries.cases(campaign)]
    bring_to(session, ids[0], DoneWhen.ASSESSMENT_CURRENT)
    page.open_target({"village": "石塔村", "visited": True})
    assert list(page.list.table.paged.ids) == [ids[0]]
    page.open_target({"step": "assessment"})
    assert list(page.list.table.paged.ids) == [ids[0]]
    assert page.list.batch.isVisible()
    page.list.batch.click()
    assert queries.case_row(ids[0]).step == "review"
    page.open_target({})
    assert len(page.list.table.paged.ids) == 4
    page.list.steps.choose("visit")
    assert len(page.list.table.paged.ids) == 3
    page.list.due.setChecked(True)
    assert len(page.list.table.paged.ids) == 0
    page.open_target(999)
    assert "不在本次行动" in said(page)


def test_applicants_are_taken_in(page, session):
    make_household(session)
    campaign = start(session)
    make_household(session, applicant=True)
    page.become_stale()
    assert page.list.admit.text() == "受理申请 1 户"
    page.list.admit.click()
    assert queries.progress(campaign).applicants == 1
    assert not page.list.admit.isVisible()


def test_a_campaign_is_begun_from_the_empty_page(page, session):
    make_household(session)
    page.become_stale()
    assert page.empty.isVisible()
    page.start_campaign()
    dialog = page.findChild(NewCampaignDialog)
    dialog.title.write(" ")
    dialog.accept()
    assert dialog.isVisible()
    dialog.title.write("2017年低保清查")
    dialog.start.line.setText("六月")
    dialog.accept()
    assert dialog.isVisible()
    dialog.start.line.setText("2017-06-01")
    dialog.accept()
    assert queries.current_campaign().title == "2017年低保清查"
    assert page.full.isVisible()


def test_a_second_campaign_is_warned_of_and_needs_its_own_name(page, session, qtbot):
    make_household(session)
    start(session, title="2017年低保清查")
    page.start_campaign()
    dialog = page.findChild(NewCampaignDialog)
    assert any("还有 1 户没有办结" in label.text() for label in dialog.findChildren(QLabel))
    dialog.accept()
    assert dialog.isVisible() and len(queries.campaigns()) == 1
    dialog.reject()


def test_keys_and_printing(page, session, qtbot):
    case_id = a_case(session)
    choose(page, case_id)
    write(page, investigators="杨秀芳、段文华、赵志明", family_signer="本人")
    page.view.form.fill_none()
    page.view.form.print_later(lambda: queries.visit_form(case_id))
    chooser = page.findChild(QFileDialog)
    assert chooser.isVisible()
    chooser.reject()
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert queries.case_row(case_id).step == "assessment"
    gone: list[tuple[str, object]] = []
    page.go.connect(lambda name, target: gone.append((name, target)))
    bring_to(session, case_id, DoneWhen.REVIEW_CONCLUDED)
    press(page)
    assert gone == [("review", {"village": "石塔村", "case": case_id})]


def test_a_pdf_that_cannot_be_written_is_said(page, session, tmp_path):
    case_id = a_case(session)
    choose(page, case_id)
    in_the_way = tmp_path / "文件"
    in_the_way.write_text("不是文件夹")
    page.write_pdf(queries.visit_form(case_id), in_the_way / "表.pdf")
    assert page.banner.isVisible()


def test_a_transfer_asks_where_to(page, session):
    household = make_household(session)
    case_id = queries.case_of(start(session), household).id
    bring_to(session, case_id, DoneWhen.REVIEW_CONCLUDED)
    page.refresh()
    page.open_target(household)
    page.view.amount.other.click()
    form = page.view.proposal_card.findChild(ProposeForm)
    shown = lambda: [name for name in ("aid_type", "member", "covered_reason") if form.fields[name].isVisible()]  # noqa: E731
    assert shown() == []
    form.fields["outcome"].write(Outcome.TO_SINGLE)
    form.fields["outcome"].edited.emit()
    assert shown() == ["member", "covered_reason"]
    form.fields["outcome"].write(Outcome.TO_EXTREME)
    form.fields["outcome"].edited.emit()
    assert shown() == ["aid_type"]
    form.fields["reason"].write("无劳动能力、无生活来源、无义务人")
    form.fields["aid_type"].write("特困分散供养")
    form.button.click()
    row = queries.case_row(case_id)
    assert (row.proposal, row.proposed_fen) == (Outcome.TO_EXTREME, 3 * 410_00)
    assert queries.case(case_id).transfer.aid_type == "特困分散供养"
