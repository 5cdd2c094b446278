"""What is written out of the office leaves a line: which document, which household, numbers masked or not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from conftest import CHEAP, PASSWORD
from dibao_desktop.access.rules import Role
from dibao_desktop.audit.queries import broken_links, history, latest
from dibao_desktop.cli import run
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.office import Office, open_office
from dibao_desktop.reports.leaving import let_out
from dibao_desktop.session import Session
from makers import make_household
from ui.printing import PdfPrinter


def test_one_household_is_named_and_many_are_counted(session: Session) -> None:
    one, other = make_household(session), make_household(session)
    let_out(session, "一户一袋", [one])
    assert history(one)[0].text == "“一户一袋”另存到系统外，含完整证件号"
    assert history(one)[0].actor == session.actor.name
    assert "另存" not in history(other)[0].text
    let_out(session, "档案列表", range(1, 200), masked=True)
    assert latest()[0].text == "“档案列表”另存到系统外，共 199 户，证件号已遮盖"
    assert broken_links() == []


def test_who_may_not_take_data_out_is_refused(office: Office) -> None:
    household = make_household(office.session)
    office.add_account("新人", Role.READER, "secret1", cost=CHEAP)
    folder = office.folder
    office.close()
    reader = open_office(folder, "secret1", "新人", clock=lambda: dt.datetime(2017, 6, 1, 9))
    try:
        with pytest.raises(KnownError, match="导出完整数据"):
            let_out(reader.session, "一户一袋", [household])
    finally:
        reader.close()


@pytest.mark.parametrize(("name", "ending", "title"), [("consent", "docx", "授权书"), ("sheet", "xlsx", "档案")])
def test_the_command_line_leaves_one_too(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, ending: str, title: str
) -> None:
    household = make_household(office.session, number="0001")
    folder = office.folder
    office.close()
    monkeypatch.setenv("DIBAO_PASSWORD", PASSWORD)
    out = tmp_path / f"纸.{ending}"
    assert run(["report", str(folder), name, str(out), "--household", "0001"], PdfPrinter) == 0
    assert out.exists()
    again = open_office(folder, PASSWORD)
    try:
        assert history(household)[0].text == f"“{title}”另存到系统外，含完整证件号"
        assert dossiers.household(household) is not None
    finally:
        again.close()
