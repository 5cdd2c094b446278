"""Who lives with HIV is on no paper and in no list, by whichever door it leaves (DOMAIN §4.2)."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from dibao_desktop.domain.document import Document, Heading, Paragraph, Table
from dibao_desktop.reports.documents import write_docx
from dibao_desktop.reports.workbooks import write_xlsx

WRITTEN = "户主为艾滋病病毒感染者，HIV 阳性"
DOCUMENT = Document("登记", (Heading("登记", 0), Paragraph(WRITTEN), Table(("说明",), ((WRITTEN,),))))


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_no_written_document_says_it(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"登记{ending}"
    (write_docx if ending == ".docx" else write_xlsx)(DOCUMENT, out)
    if ending == ".docx":
        file = docx.Document(str(out))
        said = " ".join(p.text for p in file.paragraphs) + file.tables[0].cell(1, 0).text
    else:
        said = " ".join(str(cell.value) for row in load_workbook(out).worksheets[0].iter_rows() for cell in row)
    assert "艾滋" not in said and "HIV" not in said
    assert "按规定保密" in said
