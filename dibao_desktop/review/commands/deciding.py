"""What a vote comes to, for its end and for its correction alike."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.queries.counting import reading_in_force
from dibao_desktop.review.queries.holding import rule_of
from dibao_desktop.review.rules.tally import Counts, Decision, Outcome, ReadingKind, tally_json


def concluded(decision: Decision, reading: ReadingKind | None) -> tuple[Outcome, str]:
    """The outcome and the sentence that explains it, with what the chair confirmed where the readings part.

    Raises KnownError("readings_differ") with both readings while the chair has not said which holds.
    """
    if decision.outcome is not Outcome.READINGS_DIFFER:
        return decision.outcome, decision.explanation
    if reading is None:
        raise KnownError("readings_differ", decision.explanation)
    return decision.reading(reading).outcome, f"{decision.explanation}主持人确认：{reading.label}。"


def tally_text(
    meeting: Any,
    counts: Counts,
    decision: Decision,
    reading: ReadingKind | None,
    explanation: str,
    entitled: Sequence[int],
    absent: Sequence[int],
) -> str:
    """The tally as it is kept with the case: later arrivals and departures do not touch it."""
    parted = decision.outcome is Outcome.READINGS_DIFFER
    counted = reading if parted and reading is not None else reading_in_force(rule_of(meeting))
    stored = {
        **tally_json(decision),
        "explanation": explanation,
        "counts": asdict(counts),
        "reading": counted.value,
        "entitled": list(entitled),
        "absent": list(absent),
    }
    return json.dumps(stored, ensure_ascii=False)
