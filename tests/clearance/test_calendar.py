"""When households are verified next: kept by the gate, listed by day, overdue first."""

from __future__ import annotations

import datetime as dt

from conftest import Clock
from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.queries import NextCheckListing
from dibao_desktop.clearance.records import NextCheck
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers.rules.record import RelativeEntry
from dibao_desktop.dossiers.rules.registers import FilingDraft
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.session import Session
from dibao_desktop.storage.listing import Search
from makers import a_member, make_household
from situations import bring_to, finish, start


def visited(session: Session, policy: str = "s1", **fields: object) -> int:
    household = make_household(session, 1, **fields)
    case = queries.case_of(start(session, policy), household)
    assert case is not None
    bring_to(session, case.id, DoneWhen.ASSESSMENT_CURRENT)
    return household


def test_never_visited_is_never_due(session: Session) -> None:
    household = make_household(session)
    assert queries.next_check(household) is None
    assert (queries.never_checked(), queries.checks_due("2099-01-01")) == (1, 0)


def test_the_visit_sets_the_day_and_the_rule_is_named(session: Session) -> None:
    household = visited(session, category="C类")
    (row,) = NextCheckListing().rows([household]).values()
    assert (row.last_on, row.due_on, row.months) == ("2017-06-01", "2017-09-01", 3)
    assert "C类" in row.reason
    assert row.source
    assert queries.never_checked() == 0
    assert queries.checks_by_day("2017-09") == {"2017-09-01": 1}
    assert (queries.checks_due("2017-08-31"), queries.checks_due("2017-09-01")) == (0, 1)


def test_a_changed_category_moves_the_day(session: Session) -> None:
    from dataclasses import replace

    from dibao_desktop.dossiers import queries as dossiers

    household = visited(session, category="C类")
    found = dossiers.household(household)
    assert found is not None
    dossier_commands.amend_household(session, household, replace(found.record, category="A类"), found.version)
    due = queries.next_check(household)
    assert due is not None
    assert due.on == dt.date(2018, 6, 1)
    assert queries.checks_by_day("2018-06") == {"2018-06-01": 1}


def test_a_filed_relative_shortens_the_interval(session: Session) -> None:
    member = a_member(labour="无劳动能力")
    household = visited(session, "s2", members=(member,), head_name=member.name)
    before = queries.next_check(household)
    entry = RelativeEntry("石塔村", "段文华", "", "村委会主任", member.name, member.id_number, "兄弟姐妹", True)
    dossier_commands.record_relatives(session, [entry], "登记表")
    assert before is not None
    assert before.months == 12
    assert NextCheckListing().rows([household])[household].months == 6


def test_overdue_first_and_filtered(session: Session, clock: Clock) -> None:
    late = visited(session, category="C类")
    clock.pass_days(20)
    later = visited(session, category="C类")
    listing = NextCheckListing()
    assert listing.ids(Search()) == [late, later]
    assert listing.ids(Search(filters={"day": "2017-09-21"})) == [later]
    assert listing.ids(Search(filters={"until": "2017-09-01"})) == [late]
    assert listing.ids(Search(filters={"village": "别村"})) == []


def test_only_who_is_filed_is_verified_more_often_and_verify_compares(session: Session) -> None:
    member = a_member(labour="无劳动能力")
    household = visited(session, "s2", members=(member,), head_name=member.name)
    entry = RelativeEntry("石塔村", "段文华", "", "村委会主任", member.name, member.id_number, "兄弟姐妹", False)
    dossier_commands.record_relatives(session, [entry], "登记表")
    assert NextCheckListing().rows([household])[household].months == 12
    draft = FilingDraft(
        official_name="段文华",
        post="村委会主任",
        relation="兄弟姐妹",
        recipient_name=member.name,
        reason="因病",
        filed_on="2017-06-01",
    )
    dossier_commands.file_relative(session, household, draft)
    assert NextCheckListing().rows([household])[household].months == 6
    assert queries.wrong_checks() == []
    NextCheck.update(due_on="2019-01-01").where(NextCheck.household == household).execute()
    (fault,) = queries.wrong_checks()
    assert "2019-01-01" in fault


def test_a_pack_that_is_taken_over_moves_the_day_of_closed_cases_too(session: Session) -> None:
    household = visited(session, category="C类")
    campaign = queries.current_campaign()
    assert campaign is not None
    case = queries.case_of(campaign.id, household)
    assert case is not None
    finish(session, case.id)
    assert NextCheckListing().rows([household])[household].months == 3
    commands.adopt_pack(session, campaign.id, "national")
    assert NextCheckListing().rows([household])[household].months != 3
    assert queries.wrong_checks() == []
