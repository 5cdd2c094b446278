"""A closed month comes out to the cell as it was; what differs today is told; opening it again needs a reason."""

from __future__ import annotations

import datetime as dt

import pytest

from dibao_desktop.audit import queries as audit
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands as dossiers
from dibao_desktop.dossiers.rules.benefit import BenefitKind
from dibao_desktop.reports import closing, commands
from dibao_desktop.reports.catalogue import MONTHLY, REPORTS, Asked, month_documents
from dibao_desktop.reports.due import due_reports
from dibao_desktop.reports.frozen import as_text, from_text
from dibao_desktop.reports.records import ClosedTable
from dibao_desktop.settings import commands as settings
from dibao_desktop.settings.rules import Key
from makers import make_household
from situations import start

JULY = "2017-07"
ASKED = Asked(JULY, dt.date(2017, 8, 1))


def test_a_closed_month_is_brought_back_to_the_cell_and_tells_what_differs_today(july):
    session = july.session
    then = month_documents(JULY)
    assert commands.close_month(session, JULY) == len(MONTHLY)
    dossiers.change_benefit(session, july.ids[8], BenefitKind.RAISE, JULY, 300_00, 2, "C类", "补登")
    for report in MONTHLY:
        assert closing.report_document(report, ASKED) == then[report.name]
    assert month_documents(JULY)["changes"] != then["changes"]
    found = {(each.report, each.line, each.column): (each.then, each.now) for each in closing.closing_differences(JULY)}
    assert found["低保户基本变动情况", "合计", "保障金增加金额（元）"] == ("112.00", "188.00")
    assert found["保障金增发表", "冯德福 530000195808180080", "整行"] == ("无", "有")
    assert found["发放清单", "0008 冯德福 530000195808180080 荆山村", "保障金"] == ("224.00", "300.00")
    with pytest.raises(KnownError, match="已由周敏"):
        commands.close_month(session, JULY)
    with pytest.raises(KnownError, match="理由"):
        commands.reopen_month(session, JULY, " ")
    commands.reopen_month(session, JULY, "补登漏报的一户")
    assert closing.report_document(MONTHLY[0], ASKED) == month_documents(JULY)["changes"]
    assert closing.closing_differences(JULY) == []
    assert "补登漏报的一户" in audit.latest(1)[0].text
    commands.close_month(session, JULY)
    assert [row.reopened_at == "" for row in closing.closings()] == [True, False]
    assert closing.closing_differences(JULY) == []


def test_what_was_kept_and_changed_behind_our_back_is_not_shown(july):
    held = closing.closing_of(JULY)
    assert held is not None
    ClosedTable.update(body="{}").where(ClosedTable.closing == held.id, ClosedTable.name == "stock").execute()
    with pytest.raises(KnownError, match="校验码"):
        closing.closed_document(JULY, "stock")


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_every_table_can_be_kept_as_text(july, report):
    document = report.make(ASKED)
    assert from_text(as_text(document)) == document


def test_a_month_that_has_not_ended_cannot_be_closed(july):
    with pytest.raises(KnownError, match="还没有结束"):
        commands.close_month(july.session, "2017-08")
    with pytest.raises(KnownError, match="2017-06"):
        commands.close_month(july.session, "2017年8月")


def test_what_is_due_waits_until_it_is_made(session, clock):
    assert due_reports(session.today()) == []
    make_household(session)
    start(session)
    # 1 June 2017 is a Thursday; May has ended.
    assert [(each.name, each.of) for each in due_reports(session.today())] == [
        ("progress", "2017-06-01"),
        ("changes", "2017-05"),
    ]
    commands.record_made(session, "progress", "2017-06-01", "清查进展日报")
    commands.close_month(session, "2017-05")
    assert due_reports(session.today()) == []
    clock.pass_days(2)
    assert due_reports(session.today()) == []
    clock.pass_days(2)
    assert [each.of for each in due_reports(session.today())] == ["2017-06-05"]
    settings.change_settings(session, {Key.CYCLE_DAY: "4"})
    assert [each.of for each in due_reports(session.today())] == ["2017-06-05", "2017-07"]
    # The first stage of the plan ends on 15 June, a Thursday.
    clock.pass_days(12)
    stage = due_reports(session.today())[-1]
    assert (stage.name, stage.of, stage.title) == ("stage_report", "2017-06-15", "动员部署阶段报告")
    commands.record_made(session, stage.name, stage.of, stage.title)
    assert "stage_report" not in [each.name for each in due_reports(session.today())]
