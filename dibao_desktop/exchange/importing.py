"""Importing: `examine` reads files, `apply` takes all of them into the office in one transaction, or none of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dibao_desktop.clearance.queries.households import judged_households
from dibao_desktop.domain.applied import Applied, Difference
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.collecting import collection_paused
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.problems import Problem, Severity
from dibao_desktop.domain.progress import Progress, Silent
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossier_queries
from dibao_desktop.dossiers.rules.record import HouseholdRecord, RelativeEntry
from dibao_desktop.exchange.applicants import enrol, hold_back, lists_applicants
from dibao_desktop.exchange.batches import OWN_TABLES, BatchFile
from dibao_desktop.exchange.commands import keep_batch
from dibao_desktop.exchange.error_workbook import write_error_workbook, write_error_workbooks
from dibao_desktop.exchange.examining import KIND_WORDS, Examination, ExaminedFile, examine
from dibao_desktop.exchange.found import Unit, other_columns
from dibao_desktop.exchange.sheets import PANEL, RELATIVES, ROSTER, TEMPLATE
from dibao_desktop.exchange.workbook import cell_name
from dibao_desktop.matching import commands as matching_commands
from dibao_desktop.matching.rules.lists import ListEntry, ListKind
from dibao_desktop.review import commands as review_commands
from dibao_desktop.review.rules.panel import PanelEntry
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.storage.journal import recorded

__all__ = [
    "KIND_WORDS",
    "Examination",
    "ExaminedFile",
    "FileOutcome",
    "Refused",
    "apply",
    "examine",
    "layout_name",
    "write_error_workbook",
    "write_error_workbooks",
]


@dataclass(frozen=True)
class FileOutcome:
    """What came of one file. Counts of a roster are households, of any other list its lines."""

    file: str
    kind: str
    rows: int
    rejected: int
    problems: tuple[Problem, ...]
    new: int = 0
    changed: int = 0
    same: int = 0
    differences: tuple[Difference, ...] = ()

    @property
    def open(self) -> int:
        """How many differences wait for somebody to decide them."""
        return sum(each.outcome == "open" for each in self.differences)

    def as_json(self) -> dict[str, Any]:
        """The shape of the command line's answer."""
        return {
            "file": self.file,
            "kind": self.kind,
            "rows": self.rows,
            "new": self.new,
            "changed": self.changed,
            "same": self.same,
            "rejected": self.rejected,
            "problems": [
                {
                    "sheet": problem.sheet,
                    "cell": problem.cell,
                    "value": problem.value,
                    "code": problem.code,
                    "severity": problem.severity.value,
                    "message": problem.message,
                }
                for problem in self.problems
            ],
            "differences": [
                {
                    "number": each.number,
                    "field": each.field,
                    "office": each.office_value,
                    "file": each.file_value,
                    "outcome": each.outcome,
                }
                for each in self.differences
            ],
            "open": self.open,
        }


class Refused(KnownError):
    """An import that was refused because of errors in its files; `files` says which."""

    def __init__(self, message: str, files: tuple[FileOutcome, ...]) -> None:
        super().__init__(
            "file_refused", message, [_where(file, p) for file in files for p in file.problems if p.is_error]
        )
        self.files = files


class _Rehearsed(Exception):
    """Ends a dry run, so that the transaction rolls back."""

    def __init__(self, files: tuple[FileOutcome, ...]) -> None:
        super().__init__()
        self.files = files


@collection_paused()
def apply(
    session: Session,
    examination: Examination,
    partial: bool = False,
    progress: Progress | None = None,
    *,
    dry_run: bool = False,
) -> tuple[FileOutcome, ...]:
    """Take all files in, in one transaction; the answer is in their order.

    A file with an error refuses the import (`Refused`) unless `partial`: then only its rejected households or lines
    stay out. Whatever the office itself finds wrong with a household joins the problems of its unit, so that it
    goes into the error workbook as well. A dry run answers the same and writes nothing.
    """
    progress = progress or Silent()
    if not partial and examination.has_errors:
        raise _refusal(examination)
    try:
        return _take(session, examination, partial, progress, dry_run)
    except _Rehearsed as rehearsed:
        return rehearsed.files


@command(Permission.IMPORT, Changes.DOSSIERS | Changes.MATCHING | Changes.REVIEW)
def _take(
    session: Session, examination: Examination, partial: bool, progress: Progress, dry_run: bool
) -> tuple[FileOutcome, ...]:
    # Rosters first: panels and relatives speak of their villages and people.
    order = sorted(examination.files, key=lambda file: file.kind is not ROSTER)
    outcomes: dict[int, FileOutcome] = {}
    with recorded(ignoring=OWN_TABLES) as journal:
        for file in order:
            if file.kind is ROSTER:
                _place(file)
            if file.has_errors and not partial:
                raise _refusal(examination)
            applied = _apply_file(session, file, progress)
            outcomes[id(file)] = replace(
                _outcome(file),
                new=applied.new,
                changed=applied.changed,
                same=applied.same + len(file.joined),
                differences=applied.differences,
            )
    answer = tuple(outcomes[id(file)] for file in examination.files)
    if dry_run:
        raise _Rehearsed(answer)
    keep_batch(session, [_batch_file(file, outcomes[id(file)]) for file in examination.files], journal)
    return answer


