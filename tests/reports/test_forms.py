"""Forms from Word templates: filled, opened by LibreOffice, and what a wrong template of the office leads to."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.cli import run
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands
from dibao_desktop.office import Office
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.reports.account_fields import account_fields
from dibao_desktop.reports.form_fields import form_fields
from dibao_desktop.reports.forms import FIELDS, Account, Form, fill_form, lay_out_templates, shipped
from dibao_desktop.session import Session
from makers import a_record
from situations import bring_to, start
from ui.printing import PdfPrinter

TODAY = "2017-06-01"


@pytest.fixture
def household(session: Session) -> int:
    record = a_record(3)
    people = (replace(record.members[0], name="甲<乙>&丙", health="慢性病"), *record.members[1:])
    return commands.enrol_household(session, replace(record, head_name="甲<乙>&丙", members=people), applicant=False)


def template_of(office: Office, form: Form, *paragraphs: str) -> None:
    (office.folder / "templates").mkdir(exist_ok=True)
    file = docx.Document()
    for text in paragraphs:
        file.add_paragraph(text)
    file.save(str(office.folder / "templates" / f"{form}.docx"))


def test_they_open_in_libreoffice_with_every_character(
    office: Office, session: Session, household: int, tmp_path: Path, libreoffice: Callable[[Path, str], Path]
) -> None:
    campaign = start(session)
    case = clearance.cases(campaign)[0]
    bring_to(session, case.id, DoneWhen.TOWNSHIP_CHECKED)
    for form in Form:
        filled = fill_form(form, household, campaign, TODAY, office.folder)
        assert not filled.remark
        path = tmp_path / f"{form}.docx"
        path.write_bytes(filled.content)
        read = libreoffice(path, "pdf")
        text = subprocess.run(["pdftotext", str(read), "-"], capture_output=True, text=True, check=True).stdout
        assert "甲<乙>&丙" in text and "{" not in text and "�" not in text
        if form is Form.APPLICATION:
            assert text.count("530000") >= 4


@pytest.mark.parametrize(
    ("paragraph", "word"),
    [
        ("户主 {{ 户主姓 }}", "户主姓"),
        ("{% for 人 in 成员 %}{{ 人.姓 }}{% endfor %}", "姓"),
        ("{{ 户主 ", "写法有误"),
        ("{% for 人 in 成员 %}", "写法有误"),
        ("{{ ''.__class__.__mro__ }}", "写法"),
    ],
)
def test_wrong_template_is_named_and_the_shipped_one_used(
    office: Office, household: int, paragraph: str, word: str
) -> None:
    template_of(office, Form.CONSENT, paragraph)
    filled = fill_form(Form.CONSENT, household, None, TODAY, office.folder)
    assert "授权书.docx" in filled.remark and word in filled.remark and filled.remark.count("。") == 1
    assert filled.content[:2] == b"PK"


def test_a_file_that_is_no_word_file_is_named(office: Office, household: int) -> None:
    (office.folder / "templates").mkdir()
    (office.folder / "templates" / "授权书.docx").write_bytes(b"no zip")
    assert "DOCX" in fill_form(Form.CONSENT, household, None, TODAY, office.folder).remark


def test_own_template_is_used(office: Office, household: int, tmp_path: Path) -> None:
    folder = lay_out_templates(office.folder)
    assert {path.stem for path in folder.iterdir()} == {*Form, *Account, "字段说明"}
    template_of(office, Form.CONSENT, "本乡的授权书：{{ 户主 }}，{{ 家庭人口 }} 人")
    lay_out_templates(office.folder)
    filled = fill_form(Form.CONSENT, household, None, TODAY, office.folder)
    (tmp_path / "x.docx").write_bytes(filled.content)
    assert [p.text for p in docx.Document(str(tmp_path / "x.docx")).paragraphs] == ["本乡的授权书：甲<乙>&丙，3 人"]
    assert not filled.remark


def test_no_telling_without_a_proposal_and_hiv_never(office: Office, session: Session, tmp_path: Path) -> None:
    record = replace(a_record(1), cause="艾滋病")
    id_ = commands.enrol_household(session, record, applicant=False)
    with pytest.raises(KnownError, match="处理意见"):
        fill_form(Form.TELLING, id_, None, TODAY, office.folder)
    template_of(office, Form.CONSENT, "{{ 主要致困原因 }}")
    filled = fill_form(Form.CONSENT, id_, None, TODAY, office.folder)
    (tmp_path / "x.docx").write_bytes(filled.content)
    assert docx.Document(str(tmp_path / "x.docx")).paragraphs[0].text == "按规定保密"


def test_the_list_of_fields_is_whole(session: Session, household: int) -> None:
    told = set(shipped(Form.CONSENT).with_name(FIELDS).read_text(encoding="utf-8").replace("：", " ").split())
    fields = form_fields(household, None, TODAY)
    lines = [line for value in fields.values() if isinstance(value, list) for line in value]
    assert set(fields) <= told and all(set(line) <= told for line in lines)
    account = account_fields(start(session), session.today())
    lines = [line for value in account.values() if isinstance(value, list) for line in value]
    assert set(account) <= told and all(set(line) <= told for line in lines)


def test_cli(office: Office, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    record = a_record()
    commands.enrol_household(session, record, applicant=False)
    office.close()
    monkeypatch.setenv("DIBAO_PASSWORD", "测试密码")
    words = ["report", str(office.folder), "application", "--household", record.number]
    assert run([*words, str(tmp_path / "表.docx")], PdfPrinter) == 0
    assert run([*words, str(tmp_path / "表.pdf")], PdfPrinter) == 1
    assert "扩展名应为 .docx" in capsys.readouterr().err
