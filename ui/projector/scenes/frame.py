"""What every Scene has: the meeting's name above, on cases their number."""

from __future__ import annotations

from dibao_desktop.review.rules.scene import Household
from ui.projector.wall import Run, Wall
from ui.theme import tokens

SOFT = tokens.WALL_INK_SOFT


def draw_head(wall: Wall, title: str, right: str = "") -> None:
    """The line at the top."""
    room = wall.inner
    if right:
        room = wall.line_right([Run(right, colour=SOFT)], 116, 42, room=wall.inner / 3) - 60 - 112
    wall.line([Run(title, colour=SOFT)], 116, 42, room=room)


def draw_household(wall: Wall, household: Household) -> None:
    """Name, place and proposal, in the largest letters that fit."""
    wall.line([Run(household.head, bold=True)], 372, 152)
    facts = "    ".join(word for word in (household.place, household.people, household.aid) if word)
    wall.line([Run(facts, colour=tokens.WALL_INK)], 492, 60)
    if household.proposal:
        wall.line([Run("拟："), Run(household.proposal, bold=True)], 598, 60)
