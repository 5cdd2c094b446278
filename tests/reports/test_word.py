"""What a Word file must keep of a document: tables apart, columns as wide as they were meant."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.oxml.ns import qn

from dibao_desktop.domain.document import Document, Table
from dibao_desktop.reports.documents import write_docx

SLIP = Table(("第 1 户", "同意", "不同意"), (("打“√”", "", ""),), (6, 2, 2))


def test_tables_one_below_the_other_stay_apart_and_keep_their_widths(tmp_path: Path) -> None:
    write_docx(Document("票", (SLIP, SLIP)), tmp_path / "票.docx")
    body = docx.Document(str(tmp_path / "票.docx")).element.body
    assert [child.tag for child in body][:3] == [qn("w:tbl"), qn("w:p"), qn("w:tbl")]
    for table in body.findall(qn("w:tbl")):
        grid = [int(column.get(qn("w:w"))) for column in table.find(qn("w:tblGrid"))]
        assert abs(grid[0] - 3 * grid[1]) <= 3 and grid[1] == grid[2]
