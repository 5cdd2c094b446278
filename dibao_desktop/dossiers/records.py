"""The tables of the dossiers."""

from __future__ import annotations

from peewee import AutoField, BooleanField, ForeignKeyField, IntegerField, TextField

from dibao_desktop.storage.database import Row


class Village(Row):
    """A village or community; `code` is its 12-digit division code, empty while unknown."""

    id = AutoField()
    name = TextField(unique=True)
    code = TextField(default="")
    position = IntegerField(default=0)


class Household(Row):
    """One dossier. Fields as in `rules.record.HouseholdRecord`; `standing` is a value of `rules.standing.Standing`.

    `initials` are the pinyin initials of the head and the members, each after a space, for search. `covered` is
    保障人口 as the record states it, kept here so that a list needs no join.
    """

    id = AutoField()
    number = TextField(unique=True)
    village = ForeignKeyField(Village)
    group = TextField(default="", column_name="group_name")
    head_name = TextField()
    head_id = TextField(default="")
    initials = TextField(default="", index=True)
    register_no = TextField(default="", index=True)
    aid_type = TextField(default="")
    category = TextField(default="")
    family_size = IntegerField(default=0)
    covered = IntegerField(default=0)
    monthly_fen = IntegerField(default=0)
    start_month = TextField(default="")
    cause = TextField(default="")
    phone = TextField(default="")
    address = TextField(default="")
    certificate_no = TextField(default="")
    standing = TextField(default="在保", index=True)
    note = TextField(default="")
    version = IntegerField(default=1)

    class Meta:
        indexes = ((("village", "standing"), False),)


class Member(Row):
    """One person of a household. The same ID number may stand in two households: that is a lead, not an error."""

    id = AutoField()
    household = ForeignKeyField(Household, backref="members", on_delete="CASCADE")
    position = IntegerField()
    name = TextField(index=True)
    initials = TextField(default="", index=True)
    relation = TextField(default="")
    sex = TextField(default="")
    id_number = TextField(default="", index=True)
    id_type = TextField(default="")
    id_written = TextField(default="")
    birth = TextField(default="")
    ethnic = TextField(default="")
    health = TextField(default="")
    disability_kind = TextField(default="")
    disability_grade = TextField(default="")
    disability_no = TextField(default="")
    labour = TextField(default="")
    marriage = TextField(default="")
    covered = BooleanField(default=True)
    note = TextField(default="")


class BankAccount(Row):
    """Where the allowance is paid to."""

    id = AutoField()
    household = ForeignKeyField(Household, backref="accounts", on_delete="CASCADE")
    bank = TextField(default="")
    account_no = TextField(index=True)
    account_name = TextField(default="")


class IncomeFigure(Row):
    """A stated income of a household over a period (`2016`, `2017-05` or empty), with where the figure comes from."""

    id = AutoField()
    household = ForeignKeyField(Household, backref="incomes", on_delete="CASCADE")
    period = TextField(default="")
    kind = TextField()
    amount_fen = IntegerField()
    source = TextField(default="")


class BenefitEvent(Row):
    """A step in what a household gets: from `month` on so much for so many people, by which decision.

    Not `decided`: a roster or an edited record told of it, which may come later than the month from which it was paid.
    """

    id = AutoField()
    household = ForeignKeyField(Household, backref="benefits", on_delete="CASCADE")
    kind = TextField()
    month = TextField()
    monthly_fen = IntegerField()
    covered = IntegerField(default=0)
    category = TextField(default="")
    decision = TextField(default="")
    decided = BooleanField(default=True)


class Statement(Row):
    """The last thing a source said of a household, so that the same thing said twice changes nothing.

    `source` names the kind of source (its heads), not the file; `said` is what it stated, field by field, as JSON;
    `digest` is over that.
    """

    id = AutoField()
    household = ForeignKeyField(Household, on_delete="CASCADE")
    source = TextField()
    digest = TextField()
    said = TextField(default="")

    class Meta:
        indexes = ((("source", "household"), True),)


class SourceWord(Row):
    """Whose word stands where a source and the office differ on a group of fields; a value of `rules.standing_word.Word`.
    What is not here is the file's."""

    id = AutoField()
    source = TextField()
    group = TextField(column_name="group_name")
    word = TextField()

    class Meta:
        indexes = ((("source", "group"), True),)


