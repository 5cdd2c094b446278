"""The decisions of the evening, all on one picture."""

from __future__ import annotations

import math

from dibao_desktop.review.rules.scene import DecisionRow, Decisions
from dibao_desktop.review.rules.states import ItemState
from ui.projector.scenes.frame import SOFT, draw_head
from ui.projector.wall import MARGIN, Run, Wall
from ui.theme import tokens

_TOP, _BOTTOM = 250.0, 1020.0
_COLOURS = {ItemState.PASSED: tokens.WALL_GREEN, ItemState.FAILED: tokens.WALL_RED}
# So many lines stay readable in one column; more cases stand in more columns.
_LINES = 11
_GAP = 72.0


def draw_decisions(wall: Wall, scene: Decisions) -> None:
    others = f"    其他 {scene.others} 户" if scene.others else ""
    draw_head(wall, scene.title, f"通过 {scene.passed} 户    未通过 {scene.failed} 户{others}")
    wall.line([Run("本次评议结果", bold=True)], 208, 64)
    columns = max(1, min(3, math.ceil(len(scene.rows) / _LINES)))
    lines = max(1, math.ceil(len(scene.rows) / columns))
    width = (wall.inner - _GAP * (columns - 1)) / columns
    height = min(96.0, (_BOTTOM - _TOP) / lines)
    for index, row in enumerate(scene.rows):
        column, line = divmod(index, lines)
        _draw_row(
            wall, row, MARGIN + column * (width + _GAP), _TOP + (line + 0.72) * height, width, height, columns == 1
        )


def _draw_row(wall: Wall, row: DecisionRow, x: float, baseline: float, width: float, height: float, wide: bool) -> None:
    size = round(min(52.0, height * 0.68))
    wall.line([Run(str(row.position), colour=SOFT)], baseline, size, x=x, room=width * 0.1)
    wall.line([Run(row.head, bold=True)], baseline, size, x=x + size * 1.7, room=width * (0.24 if wide else 0.45))
    if wide and row.proposal:
        wall.line([Run(row.proposal, colour=SOFT)], baseline, size, x=x + width * 0.34, room=width * 0.4)
    state = [Run(row.state.label, bold=True, colour=_COLOURS.get(row.state, tokens.WALL_INK))]
    start = x + width * (0.8 if wide else 0.68)
    wall.line(state, baseline, size, x=start, room=x + width - start)
