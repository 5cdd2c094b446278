"""From nothing to an open window: welcome, sign-in, new office, crash."""

from __future__ import annotations

import re
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from conftest import CHEAP, PASSWORD
from dibao_desktop import office as offices
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.storage.keys import Cost
from ui.app.crash import CrashReporter
from ui.app.facts import OfficeFacts, _when
from ui.app.sign_in import NewOfficeDialog, Recent, RecoveryDialog, SignInDialog, WelcomeWindow
from ui.app.start import Starter
from ui.widgets.page import Scope


@pytest.fixture
def recent(tmp_path):
    return Recent(QSettings(str(tmp_path / "recent.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def closed(tmp_path, clock) -> tuple[Path, str]:
    """An office that nobody has open, and its recovery code."""
    made, code = offices.create(tmp_path / "青石乡.dibao", "青石乡", "s1", "周敏", PASSWORD, cost=CHEAP, clock=clock)
    made.close()
    return made.folder, code


@pytest.fixture
def starter(qtbot, recent, monkeypatch):
    monkeypatch.delenv("DIBAO_PASSWORD", raising=False)
    made = Starter(recent)
    yield made
    for window in (made.welcome, made.window):
        if window is not None:
            window.close()
    made.end()


def dialog_of(kind):
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible())


def test_a_wrong_password_says_so_and_the_right_one_opens(starter, closed, recent):
    starter.begin(closed[0])
    dialog = dialog_of(SignInDialog)
    dialog.yes_button.click()
    assert dialog._problem.text() == "请输入密码。"
    dialog.type_secret("不是它", "周敏")
    dialog.yes_button.click()
    assert "密码不正确" in dialog._problem.text()
    dialog.type_secret(PASSWORD)
    dialog.yes_button.click()
    assert starter.window.isVisible()
    assert recent.paths() == [closed[0].resolve()]


def test_the_recovery_code_opens_without_an_account(starter, closed):
    starter.begin(closed[0])
    dialog = dialog_of(SignInDialog)
    dialog._switch.click()
    dialog.type_secret(closed[1].lower().replace("-", " "))
    dialog.yes_button.click()
    assert starter.window.isVisible()


def test_a_password_in_the_environment_is_not_asked_again(starter, closed, monkeypatch):
    monkeypatch.setenv("DIBAO_PASSWORD", PASSWORD)
    starter.begin(closed[0])
    assert starter.window.isVisible()


def test_a_folder_that_is_no_office_is_explained_in_the_welcome(starter, tmp_path):
    starter.begin(tmp_path)
    assert "不是本程序的办公数据文件夹" in starter.welcome.banner.sentence()
    assert starter.welcome.banner.property("tone") == "red"
    starter.welcome.path_chosen.emit(tmp_path / "没有")
    assert starter.welcome.isVisible()


def test_an_office_that_was_not_closed_says_that_it_was_checked(starter, office):
    office.unclean = True
    starter.show_office(office)
    assert "没有发现问题" in starter.window.current_page().banner.sentence()


def test_giving_up_leads_to_the_welcome(starter, closed, recent):
    recent.remember(closed[0])
    starter.begin(closed[0])
    dialog_of(SignInDialog).no_button.click()
    assert isinstance(starter.welcome, WelcomeWindow)


def test_a_new_office_shows_its_recovery_code_once(starter, tmp_path, monkeypatch):
    cheap = offices.create
    monkeypatch.setattr(offices, "create", lambda *args: cheap(*args, cost=Cost(passes=1, memory_kib=64, lanes=1)))
    starter.begin(None)
    starter.make_new()
    dialog = dialog_of(NewOfficeDialog)
    dialog._take_folder(tmp_path)
    dialog.yes_button.click()
    assert dialog.town.problem.text() == "请填写乡镇名称。"
    dialog.town.line.setText("石/塔")
    dialog.account.line.setText("周敏")
    dialog.password.line.setText("六位密码吗")
    dialog.yes_button.click()
    assert "符号" in dialog.town.problem.text()
    assert dialog.password.problem.text() == "密码至少 6 位。"
    dialog.town.line.setText("石塔乡")
    dialog.password.line.setText("一二三四五六")
    dialog.again.line.setText("一二三四五")
    dialog.yes_button.click()
    assert dialog.again.problem.text() == "两次输入的密码不同。"
    dialog.again.line.setText("一二三四五六")
    dialog.yes_button.click()
    sheet = dialog_of(RecoveryDialog)
    sheet.write(tmp_path / "恢复码.pdf")
    assert (tmp_path / "恢复码.pdf").exists()
    sheet.yes_button.click()
    assert sheet.isVisible(), "it stays until the code is kept"
    sheet.confirm_kept()
    sheet.yes_button.click()
    assert starter.window.isVisible()
    assert (tmp_path / "石塔乡.dibao" / "keys.json").exists()


def test_the_shell_is_told_the_truth(office):
    facts = OfficeFacts(office)
    assert facts.signed_in() == ("周敏 · 负责人", "青石乡民政办")
    assert facts.whole() == "全乡"
    assert facts.status(Scope()).saved == "已保存 09:00"
    assert facts.status(Scope()).backup == "尚未备份"
    assert list(facts.campaigns()) == []
    assert facts.badges(Scope()) == {"matching": 0, "notices": 0, "tables": 0}


def test_times_are_said_as_short_as_they_can_be(clock):
    today = clock().date()
    assert _when("2017-06-01T08:15", today) == "08:15"
    assert _when("2017-05-31T08:15", today) == "5月31日 08:15"
    assert _when("2016-12-31T08:15", today) == "2016年12月31日"


def test_what_is_written_down_of_a_crash_carries_nobodys_number(qtbot, tmp_path):
    reporter = CrashReporter(tmp_path / "logs")
    error = ValueError("周红巧 530000196106175206 卡6223230009858541442 电话19900001234")
    reporter.report(ValueError, error, None)
    log = next((tmp_path / "logs").glob("*.log")).read_text(encoding="utf-8")
    assert "ValueError" in log and not re.search(r"\d{11}", log)
    reporter._showing.yes_button.click()


def test_a_crash_is_written_down_and_told_in_one_sentence(qtbot, tmp_path):
    reporter = CrashReporter(tmp_path / "logs")
    reporter.install()
    try:
        assert sys.excepthook == reporter.report
        for _ in range(2):
            try:
                raise ZeroDivisionError("我们自己的错")
            except ZeroDivisionError as error:
                reporter.report(type(error), error, error.__traceback__)
        log = next((tmp_path / "logs").glob("*.log")).read_text(encoding="utf-8")
        assert log.count("ZeroDivisionError: 我们自己的错") == 2
        reporter._showing.yes_button.click()
        with qtbot.waitSignal(reporter.reported):
            thread = threading.Thread(target=lambda: 1 // 0)
            thread.start()
        thread.join()
        reporter._showing.yes_button.click()
        known = KnownError("busy", "正在写入另一批数据，请等它完成。")
        with qtbot.waitSignal(reporter.reported) as told:
            reporter.report(KnownError, known, None)
        assert told.args == [known.message]
        reporter._showing.yes_button.click()
    finally:
        reporter.uninstall()
