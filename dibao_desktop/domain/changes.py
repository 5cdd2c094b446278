"""What a command touched, so that a page knows whether it is stale."""

from __future__ import annotations

from enum import Flag, auto


class Changes(Flag):
    """One flag a capability; a page names the ones it listens to."""

    NOTHING = 0
    DOSSIERS = auto()
    MATCHING = auto()
    CLEARANCE = auto()
    REVIEW = auto()
    NOTICES = auto()
    POLICY = auto()
    ACCESS = auto()
    SETTINGS = auto()
    REPORTS = auto()
    EVERYTHING = DOSSIERS | MATCHING | CLEARANCE | REVIEW | NOTICES | POLICY | ACCESS | SETTINGS | REPORTS
