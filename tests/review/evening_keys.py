"""An evening at the desk by keys, in a process that may be killed at any moment (run by test_kill_evening).

Reads lines `SEED FOLDER PASSWORD`; for each it forks a child that opens the real window on the office and presses keys
at random. The child says what it is about to do, and what the screen shows once it shows it. Forking saves each child
the second that loading takes.
"""

from __future__ import annotations

import json
import os
import random
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from dibao_desktop import office as offices
from dibao_desktop.audit import queries as audit
from dibao_desktop.review.queries import Mark, MeetingDetail
from dibao_desktop.review.rules.states import ItemState, VoteWay
from ui.app.start import build_window
from ui.jobs.runner import JobRunner
from ui.pages.review.correcting import CorrectionDialog
from ui.pages.review.counting import CountDialog, WayDialog
from ui.pages.review.page import ReviewPage
from ui.theme.look import dress
from ui.widgets.dialogs import Dialog

KEY = Qt.Key
VOTES = {KEY.Key_1: Mark.AGREE, KEY.Key_2: Mark.AGAINST, KEY.Key_3: Mark.ABSTAIN}
# Nobody leaves when so few are there that the meeting would break off.
ENOUGH = 6


def stands(meeting: MeetingDetail) -> dict[str, object]:
    """What the desk shows of a meeting, short enough to be written to a pipe in one piece."""
    now = meeting.current
    return {
        "item": now.item_id if now else 0,
        "way": now.way.value if now else "",
        "counted": now.counted is not None if now else False,
        "marks": {str(row.member_id): row.mark.name for row in meeting.roll},
        "agenda": [[row.item_id, row.state.value, row.agree, row.base] for row in meeting.agenda],
    }


