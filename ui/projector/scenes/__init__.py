"""How each Scene is drawn; one module a Scene."""

from dibao_desktop.review.rules import scene as scenes
from ui.projector.scenes.case import draw_case
from ui.projector.scenes.decisions import draw_decisions
from ui.projector.scenes.result import draw_result
from ui.projector.scenes.voting import draw_voting
from ui.projector.scenes.waiting import draw_pause, draw_rules, draw_waiting
from ui.projector.wall import Wall


def draw(wall: Wall, scene: scenes.Scene | None) -> None:
    """Draw a Scene; None leaves the wall blank."""
    match scene:
        case scenes.Waiting():
            draw_waiting(wall, scene)
        case scenes.Rules():
            draw_rules(wall, scene)
        case scenes.CaseScene():
            draw_case(wall, scene)
        case scenes.VoteOpen():
            draw_voting(wall, scene)
        case scenes.Result():
            draw_result(wall, scene)
        case scenes.Decisions():
            draw_decisions(wall, scene)
        case scenes.Pause():
            draw_pause(wall, scene)
