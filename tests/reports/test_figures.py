"""The dashboard's figures: what they count, and that each opens on exactly what it counted."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.queries import CampaignRow
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.reports import figures
from dibao_desktop.reports.figures import FigureKey, dashboard, days_behind, percent, stage_note
from dibao_desktop.storage.listing import Search
from makers import make_household
from situations import bring_to, do_step, finish, start


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (299, 300, "99.67%"),
        (99_999, 100_000, "99.99%"),
        (3, 3, "100%"),
        (0, 0, "—"),
        (0, 5, "0.00%"),
        (323, 347, "93.08%"),
    ],
)
def test_a_hundred_per_cent_only_when_nothing_lacks(part, whole, shown):
    assert percent(part, whole) == shown


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_percent_never_says_a_hundred_for_less(part, whole):
    part = min(part, whole)
    assert (percent(part, whole) == "100%") == (part == whole)


def test_days_behind_the_even_pace():
    window = ("2017-06-01", "2017-06-30")
    assert days_behind(0, 30, "2017-06-01", "", dt.date(2017, 6, 10)) is None
    assert days_behind(10, 30, *window, dt.date(2017, 6, 11)) == 0
    assert days_behind(9, 30, *window, dt.date(2017, 6, 11)) == 1
    assert days_behind(0, 30, *window, dt.date(2018, 1, 1)) == 30
    assert days_behind(0, 30, *window, dt.date(2017, 5, 1)) == 0
    assert days_behind(0, 0, *window, dt.date(2017, 6, 11)) == 0


def test_the_stage_of_today(session):
    campaign = queries.campaign(start(session))
    policy = queries.policy_of(campaign.id)
    assert "6月16日—7月15日 · 还有 9 天" in stage_note(campaign, policy, dt.date(2017, 7, 6))
    assert stage_note(campaign, policy, dt.date(2017, 7, 31)) == "6月1日—7月31日 · 今天截止"
    assert stage_note(campaign, policy, dt.date(2017, 8, 2)) == "6月1日—7月31日 · 已过期 2 天"
    open_ended = CampaignRow(1, "甲", "s1", "2017-06-01", "", "")
    assert stage_note(open_ended, policy, dt.date(2017, 8, 2)) == "6月1日开始"
    ended = CampaignRow(1, "甲", "s1", "2017-06-01", "", "2017-08-01")
    assert stage_note(ended, policy, dt.date(2017, 8, 2)) == "已于 8月1日结束"


def test_each_number_opens_on_what_it_counted(session, clock):
    for village in ("石塔村", "荆山村"):
        for _ in range(4):
            make_household(session, village=village)
    campaign = start(session)
    ids = [row.id for row in queries.cases(campaign)]
    do_step(session, ids[0])
    bring_to(session, ids[1], DoneWhen.NOTICE_ENDED)
    commands.post_notice(session, [ids[1]], 1, session.today(), dt.date(2017, 6, 9))
    bring_to(session, ids[2], DoneWhen.ASSESSMENT_CURRENT)
    commands.propose(session, ids[2], Outcome.STOP, None, "收入超过标准")
    finish(session, ids[2])
    bring_to(session, ids[3], DoneWhen.ASSESSMENT_CURRENT)
    commands.propose(session, ids[3], Outcome.STOP, None, "收入超过标准")
    shown = dashboard(campaign, session.today())
    assert shown.figure(FigureKey.VISIT_RATE).number == "50.00%"
    assert shown.figure(FigureKey.VISIT_RATE).note == "4 / 8 户 · 差 4 户"
    assert shown.figure(FigureKey.REVIEWED).number == "2"
    assert (shown.figure(FigureKey.POSTING).number, shown.figure(FigureKey.POSTING).note) == ("1", "最早 6月9日可撤下")
    assert shown.figure(FigureKey.EXITS).note == "月减 336 元 · 另拟 1 户"
    assert shown.figure(FigureKey.OPEN_LEADS).note == "都已核实"
    listing = queries.CaseListing(campaign)
    for key, filters, count in [
        (FigureKey.REVIEWED, {}, 2),
        (FigureKey.POSTING, {}, 1),
        (FigureKey.EXITS, {}, 1),
        (FigureKey.VISIT_RATE, {}, 4),
        (FigureKey.ADDITIONS, {}, 0),
    ]:
        assert len(listing.ids(Search(filters={**shown.figure(key).door, **filters}))) == count
    first, second = shown.villages
    assert (first.village, first.cases, first.visited, first.all_visited) == ("石塔村", 4, 4, True)
    assert sum(first.parts) == 4
    assert second.visit_rate == "0.00%"
    assert sum(first.steps.values()) == 4
    one = dashboard(campaign, session.today(), "荆山村")
    assert [each.village for each in one.villages] == ["荆山村"]
    assert one.figure(FigureKey.VISIT_RATE).door == {"village": "荆山村", "to_sign": True}
    clock.pass_days(8)
    assert queries.due_count(campaign, session.today().isoformat()) == 1


def test_every_figure_says_what_it_counts(session):
    make_household(session)
    shown = dashboard(start(session), session.today())
    for figure in shown.figures:
        assert figure.key.definition in figure.explained
        assert "依据" in figure.explained or figure.key is FigureKey.OPEN_LEADS
    assert figures.FigureKey.EXITS.label == "清退"
