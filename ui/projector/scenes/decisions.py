"""The decisions of the evening, a few on a page so that they are read from the last row."""

from __future__ import annotations

import math

from dibao_desktop.review.rules.scene import DecisionRow, Decisions
from dibao_desktop.review.rules.states import ItemState
from ui.projector.look import Ink
from ui.projector.scenes.frame import BOTTOM, STATE_INKS, TOP, draw_head, draw_list_title, soft
from ui.projector.wall import MARGIN, Run, Wall

_LINES = 6
_NUMBER = 100.0
# The label of the minutes is a long one.
_SHORT = {ItemState.NO_QUORUM: "人数不足"}


def decision_pages(scene: Decisions) -> int:
    """On how many pages they are shown."""
    return max(1, math.ceil(len(scene.rows) / _LINES))


def draw_decisions(wall: Wall, scene: Decisions, page: int) -> None:
    others = f"    其他 {scene.others} 户" if scene.others else ""
    draw_head(wall, scene.title, f"通过 {scene.passed} 户    未通过 {scene.failed} 户{others}")
    draw_list_title(wall, "本次评议结果", page, decision_pages(scene))
    height = (BOTTOM - TOP) / _LINES
    for line, row in enumerate(scene.rows[page * _LINES : (page + 1) * _LINES]):
        if line:
            wall.rule(TOP + line * height)
        _draw_row(wall, row, TOP + line * height)


def _draw_row(wall: Wall, row: DecisionRow, top: float) -> None:
    name = top + (64 if row.proposal else 82)
    wall.line([soft(str(row.position))], name, 58, room=_NUMBER - 20)
    state = Run(_SHORT.get(row.state, row.state.label), bold=True, ink=STATE_INKS.get(row.state, Ink.SOFT))
    end = wall.line_right([state], top + 82, 64, room=wall.inner * 0.22)
    room = end - MARGIN - _NUMBER - 32
    wall.line([Run(row.head, bold=True)], name, 60, x=MARGIN + _NUMBER, room=room)
    if row.proposal:
        wall.line([soft(row.proposal)], top + 108, 38, x=MARGIN + _NUMBER, room=room)
