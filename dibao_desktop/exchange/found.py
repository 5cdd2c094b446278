"""What reading a file gives: units (a household or a line), each with its rows and its problems."""

from __future__ import annotations

from dataclasses import dataclass, field

from dibao_desktop.domain.problems import Problem
from dibao_desktop.dossiers.rules.record import HouseholdRecord, RelativeEntry
from dibao_desktop.dossiers.rules.stated_facts import StatedFacts
from dibao_desktop.exchange.cells import words
from dibao_desktop.exchange.recognise import Layout
from dibao_desktop.exchange.rows import Skipped
from dibao_desktop.matching.rules.lists import ListEntry
from dibao_desktop.review.rules.panel import PanelEntry

Value = HouseholdRecord | ListEntry | RelativeEntry | PanelEntry


@dataclass
class Unit:
    """The smallest thing that is taken or held back: a household of a roster, a line of any other list."""

    layout: Layout
    rows: tuple[int, ...]
    value: Value
    problems: list[Problem] = field(default_factory=list)
    # Whether the amounts on its rows are each person's part (see `amounts`).
    per_person: bool = False
    # Why it stays out although nothing is wrong with the file: it finds no household (see `pairing`).
    left_out: Problem | None = None
    # The units of other files that tell of the same household; an error in one holds all of them back.
    companions: list[Unit] = field(default_factory=list, repr=False)
    # What a roster says of the household beyond the roster.
    facts: StatedFacts = StatedFacts()  # noqa: RUF009 (it is frozen)
    # Whether it is taken as a part of its companion.
    joined: bool = False

    @property
    def faulty(self) -> bool:
        """Whether it has an error of its own."""
        return any(problem.is_error for problem in self.problems)

    @property
    def rejected(self) -> bool:
        """Whether it is held back."""
        return self.left_out is not None or self.faulty or any(unit.faulty for unit in self.companions)


@dataclass
class Found:
    """The content of one file. `remarks` are problems of no single unit (totals that disagree, unknown words)."""

    units: list[Unit] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def other_columns(unit: Unit) -> dict[str, str]:
    """What stands in its columns that no field of ours takes, by their heads; they are kept, not dropped."""
    found: dict[str, str] = {}
    for each in (unit, *unit.companions):
        rows, heads = each.layout.sheet.rows, each.layout.heads
        for column in each.layout.others:
            cells = dict.fromkeys(words(rows[row][column]) for row in each.rows)
            if written := "、".join(cell for cell in cells if cell):
                found.setdefault(heads[column], written)
    return found
