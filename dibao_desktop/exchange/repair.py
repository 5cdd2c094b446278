"""Offering what an ID number that lost its last digits may have been (DOMAIN §17 E1): the clerk confirms, nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass

from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.exchange.examining import ExaminedFile
from dibao_desktop.exchange.found import Unit

_LOST = "E1"
# What a number typed into Excel keeps of its 18 digits.
_KEPT = 15


@dataclass(frozen=True)
class Repair:
    """The one person of the office who fits a faulty cell: of this name, with a number that begins with the digits kept."""

    name: str
    id_number: str


def repairs(file: ExaminedFile) -> dict[tuple[str, str], Repair]:
    """By sheet and cell, for the numbers of which exactly one person of the office can be meant."""
    lost = [
        (problem, digits, _names(unit))
        for unit in file.units
        for problem in unit.problems
        if problem.code == _LOST and (digits := kept_digits(problem.value))
    ]
    if not lost:
        return {}
    wanted = {digits for _, digits, _ in lost}
    known: dict[str, set[tuple[str, str]]] = {}
    for person in dossiers.people():
        if person.id_number[:_KEPT] in wanted:
            known.setdefault(person.id_number[:_KEPT], set()).add((person.name, person.id_number))
    found: dict[tuple[str, str], Repair] = {}
    for problem, digits, names in lost:
        fitting = [Repair(*each) for each in known.get(digits, ()) if each[0] in names]
        if len(fitting) == 1:
            found[(problem.sheet, problem.cell)] = fitting[0]
    return found


def kept_digits(written: str) -> str:
    """The fifteen digits that Excel kept of a number; empty when it is none."""
    try:
        digits = f"{float(written):.14E}".partition("E")[0].replace(".", "")
    except ValueError:
        return ""
    return digits if len(digits) == _KEPT and float(written) >= 1e16 else ""


def _names(unit: Unit) -> frozenset[str]:
    value = unit.value
    if isinstance(value, HouseholdRecord):
        return frozenset({value.head_name, *(member.name for member in value.members)})
    return frozenset(
        {str(getattr(value, name)) for name in ("name", "relative_name", "official_name") if hasattr(value, name)}
    )
