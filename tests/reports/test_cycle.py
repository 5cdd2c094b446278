"""The month by the office's settlement day, and 新增 by the first confirmation."""

from __future__ import annotations

import pytest

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.dossiers import commands as dossiers
from dibao_desktop.dossiers.rules.benefit import BenefitKind
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.reports.tables.month import Change, month_book
from dibao_desktop.settings import commands as settings
from dibao_desktop.settings.rules import Key
from makers import a_record, make_household
from situations import bring_to, finish, start


def new_in(month: str) -> int:
    return len(month_book(month).changed(Change.NEW))


def include(session, campaign: int) -> int:
    """A household that applies and is included today; returns its id."""
    case = clearance.add_applicant_case(session, campaign, a_record(2, start_month="", monthly_fen=0))
    bring_to(session, case, DoneWhen.ASSESSMENT_CURRENT)
    clearance.propose(session, case, Outcome.INCLUDE, 222_00, "家庭困难")
    finish(session, case)
    return cases.case(case).row.household_id


@pytest.mark.parametrize(("day", "cycle", "title"), [(15, "", "2017-07"), (15, "15", "2017-07"), (16, "15", "2017-08")])
def test_new_households_fall_into_the_month_of_their_confirmation(session, clock, day, cycle, title):
    settings.change_settings(session, {Key.CYCLE_DAY: cycle})
    make_household(session)
    campaign = start(session)
    clock.pass_days(day - 1)
    household = include(session, campaign)
    months = [f"2017-{number:02d}" for number in range(5, 11)]
    assert [new_in(month) for month in months] == [int(month == title) for month in months]
    # What is changed in it later makes no new 新增.
    dossiers.change_benefit(session, household, BenefitKind.GRANT, "2017-09", 333_00, 2, "B类", "调整")
    assert [new_in(month) for month in months] == [int(month == title) for month in months]
    assert len(month_book("2017-09").changed(Change.RAISED)) == 1


def test_a_settlement_day_that_cannot_be_is_refused(session):
    from dibao_desktop.domain.errors import KnownError

    for wrong in ("0", "32", "十五"):
        with pytest.raises(KnownError, match="1 至 31"):
            settings.change_settings(session, {Key.CYCLE_DAY: wrong})
