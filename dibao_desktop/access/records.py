"""Accounts."""

from __future__ import annotations

from peewee import AutoField, BooleanField, TextField

from dibao_desktop.storage.database import Row


class Account(Row):
    """One person who signs in; `role` is a value of `rules.Role`."""

    id = AutoField()
    name = TextField(unique=True)
    role = TextField()
    active = BooleanField(default=True)
