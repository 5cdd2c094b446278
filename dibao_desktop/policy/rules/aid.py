"""The kinds of aid that a pack gives figures for."""

from __future__ import annotations

from enum import StrEnum


class AidType(StrEnum):
    """The value is the Chinese name that dossiers and workbooks carry."""

    RURAL = "农村低保"
    URBAN = "城市低保"
    INSTITUTION = "特困集中供养"
    AT_HOME = "特困分散供养"

    @property
    def label(self) -> str:
        return self.value
