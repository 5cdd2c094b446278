"""The vote is closed: the decision, the counts, and the sentence that explains them."""

from __future__ import annotations

from dibao_desktop.review.rules.scene import Result
from dibao_desktop.review.rules.states import ItemState
from ui.projector.scenes.frame import SOFT, draw_head
from ui.projector.wall import Run, Wall
from ui.theme import tokens

_COLOURS = {ItemState.PASSED: tokens.WALL_GREEN, ItemState.FAILED: tokens.WALL_RED}


def draw_result(wall: Wall, scene: Result) -> None:
    draw_head(wall, scene.title, f"第 {scene.position} 户 / {scene.total}")
    wall.line([Run(scene.household.head, bold=True)], 314, 120)
    colour = _COLOURS.get(scene.state, tokens.WALL_INK)
    wall.line([Run(scene.state.label, bold=True, colour=colour)], 592, 224)
    if scene.state in _COLOURS:
        _draw_counts(wall, scene)
    wall.line([Run(scene.sentence, colour=SOFT)], 998, 46)


def _draw_counts(wall: Wall, scene: Result) -> None:
    silent = scene.base - scene.agree - scene.against - scene.abstain
    words = [
        ("同意 ", scene.agree),
        ("    不同意 ", scene.against),
        ("    弃权 ", scene.abstain),
        *([("    未投票 ", silent)] if silent > 0 else []),
    ]
    runs = [run for word, number in words for run in (Run(word), Run(str(number), bold=True))]
    wall.line(runs, 738, 76)
    parts = [(scene.agree, tokens.WALL_BAR_GREEN), (scene.against, tokens.WALL_BAR_RED)]
    wall.bar(parts, scene.base, 798, 46, scene.needed / scene.base if scene.base else None)
