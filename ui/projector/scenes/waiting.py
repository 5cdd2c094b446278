"""Before the first case, and between: signing in, the rules of the evening, a pause."""

from __future__ import annotations

from dibao_desktop.review.rules.scene import Pause, Rules, Waiting
from ui.projector.look import Ink
from ui.projector.scenes.frame import BOTTOM, TOP, draw_head, draw_list_title, soft
from ui.projector.wall import MARGIN, Run, Wall


def draw_waiting(wall: Wall, scene: Waiting) -> None:
    wall.broken(Run(scene.title, bold=True), 360, 132, 300)
    wall.line([Run("    ".join(word for word in (scene.when, scene.place) if word))], 500, 66)
    wall.line([soft(f"本次评议 {scene.cases} 户")], 604, 62)
    wall.line([Run("正在签到", ink=Ink.ACCENT)], 806, 62)
    there = [
        Run(str(scene.present), bold=True, ink=Ink.ACCENT),
        Run(f" / {scene.roster} 人", bold=True, ink=Ink.SOFT, scale=0.55),
    ]
    wall.line(there, 984, 172)


def draw_rules(wall: Wall, scene: Rules) -> None:
    draw_head(wall, scene.title)
    draw_list_title(wall, "评议规则和会议纪律", 0, 1)
    step = (BOTTOM - TOP) / max(len(scene.lines), 1)
    for number, words in enumerate(scene.lines):
        baseline = TOP + step * (number + 0.68)
        wall.line([Run(str(number + 1), bold=True, ink=Ink.ACCENT)], baseline, 66)
        wall.broken(Run(words), baseline, 66, step * 0.9, x=MARGIN + 100)


def draw_pause(wall: Wall, scene: Pause) -> None:
    draw_head(wall, scene.title)
    wall.line([Run("休会" if scene.adjourned else "休息", bold=True)], 580, 224)
    wall.line([soft(f"已评议 {scene.done} 户，共 {scene.total} 户")], 740, 66)
