"""What the desk can do with the wall, by key and by button, and how the wall stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dibao_desktop.review.rules.scene import Shown
from ui.projector.look import Look
from ui.projector.window import Where


class WallAct(StrEnum):
    """An act on the wall."""

    OPEN = "open"
    BLANK = "blank"
    FREEZE = "freeze"
    FOLLOW = "follow"
    AGENDA = "agenda"
    RULES = "rules"
    DECISIONS = "decisions"
    PAUSE = "pause"
    LOOK = "look"
    BACK = "back"
    ON = "on"
    FRAME = "frame"


# A clicker in the chair's hand sends the keys that turn a page.
KEYS = {
    WallAct.OPEN: "P",
    WallAct.BLANK: "B",
    WallAct.FREEZE: "F",
    WallAct.FOLLOW: "W",
    WallAct.AGENDA: "G",
    WallAct.RULES: "U",
    WallAct.DECISIONS: "D",
    WallAct.PAUSE: "T",
    WallAct.LOOK: "Y",
    WallAct.BACK: "PgUp",
    WallAct.ON: "PgDown",
}
# What can be put on the wall, in the order of the menu.
SCENES = {
    WallAct.FOLLOW: "跟着会议走",
    WallAct.AGENDA: Shown.AGENDA.value,
    WallAct.RULES: Shown.RULES.value,
    WallAct.DECISIONS: Shown.DECISIONS.value,
    WallAct.PAUSE: Shown.PAUSE.value,
}


@dataclass(frozen=True)
class WallStand:
    """How the wall stands, for the words around its small picture; `where` is None while it is not open."""

    place: str
    where: Where | None
    blank: bool
    frozen: bool
    shown: Shown | None
    look: Look
    page: int
    pages: int
