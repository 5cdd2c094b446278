"""How long work says how far it is and learns that it should stop."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):
    """The user asked to stop; the open transaction rolls back by itself."""


class Progress(Protocol):
    """What a long function reports to."""

    def report(self, done: int, total: int, what: str) -> None:
        """Say how far we are. Raises Cancelled once the user has asked to stop."""


class Silent:
    """A progress that nobody watches (command line, tests)."""

    def report(self, done: int, total: int, what: str) -> None:
        return None
