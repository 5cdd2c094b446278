"""What the preview shows of files, read on the worker: the core's examination, its rehearsal, and the rows as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dibao_desktop.domain.applied import Difference
from dibao_desktop.domain.problems import Problem
from dibao_desktop.domain.progress import Progress
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.record import HouseholdRecord, RelativeEntry
from dibao_desktop.exchange import importing
from dibao_desktop.exchange.batches import Batch, taken_before
from dibao_desktop.exchange.found import Unit
from dibao_desktop.exchange.importing import Examination, ExaminedFile, FileOutcome
from dibao_desktop.exchange.mapping import Told
from dibao_desktop.exchange.repair import Repair, repairs
from dibao_desktop.exchange.sheets import ROSTER
from dibao_desktop.exchange.taught import taught_heads
from dibao_desktop.matching.rules.lists import ListEntry
from dibao_desktop.session import Session
from ui.pages.exchange.rows import LIST_FIELDS, PANEL_HEADS, RELATIVE_HEADS, ROSTER_HEADS, PreviewRow, read_row

_TOTAL_CODE = "E10"
# Where a kind of list has no such column of its own but something to show in it.
_OTHER_HEADS = {"label": "支取情况", "detail": "账号"}


@dataclass(frozen=True)
class FilePreview:
    """One file: what the core read, what taking it in would do, and its rows."""

    file: ExaminedFile
    outcome: FileOutcome
    heads: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    again: int = 0
    """How many of its households an earlier file of the same import has too."""
    repairs: Mapping[tuple[str, str], Repair] = field(default_factory=dict)
    """By sheet and cell, the one number of the office that can be meant."""
    taken: Batch | None = None
    """The import that brought the very same file, where one stands."""

    @property
    def unit(self) -> str:
        """What is counted."""
        return "户" if self.file.kind is ROSTER else "行"

    @property
    def good(self) -> int:
        """How many can be taken in."""
        return self.outcome.rows - self.outcome.rejected

    @property
    def totals(self) -> bool | None:
        """Whether the file's own total rows agree with what was read; None where it has none."""
        if any(problem.code == _TOTAL_CODE for problem in self.outcome.problems):
            return False
        return True if any(skipped.reason == "合计" for skipped in self.file.skipped) else None

    @property
    def problems(self) -> list[Problem]:
        """Errors first, then what is only to be known."""
        return sorted(self.outcome.problems, key=lambda problem: not problem.is_error)


@dataclass(frozen=True)
class Preview:
    """All files of one import."""

    examination: Examination
    files: tuple[FilePreview, ...]
    told: Told
    """What the clerk has set right, as it was read."""

    @property
    def good(self) -> int:
        """How many households and lines can be taken in; a household that stands in two of the files is one."""
        return sum(each.good - each.again for each in self.files)

    @property
    def rejected(self) -> int:
        """How many an error holds back."""
        return sum(each.outcome.rejected for each in self.files)


def read_files(
    session: Session,
    paths: Sequence[Path],
    as_kind: str | None,
    progress: Progress,
    cells: Mapping[tuple[Path, str, str], str],
    kinds: Mapping[Path, str],
) -> Preview:
    """Examine the files, with the cells set right and the kinds named, and rehearse taking in what has no error; nothing is
    written."""
    told = Told(taught_heads(), cells, kinds)
    examination = importing.examine(paths, as_kind, progress, told)
    outcomes = importing.apply(session, examination, True, progress, dry_run=True)
    seen: set[str] = set()
    files = [_preview(file, outcome, seen) for file, outcome in zip(examination.files, outcomes, strict=True)]
    return Preview(examination, tuple(files), told)


def _preview(file: ExaminedFile, outcome: FileOutcome, seen: set[str]) -> FilePreview:
    """`seen` are the people of the rosters before it; its own are added."""
    people = {id(unit): _people(unit) for unit in file.good}
    again = {place for place, numbers in people.items() if numbers & seen}
    seen.update(*people.values())
    known = _known_numbers(file)
    differing: dict[str | None, list[Difference]] = {}
    for each in outcome.differences:
        differing.setdefault(each.number, []).append(each)
    rows = tuple(
        read_row(unit, number := known.get(id(unit)), differing.get(number, []), id(unit) in again)
        for unit in file.units
    )
    heads = _heads(file)
    # A column that says nothing in the whole file is left away.
    filled = [place for place in range(len(heads)) if any(row.cells[place] for row in rows)]
    if len(filled) < len(heads):
        heads = tuple(heads[place] for place in filled)
        rows = tuple(row.only(filled) for row in rows)
    return FilePreview(
        file, outcome, heads, rows, len(again) + len(file.joined), repairs(file), taken_before(file.book.digest)
    )


def _people(unit: Unit) -> frozenset[str]:
    members = unit.value.members if isinstance(unit.value, HouseholdRecord) else ()
    return frozenset(member.id_number for member in members if member.id_number)


def _known_numbers(file: ExaminedFile) -> dict[int, str]:
    """Of each household of a roster that the office has: its number there, by the place of its unit."""
    if file.kind is not ROSTER:
        return {}
    good = [(id(unit), unit.value) for unit in file.good if isinstance(unit.value, HouseholdRecord)]
    found = dossiers.place([record for _, record in good]).households
    return {place: kept.record.number for (place, _), kept in zip(good, found, strict=True) if kept is not None}


def _heads(file: ExaminedFile) -> tuple[str, ...]:
    if not file.units:
        return ()
    value = file.units[0].value
    if isinstance(value, HouseholdRecord):
        return ROSTER_HEADS
    if isinstance(value, ListEntry):
        labels = {field.name: field.label for field in reversed(file.kind.fields)}
        return tuple(labels.get(name, _OTHER_HEADS.get(name, "")) for name in LIST_FIELDS)
    return RELATIVE_HEADS if isinstance(value, RelativeEntry) else PANEL_HEADS
