"""Paying out: signature sheets, the list for the bank, the ledger, months side by side, what came back."""

from __future__ import annotations

import datetime as dt
import gc
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dibao_desktop.domain.document import PageBreak, Paragraph, Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.commands import amend_household, change_benefit
from dibao_desktop.exchange import importing
from dibao_desktop.exchange.bank.lists import AccountsWrong, control_sum, export_ledger, export_payments
from dibao_desktop.exchange.bank.months import compare_months, month_before
from dibao_desktop.exchange.bank.papers import pay_changes_paper, returned_paper
from dibao_desktop.exchange.bank.returned import returned_payments
from dibao_desktop.exchange.bank.signing import LINES_A_PAGE, signature_sheet
from dibao_desktop.exchange.bank.standard import standard_change, standard_paper
from dibao_desktop.matching import commands as matching
from dibao_desktop.matching.queries import policy_in_use
from dibao_desktop.session import Session
from makers import make_household

MONTH = "2017-06"


def test_a_signature_sheet_has_so_many_lines_a_page_and_every_sum(session: Session) -> None:
    for _ in range(LINES_A_PAGE + 3):
        make_household(session, village="上坪村", persons=1, monthly_fen=10_050)
    make_household(session, village="下坪村", persons=2, monthly_fen=33_600)
    sheet = signature_sheet(MONTH)
    tables = [block for block in sheet.blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [LINES_A_PAGE + 1, 3 + 2, 1 + 2, 2 + 1]
    assert sum(isinstance(block, PageBreak) for block in sheet.blocks) == len(tables) - 1
    first, second, last, whole = tables
    assert first.rows[-1][1:3] == ("本页小计", f"{LINES_A_PAGE} 户") and first.rows[-1][6] == "2,211.00"
    assert second.rows[0][0] == str(LINES_A_PAGE + 1), "numbers go on"
    assert second.rows[-1][6] == "2,512.50" and last.rows[-1][6] == "336.00"
    assert whole.rows[-1] == ("合计", str(LINES_A_PAGE + 4), str(LINES_A_PAGE + 5), "2,848.50", "0.00", "2,848.50")
    words = [block.text for block in sheet.blocks if isinstance(block, Paragraph)]
    assert any("大写：贰仟捌佰肆拾捌元伍角整" in each for each in words)
    assert len([block for block in signature_sheet(MONTH, "下坪村").blocks if isinstance(block, Table)]) == 1
    with pytest.raises(KnownError, match="没有应发"):
        signature_sheet("1990-01")


def test_the_list_for_the_bank_is_text_with_sums_and_a_control_sum(session: Session, tmp_path: Path) -> None:
    accounts = ["006228000100020003", "6228000100020014"]
    for account in accounts:
        make_household(session, account_no=account, monthly_fen=33_650)
    done = export_payments(session, tmp_path / "代发.xlsx", MONTH)
    assert (done.households, done.total_fen, done.control) == (2, 67_300, 20_003 + 20_014)
    book = load_workbook(tmp_path / "代发.xlsx")
    rows = [[(cell.value, cell.data_type) for cell in row] for row in book["代发清单"].iter_rows(min_row=2)]
    assert {row[5] for row in rows} == {(account, "s") for account in accounts}
    assert all(row[6] == (336.5, "n") for row in rows)
    assert ["金额合计（元）", "673.00"] in [[cell.value for cell in row] for row in book["合计"].iter_rows()]
    assert control_sum(accounts) == done.control


def test_accounts_that_no_bank_pays_to_are_named_before(session: Session, tmp_path: Path) -> None:
    make_household(session, account_no="6228000100020003")
    make_household(session, account_no="6228000100020003")
    make_household(session, account_no="")
    with pytest.raises(AccountsWrong) as refused:
        export_payments(session, tmp_path / "代发.xlsx", MONTH)
    assert [why for _, why in refused.value.rows][1] == "没有银行账号" and len(refused.value.details) == 2
    assert not (tmp_path / "代发.xlsx").exists()
    done = export_payments(session, tmp_path / "代发.xlsx", MONTH, partial=True)
    assert (done.households, len(done.left_out)) == (1, 2)


def test_an_account_of_two_villages_is_found_whichever_is_asked_for(session: Session, tmp_path: Path) -> None:
    make_household(session, account_no="6228000100020003", village="石塔村")
    make_household(session, account_no="6228000100020003", village="长田村")
    make_household(session, account_no="6228000100020014", village="长田村")
    with pytest.raises(AccountsWrong, match="同一账号"):
        export_payments(session, tmp_path / "代发.xlsx", MONTH, "长田村")
    assert export_payments(session, tmp_path / "代发.xlsx", MONTH, "长田村", partial=True).households == 1


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_a_list_that_cannot_be_written_is_one_sentence(session: Session, tmp_path: Path) -> None:
    make_household(session, account_no="6228000100020003")
    with pytest.raises(KnownError, match="无法写入"):
        export_payments(session, tmp_path / "没有" / "代发.xlsx", MONTH)
    gc.collect()


def test_the_ledger_has_a_line_a_household_with_all_its_people(session: Session, tmp_path: Path) -> None:
    make_household(session, persons=1)
    id_ = make_household(session, persons=4)
    with pytest.raises(KnownError, match="用途"):
        export_ledger(session, tmp_path / "台账.xlsx", " ")
    assert export_ledger(session, tmp_path / "台账.xlsx", "报县民政局").households == 2
    head, *rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "台账.xlsx").worksheets[0]]
    assert head[-2:] == ["成员四姓名", "成员四身份证号码"] and len(rows) == 2
    people = dossiers.kept([id_])[id_].record.members
    assert rows[1][-8::2] == [member.name for member in people]


