"""分类施保 as approved: beside the amount, from its month on, in the payment list in columns of their own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from dibao_desktop.domain.document import Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries.payments import payments_in
from dibao_desktop.dossiers.queries.supplements import granted_supplements
from dibao_desktop.dossiers.rules.benefit import BenefitKind
from dibao_desktop.office import Office
from dibao_desktop.policy import commands as policy
from dibao_desktop.policy.rules.supplements import Supplement, SupplementLine, Supplements, Who
from dibao_desktop.reports.tables import payment_list
from dibao_desktop.session import Session
from makers import a_member, make_household, make_id
from ui.forms.dialog import FormDialog
from ui.jobs.runner import JobRunner
from ui.pages.dossiers.page import DossiersPage
from ui.widgets.page import PageContext

DUE = Supplements((SupplementLine(0, "周红巧", "60 周岁以上老年人", 104_00, "由当地填写"),))


def test_the_amount_stays_and_the_latest_approval_holds(session: Session) -> None:
    household = make_household(session, 2)
    before = dossiers.household(household)
    commands.grant_supplements(session, household, DUE, "2017-07", "县民政局6月20日审批")
    commands.grant_supplements(session, household, Supplements(), "2017-09", "年度复核")
    after = dossiers.household(household)
    assert before is not None
    assert after is not None
    assert (after.record, after.benefits) == (before.record, before.benefits)
    assert granted_supplements([household], "2017-06") == {}
    assert granted_supplements([household], "2017-08")[household].person_fen == 104_00
    assert granted_supplements([household])[household].total_fen == 0


@pytest.mark.parametrize(("month", "decision", "words"), [("7月", "审批", "年月"), ("2017-07", " ", "审批依据")])
def test_what_is_lacking_is_said(session: Session, month: str, decision: str, words: str) -> None:
    household = make_household(session, 1)
    with pytest.raises(KnownError, match=words):
        commands.grant_supplements(session, household, DUE, month, decision)
    with pytest.raises(KnownError, match="不在保"):
        commands.grant_supplements(session, make_household(session, 1, True), DUE, "2017-07", "审批")


def test_the_payment_list_keeps_the_three_apart(session: Session) -> None:
    household = make_household(session, 3, number="0001")
    commands.grant_supplements(session, household, DUE, "2017-07", "县民政局审批")
    assert [(r.monthly_fen, r.household_fen, r.person_fen, r.total_fen) for r in payments_in("2017-07")] == [
        (336_00, 0, 104_00, 440_00)
    ]
    table = next(block for block in payment_list("2017-07").blocks if isinstance(block, Table))
    assert table.head[6:10] == ("保障金", "家庭分类施保", "人员分类施保", "合计")
    assert table.rows[0][6:10] == ("336.00", "0.00", "104.00", "440.00")
    assert table.rows[-1][9] == "440.00"


def test_a_cut_counts_from_its_month_and_a_stop_too(session: Session) -> None:
    household = make_household(session, 3)
    commands.change_benefit(session, household, BenefitKind.CUT, "2017-08", 224_00, 2, "C类", "减发决定")
    commands.change_benefit(session, household, BenefitKind.STOP, "2017-10", 0, 0, "C类", "停发决定")
    paid = {month: [row.monthly_fen for row in payments_in(month)] for month in ("2017-07", "2017-09", "2017-10")}
    assert paid == {"2017-07": [336_00], "2017-09": [224_00], "2017-10": []}


def test_approved_through_the_dossier(office: Office, runner: JobRunner, qtbot: QtBot) -> None:
    session = office.session
    head = a_member(id_number=make_id("19500101", 1))
    household = make_household(session, 1, members=(head,), head_name=head.name, monthly_fen=112_00)
    rule = Supplement(Who.ELDERLY, "person", 104_00, dt.date(2017, 1, 1), "由当地填写", 60)
    policy.set_supplement(session, "s1", rule)
    policy.set_supplement(session, "s1", replace(rule, who=Who.SERIOUSLY_ILL, per="household"))
    page = DossiersPage(PageContext(office.session, office, runner))
    qtbot.addWidget(page)
    page.resize(1198, 684)
    page.show()
    page.open_target(household)
    page.acts.grant_supplements()
    (dialog,) = page.findChildren(FormDialog)
    dialog.accept()
    assert dialog.isVisible()
    dialog.show_values({"decision": "县民政局审批"})
    dialog.accept()
    assert granted_supplements([household])[household].person_fen == 104_00
    page.hide()
