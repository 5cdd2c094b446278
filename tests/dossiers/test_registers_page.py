"""The registers on the dossier's page: filed and kept by dialog, shown with what is owed, exported whole."""

from __future__ import annotations

import datetime as dt

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from dibao_desktop.dossiers import commands, queries
from dibao_desktop.dossiers.rules.record import RelativeEntry
from dibao_desktop.dossiers.rules.registers import EntryKind
from makers import make_household, make_id
from ui.pages.dossiers.registers import RegistersCard, RegistersDialog
from ui_fixtures import labels_of


@pytest.fixture
def home(session) -> int:
    return make_household(session)


@pytest.fixture
def card(session, home, qtbot):
    made = RegistersCard()
    qtbot.addWidget(made)
    made.saved.connect(lambda _words: made.show_household(session, queries.household(home)))
    made.show_household(session, queries.household(home))
    made.resize(660, 300)
    made.show()
    return made


def dialog():
    return QApplication.activeModalWidget()


def fill(form, **values) -> None:
    form.show_values(values)
    form.yes_button.click()


def test_a_relative_on_the_officials_list_is_offered_and_filed(card, session, home):
    member = queries.household(home).record.members[1]
    line = RelativeEntry(
        "石塔村", "张文", make_id("19700101", 11), "村会计", member.name, member.id_number, "弟", False
    )
    commands.record_relatives(session, [line], "近亲属登记表")
    card.show_household(session, queries.household(home))
    assert "还没有备案" in labels_of(card)
    card.ask_filing(queries.unfiled_relatives(home)[0])
    form = dialog()
    form.yes_button.click()
    assert "申请理由" in form.fields["reason"].problem.text()
    fill(form, reason="丧偶无劳力")
    assert "还没有备案" not in labels_of(card)
    assert "县级民政部门须入户" in labels_of(card)
    card._open_note(queries.filings(home)[0])
    fill(dialog(), text="家庭情况无变化")
    assert "家庭情况无变化" in labels_of(card)


def test_a_card_is_kept_and_used_by_dialog(card, session, home, tmp_path):
    assert "没有登记" in labels_of(card)
    card.ask_keeping()
    fill(dialog(), keeper_name="李强", is_staff=True, post="石塔村文书", agreed_on=dt.date(2017, 3, 1))
    assert "须报县级民政部门备案" in labels_of(card)
    assert not card.keep.isVisible()
    card._open_entry(queries.keepings(home)[0], EntryKind.WITHDRAWAL)
    form = dialog()
    fill(form, words="买米和药", signed_by="户主")
    assert "支取金额" in form.fields["amount_fen"].problem.text()
    fill(form, amount_fen=336_00)
    assert "买米和药" in labels_of(card)
    card._open_end(queries.keepings(home)[0])
    fill(dialog(), reason="已交还")
    assert card.keep.isVisible()
    asked = []
    card.target_asked.connect(asked.append)
    card.open_registers()
    shown = dialog()
    assert isinstance(shown, RegistersDialog)
    shown.which.choose("kept")
    shown.export_to(tmp_path / "台账.xlsx")
    assert load_workbook(tmp_path / "台账.xlsx").worksheets[0]["A1"].value == "卡折代管台账"
    shown._open("kept", 0)
    shown.which.choose("kept")
    shown._list_all()
    assert asked == [home, {"ids": [], "standing": ""}]
