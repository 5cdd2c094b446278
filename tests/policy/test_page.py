"""The page of the policy packs."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.policy import commands, queries
from dibao_desktop.policy.rules.aid import AidType
from dibao_desktop.policy.rules.pack import Standard
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key
from makers import make_household
from situations import start
from ui.forms.dialog import FormDialog
from ui.pages.policy.comparing import CompareDialog, differing
from ui.pages.policy.effects import EffectsDialog
from ui.pages.policy.page import PolicyPage
from ui.pages.policy.sections import missing_standards, sections
from ui.widgets.dialogs import ConfirmDialog
from ui.widgets.page import PageContext
from ui_fixtures import labels_of

DAY = dt.date(2017, 6, 1)


@pytest.fixture
def page(office, runner, qtbot):
    made = PolicyPage(PageContext(office.session, office, runner))
    qtbot.addWidget(made)
    office.session.subscribe(made.told)
    made.resize(1198, 684)
    made.show()
    yield made
    office.session.unsubscribe(made.told)
    made.close()


def dialog() -> FormDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, FormDialog)
    return found


def fill(form: FormDialog, **values: object) -> None:
    form.show_values(values)
    form.yes_button.click()


def test_every_figure_of_every_pack_stands_in_the_document_with_its_source(packs):
    for policy in packs.policies.values():
        lines = [line for part in sections(policy, DAY) for line in part.lines]
        assert all(line.source for line in lines), policy.id
        said = {line.value for line in lines} | {line.name for line in lines}
        for figure in policy.figures:
            if figure.key.split("[")[0] not in ("standards", "categories", "check_items"):
                assert figure.text in said, figure.key
        assert len({part.id for part in sections(policy, DAY)}) == 13
    assert missing_standards(packs.policies["s1"], DAY) == []
    assert "农村低保" in missing_standards(packs.policies["national"], DAY)


def test_the_page_opens_on_the_packs_of_the_office(page):
    assert page.chooser.value() == "s1"
    assert "2,800 元/人·年" in labels_of(page.reading)
    assert "现行" in labels_of(page.reading)
    page.contents.choose("check_items")
    assert page.reading.verticalScrollBar().value() > 0


def test_another_pack_is_read_and_made_the_one_of_the_office(page):
    page.chooser.choose("national")
    assert "农村低保" in page.adopt_banner.sentence()
    page.use.click()
    assert settings.value(Key.POLICY) == "national"
    assert page.chooser.value() == "national"
    assert not page.use.isVisible()


def test_a_standard_is_put_in_taken_into_the_campaign_and_taken_back(page, session):
    make_household(session)
    campaign = start(session, "s1")
    page.fill_standard.click()
    form = dialog()
    fill(form, amount=3200_00, source="")
    assert form.isVisible(), "without a day the dialog stays"
    fill(form, in_force_from=dt.date(2017, 5, 1))
    assert form.isVisible(), "without a source too"
    fill(form, source="县政府办〔2017〕12号")
    assert "3,200 元/人·年" in labels_of(page.reading)
    assert "已被取代" in labels_of(page.reading)
    assert page.adopt_banner.sentence()
    page.adopt_banner.acted.emit()
    confirm = QApplication.activeModalWidget()
    assert isinstance(confirm, ConfirmDialog)
    confirm.yes_button.click()
    standard = clearance.policy_of(campaign).standard_at(AidType.RURAL, DAY)
    assert standard is not None
    assert standard.amount_fen == 3200_00
    assert page.adopt_banner.sentence() == ""
    page.restore.click()
    confirm = QApplication.activeModalWidget()
    assert isinstance(confirm, ConfirmDialog)
    confirm.yes_button.click()
    assert queries.changed_packs() == {}
    assert "3,200" not in labels_of(page.reading)


def test_a_category_is_put_in(page):
    page.fill_category.click()
    form = dialog()
    fill(
        form,
        code="D",
        title="临时困难户",
        monthly=90_00,
        in_force_from=DAY,
        criteria="突发变故\n收入锐减",
        source="乡政府会议纪要",
    )
    assert "农村低保D类 临时困难户" in labels_of(page.reading)
    assert "突发变故；收入锐减" in labels_of(page.reading)


def test_targets(page):
    page.open_target({"pack": "s2", "section": "notice"})
    assert page.chooser.value() == "s2"
    assert page.contents.current_key() == "notice"
    page.open_target("s3")
    assert page.chooser.value() == "s3"


def test_a_copy_is_made_changed_line_by_line_and_previewed(page, session):
    make_household(session, annual_income_fen=3 * 3000_00)
    commands.set_standard(session, "s1", Standard(AidType.RURAL, "year", 2800_00, dt.date(2017, 2, 1), "县里"))
    page.ask_copy()
    ask = QApplication.activeModalWidget()
    ask.yes_button.click()
    own = page.chooser.value()
    assert own in queries.own_packs()
    assert "drop" in page.more.acts()
    line = next(
        line for part in sections(queries.office_packs().policies[own], DAY) for line in part.lines if line.pill
    )
    page.ask_change(line)
    form = dialog()
    form.fields["amount.value"].line.setText("三千二")
    form.yes_button.click()
    assert form.isVisible()
    assert "金额" in form.fields["amount.value"].problem.text()
    form.fields["amount.value"].line.setText("3200")
    form.preview.click()
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, EffectsDialog)
    assert "1 户增加" in shown.said.text()
    asked = []
    page.go.connect(lambda name, target: asked.append((name, target)))
    shown.door.click()
    assert [name for name, _ in asked] == ["dossiers"]
    assert len(asked[0][1]["ids"]) == 1
    form.yes_button.click()
    assert "3,200 元/人·年" in labels_of(page.reading)


def test_two_plans_stand_side_by_side_with_what_differs_only(page, packs):
    page._more_chosen("compare")
    shown = QApplication.activeModalWidget()
    assert isinstance(shown, CompareDialog)
    shown.chooser.choose("s2")
    said = labels_of(shown)
    assert packs.policies["s2"].title in said
    parts = differing(packs.policies["s1"], packs.policies["s2"], DAY)
    assert all(pair.left != pair.right for part in parts for pair in part.pairs)
    assert differing(packs.policies["s1"], packs.policies["s1"], DAY) == ()


def test_a_plan_file_goes_out_and_a_wrong_one_is_named(page, tmp_path):
    path = tmp_path / "方案.toml"
    page.export_to(path)
    page.import_from(path)
    assert page.chooser.value() in queries.own_packs()
    path.write_text("format = 1\nid = \n", "utf-8")
    page.import_from(path)
    assert "第 2 行" in page.banner.sentence()
    page._more_chosen("drop")
    QApplication.activeModalWidget().yes_button.click()
    assert queries.own_packs() == frozenset()
