"""The tables of reports: a month as it was when its books were closed, and which reports were handed out."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, TextField

from dibao_desktop.storage.database import Row


class ClosedMonth(Row):
    """One closing of a month (2017-06). Opened again it keeps its tables, with who opened it and why."""

    id = AutoField()
    month = TextField(index=True)
    closed_at = TextField()
    closed_by = TextField()
    reopened_at = TextField(default="")
    reason = TextField(default="")


class ClosedTable(Row):
    """One table of a closed month: `body` is the whole document as JSON, `digest` is over it."""

    id = AutoField()
    closing = ForeignKeyField(ClosedMonth, backref="tables", on_delete="CASCADE")
    name = TextField()
    body = TextField()
    digest = TextField()


class MadeReport(Row):
    """That a report was written out or printed: `of` is the month (2017-06), the day (2017-06-30) or the stage it is of."""

    id = AutoField()
    name = TextField()
    of = TextField()
    made_at = TextField()
    made_by = TextField()

    class Meta:
        indexes = ((("name", "of"), False),)
