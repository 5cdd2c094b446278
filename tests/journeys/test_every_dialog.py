"""Every dialog that can be opened in the office of the demo: named, in Chinese, not cut, low enough, and led by keys.

Each line of `DOORS` is a way to a dialog as a clerk goes it: the page, what it is pointed at, and the words on the
buttons pressed one after the other.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.demo import story
from dibao_desktop.domain.places import resources
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.office import Office
from dibao_desktop.policy import queries as policies
from dibao_desktop.review import commands as review
from dibao_desktop.review import queries as meetings
from ui.app.sign_in import NewOfficeDialog, RecoveryDialog, SignInDialog
from ui.app.start import build_window
from ui.jobs.runner import JobRunner
from ui.main_window import MainWindow
from ui.pages.review.page import ReviewPage
from ui.pages.review.panel_form import PanelForm
from ui.widgets.dialogs import Dialog, SayDialog
from ui.widgets.text import ElidedLabel

HIGHEST = 720
"""What fits a screen of 768 points with the title bar of the system."""
FIELDS = (QLineEdit, QPlainTextEdit, QComboBox)
LATIN = re.compile(r"[A-Za-z]{2,}")
# Names of formats, keys, codes and files; everything else in Latin letters is a word somebody forgot.
ALLOWED = re.compile(
    r"PDF|Word|Excel|WPS|CSV|TOML|Ctrl|Alt|CK\d+|[\w/:.-]*\.(?:dibao|toml)|\*\.\w+|(?:[A-Z0-9]{4}-)+[A-Z0-9]{4}"
)

DOORS: dict[str, tuple[str, object, tuple[str, ...]]] = {
    "保存筛选": ("dossiers", "head", ("列、保存的筛选、全选、导出", "保存当前筛选…")),
    "变动": ("dossiers", "head", ("变动",)),
    "试算": ("dossiers", "head", ("试算…",)),
    "备案": ("dossiers", "head", ("备案…",)),
    "代管": ("dossiers", "head", ("登记代管…",)),
    "全部台账": ("dossiers", "head", ("全部台账",)),
    "版本": ("dossiers", "head", ("比较两个版本",)),
    "扫描文件夹": ("dossiers", "head", ("扫描文件夹…",)),
    "新建行动": ("clearance", None, ("新建行动…",)),
    "退回重新调查": ("clearance", "核算", ("退回重新调查…",)),
    "已导入的名单": ("matching", None, ("已导入",)),
    "登记异议": ("notices", None, ("登记异议…",)),
    "期满撤下": ("notices", None, ("期满撤下",)),
    "照片": ("notices", None, ("照片", "添加照片…")),
    "公示存为PDF": ("notices", None, ("存为 PDF",)),
    "填入标准": ("policy", None, ("填入标准…",)),
    "填入类别": ("policy", None, ("填入类别…",)),
    "复制方案": ("policy", None, ("复制…",)),
    "填入分类施保": ("policy", None, ("更多", "填入分类施保…")),
    "对照方案": ("policy", None, ("更多", "与另一方案对照…")),
    "看影响": ("policy", None, ("更多", "看影响…")),
    "导入方案": ("policy", None, ("更多", "从文件导入…")),
    "新增账户": ("settings", "accounts", ("新增账户…",)),
    "重设密码": ("settings", "accounts", ("重设密码…",)),
    "我的密码": ("settings", "accounts", ("修改我的密码…",)),
    "备份": ("settings", "safety", ("立即备份…",)),
    "安排会议": ("review", None, ("安排会议",)),
    "哪个村的小组": ("review", None, ("评议小组",)),
    "核对校验码": ("review", None, ("核对校验码",)),
    "修改安排": ("review", "planned", ("修改安排",)),
    "换人": ("review", "planned", ("换人",)),
    "取消会议": ("review", "planned", ("取消会议",)),
    "打印签到表": ("review", "planned", ("打印", "签到表")),
    "表决方式": ("review", "case", ("换方式 (M)",)),
    "质询": ("review", "case", ("记一条 (Q)",)),
    "评议意见": ("review", "case", ("评议意见 (O)",)),
    "结束会议": ("review", "case", ("结束会议",)),
}


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """The real window on a township of the demo, with a meeting that is planned and one that votes."""
    folder = tmp_path_factory.mktemp("dialogs")
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    pack = policies.load_packs(resources() / "policies").texts["s1"]
    office = story.make_office(folder / "演示.dibao", pack, 240, 3, "demo-word")
    runner = JobRunner(serial=True)
    made = build_window(office, runner)
    made.resize(1366, 768)
    made.show()
    _plan_meetings(office, made)
    yield made
    made.close()
    made.deleteLater()
    _settle()
    runner.close()
    office.close()


def _plan_meetings(office: Office, window: MainWindow) -> None:
    session = office.session
    campaign = clearance.current_campaign()
    assert campaign is not None
    evening = dt.datetime.combine(session.today(), dt.time(19, 30))
    planned, voting = [
        review.plan_meeting(
            session, campaign.id, village.village_id, evening,
            chair="罗志强", recorder="李春兰", township_staff=("周敏", "陈立新"), place="村委会",
        )
        for village in meetings.villages_due(campaign.id)[:2]
    ]  # fmt: skip
    for member in meetings.meeting_detail(voting).roll:
        review.check_in(session, voting, member.member_id)
    review.open_meeting(session, voting)
    item = meetings.meeting_detail(voting).agenda[0].item_id
    review.open_case(session, item)
    review.open_vote(session, item)
    window.setProperty("meetings", {"planned": planned, "case": voting})


def _settle() -> None:
    for _ in range(5):
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _go(window: MainWindow, name: str, target: object) -> None:
    page = window.page(name)
    window.show_page(name)
    _settle()
    if isinstance(page, ReviewPage):
        if target is None:
            page.show_list()
        else:
            page.show_meeting(window.property("meetings")[target])
    elif target == "head":
        window.show_page(name, dossiers.household_id("0001"))
    elif name == "clearance" and target is not None:
        campaign = clearance.current_campaign()
        assert campaign is not None
        window.show_page(name, {"case": next(c for c in clearance.cases(campaign.id) if c.step_label == target).id})
    elif target is not None:
        window.show_page(name, target)
    _settle()


def _press(window: MainWindow, words: str) -> None:
    """A button of the page, or a line of the menu that is open."""
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu):
        action = next(each for each in menu.actions() if each.text() == words)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    else:
        page = window.current_page()
        assert page is not None
        shown = [each for each in page.findChildren(QAbstractButton) if each.isVisible()]
        named = [each for each in shown if words in (each.text(), each.toolTip())]
        found = named or [each for each in shown if each.text().startswith(words)]
        assert found, f"{words!r} is not among {[each.text() for each in shown]}"
        assert found[0].isEnabled(), found[0].toolTip()
        found[0].click()
    _settle()


def _front() -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog), "no dialog is in front"
    found.activateWindow()
    _settle()
    return found


def _leave(dialog: QDialog) -> None:
    """Esc, from wherever the keyboard is; the dialog is let go by it."""
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
    _settle()
    still = QApplication.activeModalWidget()
    if still is not None:
        still.close()
        _settle()
    assert still is None, "Esc leaves it open"


@pytest.mark.parametrize("door", DOORS)
def test_a_dialog_of_a_page_is_whole_and_led_by_keys(window: MainWindow, door: str) -> None:
    name, target, path = DOORS[door]
    _go(window, name, target)
    for words in path:
        _press(window, words)
    dialog = _front()
    faults = [fault for look in LOOKS for fault in look(dialog)]
    _leave(dialog)
    assert not faults, "\n".join(faults)


def _sign_in(window: MainWindow) -> Dialog:
    return SignInDialog(window, window._context.office.folder)


def _new_office(window: MainWindow) -> Dialog:
    titles = [(pack_id, pack.title) for pack_id, pack in policies.load_packs(resources() / "policies").policies.items()]
    return NewOfficeDialog(window, titles, Path("办公数据"))


def _recovery(window: MainWindow) -> Dialog:
    return RecoveryDialog(window, "青石乡", "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ")


def _said(window: MainWindow) -> Dialog:
    return SayDialog(window, "出了问题", "程序遇到没有预料到的情况，已写入日志。" * 4)


@pytest.mark.parametrize("make", [_sign_in, _new_office, _recovery, _said])
def test_a_dialog_of_the_shell_is_whole_and_led_by_keys(
    window: MainWindow, make: Callable[[MainWindow], Dialog]
) -> None:
    make(window).open()
    _settle()
    dialog = _front()
    faults = [fault for look in LOOKS for fault in look(dialog)]
    _leave(dialog)
    assert not faults, "\n".join(faults)


def test_on_a_low_screen_the_fields_scroll_and_the_buttons_stay(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        Dialog, "screen", lambda _dialog: SimpleNamespace(availableGeometry=lambda: QRect(0, 0, 683, 384))
    )
    _go(window, "policy", None)
    _press(window, "填入类别…")
    dialog = _front()
    size, button = dialog.size(), dialog.yes_button.geometry()
    _leave(dialog)
    assert size.height() <= 384 and button.bottom() < size.height()


# What is looked at


def _named(dialog: QDialog) -> Iterator[str]:
    if not dialog.windowTitle().strip():
        yield "no title"


def _low_enough(dialog: QDialog) -> Iterator[str]:
    if dialog.height() > HIGHEST:
        yield f"{dialog.height()} points high"


def _not_cut(dialog: QDialog) -> Iterator[str]:
    for label in _seen(dialog, QLabel):
        if isinstance(label, ElidedLabel) or not label.text():
            continue
        if label.wordWrap():
            if label.heightForWidth(label.width()) > label.height() + 1:
                yield f"lines of {label.text()!r} are cut"
        elif label.sizeHint().width() > label.width() + 1:
            yield f"{label.text()!r} is cut"
    for button in _seen(dialog, QAbstractButton):
        if button.text() and button.sizeHint().width() > button.width() + 1:
            yield f"{button.text()!r} is cut"


def _in_chinese(dialog: QDialog) -> Iterator[str]:
    if isinstance(dialog, QFileDialog):
        # Folders and files have the names they have.
        texts = [label.text() for label in _seen(dialog, QLabel)]
    else:
        texts = [each.text() for kind in (QLabel, QAbstractButton) for each in _seen(dialog, kind)]
        texts += [each.placeholderText() for each in _seen(dialog, QLineEdit)]
        texts += [each.itemText(place) for each in _seen(dialog, QComboBox) for place in range(each.count())]
    for text in (dialog.windowTitle(), *texts):
        if LATIN.search(ALLOWED.sub("", text)):
            yield f"{text!r} is not Chinese"


def _begins_in_the_first_field(dialog: QDialog) -> Iterator[str]:
    fields = _fields(dialog)
    if isinstance(dialog, Dialog):
        # In the form of the group Enter takes one more person in.
        if not dialog.yes_button.isDefault() and not isinstance(dialog, PanelForm):
            yield "Enter is not the main button"
        if fields and not _within(dialog.focusWidget(), fields):
            yield f"the keyboard is in {dialog.focusWidget()}, not in a field"


def _tab_follows_the_eye(dialog: QDialog) -> Iterator[str]:
    """From one field Tab goes on in the row or below it, never straight up."""
    fields = [] if isinstance(dialog, QFileDialog) else _fields(dialog)
    places = [QRect(field.mapTo(dialog, QPoint(0, 0)), field.size()) for field in fields]
    for field, one, other in zip(fields[1:], places, places[1:], strict=False):
        if other.bottom() <= one.top() and other.left() <= one.left():
            yield f"Tab goes up to {field.accessibleName() or type(field).__name__}"


def _seen(dialog: QDialog, kind: type) -> list:
    return [each for each in dialog.findChildren(kind) if each.isVisible()]


def _fields(dialog: QDialog) -> list[QWidget]:
    """Those that are filled in, in the order of Tab."""
    found: list[QWidget] = []
    widget = dialog.nextInFocusChain()
    while widget is not None and widget is not dialog:
        part = isinstance(widget, QLineEdit) and isinstance(widget.parent(), QComboBox)
        if isinstance(widget, FIELDS) and not part and widget.isVisible() and widget.isEnabled():
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def _within(focus: QWidget | None, fields: list[QWidget]) -> bool:
    return focus is not None and any(focus is field or field.isAncestorOf(focus) for field in fields)


LOOKS = (_named, _low_enough, _not_cut, _in_chinese, _begins_in_the_first_field, _tab_follows_the_eye)
