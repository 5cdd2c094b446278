"""The page of the settings: facts, codes, accounts, backup, check."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from conftest import PASSWORD
from dibao_desktop import office as offices
from dibao_desktop.access import queries as access
from dibao_desktop.access.rules import MAY, Role
from dibao_desktop.audit.queries import HistoryEntry
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers.queries import villages
from dibao_desktop.settings import queries
from dibao_desktop.settings.rules import Key
from makers import make_household
from ui.forms.dialog import FormDialog
from ui.pages.settings.history_view import _what
from ui.pages.settings.page import SettingsPage
from ui.widgets.dialogs import ConfirmDialog
from ui.widgets.page import PageContext


@pytest.fixture
def page(office, runner, qtbot):
    make_household(office.session)
    made = SettingsPage(PageContext(office.session, office, runner))
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


def test_facts_are_saved_together_and_what_cannot_be_is_said_beside_its_field(page):
    fields = page.facts.binder.fields
    assert not page.facts.save.isEnabled()
    fields["phone"].line.setText("0871-123456")
    fields["division_code"].line.setText("5331")
    fields["division_code"].line.textEdited.emit("5331")
    assert page.unsaved()
    page.facts.save.click()
    assert "9 位" in fields["division_code"].problem.text()
    fields["division_code"].line.setText("533122200")
    page.facts.save.click()
    assert (queries.value(Key.PHONE), queries.value(Key.DIVISION_CODE)) == ("0871-123456", "533122200")
    assert page.unsaved() == ""


def test_codes_of_villages_are_checked_and_saved(page):
    page.parts.choose("villages")
    field = page.villages.fields["石塔村"]
    field.setText("5331")
    field.textEdited.emit("5331")
    page.villages.save.click()
    assert "12 位" in page.banner.sentence()
    assert field.text() == "5331"
    field.setText("533122200201")
    page.villages.save.click()
    assert villages()[0].code == "533122200201"
    assert not page.villages.dirty


def test_a_village_nobody_knows_is_refused_and_nothing_is_written(page, session):
    with pytest.raises(KnownError, match="没有叫"):
        dossier_commands.set_village_codes(session, {"石塔村": "533122200201", "无名村": "533122200202"})
    assert villages()[0].code == ""


def test_an_account_is_made_signs_in_and_is_switched_off(page, office, clock):
    page.accounts.add_button.click()
    form = dialog()
    fill(form, name="李青", password="123456", again="1234567")
    assert form.isVisible(), "two passwords that differ are refused"
    fill(form, again="123456")
    assert [(row.name, row.role) for row in access.accounts()][1] == ("李青", Role.CLERK)
    folder = office.folder
    assert "李青" in json.loads((folder / "keys.json").read_text("utf-8"))["slots"]
    page.accounts.table.select_id(1)
    page.accounts.reset.click()
    fill(dialog(), password="abcdef", again="abcdef")
    page.accounts.switch.click()
    confirm = QApplication.activeModalWidget()
    assert isinstance(confirm, ConfirmDialog)
    confirm.yes_button.click()
    assert not access.accounts()[1].active
    assert page.accounts.switch.text() == "启用"
    page.accounts.switch.click()
    assert access.accounts()[1].active
    office.close()
    again = offices.open_office(folder, "abcdef", "李青", clock)
    assert again.session.actor.name == "李青"
    again.close()


def test_one_changes_ones_own_password(page, office, clock):
    page.accounts.own_password_asked.emit()
    form = dialog()
    fill(form, old="不是这个", password="新密码新密码", again="新密码新密码")
    assert form.isVisible()
    fill(form, old=PASSWORD)
    office.close()
    again = offices.open_office(office.folder, "新密码新密码", None, clock)
    assert again.session.actor.name == "周敏"
    again.close()


def test_backup_and_check(page, tmp_path: Path, office):
    page.parts.choose("safety")
    page.back_up(tmp_path)
    assert "已写好并验证" in page.banner.sentence()
    assert list(tmp_path.glob("*.dibaobak"))
    page.check()
    assert page.safety._pill.text() == "没有问题"
    page.safety.show_faults([f"第 {place} 处" for place in range(20)])
    assert "还有 8 处" in page.safety._found.text()
    page.back_up(tmp_path / "没有" / "备份")
    assert "不存在" in page.banner.sentence()


def test_what_was_done_is_read_with_its_household(page):
    page.parts.choose("history")
    went: list[tuple[str, object]] = []
    page.go.connect(lambda name, target: went.append((name, target)))
    page.history.table.row_opened.emit(0)
    assert went[0][0] == "dossiers"


def test_the_history_speaks_of_yuan_and_only_of_what_changed():
    entry = HistoryEntry(
        "2017-06-01T09:00:00",
        "周敏",
        "",
        "提出处理意见",
        {"金额（分）": 33600, "理由": ""},
        {"金额（分）": 32400, "理由": ""},
    )
    assert str(_what(entry)) == "提出处理意见 金额 336 元 → 324 元"


def test_without_the_right_there_is_nothing_to_press(page, session):
    session.actor = dataclasses.replace(session.actor, permissions=MAY[Role.READER])
    page.become_stale()
    assert not page.facts.save.isVisible()
    assert not page.accounts.add_button.isVisible()
    page.facts.policy_asked.emit()
