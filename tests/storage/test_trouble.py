"""Full disks, folders that are files, backups that fail: one sentence each, and nothing lost or half there."""

from __future__ import annotations

import resource
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import CHEAP, PASSWORD
from dibao_desktop import cli
from dibao_desktop import office as offices
from dibao_desktop.access.rules import MAY, Role
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.session import Actor
from dibao_desktop.settings import commands as settings
from dibao_desktop.settings.queries import value
from dibao_desktop.settings.rules import Key
from dibao_desktop.storage.database import connect, key_of
from makers import make_household

MAIN = Path(__file__).parents[2] / "main.py"


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo[KnownError]]:
    with pytest.raises(KnownError) as error:
        yield error
    assert (error.value.code, error.value.message[-1]) == (code, "。")


@contextmanager
def a_disk_of(size: int) -> Iterator[None]:
    """No file may grow beyond `size` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_in_the_middle_of_a_command_loses_nothing(office, session):
    make_household(session)
    log = (office.folder / "office.db-wal").stat().st_size
    with a_disk_of(log + 8_000), refused("disk_full"):
        make_household(session)
    assert dossiers.totals().households == 1
    assert office.faults() == []
    make_household(session)
    assert dossiers.totals().households == 2
    assert office.faults() == []


def test_a_database_that_cannot_be_opened_for_lack_of_room_is_not_called_damaged(office):
    folder, key = office.folder, key_of(office.database)
    office.close()
    with a_disk_of(10), refused("disk_full"):
        connect(folder / "office.db", key).close()


def test_a_backup_that_failed_is_not_remembered_as_one(office, session, tmp_path):
    make_household(session)
    with a_disk_of(50_000), refused("cannot_write"):
        office.back_up(tmp_path / "a.dibaobak")
    assert value(Key.LAST_BACKUP) == ""
    assert [path.name for path in tmp_path.iterdir()] == [office.folder.name]
    office.back_up(tmp_path / "a.dibaobak")
    assert value(Key.LAST_BACKUP) == "2017-06-01T09:00"


def test_who_may_not_export_makes_no_backup(office, session, tmp_path):
    session.actor = Actor(9, "读者", MAY[Role.READER])
    with refused("not_permitted"):
        office.back_up(tmp_path / "a.dibaobak")
    assert not (tmp_path / "a.dibaobak").exists()


def test_an_office_that_cannot_be_made_leaves_nothing(tmp_path):
    with refused("invalid_setting"):
        offices.create(tmp_path / "甲乡.dibao", "", "s1", "周敏", PASSWORD, cost=CHEAP)
    assert not (tmp_path / "甲乡.dibao").exists()
    made, _code = offices.create(tmp_path / "甲乡.dibao", "甲乡", "s1", "周敏", PASSWORD, cost=CHEAP)
    made.close()
    (tmp_path / "乙").write_text("不是文件夹")
    for folder in (tmp_path / "乙", tmp_path / "乙" / "丙"):
        with refused("not_a_folder"):
            offices.create(folder, "乙乡", "s1", "周敏", PASSWORD, cost=CHEAP)


def test_a_backup_is_laid_out_whole_or_not_at_all(office, session, tmp_path):
    make_household(session)
    kept = office.back_up(tmp_path / "a.dibaobak")
    with a_disk_of(50_000), refused("cannot_write"):
        offices.restore(kept, tmp_path / "恢复.dibao")
    (tmp_path / "坏.dibaobak").write_bytes(_one_byte_wrong(kept))
    with refused("bad_backup"):
        offices.restore(tmp_path / "坏.dibaobak", tmp_path / "恢复.dibao")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([office.folder.name, "a.dibaobak", "坏.dibaobak"])
    with refused("not_a_folder"):
        offices.restore(kept, kept)
    offices.restore(kept, tmp_path / "恢复.dibao")
    again = offices.open_office(tmp_path / "恢复.dibao", PASSWORD)
    assert (dossiers.totals().households, again.faults()) == (1, [])
    again.close()


def _one_byte_wrong(path: Path) -> bytes:
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        inside = archive.getinfo("office.db")
    data[inside.header_offset + 200] ^= 1
    return bytes(data)


def test_a_listener_that_fails_neither_undoes_the_command_nor_keeps_the_news_from_others(session, monkeypatch):
    told: list[Changes] = []
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: reported.append(kind))

    def breaks(changes: Changes) -> None:
        raise ZeroDivisionError

    session.subscribe(breaks)
    session.subscribe(told.append)
    settings.change_settings(session, {Key.PHONE: "0692-0000000"})
    assert (told, reported) == ([Changes.SETTINGS], [ZeroDivisionError])
    assert value(Key.PHONE) == "0692-0000000"


@pytest.mark.parametrize(
    "slots",
    [
        '{"slots": {"周敏": 1}}',
        '{"slots": {"周敏": {}}}',
        '{"slots"',
        "[]",
        '{"slots": {"周敏": {"passes": 1, "memory_kib": 64, "lanes": 1, "salt": "zz", "nonce": "", "sealed": ""}}}',
    ],
)
def test_a_damaged_key_file_is_said_in_a_sentence(office, slots):
    office.close()
    (office.folder / "keys.json").write_text(slots, encoding="utf-8")
    with refused("no_office"):
        offices.open_office(office.folder, PASSWORD)


@pytest.mark.parametrize(
    "words",
    [
        ("new", "FILE", "--policy", "s1", "--town", "甲乡"),
        ("demo", "FILE", "--households", "3"),
        ("restore", "FILE", "FILE"),
        ("new", "/proc/甲", "--policy", "s1", "--town", "甲乡"),
    ],
)
def test_the_command_line_answers_in_json_when_a_folder_is_none(tmp_path, words):
    (tmp_path / "file").write_text("x")
    command = [sys.executable, str(MAIN), *(str(tmp_path / "file") if w == "FILE" else w for w in words), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, env={"DIBAO_PASSWORD": "测试密码"}, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stdout.startswith('{"error": {"code": ')
    assert len(done.stderr.strip().splitlines()) == 1


def damaged(folder: Path) -> None:
    """Every page from the third part on is written over, as a stick pulled out too early leaves it."""
    file = folder / "office.db"
    pages = bytearray(file.read_bytes())
    for start in range(len(pages) // 3 // 4096 * 4096, len(pages), 4096):
        pages[start + 50 : start + 90] = bytes(40)
    file.write_bytes(pages)


def test_damaged_pages_are_told_in_a_sentence_and_nothing_else_is_printed(office, session, capfd, monkeypatch):
    for _each in range(30):
        make_household(session)
    office.close()
    damaged(office.folder)
    monkeypatch.setenv("DIBAO_PASSWORD", PASSWORD)
    for command in ("verify", "match"):
        assert cli.run([command, str(office.folder)], None) == 1
        said = capfd.readouterr().err
        assert said.strip().endswith("。") and "备份" in said
        assert said.count("\n") == 1


def test_no_account_takes_the_place_of_the_recovery_code(tmp_path):
    with refused("name_taken"):
        offices.create(tmp_path / "甲.dibao", "甲乡", "s1", " *recovery* ", PASSWORD, cost=CHEAP)
    assert not (tmp_path / "甲.dibao").exists()


def test_a_backup_laid_out_with_a_wrong_password_says_that_it_is_there(office, tmp_path, capsys, monkeypatch):
    copy = office.back_up(tmp_path / "备份.dibaobak")
    monkeypatch.setenv("DIBAO_PASSWORD", "别的密码")
    assert cli.run(["restore", str(copy), str(tmp_path / "乙.dibao")], None) == 1
    assert "备份已恢复到" in capsys.readouterr().err
    offices.open_office(tmp_path / "乙.dibao", PASSWORD).close()
