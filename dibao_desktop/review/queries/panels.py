"""The review group of a village."""

from __future__ import annotations

from dataclasses import dataclass

from dibao_desktop.review.records import PanelMember


@dataclass(frozen=True)
class PanelRow:
    """A member in office; `initials` for typing."""

    id: int
    seat: int
    name: str
    initials: str
    role: str


def panel(village_id: int) -> list[PanelRow]:
    """The group of a village as of today, in the order of the list."""
    rows = PanelMember.select().where(PanelMember.village == village_id, PanelMember.active).order_by(PanelMember.seat)
    return [PanelRow(row.id, row.seat, row.name, row.initials, row.role) for row in rows]


def panel_named(word: str, limit: int) -> list[PanelRow]:
    """Members in office in any village, by a part of the name or the start of its initials."""
    named = PanelMember.name.contains(word) | PanelMember.initials.contains(f" {word}")
    rows = PanelMember.select().where(PanelMember.active, named).order_by(PanelMember.name).limit(limit)
    return [PanelRow(row.id, row.seat, row.name, row.initials, row.role) for row in rows]
