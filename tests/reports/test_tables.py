"""The statutory tables: each against its golden file, and all of them against each other."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import openpyxl
import pytest

from dibao_desktop.clearance.queries import CaseListing
from dibao_desktop.domain.document import Document, Heading, Paragraph, Signatures, Table
from dibao_desktop.reports.catalogue import REPORTS, Asked
from dibao_desktop.reports.tables.campaign import DOORS, campaign_counts
from dibao_desktop.reports.tables.frame import summed
from dibao_desktop.reports.workbooks import write_xlsx
from dibao_desktop.storage.listing import Search

GOLDEN = Path(__file__).parent / "golden"
# The registers of the dossiers have their own tests.
TABLES = [each for each in REPORTS if each.name not in ("relatives", "card_keeping")]
ON = dt.date(2017, 8, 1)


def text_of(document: Document) -> str:
    """A document as lines, a table's cells with bars between them."""
    lines = []
    for block in document.blocks:
        if isinstance(block, Table):
            if block.groups:
                lines.append(" | ".join(f"{caption}×{span}" for caption, span in block.groups))
            lines += [" | ".join(row) for row in (block.head, *block.rows)]
        elif isinstance(block, Heading | Paragraph):
            lines.append(block.text)
        elif isinstance(block, Signatures):
            lines.append("　".join(block.captions))
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("report", TABLES, ids=lambda report: report.name)
def test_each_table_is_what_its_golden_file_says(july, report):
    made = text_of(report.make(Asked("2017-07", ON)))
    golden = GOLDEN / f"{report.name}.txt"
    if os.environ.get("DIBAO_WRITE_GOLDEN"):
        golden.write_text(made, "utf-8")
    assert made == golden.read_text("utf-8")


@pytest.mark.parametrize("name", ["changes", "statistics", "additions"])
def test_the_workbook_holds_the_same_cells_as_numbers_under_the_same_heads(july, tmp_path, name):
    report = next(each for each in REPORTS if each.name == name)
    document = report.make(Asked("2017-07", ON))
    write_xlsx(document, tmp_path / "表.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").active
    written = [list(row) for row in sheet.iter_rows(values_only=True)]
    for table in (block for block in document.blocks if isinstance(block, Table)):
        for row in table.rows:
            wanted = [cell.replace(",", "") for cell in row]
            assert any(_alike(line[: len(row)], wanted) for line in written), row
        captions = [caption for caption, _ in table.groups if caption]
        assert any([cell for cell in line if cell in captions] == captions for line in written)


def _alike(cells, wanted):
    return all(
        (f"{cell:.2f}" if isinstance(cell, float) else str(cell if cell is not None else ""))
        in (text, text.removesuffix(".00"))
        or (isinstance(cell, int) and f"{cell}.00" == text)
        for cell, text in zip(cells, wanted, strict=True)
    )


@pytest.mark.parametrize("key", list(DOORS))
def test_behind_each_door_are_as_many_as_the_table_counts(july, key):
    behind = CaseListing(july.campaign).ids(Search(filters={DOORS[key].value: True}))
    assert len(behind) == summed(campaign_counts(july.campaign, july.session.today())).get(key, 0)