def test_every_difference_between_two_months_has_its_decision_or_a_mark(session: Session) -> None:
    raised, silent, same = (make_household(session, start_month="2015-01") for _ in range(3))
    change_benefit(session, raised, "raise", MONTH, 50_000, 3, "B类", "乡政府审核确认")
    assert dossiers.household(same) is not None
    found = compare_months(MONTH)
    (change,) = (each for each in found.changes if each.number == dossiers.household(raised).record.number)  # type: ignore[union-attr]
    assert (change.what, change.change_fen) == ("增发", 50_000 - 33_600)
    assert "增发" in change.ground and "乡政府审核确认" in change.ground
    assert found.after_fen - found.before_fen == sum(each.change_fen for each in found.changes)
    assert found.unexplained == ()
    assert silent != same


def test_a_month_begins_a_year_too() -> None:
    assert [month_before(each) for each in ("2017-06", "2017-01", "2017-12")] == ["2017-05", "2016-12", "2017-11"]
    assert pay_changes_paper(MONTH).name == "发放变动核对表_2017-06"


def test_a_returned_payment_is_on_the_list_until_its_account_is_mended(session: Session, tmp_path: Path) -> None:
    back, paid = make_household(session), make_household(session)
    kept = dossiers.kept([back, paid])
    lines = ["姓名,身份证号,银行账号,金额,代发结果,发放年月"]
    for id_, result in ((back, "失败：账户已销户"), (paid, "成功")):
        each = kept[id_]
        lines.append(f"{each.record.head_name},{each.head_id},{each.record.account_no},336,{result},2017年5月")
    book = tmp_path / "2017年5月代发明细.csv"
    book.write_text("\n".join(lines), encoding="utf-8")
    importing.apply(session, importing.examine([book]))
    matching.match(session)
    (found,) = returned_payments()
    assert (found.household_id, found.result, found.state) == (back, "失败:账户已销户", "待更正账号")
    record = kept[back].record
    amend_household(session, back, replace(record, account_no="6228000100029999"), kept[back].version)
    (found,) = returned_payments()
    assert found.state == "账号已改，待补发" and found.told_account == record.account_no
    (table,) = (block for block in returned_paper().blocks if isinstance(block, Table))
    assert table.rows[0][-2:] == ("6228000100029999", "账号已改，待补发")
    matching.judge_lead(session, found.lead_id, "属实", "", dt.date(2017, 6, 1))
    assert returned_payments()[0].state == "已核实"


def test_a_new_standard_is_shown_before_and_after_and_changes_nobody(session: Session) -> None:
    policy = policy_in_use()
    id_ = make_household(session)
    before = dossiers.kept([id_])[id_]
    paper = standard_paper(policy, dt.date(2016, 6, 1), dt.date(2017, 6, 1))
    villages, households = (block for block in paper.blocks if isinstance(block, Table))
    found = standard_change(policy, dt.date(2016, 6, 1), dt.date(2017, 6, 1))
    assert households.rows[-1][3] == f"{len(found.affected)} 户" and len(households.rows) == len(found.affected) + 1
    assert [row[1] for row in households.rows[:-1]] == [before.record.number]
    assert households.rows[0][4:8] == ("336.00", "算不出来", "336.00", "0.00") and villages.rows[-1][0] == "合计"
    assert dossiers.kept([id_])[id_] == before
