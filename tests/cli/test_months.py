"""`report` and `close`: the month's tables from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dibao_desktop.cli import run
from dibao_desktop.reports.catalogue import REPORTS
from makers import make_household
from situations import start
from ui.printing import PdfPrinter


@pytest.fixture
def closed_office(office, session, clock, monkeypatch) -> Path:
    """An office with a campaign, closed again; the password is known."""
    make_household(session)
    start(session)
    office.close()
    monkeypatch.setenv("DIBAO_PASSWORD", "测试密码")
    return office.folder


def said(capsys, *words: object, expect: int = 0) -> dict:
    assert run([str(word) for word in (*words, "--json")], PdfPrinter) == expect
    return json.loads(capsys.readouterr().out)


# The tables themselves are tried in tests/reports; here, that each has its name.
_FEW = ("exits", "stock", "roster")


@pytest.mark.parametrize(
    "name",
    [pytest.param(report.name, marks=() if report.name in _FEW else pytest.mark.thorough) for report in REPORTS],
)
def test_every_table_is_written_by_its_name(capsys, closed_office, tmp_path, name) -> None:
    more = ("--masked",) if name == "roster" else ()
    said(capsys, "report", closed_office, name, tmp_path / "表.xlsx", *more)
    assert load_workbook(tmp_path / "表.xlsx").active.max_row > 1


def test_a_table_of_a_past_day_and_an_account(capsys, closed_office, tmp_path) -> None:
    said(capsys, "report", closed_office, "statistics", tmp_path / "表.pdf", "--as-of", "2017-05-01")
    assert said(capsys, "report", closed_office, "final_report", tmp_path / "总结.docx")["path"].endswith("总结.docx")
    refused = said(capsys, "report", closed_office, "stage_report", tmp_path / "总结.pdf", expect=1)
    assert ".docx" in refused["error"]["message"]


def test_without_a_month_it_is_the_one_that_the_day_falls_into(capsys, closed_office, tmp_path) -> None:
    said(capsys, "set", closed_office, "--cycle-day", "15")
    said(capsys, "report", closed_office, "changes", tmp_path / "表.xlsx", "--as-of", "2017-05-16")
    assert (
        "统计时间：2017年7月（2017年5月16日至2017年6月15日）" in load_workbook(tmp_path / "表.xlsx").active["A2"].value
    )


def test_a_full_roster_needs_a_reason(capsys, closed_office, tmp_path) -> None:
    refused = said(capsys, "report", closed_office, "roster", tmp_path / "名册.pdf", expect=1)
    assert "--reason" in refused["error"]["message"]
    said(capsys, "report", closed_office, "roster", tmp_path / "名册.pdf", "--reason", "报县民政局")


def test_a_month_is_closed_compared_and_opened(capsys, closed_office) -> None:
    said(capsys, "set", closed_office, "--cycle-day", "15")
    assert said(capsys, "close", closed_office, "2017-05")["tables"] > 5
    assert said(capsys, "close", closed_office, "2017-05", "--differences")["differences"] == []
    assert "已由周敏" in said(capsys, "close", closed_office, "2017-05", expect=1)["error"]["message"]
    assert said(capsys, "close", closed_office, "2017-05", "--reopen", "漏报") == {"month": "2017-05", "closed": False}
    assert said(capsys, "close", closed_office, "2017-05", "--differences", expect=1)["error"]["code"] == "not_closed"
