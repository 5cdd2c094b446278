"""Before the first case, and between: signing in, the rules of the evening, a pause."""

from __future__ import annotations

from dibao_desktop.review.rules.scene import Pause, Rules, Waiting
from ui.projector.scenes.frame import SOFT, draw_head
from ui.projector.wall import MARGIN, Run, Wall


def draw_waiting(wall: Wall, scene: Waiting) -> None:
    wall.line([Run(scene.title, bold=True)], 372, 120)
    wall.line([Run("    ".join(word for word in (scene.when, scene.place) if word))], 500, 60)
    wall.line([Run(f"本次评议 {scene.cases} 户", colour=SOFT)], 596, 56)
    wall.line([Run("正在签到", colour=SOFT)], 828, 56)
    there = [Run(str(scene.present), bold=True), Run(f" / {scene.roster} 人", bold=True, colour=SOFT, scale=0.55)]
    wall.line(there, 988, 156)


def draw_rules(wall: Wall, scene: Rules) -> None:
    draw_head(wall, scene.title)
    wall.line([Run("评议规则和会议纪律", bold=True)], 282, 92)
    step = 640 / max(len(scene.lines), 1)
    for number, words in enumerate(scene.lines, start=1):
        baseline = 300 + step * number - step / 4
        wall.line([Run(str(number), bold=True, colour=SOFT)], baseline, 60)
        wall.line([Run(words)], baseline, 60, x=MARGIN + 90)


def draw_pause(wall: Wall, scene: Pause) -> None:
    draw_head(wall, scene.title)
    wall.line([Run("休会", bold=True)], 560, 224)
    wall.line([Run(f"已评议 {scene.done} 户，共 {scene.total} 户", colour=SOFT)], 720, 60)
