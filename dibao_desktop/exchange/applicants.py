"""Files of new applicants (DOMAIN §15.1, §15.3): they become applications, never recipients.

A household any member of which is helped already or is registered dead is held back as a whole, with the place, the category
and the head that the person is known under. In a roster of recipients the same only is a lead.
"""

from __future__ import annotations

from collections.abc import Sequence

from dibao_desktop.domain.applied import Applied
from dibao_desktop.domain.problems import Problem, Severity
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries import OtherDossier
from dibao_desktop.dossiers.rules.problems import applicant_problems
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.dossiers.rules.statement import completed
from dibao_desktop.exchange.found import Unit
from dibao_desktop.exchange.recognise import Layout
from dibao_desktop.exchange.workbook import cell_name
from dibao_desktop.matching import queries as matching
from dibao_desktop.session import Session

_HELPED = frozenset({"monthly_fen", "person_fen", "start_month", "account_no", "certificate_no"})


def lists_applicants(layout: Layout) -> bool:
    """Whether a roster tells of applications, and of nothing that only a recipient has."""
    return "application" in layout.columns and not layout.columns.keys() & _HELPED


def hold_back(units: Sequence[Unit]) -> None:
    """Give every household that may not apply the reason as an error; one that applies here already is let through."""
    numbers = [member.id_number for unit in units for member in _record(unit).members]
    deaths = matching.registered_deaths(numbers)
    for unit in units:
        record = _record(unit)
        own = _own_dossier(record)
        elsewhere = dossiers.living_elsewhere([member.id_number for member in record.members], own)
        for member in record.members:
            if member.id_number in deaths:
                day = deaths[member.id_number]
                _refuse(unit, f"{member.name}在死亡名单中{f'（{day}）' if day else ''}，这一户没有导入，请核实。")
            elif other := elsewhere.get(member.id_number):
                _refuse(unit, f"{member.name}已在{_place(other)}，这一户没有导入，请核实。")
        for sentence in applicant_problems(completed(record)).values():
            _refuse(unit, sentence)


def enrol(session: Session, units: Sequence[Unit]) -> Applied:
    """Open a dossier for each applicant; those who apply here already are the same as before."""
    new = 0
    for unit in units:
        record = _record(unit)
        if _own_dossier(record) is None:
            dossier_commands.enrol_household(session, record, True)
            new += 1
    return Applied(new, 0, len(units) - new)


def _record(unit: Unit) -> HouseholdRecord:
    assert isinstance(unit.value, HouseholdRecord)
    return unit.value


def _own_dossier(record: HouseholdRecord) -> int | None:
    """The dossier of the same household when it is an applicant's."""
    kept = dossiers.place([record]).households[0]
    return kept.id if kept is not None and kept.standing == Standing.APPLYING else None


def _place(other: OtherDossier) -> str:
    found = dossiers.household(other.household_id)
    record = found.record if found else None
    kind = "".join((record.aid_type, record.category)) if record else ""
    return f"{other.village}{other.head_name}（户主）家{f'享受{kind}' if kind else ''}，档案号 {other.number}"


def _refuse(unit: Unit, sentence: str) -> None:
    columns = unit.layout.columns
    column = next((columns[name] for name in ("head_name", "name") if name in columns), 0)
    at = cell_name(unit.rows[0], column)
    unit.problems.append(Problem("E22", sentence, Severity.ERROR, unit.layout.sheet.name, at, _record(unit).head_name))
