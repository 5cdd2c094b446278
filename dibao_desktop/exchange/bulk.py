"""Plain sheets of any length: one head row, one row a line, every text a text cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from rustpy_xlsxwriter import FastExcel

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.storage.whole_file import whole

# The most that a sheet of .xlsx holds, its head row apart.
MOST_ROWS = 1_048_575


def write_sheet(out: Path, name: str, heads: Sequence[str], rows: Iterable[Sequence[str | int | float]]) -> int:
    """Write a workbook of one sheet and return the number of its rows. `heads` are all different.

    A text is written as text, never as a formula or a number, whatever it begins with. Raises KnownError when the file
    cannot be written or the sheet cannot hold all the rows.
    """
    lines = [dict(zip(heads, row, strict=True)) for row in rows]
    if len(lines) > MOST_ROWS:
        raise KnownError("too_many_rows", f"共 {len(lines)} 行，一张表放不下，请按村分别导出。")
    with whole(out) as beside:
        # The first row alone tells the writer the columns: without any there would be no head either.
        book = FastExcel(str(beside), output_format="xlsx").format(bold_headers=True).freeze(row=1)
        book.sheet(name, lines or [dict.fromkeys(heads, "")]).save()
    return len(lines)
