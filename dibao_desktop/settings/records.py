"""Settings by name."""

from __future__ import annotations

from peewee import TextField

from dibao_desktop.storage.database import Row


class Setting(Row):
    """One fact of the office; `name` is a value of `rules.Key`."""

    name = TextField(primary_key=True)
    value = TextField()
