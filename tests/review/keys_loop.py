"""Run by test_kill: opens the page of a meeting in a window and votes by key without end, saying each vote once the
group at the side shows it."""

import itertools
import sys
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dibao_desktop import office as offices
from dibao_desktop.review.queries.views import MARK_OF
from dibao_desktop.review.rules.states import Choice
from ui.jobs.runner import JobRunner
from ui.pages.review.page import ReviewPage
from ui.theme.look import dress
from ui.widgets.page import PageContext, Scope

KEYS = {Choice.AGREE: Qt.Key.Key_1, Choice.AGAINST: Qt.Key.Key_2, Choice.ABSTAIN: Qt.Key.Key_3}


def main(folder: str, password: str, campaign: str) -> None:
    application = QApplication([])
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, folder)
    dress(application)
    office = offices.open_office(Path(folder), password)
    page = ReviewPage(PageContext(office.session, office, JobRunner(serial=True)))
    page.scope_changed(Scope(int(campaign)))
    page.show()
    page.activateWindow()
    page.wall.toggle()
    page.activateWindow()
    application.processEvents()
    members = [row.member_id for row in page.conductor.meeting.roll]
    for turn, member in enumerate(itertools.cycle(members)):
        choice = list(Choice)[turn // len(members) % 3]
        page.desk.roll.list.choose(member)
        page.desk.roll.list.setFocus()
        QTest.keyClick(page.desk.roll.list, KEYS[choice])
        application.processEvents()
        shown = next(row.mark for row in page.conductor.meeting.roll if row.member_id == member)
        assert shown is MARK_OF[choice], (shown, choice, page.banner.sentence())
        print(member, choice.value, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
