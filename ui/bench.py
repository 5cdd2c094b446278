"""The window's part of `bench`: from nothing to a window, a dossier on its page, another page, memory."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from dibao_desktop import office as offices
from dibao_desktop.cli.answer import DEMO_PASSWORD
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.storage.listing import Search
from ui.app.start import build_window
from ui.jobs.runner import JobRunner
from ui.main_window import MainWindow
from ui.pages import PAGES
from ui.theme.look import dress

_DOSSIERS = 100
_STARTS = 3
_BARE = """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.show()
application.processEvents()
"""
_OURS = """
from pathlib import Path
from ui.bench import stand
stand(Path({office!r}))
"""
_LOOKED = """
import json
from pathlib import Path
from ui.bench import looked_at
print(json.dumps(looked_at(Path({office!r}))))
"""


def figures(office: Path) -> dict[str, float]:
    """Milliseconds and megabytes; each measured in a process of its own, so that what made the office does not count."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    bare, ours = _started(_BARE), _started(_OURS.format(office=str(office)))
    told = _run(_LOOKED.format(office=str(office))).stdout.splitlines()[-1]
    found: dict[str, float] = json.loads(told)
    return {"ready_ms": ours, "ready_times_bare": round(ours / bare, 1), **found}


def looked_at(office: Path) -> dict[str, float]:
    """Dossiers opened one after the other with what is painted, then every page once; memory before and after the pages."""
    application, opened, window = stand(office)
    dossiers.warm_search()
    ids = dossiers.HouseholdListing().ids(Search())
    chosen = random.Random(1).sample(ids, min(_DOSSIERS, len(ids)))
    opening = sorted(_took(application, partial(window.show_page, "dossiers", id_)) for id_ in chosen)[:-1]
    memory = _memory()
    pages = {f"page_{page.name}": _took(application, partial(window.show_page, page.name)) for page in PAGES}
    whole = _memory()
    window.close()
    opened.close()
    return {
        "open_dossier_median": opening[len(opening) // 2],
        "open_dossier_p95": opening[len(opening) * 95 // 100],
        "memory_mb": memory,
        "memory_all_pages_mb": whole,
        **pages,
    }


def stand(office: Path) -> tuple[QApplication, offices.Office, MainWindow]:
    """The real window on an office, painted."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication([])
    dress(application)
    opened = offices.open_office(office, DEMO_PASSWORD)
    window = build_window(opened, JobRunner(around=opened.database.connection_context))
    window.resize(1366, 768)
    window.show()
    application.processEvents()
    return application, opened, window


def _started(program: str) -> float:
    """A Python of its own until its window stands: the best of several, so that the files are in memory."""
    return min(_milliseconds(partial(_run, program)) for _ in range(_STARTS))


def _run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)


def _took(application: QApplication, act: Callable[[], object]) -> float:
    """With what is painted after it."""

    def whole() -> None:
        act()
        application.processEvents()
        application.processEvents()

    return _milliseconds(whole)


def _milliseconds(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return round((time.perf_counter() - started) * 1000, 1)


def _memory() -> float:
    """Resident megabytes; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((round(int(line.split()[1]) / 1024, 1) for line in lines if line.startswith("VmRSS:")), 0.0)
