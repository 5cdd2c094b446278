"""The tables of outside lists and leads."""

from __future__ import annotations

from peewee import AutoField, ForeignKeyField, IntegerField, TextField

from dibao_desktop.dossiers.records import Household, Member, Village
from dibao_desktop.storage.database import Row

# What a lead's foreign keys lead to, for the joins of its list.
__all__ = ["Household", "Lead", "ListRow", "Member", "Village"]


class ListRow(Row):
    """One line of an outside list, once: `digest` is over kind and content, not over file or place.

    `id_fault` names what is wrong with the number (empty: nothing), `period` the month a payment tells of,
    `months` holds the pairs of a withdrawal list as JSON.
    """

    id = AutoField()
    kind = TextField()
    digest = TextField(unique=True)
    name = TextField()
    id_number = TextField(index=True)
    id_fault = TextField(default="")
    account_no = TextField(default="")
    amount_fen = IntegerField(null=True)
    on_date = TextField(default="")
    label = TextField(default="")
    detail = TextField(default="")
    months = TextField(default="")
    period = TextField(default="")
    source = TextField(default="")
    place = TextField(default="")
    taken_at = TextField()

    class Meta:
        indexes = ((("kind", "period"), False),)


class Lead(Row):
    """One reason to verify. `key` identifies it across runs of the match; `verdict` is empty while it is open.

    `withdrawn_at` is set when a later run no longer finds an unjudged lead. `dossier_says` and `list_says` are the two
    records side by side as they stood when the lead was found, JSON pairs of label and text.
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
    dossier_says = TextField(default="[]")
    list_says = TextField(default="[]")
    found_at = TextField()
    withdrawn_at = TextField(default="")
    verdict = TextField(default="")
    evidence = TextField(default="")
    verified_by = TextField(default="")
    verified_on = TextField(default="")

    class Meta:
        indexes = ((("household", "verdict"), False), (("kind", "verdict"), False))
