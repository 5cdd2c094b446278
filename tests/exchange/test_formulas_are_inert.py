"""A text that begins like a formula stays a text in every workbook and CSV that we write (DOMAIN §17 E20, CWE-1236)."""

from __future__ import annotations

import ast
import csv
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dibao_desktop.clearance.queries import cases
from dibao_desktop.domain.document import Document, Heading, Paragraph, Signatures, Table
from dibao_desktop.domain.places import resources
from dibao_desktop.dossiers.commands import amend_village
from dibao_desktop.dossiers.queries import villages
from dibao_desktop.exchange.bank.lists import export_ledger, export_payments
from dibao_desktop.exchange.blanks import write_blank
from dibao_desktop.exchange.bulk import write_sheet
from dibao_desktop.exchange.error_workbook import write_error_workbook
from dibao_desktop.exchange.exporting import export_upload
from dibao_desktop.exchange.importing import examine
from dibao_desktop.exchange.own_sheets import OWN_SHEETS
from dibao_desktop.exchange.roster_workbook import export_roster
from dibao_desktop.reports.catalogue import REPORTS, Asked
from dibao_desktop.reports.lists import write_list
from dibao_desktop.reports.web import write_csv
from dibao_desktop.reports.workbooks import write_xlsx
from makers import a_member, make_household
from situations import finish, start

ROOT = Path(__file__).parents[2]
SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝")
HOSTILE = tuple(f'{sign}HYPERLINK("http://x","点我")' for sign in SIGNS)
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")

# Each module that writes a workbook or CSV, and the test below that holds it.
WRITERS = {
    "exchange/bulk.py": "plain sheets",
    "exchange/blanks.py": "blanks",
    "exchange/error_workbook.py": "error workbook",
    "exchange/exporting.py": "upload",
    "exchange/template/filling.py": "upload",
    "exchange/template/old_book.py": "upload of an old .xls",
    "reports/web.py": "document as CSV",
    "reports/workbooks.py": "document, list, every report",
    "reports/long_rows.py": "long table",
    "exchange/bank/lists.py": "payment list",
}
# What is saved there holds nobody's texts, or is no table.
NO_TABLE = {"reports/documents.py", "reports/forms.py", "storage/backup.py", "demo/workbooks.py", "cli/bench/books.py"}


def formulas(path: Path) -> int:
    """How many cells of a workbook hold a formula, by the file itself."""
    with zipfile.ZipFile(path) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/")]
        return sum(len(_FORMULA.findall(book.read(name))) for name in sheets)


def texts(path: Path) -> set[str]:
    return {str(cell.value) for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row if cell.value}


def a_document(rows: int = 1) -> Document:
    table = Table(HOSTILE, (HOSTILE, HOSTILE[::-1]) * rows, groups=tuple((words, 1) for words in HOSTILE))
    blocks = (Heading(HOSTILE[0], 0), Paragraph(HOSTILE[1]), table, Signatures(HOSTILE[:2]))
    return Document("表", blocks)


@pytest.fixture
def hostile(session) -> None:
    """A household in the office each of whose free texts begins with another of the signs."""
    names = ("group", "cause", "address", "bank", "account_name", "note")
    people = (a_member(note=HOSTILE[-1]),)
    fields = dict(zip(names, HOSTILE, strict=False))
    make_household(session, 1, members=people, head_name=people[0].name, **fields)


def test_documents_and_lists(tmp_path: Path) -> None:
    write_xlsx(a_document(), tmp_path / "a.xlsx")
    write_xlsx(a_document(400), tmp_path / "d.xlsx")
    write_list(HOSTILE[0], HOSTILE[1], HOSTILE, [HOSTILE], tmp_path / "b.xlsx")
    write_sheet(tmp_path / "c.xlsx", "表", HOSTILE, [HOSTILE])
    for name in ("a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx"):
        assert formulas(tmp_path / name) == 0
        assert len({words.strip() for words in texts(tmp_path / name)} & {words.strip() for words in HOSTILE}) >= 6


def test_csv_cells_begin_with_no_sign(tmp_path: Path) -> None:
    write_csv(a_document(), tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as handle:
        cells = [cell for row in csv.reader(handle) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(SIGNS)] == []


def test_roster_and_every_report(hostile: None, session, tmp_path: Path) -> None:
    export_roster(session, tmp_path / "名册.xlsx", reason="上报")
    assert formulas(tmp_path / "名册.xlsx") == 0
    assert any("HYPERLINK" in words for words in texts(tmp_path / "名册.xlsx"))
    asked = Asked("2011-12", session.today())
    for report in REPORTS:
        if report.span.value != "--as-of":
            write_xlsx(report.make(asked), tmp_path / f"{report.name}.xlsx")
            assert formulas(tmp_path / f"{report.name}.xlsx") == 0
    assert any("HYPERLINK" in words for words in texts(tmp_path / "roster.xlsx"))


def test_payment_list_and_ledger(hostile: None, session, tmp_path: Path) -> None:
    export_payments(session, tmp_path / "代发.xlsx", "2017-06")
    export_ledger(session, tmp_path / "台账.xlsx", reason="上报")
    for name in ("代发.xlsx", "台账.xlsx"):
        assert formulas(tmp_path / name) == 0
        assert any("HYPERLINK" in words for words in texts(tmp_path / name))


def test_an_upload_has_the_formulas_of_its_template_and_no_more(hostile: None, session, tmp_path: Path) -> None:
    for village in villages():
        amend_village(session, village.id, "530000100201")
    for case in cases(start(session)):
        finish(session, case.id)
    for template in (resources() / "templates").glob("*.xlsx"):
        export_upload(session, template, tmp_path / "上报.xlsx")
        assert formulas(tmp_path / "上报.xlsx") == formulas(template)
        assert any("HYPERLINK" in words for words in texts(tmp_path / "上报.xlsx"))


def test_an_error_workbook(tmp_path: Path) -> None:
    lines = [["姓名", "身份证号", "死亡日期"], *([words, "530000196106175206", "去年"] for words in HOSTILE[:4])]
    with (tmp_path / "名单.csv").open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(lines)
    write_error_workbook(examine([tmp_path / "名单.csv"]).files[0], tmp_path / "错误.xlsx")
    assert formulas(tmp_path / "错误.xlsx") == 0
    assert any("HYPERLINK" in words for words in texts(tmp_path / "错误.xlsx"))


def test_blanks_hold_no_formula(tmp_path: Path) -> None:
    for word in OWN_SHEETS:
        write_blank(word, tmp_path / f"{word}.xlsx")
        assert formulas(tmp_path / f"{word}.xlsx") == 0


def test_no_other_module_writes_tables() -> None:
    """A writer that is added has to be named above, and tried."""
    core = ROOT / "dibao_desktop"
    found = {str(path.relative_to(core)) for path in core.glob("**/*.py") if writes(ast.parse(path.read_text("utf-8")))}
    assert found == set(WRITERS) | NO_TABLE


def writes(tree: ast.AST) -> bool:
    """Whether something is saved as a file of cells: `….save(…)`, `csv.writer(…)`, `ZipFile(…, "w")`."""
    return any(isinstance(node, ast.Call) and _is_writing(node) for node in ast.walk(tree))


def _is_writing(call: ast.Call) -> bool:
    name = ast.unparse(call.func)
    modes = [each.value for each in call.args if isinstance(each, ast.Constant)]
    return name.endswith(".save") or name == "csv.writer" or (name.endswith("ZipFile") and "w" in modes)
