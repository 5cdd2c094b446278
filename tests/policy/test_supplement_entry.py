"""An office enters its 分类施保: in the window, with its source, and the dossier shows it beside the base amount."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.office import Office
from dibao_desktop.policy import commands, queries
from dibao_desktop.policy.rules.supplements import Supplement, Who
from dibao_desktop.session import Session
from makers import a_member, make_household, make_id
from ui.forms.dialog import FormDialog
from ui.jobs.runner import JobRunner
from ui.pages.dossiers.reading import read_dossier
from ui.pages.policy.page import PolicyPage
from ui.widgets.page import PageContext

OLD = Supplement(Who.ELDERLY, "person", 104_00, dt.date(2017, 1, 1), "由当地填写", 60)


def test_it_is_kept_with_its_date_and_source(session: Session) -> None:
    commands.set_supplement(session, "s1", OLD)
    later = replace(OLD, monthly_fen=110_00, in_force_from=dt.date(2017, 7, 1))
    commands.set_supplement(session, "s1", later)
    assert queries.office_packs().policies["s1"].supplements == (OLD, later)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"monthly_fen": 0}, "金额"), ({"source": " "}, "依据"), ({"age": 0}, "周岁"), ({}, "已是")],
)
def test_what_is_lacking_is_said(session: Session, wrong: dict[str, object], words: str) -> None:
    commands.set_supplement(session, "s1", OLD)
    with pytest.raises(KnownError, match=words):
        commands.set_supplement(session, "s1", replace(OLD, **wrong))
    assert queries.office_packs().policies["s1"].supplements == (OLD,)


def test_the_dossier_shows_it_and_the_approved_amount_stays(session: Session) -> None:
    head = a_member(id_number=make_id("19500101", 1))
    household = make_household(session, 1, members=(head,), head_name=head.name, monthly_fen=112_00)
    commands.set_supplement(session, "s1", OLD)
    found = read_dossier(household, None, session.today())
    assert found is not None
    assert found.whole is not None
    assert found.household.record.monthly_fen == 112_00
    assert (found.amount.monthly_fen if found.amount else None, found.whole.total_fen) == (112_00, 216_00)


def test_through_the_window(office: Office, runner: JobRunner, qtbot: QtBot) -> None:
    page = PolicyPage(PageContext(office.session, office, runner))
    qtbot.addWidget(page)
    page.resize(1198, 684)
    page.show()
    page.more.chosen.emit("supplement")
    (dialog,) = page.findChildren(FormDialog)
    dialog.accept()
    assert dialog.isVisible()
    dialog.show_values({"monthly": 104_00, "in_force_from": "2017-01-01", "source": "由当地填写"})
    dialog.accept()
    assert queries.office_packs().policies["s1"].supplements == (OLD,)
    page.hide()
