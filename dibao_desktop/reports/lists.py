"""A list of the window as a workbook: the columns and rows that the clerk sees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from dibao_desktop.domain import identity
from dibao_desktop.domain.document import Document, Heading, Paragraph, Table
from dibao_desktop.reports.workbooks import write_xlsx

# Columns whose numbers are masked: the file is to be handed on.
_PRIVATE = ("身份证号", "银行账号", "残疾证号")


def write_list(title: str, note: str, head: Sequence[str], rows: Iterable[Sequence[str]], out: Path) -> int:
    """Write it, private numbers masked, and return how many rows it has."""
    masked = [place for place, words in enumerate(head) if words.endswith(_PRIVATE)]
    lines = tuple(
        tuple(identity.masked(cell) if place in masked else cell for place, cell in enumerate(row)) for row in rows
    )
    table = Table(tuple(head), lines, (1,) * len(head))
    write_xlsx(Document(title, (Heading(title, 0), Paragraph(note), table)), out)
    return len(lines)
