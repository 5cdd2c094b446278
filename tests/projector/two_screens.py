"""Run by test_screens on a platform with two screens: a vote by key, during which the cable is pulled and plugged in
again; says what it saw."""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from conftest import CHEAP, PASSWORD
from dibao_desktop import office as offices
from meetings import a_meeting_ready_to_vote, a_village_ready
from projector.hotplug import plug, screen
from ui.jobs.runner import JobRunner
from ui.pages.review.page import ReviewPage
from ui.theme.look import dress
from ui.widgets.page import PageContext, Scope

# The same projector where the system shows everything at twice the size.
SCALED = {**screen("projector", 1366, 960, 540), "dpr": 2}
DESK, PROJECTOR = screen("desk", 0, 1366, 768), screen("projector", 1366, 1920, 1080)
# A second monitor of the clerk's, and the projector as it comes back in another resolution.
MONITOR, SMALLER = screen("monitor", 3286, 1280, 1024), screen("projector", 1366, 1280, 720)


class Evening:
    """The page of a meeting on the desk's screen, and what is seen there and on the wall."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self.application = application
        office, _code = offices.create(folder / "青石乡.dibao", "青石乡", "s1", "周敏", PASSWORD, cost=CHEAP)
        ready = a_village_ready(office.session, 1)
        self.room = a_meeting_ready_to_vote(ready)
        self.page = ReviewPage(PageContext(office.session, office, JobRunner(serial=True)))
        self.page.setGeometry(0, 0, 1198, 684)
        self.page.scope_changed(Scope(ready.campaign_id))
        self.page.show()
        self.page.show_meeting(self.room.meeting_id)

    def press(self, *keys: Qt.Key) -> None:
        self.page.activateWindow()
        self.application.processEvents()
        self.page.desk.roll.list.setFocus()
        for key in keys:
            QTest.keyClick(self.page.desk.roll.list, key)
        self.application.processEvents()

    def plug(self, *screens: dict[str, object]) -> None:
        plug(*screens)
        self.application.processEvents()

    def seen(self) -> dict[str, object]:
        wall = self.page.wall.window
        assert wall is not None
        place, small = wall.geometry(), self.page.desk.preview.picture
        desk = self.application.screens()[0].geometry()
        over = [w for w in self.application.topLevelWidgets() if w.isVisible() and w.geometry().intersects(desk)]
        return {
            "where": wall.where.name,
            "shown": wall.isVisible(),
            "place": [place.x(), place.width(), place.height()] if wall.isVisible() else [],
            "words": wall.place,
            "scene": type(wall.canvas.scene).__name__,
            "voted": getattr(wall.canvas.scene, "voted", None),
            "preview": small == wall.canvas.picture,
            "over_the_desk": len([w for w in over if w is not self.page]),
            "votes": sum(mark == "同意" for mark in self.room.marks()),
            "painted": wall.grab().toImage().pixelColor(5, 5).name(),
        }


def main(folder: str) -> None:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, folder)
    application = QApplication([])
    application.setApplicationName("dibao-test")
    dress(application)
    evening = Evening(application, Path(folder))
    enter, agree = Qt.Key.Key_Return, Qt.Key.Key_1
    evening.press(Qt.Key.Key_P, enter, enter, agree)
    seen = {"opened": evening.seen()}
    wall = evening.page.wall.window
    assert wall is not None
    seen["keys"] = {
        "focus": wall.focusPolicy().name,
        "asks": not bool(wall.windowFlags() & wall.windowFlags().WindowDoesNotAcceptFocus),
    }
    evening.plug(DESK)
    evening.press(agree, agree)
    seen["unplugged"] = evening.seen()
    evening.plug(DESK, PROJECTOR)
    seen["replugged"] = evening.seen()
    evening.plug(DESK, PROJECTOR, MONITOR)
    evening.plug(DESK, MONITOR)
    seen["monitor_stays_the_clerks"] = evening.seen()
    evening.plug(DESK, MONITOR, PROJECTOR)
    seen["back_from_the_monitor"] = evening.seen()
    evening.plug(DESK)
    evening.plug(DESK, SMALLER)
    seen["smaller"] = evening.seen()
    evening.plug(DESK)
    evening.plug(DESK, SCALED)
    seen["scaled"] = evening.seen()
    for _ in range(10):
        evening.plug(DESK)
        evening.plug(DESK, PROJECTOR)
    evening.press(agree)
    seen["often"] = evening.seen()
    evening.plug(DESK)
    evening.press(Qt.Key.Key_P, Qt.Key.Key_P)
    seen["opened_without_a_screen"] = evening.seen()
    evening.plug(DESK, PROJECTOR)
    seen["came_later"] = evening.seen()
    wall = evening.page.wall.window
    assert wall is not None
    wall.close()
    seen["closing"] = {"by_itself": not wall.isVisible()}
    evening.page.close()
    application.processEvents()
    seen["closing"]["with_the_desk"] = evening.page.wall.window is None
    print(json.dumps(seen, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
