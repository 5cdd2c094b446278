"""The tables of campaigns and cases."""

from __future__ import annotations

from peewee import AutoField, BooleanField, ForeignKeyField, IntegerField, TextField

from dibao_desktop.dossiers.records import Household, Village
from dibao_desktop.storage.database import Row


class Campaign(Row):
    """One clearance campaign. `policy_toml` is the pack as it stood when the campaign was made."""

    id = AutoField()
    title = TextField()
    policy_id = TextField()
    policy_toml = TextField()
    started_on = TextField()
    ends_on = TextField(default="")
    closed_on = TextField(default="")


class Case(Row):
    """One household in one campaign. `step` is derived, see the package docstring.

    `before_fen`, `before_covered` are what was paid when the campaign began; `proposal` and `outcome` are values of
    `rules.Outcome`; `new_fen` is what is paid from `effective_month` on. What review and notices reached is told to the
    case by them (they stand above this capability): `review_decision`, the highest notice round posted and ended,
    and how many objections are open.
    """

    id = AutoField()
    campaign = ForeignKeyField(Campaign, backref="cases")
    household = ForeignKeyField(Household, backref="cases")
    village = ForeignKeyField(Village)
    applicant = BooleanField(default=False)
    step = TextField(default="")
    step_position = IntegerField(default=0)
    before_fen = IntegerField(default=0)
    before_covered = IntegerField(default=0)
    proposal = TextField(default="")
    proposed_fen = IntegerField(null=True)
    outcome = TextField(default="")
    new_fen = IntegerField(null=True)
    reason = TextField(default="")
    effective_month = TextField(default="")
    decided_on = TextField(default="")
    published_on = TextField(default="")
    closed_on = TextField(default="")
    review_decision = TextField(default="")
    reviewed_on = TextField(default="")
    posted_round = IntegerField(default=0)
    ended_round = IntegerField(default=0)
    open_objections = IntegerField(default=0)

    class Meta:
        indexes = (
            (("campaign", "household"), True),
            (("campaign", "village", "step_position"), False),
        )


class Visit(Row):
    """One home visit (入户调查). `answers` is JSON {section id: text}; `neighbours` JSON list of statements."""

    id = AutoField()
    case = ForeignKeyField(Case, backref="visits")
    visited_on = TextField()
    investigators = TextField()
    answers = TextField()
    neighbours = TextField(default="[]")
    summary = TextField(default="")
    family_signer = TextField(default="")
    signed_at = TextField(default="")


class Assessment(Row):
    """One computation of income and amount. `facts` is a digest of what it rests on: when the dossier's facts no longer
    give it, the assessment is out of date. `lines` is JSON of the explained arithmetic."""

    id = AutoField()
    case = ForeignKeyField(Case, backref="assessments")
    made_at = TextField()
    made_by = TextField()
    facts = TextField()
    eligible = BooleanField(null=True)
    monthly_fen = IntegerField(null=True)
    per_capita_fen = IntegerField(null=True)
    lines = TextField()
    superseded = BooleanField(default=False)


class TownshipCheck(Row):
    """乡镇审核: opinion, the six gates where the pack has them (JSON {gate: bool}), who signed."""

    id = AutoField()
    case = ForeignKeyField(Case, backref="checks")
    checked_on = TextField()
    agreed = BooleanField()
    opinion = TextField()
    gates = TextField(default="{}")
    signer = TextField()


class Confirmation(Row):
    """县级（乡镇）确认."""

    id = AutoField()
    case = ForeignKeyField(Case, backref="confirmations")
    confirmed_on = TextField()
    level = TextField()
    agreed = BooleanField()
    opinion = TextField(default="")
    signer = TextField()
    visited = BooleanField(default=False)


class Hearing(Row):
    """听取意见 before a cut or stop (社会救助法 art.48); when nobody could be heard, `unreachable` says why and what was tried."""

    id = AutoField()
    case = ForeignKeyField(Case, backref="hearings")
    heard_on = TextField()
    way = TextField(default="")
    heard_by = TextField()
    statement = TextField(default="")
    answer = TextField(default="")
    unreachable = TextField(default="")


class WrittenNotice(Row):
    """书面告知 of a decision, with how and when it was delivered."""

    id = AutoField()
    case = ForeignKeyField(Case, backref="written_notices")
    number = TextField()
    made_on = TextField()
    delivered_on = TextField(default="")
    way = TextField(default="")
    receiver = TextField(default="")
