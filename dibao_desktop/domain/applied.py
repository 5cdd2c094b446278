"""What taking in a file did, in numbers that add up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """A field where a file and the office disagree: dossier number, field's Chinese name, both values as text, and what
    became of it: `written`, `kept` as the office has it, or `open` until somebody decides."""

    number: str
    field: str
    office_value: str
    file_value: str
    outcome: str = "written"


@dataclass(frozen=True)
class Applied:
    """How many came in new, changed something, said nothing new; and the differences found on the way."""

    new: int = 0
    changed: int = 0
    same: int = 0
    differences: tuple[Difference, ...] = ()
