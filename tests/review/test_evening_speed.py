"""How long a key takes until the desk and the wall show what it did, over sixty cases with nine members; it prints."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dibao_desktop import office as offices
from dibao_desktop.review import queries
from meetings import a_meeting_ready_to_vote, a_village_ready
from ui.app.start import build_window
from ui.jobs.runner import JobRunner
from ui.pages.review.page import ReviewPage
from ui.printing import print_pdf
from ui.widgets.dialogs import ConfirmDialog

ENTER, AGREE, WALL = Qt.Key.Key_Return, Qt.Key.Key_1, Qt.Key.Key_P
MEMBERS = 9
# Ten cases at the beginning against ten at the end: what grows would show in the ratio.
SOME = 10


class Keyboard:
    """Presses keys on the page and holds a watch to them."""

    def __init__(self, page: ReviewPage) -> None:
        self.page = page
        self.votes: list[float] = []
        self.cpu: list[float] = []
        self.next: list[float] = []

    def press(self, key: Qt.Key) -> float:
        """Milliseconds until all that was asked to be drawn is drawn."""
        started = time.perf_counter()
        QTest.keyClick(self.page.focusWidget() or self.page, key)
        QApplication.processEvents()
        return (time.perf_counter() - started) * 1000

    def case(self) -> None:
        self.next.append(self.press(ENTER))
        self.press(ENTER)
        for _ in range(MEMBERS):
            busy = time.process_time()
            self.votes.append(self.press(AGREE))
            self.cpu.append((time.process_time() - busy) * 1000)
        self.press(ENTER)


def memory_mib() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 // 2**20


@pytest.mark.thorough
def test_an_evening_of_sixty_cases(
    office: offices.Office, runner: JobRunner, qtbot: QtBot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    room = a_meeting_ready_to_vote(a_village_ready(office.session, 60), present=MEMBERS, size=MEMBERS)
    window = build_window(office, runner)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.show_page("review")
    page = window.page("review")
    assert isinstance(page, ReviewPage)
    keys = Keyboard(page)
    window.activateWindow()
    keys.press(WALL)
    window.activateWindow()
    page.setFocus()
    QApplication.processEvents()
    for _ in range(SOME):
        keys.case()
    before = memory_mib()
    for _ in range(60 - SOME):
        keys.case()
    grown = memory_mib() - before
    assert all(row.agree == MEMBERS for row in room.detail().agenda)
    started = time.perf_counter()
    page.conductor.end()
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, ConfirmDialog)
    asked.accept()
    pages = print_pdf(queries.minutes(room.meeting_id), tmp_path / "minutes.pdf")
    minutes = time.perf_counter() - started
    early, late = (statistics.median(some) for some in (keys.votes[: SOME * MEMBERS], keys.votes[-SOME * MEMBERS :]))
    with capsys.disabled():
        print(
            f"\n60 cases × {MEMBERS}: vote {statistics.median(keys.votes):.0f} ms (at most {max(keys.votes):.0f},"
            f" of processor time {statistics.median(keys.cpu):.0f}),"
            f" next case {statistics.median(keys.next):.0f} ms (at most {max(keys.next):.0f}),"
            f" last votes {late / early:.2f} × the first, memory +{grown} MiB, minutes {minutes:.1f} s, {pages} pages"
        )
    assert grown < 30
    page.wall.toggle()
