"""What the Scenes have in common: the meeting's name above, on cases their number, on lists their page."""

from __future__ import annotations

from dibao_desktop.review.rules.scene import Household
from dibao_desktop.review.rules.states import ItemState
from ui.projector.look import Ink
from ui.projector.wall import MARGIN, Run, Wall

# The rows of a list stand between these.
TOP, BOTTOM = 262.0, 992.0
STATE_INKS = {ItemState.PASSED: Ink.GOOD, ItemState.FAILED: Ink.BAD}


def soft(text: str) -> Run:
    """A stretch of text that is not the main thing."""
    return Run(text, ink=Ink.SOFT)


def draw_head(wall: Wall, title: str, right: str = "") -> None:
    """The line at the top."""
    end = wall.right
    if right:
        end = wall.line_right([soft(right)], 116, 44, room=wall.inner * 0.56) - 48
    wall.line([soft(title)], 116, 44, room=end - MARGIN)


def draw_household(wall: Wall, household: Household) -> None:
    """Name, place and proposal, in the largest letters that fit."""
    wall.broken(Run(household.head, bold=True), 372, 152, 225)
    facts = "    ".join(word for word in (household.place, household.people, household.aid) if word)
    wall.line([Run(facts)], 492, 62)
    if household.proposal:
        wall.line([Run("拟："), Run(household.proposal, bold=True)], 600, 66)


def draw_list_title(wall: Wall, words: str, page: int, pages: int) -> None:
    """The name of a list and, where it has several, the page."""
    wall.line([Run(words, bold=True)], 222, 70, room=wall.inner * 0.7)
    if pages > 1:
        wall.line_right([soft(f"第 {page + 1} 页，共 {pages} 页")], 1044, 38)
