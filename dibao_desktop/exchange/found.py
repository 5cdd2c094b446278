"""What reading a file gives: units (a household or a line), each with its rows and its problems."""

from __future__ import annotations

from dataclasses import dataclass, field

from dibao_desktop.domain.problems import Problem
from dibao_desktop.dossiers.rules.record import HouseholdRecord, RelativeEntry
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

    @property
    def rejected(self) -> bool:
        """Whether an error holds it back."""
        return any(problem.is_error for problem in self.problems)


@dataclass
class Found:
    """The content of one file. `remarks` are problems of no single unit (totals that disagree, unknown words)."""

    units: list[Unit] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
