"""The shell with two small pages: rail, scope, search, news, help, keys, and a clean end."""

from __future__ import annotations

import importlib
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.settings import commands as settings
from dibao_desktop.settings.rules import Key
from ui import pages
from ui.jobs.runner import JobRunner
from ui.main_window import NARROW_BELOW, MainWindow
from ui.theme import tokens
from ui.theme.icons import Icon
from ui.widgets.page import Page, PageContext, PageHead, Scope
from ui.widgets.search_popup import Found, FoundGroup
from ui.widgets.status_line import Status


class FigurePage(Page):
    NAME, TITLE, ICON = "reports", "看板", Icon.DASHBOARD
    LISTENS_TO = Changes.SETTINGS
    HELP = "点任意数字，可以看到对应的户。"

    def __init__(self, context):
        super().__init__(context)
        self.body.addWidget(PageHead("清查进度", "第二阶段"))
        self.read: list[Scope] = []

    def refresh(self):
        self.read.append(self.scope)


class RosterPage(Page):
    NAME, TITLE, ICON = "dossiers", "一户一档", Icon.DOSSIERS
    LISTENS_TO = Changes.DOSSIERS
    TAKES_SEARCH = True
    lost = ""

    def __init__(self, context):
        super().__init__(context)
        self.asked: list[object] = []

    def refresh(self):
        self.asked.append("refresh")

    def open_target(self, target):
        self.asked.append(target)

    def search(self, text):
        self.asked.append(f"search {text}")

    def unsaved(self):
        return self.lost


PAGES = (FigurePage.entry(), RosterPage.entry())


class Facts:
    """What the shell is told, for a test to change."""

    def __init__(self):
        self.villages_ = ["石塔村", "荆山村"]
        self.campaigns_ = [(1, "2017年精准识别专项行动"), (2, "2016年清查")]
        self.asked = 0

    def signed_in(self):
        return "周敏 · 经办人", "青石乡民政办"

    def campaigns(self):
        return self.campaigns_

    def whole(self):
        return "全乡"

    def villages(self):
        return self.villages_

    def status(self, scope):
        self.asked += 1
        return Status("已保存 10:32", "备份 08:15，已验证", "已到期限 3 户", ("dossiers", {"due": "today"}))

    def find(self, text, scope):
        lines = (Found("董云秀", "档案号 0003", "dossiers", 7), Found("董云", "档案号 0004", "dossiers", 8))
        return [FoundGroup("户", lines)] if text.startswith("d") else []

    def badges(self, scope):
        return {"dossiers": 14 if not scope.village else 2}


@pytest.fixture
def window(qtbot, office):
    made = MainWindow(PageContext(office.session, office, JobRunner(serial=True)), PAGES, Facts())
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    RosterPage.lost = ""


def test_it_opens_on_the_first_page_and_makes_the_others_when_asked(window):
    assert window.current_page().NAME == "reports"
    assert list(window._pages) == ["reports"]
    assert window.scope == Scope(1, "")
    assert window.current_page().read == [Scope(1, "")]
    assert window.status_line.words() == "✓ 已保存 10:32　备份 08:15，已验证　已到期限 3 户"
    assert "青石乡" in window.windowTitle()


def test_a_campaign_that_was_begun_is_the_one_shown(window):
    window._facts.campaigns_ = [(3, "2018年清查"), *window._facts.campaigns_]
    window.refresh_choosers()
    assert window.scope == Scope(3, "")
    window.campaign_chooser.choose(2)
    window.refresh_choosers()
    assert window.scope == Scope(2, ""), "only once; then it is the clerk's choice"


def test_pages_are_reached_by_rail_by_key_and_from_one_another(window, qtbot):
    window.rail._items["dossiers"].click()
    assert window.current_page().NAME == "dossiers"
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page().NAME == "reports"
    window.current_page().go.emit("dossiers", 3)
    assert window.page("dossiers").asked == ["refresh", 3]
    assert window.rail._items["dossiers"].isChecked()


def test_a_hidden_page_only_remembers_that_it_is_stale(window, office, qtbot):
    window.show_page("dossiers")
    figures = window.page("reports")
    settings.change_settings(office.session, {Key.PHONE: "0000-1234567"})
    qtbot.waitUntil(lambda: figures.is_stale)
    assert len(figures.read) == 1
    window.show_page("reports")
    assert len(figures.read) == 2
    settings.change_settings(office.session, {Key.PHONE: "0000-7654321"})
    qtbot.waitUntil(lambda: len(figures.read) == 3)
    assert window.page("dossiers").asked == ["refresh"], "it does not listen to settings"


def test_news_from_the_worker_reaches_the_page_on_this_thread(window, qtbot):
    figures = window.current_page()
    threads: list[threading.Thread] = []
    figures.refresh = lambda: threads.append(threading.current_thread())
    worker = threading.Thread(target=lambda: window._hear(Changes.SETTINGS))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread()]


def test_the_scope_reaches_every_page(window):
    window.village_chooser.choose("石塔村")
    assert window.current_page().read[-1] == Scope(1, "石塔村")
    window.campaign_chooser.choose(2)
    window.show_page("dossiers")
    assert window.current_page().scope == Scope(2, "石塔村")


