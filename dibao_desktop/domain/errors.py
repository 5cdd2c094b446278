"""The one kind of failure a user is meant to see."""

from __future__ import annotations

from collections.abc import Sequence


class KnownError(Exception):
    """Something went wrong that we foresaw: one Chinese sentence, saying what and what to do.

    Anything else that is raised is our own bug: it rolls the transaction back and reaches the crash
    dialog. `code` is a short stable English word for the command line's JSON; `details` is the whole list where the
    sentence can only name the first.
    """

    def __init__(self, code: str, message: str, details: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details = tuple(details)
