"""Checking the total rows of a sheet against its lines (DOMAIN §17 E10)."""

from __future__ import annotations

from collections.abc import Callable

from dibao_desktop.domain import money
from dibao_desktop.domain.problems import Problem, Severity
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.exchange.cells import is_blank, shown
from dibao_desktop.exchange.found import Unit, Value
from dibao_desktop.exchange.recognise import Layout
from dibao_desktop.exchange.workbook import cell_name
from dibao_desktop.matching.rules.lists import ListEntry

_Measure = Callable[[Value], int | None]
_MEASURES: dict[str, tuple[str, bool, _Measure]] = {
    "family_size": ("家庭人口", False, lambda value: value.family_size if isinstance(value, HouseholdRecord) else None),
    "covered_size": (
        "保障人口",
        False,
        lambda value: value.covered_size if isinstance(value, HouseholdRecord) else None,
    ),
    "monthly_fen": ("保障金", True, lambda value: value.monthly_fen if isinstance(value, HouseholdRecord) else None),
    "amount_fen": ("金额", True, lambda value: value.amount_fen if isinstance(value, ListEntry) else None),
}


def check(layout: Layout, total_rows: list[int], units: list[Unit]) -> list[Problem]:
    """A warning for each figure of a total row that is the sum of nothing around it.

    A total may stand above or below its lines and may be a subtotal, so every such range is tried.
    """
    problems = []
    for name, (label, is_money, measure) in _MEASURES.items():
        column = layout.columns.get(name)
        if column is None:
            continue
        for row in total_rows:
            cell = layout.sheet.rows[row][column]
            if is_blank(cell):
                continue
            said = _figure(cell, is_money)
            sums = _sums(row, total_rows, units, measure)
            if said is None or sums is None or said in sums:
                continue
            counted = money.short_yuan(sums[0]) if is_money else str(sums[0])
            problems.append(
                Problem(
                    "E10",
                    f"合计行写的{label}是{shown(cell)}，按明细相加是{counted}，请核对。",
                    Severity.WARNING,
                    layout.sheet.name,
                    cell_name(row, column),
                    shown(cell),
                )
            )
    return problems


def _figure(cell: object, is_money: bool) -> int | None:
    try:
        fen = money.parse_yuan(str(cell).rstrip("人户口"))
    except ValueError:
        return None
    return fen if is_money or fen is None else fen // 100


def _sums(row: int, total_rows: list[int], units: list[Unit], measure: _Measure) -> list[int] | None:
    """Sums of all lines, of those above, below, since the last total and up to the next one."""
    values = [(unit.rows[0], measure(unit.value)) for unit in units]
    if any(value is None for _, value in values):
        return None
    before = max((each for each in total_rows if each < row), default=-1)
    after = min((each for each in total_rows if each > row), default=10**9)

    def between(low: int, high: int) -> int:
        return sum(value or 0 for at, value in values if low < at < high)

    return [between(-1, 10**9), between(-1, row), between(row, 10**9), between(before, row), between(row, after)]
