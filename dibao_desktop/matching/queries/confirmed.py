"""What was found true of households, in the words of the check items."""

from __future__ import annotations

from collections.abc import Sequence

from dibao_desktop.matching.records import Lead
from dibao_desktop.matching.rules.leads import Verdict
from dibao_desktop.policy.rules.check_items import CATALOGUE, ItemSeverity
from dibao_desktop.storage.database import raw_tuples

_CHUNK = 5_000
_GRAVE_FIRST = [ItemSeverity.HIGH.value, ItemSeverity.MEDIUM.value]


def confirmed_titles(households: Sequence[int]) -> dict[int, str]:
    """Of each of these households the gravest check item that was found true, wholly or in part; the first of several.
    One of which nothing was is left out."""
    found: dict[int, tuple[int, str]] = {}
    for start in range(0, len(households), _CHUNK):
        rows = raw_tuples(
            Lead.select(Lead.household, Lead.code, Lead.severity)
            .where(
                Lead.household.in_(list(households[start : start + _CHUNK])),
                Lead.verdict.in_([Verdict.TRUE.value, Verdict.PARTLY.value]),
            )
            .order_by(Lead.id)
        )
        for household, code, severity in rows:
            grave = _GRAVE_FIRST.index(severity) if severity in _GRAVE_FIRST else len(_GRAVE_FIRST)
            if code in CATALOGUE and (household not in found or grave < found[household][0]):
                found[household] = (grave, CATALOGUE[code].title)
    return {household: title for household, (_grave, title) in found.items()}
