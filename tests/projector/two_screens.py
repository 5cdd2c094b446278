"""Run by test_screens on a platform with two screens: opens the wall, pulls the cable, plugs it in again; says what it saw."""

import json
import sys

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from dibao_desktop.review.rules.scene import Pause
from ui.projector.window import ProjectorWindow
from ui.theme.look import dress


def where(wall: ProjectorWindow) -> list[object]:
    place = wall.geometry()
    return [wall.on_wall, place.x(), place.width(), place.height(), wall.place]


def main(settings: str) -> None:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, settings)
    application = QApplication([])
    application.setApplicationName("dibao-test")
    dress(application)
    desk = QWidget()
    desk.setGeometry(0, 0, 800, 600)
    desk.show()
    wall = ProjectorWindow(desk)
    wall.show_scene(Pause("石塔村 低保民主评议会", 5, 12))
    seen: dict[str, object] = {"focus": wall.focusPolicy().name}
    wall.open()
    application.processEvents()
    seen["opened"] = where(wall)
    seen["asks_for_keys"] = not bool(wall.windowFlags() & wall.windowFlags().WindowDoesNotAcceptFocus)
    projector = application.screens()[1]
    application.screenRemoved.emit(projector)
    application.processEvents()
    seen["unplugged"], seen["desk_goes_on"] = where(wall), desk.isVisible()
    seen["scene_kept"] = isinstance(wall.canvas.scene, Pause)
    application.screenAdded.emit(projector)
    application.processEvents()
    seen["replugged"] = where(wall)
    wall.close()
    seen["closes_by_itself"] = not wall.isVisible()
    desk.close()
    application.processEvents()
    seen["closes_with_desk"] = not wall.isVisible()
    print(json.dumps(seen, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
