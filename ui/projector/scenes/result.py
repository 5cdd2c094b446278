"""The vote is closed: the decision, the counts, and the sentence that explains them."""

from __future__ import annotations

from dibao_desktop.review.rules.scene import Result
from ui.projector.look import Ink
from ui.projector.scenes.frame import STATE_INKS, draw_head, soft
from ui.projector.wall import Run, Wall


def draw_result(wall: Wall, scene: Result) -> None:
    draw_head(wall, scene.title, f"第 {scene.position} 户 / {scene.total}")
    wall.broken(Run(scene.household.head, bold=True), 310, 120, 165)
    decision = [Run(scene.state.label, bold=True, ink=STATE_INKS.get(scene.state, Ink.ACCENT))]
    if scene.corrected:
        decision.append(Run("  已更正", ink=Ink.SOFT, scale=0.3))
    wall.line(decision, 580, 224)
    if scene.state in STATE_INKS:
        _draw_counts(wall, scene)
    wall.broken(soft(scene.sentence), 1004, 50, 120)


def _draw_counts(wall: Wall, scene: Result) -> None:
    silent = scene.base - scene.agree - scene.against - scene.abstain - scene.blank - scene.spoilt
    words = [
        ("同意 ", scene.agree),
        ("    不同意 ", scene.against),
        ("    弃权 ", scene.abstain),
        *([("    空白票 ", scene.blank)] if scene.blank else []),
        *([("    废票 ", scene.spoilt)] if scene.spoilt else []),
        *([("    未投票 ", silent)] if silent > 0 else []),
    ]
    runs = [run for word, number in words for run in (Run(word), Run(str(number), bold=True))]
    wall.line(runs, 726, 80)
    parts = [(scene.agree, Ink.BAR_GOOD), (scene.against, Ink.BAR_BAD)]
    wall.bar(parts, scene.base, 782, 50, scene.needed / scene.base if scene.base else None)
