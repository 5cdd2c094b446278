"""A roster that does not know of a decision yet neither pays a stopped household nor an applicant."""

from __future__ import annotations

from dataclasses import replace

from dibao_desktop.dossiers import commands, queries
from dibao_desktop.dossiers.rules.benefit import BenefitKind
from dibao_desktop.dossiers.rules.standing import Standing
from makers import a_record


def test_a_stopped_household_in_a_newer_roster_is_told_and_not_paid(session):
    record = a_record()
    commands.apply_roster(session, [record], "名册")
    household = queries.household_id(record.number)
    commands.change_benefit(session, household, BenefitKind.STOP, "2017-07", 0, 0, record.category, "停发决定")
    newer = replace(record, monthly_fen=400_00, phone="19900009999")
    applied = commands.apply_roster(session, [newer], "名册")
    found = queries.household(household)
    assert (found.standing, found.record.monthly_fen, found.record.covered_size) == (Standing.STOPPED, 0, 0)
    assert found.record.phone == "19900009999"
    assert {each.field for each in applied.differences} >= {"月保障金", "联系电话"}
    assert (applied.new, applied.changed, applied.same) == (0, 1, 0)
    again = commands.apply_roster(session, [newer], "名册")
    assert (again.new, again.changed, again.same) == (0, 0, 1)
    assert queries.totals().monthly_fen == 0


def test_an_applicant_in_a_roster_gets_nothing_before_the_decision(session):
    record = a_record(monthly_fen=None)
    household = commands.enrol_household(session, record, True)
    commands.apply_roster(session, [replace(record, monthly_fen=336_00)], "名册")
    found = queries.household(household)
    assert (found.standing, found.record.monthly_fen) == (Standing.APPLYING, 0)
