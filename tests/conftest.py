"""What every test can ask for: an open office, a clerk, a clock that stands still."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dibao_desktop import office as offices
from dibao_desktop.session import Session
from dibao_desktop.storage.keys import Cost
from ui_fixtures import nothing_left_behind, qapp, qtbot, runner

__all__ = ["nothing_left_behind", "qapp", "qtbot", "runner"]

SAMPLES = Path(__file__).parent / "samples" / "青石乡"

# One guess costs nothing: the tests are not what the passwords must hold out against.
CHEAP = Cost(passes=1, memory_kib=64, lanes=1)
PASSWORD = "测试密码"


class Clock:
    """A clock that moves only when told to."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_days(self, days: int) -> None:
        self.now += dt.timedelta(days=days)


@pytest.fixture
def clock() -> Clock:
    """1 June 2017, the day of the sample roster."""
    return Clock(dt.datetime(2017, 6, 1, 9, 0))


@pytest.fixture
def office(tmp_path: Path, clock: Clock) -> Iterator[offices.Office]:
    """An empty office under the pack s1, opened by its manager."""
    made, _code = offices.create(tmp_path / "青石乡.dibao", "青石乡", "s1", "周敏", PASSWORD, cost=CHEAP, clock=clock)
    yield made
    made.close()


@pytest.fixture
def session(office: offices.Office) -> Session:
    """The session of that office."""
    return office.session


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Opens a workbook or document in LibreOffice and saves it as another kind: `libreoffice(path, "pdf")`.

    Where LibreOffice is absent the test fails: what a clerk will open must have been opened.
    """
    program = shutil.which("soffice")
    if program is None:
        pytest.fail("这台机器没有 LibreOffice：请执行 scripts/bootstrap.sh test，按它说的安装。", pytrace=False)
    profile = tmp_path_factory.mktemp("libreoffice-profile").as_uri()

    def convert(path: Path, kind: str) -> Path:
        out = tmp_path_factory.mktemp("libreoffice")
        command = [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(out),
        ]
        done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False, timeout=120)
        made = out / f"{path.stem}.{kind.split(':')[0]}"
        assert made.exists(), f"LibreOffice 打不开 {path.name}：{done.stderr}"
        return made

    return convert
