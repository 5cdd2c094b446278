"""近亲属备案 and 卡折代管: entered, completed, ended; read as tables and forms; the comparison no longer asks."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from dibao_desktop.audit.queries import history
from dibao_desktop.domain.document import Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands, queries
from dibao_desktop.dossiers.rules.record import RelativeEntry
from dibao_desktop.dossiers.rules.registers import (
    EntryDraft,
    EntryKind,
    FilingDraft,
    KeepingDraft,
    entry_problems,
    filing_duties,
    filing_problems,
    keeping_duties,
    keeping_problems,
)
from dibao_desktop.matching import commands as matching
from dibao_desktop.matching import queries as leads
from dibao_desktop.reports.workbooks import write_xlsx
from makers import make_household, make_id

TODAY = dt.date(2017, 6, 1)
OFFICIAL = make_id("19700101", 11)


@pytest.fixture
def home(session) -> int:
    return make_household(session)


def a_filing(household: int, place: int = 1, **fields: str) -> FilingDraft:
    member = queries.household(household).record.members[place]
    said = {
        "official_name": "张文",
        "official_id": OFFICIAL,
        "post": "村会计",
        "relation": "弟",
        "recipient_name": member.name,
        "reason": "丧偶无劳力",
        "filed_on": "2017-05-20",
    }
    return FilingDraft(**(said | fields))


def a_keeping(**fields: object) -> KeepingDraft:
    said = {"keeper_name": "李强", "relation": "侄子", "agreed_on": "2017-03-01"}
    return KeepingDraft(**(said | fields))


def refusal(code: str, act) -> str:
    with pytest.raises(KnownError) as error:
        act()
    assert error.value.code == code, error.value.message
    return error.value.message


def test_one_official_has_many_recipients(session, home):
    other = make_household(session)
    for household, place in ((home, 1), (home, 2), (other, 0)):
        commands.file_relative(session, household, a_filing(household, place))
    assert [row.official_name for row in queries.filings()] == ["张文"] * 3
    assert queries.register_households("filed") == {home, other}
    member = queries.household(home).record.members[1]
    assert queries.filings(home)[0].draft.recipient_id == member.id_number
    assert any("近亲属备案" in entry.text for entry in history(home))
    refusal("filed_already", lambda: commands.file_relative(session, home, a_filing(home)))
    refusal("not_a_member", lambda: commands.file_relative(session, home, a_filing(home, recipient_name="外人")))


def test_found_where_roster_and_list_meet_and_quiet_once_filed(session, home):
    member = queries.household(home).record.members[1]
    line = RelativeEntry("石塔村", "张文", OFFICIAL, "村会计", member.name, member.id_number, "弟", False)
    commands.record_relatives(session, [line], "近亲属登记表")
    matching.match(session)
    assert [lead.code for lead in leads.leads_of(home) if lead.is_open] == ["CK10"]
    (offered,) = queries.unfiled_relatives(home)
    assert (offered.official_name, offered.recipient_name, offered.relation) == ("张文", member.name, "弟")
    commands.file_relative(session, home, replace(offered, reason="丧偶无劳力", filed_on="2017-05-20"))
    assert queries.unfiled_relatives(home) == []
    assert [row.filed for row in queries.relatives()] == [True]
    matching.match(session)
    assert [lead.code for lead in leads.leads_of(home) if lead.is_open] == []


def test_a_filing_is_completed_noted_and_ended(session, home):
    filing = commands.file_relative(session, home, a_filing(home))
    commands.amend_filing(session, filing, a_filing(home, visited_on="2017-05-28"))
    assert queries.filings(home)[0].draft.visited_on == "2017-05-28"
    commands.note_filing(session, filing, "2017-05-30", "家庭情况无变化")
    commands.note_filing(session, filing, "2017-05-31", "村会计离任", ends=True)
    row = queries.filings(home)[0]
    assert row.ended_on == "2017-05-31"
    assert row.notes == (("2017-05-30", "家庭情况无变化"), ("2017-05-31", "村会计离任"))
    assert queries.register_households("filed") == set()
    refusal("bad_date", lambda: commands.note_filing(session, filing, "2018-01-01", "以后"))


def test_a_card_is_kept_used_checked_and_given_back(session, home):
    keeping = commands.keep_card(session, home, a_keeping())
    refusal("kept_already", lambda: commands.keep_card(session, home, a_keeping()))
    spent = EntryDraft(EntryKind.WITHDRAWAL, "2017-04-10", 336_00, "买米和药", "户主按印")
    commands.enter_keeping(session, keeping, spent)
    commands.enter_keeping(session, keeping, EntryDraft(EntryKind.CHECK, "2017-05-01", None, "账卡相符", "杨芳"))
    (row,) = queries.keepings(home)
    assert [entry.kind for entry in row.entries] == ["支取", "检查"]
    assert queries.register_households("kept") == {home}
    commands.end_keeping(session, keeping, "2017-05-31", "卡折已交还本人")
    refusal("ended", lambda: commands.enter_keeping(session, keeping, spent))
    refusal("ended", lambda: commands.end_keeping(session, keeping, "2017-05-31", "又一次"))
    assert queries.register_households("kept") == set()


def test_what_each_lacks_is_said_by_field():
    assert set(filing_problems(FilingDraft(), TODAY)) == {
        "official_name",
        "relation",
        "recipient_name",
        "reason",
        "filed_on",
    }
    assert set(keeping_problems(KeepingDraft(keeper_name="李强", is_staff=True), TODAY)) == {"agreed_on", "post"}
    assert "official_id" in filing_problems(FilingDraft(official_id="5300"), TODAY)
    assert "visited_on" in filing_problems(FilingDraft(visited_on="2017-06-02"), TODAY)
    found = entry_problems(EntryDraft(EntryKind.WITHDRAWAL, "2017-01-01"), "2017-03-01", TODAY)
    assert set(found) == {"on_date", "amount_fen", "words", "signed_by"}
    assert "县级" in keeping_duties(True, "", "")[0]
    assert keeping_duties(False, "", "") == keeping_duties(True, "2017-01-01", "") == ()
    assert filing_duties("", "") and not filing_duties("2017-05-28", "")


def test_tables_and_forms(session, home, tmp_path):
    filing = commands.file_relative(session, home, a_filing(home))
    keeping = commands.keep_card(session, home, a_keeping())
    for document in (queries.filing_register(), queries.keeping_register()):
        table = next(block for block in document.blocks if isinstance(block, Table))
        assert len(table.rows) == 1
        assert len(table.rows[0]) == len(table.head)
        path = tmp_path / f"{document.name}.xlsx"
        write_xlsx(document, path)
        assert load_workbook(path).worksheets[0].max_row >= 3
    kept = next(block for block in queries.keeping_register().blocks if isinstance(block, Table))
    account = queries.household(home).record.account_no
    assert account not in kept.rows[0]
    assert any(cell.endswith(account[-4:]) for cell in kept.rows[0])
    assert "近亲属备案表" in queries.filing_form(filing).name
    assert "卡折代管登记表" in queries.keeping_form(keeping).name
