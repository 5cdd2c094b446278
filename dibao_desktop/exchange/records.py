"""The tables of past imports."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, TextField

from dibao_desktop.storage.database import Row


class ImportBatch(Row):
    """One import that changed something. `line` is its line of the audit chain; `files` and `spans` are JSON: what each
    file was and brought, and which ids are new in which table."""

    id = AutoField()
    at = TextField()
    actor = TextField()
    line = IntegerField()
    files = TextField()
    spans = TextField()
    undone_at = TextField(default="")
    undone_by = TextField(default="")


class ImportImage(Row):
    """One row as it was before an import changed or deleted it, and a seal of what it became."""

    id = AutoField()
    batch = ForeignKeyField(ImportBatch, backref="images", on_delete="CASCADE")
    batch_id: int
    name = TextField()
    row = IntegerField()
    before = TextField()
    after = TextField()


class HeadMeaning(Row):
    """What a clerk said a head means, for every sheet of that kind; `field` is empty where it is to be kept as a note."""

    id = AutoField()
    kind = TextField()
    head = TextField()
    field = TextField(default="")

    class Meta:
        indexes = ((("kind", "head"), True),)


class UploadColumn(Row):
    """What a clerk said a column of an upload template is filled with; `template` is over its heads, `use` a value of
    `template.describe.Use`."""

    id = AutoField()
    template = TextField()
    head = TextField()
    use = TextField()
    value = TextField(default="")

    class Meta:
        indexes = ((("template", "head"), True),)


class UploadWord(Row):
    """Which entry of a template's column stands for one of our values, where the program found none."""

    id = AutoField()
    template = TextField()
    head = TextField()
    ours = TextField()
    theirs = TextField()

    class Meta:
        indexes = ((("template", "head", "ours"), True),)
