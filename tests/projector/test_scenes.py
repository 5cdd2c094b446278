"""Every Scene is drawn at every shape of screen, and nothing of it leaves the margins."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from dibao_desktop.review.rules import scene as scenes
from dibao_desktop.review.rules.states import ItemState
from ui.projector.canvas import Picture, SceneCanvas
from ui.theme import tokens

TITLE = "石塔村 低保民主评议会"
LONG = scenes.Household(
    "阿卜杜热合曼·买买提依明",
    "朝阳社区第十二居民小组",
    "11 口人",
    "特困分散供养 重点保障对象",
    "转刚性支出困难，每月 1,336.50 元",
)
SHORT = scenes.Household("彭德川", "石塔村1组", "3 口人", "农村低保 C类", "继续享受，每月 336 元")
ROWS = tuple(
    scenes.DecisionRow(n, "阿卜杜热合曼·买买提依明", LONG.proposal, list(ItemState)[n % 7]) for n in range(1, 61)
)
EVERY: tuple[scenes.Scene, ...] = (
    scenes.Waiting(TITLE, "7 月 6 日  19:30", "村委会二楼党员活动室兼会议室", 4, 7, 60),
    scenes.Rules(TITLE, ("评议小组成员三分之二以上到会，会议有效",) * 5),
    *(scenes.CaseScene(TITLE, 60, 60, household) for household in (LONG, SHORT)),
    *(
        scenes.VoteOpen(TITLE, 60, 60, household, 14, 15, 16, 17, 1, "10 票同意即通过（三分之二）")
        for household in (LONG, SHORT)
    ),
    *(
        scenes.Result(TITLE, 60, 60, LONG, state, 10, 3, 1, 15, 10, "应表决 15 人，三分之二为 10 票，实得同意 10 票。")
        for state in ItemState
    ),
    *(scenes.Decisions(TITLE, ROWS[:count], count, 0, 0) for count in (0, 1, 12, 60)),
    scenes.Pause(TITLE, 5, 60),
)


def picture(scene: scenes.Scene | None, width: int, height: int) -> QImage:
    canvas = SceneCanvas()
    canvas.resize(width, height)
    canvas.show_picture(Picture(scene))
    return canvas.grab().toImage()


def written(image: QImage, left: int, right: int) -> bool:
    """Whether anything but the ground stands in these columns."""
    ground = QColor(tokens.WALL).rgb()
    return any(image.pixel(x, y) != ground for x in range(left, right, 2) for y in range(0, image.height(), 3))


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1024, 768), (279, 157)])
@pytest.mark.parametrize("scene", EVERY, ids=lambda scene: type(scene).__name__)
def test_it_stays_within_the_margins(qapp: QApplication, scene: scenes.Scene, width: int, height: int) -> None:
    image = picture(scene, width, height)
    margin = round(height / 1080 * 112)
    assert written(image, margin, width - margin)
    assert not written(image, 0, margin - 3) and not written(image, width - margin + 3, width)


def test_blank_is_blank(qapp: QApplication) -> None:
    assert not written(picture(None, 640, 360), 0, 640)


def test_a_decision_is_told_by_its_colour_from_afar(qapp: QApplication) -> None:
    def greenest(state: ItemState) -> int:
        scene = scenes.Result(TITLE, 1, 2, SHORT, state, 4, 1, 0, 5, 4, "")
        small = picture(scene, 1920, 1080).scaledToWidth(288)
        pixels = [QColor(small.pixel(x, y)) for x in range(0, 288, 2) for y in range(40, 95, 2)]
        return max(pixel.green() - pixel.red() for pixel in pixels)

    assert greenest(ItemState.PASSED) > 40 > greenest(ItemState.FAILED)
