"""Bring a database to the schema this program knows: backup first, each step in its own transaction."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from peewee import Database
from playhouse.migrations import Runner

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.storage.backup import copy_database

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database, backups: Path) -> list[str]:
    """Apply what is pending and return the names applied.

    Raises KnownError when the database was written by a newer program. A database that holds anything yet is
    copied into `backups` before the first step.
    """
    runner = Runner(database, str(MIGRATIONS))
    status = runner.status()
    if any(step.path is None for step in status):
        raise KnownError("newer_office", "这份办公数据由更新版本的程序写成，请先升级本程序再打开。")
    pending = [step for step in status if step.applied is None]
    if pending and len(pending) < len(status):
        backups.mkdir(exist_ok=True)
        stamp = dt.datetime.now().strftime("%Y%m%d-%H%M%S")
        applied = max(step.name for step in status if step.applied)
        copy_database(database, backups / f"升级前-{applied}-{stamp}.db")
    return list(runner.up()) if pending else []
