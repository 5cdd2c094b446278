"""阶段报告 and 清查总结: the figures of the tables as sentences, opened by LibreOffice."""

from __future__ import annotations

import datetime as dt
import subprocess

import pytest

from dibao_desktop.reports.account_fields import account_fields
from dibao_desktop.reports.forms import Account, fill_account
from dibao_desktop.reports.tables.campaign import campaign_counts

ON = dt.date(2017, 8, 1)


@pytest.mark.parametrize("account", [pytest.param(Account.STAGE, marks=pytest.mark.thorough), Account.FINAL])
def test_they_open_with_the_figures_of_the_tables(july, tmp_path, libreoffice, account):
    filled = fill_account(account, july.campaign, ON, tmp_path)
    assert not filled.remark
    (tmp_path / "x.docx").write_bytes(filled.content)
    read = libreoffice(tmp_path / "x.docx", "pdf")
    text = subprocess.run(["pdftotext", "-layout", str(read), "-"], capture_output=True, text=True, check=True).stdout
    said = "".join(text.split())
    assert "列入清查8户16人，涉及2个村（社区）；已入户3户6人，入户率37.50%" in said
    assert "清退1户2人（停发1户、转出0户），每月减少224.00元" in said
    assert "新增纳入1户2人，每月增加222.00元" in said
    assert "{" not in text
    if account is Account.FINAL:
        assert "停发：家庭收入变化12224.00" in said
        assert "清查后在保7户，月保障金1,678.00元" in said


def test_the_villages_of_an_account_sum_to_its_total(july):
    fields = account_fields(july.campaign, ON)
    for name in ("应查户", "已查户", "评议户", "清退户", "新增户"):
        assert sum(int(line[name]) for line in fields["各村"]) == int(fields[name])
    assert len(fields["各村"]) == len(campaign_counts(july.campaign, ON))
