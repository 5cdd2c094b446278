"""kill -9 between a paper's file and its record: nothing of it is left, and what was saved or lies there from before stays."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from conftest import PASSWORD
from dibao_desktop import office as offices
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.commands.papers import add_paper
from makers import make_household
from paper_makers import a_png

ROOT = Path(__file__).resolve().parents[2]

# The line of the audit is the last thing that is written before the commit.
CHILD = """
import os, signal, sys
from pathlib import Path
from dibao_desktop import office as offices
from dibao_desktop.dossiers.commands.papers import add_paper
office = offices.open_office(Path(sys.argv[1]), sys.argv[2])
office.session._write_audit = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
add_paper(office.session, int(sys.argv[3]), 1, "死在半路", sys.stdin.buffer.read())
"""


def test_a_paper_killed_before_it_was_saved_leaves_no_file(office, session):
    household = make_household(session)
    kept = add_paper(session, household, 1, "户口簿", a_png())
    office.close()
    old = office.folder / "attachments" / "ab" / ("ab" * 32)
    old.parent.mkdir(exist_ok=True)
    old.write_bytes(b"older than the last save")
    os.utime(old, (1_000_000_000, 1_000_000_000))
    ended = subprocess.run(
        [sys.executable, "-c", CHILD, str(office.folder), PASSWORD, str(household)],
        input=a_png(colour=(1, 2, 3)),
        cwd=ROOT,
        check=False,
    )
    assert ended.returncode == -9
    again = offices.open_office(office.folder, PASSWORD)
    assert dossiers.paper_content(kept) == a_png()
    assert again.faults() == ["attachments 中的 abababababab 不属于任何档案。"]
    old.unlink()
    assert again.faults() == []
    again.close()
