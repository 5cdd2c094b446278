"""Whether an amount that stands on every row of a household is the household's, repeated, or each person's part."""

from __future__ import annotations

from dibao_desktop.domain import money
from dibao_desktop.exchange.blocks import Block
from dibao_desktop.exchange.recognise import Layout
from dibao_desktop.exchange.workbook import Cell

# So few households tell nothing about how amounts go with the size of a family.
_TOO_FEW = 5
PER_PERSON = "每人"


def per_person(layout: Layout, blocks: list[Block], total_rows: list[int]) -> bool:
    """Decide it for a sheet: by its head, by its total row, by how amounts go with family size, by what differs."""
    column = layout.columns.get("monthly_fen")
    if column is None:
        return False
    if PER_PERSON in layout.head("monthly_fen"):
        return True
    rows = layout.sheet.rows
    amounts = [[fen for row in block.rows if (fen := read(rows[row][column])) is not None] for block in blocks]
    several = [own for own in amounts if len(own) > 1]
    if not several:
        return False
    totals = {fen for row in total_rows if (fen := read(rows[row][column])) is not None}
    once, every = sum(own[0] for own in amounts if own), sum(map(sum, amounts))
    if (once in totals) != (every in totals):
        return every in totals
    differing = sum(1 for own in several if len(set(own)) > 1)
    if len(several) >= _TOO_FEW:
        # A part goes with the person, so few amounts are met; a household's sum goes with its size.
        parts = {fen for own in several for fen in own}
        shares = {own[0] / len(own) for own in several}
        if len(parts) * 3 < len(shares) * 2:
            return True
    return differing * 2 >= len(several)


def read(cell: Cell) -> int | None:
    """The amount in a cell, None when there is none or it is no amount (which is reported elsewhere)."""
    try:
        return None if cell == "" else money.parse_yuan(cell)
    except ValueError:
        return None
