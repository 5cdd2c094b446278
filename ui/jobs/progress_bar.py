"""What a running job is doing, how far it is, and the button that stops it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from ui.jobs.runner import Job, Step


class JobBar(QWidget):
    """Hidden unless a job is followed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self._words = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(120)
        self._cancel = QPushButton("取消")
        self._cancel.setProperty("role", "link")
        self._cancel.clicked.connect(self._stop)
        layout.addWidget(self._words)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._cancel)
        self._job: Job | None = None
        self.hide()

    def follow(self, job: Job) -> None:
        """Show this job until it ends."""
        if not job.running:
            return
        self._job = job
        self._words.setText(job.title or "正在处理…")
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        job.moved.connect(self._moved)
        job.ended.connect(self._ended)
        self.show()

    def _moved(self, step: Step) -> None:
        if self._job is None or self._job.stopping:
            return
        self._bar.setRange(0, 1000 if step.total else 0)
        if step.total:
            # Per mille, since a count of rows may pass what the bar's 32 bits hold.
            self._bar.setValue(1000 * step.done // step.total)
        count = f" {step.done:,} / {step.total:,}" if step.total else ""
        self._words.setText(f"{step.what}{count}")

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._words.setText("正在取消…")
            self._cancel.setEnabled(False)

    def _ended(self) -> None:
        self._job = None
        self.hide()