def test_the_search_box_asks_the_page_that_takes_searches(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.search_box
    qtbot.keyClicks(window.search_box, "dyx")
    qtbot.keyClick(window.search_box, Qt.Key.Key_Return)
    assert window.current_page().NAME == "dossiers"
    assert window.current_page().asked == ["refresh", "search dyx"]
    assert window.search_box.hasFocus(), "the clerk goes on typing"


def test_what_is_found_hangs_under_the_box_and_arrows_choose(window, qtbot):
    window.search_box.setFocus()
    window.search_box.setText("dy")
    window._suggest("dy")
    assert [line.words for line in window.popup.lines()] == ["董云秀", "董云"]
    assert window.popup.current() is None
    qtbot.keyClick(window.search_box, Qt.Key.Key_Down)
    qtbot.keyClick(window.search_box, Qt.Key.Key_Down)
    assert window.popup.current().target == 8
    qtbot.keyClick(window.search_box, Qt.Key.Key_Up)
    qtbot.keyClick(window.search_box, Qt.Key.Key_Return)
    assert window.popup.isHidden()
    assert window.current_page().asked == ["refresh", 7]
    assert window.search_box.text() == ""
    window._suggest("无")
    assert not window.popup.isHidden()
    assert window.popup.lines() == []
    qtbot.keyClick(window.search_box, Qt.Key.Key_Escape)
    assert window.popup.isHidden()


def test_f1_opens_the_help_of_the_page_and_escape_closes_it(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.help_sheet.text() == FigurePage.HELP
    qtbot.keyClick(window.help_sheet, Qt.Key.Key_Escape)
    assert window.help_sheet.text() == ""


def test_what_is_due_is_a_door(window):
    window.status_line.due_clicked.emit()
    assert window.current_page().asked == ["refresh", {"due": "today"}]


def test_a_small_window_keeps_the_pictures_of_the_rail(window, qtbot):
    window.resize(NARROW_BELOW - 100, 600)
    qtbot.waitUntil(lambda: window.rail.width() == tokens.RAIL_NARROW)
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: window.rail.width() == tokens.RAIL_WIDTH)


def test_a_job_is_followed_by_the_status_line(window):
    seen: list[bool] = []
    window._context.runner.run(lambda progress: seen.append(window.job_bar.isHidden()), title="导入")
    assert seen == [False]
    assert window.job_bar.isHidden()


def test_a_word_of_thanks_is_shown_and_goes_by_itself(window, qtbot):
    window.current_page().said.emit("已保存")
    assert window.toast.words() == "已保存"
    window.toast._timer.timeout.emit()
    window.toast._timer.stop()
    assert window.toast.words() == ""


def test_a_word_of_thanks_hides_no_button_of_a_page(window):
    window.current_page().said.emit("比对完成：新增 62 条疑点")
    assert window.toast.geometry().bottom() < tokens.TOP_BAR_HEIGHT
    window.toast._timer.stop()


def test_closing_asks_when_something_would_be_lost(window, qtbot):
    window.show_page("dossiers")
    RosterPage.lost = "董云秀的修改还没有保存。"
    ended: list[bool] = []
    window.closed.connect(lambda: ended.append(True))
    assert not window.close()
    dialog = window.findChild(QDialog)
    dialog.no_button.click()
    assert window.isVisible()
    window.close()
    window.findChildren(QDialog)[-1].yes_button.click()
    assert ended == [True]


def test_closing_asks_while_a_job_runs(qtbot, office):
    runner = JobRunner()
    window = MainWindow(PageContext(office.session, office, runner), PAGES[:1], Facts())
    qtbot.addWidget(window)
    window.show()
    begun, done = threading.Event(), []

    def work(progress):
        begun.set()
        while True:
            progress.report(1, 0, "写入")

    runner.run(work, on_done=done.append, on_cancelled=lambda: done.append("told"))
    assert begun.wait(5)
    assert not window.close()
    window.findChild(QDialog).yes_button.click()
    assert not window.isVisible()
    qtbot.wait(1)
    assert done == [], "nobody is told after the window has gone"


def test_left_open_over_midnight_the_pages_are_read_again(window, clock, qtbot):
    figures = window.current_page()
    window._clock.timeout.emit()
    qtbot.wait(1)
    assert len(figures.read) == 1
    clock.pass_days(1)
    window._clock.timeout.emit()
    qtbot.waitUntil(lambda: len(figures.read) == 2)


def test_a_known_error_while_reading_is_a_banner(window):
    page = window.page("dossiers")

    def refuse():
        raise KnownError("no_campaign", "找不到这次清查行动，请在上方重新选择。")

    page.refresh = refuse
    window.show_page("dossiers")
    assert page.banner.sentence() == "找不到这次清查行动，请在上方重新选择。"


def test_several_commits_at_once_are_told_once(window, office, qtbot):
    page = window.current_page()
    for number in range(3):
        settings.change_settings(office.session, {Key.PHONE: f"0000-{number}"})
    qtbot.waitUntil(lambda: len(page.read) > 1)
    assert len(page.read) == 2


def test_after_closing_it_hears_nothing_more(window, office):
    window.close()
    assert window._hear not in office.session._listeners


def test_news_on_its_way_when_it_closes_is_not_looked_into(window, office, qtbot):
    """The tour closed right after a commit: the queued news then read a closed office."""
    settings.change_settings(office.session, {Key.PHONE: "0000-7654321"})
    window.close()
    office.database.close()
    qtbot.wait(100)
    office.database.connect()


def test_the_pages_are_listed_as_they_call_themselves():
    for entry in pages.PAGES:
        # The capability reports has two pages: what moves, and what is handed in.
        home = "reports.tables" if entry.name == "tables" else f"{entry.name}.page"
        page = getattr(importlib.import_module(f"ui.pages.{home}"), f"{entry.name.title()}Page")
        assert replace(entry, make=page) == page.entry()
