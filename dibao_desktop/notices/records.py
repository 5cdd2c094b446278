"""The tables of notices."""

from __future__ import annotations

from peewee import AutoField, BooleanField, ForeignKeyField, IntegerField, TextField

from dibao_desktop.clearance.records import Campaign, Case
from dibao_desktop.dossiers.records import Village
from dibao_desktop.storage.database import Row


class NoticeBatch(Row):
    """One posting of one round in one village; `state` is a value of `rules.BatchState`."""

    id = AutoField()
    campaign = ForeignKeyField(Campaign, backref="notice_batches")
    village = ForeignKeyField(Village)
    round = IntegerField()
    number = TextField()
    state = TextField()
    place = TextField(default="")
    phone = TextField(default="")
    posted_on = TextField(default="")
    posted_by = TextField(default="")
    last_day = TextField(default="")
    closable_on = TextField(default="")
    ended_on = TextField(default="")


class NoticeEntry(Row):
    """One household on a board: only what may be published (DOMAIN §14.2); `state` is a value of `rules.EntryState`."""

    id = AutoField()
    batch = ForeignKeyField(NoticeBatch, backref="entries")
    case = ForeignKeyField(Case, backref="notice_entries")
    position = IntegerField()
    head_name = TextField()
    village_group = TextField(default="")
    family_size = IntegerField()
    covered_size = IntegerField()
    aid_type = TextField(default="")
    category = TextField(default="")
    outcome = TextField(default="")
    former_fen = IntegerField(default=0)
    monthly_fen = IntegerField(null=True)
    near_relative = BooleanField(default=False)
    state = TextField()
    removed_because = TextField(default="")


class Objection(Row):
    """公示异议: stops its household only. `raiser` may stay empty (anonymous)."""

    id = AutoField()
    entry = ForeignKeyField(NoticeEntry, backref="objections")
    raised_on = TextField()
    raiser = TextField(default="")
    text = TextField()
    handling = TextField(default="")
    conclusion = TextField(default="")
    resolved_on = TextField(default="")
    answered_on = TextField(default="")
