"""The tables of campaigns and cases."""

from __future__ import annotations

from peewee import AutoField, BooleanField, ForeignKeyField, IntegerField, TextField

# Named again for the joins along the foreign keys below: a list of cases is one query.
from dibao_desktop.dossiers.records import Household as Household
from dibao_desktop.dossiers.records import Village as Village
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

    `before_fen`, `before_covered` are what was paid when the campaign began, or when the case was last assessed: a
    roster may change it meanwhile. `proposal` and `outcome` are values of `rules.Outcome`; `visited_on` is the day of the signed visit that counts; `new_fen` is what is paid from `effective_month` on. What review and notices reached is told to the
    case by them (they stand above this capability): `review_decision`, the highest notice round posted and ended,
    when the board that hangs may come down (`closable_on`), and how many objections are open and were ever raised. `review_answered`: after a failed vote the township has put
    its opinion. `review_again`: an objection is answered by a review, which is due whatever the pack says. `due_on` is derived together with the step. `transfer` is JSON of a `rules.outcome.Transfer`.
    """

    # What the foreign keys hold, as peewee makes them known.
    campaign_id: int
    household_id: int

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
    transfer = TextField(default="")
    effective_month = TextField(default="")
    decided_on = TextField(default="")
    published_on = TextField(default="")
    closed_on = TextField(default="")
    visited_on = TextField(default="")
    review_decision = TextField(default="")
    reviewed_on = TextField(default="")
    review_answered = BooleanField(default=False)
    review_again = BooleanField(default=False)
    posted_round = IntegerField(default=0)
    posted_on = TextField(default="")
    closable_on = TextField(default="")
    ended_round = IntegerField(default=0)
    ended_on = TextField(default="")
    open_objections = IntegerField(default=0)
    objections = IntegerField(default=0)
    due_on = TextField(default="")

    class Meta:
        indexes = (
            (("campaign", "household"), True),
            (("campaign", "village", "step_position"), False),
            (("campaign", "due_on"), False),
        )


class CaseState(Row):
    """What a case was at the end of each day from `from_on` until the day before `until_on`, as far as figures count it:
    derived, written by the gate together with the step whenever it changes (`HOLDS` while it still is so).

    By this the dashboard of a past day is what was shown on that day, and today's is one pass over one index. `groups` is
    a number of `rules.groups`; `village` is a plain number: what was counted for a village stays counted for it.
    `cause` is why a decided household left or came in; `due_on` is `NEVER` where there is no limit.
    """

    id = AutoField()
    campaign = ForeignKeyField(Campaign, on_delete="CASCADE", backref="+")
    case = ForeignKeyField(Case, on_delete="CASCADE", backref="states")
    village = IntegerField()
    from_on = TextField()
    until_on = TextField()
    step = TextField()
    groups = IntegerField()
    cause = TextField(default="")
    due_on = TextField()
    before_fen = IntegerField()
    after_fen = IntegerField()

    class Meta:
        indexes = (
            (("case", "until_on"), True),
            # All that the dashboard reads, in the order in which it adds it up.
            (
                (
                    "campaign",
                    "until_on",
                    "village",
                    "step",
                    "groups",
                    "cause",
                    "due_on",
                    "before_fen",
                    "after_fen",
                    "from_on",
                ),
                False,
            ),
        )


# Until when a state holds that still does, and when a case is due that has no limit: later than any day.
HOLDS = NEVER = "9999-12-31"


class Visit(Row):
    """One home visit (入户调查). `answers` is JSON {section id: text}; `neighbours` JSON list of name and statement,
    `investigators` JSON list of names. `void`: the case was sent back for a new visit; a signed one is never changed."""

    id = AutoField()
    case = ForeignKeyField(Case, backref="visits")
    visited_on = TextField()
    investigators = TextField()
    answers = TextField()
    neighbours = TextField(default="[]")
    summary = TextField(default="")
    family_signer = TextField(default="")
    signed_at = TextField(default="")
    void = BooleanField(default=False)


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
    """乡镇审核: opinion, the six gates where the pack has them (JSON {gate: bool}), who signed.

    `void` here, in `Confirmation` and in `Hearing`: what was signed no longer is what would be decided."""

    id = AutoField()
    case = ForeignKeyField(Case, backref="checks")
    checked_on = TextField()
    agreed = BooleanField()
    opinion = TextField()
    gates = TextField(default="{}")
    signer = TextField()
    void = BooleanField(default=False)


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
    void = BooleanField(default=False)


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
    void = BooleanField(default=False)


class WrittenNotice(Row):
    """书面告知 of a decision, with how, when and by whom it was delivered; `refused`: the household would not sign, before
    `witness`."""

    id = AutoField()
    case = ForeignKeyField(Case, backref="written_notices")
    number = TextField(unique=True)
    made_on = TextField()
    reasons = TextField(default="")
    delivered_on = TextField(default="")
    way = TextField(default="")
    delivered_by = TextField(default="")
    receiver = TextField(default="")
    refused = BooleanField(default=False)
    witness = TextField(default="")


class HouseholdEvent(Row):
    """Something that happened in a household (变动), entered once; fields as in `dossiers.rules.life_events`.

    `case` is the case in which the amount is worked out anew, null while it only waits as a task until `settle_by`.
    `monthly_over_fen` is what is paid too much a month after a death until the new amount holds. `papers` is a JSON list.
    """

    household_id: int
    case_id: int | None

    id = AutoField()
    household = ForeignKeyField(Household, backref="events", on_delete="CASCADE")
    case = ForeignKeyField(Case, null=True, backref="events", on_delete="SET NULL")
    kind = TextField(index=True)
    happened_on = TextField()
    person_name = TextField()
    person_id = TextField(default="")
    told = TextField()
    note = TextField(default="")
    from_month = TextField()
    covered_before = IntegerField()
    covered_after = IntegerField()
    before_fen = IntegerField()
    monthly_over_fen = IntegerField(default=0)
    papers = TextField(default="[]")
    settle_by = TextField()
    recorded_on = TextField()
    recorded_by = TextField()
    settled_on = TextField(default="")
    settled_how = TextField(default="")
    recovered_fen = IntegerField(default=0)
    recovered_on = TextField(default="")


class NextCheck(Row):
    """When a household that was visited is verified next, and by which rule; derived, written by the gate together with the
    steps, so that a calendar is one query."""

    household = ForeignKeyField(Household, primary_key=True, on_delete="CASCADE")
    last_on = TextField()
    due_on = TextField(index=True)
    months = IntegerField()
    reason = TextField()
    source = TextField(default="")
