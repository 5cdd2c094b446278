"""A vote is running: how many have voted, and how only where the office wants it."""

from __future__ import annotations

from dibao_desktop.review.rules.scene import VoteOpen
from dibao_desktop.review.rules.states import VoteWay
from ui.projector.look import Ink
from ui.projector.scenes.frame import draw_head, draw_household
from ui.projector.wall import Run, Wall

_WORDS = {
    VoteWay.NAMED: "正在表决",
    VoteWay.HANDS: "正在举手表决，应表决",
    VoteWay.PAPER: "正在无记名投票，应投票",
}


def draw_voting(wall: Wall, scene: VoteOpen) -> None:
    draw_head(wall, scene.title, f"第 {scene.position} 户 / {scene.total}")
    draw_household(wall, scene.household)
    said = wall.line([Run(_WORDS[scene.way], ink=Ink.ACCENT)], 806, 62)
    if scene.so_far:
        wall.line_right([Run(scene.so_far)], 806, 50, room=wall.right - said - 60)
    # Hands and papers come in all at once: there is no turnout to watch.
    people = f" / {scene.entitled} 人" if scene.way is VoteWay.NAMED else " 人"
    turnout = [
        Run(str(scene.voted if scene.way is VoteWay.NAMED else scene.entitled), bold=True, ink=Ink.ACCENT),
        Run(people, bold=True, ink=Ink.SOFT, scale=0.55),
    ]
    end = wall.line(turnout, 984, 172, room=wall.inner * 0.45)
    room = wall.right - end - 60
    aside = f"    回避 {scene.recused}" if scene.recused else ""
    wall.line_right([Run(f"到会 {scene.present} / {scene.roster}{aside}")], 898, 50, room=room)
    wall.line_right([Run(scene.needed)], 984, 50, room=room)
