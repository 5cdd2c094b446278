"""Settings by name."""

from __future__ import annotations

from peewee import AutoField, BooleanField, IntegerField, TextField

from dibao_desktop.storage.database import Row


class Setting(Row):
    """One fact of the office; `name` is a value of `rules.Key`."""

    name = TextField(primary_key=True)
    value = TextField()


class OwnSetting(Row):
    """What one account has arranged for itself: the columns of a list, a saved filter."""

    id = AutoField()
    account = IntegerField()
    name = TextField()
    value = TextField()

    class Meta:
        indexes = ((("account", "name"), True),)


class OfficeHoliday(Row):
    """A day on which offices rest (or, when `works`, work) against the week, of the table that was entered for `year`."""

    day = TextField(primary_key=True)
    year = IntegerField(index=True)
    works = BooleanField()
