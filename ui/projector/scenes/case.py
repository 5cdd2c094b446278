"""A case is being introduced."""

from __future__ import annotations

from dibao_desktop.review.rules.scene import CaseScene
from ui.projector.look import Ink
from ui.projector.scenes.frame import draw_head, draw_household, soft
from ui.projector.wall import Run, Wall


def draw_case(wall: Wall, scene: CaseScene) -> None:
    draw_head(wall, scene.title, f"第 {scene.position} 户 / {scene.total}")
    draw_household(wall, scene.household)
    wall.line([Run("正在介绍情况", ink=Ink.ACCENT)], 866, 62)
    wall.line([soft("听取介绍，可以提问；是近亲属的请回避")], 972, 50)
