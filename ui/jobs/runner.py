"""Runs a long function of the core away from the window, and brings its news back to the window's thread.

One worker, so there is one writer. The core never sees a signal, the runner never sees a table, and the worker
never holds a `Job`: a Qt object that the worker let go last would be freed on the wrong thread.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import count

from PySide6.QtCore import QObject, Qt, Signal

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.progress import Cancelled, Progress

Work = Callable[[Progress], object]
Around = Callable[[], AbstractContextManager[object]]


@dataclass(frozen=True)
class Step:
    """How far a job is; `total` 0 means nobody knows."""

    done: int
    total: int
    what: str


@dataclass(frozen=True)
class _Done:
    result: object


@dataclass(frozen=True)
class _Refused:
    sentence: str


@dataclass(frozen=True)
class _Stopped:
    pass


@dataclass(frozen=True)
class _Crashed:
    error: BaseException


_News = Step | _Done | _Refused | _Stopped | _Crashed


class _Task:
    """The worker's half of a job: the core's `Progress`, and what became of the work."""

    def __init__(self, send: Callable[[_News], None]) -> None:
        self._send = send
        self.stop = threading.Event()

    def report(self, done: int, total: int, what: str) -> None:
        """Say how far we are; raises Cancelled once the job was asked to stop."""
        if self.stop.is_set():
            raise Cancelled
        self._send(Step(done, total, what))

    def perform(self, work: Work, around: Around) -> None:
        """Do the work inside its own connection and send the outcome."""
        outcome: _News
        try:
            with around():
                outcome = _Done(work(self))
        except Cancelled:
            outcome = _Stopped()
        except KnownError as error:
            outcome = _Refused(error.message)
        except Exception as error:  # noqa: BLE001 - it is raised again on the window's thread
            outcome = _Crashed(error)
        self._send(outcome)


class Job(QObject):
    """One piece of work under way, as the window sees it. Its signals arrive on the window's thread."""

    moved = Signal(object)
    """A `Step`."""
    finished = Signal(object)
    """What the work returned."""
    failed = Signal(str)
    """The sentence of a KnownError."""
    cancelled = Signal()
    ended = Signal()
    """After any of finished, failed, cancelled, or a crash."""

    def __init__(self, title: str, stop: threading.Event) -> None:
        super().__init__()
        self.title = title
        self.running = True
        self._stop = stop

    def cancel(self) -> None:
        """Ask the work to stop at its next step; what it wrote is rolled back."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def deliver(self, news: object) -> None:
        """Turn the worker's news into signals; only the runner calls this."""
        if isinstance(news, Step):
            self.moved.emit(news)
            return
        self.running = False
        try:
            match news:
                case _Done(result):
                    self.finished.emit(result)
                case _Refused(sentence):
                    self.failed.emit(sentence)
                case _Stopped():
                    self.cancelled.emit()
                case _Crashed(error):
                    # Our own bug: the same road as one on the window's thread, to the crash dialog.
                    sys.excepthook(type(error), error, error.__traceback__)
        finally:
            self.ended.emit()


class JobRunner(QObject):
    """The one runner of a window. With `serial` (tests) a job is over when `run` returns."""

    started = Signal(object)
    """A `Job`, before its first step; the shell's progress bar follows it."""

    _news = Signal(int, object)

    def __init__(self, parent: QObject | None = None, *, serial: bool = False, around: Around = nullcontext) -> None:
        super().__init__(parent)
        self.serial = serial
        self._around = around
        self._pool: ThreadPoolExecutor | None = None
        self._jobs: dict[int, Job] = {}
        self._numbers = count(1)
        self._news.connect(self._arrived, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a job is under way or waiting."""
        return bool(self._jobs)

    def run(
        self,
        work: Work,
        on_done: Callable[..., object] | None = None,
        on_failed: Callable[[str], object] | None = None,
        on_cancelled: Callable[[], object] | None = None,
        title: str = "",
    ) -> Job:
        """Run `work(progress)`; the callbacks are called on this thread."""
        number = next(self._numbers)
        send = self._arrived if self.serial else self._news.emit
        task = _Task(lambda news: send(number, news))
        job = Job(title, task.stop)
        for signal, listener in ((job.finished, on_done), (job.failed, on_failed), (job.cancelled, on_cancelled)):
            if listener is not None:
                signal.connect(listener)
        # Connected before it is submitted, or a fast job would finish before anyone listens.
        self._jobs[number] = job
        self.started.emit(job)
        if self.serial:
            task.perform(work, nullcontext)
        else:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
            self._pool.submit(task.perform, work, self._around)
        return job

    def _arrived(self, number: int, news: object) -> None:
        job = self._jobs.get(number)
        if job is None:
            return  # the window closed meanwhile
        if not isinstance(news, Step):
            del self._jobs[number]
        job.deliver(news)

    def close(self) -> None:
        """Stop what runs and let the worker go; called once, when the window closes."""
        for job in self._jobs.values():
            job.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
        self._jobs.clear()
