"""Runs a long function of the core away from the window, and brings its news back to the window's thread.

One worker, so there is one writer. The core never sees a signal, the runner never sees a table.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

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


class Job(QObject):
    """One piece of work under way. All its signals arrive on the thread that made it."""

    moved = Signal(object)
    """A `Step`."""
    finished = Signal(object)
    """What the work returned."""
    failed = Signal(str)
    """The sentence of a KnownError."""
    cancelled = Signal()
    ended = Signal()
    """After any of finished, failed, cancelled, or a crash."""

    _news = Signal(object)

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.running = True
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step; what it wrote is rolled back."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def report(self, done: int, total: int, what: str) -> None:
        """The core's `Progress`: called on the worker."""
        if self._stop.is_set():
            raise Cancelled
        self._news.emit(Step(done, total, what))

    def perform(self, work: Work, around: Around) -> None:
        """Do the work and send the outcome; called on the worker."""
        try:
            with around():
                outcome: _Outcome = _Done(work(self))
        except Cancelled:
            outcome = _Stopped()
        except KnownError as error:
            outcome = _Refused(error.message)
        except Exception as error:  # noqa: BLE001 - it is raised again on the window's thread
            outcome = _Crashed(error)
        self._news.emit(outcome)

    def deliver(self, news: object) -> None:
        """Turn the worker's news into public signals, on the window's thread."""
        if isinstance(news, Step):
            self.moved.emit(news)
            return
        self.running = False
        try:
            if isinstance(news, _Done):
                self.finished.emit(news.result)
            elif isinstance(news, _Refused):
                self.failed.emit(news.sentence)
            elif isinstance(news, _Stopped):
                self.cancelled.emit()
            elif isinstance(news, _Crashed):
                # Our own bug: the same road as one on the window's thread, to the crash dialog.
                sys.excepthook(type(news.error), news.error, news.error.__traceback__)
        finally:
            self.ended.emit()


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


_Outcome = _Done | _Refused | _Stopped | _Crashed


class JobRunner(QObject):
    """The one runner of a window. With `serial` (tests) a job is over when `run` returns."""

    started = Signal(object)
    """A `Job`, before its first step; the shell's progress bar follows it."""

    def __init__(self, parent: QObject | None = None, *, serial: bool = False, around: Around = nullcontext) -> None:
        super().__init__(parent)
        self.serial = serial
        self._around = around
        self._pool: ThreadPoolExecutor | None = None
        self._jobs: set[Job] = set()

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
        job = Job(title, self)
        for signal, listener in ((job.finished, on_done), (job.failed, on_failed), (job.cancelled, on_cancelled)):
            if listener is not None:
                signal.connect(listener)
        job.ended.connect(lambda: self._forget(job))
        self._jobs.add(job)
        # Connected before it is submitted, or a fast job would finish before anyone listens.
        if self.serial:
            job._news.connect(job.deliver, Qt.ConnectionType.DirectConnection)
            self.started.emit(job)
            job.perform(work, nullcontext)
        else:
            job._news.connect(job.deliver, Qt.ConnectionType.QueuedConnection)
            self.started.emit(job)
            if self._pool is None:
                self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
            self._pool.submit(job.perform, work, self._around)
        return job

    def _forget(self, job: Job) -> None:
        self._jobs.discard(job)
        job.deleteLater()

    def close(self) -> None:
        """Stop what runs and let the worker go; called once, when the window closes."""
        for job in self._jobs:
            job.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
