"""What the meeting is about, in order, as many cases on a page as can be read from the last row."""

from __future__ import annotations

import math

from dibao_desktop.review.rules.scene import Agenda, AgendaLine
from ui.projector.look import Ink
from ui.projector.scenes.frame import BOTTOM, TOP, draw_head, draw_list_title, soft
from ui.projector.wall import MARGIN, Run, Wall

_LINES = 8
_GAP = 72.0
# Longer names stand in one column, where they are not set small.
_SHORT_NAME = 6


def agenda_pages(scene: Agenda) -> int:
    """On how many pages it is shown."""
    return max(1, math.ceil(len(scene.rows) / (_LINES * _columns(scene))))


def agenda_page(scene: Agenda) -> int:
    """The page of the case that the room is at."""
    place = next((place for place, row in enumerate(scene.rows) if row.here), 0)
    return place // (_LINES * _columns(scene))


def draw_agenda(wall: Wall, scene: Agenda, page: int) -> None:
    draw_head(wall, scene.title, f"共 {len(scene.rows)} 户    已评议 {scene.done} 户")
    draw_list_title(wall, "本次评议议程", page, agenda_pages(scene))
    columns = _columns(scene)
    width = (wall.inner - _GAP * (columns - 1)) / columns
    height = (BOTTOM - TOP) / _LINES
    start = page * _LINES * columns
    for index, row in enumerate(scene.rows[start : start + _LINES * columns]):
        column, line = divmod(index, _LINES)
        _draw_row(wall, row, MARGIN + column * (width + _GAP), TOP + (line + 0.72) * height, width)


def _columns(scene: Agenda) -> int:
    return 2 if len(scene.rows) > _LINES and all(len(row.head) <= _SHORT_NAME for row in scene.rows) else 1


def _draw_row(wall: Wall, row: AgendaLine, x: float, baseline: float, width: float) -> None:
    ink = Ink.ACCENT if row.here else Ink.SOFT if row.done else Ink.PLAIN
    wall.line([Run(str(row.position), ink=Ink.ACCENT if row.here else Ink.SOFT)], baseline, 54, x=x, room=84)
    note = Run("正在评议", bold=True, ink=Ink.ACCENT) if row.here else soft("已评议" if row.done else row.group)
    end = wall.line_right([note], baseline, 42, room=width * 0.34, right=x + width) if note.text else x + width
    wall.line([Run(row.head, bold=True, ink=ink)], baseline, 58, x=x + 96, room=end - x - 96 - 24)