def _batch_file(file: ExaminedFile, outcome: FileOutcome) -> BatchFile:
    return BatchFile(
        file.path.name, file.book.digest, file.kind.label, outcome.new, outcome.changed, outcome.same, outcome.rejected
    )


def _place(file: ExaminedFile) -> None:
    """Let the office say which households it cannot place; each becomes an error of its unit."""
    units = file.good
    if lists_applicants(file.layouts[0]):
        hold_back(units)
        return
    placement = dossier_queries.place([unit.value for unit in units if isinstance(unit.value, HouseholdRecord)])
    for position, sentence in placement.misplaced.items():
        unit = units[position]
        unit.problems.append(
            Problem("E22", sentence, Severity.ERROR, unit.layout.sheet.name, _first_cell(unit), _named(unit))
        )


def _first_cell(unit: Unit) -> str:
    columns = unit.layout.columns
    column = next((columns[name] for name in ("number", "weak_number", "head_name", "name") if name in columns), 0)
    return cell_name(unit.rows[0], column)


def _named(unit: Unit) -> str:
    return (unit.value.number or unit.value.head_name) if isinstance(unit.value, HouseholdRecord) else ""


def _apply_file(session: Session, file: ExaminedFile, progress: Progress) -> Applied:
    units, source = file.good, file.path.name
    if file.kind is TEMPLATE:
        return Applied(0, 0, 0)
    if file.kind is ROSTER and lists_applicants(file.layouts[0]):
        return enrol(session, units)
    if file.kind is ROSTER:
        others = [other_columns(unit) for unit in units] if any(layout.others for layout in file.layouts) else ()
        applied = dossier_commands.apply_roster(
            session, _values(units, HouseholdRecord), layout_name(file), progress, judged_households(), others
        )
        return _with_facts(session, file, applied)
    if file.kind is RELATIVES:
        return dossier_commands.record_relatives(session, _values(units, RelativeEntry), source)
    if file.kind is PANEL:
        return review_commands.take_panels(session, _values(units, PanelEntry), source)
    return matching_commands.take_list(session, ListKind(file.kind.word), _values(units, ListEntry), source)


def _with_facts(session: Session, file: ExaminedFile, applied: Applied) -> Applied:
    """Take in what a roster says beyond its own fields; households new with it have it too."""
    stated = [(unit.value, unit.facts) for unit in file.good if isinstance(unit.value, HouseholdRecord) and unit.facts]
    if not stated:
        return applied
    differing = dossier_commands.add_stated_facts(session, stated, layout_name(file), judged_households())
    return replace(applied, differences=applied.differences + differing)


def _values(units: list[Unit], kind: type[Any]) -> list[Any]:
    return [unit.value for unit in units if isinstance(unit.value, kind)]


def layout_name(file: ExaminedFile) -> str:
    """What a roster's kind of source is called: by its heads, never by the file's name, nor by what the heads are taken as,
    which a clerk may set right (docs/decisions/0011)."""
    heads = [head.split("·")[-1] for head in file.layouts[0].heads if head]
    return f"{file.kind.label}（{'、'.join(heads[:2])}等{len(heads)}列）"


def _outcome(file: ExaminedFile) -> FileOutcome:
    return FileOutcome(
        file=str(file.path),
        kind=file.kind.word,
        rows=len(file.units),
        rejected=len(file.rejected),
        problems=tuple(file.problems),
    )


def _refusal(examination: Examination) -> Refused:
    files = tuple(_outcome(file) for file in examination.files)
    bad = [file for file in examination.files if file.has_errors]
    errors = [(file, problem) for file in bad for problem in file.problems if problem.is_error]
    file, first = errors[0]
    more = f"等{len(errors)}处错误" if len(errors) > 1 else ""
    unit = "户" if file.kind is ROSTER else "行"
    return Refused(
        f"“{file.path.name}”没有导入：{_place_of(first)}{first.message.rstrip('。')}{more}；"
        f"请更正后重新导入，或选择部分导入，只留下有错误的{sum(len(each.rejected) for each in bad)}{unit}。",
        files,
    )


def _place_of(problem: Problem) -> str:
    return f"{problem.sheet}{'!' if problem.sheet else ''}{problem.cell} "


def _where(file: FileOutcome, problem: Problem) -> str:
    return f"{file.file}：{_place_of(problem)}{problem.message}"
