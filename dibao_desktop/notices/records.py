"""The tables of notices."""

from __future__ import annotations

from peewee import AutoField, BooleanField, ForeignKeyField, IntegerField, TextField

# Named again for the joins along the foreign keys below.
from dibao_desktop.clearance.records import Campaign as Campaign
from dibao_desktop.clearance.records import Case as Case
from dibao_desktop.dossiers.records import Household as Household
from dibao_desktop.dossiers.records import Village as Village
from dibao_desktop.storage.database import Row


class NoticeBatch(Row):
    """One posting of one round in one village; `state` is a value of `rules.states.BatchState`.

    `reviewed`: all its households went through 民主评议, as the board says. `again`: all of them are posted a second
    time after an objection, so that the pack's shorter period holds. Days are ISO text, empty until they are known;
    `made_on` is when its lines were last written.
    """

    id = AutoField()
    campaign = ForeignKeyField(Campaign, backref="notice_batches")
    village = ForeignKeyField(Village)
    round = IntegerField()
    number = TextField(unique=True)
    state = TextField()
    made_on = TextField(default="")
    reviewed = BooleanField(default=False)
    again = BooleanField(default=False)
    place = TextField(default="")
    posted_on = TextField(default="")
    posted_by = TextField(default="")
    last_day = TextField(default="")
    closable_on = TextField(default="")
    ended_on = TextField(default="")

    class Meta:
        indexes = ((("campaign", "village", "round"), False),)


class NoticeEntry(Row):
    """One household on a board: only what may be published (DOMAIN §14.2); `state` is a value of `rules.states.EntryState`.

    `written_category` is the category as the dossier had it, so that a change of it is seen; it is not printed.
    `reason` says why it was taken off or has to be posted again (`by_objection`: an objection was the cause); `again`: it
    hangs a second time after an objection.
    """

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
    written_category = TextField(default="")
    outcome = TextField(default="")
    former_fen = IntegerField(default=0)
    monthly_fen = IntegerField(null=True)
    near_relative = BooleanField(default=False)
    state = TextField()
    reason = TextField(default="")
    by_objection = BooleanField(default=False)
    again = BooleanField(default=False)


class Objection(Row):
    """公示异议: stops its household only. `raiser` may stay empty (anonymous) and is shown to nobody outside the office."""

    id = AutoField()
    entry = ForeignKeyField(NoticeEntry, backref="objections")
    raised_on = TextField()
    raiser = TextField(default="")
    text = TextField()
    handling = TextField(default="")
    conclusion = TextField(default="")
    content_changed = BooleanField(default=False)
    resolved_on = TextField(default="")
    answered_on = TextField(default="")


class NoticePhoto(Row):
    """A photo of a posting as it hung; `moment` is a value of `rules.states.PhotoMoment`, `digest` the name of the sealed
    file. What was taken out keeps its row with the day and the reason."""

    id = AutoField()
    batch = ForeignKeyField(NoticeBatch, backref="photos")
    moment = TextField()
    title = TextField()
    taken_on = TextField()
    digest = TextField(index=True)
    removed_on = TextField(default="")
    removed_reason = TextField(default="")
