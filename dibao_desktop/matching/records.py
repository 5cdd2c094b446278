"""The tables of outside lists and leads."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, TextField

from dibao_desktop.dossiers.records import Household, Member
from dibao_desktop.storage.database import Row


class ListRow(Row):
    """One line of an outside list, once: `digest` is over kind and content, not over file or place."""

    id = AutoField()
    kind = TextField()
    digest = TextField(unique=True)
    name = TextField()
    id_number = TextField(index=True)
    account_no = TextField(default="")
    amount_fen = IntegerField(null=True)
    on_date = TextField(default="")
    label = TextField(default="")
    detail = TextField(default="")
    months = TextField(default="")
    source = TextField(default="")
    place = TextField(default="")
    taken_at = TextField()

    class Meta:
        indexes = ((("kind", "id_number"), False),)


class Lead(Row):
    """One reason to verify. `key` identifies it across runs of the match; `verdict` is empty while it is open.

    `withdrawn_at` is set when a later run no longer finds an unjudged lead.
    """

    id = AutoField()
    key = TextField(unique=True)
    code = TextField()
    kind = TextField()
    household = ForeignKeyField(Household, null=True, backref="leads")
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL")
    person_id = TextField(default="")
    person_name = TextField(default="")
    confidence = TextField()
    severity = TextField(default="")
    reason = TextField()
    source = TextField()
    clause = TextField(default="")
    found_at = TextField()
    withdrawn_at = TextField(default="")
    verdict = TextField(default="")
    evidence = TextField(default="")
    verified_by = TextField(default="")
    verified_on = TextField(default="")

    class Meta:
        indexes = ((("household", "verdict"), False),)
