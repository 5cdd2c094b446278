"""How each Scene is drawn; one module a Scene, or a few that look alike."""

from dibao_desktop.review.rules import scene as scenes
from ui.projector.scenes.agenda import agenda_page, agenda_pages, draw_agenda
from ui.projector.scenes.case import draw_case
from ui.projector.scenes.decisions import decision_pages, draw_decisions
from ui.projector.scenes.result import draw_result
from ui.projector.scenes.voting import draw_voting
from ui.projector.scenes.waiting import draw_pause, draw_rules, draw_waiting
from ui.projector.wall import Wall


def pages(scene: scenes.Scene | None) -> int:
    """How many pages a Scene is shown on, one after the other."""
    match scene:
        case scenes.Agenda():
            return agenda_pages(scene)
        case scenes.Decisions():
            return decision_pages(scene)
    return 1


def first_page(scene: scenes.Scene | None) -> int:
    """The page a Scene opens on: an agenda on the case that the room is at."""
    return agenda_page(scene) if isinstance(scene, scenes.Agenda) else 0


def draw(wall: Wall, scene: scenes.Scene | None, page: int = 0) -> None:
    """Draw a Scene; None leaves the wall blank."""
    match scene:
        case scenes.Waiting():
            draw_waiting(wall, scene)
        case scenes.Agenda():
            draw_agenda(wall, scene, page)
        case scenes.Rules():
            draw_rules(wall, scene)
        case scenes.CaseScene():
            draw_case(wall, scene)
        case scenes.VoteOpen():
            draw_voting(wall, scene)
        case scenes.Result():
            draw_result(wall, scene)
        case scenes.Decisions():
            draw_decisions(wall, scene, page)
        case scenes.Pause():
            draw_pause(wall, scene)
