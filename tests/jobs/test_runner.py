"""Background work: its news arrives on the window's thread, failures are told apart, cancel rolls back."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtWidgets import QPushButton

from dibao_desktop.domain.errors import KnownError
from ui.jobs.garbage import GuiGarbage
from ui.jobs.progress_bar import JobBar
from ui.jobs.runner import JobRunner, Step


def count_to_three(progress):
    for number in range(1, 4):
        progress.report(number, 3, "读取")
    return 3_000_000_000


def refuse(progress):
    raise KnownError("locked", "文件正被占用，请关闭后重试。")


def test_a_serial_job_is_over_when_run_returns(runner):
    done: list[object] = []
    job = runner.run(count_to_three, on_done=done.append)
    assert done == [3_000_000_000], "more than 32 bits"
    assert not job.running
    assert not runner.busy


def test_a_known_error_is_a_sentence(runner):
    said: list[str] = []
    runner.run(refuse, on_failed=said.append)
    assert said == ["文件正被占用，请关闭后重试。"]


def test_our_own_fault_takes_the_road_to_the_crash_dialog(runner, qtbot):
    over: list[bool] = []
    with qtbot.captureExceptions() as caught:
        job = runner.run(lambda progress: 1 // 0)
        over.append(job.running)
    assert caught[0][0] is ZeroDivisionError
    assert over == [False]


def test_news_of_the_worker_arrives_on_this_thread(qtbot):
    runner = JobRunner()
    threads: list[threading.Thread] = []
    worked_on: list[threading.Thread] = []
    steps: list[Step] = []

    def work(progress):
        worked_on.append(threading.current_thread())
        return count_to_three(progress)

    job = runner.run(work, on_done=lambda result: threads.append(threading.current_thread()))
    job.moved.connect(lambda step: (steps.append(step), threads.append(threading.current_thread())))
    with qtbot.waitSignal(job.ended, timeout=5000):
        pass
    runner.close()
    assert worked_on[0] is not threading.main_thread()
    assert set(threads) == {threading.main_thread()}
    assert steps[-1] == Step(3, 3, "读取")
    assert not runner.busy


def test_cancel_stops_the_worker_at_its_next_step(qtbot):
    runner = JobRunner()
    begun, asked = threading.Event(), threading.Event()
    outcome: list[str] = []

    def work(progress):
        begun.set()
        assert asked.wait(5)
        progress.report(1, 10, "写入")
        outcome.append("went on")

    bar = JobBar()
    qtbot.addWidget(bar)
    job = runner.run(work, on_cancelled=lambda: outcome.append("cancelled"), title="导入名册")
    bar.follow(job)
    assert bar.isVisibleTo(None) or not bar.isHidden()
    assert begun.wait(5)
    with qtbot.waitSignal(job.ended, timeout=5000):
        bar.findChild(QPushButton).click()
        asked.set()
    runner.close()
    assert outcome == ["cancelled"]
    assert bar.isHidden()


def test_each_job_runs_inside_its_own_connection(qtbot):
    trace: list[str] = []

    class Around:
        def __enter__(self):
            trace.append("open")

        def __exit__(self, *exc):
            trace.append("close")

    runner = JobRunner(around=Around)
    job = runner.run(lambda progress: trace.append("work"))
    with qtbot.waitSignal(job.ended, timeout=5000):
        pass
    runner.close()
    assert trace == ["open", "work", "close"]


@pytest.fixture
def garbage(qapp):
    made = GuiGarbage()
    yield made
    made.stop()


def test_garbage_is_collected_on_this_thread_only(garbage, qtbot):
    freed_on: list[threading.Thread] = []

    class Cycle:
        def __init__(self):
            self.me = self

        def __del__(self):
            freed_on.append(threading.current_thread())

    runner = JobRunner()
    for _ in range(20):
        job = runner.run(lambda progress: [Cycle() for _ in range(100)] and None)
        with qtbot.waitSignal(job.ended, timeout=5000):
            pass
    runner.close()
    garbage.collect()
    gc.collect()
    assert freed_on
    assert set(freed_on) == {threading.main_thread()}
    assert not gc.isenabled()


def test_python_gets_its_collector_back(garbage):
    garbage.stop()
    assert gc.isenabled()
