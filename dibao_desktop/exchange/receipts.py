"""What comes back of an upload: the filled template itself, or the provincial system's answer to it, with results and reasons
beside the columns that were sent."""

from __future__ import annotations

import re
from dataclasses import replace

from dibao_desktop.exchange.cells import words
from dibao_desktop.exchange.recognise import Layout, recognise
from dibao_desktop.exchange.sheets import RECEIPTS, ROSTER
from dibao_desktop.exchange.workbook import Cell, Sheet
from dibao_desktop.matching.rules.receipts import is_result

_SAMPLE = 60
_CODE = re.compile(r"[A-Z][A-Z0-9_]+")


def receipt_layout(sheet: Sheet) -> Layout | None:
    """A sheet as an answer of the provincial system; None when it is none: no such column, nothing said in it yet (a
    template may have the column), or other words than results. Its other columns are those of a roster, so that it would
    otherwise be taken for one."""
    layout = recognise(sheet, RECEIPTS.word)
    if layout is None or not {"label", "detail"} & layout.columns.keys() or "id_number" not in layout.columns:
        return None
    layout = without_codes(layout)
    below = sheet.rows[layout.last_head + 1 : layout.last_head + 1 + _SAMPLE]
    results = [written for row in below if (written := _cell(layout, row, "label"))]
    reasons = [written for row in below if (written := _cell(layout, row, "detail"))]
    if results:
        return layout if sum(map(is_result, results)) * 2 > len(results) else None
    return layout if reasons else None


def filled_roster(sheet: Sheet) -> Layout | None:
    """A filled upload template as the roster that it is; None while it is blank."""
    layout = recognise(sheet, ROSTER.word)
    if layout is None:
        return None
    layout = without_codes(layout)
    people = [layout.columns[name] for name in ("name", "id_number", "head_name") if name in layout.columns]
    filled = any(words(row[at]) for row in sheet.rows[layout.last_head + 1 :] for at in people if at < len(row))
    return layout if filled else None


def without_codes(layout: Layout) -> Layout:
    """A row of codes under the heads (HH_NO, HH_NAME …) belongs to them."""
    below = layout.sheet.rows[layout.last_head + 1 : layout.last_head + 2]
    written = [each for row in below for cell in row if (each := words(cell))]
    if written and all(_CODE.fullmatch(each) for each in written):
        return replace(layout, last_head=layout.last_head + 1)
    return layout


def _cell(layout: Layout, row: list[Cell], name: str) -> str:
    column = layout.columns.get(name)
    return "" if column is None or column >= len(row) else words(row[column])
