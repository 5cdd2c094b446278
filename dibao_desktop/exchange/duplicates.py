"""What only shows when all households of a file lie side by side: numbers and persons that stand twice."""

from __future__ import annotations

from dibao_desktop.domain import identity
from dibao_desktop.domain.problems import Problem, Severity
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.exchange.cells import shown
from dibao_desktop.exchange.found import Unit
from dibao_desktop.exchange.workbook import cell_name


def check_numbers(units: list[Unit]) -> None:
    """A dossier number that stands twice in one file (E22)."""
    first: dict[str, Unit] = {}
    for unit in units:
        number = unit.value.number if isinstance(unit.value, HouseholdRecord) else ""
        if number and number in first:
            columns = unit.layout.columns
            at = cell_name(unit.rows[0], columns.get("number", columns.get("weak_number", 0)))
            before = first[number]
            where = f"{before.layout.sheet.name}第{before.rows[0] + 1}行".lstrip()
            unit.problems.append(
                Problem(
                    "E22", f"档案号{number}与{where}重复，请核对。", Severity.ERROR, unit.layout.sheet.name, at, number
                )
            )
        first.setdefault(number, unit)


def check_persons(units: list[Unit]) -> None:
    """A person in two households (E22): allowed, since it is a lead to verify, but said."""
    first: dict[str, tuple[Unit, str]] = {}
    for unit in units:
        if not isinstance(unit.value, HouseholdRecord):
            continue
        for member in unit.value.members:
            if not identity.names_somebody(member.id_number):
                continue
            known, _ = first.setdefault(member.id_number, (unit, member.name))
            if known is not unit and isinstance(known.value, HouseholdRecord):
                unit.problems.append(_twice(unit, member, known.value))


def _twice(unit: Unit, member: MemberRecord, other: HouseholdRecord) -> Problem:
    columns = unit.layout.columns
    column = columns.get("id_number", columns.get("head_id", 0))
    rows = unit.layout.sheet.rows
    row = next(
        (row for row in unit.rows if identity.read_id(rows[row][column]).value == member.id_number), unit.rows[0]
    )
    message = f"{member.name}同时在{other.number or other.village}{other.head_name}户中，请核实。"
    return Problem(
        "E22", message, Severity.WARNING, unit.layout.sheet.name, cell_name(row, column), shown(rows[row][column])
    )
