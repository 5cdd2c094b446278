"""What clerks of this office have said that heads mean."""

from __future__ import annotations

from dibao_desktop.exchange.records import HeadMeaning
from dibao_desktop.storage.database import tuples


def taught_heads() -> dict[tuple[str, str], str]:
    """By kind and head the field it is taken as; empty where it is kept as a note."""
    rows = tuples(HeadMeaning.select(HeadMeaning.kind, HeadMeaning.head, HeadMeaning.field))
    return {(kind, head): field for kind, head, field in rows}
