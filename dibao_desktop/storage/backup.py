"""Copies of a database, made while it is open and proved by opening them.

SQLite's online backup is used, not a file copy: with WAL on, the file alone is not the database.
"""

from __future__ import annotations

from pathlib import Path

from peewee import Database
from sqlcipher3 import dbapi2 as driver

from dibao_desktop.domain.errors import KnownError


def copy_database(database: Database, target: Path) -> None:
    """Copy the open database to `target` under the same key; the copy appears whole or not at all."""
    beside = target.with_name(target.name + ".part")
    beside.unlink(missing_ok=True)
    copy = driver.connect(str(beside))
    try:
        copy.execute(f"PRAGMA key='{database.connect_params['passphrase'].replace(chr(39), chr(39) * 2)}'")
        database.connection().backup(copy)
    finally:
        copy.close()
    beside.replace(target)


def faults(database: Database) -> list[str]:
    """What SQLite and SQLCipher find wrong with the pages; empty when all is well."""
    found = [str(row[0]) for row in database.execute_sql("PRAGMA cipher_integrity_check").fetchall()]
    found += [str(row[0]) for row in database.execute_sql("PRAGMA integrity_check(20)").fetchall() if row[0] != "ok"]
    found += [f"foreign key: {row}" for row in database.execute_sql("PRAGMA foreign_key_check").fetchall()]
    return found


def prove_copy(database: Database, copied: Path) -> None:
    """Open a copy under the same key and check every page. Raises KnownError when the copy is not sound."""
    copy = driver.connect(str(copied))
    try:
        copy.execute(f"PRAGMA key='{database.connect_params['passphrase'].replace(chr(39), chr(39) * 2)}'")
        verdict = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    finally:
        copy.close()
    if verdict != "ok":
        raise KnownError("bad_backup", f"备份没有通过检查（{verdict}），请换一个磁盘再备份。")
