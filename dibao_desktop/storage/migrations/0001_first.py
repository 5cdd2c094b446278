"""The tables of version 0.1. The models inside are a frozen copy and never follow the program's own."""

# Generated from a schema diff on 2026-11-22 01:21.
from peewee import *

def up(migrator, db):
    class Account(Model):
        name = TextField(unique=True)
        role = TextField()
        active = BooleanField(default=True)
        class Meta:
            database = db
            table_name = 'account'
    db.create_tables([Account])

    class Campaign(Model):
        title = TextField()
        policy_id = TextField()
        policy_toml = TextField()
        started_on = TextField()
        ends_on = TextField(default='')
        closed_on = TextField(default='')
        class Meta:
            database = db
            table_name = 'campaign'
    db.create_tables([Campaign])

    class Village(Model):
        name = TextField(unique=True)
        code = TextField(default='')
        position = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'village'
    db.create_tables([Village])

    class Meeting(Model):
        campaign = ForeignKeyField(Campaign)
        village = ForeignKeyField(Village)
        number = IntegerField()
        starts_at = TextField()
        place = TextField(default='')
        chair = TextField(default='')
        recorder = TextField(default='')
        township_staff = TextField(default='[]')
        observers = TextField(default='[]')
        state = TextField()
        current_item = IntegerField(default=0)
        opened_at = TextField(default='')
        closed_at = TextField(default='')
        class Meta:
            database = db
            table_name = 'meeting'
    db.create_tables([Meeting])

    class Household(Model):
        number = TextField(unique=True)
        village = ForeignKeyField(Village)
        group = TextField(default='', column_name='group_name')
        head_name = TextField()
        head_id = TextField(default='')
        initials = TextField(index=True, default='')
        register_no = TextField(index=True, default='')
        aid_type = TextField(default='')
        category = TextField(default='')
        family_size = IntegerField(default=0)
        covered = IntegerField(default=0)
        monthly_fen = IntegerField(default=0)
        start_month = TextField(default='')
        cause = TextField(default='')
        phone = TextField(default='')
        address = TextField(default='')
        certificate_no = TextField(default='')
        standing = TextField(index=True, default='在保')
        note = TextField(default='')
        version = IntegerField(default=1)
        class Meta:
            database = db
            table_name = 'household'
            indexes = ((('village', 'standing'), False),)
    db.create_tables([Household])

    class Case(Model):
        campaign = ForeignKeyField(Campaign)
        household = ForeignKeyField(Household)
        village = ForeignKeyField(Village)
        applicant = BooleanField(default=False)
        step = TextField(default='')
        step_position = IntegerField(default=0)
        before_fen = IntegerField(default=0)
        before_covered = IntegerField(default=0)
        proposal = TextField(default='')
        proposed_fen = IntegerField(null=True)
        outcome = TextField(default='')
        new_fen = IntegerField(null=True)
        reason = TextField(default='')
        transfer = TextField(default='')
        effective_month = TextField(default='')
        decided_on = TextField(default='')
        published_on = TextField(default='')
        closed_on = TextField(default='')
        visited_on = TextField(default='')
        review_decision = TextField(default='')
        reviewed_on = TextField(default='')
        review_answered = BooleanField(default=False)
        review_again = BooleanField(default=False)
        posted_round = IntegerField(default=0)
        posted_on = TextField(default='')
        closable_on = TextField(default='')
        ended_round = IntegerField(default=0)
        ended_on = TextField(default='')
        open_objections = IntegerField(default=0)
        objections = IntegerField(default=0)
        due_on = TextField(default='')
        class Meta:
            database = db
            table_name = 'case'
            indexes = ((('campaign', 'household'), True), (('campaign', 'village', 'step_position'), False), (('campaign', 'due_on'), False))
    db.create_tables([Case])

    class AgendaItem(Model):
        meeting = ForeignKeyField(Meeting)
        case = ForeignKeyField(Case)
        position = IntegerField()
        state = TextField()
        opened_at = TextField(default='')
        closed_at = TextField(default='')
        sheet = TextField(default='')
        suspicions = TextField(default='{}')
        decision = TextField(default='')
        way = TextField(default='named')
        counted = TextField(default='')
        tally = TextField(default='')
        opinion = TextField(default='')
        class Meta:
            database = db
            table_name = 'agenda_item'
            indexes = ((('meeting', 'position'), False),)
    db.create_tables([AgendaItem])

    class Assessment(Model):
        case = ForeignKeyField(Case)
        made_at = TextField()
        made_by = TextField()
        facts = TextField()
        eligible = BooleanField(null=True)
        monthly_fen = IntegerField(null=True)
        per_capita_fen = IntegerField(null=True)
        lines = TextField()
        superseded = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'assessment'
    db.create_tables([Assessment])

    class PanelMember(Model):
        village = ForeignKeyField(Village)
        seat = IntegerField()
        name = TextField()
        initials = TextField(default='')
        sex = TextField(default='')
        id_number = TextField(default='')
        role = TextField(default='')
        phone = TextField(default='')
        duty = TextField(default='member')
        votes = BooleanField(default=True)
        active = BooleanField(default=True)
        class Meta:
            database = db
            table_name = 'panel_member'
    db.create_tables([PanelMember])

    class Attendance(Model):
        meeting = ForeignKeyField(Meeting)
        panel_member = ForeignKeyField(PanelMember)
        present = BooleanField(default=False)
        arrived_at = TextField(default='')
        left_at = TextField(default='')
        class Meta:
            database = db
            table_name = 'attendance'
            indexes = ((('meeting', 'panel_member'), True),)
    db.create_tables([Attendance])

    class AuditHead(Model):
        line = IntegerField()
        digest = TextField()
        class Meta:
            database = db
            table_name = 'audit_head'
    db.create_tables([AuditHead])

    class AuditLine(Model):
        at = TextField()
        actor = TextField()
        command = TextField()
        previous = TextField()
        digest = TextField()
        class Meta:
            database = db
            table_name = 'audit_line'
    db.create_tables([AuditLine])

    class AuditNote(Model):
        line = ForeignKeyField(AuditLine)
        household = IntegerField(index=True, null=True)
        text = TextField()
        before = TextField()
        after = TextField()
        class Meta:
            database = db
            table_name = 'audit_note'
    db.create_tables([AuditNote])

    class Ballot(Model):
        item = ForeignKeyField(AgendaItem)
        panel_member = ForeignKeyField(PanelMember)
        choice = TextField()
        cast_at = TextField()
        class Meta:
            database = db
            table_name = 'ballot'
            indexes = ((('item', 'panel_member'), True),)
    db.create_tables([Ballot])

    class BankAccount(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        bank = TextField(default='')
        account_no = TextField(index=True)
        account_name = TextField(default='')
        class Meta:
            database = db
            table_name = 'bank_account'
    db.create_tables([BankAccount])

    class BenefitEvent(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        kind = TextField()
        month = TextField()
        monthly_fen = IntegerField()
        covered = IntegerField(default=0)
        category = TextField(default='')
        decision = TextField(default='')
        decided = BooleanField(default=True)
        class Meta:
            database = db
            table_name = 'benefit_event'
    db.create_tables([BenefitEvent])

    class CardKeeping(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        keeper_name = TextField()
        keeper_id = TextField(default='')
        keeper_phone = TextField(default='')
        relation = TextField(default='')
        post = TextField(default='')
        is_staff = BooleanField(default=False)
        reason = TextField()
        agreed_on = TextField()
        county_filed_on = TextField(default='')
        ended_on = TextField(default='')
        end_reason = TextField(default='')
        class Meta:
            database = db
            table_name = 'card_keeping'
    db.create_tables([CardKeeping])

    class CaseState(Model):
        campaign = ForeignKeyField(Campaign, on_delete='CASCADE')
        case = ForeignKeyField(Case, on_delete='CASCADE')
        village = IntegerField()
        from_on = TextField()
        until_on = TextField()
        step = TextField()
        groups = IntegerField()
        cause = TextField(default='')
        due_on = TextField()
        before_fen = IntegerField()
        after_fen = IntegerField()
        class Meta:
            database = db
            table_name = 'case_state'
            indexes = ((('case', 'until_on'), True), (('campaign', 'until_on', 'village', 'step', 'groups', 'cause', 'due_on', 'before_fen', 'after_fen', 'from_on'), False))
    db.create_tables([CaseState])

    class ClosedMonth(Model):
        month = TextField(index=True)
        closed_at = TextField()
        closed_by = TextField()
        reopened_at = TextField(default='')
        reason = TextField(default='')
        class Meta:
            database = db
            table_name = 'closed_month'
    db.create_tables([ClosedMonth])

    class ClosedTable(Model):
        closing = ForeignKeyField(ClosedMonth, on_delete='CASCADE')
        name = TextField()
        body = TextField()
        digest = TextField()
        class Meta:
            database = db
            table_name = 'closed_table'
    db.create_tables([ClosedTable])

    class Confirmation(Model):
        case = ForeignKeyField(Case)
        confirmed_on = TextField()
        level = TextField()
        agreed = BooleanField()
        opinion = TextField(default='')
        signer = TextField()
        visited = BooleanField(default=False)
        void = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'confirmation'
    db.create_tables([Confirmation])

    class Member(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        position = IntegerField()
        name = TextField(index=True)
        initials = TextField(index=True, default='')
        relation = TextField(default='')
        sex = TextField(default='')
        id_number = TextField(index=True, default='')
        id_type = TextField(default='')
        id_written = TextField(default='')
        birth = TextField(default='')
        ethnic = TextField(default='')
        health = TextField(default='')
        disability_kind = TextField(default='')
        disability_grade = TextField(default='')
        disability_no = TextField(default='')
        labour = TextField(default='')
        marriage = TextField(default='')
        covered = BooleanField(default=True)
        note = TextField(default='')
        class Meta:
            database = db
            table_name = 'member'
    db.create_tables([Member])

    class Consent(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        member = ForeignKeyField(Member, on_delete='CASCADE')
        signed_on = TextField(default='')
        guardian = TextField(default='')
        class Meta:
            database = db
            table_name = 'consent'
    db.create_tables([Consent])

    class ExpenseItem(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        member = ForeignKeyField(Member, null=True, on_delete='SET NULL')
        kind = TextField()
        period = TextField(default='')
        amount_fen = IntegerField()
        note = TextField(default='')
        class Meta:
            database = db
            table_name = 'expense_item'
    db.create_tables([ExpenseItem])

    class RelativeFiling(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        official_name = TextField()
        official_id = TextField(index=True, default='')
        official_phone = TextField(default='')
        workplace = TextField(default='')
        post = TextField(default='')
        relation = TextField()
        recipient_name = TextField()
        recipient_id = TextField(default='')
        reason = TextField()
        applied_on = TextField(default='')
        findings = TextField(default='')
        opinion = TextField(default='')
        filed_on = TextField()
        visited_on = TextField(default='')
        ended_on = TextField(default='')
        class Meta:
            database = db
            table_name = 'relative_filing'
    db.create_tables([RelativeFiling])

    class FilingNote(Model):
        filing = ForeignKeyField(RelativeFiling, on_delete='CASCADE')
        on_date = TextField()
        text = TextField()
        class Meta:
            database = db
            table_name = 'filing_note'
    db.create_tables([FilingNote])

    class HeadMeaning(Model):
        kind = TextField()
        head = TextField()
        field = TextField(default='')
        class Meta:
            database = db
            table_name = 'head_meaning'
            indexes = ((('kind', 'head'), True),)
    db.create_tables([HeadMeaning])

    class Hearing(Model):
        case = ForeignKeyField(Case)
        heard_on = TextField()
        way = TextField(default='')
        heard_by = TextField()
        statement = TextField(default='')
        answer = TextField(default='')
        unreachable = TextField(default='')
        void = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'hearing'
    db.create_tables([Hearing])

    class HouseholdEvent(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        case = ForeignKeyField(Case, null=True, on_delete='SET NULL')
        kind = TextField(index=True)
        happened_on = TextField()
        person_name = TextField()
        person_id = TextField(default='')
        told = TextField()
        note = TextField(default='')
        from_month = TextField()
        covered_before = IntegerField()
        covered_after = IntegerField()
        before_fen = IntegerField()
        monthly_over_fen = IntegerField(default=0)
        papers = TextField(default='[]')
        settle_by = TextField()
        recorded_on = TextField()
        recorded_by = TextField()
        settled_on = TextField(default='')
        settled_how = TextField(default='')
        recovered_fen = IntegerField(default=0)
        recovered_on = TextField(default='')
        class Meta:
            database = db
            table_name = 'household_event'
    db.create_tables([HouseholdEvent])

    class HouseholdFacts(Model):
        household = ForeignKeyField(Household, primary_key=True, on_delete='CASCADE')
        applicant = ForeignKeyField(Member, null=True, on_delete='SET NULL')
        residence = TextField(default='')
        contact = TextField(default='')
        covered_reason = TextField(default='')
        cabinet = TextField(default='')
        box = TextField(default='')
        bag = TextField(default='')
        class Meta:
            database = db
            table_name = 'household_facts'
    db.create_tables([HouseholdFacts])

    class HouseholdTag(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        tag = TextField(index=True)
        class Meta:
            database = db
            table_name = 'household_tag'
    db.create_tables([HouseholdTag])

    class ImportBatch(Model):
        at = TextField()
        actor = TextField()
        line = IntegerField()
        files = TextField()
        spans = TextField()
        undone_at = TextField(default='')
        undone_by = TextField(default='')
        class Meta:
            database = db
            table_name = 'import_batch'
    db.create_tables([ImportBatch])

    class ImportImage(Model):
        batch = ForeignKeyField(ImportBatch, on_delete='CASCADE')
        name = TextField()
        row = IntegerField()
        before = TextField()
        after = TextField()
        class Meta:
            database = db
            table_name = 'import_image'
    db.create_tables([ImportImage])

    class IncomeFigure(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        period = TextField(default='')
        kind = TextField()
        amount_fen = IntegerField()
        source = TextField(default='')
        class Meta:
            database = db
            table_name = 'income_figure'
    db.create_tables([IncomeFigure])

    class IncomeItem(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        member = ForeignKeyField(Member, null=True, on_delete='SET NULL')
        kind = TextField()
        period = TextField(default='')
        amount_fen = IntegerField()
        excluded = TextField(default='')
        note = TextField(default='')
        class Meta:
            database = db
            table_name = 'income_item'
    db.create_tables([IncomeItem])

    class KeepingEntry(Model):
        keeping = ForeignKeyField(CardKeeping, on_delete='CASCADE')
        kind = TextField()
        on_date = TextField()
        amount_fen = IntegerField(null=True)
        words = TextField()
        signed_by = TextField(default='')
        class Meta:
            database = db
            table_name = 'keeping_entry'
    db.create_tables([KeepingEntry])

    class Lead(Model):
        key = TextField(unique=True)
        code = TextField()
        kind = TextField()
        household = ForeignKeyField(Household, null=True)
        member = ForeignKeyField(Member, null=True, on_delete='SET NULL')
        person_id = TextField(default='')
        person_name = TextField(default='')
        confidence = TextField()
        severity = TextField(default='')
        reason = TextField()
        source = TextField()
        clause = TextField(default='')
        dossier_says = TextField(default='[]')
        list_says = TextField(default='[]')
        found_at = TextField()
        withdrawn_at = TextField(default='')
        verdict = TextField(default='')
        evidence = TextField(default='')
        verified_by = TextField(default='')
        verified_on = TextField(default='')
        class Meta:
            database = db
            table_name = 'lead'
            indexes = ((('household', 'verdict'), False), (('kind', 'verdict'), False))
    db.create_tables([Lead])

    class ListRow(Model):
        kind = TextField()
        digest = TextField(unique=True)
        name = TextField()
        id_number = TextField(index=True)
        id_fault = TextField(default='')
        account_no = TextField(default='')
        amount_fen = IntegerField(null=True)
        on_date = TextField(default='')
        label = TextField(default='')
        detail = TextField(default='')
        months = TextField(default='')
        period = TextField(default='')
        source = TextField(default='')
        place = TextField(default='')
        taken_at = TextField()
        class Meta:
            database = db
            table_name = 'list_row'
            indexes = ((('kind', 'period'), False),)
    db.create_tables([ListRow])

    class MadeReport(Model):
        name = TextField()
        of = TextField()
        made_at = TextField()
        made_by = TextField()
        class Meta:
            database = db
            table_name = 'made_report'
            indexes = ((('name', 'of'), False),)
    db.create_tables([MadeReport])

    class MemberFacts(Model):
        member = ForeignKeyField(Member, primary_key=True, on_delete='CASCADE')
        education = TextField(default='')
        employment = TextField(default='')
        politics = TextField(default='')
        phone = TextField(default='')
        school = TextField(default='')
        workplace = TextField(default='')
        absence = TextField(default='')
        status = TextField(default='')
        died_on = TextField(default='')
        duplicate = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'member_facts'
    db.create_tables([MemberFacts])

    class MinutesSeal(Model):
        meeting = ForeignKeyField(Meeting)
        code = TextField(unique=True)
        digest = TextField()
        reason = TextField()
        made_at = TextField()
        class Meta:
            database = db
            table_name = 'minutes_seal'
    db.create_tables([MinutesSeal])

    class NextCheck(Model):
        household = ForeignKeyField(Household, primary_key=True, on_delete='CASCADE')
        last_on = TextField()
        due_on = TextField(index=True)
        months = IntegerField()
        reason = TextField()
        source = TextField(default='')
        class Meta:
            database = db
            table_name = 'next_check'
    db.create_tables([NextCheck])

    class NoticeBatch(Model):
        campaign = ForeignKeyField(Campaign)
        village = ForeignKeyField(Village)
        round = IntegerField()
        number = TextField(unique=True)
        state = TextField()
        made_on = TextField(default='')
        reviewed = BooleanField(default=False)
        again = BooleanField(default=False)
        place = TextField(default='')
        posted_on = TextField(default='')
        posted_by = TextField(default='')
        last_day = TextField(default='')
        closable_on = TextField(default='')
        ended_on = TextField(default='')
        class Meta:
            database = db
            table_name = 'notice_batch'
            indexes = ((('campaign', 'village', 'round'), False),)
    db.create_tables([NoticeBatch])

    class NoticeEntry(Model):
        batch = ForeignKeyField(NoticeBatch)
        case = ForeignKeyField(Case)
        position = IntegerField()
        head_name = TextField()
        village_group = TextField(default='')
        family_size = IntegerField()
        covered_size = IntegerField()
        aid_type = TextField(default='')
        category = TextField(default='')
        written_category = TextField(default='')
        outcome = TextField(default='')
        former_fen = IntegerField(default=0)
        monthly_fen = IntegerField(null=True)
        near_relative = BooleanField(default=False)
        state = TextField()
        reason = TextField(default='')
        by_objection = BooleanField(default=False)
        again = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'notice_entry'
    db.create_tables([NoticeEntry])

    class NoticePhoto(Model):
        batch = ForeignKeyField(NoticeBatch)
        moment = TextField()
        title = TextField()
        taken_on = TextField()
        digest = TextField(index=True)
        removed_on = TextField(default='')
        removed_reason = TextField(default='')
        class Meta:
            database = db
            table_name = 'notice_photo'
    db.create_tables([NoticePhoto])

    class Objection(Model):
        entry = ForeignKeyField(NoticeEntry)
        raised_on = TextField()
        raiser = TextField(default='')
        text = TextField()
        handling = TextField(default='')
        conclusion = TextField(default='')
        content_changed = BooleanField(default=False)
        resolved_on = TextField(default='')
        answered_on = TextField(default='')
        class Meta:
            database = db
            table_name = 'objection'
    db.create_tables([Objection])

    class Obligor(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        name = TextField()
        id_number = TextField(index=True, default='')
        relation = TextField(default='')
        member = ForeignKeyField(Member, null=True, on_delete='SET NULL')
        annual_fen = IntegerField(null=True)
        consented_on = TextField(default='')
        note = TextField(default='')
        class Meta:
            database = db
            table_name = 'obligor'
    db.create_tables([Obligor])

    class OfficeHoliday(Model):
        day = TextField(primary_key=True)
        year = IntegerField(index=True)
        works = BooleanField()
        class Meta:
            database = db
            table_name = 'office_holiday'
    db.create_tables([OfficeHoliday])

    class OfficePack(Model):
        policy_id = TextField(primary_key=True)
        toml = TextField()
        changed_at = TextField()
        class Meta:
            database = db
            table_name = 'office_pack'
    db.create_tables([OfficePack])

    class OfficialRelative(Model):
        village = TextField()
        official_name = TextField()
        official_id = TextField(index=True)
        post = TextField(default='')
        relative_name = TextField()
        relative_id = TextField(index=True)
        relation = TextField(default='')
        filed = BooleanField()
        place = TextField(default='')
        class Meta:
            database = db
            table_name = 'official_relative'
            indexes = ((('official_id', 'relative_id', 'official_name', 'relative_name'), True),)
    db.create_tables([OfficialRelative])

    class OpenDifference(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        source = TextField()
        group = TextField(column_name='group_name')
        field = TextField()
        office_value = TextField()
        file_value = TextField()
        why = TextField()
        said_at = TextField()
        class Meta:
            database = db
            table_name = 'open_difference'
    db.create_tables([OpenDifference])

    class OwnSetting(Model):
        account = IntegerField()
        name = TextField()
        value = TextField()
        class Meta:
            database = db
            table_name = 'own_setting'
            indexes = ((('account', 'name'), True),)
    db.create_tables([OwnSetting])

    class PanelKin(Model):
        panel_member = ForeignKeyField(PanelMember, on_delete='CASCADE')
        name = TextField()
        id_number = TextField(index=True, default='')
        relation = TextField(default='')
        class Meta:
            database = db
            table_name = 'panel_kin'
    db.create_tables([PanelKin])

    class PanelTerm(Model):
        village = ForeignKeyField(Village, primary_key=True)
        first_day = TextField(default='')
        last_day = TextField(default='')
        class Meta:
            database = db
            table_name = 'panel_term'
    db.create_tables([PanelTerm])

    class Paper(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
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
        removed_on = TextField(default='')
        removed_reason = TextField(default='')
        class Meta:
            database = db
            table_name = 'paper'
            indexes = ((('household', 'removed_on', 'line'), False),)
    db.create_tables([Paper])

    class PropertyItem(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        member = ForeignKeyField(Member, null=True, on_delete='SET NULL')
        kind = TextField()
        detail = TextField(default='')
        value_fen = IntegerField(null=True)
        note = TextField(default='')
        class Meta:
            database = db
            table_name = 'property_item'
    db.create_tables([PropertyItem])

    class Question(Model):
        item = ForeignKeyField(AgendaItem)
        asker = TextField()
        topic = TextField(default='')
        text = TextField()
        answer = TextField(default='')
        answerer = TextField(default='')
        asked_at = TextField()
        answered_at = TextField(default='')
        class Meta:
            database = db
            table_name = 'question'
    db.create_tables([Question])

    class RecordDraft(Model):
        account = IntegerField()
        household = IntegerField(default=0)
        at = TextField()
        body = TextField()
        files = TextField(default='[]')
        pasted = IntegerField(default=0)
        class Meta:
            database = db
            table_name = 'record_draft'
            indexes = ((('account', 'household'), True),)
    db.create_tables([RecordDraft])

    class RecordVersion(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        version = IntegerField()
        at = TextField()
        actor = TextField()
        body = TextField()
        class Meta:
            database = db
            table_name = 'record_version'
            indexes = ((('household', 'version'), True),)
    db.create_tables([RecordVersion])

    class Recusal(Model):
        item = ForeignKeyField(AgendaItem)
        panel_member = ForeignKeyField(PanelMember)
        reason = TextField()
        declared = BooleanField(default=False)
        left_room = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'recusal'
            indexes = ((('item', 'panel_member'), True),)
    db.create_tables([Recusal])

    class Setting(Model):
        name = TextField(primary_key=True)
        value = TextField()
        class Meta:
            database = db
            table_name = 'setting'
    db.create_tables([Setting])

    class SourceWord(Model):
        source = TextField()
        group = TextField(column_name='group_name')
        word = TextField()
        class Meta:
            database = db
            table_name = 'source_word'
            indexes = ((('source', 'group'), True),)
    db.create_tables([SourceWord])

    class Statement(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        source = TextField()
        digest = TextField()
        said = TextField(default='')
        class Meta:
            database = db
            table_name = 'statement'
            indexes = ((('source', 'household'), True),)
    db.create_tables([Statement])

    class SupersededVote(Model):
        item = ForeignKeyField(AgendaItem)
        reason = TextField()
        superseded_at = TextField()
        state = TextField()
        closed_at = TextField()
        counted = TextField(default='')
        tally = TextField()
        opinion = TextField()
        ballots = TextField()
        class Meta:
            database = db
            table_name = 'superseded_vote'
    db.create_tables([SupersededVote])

    class SupplementGrant(Model):
        household = ForeignKeyField(Household, on_delete='CASCADE')
        from_month = TextField()
        household_fen = IntegerField()
        person_fen = IntegerField()
        lines = TextField(default='')
        shares = TextField(default='{}')
        decision = TextField()
        class Meta:
            database = db
            table_name = 'supplement_grant'
    db.create_tables([SupplementGrant])

    class TownshipCheck(Model):
        case = ForeignKeyField(Case)
        checked_on = TextField()
        agreed = BooleanField()
        opinion = TextField()
        gates = TextField(default='{}')
        signer = TextField()
        void = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'township_check'
    db.create_tables([TownshipCheck])

    class UploadColumn(Model):
        template = TextField()
        head = TextField()
        use = TextField()
        value = TextField(default='')
        class Meta:
            database = db
            table_name = 'upload_column'
            indexes = ((('template', 'head'), True),)
    db.create_tables([UploadColumn])

    class UploadWord(Model):
        template = TextField()
        head = TextField()
        ours = TextField()
        theirs = TextField()
        class Meta:
            database = db
            table_name = 'upload_word'
            indexes = ((('template', 'head', 'ours'), True),)
    db.create_tables([UploadWord])

    class Visit(Model):
        case = ForeignKeyField(Case)
        visited_on = TextField()
        investigators = TextField()
        answers = TextField()
        neighbours = TextField(default='[]')
        summary = TextField(default='')
        family_signer = TextField(default='')
        signed_at = TextField(default='')
        void = BooleanField(default=False)
        class Meta:
            database = db
            table_name = 'visit'
    db.create_tables([Visit])

    class WrittenNotice(Model):
        case = ForeignKeyField(Case)
        number = TextField(unique=True)
        made_on = TextField()
        reasons = TextField(default='')
        delivered_on = TextField(default='')
        way = TextField(default='')
        delivered_by = TextField(default='')
        receiver = TextField(default='')
        refused = BooleanField(default=False)
        witness = TextField(default='')
        class Meta:
            database = db
            table_name = 'written_notice'
    db.create_tables([WrittenNotice])


def down(migrator, db):
    migrator.migrate(migrator.drop_table('written_notice'))
    migrator.migrate(migrator.drop_table('visit'))
    migrator.migrate(migrator.drop_table('upload_word'))
    migrator.migrate(migrator.drop_table('upload_column'))
    migrator.migrate(migrator.drop_table('township_check'))
    migrator.migrate(migrator.drop_table('supplement_grant'))
    migrator.migrate(migrator.drop_table('superseded_vote'))
    migrator.migrate(migrator.drop_table('statement'))
    migrator.migrate(migrator.drop_table('source_word'))
    migrator.migrate(migrator.drop_table('setting'))
    migrator.migrate(migrator.drop_table('recusal'))
    migrator.migrate(migrator.drop_table('record_version'))
    migrator.migrate(migrator.drop_table('record_draft'))
    migrator.migrate(migrator.drop_table('question'))
    migrator.migrate(migrator.drop_table('property_item'))
    migrator.migrate(migrator.drop_table('paper'))
    migrator.migrate(migrator.drop_table('panel_term'))
    migrator.migrate(migrator.drop_table('panel_kin'))
    migrator.migrate(migrator.drop_table('own_setting'))
    migrator.migrate(migrator.drop_table('open_difference'))
    migrator.migrate(migrator.drop_table('official_relative'))
    migrator.migrate(migrator.drop_table('office_pack'))
    migrator.migrate(migrator.drop_table('office_holiday'))
    migrator.migrate(migrator.drop_table('obligor'))
    migrator.migrate(migrator.drop_table('objection'))
    migrator.migrate(migrator.drop_table('notice_photo'))
    migrator.migrate(migrator.drop_table('notice_entry'))
    migrator.migrate(migrator.drop_table('notice_batch'))
    migrator.migrate(migrator.drop_table('next_check'))
    migrator.migrate(migrator.drop_table('minutes_seal'))
    migrator.migrate(migrator.drop_table('member_facts'))
    migrator.migrate(migrator.drop_table('made_report'))
    migrator.migrate(migrator.drop_table('list_row'))
    migrator.migrate(migrator.drop_table('lead'))
    migrator.migrate(migrator.drop_table('keeping_entry'))
    migrator.migrate(migrator.drop_table('income_item'))
    migrator.migrate(migrator.drop_table('income_figure'))
    migrator.migrate(migrator.drop_table('import_image'))
    migrator.migrate(migrator.drop_table('import_batch'))
    migrator.migrate(migrator.drop_table('household_tag'))
    migrator.migrate(migrator.drop_table('household_facts'))
    migrator.migrate(migrator.drop_table('household_event'))
    migrator.migrate(migrator.drop_table('hearing'))
    migrator.migrate(migrator.drop_table('head_meaning'))
    migrator.migrate(migrator.drop_table('filing_note'))
    migrator.migrate(migrator.drop_table('relative_filing'))
    migrator.migrate(migrator.drop_table('expense_item'))
    migrator.migrate(migrator.drop_table('consent'))
    migrator.migrate(migrator.drop_table('member'))
    migrator.migrate(migrator.drop_table('confirmation'))
    migrator.migrate(migrator.drop_table('closed_table'))
    migrator.migrate(migrator.drop_table('closed_month'))
    migrator.migrate(migrator.drop_table('case_state'))
    migrator.migrate(migrator.drop_table('card_keeping'))
    migrator.migrate(migrator.drop_table('benefit_event'))
    migrator.migrate(migrator.drop_table('bank_account'))
    migrator.migrate(migrator.drop_table('ballot'))
    migrator.migrate(migrator.drop_table('audit_note'))
    migrator.migrate(migrator.drop_table('audit_line'))
    migrator.migrate(migrator.drop_table('audit_head'))
    migrator.migrate(migrator.drop_table('attendance'))
    migrator.migrate(migrator.drop_table('panel_member'))
    migrator.migrate(migrator.drop_table('assessment'))
    migrator.migrate(migrator.drop_table('agenda_item'))
    migrator.migrate(migrator.drop_table('case'))
    migrator.migrate(migrator.drop_table('household'))
    migrator.migrate(migrator.drop_table('meeting'))
    migrator.migrate(migrator.drop_table('village'))
    migrator.migrate(migrator.drop_table('campaign'))
    migrator.migrate(migrator.drop_table('account'))
