"""The office's own copies of packs."""

from __future__ import annotations

from peewee import TextField

from dibao_desktop.storage.database import Row


class OfficePack(Row):
    """A pack as this office has completed it; while there is none, the shipped one holds. `changed_at` is ISO time."""

    policy_id = TextField(primary_key=True)
    toml = TextField()
    changed_at = TextField()
