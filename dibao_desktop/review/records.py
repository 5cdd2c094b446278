"""The tables of panels and meetings."""

from __future__ import annotations

from peewee import AutoField, BooleanField, ForeignKeyField, IntegerField, TextField

from dibao_desktop.clearance.records import Campaign, Case
from dibao_desktop.dossiers.records import Village
from dibao_desktop.storage.database import Row


class PanelMember(Row):
    """A member of a village's review group; `seat` is the order in the list."""

    id = AutoField()
    village = ForeignKeyField(Village, backref="panel")
    seat = IntegerField()
    name = TextField()
    initials = TextField(default="")
    sex = TextField(default="")
    id_number = TextField(default="")
    role = TextField(default="")
    phone = TextField(default="")
    active = BooleanField(default=True)


class PanelKin(Row):
    """A relative of a panel member, as the panel list names them."""

    id = AutoField()
    panel_member = ForeignKeyField(PanelMember, backref="kin", on_delete="CASCADE")
    name = TextField()
    id_number = TextField(default="", index=True)
    relation = TextField(default="")


class Meeting(Row):
    """One review meeting of a village; `state` is a value of `rules.MeetingState`, `township_staff` JSON list of names."""

    id = AutoField()
    campaign = ForeignKeyField(Campaign, backref="meetings")
    village = ForeignKeyField(Village)
    number = IntegerField()
    starts_at = TextField()
    place = TextField(default="")
    chair = TextField(default="")
    recorder = TextField(default="")
    township_staff = TextField(default="[]")
    observers = TextField(default="[]")
    state = TextField()
    opened_at = TextField(default="")
    closed_at = TextField(default="")


class Attendance(Row):
    """Whether a roster member is in the room; the roster is fixed when the meeting is made."""

    id = AutoField()
    meeting = ForeignKeyField(Meeting, backref="attendance")
    panel_member = ForeignKeyField(PanelMember)
    present = BooleanField(default=False)
    arrived_at = TextField(default="")
    left_at = TextField(default="")

    class Meta:
        indexes = ((("meeting", "panel_member"), True),)


class AgendaItem(Row):
    """One case of a meeting; `state` is a value of `rules.ItemState`. Once closed, `tally` (JSON) and `decision` never change."""

    id = AutoField()
    meeting = ForeignKeyField(Meeting, backref="agenda")
    case = ForeignKeyField(Case, backref="agenda_items")
    position = IntegerField()
    state = TextField()
    opened_at = TextField(default="")
    closed_at = TextField(default="")
    decision = TextField(default="")
    tally = TextField(default="")
    opinion = TextField(default="")

    class Meta:
        indexes = ((("meeting", "position"), False),)


class Recusal(Row):
    """A roster member who takes no part in one case: found from kinship data or declared."""

    id = AutoField()
    item = ForeignKeyField(AgendaItem, backref="recusals")
    panel_member = ForeignKeyField(PanelMember)
    reason = TextField()
    declared = BooleanField(default=False)

    class Meta:
        indexes = ((("item", "panel_member"), True),)


class Ballot(Row):
    """One member's vote on one case; a changed vote before closing replaces the row, the audit chain keeps both."""

    id = AutoField()
    item = ForeignKeyField(AgendaItem, backref="ballots")
    panel_member = ForeignKeyField(PanelMember)
    choice = TextField()
    cast_at = TextField()

    class Meta:
        indexes = ((("item", "panel_member"), True),)


class Question(Row):
    """质询与答复 on a case."""

    id = AutoField()
    item = ForeignKeyField(AgendaItem, backref="questions")
    asker = TextField()
    topic = TextField(default="")
    text = TextField()
    answer = TextField(default="")
    answerer = TextField(default="")
    asked_at = TextField()
    answered_at = TextField(default="")
