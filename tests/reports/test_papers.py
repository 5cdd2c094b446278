"""一户一袋 and the checklist behind it, on households that went some way along the road."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.cli import run
from dibao_desktop.domain.document import Document, Heading, Paragraph, Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.secrecy import discreet, discreet_document
from dibao_desktop.dossiers import commands, queries
from dibao_desktop.dossiers.rules.checklist import CaseType
from dibao_desktop.dossiers.rules.registers import FilingDraft
from dibao_desktop.office import Office
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.reports.bag import write_bag
from dibao_desktop.reports.papers import checklist, completeness_of, incomplete
from dibao_desktop.session import Session
from makers import a_record, make_id
from paper_makers import a_docx, a_pdf, a_png
from situations import bring_to, start
from ui.printing import PdfPrinter, picture_of


@pytest.fixture
def household(session: Session) -> int:
    return commands.enrol_household(session, a_record(), applicant=False)


def words_of(path: Path) -> list[str]:
    # Qt names some characters by their radicals; they are the same to the eye.
    found = [unicodedata.normalize("NFKC", " ".join(page.extract_text().split())) for page in PdfReader(path).pages]
    return [text.replace("戶", "户").replace("⻚", "页") for text in found]


def test_who_applies_is_measured_as_a_new_application_inside_a_campaign_and_outside(session: Session) -> None:
    applicant = commands.enrol_household(session, a_record(), applicant=True)
    paid = commands.enrol_household(session, a_record(number="9002"), applicant=False)
    outside = checklist(applicant, None)
    assert outside.type is CaseType.NEW
    assert checklist(paid, None).type is CaseType.UNCHANGED
    assert 2 in {line.number for line in outside.lines if line.needed}
    assert completeness_of([applicant, paid], None)[applicant].needed == len([x for x in outside.lines if x.needed])
    assert checklist(applicant, start(session)).type is CaseType.NEW


def test_bag_in_binding_order_with_right_numbers(
    session: Session, household: int, qapp: object, tmp_path: Path
) -> None:
    add = commands.add_paper
    add(session, household, 22, "横向表格", a_pdf(1, width=842, height=595))
    add(session, household, 6, "诊断书", a_pdf(3, width=400, height=600))
    first = add(session, household, 4, "户口簿", a_png(90, 60))
    add(session, household, 7, "收入证明", a_docx())
    commands.rotate_paper(session, first)
    commands.confirm_original(session, first, True)
    out = tmp_path / "袋.pdf"
    pages = write_bag(household, None, PdfPrinter(), "2017-06-01", out)
    read = PdfReader(out)
    # Cover, index, sheet, picture, three pages, the note on the Word file, the table across.
    assert pages == len(read.pages) == 9
    texts = words_of(out)
    for entry in ("4 户口簿复印件 户口簿 4 原件已验", "诊断书 5—7", "收入证明 8 另附", "22 其他 横向表格 9"):
        assert entry in texts[1]
    for number, (page, text) in enumerate(zip(read.pages, texts, strict=True), start=1):
        wide, high = sorted((float(page.mediabox.width), float(page.mediabox.height)))
        assert (round(wide), round(high)) == (595, 842)
        assert (f"卷内第 {number} 页" in text) == (number > 1)
    assert [item.title for item in read.outline][:3] == ["封面", "卷内目录", "低保家庭档案登记表"]
    assert read.pages[3].mediabox.width < read.pages[3].mediabox.height, "turned upright"
    assert read.pages[8].mediabox.width > read.pages[8].mediabox.height


def test_bag_holds_what_the_program_recorded(session: Session, qapp: object, tmp_path: Path) -> None:
    for _ in range(2):
        commands.enrol_household(session, a_record(), applicant=False)
    campaign_id = start(session)
    case, other = clearance.cases(campaign_id)
    bring_to(session, case.id, DoneWhen.ASSESSMENT_CURRENT)
    before, after = checklist(other.household_id, campaign_id), checklist(case.household_id, campaign_id)
    assert not before.lines[8].there and after.lines[8].recorded
    found = completeness_of([case.household_id, other.household_id], campaign_id)
    assert found[case.household_id] == after.completeness
    assert found[other.household_id].there < found[case.household_id].there
    assert incomplete([other.household_id], campaign_id) == [other.household_id]
    write_bag(case.household_id, campaign_id, PdfPrinter(), "2017-06-01", tmp_path / "袋.pdf")
    assert any("入户日期" in text for text in words_of(tmp_path / "袋.pdf"))


def test_register_book_waits_for_the_original(session: Session, household: int) -> None:
    id_ = commands.add_paper(session, household, 4, "户口簿", a_png())
    assert checklist(household, None).lines[3].unchecked
    commands.confirm_original(session, id_, True)
    assert not checklist(household, None).lines[3].unchecked


def test_damaged_paper_is_named_and_nothing_written(
    office: Office, session: Session, household: int, qapp: object, tmp_path: Path
) -> None:
    commands.add_paper(session, household, 4, "户口簿", a_png())
    for path in (office.folder / "attachments").rglob("*"):
        if path.is_file():
            path.write_bytes(b"gone")
    with pytest.raises(KnownError, match="备份恢复"):
        write_bag(household, None, PdfPrinter(), "2017-06-01", tmp_path / "袋.pdf")
    assert not list(tmp_path.glob("袋*"))


def test_cli_writes_the_bag(
    office: Office, session: Session, household: int, qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    detail = queries.household(household)
    assert detail is not None
    office.close()
    monkeypatch.setenv("DIBAO_PASSWORD", "测试密码")
    words = ["report", str(office.folder), "dossier", "--household", detail.record.number]
    assert run([*words, str(tmp_path / "袋.pdf")], PdfPrinter) == 0
    assert len(PdfReader(tmp_path / "袋.pdf").pages) == 3
    assert run([*words, str(tmp_path / "表.docx")], PdfPrinter) == 0


def test_broken_picture_is_a_sentence(qapp: object) -> None:
    with pytest.raises(KnownError, match="重新扫描"):
        picture_of(b"no picture", 0)


def test_hiv_is_never_printed() -> None:
    said = "艾滋病病毒感染者及病人，HIV阳性，AIDS；残疾二级"
    assert discreet(said) == "按规定保密，按规定保密阳性，按规定保密；残疾二级"
    document = Document("表", (Heading("艾滋病"), Paragraph("hiv"), Table(("健康",), (("艾滋病病人",), ("慢性病",)))))
    text = repr(discreet_document(document).blocks)
    assert "艾滋" not in text and "hiv" not in text and "慢性病" in text


def test_registers_ask_for_their_papers(session: Session, household: int, qapp: object, tmp_path: Path) -> None:
    detail = queries.household(household)
    assert detail is not None
    head = detail.record.members[0]
    official = {
        "official_name": "杨志红",
        "official_id": make_id("19700101", 5),
        "workplace": "石塔村",
        "relation": "兄弟姐妹",
    }
    draft = FilingDraft(
        **official, recipient_name=head.name, recipient_id=head.id_number, reason="困难", filed_on="2017-05-01"
    )
    commands.file_relative(session, household, draft)
    found = checklist(household, None)
    assert found.lines[19].needed and found.lines[19].recorded and found.lines[14].needed
    write_bag(household, None, PdfPrinter(), "2017-06-01", tmp_path / "袋.pdf")
    assert any("近亲属备案表" in text and "杨志红" in text for text in words_of(tmp_path / "袋.pdf"))
