"""The tables of the audit chain; nothing ever updates or deletes a line or a note."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, TextField

from dibao_desktop.storage.database import Row


class AuditLine(Row):
    """One command. `digest` seals the line, its notes and the digest before it."""

    id = AutoField()
    at = TextField()
    actor = TextField()
    command = TextField()
    previous = TextField()
    digest = TextField()


class AuditHead(Row):
    """Where the chain ends: the number and the digest of its last line, in one row, so that lines cut off its end are missed."""

    id = AutoField()
    line = IntegerField()
    digest = TextField()


class AuditNote(Row):
    """One thing a command did; `household` is a dossier's id (no foreign key: the chain outlives everything)."""

    id = AutoField()
    line = ForeignKeyField(AuditLine, backref="notes")
    household = IntegerField(null=True, index=True)
    text = TextField()
    before = TextField()
    after = TextField()
