"""Every Scene is drawn at every shape of screen, and nothing of it leaves the margins."""

from __future__ import annotations

from typing import get_args

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from dibao_desktop.review.rules import scene as scenes
from dibao_desktop.review.rules.states import ItemState, VoteWay
from ui.projector.canvas import Picture, SceneCanvas
from ui.projector.look import Ink, Look
from ui.projector.scenes import pages
from ui.projector.wall import SMALLEST

TITLE = "石塔村 低保民主评议会"
# As long as a name gets.
NAME = "阿卜杜热合曼·买买提依明·吐尔逊艾合买提·库尔班"
LONG = scenes.Household(
    NAME,
    "朝阳社区第十二居民小组",
    "11 口人",
    "特困分散供养 C类",
    "转刚性支出困难，每月 1,336.50 元",
)
SHORT = scenes.Household("彭德川", "石塔村1组", "3 口人", "农村低保 C类", "继续享受，每月 336 元")
ROWS = tuple(scenes.DecisionRow(n, NAME, LONG.proposal, list(ItemState)[n % 7]) for n in range(1, 61))
AGENDA = tuple(scenes.AgendaLine(n, NAME if n % 9 == 0 else "彭德川", "大石板社", n < 4, n == 4) for n in range(1, 61))
EVERY: tuple[scenes.Scene, ...] = (
    scenes.Waiting(TITLE, "7 月 6 日  19:30", "村委会二楼党员活动室兼会议室", 4, 7, 60),
    scenes.Rules(TITLE, ("评议小组成员三分之二以上到会，会议有效",) * 5),
    *(scenes.CaseScene(TITLE, 60, 60, household) for household in (LONG, SHORT)),
    *(
        scenes.VoteOpen(TITLE, 60, 60, household, 14, 15, 16, 17, 1, "10 票同意即通过（三分之二）")
        for household in (LONG, SHORT)
    ),
    *(
        scenes.VoteOpen(TITLE, 6, 9, LONG, 14, 15, 16, 17, 1, "10 票同意即通过", way, "同意 10  不同意 3  弃权 1")
        for way in VoteWay
    ),
    *(scenes.VoteOpen(TITLE, 6, 9, LONG, 0, 15, 16, 17, 1, "10 票同意即通过（三分之二）", way) for way in VoteWay),
    scenes.Result(TITLE, 6, 9, LONG, ItemState.FAILED, 7, 3, 1, 15, 10, "差 3 票。", 2, 1, corrected=True),
    *(
        scenes.Result(TITLE, 60, 60, LONG, state, 10, 3, 1, 15, 10, "应表决 15 人，三分之二为 10 票，实得同意 10 票。")
        for state in ItemState
    ),
    *(scenes.Decisions(TITLE, ROWS[:count], count, 0, 0) for count in (0, 1, 12, 60)),
    *(scenes.Agenda(TITLE, AGENDA[:count], 3) for count in (0, 1, 8, 60)),
    *(scenes.Pause(TITLE, 5, 60, adjourned) for adjourned in (True, False)),
)
SHAPES = [(1920, 1080), (1280, 720), (1024, 768), (279, 157)]


def picture(scene: scenes.Scene | None, width: int, height: int, page: int = 0, look: Look = Look.DARK) -> QImage:
    canvas = SceneCanvas()
    canvas.resize(width, height)
    canvas.show_picture(Picture(scene, page, look))
    return canvas.grab().toImage()


def written(image: QImage, left: int, right: int, look: Look = Look.DARK) -> bool:
    """Whether anything but the ground stands in these columns."""
    ground = QColor(look.colour(Ink.GROUND)).rgb()
    return any(image.pixel(x, y) != ground for x in range(left, right, 2) for y in range(0, image.height(), 3))


def test_every_kind_of_scene_is_looked_at() -> None:
    assert {type(scene) for scene in EVERY} == set(get_args(scenes.Scene))


@pytest.mark.parametrize(("width", "height"), SHAPES[1:])
@pytest.mark.parametrize("scene", EVERY, ids=lambda scene: type(scene).__name__)
def test_it_stays_within_the_margins(qapp: QApplication, scene: scenes.Scene, width: int, height: int) -> None:
    look = Look.LIGHT if width == 1024 else Look.DARK
    image = picture(scene, width, height, pages(scene) - 1, look)
    margin = round(height / 1080 * 112)
    assert written(image, margin, width - margin, look)
    assert not written(image, 0, margin - 3, look) and not written(image, width - margin + 3, width, look)


@pytest.mark.parametrize(("width", "height"), SHAPES[:3])
@pytest.mark.parametrize("scene", EVERY, ids=lambda scene: type(scene).__name__)
def test_nothing_is_set_too_small_for_ten_metres_and_nothing_is_cut(
    qapp: QApplication, scene: scenes.Scene, width: int, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    drawn: list[str] = []
    draw_text = QPainter.drawText

    def record(painter: QPainter, at: QPointF, text: str) -> None:
        sizes.append(painter.font().pixelSize())
        drawn.append(text)
        draw_text(painter, at, text)

    monkeypatch.setattr(QPainter, "drawText", record)
    for page in range(pages(scene)):
        picture(scene, width, height, page)
    assert min(sizes) >= SMALLEST
    names = [row.head for row in getattr(scene, "rows", ())]
    assert "".join(drawn).replace(" ", "") if not names else set(names) <= set(drawn), "every row is on some page"


def test_blank_is_blank(qapp: QApplication) -> None:
    for look in Look:
        assert not written(picture(None, 640, 360, 0, look), 0, 640, look)


@pytest.mark.parametrize("look", Look)
def test_a_decision_is_told_by_its_colour_from_afar(qapp: QApplication, look: Look) -> None:
    def greenest(state: ItemState) -> int:
        scene = scenes.Result(TITLE, 1, 2, SHORT, state, 4, 1, 0, 5, 4, "")
        small = picture(scene, 1920, 1080, 0, look).scaledToWidth(288)
        pixels = [QColor(small.pixel(x, y)) for x in range(0, 288, 2) for y in range(40, 95, 2)]
        return max(pixel.green() - pixel.red() for pixel in pixels)

    assert greenest(ItemState.PASSED) > 40 > greenest(ItemState.FAILED)


def contrast(one: str, other: str) -> float:
    """How far apart two colours are in brightness, 1 to 21 (WCAG)."""

    def light(colour: str) -> float:
        parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", Look)
@pytest.mark.parametrize("ink", [Ink.PLAIN, Ink.SOFT, Ink.ACCENT, Ink.GOOD, Ink.BAD])
def test_letters_stand_out_from_the_ground_in_either_look(look: Look, ink: Ink) -> None:
    assert contrast(look.colour(ink), look.colour(Ink.GROUND)) >= 5.5
