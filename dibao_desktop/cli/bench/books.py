"""A large roster in and out, beside the plain reading and writing of the same cells."""

from __future__ import annotations

import datetime as dt
import importlib.util
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from rustpy_xlsxwriter import FastExcel

from dibao_desktop import office as offices
from dibao_desktop.cli.answer import DEMO_PASSWORD
from dibao_desktop.cli.bench.clockwork import seconds
from dibao_desktop.demo.people import Township
from dibao_desktop.demo.workbooks import write_roster
from dibao_desktop.domain.places import resources
from dibao_desktop.exchange import importing
from dibao_desktop.exchange.roster_workbook import export_roster
from dibao_desktop.exchange.template import fill, read_template
from dibao_desktop.policy.rules.pack import Policy

_SEED = 7
_DAY = dt.date(2017, 6, 1)
# How many members a household of the demo has, about.
_PER_HOUSEHOLD = 2.5
_TEMPLATE_ROWS = 3_000


def figures(folder: Path, policy: Policy, rows: int) -> dict[str, Any]:
    """Import and export of about so many member rows, with what the bare work would have taken."""
    roster = folder / "roster.xlsx"
    written = write_roster(roster, Township(_SEED, policy, _DAY).households(int(rows / _PER_HOUSEHOLD)))
    office, _code = offices.create(folder / "import.dibao", "测速乡", policy.id, "测速", DEMO_PASSWORD)
    try:
        first = seconds(lambda: importing.apply(office.session, importing.examine([roster]), partial=False))
        again = seconds(lambda: importing.apply(office.session, importing.examine([roster]), partial=False))
        out = folder / "out.xlsx"
        export = seconds(lambda: export_roster(office.session, out, reason="测速"))
    finally:
        office.close()
    floor = seconds(lambda: _plain_import(roster, folder / "plain.db"))
    plain = _plain_export(out, folder / "plain.xlsx")
    return {
        "import": {"rows": written, "seconds": first, "again_seconds": again, "plain_seconds": floor}
        | {"times_plain": round(first / floor, 1)}
        | _pandas(roster, folder / "pandas.db", first),
        "export": {"seconds": export, "plain_seconds": plain, "times_plain": round(export / plain, 2)},
        "template": {"rows": _TEMPLATE_ROWS, "seconds": seconds(lambda: _fill(folder / "upload.xlsx"))},
    }


def _fill(out: Path) -> None:
    """The shipped upload template read and filled with as many lines as a province takes in one file."""
    template = read_template(next((resources() / "templates").glob("*.xlsx")))
    line = {column.field: column.choices[0] if column.choices else "530000196106175206" for column in template.columns}
    fill(template, [line] * _TEMPLATE_ROWS, out)


def _read(book: Path) -> list[Sequence[Any]]:
    return list(CalamineWorkbook.from_path(str(book)).get_sheet_by_index(0).to_python())


def _plain_import(book: Path, database: Path) -> None:
    """Read the cells and put them into one table, unseen."""
    head, *rows = _read(book)
    with sqlite3.connect(database) as connection:
        connection.execute(f"CREATE TABLE roster ({', '.join(f'c{place}' for place in range(len(head)))})")
        connection.executemany(f"INSERT INTO roster VALUES ({', '.join('?' * len(head))})", rows)


def _plain_export(book: Path, out: Path) -> float:
    """Write the same cells with the fastest writer, the rows being at hand."""
    head, *rows = _read(book)
    lines = [dict(zip(map(str, head), row, strict=True)) for row in rows]
    return seconds(lambda: FastExcel(str(out)).sheet("roster", lines).save())


def _pandas(book: Path, database: Path, ours: float) -> dict[str, float]:
    """What pandas takes, where it is installed; the project does not need it."""
    if importlib.util.find_spec("pandas") is None:
        return {}
    pandas = importlib.import_module("pandas")
    with sqlite3.connect(database) as connection:
        taken = seconds(lambda: pandas.read_excel(book, dtype=str).to_sql("roster", connection, index=False))
    return {"pandas_seconds": taken, "pandas_times_ours": round(taken / ours, 1)}