class OpenDifference(Row):
    """One field on which a source said something new that was not written: somebody has to decide. `field` is its Chinese
    name, for a member with the name before it; `why` a value of `rules.standing_word.Why`."""

    id = AutoField()
    household = ForeignKeyField(Household, backref="differences", on_delete="CASCADE")
    household_id: int
    source = TextField()
    group = TextField(column_name="group_name")
    field = TextField()
    office_value = TextField()
    file_value = TextField()
    why = TextField()
    said_at = TextField()


class OfficialRelative(Row):
    """近亲属登记: an official or case worker and one near relative, filed or not (57号 art.11)."""

    id = AutoField()
    village = TextField()
    official_name = TextField()
    official_id = TextField(index=True)
    post = TextField(default="")
    relative_name = TextField()
    relative_id = TextField(index=True)
    relation = TextField(default="")
    filed = BooleanField()
    place = TextField(default="")

    class Meta:
        # By names too: a line without one of the numbers is still a line of its own.
        indexes = ((("official_id", "relative_id", "official_name", "relative_name"), True),)


class Paper(Row):
    """One paper of a dossier: where it stands in the binding, and the sealed file behind it.

    `line` is a number of `rules.checklist.LINES`, `position` its place within the line; `kind` a value of
    `rules.paper_files.PaperKind`, `digest` the name of the file in `storage.attachments`. What was taken out keeps its
    row with the day and the reason.
    """

    id = AutoField()
    household = ForeignKeyField(Household, backref="papers", on_delete="CASCADE")
    line = IntegerField()
    position = IntegerField(default=0)
    title = TextField()
    kind = TextField()
    pages = IntegerField(default=0)
    digest = TextField(index=True)
    size = IntegerField()
    rotation = IntegerField(default=0)
    original_seen = BooleanField(default=False)
    taken_on = TextField()
    removed_on = TextField(default="")
    removed_reason = TextField(default="")

    class Meta:
        indexes = ((("household", "removed_on", "line"), False),)


class HouseholdFacts(Row):
    """What is known of a household beyond its roster, one row a household; fields as in `rules.circumstances`."""

    household = ForeignKeyField(Household, primary_key=True, on_delete="CASCADE")
    applicant = ForeignKeyField(Member, null=True, on_delete="SET NULL")
    residence = TextField(default="")
    contact = TextField(default="")
    covered_reason = TextField(default="")
    cabinet = TextField(default="")
    box = TextField(default="")
    bag = TextField(default="")


class HouseholdTag(Row):
    """One mark of a household, such as 三无."""

    id = AutoField()
    household = ForeignKeyField(Household, on_delete="CASCADE")
    tag = TextField(index=True)


class MemberFacts(Row):
    """What is known of a person beyond the roster, one row a member."""

    member = ForeignKeyField(Member, primary_key=True, on_delete="CASCADE")
    education = TextField(default="")
    employment = TextField(default="")
    politics = TextField(default="")
    phone = TextField(default="")
    school = TextField(default="")
    workplace = TextField(default="")
    absence = TextField(default="")
    status = TextField(default="")
    died_on = TextField(default="")
    duplicate = BooleanField(default=False)


class IncomeItem(Row):
    """One income of a member (or of the whole family), with the reason where it is not counted."""

    id = AutoField()
    household = ForeignKeyField(Household, on_delete="CASCADE")
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL")
    kind = TextField()
    period = TextField(default="")
    amount_fen = IntegerField()
    excluded = TextField(default="")
    note = TextField(default="")


class ExpenseItem(Row):
    """One rigid expense."""

    id = AutoField()
    household = ForeignKeyField(Household, on_delete="CASCADE")
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL")
    kind = TextField()
    period = TextField(default="")
    amount_fen = IntegerField()
    note = TextField(default="")


class PropertyItem(Row):
    """One thing that is owned."""

    id = AutoField()
    household = ForeignKeyField(Household, on_delete="CASCADE")
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL")
    kind = TextField()
    detail = TextField(default="")
    value_fen = IntegerField(null=True)
    note = TextField(default="")


