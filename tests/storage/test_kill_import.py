"""kill -9 in the middle of an import: the office opens, checks clean, and holds exactly what was acknowledged."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import CHEAP, PASSWORD, SAMPLES
from dibao_desktop import office as offices
from dibao_desktop.dossiers import queries as dossiers

ROOT = Path(__file__).resolve().parents[2]
LEDGER = next(SAMPLES.glob("20_*"))

# Acknowledges each stage on stdout; the roster is taken in as one transaction.
CHILD = """
import sys
from pathlib import Path
from dibao_desktop import office as offices
from dibao_desktop.exchange import importing
office = offices.open_office(Path(sys.argv[1]), sys.argv[2])
class Watched:
    def report(self, done, total, what):
        print("at", done, flush=True)
examined = importing.examine([Path(sys.argv[3])])
print("applying", flush=True)
importing.apply(office.session, examined, True, Watched())
print("done", flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize("stop_at", ["applying", "at", "done"])
def test_a_killed_import_is_all_or_nothing(tmp_path: Path, stop_at: str) -> None:
    folder = tmp_path / "乡.dibao"
    made, _code = offices.create(folder, "乡", "s1", "周敏", PASSWORD, cost=CHEAP)
    made.close()
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), PASSWORD, str(LEDGER)],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert child.stdout is not None and child.stdin is not None
    acknowledged = []
    for line in child.stdout:
        acknowledged.append(line.split()[0])
        if acknowledged[-1] == stop_at:
            break
    time.sleep(0.01)
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    child.stdin.close()

    again = offices.open_office(folder, PASSWORD)
    try:
        assert again.faults() == []
        households = dossiers.totals().households
        assert households == 347 if stop_at == "done" else households in (0, 347)
        # The lock died with the program and writing goes on.
        again.back_up(tmp_path / "后来.dibaobak")
    finally:
        again.close()