class Evening:
    """The window, and fingers on its keyboard."""

    def __init__(self, page: ReviewPage, chance: random.Random) -> None:
        self.page, self.chance = page, chance

    @property
    def meeting(self) -> MeetingDetail:
        meeting = self.page.conductor.meeting
        assert meeting is not None
        return meeting

    def say(self, **what: object) -> None:
        print(json.dumps(what), flush=True)

    def press(self, *keys: Qt.Key) -> None:
        """Press keys where the keyboard is: on the dialog that is open, else at the desk."""
        for key in keys:
            dialog = QApplication.activeModalWidget()
            if dialog is None and not self.page.window().isActiveWindow():
                self.page.window().activateWindow()
                QApplication.processEvents()
            QTest.keyClick(dialog or self.page.focusWidget() or self.page, key)
            QApplication.processEvents()

    def agree_to_what_is_asked(self) -> None:
        """Enter on each question that the desk asks back; there are never more than two."""
        for _ in range(3):
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, Dialog):
                return
            self.press(KEY.Key_Return)
        words = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
        raise AssertionError(f"{type(dialog).__name__} is not answered by Enter: {words}")

    def write(self, field: QWidget, text: str) -> None:
        if isinstance(field, QLineEdit):
            field.clear()
        QTest.keyClicks(field, text)

    def shown(self) -> None:
        """Say what stands, once the lists on the screen are the same."""
        QApplication.processEvents()
        pills = self.page.desk.roll.list
        for place, row in enumerate(self.meeting.roll):
            pill = pills.item(place).data(Qt.ItemDataRole.UserRole).pill
            assert pill == row.mark.value or row.mark is Mark.RECUSED, (pill, row.mark)
        self.say(stands=stands(self.meeting), line=audit.last_line())

    def act(self) -> bool:
        """One act of the clerk; False when the evening is over."""
        now = self.meeting.current
        if now is None or now.state.closed:
            if now is not None and now.state in (ItemState.PASSED, ItemState.FAILED) and self.chance.random() < 0.25:
                self.correct()
            elif self.meeting.next_item is None:
                return False
            else:
                self.say(does="next")
                self.press(KEY.Key_Return)
        elif self.chance.random() < 0.12:
            self.chance.choice((self.come_or_go, self.change_way, self.step_aside))()
        elif now.state is ItemState.INTRODUCED:
            self.say(does="begin")
            self.press(KEY.Key_Return)
        elif now.way is VoteWay.NAMED:
            self.vote()
        elif now.counted is None or self.chance.random() < 0.3:
            self.count()
        else:
            self.end()
        return True

    def vote(self) -> None:
        waiting = [row.member_id for row in self.meeting.roll if row.mark is Mark.WAITING]
        if not waiting or self.chance.random() < 0.05:
            self.end()
        elif self.chance.random() < 0.15:
            self.say(does="all")
            self.press(KEY.Key_A)
        else:
            member = self.chance.choice(waiting)
            key = self.chance.choice(list(VOTES))
            self.page.desk.roll.list.choose(member)
            self.say(does="vote", member=str(member), mark=VOTES[key].name)
            self.press(key)

    def end(self) -> None:
        self.say(does="close")
        self.press(KEY.Key_Return)
        self.agree_to_what_is_asked()

    def change_way(self) -> None:
        self.press(KEY.Key_M)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, WayDialog)
        dialog.choose(self.chance.choice(list(VoteWay)))
        self.say(does="way")
        self.press(KEY.Key_Return)

    def count(self) -> None:
        self.press(KEY.Key_1)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CountDialog)
        fields = dialog.counts.fields
        assert self.meeting.current is not None
        entitled = self.meeting.current.decision.usual.quorum.present
        agree = self.chance.randint(0, entitled)
        self.write(fields["agree"].line, str(agree))
        self.write(fields["against"].line, str(entitled - agree))
        self.write(fields["abstain"].line, "0")
        for name in fields.keys() & {"given_out", "returned"}:
            self.write(fields[name].line, str(entitled))
        self.say(does="count")
        self.press(KEY.Key_Return)

    def come_or_go(self) -> None:
        row = self.chance.choice(self.meeting.roll)
        if not row.recusal and (not row.present or self.meeting.present > ENOUGH):
            self.page.desk.roll.list.choose(row.member_id)
            self.say(does="come_or_go", member=str(row.member_id))
            self.press(KEY.Key_L)

    def step_aside(self) -> None:
        row = self.chance.choice(self.meeting.roll)
        if row.recusal or not any(each.recusal for each in self.meeting.roll):
            self.page.desk.roll.list.choose(row.member_id)
            self.say(does="step_aside", member=str(row.member_id))
            self.press(KEY.Key_R)
            self.agree_to_what_is_asked()

    def correct(self) -> None:
        self.press(KEY.Key_C)
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CorrectionDialog)
        self.write(dialog.reason.line, "recount")
        if dialog.counts is not None:
            counted = dialog.counts.read()
            less = counted.agree - 1 if counted.agree else counted.votes
            self.write(dialog.counts.fields["agree"].line, str(less))
            self.write(dialog.counts.fields["against"].line, str(counted.votes - less))
            self.write(dialog.counts.fields["abstain"].line, "0")
        else:
            box = self.chance.choice(list(dialog.choices.values())).box
            assert isinstance(box, QComboBox)
            QTest.keyClick(box, KEY.Key_Down if box.currentIndex() == 0 else KEY.Key_Up)
        self.say(does="correct")
        self.press(KEY.Key_Return)
        if QApplication.activeModalWidget() is dialog:
            # The readings part, or what is changed would not be one: the clerk leaves it.
            self.press(KEY.Key_Escape)


def evening(seed: int, folder: str, password: str) -> None:
    application = QApplication([])
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, folder)
    dress(application)
    office = offices.open_office(Path(folder), password)
    window = build_window(office, JobRunner(serial=True))
    window.resize(1366, 768)
    window.show()
    window.show_page("review")
    page = window.page("review")
    assert isinstance(page, ReviewPage)
    clerk = Evening(page, random.Random(seed))
    clerk.press(KEY.Key_P)
    clerk.shown()
    while clerk.act():
        clerk.agree_to_what_is_asked()
        clerk.shown()
    clerk.say(over=True)


def main(start: Callable[[int, str, str], None] = evening) -> None:
    for line in sys.stdin:
        seed, folder, password = line.split()
        child = os.fork()
        if child == 0:
            print(json.dumps({"pid": os.getpid()}), flush=True)
            try:
                start(int(seed), folder, password)
            except BaseException:  # noqa: BLE001 (said to the test, which fails by it)
                print(json.dumps({"wrong": traceback.format_exc()[-3000:]}), flush=True)
            finally:
                os._exit(0)
        os.waitpid(child, 0)
        # The last line may have been cut in the middle.
        print("\nend", flush=True)


if __name__ == "__main__":
    main()
