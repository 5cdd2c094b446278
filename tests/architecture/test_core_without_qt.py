"""The whole core loads where no Qt exists: the linter reads imports, this also sees the ones made at run time."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

LOAD_EVERYTHING = """
import importlib, importlib.abc, pkgutil, sys

class NoQt(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "PyQt6", "qtpy", "ui"}:
            raise ImportError(f"the core asked for {name}")

sys.meta_path.insert(0, NoQt())
import dibao_desktop
names = [module.name for module in pkgutil.walk_packages(dibao_desktop.__path__, "dibao_desktop.")]
for name in names:
    importlib.import_module(name)
print(len(names))
"""


def test_core_loads_without_qt() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOAD_EVERYTHING], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    modules = [path for path in (ROOT / "dibao_desktop").rglob("*.py") if path.parent.name != "migrations"]
    assert int(done.stdout) == len(modules) - 1  # the core's own __init__.py is loaded first and not counted
