"""What a command has to say, as text and as JSON; and how it opens the office."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from getpass import getpass
from pathlib import Path
from typing import Any

from dibao_desktop import office as offices
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.office import Office

DEMO_PASSWORD = "demo"


@dataclass(frozen=True)
class Answer:
    """`data` is the JSON object, `text` what is printed without --json; `error` makes the exit code 1."""

    data: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    error: KnownError | None = None

    def payload(self) -> dict[str, Any]:
        """The JSON object, with the error when there is one."""
        if self.error is None:
            return self.data
        error = {"code": self.error.code, "message": self.error.message, "details": list(self.error.details)}
        return {**self.data, "error": error}


def password() -> str:
    """DIBAO_PASSWORD; without it the terminal is asked, and without a terminal the demo password is tried."""
    given = os.environ.get("DIBAO_PASSWORD")
    if given is not None:
        return given
    return getpass("密码：") if sys.stdin.isatty() else DEMO_PASSWORD


@contextmanager
def opened(folder: Path) -> Iterator[Office]:
    """An office for the length of one command."""
    office = offices.open_office(folder, password())
    try:
        yield office
    finally:
        office.close()


def office_figures() -> dict[str, Any]:
    """The `office` part of the JSON: households, members, covered people, 元 a month (in fen), also by village."""
    totals = dossiers.totals()
    return {
        "households": totals.households,
        "members": totals.members,
        "covered": totals.covered,
        "monthly_fen": totals.monthly_fen,
        "villages": {
            name: {"households": v.households, "covered": v.covered, "monthly_fen": v.monthly_fen}
            for name, v in totals.villages.items()
        },
    }
