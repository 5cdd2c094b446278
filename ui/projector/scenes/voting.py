"""A vote is running: how many have voted, never how."""

from __future__ import annotations

from dibao_desktop.review.rules.scene import VoteOpen
from ui.projector.look import Ink
from ui.projector.scenes.frame import draw_head, draw_household
from ui.projector.wall import Run, Wall


def draw_voting(wall: Wall, scene: VoteOpen) -> None:
    draw_head(wall, scene.title, f"第 {scene.position} 户 / {scene.total}")
    draw_household(wall, scene.household)
    wall.line([Run("正在表决", ink=Ink.ACCENT)], 806, 62)
    turnout = [
        Run(str(scene.voted), bold=True, ink=Ink.ACCENT),
        Run(f" / {scene.entitled} 人", bold=True, ink=Ink.SOFT, scale=0.55),
    ]
    end = wall.line(turnout, 984, 172, room=wall.inner * 0.45)
    room = wall.right - end - 60
    aside = f"    回避 {scene.recused}" if scene.recused else ""
    wall.line_right([Run(f"到会 {scene.present} / {scene.roster}{aside}")], 898, 50, room=room)
    wall.line_right([Run(scene.needed)], 984, 50, room=room)
