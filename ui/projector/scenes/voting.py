"""A vote is running: how many have voted, never how."""

from __future__ import annotations

from dibao_desktop.review.rules.scene import VoteOpen
from ui.projector.scenes.frame import SOFT, draw_head, draw_household
from ui.projector.wall import MARGIN, Run, Wall
from ui.theme import tokens


def draw_voting(wall: Wall, scene: VoteOpen) -> None:
    draw_head(wall, scene.title, f"第 {scene.position} 户 / {scene.total}")
    draw_household(wall, scene.household)
    wall.line([Run("正在表决", colour=SOFT)], 828, 56)
    turnout = [Run(str(scene.voted), bold=True), Run(f" / {scene.entitled} 人", bold=True, colour=SOFT, scale=0.55)]
    end = wall.line(turnout, 988, 156, room=wall.inner * 0.45)
    room = wall.right - end - 60
    aside = f"    回避 {scene.recused}" if scene.recused else ""
    wall.line_right([Run(f"到会 {scene.present} / {scene.roster}{aside}", colour=tokens.WALL_INK)], 912, 46, room=room)
    wall.line_right([Run(scene.needed, colour=tokens.WALL_INK)], 988, 46, room=max(room, MARGIN))
