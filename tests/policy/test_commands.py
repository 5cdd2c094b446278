"""The office's own figures: put into a pack, kept, taken into a campaign under way."""

from __future__ import annotations

import datetime as dt

import pytest

from dibao_desktop.audit.queries import latest
from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy import commands, queries
from dibao_desktop.policy.records import OfficePack
from dibao_desktop.policy.rules.aid import AidType
from dibao_desktop.policy.rules.pack import Category, Standard
from dibao_desktop.policy.rules.steps import DoneWhen
from makers import make_household
from situations import bring_to, start

JULY = dt.date(2017, 7, 1)
SOURCE = "县政府办〔2017〕12号"


def a_standard(fen: int = 4800_00, day: dt.date = dt.date(2017, 1, 1), source: str = SOURCE) -> Standard:
    return Standard(AidType.RURAL, "year", fen, day, source)


def a_category(**fields: object) -> Category:
    said = {"code": "c", "title": "贫困保障对象", "aid_type": AidType.RURAL, "monthly_fen": 130_00}
    said |= {"in_force_from": JULY, "criteria": (), "source": SOURCE}
    return Category(**{**said, **fields})


def refusal(code: str, act) -> str:
    with pytest.raises(KnownError) as error:
        act()
    assert error.value.code == code, error.value.message
    assert error.value.message.endswith("。")
    return error.value.message


def test_a_standard_holds_from_its_day_and_leaves_what_was_before(session):
    commands.set_standard(session, "s1", Standard(AidType.RURAL, "year", 3200_00, JULY, SOURCE))
    policy = queries.office_packs().policies["s1"]
    before, after = (policy.standard_at(AidType.RURAL, day) for day in (dt.date(2017, 6, 30), JULY))
    assert before and after
    assert (before.amount_fen, after.amount_fen) == (2800_00, 3200_00)
    assert queries.changed_packs() == {"s1": "2017-06-01T09:00:00"}
    line = next(line for line in latest() if "3,200.00" in line.text)
    assert SOURCE in line.text
    assert (line.before, line.after["标准（分）"]) == ({"标准（分）": 2800_00}, 3200_00)
    assert any(figure.source == SOURCE for figure in policy.figures)


def test_a_category_takes_what_it_does_not_say_from_the_older_one(session):
    commands.set_category(session, "s1", a_category())
    policy = queries.office_packs().policies["s1"]
    old, new = (policy.category_at("C", AidType.RURAL, day) for day in (dt.date(2017, 6, 30), JULY))
    assert old and new
    assert (old.monthly_fen, new.monthly_fen) == (112_00, 130_00)
    assert new.criteria == old.criteria


def test_what_a_figure_needs(session):
    refusal("no_amount", lambda: commands.set_standard(session, "s2", a_standard(0)))
    refusal("no_source", lambda: commands.set_standard(session, "s2", a_standard(source=" ")))
    refusal("unknown_policy", lambda: commands.set_standard(session, "x", a_standard()))
    refusal("date_taken", lambda: commands.set_standard(session, "s1", a_standard()))
    refusal("missing", lambda: commands.set_category(session, "s1", a_category(title=" ")))
    refusal("no_amount", lambda: commands.set_category(session, "s1", a_category(monthly_fen=None)))
    commands.set_category(session, "s1", a_category())
    refusal("date_taken", lambda: commands.set_category(session, "s1", a_category()))
    refusal("bad_policy", lambda: commands.set_standard(session, "s1", a_standard(10**15, JULY)))
    assert queries.office_packs().problems == ()


def test_a_wrong_figure_is_taken_back_with_the_shipped_pack(session):
    refusal("nothing_own", lambda: commands.restore_pack(session, "s1"))
    commands.set_standard(session, "s1", a_standard(3200_00, JULY))
    commands.restore_pack(session, "s1")
    policy = queries.office_packs().policies["s1"]
    assert [s.amount_fen for s in policy.standards if s.aid_type is AidType.RURAL] == [2800_00]


def test_a_copy_that_no_longer_reads_is_named_and_the_shipped_pack_holds(session):
    OfficePack.create(policy_id="s1", toml="format = 99", changed_at="2017-06-01")
    packs = queries.office_packs()
    assert packs.policies["s1"].title
    assert "本单位" in packs.problems[0].sentence


def test_a_campaign_under_way_adopts_a_standard_and_only_changed_amounts_are_worked_out_anew(session):
    poor, rich = make_household(session, annual_income_fen=3000_00), make_household(session, annual_income_fen=9000_00)
    campaign = start(session, "national")
    ids = [cases.case_of(campaign, household).id for household in (poor, rich)]
    for case_id in ids:
        bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
        assert clearance.assess(session, case_id).outcome is Outcome.PENDING
    refusal("same_pack", lambda: clearance.adopt_pack(session, campaign))
    commands.set_standard(session, "national", a_standard(2400_00))
    assert clearance.adopt_pack(session, campaign) == 2
    for case_id in ids:
        assert clearance.assess(session, case_id).outcome.is_final
    # 2400 a person and year: a household of 3 with 3000 gets (2400 - 1000) x 3 / 12; one with 9000 is above the standard.
    rows = [cases.case_row(case_id) for case_id in ids]
    assert [(row.proposal, row.proposed_fen) for row in rows] == [(Outcome.INCREASE, 350_00), (Outcome.STOP, 0)]
    commands.set_standard(session, "national", a_standard(2500_00, dt.date(2017, 5, 1)))
    assert clearance.adopt_pack(session, campaign) == 1
    assert cases.wrong_steps() == []


def test_a_closed_campaign_keeps_its_pack(session):
    campaign = start(session, "s1")
    clearance.close_campaign(session, campaign, session.today())
    commands.set_standard(session, "s1", a_standard(3200_00, JULY))
    refusal("campaign_closed", lambda: clearance.adopt_pack(session, campaign))
