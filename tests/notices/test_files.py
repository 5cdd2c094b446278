"""Every file that leaves for the public, read back whole: nothing private in it, and nothing that runs (DOMAIN §14.2)."""

from __future__ import annotations

import csv
import unicodedata
from pathlib import Path

import docx
import pypdfium2
import pytest
from openpyxl import load_workbook

from dibao_desktop.audit.queries import latest
from dibao_desktop.domain.document import Document, Paper, Paragraph, Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.commands import set_standing
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.notices import commands, queries
from dibao_desktop.notices.rules.board import BoardLine, board_document
from dibao_desktop.notices.rules.website import web_name, website_document
from dibao_desktop.reports.documents import write_docx
from dibao_desktop.reports.web import write_csv, write_html
from dibao_desktop.reports.workbooks import write_xlsx
from dibao_desktop.settings import commands as settings
from dibao_desktop.settings.rules import Key
from makers import a_member, make_household, make_id
from notices.boards import a_hanging_board, a_village_waiting, post
from notices.test_privacy import DIGITS, HEALTH, NASTY
from notices.test_rules import RULE, a_board
from situations import start
from ui.printing import lay_out, print_pdf

PHONE = "0871-123456"
SON = a_member("子", name="贺小山", birth="2010-03-04", id_number=make_id("20100304", 7))
NASTIER = [
    *NASTY,
    # A child stands in the field of the head; and texts that a spreadsheet or a browser would run.
    {"group": "5组", "members": (a_member("户主"), SON), "head_name": "贺小山"},
    {"group": "=HYPERLINK(1)", "head_name": "=cmd|'/C calc'!A0", "category": "=1+1"},
    {"group": "<script>alert(1)</script>", "head_name": "董<b>云</b>秀", "aid_type": "农村低保<img src=x>"},
]


# A font may give one sign for a character and its radical, and a PDF then says the radical.
_RADICALS = str.maketrans(
    "⺠⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻩⻬⻮⻰⼾", "民见角贝车长门青页风飞食马骨鬼鱼鸟黄齐齿龙户"
)