class Obligor(Row):
    """赡养、抚养、扶养义务人: somebody outside the household who must support one of it."""

    id = AutoField()
    household = ForeignKeyField(Household, on_delete="CASCADE")
    name = TextField()
    id_number = TextField(default="", index=True)
    relation = TextField(default="")
    member = ForeignKeyField(Member, null=True, on_delete="SET NULL")
    annual_fen = IntegerField(null=True)
    consented_on = TextField(default="")
    note = TextField(default="")


class Consent(Row):
    """授权书 of one member."""

    id = AutoField()
    household = ForeignKeyField(Household, on_delete="CASCADE")
    member = ForeignKeyField(Member, on_delete="CASCADE")
    signed_on = TextField(default="")
    guardian = TextField(default="")


class RecordVersion(Row):
    """A household's record as it stood at a version, whole, written with every change at the desk; `body` is JSON."""

    id = AutoField()
    household = ForeignKeyField(Household, on_delete="CASCADE")
    version = IntegerField()
    at = TextField()
    actor = TextField()
    body = TextField()

    class Meta:
        indexes = ((("household", "version"), True),)


class RecordDraft(Row):
    """What an account has typed of one household and not saved yet; `household` is 0 for a new one. `files` is a JSON list
    of the paths of the papers that wait with it, `pasted` how many pictures without one waited."""

    id = AutoField()
    account = IntegerField()
    household = IntegerField(default=0)
    at = TextField()
    body = TextField()
    files = TextField(default="[]")
    pasted = IntegerField(default=0)

    class Meta:
        indexes = ((("account", "household"), True),)


class RelativeFiling(Row):
    """近亲属备案: one official and one near relative of this household, filed (57号 art.11); fields as in `rules.registers`."""

    id = AutoField()
    household = ForeignKeyField(Household, backref="filings", on_delete="CASCADE")
    household_id: int
    official_name = TextField()
    official_id = TextField(default="", index=True)
    official_phone = TextField(default="")
    workplace = TextField(default="")
    post = TextField(default="")
    relation = TextField()
    recipient_name = TextField()
    recipient_id = TextField(default="")
    reason = TextField()
    applied_on = TextField(default="")
    findings = TextField(default="")
    opinion = TextField(default="")
    filed_on = TextField()
    visited_on = TextField(default="")
    ended_on = TextField(default="")


class FilingNote(Row):
    """动态管理记录: what happened to a filed household since."""

    id = AutoField()
    filing = ForeignKeyField(RelativeFiling, backref="notes", on_delete="CASCADE")
    filing_id: int
    on_date = TextField()
    text = TextField()


class CardKeeping(Row):
    """卡折代管: somebody keeps the bank card of a household that cannot manage it (57号 art.26)."""

    id = AutoField()
    household = ForeignKeyField(Household, backref="keepings", on_delete="CASCADE")
    household_id: int
    keeper_name = TextField()
    keeper_id = TextField(default="")
    keeper_phone = TextField(default="")
    relation = TextField(default="")
    post = TextField(default="")
    is_staff = BooleanField(default=False)
    reason = TextField()
    agreed_on = TextField()
    county_filed_on = TextField(default="")
    ended_on = TextField(default="")
    end_reason = TextField(default="")


class KeepingEntry(Row):
    """One withdrawal from a kept card (with amount, use and who signed for it) or one check of the keeping."""

    id = AutoField()
    keeping = ForeignKeyField(CardKeeping, backref="entries", on_delete="CASCADE")
    keeping_id: int
    kind = TextField()
    on_date = TextField()
    amount_fen = IntegerField(null=True)
    words = TextField()
    signed_by = TextField(default="")


class SupplementGrant(Row):
    """分类施保 as approved, beside the monthly amount: from `from_month` on so much for the household and for its members
    together, until the next row of the household. `lines` says in words for whom, `shares` (JSON, member id to fen) how much of
    it is whose."""

    id = AutoField()
    household = ForeignKeyField(Household, backref="supplements", on_delete="CASCADE")
    from_month = TextField()
    household_fen = IntegerField()
    person_fen = IntegerField()
    lines = TextField(default="")
    shares = TextField(default="{}")
    decision = TextField()
