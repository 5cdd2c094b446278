"""The dashboard's tables: every number opens on exactly the households it counts, today and on a past day."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.reports.board import Section, compared, errors, exits, indicators, money, pace, results, sections
from dibao_desktop.reports.figures import Dashboard, dashboard
from dibao_desktop.reports.plan import StageState, curve, timeline
from dibao_desktop.storage.listing import Search
from makers import a_record, make_household
from situations import bring_to, do_step, finish, start


@pytest.fixture
def campaign(session, clock):
    """Two villages on the way: some visited, one stopped, one raised, one new, one on the board."""
    for village in ("石塔村", "荆山村"):
        for _ in range(4):
            make_household(session, village=village)
    made = start(session, "s0")
    ids = [row.id for row in queries.cases(made)]
    applicant = commands.add_applicant_case(session, made, a_record(village="荆山村", monthly_fen=None))
    clock.pass_days(2)
    for case_id, outcome, fen in ((ids[0], Outcome.STOP, 0), (ids[1], Outcome.INCREASE, 40_000)):
        put(session, case_id, outcome, fen)
        finish(session, case_id)
    clock.pass_days(3)
    do_step(session, ids[2])
    put(session, ids[4], Outcome.CONTINUE, None)
    clock.pass_days(1)
    put(session, applicant, Outcome.INCLUDE, 30_000)
    finish(session, applicant)
    return made


def put(session, case_id: int, outcome: Outcome, fen: int | None) -> None:
    """Visit a household and propose something for it."""
    bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
    commands.propose(session, case_id, outcome, fen, "核实后如此")


def doors(shown: Dashboard) -> list[tuple[str, int, dict[str, object]]]:
    found = [(figure.key.label, figure.behind, dict(figure.door)) for figure in shown.figures]
    for section in sections(shown):
        found += [
            (f"{section.title} {row.label} {cell.text}", cell.behind, dict(cell.door))
            for row in section.rows
            for cell in row.cells
            if cell.door is not None
        ]
    return found


def line(section: Section, label: str) -> list[str]:
    return [cell.text for cell in next(row for row in section.rows if row.label == label).cells]


@pytest.mark.parametrize("village", ["", "荆山村"])
def test_every_number_opens_on_exactly_what_it_counted(session, campaign, village):
    today = session.today()
    shown = dashboard(campaign, today, village)
    for days_ago in (0, 1, 3, 5, 9):
        assert_doors(dashboard(campaign, today, village, today - dt.timedelta(days=days_ago)), village)
    assert_doors(shown, village)
    assert len(doors(shown)) > 30


def assert_doors(shown: Dashboard, village: str) -> None:
    listing = queries.CaseListing(shown.campaign.id)
    found = doors(shown)
    for name, behind, filters in found:
        assert len(listing.ids(Search(filters=filters))) == behind, name
        assert filters.get("village", "") == village or not village
    for figure in shown.figures:
        assert figure.number == str(figure.behind) or "%" in figure.number or figure.number == "—"


def test_today_as_a_day_is_today_and_a_past_day_is_what_was_shown(session, clock, campaign):
    def seen(shown: Dashboard) -> object:
        cells = [[(row.label, [cell.text for cell in row.cells]) for row in each.rows] for each in sections(shown)]
        lines = [dataclasses.replace(village, behind=None) for village in shown.villages]
        figures = [(figure.number, figure.behind) for figure in shown.figures]
        return cells, lines, figures, shown.stage

    then, day = seen(dashboard(campaign, session.today())), session.today()
    assert seen(dashboard(campaign, day, as_of=day)) == then
    clock.pass_days(1)
    for row in [row for row in queries.cases(campaign) if not row.outcome][:4]:
        do_step(session, row.id)
    assert seen(dashboard(campaign, session.today())) != then
    assert seen(dashboard(campaign, session.today(), as_of=day)) == then
    assert dashboard(campaign, session.today(), as_of=day).is_past


def test_the_four_hundred_per_cent(session, campaign):
    section = indicators(dashboard(campaign, session.today()))
    assert line(section, "在保户入户") == ["8", "4", "4", "50.00%"]
    assert line(section, "未纳入户入户") == ["1", "1", "0", "100%"]
    assert line(section, "调查表签署率")[2] == "4"
    assert [row.cells[-1].good for row in section.rows] == [False, True, False, False]
    assert all(row.explained.startswith(row.label) for row in section.rows)


def test_results_add_up_to_all_cases_and_to_the_money(session, campaign):
    shown = dashboard(campaign, session.today())
    section = results(shown)
    assert sum(row.cells[0].behind for row in section.rows) == shown.progress.cases
    assert line(section, "清退") == ["1", "-336.00"]
    assert [(row.label, row.cells[0].text) for row in exits(shown).rows] == [("其他（见处理意见的理由）", "1")]
    before, after, net = money(shown).rows
    assert (before.cells[0].text, after.cells[0].text, net.cells[0].text) == ("8", "8", "0")
    change = shown.progress.after_fen - shown.progress.before_fen
    assert net.cells[1].text == f"{change / 100:+,.2f}".replace("+0.00", "0.00")
    assert net.cells[1].text == f"{sum(float(row.cells[1].text) for row in section.rows):+.2f}"


def test_a_village_with_two_per_cent_errors_is_told(session, campaign):
    shown = errors(dashboard(campaign, session.today()))
    assert line(shown, "石塔村") == ["3", "2", "66.67%", "应重新整改"]
    assert line(shown, "荆山村") == ["1", "0", "0.00%", "—"]
    assert "2%" in shown.explained


def test_two_campaigns_side_by_side(session, clock, campaign):
    shown = dashboard(campaign, session.today())
    section = compared(shown, dashboard(campaign, session.today(), as_of=session.today() - dt.timedelta(days=9)))
    assert line(section, "清退") == ["1", "0", "+1"]
    assert line(section, "入户率")[2] in ("—", "55.56 个百分点")
    assert section.head[1] == shown.campaign.title


def test_the_plan_and_the_curve(session, campaign):
    shown = dashboard(campaign, session.today())
    plan = timeline(shown)
    assert plan.stages[0].title == "本次行动"
    assert plan.stages[0].state is StageState.NOW
    assert plan.first <= plan.day <= plan.last
    assert plan.elsewhere == len(shown.policy.stages)
    drawn = curve(shown)
    assert drawn.days[0] == dt.date(2017, 6, 1)
    assert drawn.days[-1] == session.today()
    assert [day[0] for day in drawn.counts] == [0, 0, 2, 2, 2, 4, 5]
    assert drawn.counts[-1] == tuple(
        shown.progress.count(group)
        for group in (queries.Group.VISITED, queries.Group.REVIEWED, queries.Group.POSTED, queries.Group.DONE)
    )
    assert len(drawn.plan) == len(drawn.days)
    assert drawn.plan[-1] < drawn.whole


def test_a_pack_of_the_year_lays_its_stages_over_the_campaign(session):
    make_household(session)
    plan = timeline(dashboard(start(session), session.today()))
    states = {stage.title: stage.state for stage in plan.stages}
    assert states == {
        "本次行动": StageState.NOW,
        "动员部署": StageState.AHEAD,
        "精准识别、精准认定": StageState.AHEAD,
        "问题整改、总结上报": StageState.AHEAD,
    }
    assert plan.stages[1].left == 8
    assert not plan.elsewhere


def test_a_village_with_its_own_slot_is_held_against_that(session, clock):
    clock.now = dt.datetime(2022, 3, 1, 9)
    for village in ("石塔村", "木瓜村"):
        make_household(session, village=village)
    campaign = start(session, "s4")
    section = pace(dashboard(campaign, session.today()))
    assert [line(section, village)[0] for village in ("石塔村", "木瓜村")] == ["3月1日—3月11日", "3月12日—3月18日"]