def pages_of(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        read = [page.get_textpage().get_text_range() for page in document]
    return [unicodedata.normalize("NFKC", words.translate(_RADICALS)) for words in read]


def words_in(path: Path) -> str:
    """All that anybody could read in a file."""
    if path.suffix == ".pdf":
        return "\n".join(pages_of(path))
    if path.suffix == ".docx":
        file = docx.Document(str(path))
        cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
        feet = [line.text for section in file.sections for line in section.footer.paragraphs]
        return "\n".join([*(line.text for line in file.paragraphs), *cells, *feet, file.core_properties.title])
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    return path.read_text("utf-8-sig")


@pytest.fixture
def hanging(session) -> int:
    settings.change_settings(session, {Key.PHONE: PHONE})
    campaign, village = a_village_waiting(session, records=NASTIER)
    batch_id = commands.prepare_batch(session, campaign, village, 1)
    post(session, batch_id)
    return batch_id


def secrets_of(batch_id: int) -> set[str]:
    kept = dossiers.kept([entry.household_id for entry in queries.batch(batch_id).entries]).values()
    found = {
        value
        for each in kept
        for value in (each.record.phone, each.record.account_no, each.record.register_no, each.record.note)
    }
    for each in kept:
        for member in each.record.members:
            found |= {member.id_number, member.birth, *((member.name,) if member.birth > "1999-06-01" else ())}
    return found - {""}


def test_no_file_for_the_public_holds_what_must_never_be_published(session, qapp, hanging, tmp_path: Path):
    written: list[Path] = []
    for paper in Paper:
        board = queries.board(hanging, paper=paper)
        for write, ending in ((print_pdf, ".pdf"), (write_docx, ".docx"), (write_xlsx, ".xlsx")):
            written.append(tmp_path / f"board-{paper}{ending}")
            write(board, written[-1])
    campaign = queries.batch(hanging).campaign_id
    for write, ending in ((print_pdf, ".pdf"), (write_docx, ".docx"), (write_xlsx, ".xlsx")):
        written.append(tmp_path / f"publication{ending}")
        write(queries.publication(campaign, None, session.today()), written[-1])
    online = commands.put_online(session, [hanging])
    for write, ending in ((write_html, ".html"), (write_csv, ".csv"), (write_xlsx, ".xlsx")):
        written.append(tmp_path / f"website{ending}")
        write(online, written[-1])
    secrets = secrets_of(hanging)
    assert {"13900001234", "贺小林", "贺小山"} <= secrets
    for path in written:
        said = words_in(path)
        assert "石塔村" in said and PHONE in said, path.name
        assert not [secret for secret in secrets if secret in said], path.name
        assert not DIGITS.search(said.replace(PHONE, "")), path.name
        assert not HEALTH.search(said), path.name
        assert "<script" not in said and "calc" not in said and "HYPERLINK" not in said, path.name


def test_the_website_names_nobody_in_full_and_shows_nothing_that_is_off_by_default(session, hanging):
    online = queries.website([hanging])
    (table,) = [block for block in online.blocks if isinstance(block, Table)]
    names = [row[1] for row in table.rows]
    assert len(names) == len(NASTIER)
    assert all(name == "（姓名待核实）" or "*" in name for name in names)
    full = [entry.line.head_name for entry in queries.batch(hanging).entries if len(entry.line.head_name) == 3]
    assert not [name for name in full if name in str(online.blocks)]
    assert "是否近亲属备案" not in table.head
    assert any(
        isinstance(block, Paragraph) and "公示期：2017年6月1日至2017年6月8日" in block.text for block in online.blocks
    )


def test_who_is_paid_is_published_village_by_village_as_long_as_it_lasts(session):
    for _ in range(23):
        make_household(session)
    stopped = make_household(session, village="荆山村")
    make_household(session, village="荆山村")
    set_standing(session, stopped, Standing.STOPPED)
    campaign, today = start(session), session.today()
    document = queries.publication(campaign, None, today)
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [22, 1, 1]
    assert tables[0].head[1:] == (
        "户主姓名",
        "村民小组",
        "家庭人口",
        "保障人口",
        "救助类型",
        "保障类别",
        "户月保障金（元）",
    )
    (village,) = [each.id for each in dossiers.villages() if each.name == "荆山村"]
    assert queries.publication(campaign, village, today).name == "荆山村低保对象公布"
    assert "在保 1 户" in str(queries.publication(campaign, village, today))
    set_standing(
        session, next(row.household_id for row in dossiers.money_facts() if row.village_id == village), Standing.STOPPED
    )
    with pytest.raises(KnownError, match="没有在保"):
        queries.publication(campaign, village, today)


def test_only_what_hangs_goes_online_and_it_is_noted_who_took_it(session, clock):
    found = a_hanging_board(session, 3)
    commands.remove_entry(session, found.entries[0].id, "户主今日去世，待核实")
    document = commands.put_online(session, [found.id])
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert len(table.rows) == 2
    assert any(line.text.startswith("导出网站公示：石塔村") for line in latest())
    clock.pass_days(8)
    commands.end_batch(session, found.id, session.today())
    with pytest.raises(KnownError, match="只有公示期内的"):
        commands.put_online(session, [found.id])
    with pytest.raises(KnownError, match="没有正在公示"):
        commands.put_online(session, [])


def test_texts_of_the_office_itself_run_nowhere(tmp_path: Path):
    board = a_board(1, unit="=1+1<i>", phone="-1")
    document = website_document(RULE, [board])
    document = Document(document.name, (*document.blocks, Paragraph("＝cmd"), Table(("@a",), (("+1",), ("\t=2",)))))
    for write, ending in ((write_html, ".html"), (write_csv, ".csv"), (write_xlsx, ".xlsx")):
        write(document, tmp_path / f"w{ending}")
    with (tmp_path / "w.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row if cell]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "＝"))]
    assert "'=1+1<i>低保清查公示" in cells
    sheet = load_workbook(tmp_path / "w.xlsx").worksheets[0]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    page = (tmp_path / "w.html").read_text("utf-8")
    assert "=1+1&lt;i&gt;" in page and "<i>" not in page and "noindex" in page


def test_names_on_the_website():
    assert [web_name(each) for each in ("董云秀", "贺某", "（姓名待核实）", "古丽·买买提", "")] == [
        "董**",
        "贺*",
        "（姓名待核实）",
        "古*****",
        "",
    ]


def test_a_line_takes_only_what_may_be_told_whatever_it_is_made_of():
    line = BoardLine("董云秀13900001234", "2组艾滋病", 2, 2, "农村低保（重病）", "精神病", "减发，因吸毒", 0, 0, False)
    assert (line.head_name, line.village_group, line.aid_type, line.category, line.outcome) == (
        "董云秀",
        "2组",
        "",
        "",
        "",
    )


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize(("households", "pages"), [(1, 1), (22, 1), (23, 2), (44, 2)])
def test_pages_of_a_board_are_numbered_and_each_has_its_head(qapp, tmp_path: Path, paper, households, pages):
    document = board_document(RULE, a_board(households), paper)
    assert len(lay_out(document)) == pages
    print_pdf(document, tmp_path / "board.pdf")
    shown = pages_of(tmp_path / "board.pdf")
    assert len(shown) == pages
    for number, page in enumerate(shown, start=1):
        assert f"第 {number} 页 共 {pages} 页" in page
        assert "户主姓名" in page and "石塔村低保清查村级公示" in page and "举报电话:0871-1234567" in page
        assert page.count("董云秀") == min(22, households - 22 * (number - 1))


def test_a3_is_the_same_board_drawn_larger(qapp, tmp_path: Path):
    sizes = []
    for paper in Paper:
        document = board_document(RULE, a_board(22), paper)
        print_pdf(document, tmp_path / "b.pdf")
        write_docx(document, tmp_path / "b.docx")
        with pypdfium2.PdfDocument(tmp_path / "b.pdf") as file:
            wide, high = file[0].get_size()
        section = docx.Document(str(tmp_path / "b.docx")).sections[0]
        sizes.append((round(wide), round(high), round(section.page_width.cm, 1), round(section.page_height.cm, 1)))
    assert sizes == [(595, 842, 21.0, 29.7), (842, 1191, 29.7, 42.0)]


def test_how_many_households_fill_a_page_is_the_packs_figure():
    ten = RULE.__class__(**{**RULE.__dict__, "rows_a_page": 10})
    tables = [block for block in board_document(ten, a_board(21)).blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [10, 10, 1]
