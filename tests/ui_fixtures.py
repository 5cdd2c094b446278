"""What tests of the window can ask for, and what each of them must leave behind: nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.jobs.runner import JobRunner
from ui.theme.look import dress


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str], qapp_cls: type[QApplication]) -> Iterator[QApplication]:
    """The one application of the run, with the window's look."""
    application = QApplication.instance() or qapp_cls(qapp_args)
    assert isinstance(application, QApplication)
    dress(application)
    yield application
    # The offscreen platform keeps what was copied until after Python is gone, and then calls into it.
    application.clipboard().clear()


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[JobRunner]:
    """A runner whose jobs are over when `run` returns."""
    made = JobRunner(serial=True)
    yield made
    made.close()


@pytest.fixture
def qtbot(qtbot: QtBot) -> Iterator[QtBot]:
    """pytest-qt's own, which keeps what it will close: it only remembers widgets weakly."""
    kept: list[QWidget] = []
    add = qtbot.addWidget

    def add_widget(widget: QWidget, **how: Callable[[QWidget], None]) -> None:
        kept.append(widget)
        add(widget, **how)

    qtbot.addWidget = add_widget
    yield qtbot


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that leaves a thread, a window on screen or a running timer fails.

    What was given to `qtbot.addWidget` is closed by pytest-qt before this looks.
    """
    threads = set(threading.enumerate())
    looks = "qapp" in request.fixturenames
    windows, timers = (_windows(), _timers()) if looks else ([], [])
    yield
    extra = [each.name for each in threading.enumerate() if each not in threads and not each.daemon]
    assert not extra, f"threads left running: {extra}"
    if looks:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        # Only this test's own, so that one that leaks does not fail the ones after it.
        left = [widget for widget in _windows() if widget not in windows]
        assert not left, f"windows left open: {left}"
        running = [timer.parent() for timer in _timers() if timer not in timers]
        assert not running, f"timers left running: {running}"


def labels_of(widget: QWidget) -> str:
    """The words of all labels of a widget, a line each, once those that were let go are gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def _windows() -> list[QWidget]:
    if not isinstance(QApplication.instance(), QApplication):
        return []
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


def _timers() -> list[QTimer]:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return []
    owners = [application, *QApplication.topLevelWidgets()]
    return [timer for owner in owners for timer in owner.findChildren(QTimer) if timer.isActive()]
