"""Copies of an office, made while it is open and proved by opening them.

SQLite's online backup is used, not a file copy: with WAL on, the file alone is not the database. A backup is one
file (a zip of what is encrypted already), so that it can be carried on a stick and cannot lose a part.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
import zlib
from pathlib import Path

from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2 as driver

from dibao_desktop.domain.errors import KnownError

SUFFIX = ".dibaobak"
_TEMPLATES = "templates"
_PARTS = re.compile(
    r"office\.db|keys\.json|attachments/[0-9a-f]{2,64}(/[0-9a-f]{2,64})?|templates/[^/\\:]{1,80}\.(docx|txt)"
)


def copy_database(database: SqlCipherDatabase, target: Path) -> None:
    """Copy the open database to `target` under the same key; the copy appears whole or not at all."""
    beside = target.with_name(target.name + ".part")
    beside.unlink(missing_ok=True)
    copy = _open_copy(database, beside)
    try:
        database.connection().backup(copy)
    finally:
        copy.close()
    beside.replace(target)


def faults(database: SqlCipherDatabase) -> list[str]:
    """What SQLite and SQLCipher find wrong with the pages; empty when all is well."""
    found = [str(row[0]) for row in database.execute_sql("PRAGMA cipher_integrity_check").fetchall()]
    if not found:
        # Pages that cannot be read are not asked what they hold.
        found = [str(row[0]) for row in database.execute_sql("PRAGMA integrity_check(20)") if row[0] != "ok"]
    if not found:
        found = [f"{row[0]} {row[1]}" for row in database.execute_sql("PRAGMA foreign_key_check").fetchall()]
    return [f"数据库有损坏的地方（{' '.join(each.split())}）。" for each in found]


def pack_office(database: SqlCipherDatabase, folder: Path, target: Path) -> None:
    """Write database, keys and attachments into one file and prove it: taken out again, opened, every page checked.

    Raises KnownError when the disk refuses or the copy is not sound; then there is no file at all.
    """
    beside = target.with_name(target.name + ".part")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as work:
            copy_database(database, Path(work) / "office.db")
            with zipfile.ZipFile(beside, "w", zipfile.ZIP_STORED) as archive:
                archive.write(Path(work) / "office.db", "office.db")
                archive.write(folder / "keys.json", "keys.json")
                for paper in sorted((folder / "attachments").rglob("*")):
                    if paper.is_file():
                        archive.write(paper, f"attachments/{paper.relative_to(folder / 'attachments').as_posix()}")
                for template in sorted((folder / _TEMPLATES).glob("*")):
                    if template.is_file() and _PARTS.fullmatch(name := f"{_TEMPLATES}/{template.name}"):
                        archive.write(template, name)
            with zipfile.ZipFile(beside) as archive:
                archive.extract("office.db", Path(work) / "proof")
            _prove(database, Path(work) / "proof" / "office.db")
        beside.replace(target)
    except OSError as error:
        raise _cannot_write(target, error.strerror) from error
    except driver.OperationalError as error:
        raise _cannot_write(target, "磁盘写不进去") from error
    finally:
        beside.unlink(missing_ok=True)


def unpack_office(source: Path, folder: Path) -> None:
    """Lay an office folder out of a backup, whole or not at all. Raises KnownError when the file is none, or the folder is in use."""
    refuse_taken(folder)
    beside = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        with _opened(source) as archive:
            _extract(archive, beside)
        if folder.exists():
            folder.rmdir()
        beside.rename(folder)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as error:
        raise KnownError("bad_backup", f"{source} 不是完好的备份文件，请换一份备份。") from error
    except OSError as error:
        raise KnownError(
            "cannot_write", f"恢复写不到 {folder}（{error.strerror}），请检查磁盘空间或换一个位置。"
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _cannot_write(target: Path, why: str | None) -> KnownError:
    return KnownError("cannot_write", f"备份写不到 {target}（{why}），请检查磁盘空间或换一个位置。")


def refuse_taken(folder: Path) -> None:
    """Raise KnownError when no new office can be laid out here."""
    if folder.exists() and not folder.is_dir():
        raise KnownError("not_a_folder", f"{folder} 是文件，不是文件夹，请换一个名字。")
    if folder.exists() and any(folder.iterdir()):
        raise KnownError("exists", f"{folder} 已存在且不是空文件夹，请换一个名字。")


def _opened(source: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(source)
    except OSError as error:
        raise zipfile.BadZipFile from error


def _extract(archive: zipfile.ZipFile, folder: Path) -> None:
    names = [name for name in archive.namelist() if not name.endswith("/")]
    if not {"office.db", "keys.json"} <= set(names) or not all(_PARTS.fullmatch(name) for name in names):
        raise zipfile.BadZipFile
    # Each part's checksum is compared on the way.
    archive.extractall(folder, names)
    (folder / "attachments").mkdir(exist_ok=True)


def _open_copy(database: SqlCipherDatabase, path: Path) -> driver.Connection:
    copy = driver.connect(str(path))
    key = database.connect_params["passphrase"].replace("'", "''")
    copy.execute(f"PRAGMA key='{key}'")
    return copy


def _prove(database: SqlCipherDatabase, copied: Path) -> None:
    copy = _open_copy(database, copied)
    try:
        verdict = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except driver.DatabaseError as error:
        verdict = str(error)
    finally:
        copy.close()
    if verdict != "ok":
        raise KnownError(
            "bad_backup",
            f"备份没有通过检查（{' '.join(verdict.split())}），没有留下；请先用 verify 或“设置”检查办公数据，再换一个磁盘备份。",
        )
