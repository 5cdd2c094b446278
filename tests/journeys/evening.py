"""The meeting of a village on the page 民主评议: planned, signed in, and led from the desk by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from dibao_desktop.review import queries
from dibao_desktop.review.queries import AgendaRow, CurrentCase, Mark, MeetingDetail, RollRow
from dibao_desktop.review.rules.states import ItemState, MeetingState
from journeys import cases
from journeys.clerk import Clerk
from ui.pages.review.dialogs import AnswerDialog, QuestionDialog
from ui.pages.review.page import ReviewPage
from ui.pages.review.planning import MeetingForm
from ui.pages.review.wall_acts import WallAct
from ui.widgets.dialogs import ConfirmDialog

ENTER = Qt.Key.Key_Return
AGREE, AGAINST, ALL_AGREE = Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_A
COME_OR_GO, QUESTION, WALL = Qt.Key.Key_L, Qt.Key.Key_Q, Qt.Key.Key_P


def review(clerk: Clerk) -> ReviewPage:
    page = clerk.page if clerk.page.NAME == "review" else clerk.go("review")
    assert isinstance(page, ReviewPage)
    return page


def meeting(clerk: Clerk) -> MeetingDetail:
    """The meeting as the office holds it."""
    shown = review(clerk).meeting_id
    assert shown is not None
    return queries.meeting_detail(shown)


def present_case(clerk: Clerk) -> CurrentCase:
    """The case that is turned to."""
    now = meeting(clerk).current
    assert now is not None, clerk.banner
    return now


def line(clerk: Clerk, head_name: str) -> AgendaRow:
    """The last line of the agenda with this head of household."""
    return [row for row in meeting(clerk).agenda if row.head_name == head_name][-1]


def member(clerk: Clerk, name: str) -> RollRow:
    return next(row for row in meeting(clerk).roll if row.name == name)


# Before


def plan(clerk: Clerk, households: int) -> None:
    """From a household that waits to the village's line; a double click, and people and place are filled in."""
    numbers = cases.open_step(clerk, "民主评议")
    cases.open_case(clerk, numbers[0])
    clerk.press("去民主评议")
    page = review(clerk)
    clerk.look("待评议的村")
    assert page.list.due.paged.row_at(0).due == households
    clerk.choose_row(page.list.due, 0, double=True)
    form = clerk.dialog(MeetingForm)
    assert form.cases.count() == households
    clerk.write("时间", "19:30")
    clerk.write("地点", "村委会会议室")
    clerk.write("主持人", "陆贵")
    clerk.write("乡镇工作人员", "周敏、陈立新")
    clerk.write("列席人员", "县民政局 王海燕")
    clerk.look("安排评议会", form)
    clerk.press("保存")
    clerk.no_dialog()
    assert page.gathering.isVisible(), page.banner.sentence()


def sign_in(clerk: Clerk, names: Sequence[str]) -> None:
    """Each types or says the name; Enter signs in. Before enough are there it does not begin."""
    page = review(clerk)
    clerk.look("签到")
    clerk.press("开始会议")
    assert "还差" in page.banner.sentence()
    for name in names:
        clerk.type_here(page.gathering.finder, name)
        clerk.keys(ENTER)
        assert member(clerk, name).present, page.banner.sentence()
    clerk.look("签到完毕")


def begin(clerk: Clerk) -> None:
    """The meeting is open, and the wall shows what the room may see."""
    clerk.press("开始会议")
    assert review(clerk).desk.isVisible(), clerk.banner
    clerk.keys(WALL)
    wall = review(clerk).wall
    assert wall.window is not None and not wall.window.isVisible(), "with one screen the wall waits for another"
    wall.act(WallAct.FRAME)
    assert wall.window.isVisible()


# A case


def turn_to_next(clerk: Clerk) -> CurrentCase:
    """Enter: the next case of the agenda."""
    clerk.keys(ENTER)
    now = present_case(clerk)
    assert now.state is ItemState.INTRODUCED, clerk.banner
    return now


