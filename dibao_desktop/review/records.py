"""The tables of panels and meetings."""

from __future__ import annotations

from peewee import AutoField, BooleanField, ForeignKeyField, IntegerField, TextField

from dibao_desktop.clearance.records import Campaign, Case
from dibao_desktop.dossiers.records import Village
from dibao_desktop.storage.database import Row


class PanelMember(Row):
    """One of a village's review group; `seat` is the order in the list, `role` whom they stand for, `duty` a value of
    `rules.panel.Duty`. Only who `votes` is on the roster."""

    id = AutoField()
    village = ForeignKeyField(Village, backref="panel")
    village_id: int
    seat = IntegerField()
    name = TextField()
    initials = TextField(default="")
    sex = TextField(default="")
    id_number = TextField(default="")
    role = TextField(default="")
    phone = TextField(default="")
    duty = TextField(default="member")
    votes = BooleanField(default=True)
    active = BooleanField(default=True)


class PanelTerm(Row):
    """For how long a village's group is appointed; ISO days, empty while unknown."""

    village = ForeignKeyField(Village, primary_key=True)
    village_id: int
    first_day = TextField(default="")
    last_day = TextField(default="")


class PanelKin(Row):
    """A relative of a panel member, as the panel list names them."""

    id = AutoField()
    panel_member = ForeignKeyField(PanelMember, backref="kin", on_delete="CASCADE")
    panel_member_id: int
    name = TextField()
    id_number = TextField(default="", index=True)
    relation = TextField(default="")


class Meeting(Row):
    """One review meeting of a village; `state` is a value of `rules.states.MeetingState`, `township_staff` and
    `observers` JSON lists of names. `current_item` is the case the room is on (0: none yet): a meeting that was cut off
    goes on there."""

    id = AutoField()
    campaign = ForeignKeyField(Campaign, backref="meetings")
    campaign_id: int
    village = ForeignKeyField(Village)
    village_id: int
    number = IntegerField()
    starts_at = TextField()
    place = TextField(default="")
    chair = TextField(default="")
    recorder = TextField(default="")
    township_staff = TextField(default="[]")
    observers = TextField(default="[]")
    state = TextField()
    current_item = IntegerField(default=0)
    opened_at = TextField(default="")
    closed_at = TextField(default="")


class Attendance(Row):
    """Whether a roster member is in the room; the roster is fixed when the meeting is made."""

    id = AutoField()
    meeting = ForeignKeyField(Meeting, backref="attendance")
    meeting_id: int
    panel_member = ForeignKeyField(PanelMember)
    panel_member_id: int
    present = BooleanField(default=False)
    arrived_at = TextField(default="")
    left_at = TextField(default="")

    class Meta:
        indexes = ((("meeting", "panel_member"), True),)


class AgendaItem(Row):
    """One case of a meeting; `state` is a value of `rules.states.ItemState`. Once closed, nothing of it changes.

    `sheet` is JSON of what was put to the room when the case was opened: later changes of the dossier do not touch it;
    `suspicions` (JSON, member id to sentence) what the clerk was then asked to look into.
    `tally` is JSON: the shape of DESIGN §7 with the counts, the `reading` that decided, who was entitled and who away.
    `way` is a value of `rules.states.VoteWay`; `counted` JSON of `rules.counted.CountedVotes` when the vote is not by name.
    `opinion` may be written before the vote is closed. A correction keeps what stood before in `SupersededVote`."""

    id = AutoField()
    meeting = ForeignKeyField(Meeting, backref="agenda")
    meeting_id: int
    case = ForeignKeyField(Case, backref="agenda_items")
    case_id: int
    position = IntegerField()
    state = TextField()
    opened_at = TextField(default="")
    closed_at = TextField(default="")
    sheet = TextField(default="")
    suspicions = TextField(default="{}")
    decision = TextField(default="")
    way = TextField(default="named")
    counted = TextField(default="")
    tally = TextField(default="")
    opinion = TextField(default="")

    class Meta:
        indexes = ((("meeting", "position"), False),)


class Recusal(Row):
    """A roster member who takes no part in one case: found from kinship data or declared. `left_room`: the clerk has seen
    them leave their seat (已离席)."""

    id = AutoField()
    item = ForeignKeyField(AgendaItem, backref="recusals")
    item_id: int
    panel_member = ForeignKeyField(PanelMember)
    panel_member_id: int
    reason = TextField()
    declared = BooleanField(default=False)
    left_room = BooleanField(default=False)

    class Meta:
        indexes = ((("item", "panel_member"), True),)


class Ballot(Row):
    """One member's vote on one case; a changed vote before closing replaces the row, the audit chain keeps both. After a
    correction it is the corrected one, and `SupersededVote` keeps the one before."""

    id = AutoField()
    item = ForeignKeyField(AgendaItem, backref="ballots")
    item_id: int
    panel_member = ForeignKeyField(PanelMember)
    panel_member_id: int
    choice = TextField()
    cast_at = TextField()

    class Meta:
        indexes = ((("item", "panel_member"), True),)


class SupersededVote(Row):
    """A closed vote as it stood before it was corrected: why and when it was, and all that the minutes print of it.

    `ballots` is JSON, member id to choice; the other columns are those of `AgendaItem`. Never changed."""

    id = AutoField()
    item = ForeignKeyField(AgendaItem, backref="superseded")
    item_id: int
    reason = TextField()
    superseded_at = TextField()
    state = TextField()
    closed_at = TextField()
    counted = TextField(default="")
    tally = TextField()
    opinion = TextField()
    ballots = TextField()


class Question(Row):
    """质询与答复 on a case."""

    id = AutoField()
    item = ForeignKeyField(AgendaItem, backref="questions")
    item_id: int
    asker = TextField()
    topic = TextField(default="")
    text = TextField()
    answer = TextField(default="")
    answerer = TextField(default="")
    asked_at = TextField()
    answered_at = TextField(default="")


class MinutesSeal(Row):
    """A code that was given to the record of a meeting, with the fingerprint of that record. Never changed."""

    id = AutoField()
    meeting = ForeignKeyField(Meeting, backref="seals")
    meeting_id: int
    code = TextField(unique=True)
    digest = TextField()
    reason = TextField()
    made_at = TextField()