def pass_by_all(clerk: Clerk) -> AgendaRow:
    """The usual case: begin, all agree, end."""
    item = present_case(clerk).item_id
    clerk.keys(ENTER, ALL_AGREE, ENTER)
    row = next(each for each in meeting(clerk).agenda if each.item_id == item)
    assert row.state is ItemState.PASSED, (row, clerk.banner)
    return row


def vote(clerk: Clerk, agree: int, against: int) -> AgendaRow:
    """One ballot after another; the choice goes on by itself."""
    item = present_case(clerk).item_id
    clerk.keys(ENTER, *[AGREE] * agree, *[AGAINST] * against)
    clerk.look("表决中")
    look_at_wall(clerk, "墙面表决")
    clerk.keys(ENTER)
    clerk.look("表决结果")
    look_at_wall(clerk, "墙面结果")
    return next(each for each in meeting(clerk).agenda if each.item_id == item)


def come_or_go(clerk: Clerk, names: Sequence[str]) -> None:
    """Choose each in the group and press L: out of the room, or back in it."""
    for name in names:
        before = member(clerk, name).present
        clerk.choose_line(review(clerk).desk.roll.list, name)
        clerk.keys(COME_OR_GO)
        assert member(clerk, name).present is not before, clerk.banner


def fail_for_want_of_people(clerk: Clerk) -> None:
    """Begin and end a vote that too few can take: it is asked first, and the household is put down as 人数不足."""
    item = present_case(clerk).item_id
    clerk.keys(ENTER, ALL_AGREE, ENTER)
    assert "不足法定人数" in clerk.words_of(clerk.dialog(ConfirmDialog))
    clerk.look("人数不足", clerk.dialog(ConfirmDialog))
    clerk.answer(ConfirmDialog, "结束表决")
    row = next(each for each in meeting(clerk).agenda if each.item_id == item)
    assert row.state is ItemState.NO_QUORUM, clerk.banner
    clerk.look("人数不足之后")


def put_again(clerk: Clerk, head_name: str) -> None:
    """The household that failed for want of people comes last once more."""
    clerk.choose_line(review(clerk).desk.agenda, head_name)
    clerk.look("重新列入", clerk.dialog(ConfirmDialog))
    clerk.answer(ConfirmDialog, "重新列入")
    assert line(clerk, head_name).state is ItemState.WAITING, clerk.banner


def ask(clerk: Clerk, asker: str, words: str) -> None:
    """A question is written down; its answer has to wait."""
    clerk.keys(QUESTION)
    clerk.write("提问人", asker)
    clerk.write("问题", words)
    clerk.look("质询", clerk.dialog(QuestionDialog))
    clerk.press("保存")
    assert present_case(clerk).questions[-1].answer == ""


def answer(clerk: Clerk, words: str) -> None:
    """The answer, by the township's staff."""
    clerk.press("记录答复…")
    clerk.write("答复", words)
    clerk.look("答复", clerk.dialog(AnswerDialog))
    clerk.press("保存")
    assert present_case(clerk).questions[-1].answer == words


def look_at_wall(clerk: Clerk, name: str) -> None:
    wall = review(clerk).wall.window
    assert wall is not None
    clerk.look(name, wall)


def recused(clerk: Clerk) -> list[str]:
    """Who steps aside for the present case."""
    return [row.name for row in meeting(clerk).roll if row.mark is Mark.RECUSED]


# After


def close(clerk: Clerk) -> str:
    """The wall is put away, the meeting ended; returns the minutes."""
    page = review(clerk)
    clerk.keys(WALL)
    assert page.wall.window is None
    clerk.keys(ENTER)
    clerk.answer(ConfirmDialog, "结束会议")
    assert meeting(clerk).state is MeetingState.CLOSED, page.banner.sentence()
    assert page.minutes.isVisible()
    clerk.look("评议记录")
    return page.minutes.text.toPlainText()
