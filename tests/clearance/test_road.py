"""One household along the road of a pack, by real commands on a real office."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from dibao_desktop.audit.queries import history
from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.records import Case
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.clearance.rules.road import StepState
from dibao_desktop.domain.dates import add_months
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.record import RelativeEntry
from dibao_desktop.matching import commands as matching
from dibao_desktop.matching.queries import leads_of
from dibao_desktop.matching.rules.lists import ListEntry, ListKind
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.storage.listing import Search
from makers import a_member, a_record, make_household
from situations import a_visit, bring_to, do_step, finish, start


def a_case(session, policy_id: str = "s1", **fields: object) -> int:
    """The case of one household under a fresh campaign."""
    household = make_household(session, **fields)
    campaign = start(session, policy_id)
    row = queries.case_of(campaign, household)
    assert row is not None
    return row.id


def step(case_id: int) -> str:
    return queries.case_row(case_id).step


class refused:  # noqa: N801 - reads as a sentence: with refused("not_yet")
    """Expects a KnownError of this code, whose sentence ends like a sentence."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.message = ""

    def __enter__(self) -> refused:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        assert isinstance(error, KnownError), f"nothing was refused, expected {self.code}"
        assert error.code == self.code, error.message
        assert error.message.endswith("。")
        self.message = error.message
        return True


def test_an_unchanged_household_goes_all_the_way_under_s1(session):
    case_id = a_case(session)
    seen = []
    while queries.case(case_id).now is not None:
        seen.append(step(case_id))
        do_step(session, case_id)
        assert queries.wrong_steps() == []
    assert seen == [
        "visit",
        "assessment",
        "review",
        "notice_1",
        "township",
        "notice_2",
        "confirmation",
        "decision",
        "publication",
    ]
    done = queries.case(case_id)
    assert (done.row.step, done.row.step_label, done.row.outcome) == ("closed", "办结", Outcome.CONTINUE)
    household = dossiers.household(done.row.household_id)
    assert household is not None
    assert (household.standing, household.record.monthly_fen) == ("在保", 336_00)
    said = [entry.text for entry in history(done.row.household_id)]
    assert any("入户调查" in text for text in said)
    assert any("乡镇审核同意" in text for text in said)
    commands.close(session, [case_id], session.today())
    with refused("case_closed"):
        commands.assess(session, case_id)


def test_a_stop_is_locked_until_the_household_is_heard(session, clock):
    case_id = a_case(session, "national", annual_income_fen=60_000_00, aid_type="农村低保")
    bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
    commands.propose(session, case_id, Outcome.STOP, None, "家庭收入超过标准")
    bring_to(session, case_id, DoneWhen.HEARD)
    with refused("not_yet") as no:
        commands.decide(session, case_id, session.today())
    assert "听取意见" in no.message
    with refused("missing"):
        commands.hear(session, case_id, "杨秀芳", "当面")
    commands.hear(session, case_id, "杨秀芳", unreachable="三次上门无人，电话停机，村委会证明外出")
    clock.pass_days(19)
    commands.decide(session, case_id, session.today())
    row = queries.case_row(case_id)
    assert (row.outcome, row.new_fen, row.effective_month) == (Outcome.STOP, 0, "2017-07")
    household = dossiers.household(row.household_id)
    assert household is not None
    assert (household.standing, household.record.monthly_fen) == ("停保", 0)
    assert row.step == "written_notice"
    number = commands.write_notice(session, case_id)
    assert number == "青石乡低保告〔2017〕1号"
    paper = str(queries.written_notice(case_id))
    assert "家庭收入超过标准" in paper
    assert "六十日" in paper
    assert "自 2017 年 7 月起" in paper
    assert commands.deliver_notice(session, case_id, session.today(), "直接送达", "户主本人") == number
    finish(session, case_id)
    assert queries.wrong_steps() == []


def test_s2_is_confirmed_by_the_township_behind_six_gates(session, clock):
    clock.now = dt.datetime(2022, 4, 8, 9, 0)
    case_id = a_case(session, "s2", annual_income_fen=7200_00)
    bring_to(session, case_id, DoneWhen.TOWNSHIP_CHECKED)
    assert queries.case_row(case_id).proposed_fen == 603_00
    policy = queries.policy_of(queries.case_row(case_id).campaign_id)
    gates = dict.fromkeys(policy.decision.gates, False)
    with refused("gate_closed"):
        commands.township_check(session, case_id, True, "同意", "审核人", dict(list(gates.items())[:5]))
    with refused("gate_closed"):
        commands.township_check(session, case_id, True, "同意", "审核人", gates | {policy.decision.gates[3]: True})
    commands.township_check(session, case_id, True, "同意", "审核人", gates)
    commands.confirm(session, case_id, True, "同意", "确认人")
    confirmation = queries.case(case_id).confirmation
    assert confirmation is not None
    assert confirmation.level == "township"


def test_what_is_out_of_order_is_refused_and_says_what_is_due(session):
    case_id = a_case(session)
    today = session.today()
    acts = [
        lambda: commands.assess(session, case_id),
        lambda: commands.propose(session, case_id, Outcome.STOP, 0, "理由"),
        lambda: commands.conclude_review(session, case_id, "passed", today),
        lambda: commands.post_notice(session, [case_id], 1, today, today),
        lambda: commands.end_notice(session, [case_id], 1, today),
        lambda: commands.township_check(session, case_id, True, "同意", "审核人"),
        lambda: commands.confirm(session, case_id, True, "同意", "确认人"),
        lambda: commands.hear(session, case_id, "甲", "当面", "无意见"),
        lambda: commands.decide(session, case_id, today),
        lambda: commands.write_notice(session, case_id),
        lambda: commands.publish(session, [case_id], today),
        lambda: commands.close(session, [case_id], today),
    ]
    for act in acts:
        with refused("not_yet"):
            act()
    with refused("no_such_step"):
        commands.post_notice(session, [case_id], 3, today, today)
    with refused("no_case"):
        commands.assess(session, 999)
    assert step(case_id) == "visit"


def test_changing_an_economic_fact_after_the_assessment_falls_back(session):
    case_id = a_case(session)
    bring_to(session, case_id, DoneWhen.TOWNSHIP_CHECKED)
    household = dossiers.household(queries.case_row(case_id).household_id)
    assert household is not None
    changed = replace(household.record, annual_income_fen=7000_00)
    dossier_commands.amend_household(session, household.id, changed, household.version)
    assert step(case_id) == "assessment"
    commands.assess(session, case_id)
    assert step(case_id) == "review"
    assert queries.case_row(case_id).posted_round == 0
    assert queries.wrong_steps() == []


def test_assessing_again_on_the_same_facts_keeps_what_was_signed(session):
    case_id = a_case(session)
    bring_to(session, case_id, DoneWhen.CONFIRMED)
    commands.assess(session, case_id)
    assert step(case_id) == "confirmation"


def test_a_missing_income_leaves_the_case_pending(session):
    case_id = a_case(session, annual_income_fen=None)
    do_step(session, case_id)
    assessed = commands.assess(session, case_id)
    assert (assessed.outcome, assessed.fen) == (Outcome.PENDING, None)
    assert "家庭年收入" in assessed.missing[0]
    assert step(case_id) == "assessment"


def test_a_failed_vote_waits_for_the_township(session):
    case_id = a_case(session)
    bring_to(session, case_id, DoneWhen.REVIEW_CONCLUDED)
    commands.conclude_review(session, case_id, "failed", session.today())
    assert step(case_id) == "review"
    commands.propose(session, case_id, Outcome.STOP, None, "评议未通过，经核实收入超标")
    row = queries.case_row(case_id)
    assert (row.step, row.review_decision, row.proposal) == ("notice_1", "failed", Outcome.STOP)
    assert queries.case(case_id).reason == "评议未通过，经核实收入超标"


def test_returned_goes_back_to_a_new_visit(session):
    case_id = a_case(session)
    bring_to(session, case_id, DoneWhen.REVIEW_CONCLUDED)
    commands.conclude_review(session, case_id, "returned", session.today())
    assert step(case_id) == "visit"
    assert queries.case(case_id).visits[0].void
    bring_to(session, case_id, DoneWhen.CONFIRMED)
    commands.send_back(session, case_id, "群众反映与事实不符")
    assert step(case_id) == "visit"
    assert queries.wrong_steps() == []


def test_not_confirmed_goes_back_to_the_township(session):
    case_id = a_case(session)
    bring_to(session, case_id, DoneWhen.CONFIRMED)
    with refused("missing"):
        commands.confirm(session, case_id, False, "", "确认人")
    commands.confirm(session, case_id, False, "材料不齐", "确认人")
    assert step(case_id) == "township"
    finish(session, case_id)


def test_an_objection_holds_its_household_only(session):
    first, second = make_household(session), make_household(session)
    campaign = start(session, "national")
    one, two = (queries.case_of(campaign, each) for each in (first, second))
    assert one and two
    for each in (one, two):
        bring_to(session, each.id, DoneWhen.ASSESSMENT_CURRENT)
        commands.propose(session, each.id, Outcome.CONTINUE, None, "经核实情况无变化")
        bring_to(session, each.id, DoneWhen.NOTICE_ENDED)
    today = session.today()
    commands.post_notice(session, [one.id, two.id], 1, today, today)
    commands.change_open_objections(session, one.id, 1)
    commands.end_notice(session, [one.id, two.id], 1, today)
    assert (step(one.id), step(two.id)) == ("notice_1", "confirmation")
    commands.change_open_objections(session, one.id, -1)
    assert step(one.id) == "review"
    with refused("no_objection"):
        commands.change_open_objections(session, two.id, -1)
    commands.conclude_review(session, one.id, "passed", today)
    with refused("visit_first"):
        commands.confirm(session, one.id, True, "同意", "确认人")
    commands.post_notice(session, [two.id], 1, today, today)
    assert step(two.id) == "notice_1"


def test_relatives_of_officials_step_aside_and_are_visited_before_confirmation(session):
    household = make_household(session)
    member = dossiers.household(household).record.members[1]
    entry = RelativeEntry(
        "石塔村", "杨秀芳", "53000019700101001X", "村主任", member.name, member.id_number, "兄弟姐妹", True
    )
    dossier_commands.record_relatives(session, [entry], "近亲属登记表")
    row = queries.case_of(start(session), household)
    assert row is not None
    with refused("must_step_aside") as no:
        do_step(session, row.id)
    assert "兄弟姐妹" in no.message
    policy = queries.policy_of(row.campaign_id)
    others = a_visit(policy, session.today(), investigators=("段文华", "赵志明", "杨秀芳2345"))
    commands.record_visit(session, row.id, others)
    bring_to(session, row.id, DoneWhen.CONFIRMED)
    with refused("visit_first") as no:
        commands.confirm(session, row.id, True, "同意", "确认人")
    assert "近亲属" in no.message
    commands.confirm(session, row.id, True, "同意", "确认人", visited=True)


def test_a_visit_is_kept_unsigned_and_signed_only_when_complete(session):
    case_id = a_case(session)
    policy = queries.policy_of(queries.case_row(case_id).campaign_id)
    half = a_visit(policy, session.today(), family_signer="")
    with refused("no_visit"):
        commands.sign_visit(session, case_id)
    commands.record_visit(session, case_id, half, sign=False)
    with refused("incomplete_visit"):
        commands.sign_visit(session, case_id)
    commands.record_visit(session, case_id, a_visit(policy, session.today()), sign=False)
    assert len(queries.visits_of(case_id)) == 1
    assert step(case_id) == "visit"
    commands.sign_visit(session, case_id)
    assert step(case_id) == "assessment"
    assert "入户调查表" in str(queries.visit_form(case_id))


def test_an_applicant_goes_the_whole_road_before_being_paid(session):
    campaign = start(session)
    case_id = commands.add_applicant_case(session, campaign, a_record(2, monthly_fen=None))
    bring_to(session, case_id, DoneWhen.DECIDED)
    row = queries.case_row(case_id)
    assert (row.proposal, row.proposed_fen, row.applicant) == (Outcome.INCLUDE, 224_00, True)
    finish(session, case_id)
    household = dossiers.household(row.household_id)
    assert household is not None
    assert (household.standing, household.record.monthly_fen) == ("在保", 224_00)


def test_a_refused_applicant_is_told_in_writing(session):
    campaign = start(session)
    case_id = commands.add_applicant_case(session, campaign, a_record(2, monthly_fen=None, annual_income_fen=90_000_00))
    bring_to(session, case_id, DoneWhen.NOTIFIED)
    row = queries.case_row(case_id)
    assert (row.outcome, row.new_fen) == (Outcome.REFUSE, 0)
    commands.write_notice(session, case_id)
    assert "不予确认决定书" in str(queries.written_notice(case_id))
    household = dossiers.household(row.household_id)
    assert household is not None
    assert household.standing == "已注销"


def test_a_household_that_died_out_stops_from_the_month_after_the_death(session):
    case_id = a_case(session, persons=1)
    bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
    commands.propose(session, case_id, Outcome.DEATH, 0, "户主 5 月 3 日死亡")
    bring_to(session, case_id, DoneWhen.DECIDED)
    commands.decide(session, case_id, session.today(), from_month="2017-06")
    row = queries.case_row(case_id)
    assert (row.new_fen, row.effective_month) == (0, "2017-06")
    assert dossiers.household(row.household_id).standing == "已注销"


def test_what_was_decided_stands(session):
    case_id = a_case(session)
    bring_to(session, case_id, DoneWhen.PUBLISHED)
    household = dossiers.household(queries.case_row(case_id).household_id)
    assert household is not None
    changed = replace(household.record, annual_income_fen=0)
    dossier_commands.amend_household(session, household.id, changed, household.version)
    assert step(case_id) == "publication"
    with refused("already_decided"):
        commands.assess(session, case_id)


def test_proposals_that_cannot_be(session):
    case_id = a_case(session)
    bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
    with refused("no_reason"):
        commands.propose(session, case_id, Outcome.STOP, None, " ")
    with refused("wrong_outcome"):
        commands.propose(session, case_id, Outcome.INCLUDE, None, "理由")
    with refused("wrong_amount"):
        commands.propose(session, case_id, Outcome.REDUCE, 400_00, "理由")


def test_campaigns_that_cannot_be(session):
    with refused("no_title"):
        start(session, title=" ")
    with refused("bad_policy"):
        commands.start_campaign(session, "行动", "id = 3", session.today())
    campaign = start(session)
    make_household(session)
    other = start(session, title="第二次")
    assert [each.id for each in queries.campaigns()] == [other, campaign]
    with refused("not_yet"):
        commands.close_campaign(session, other, session.today())
    commands.close_campaign(session, campaign, session.today())
    with refused("campaign_closed"):
        commands.add_applicant_case(session, campaign, a_record())
    assert queries.current_campaign().id == other


def test_the_road_shows_done_now_later_and_skipped(session):
    case_id = a_case(session)
    bring_to(session, case_id, DoneWhen.REVIEW_CONCLUDED)
    states = {each.step.id: each.state for each in queries.case(case_id).road}
    assert states["visit"] is StepState.DONE
    assert states["review"] is StepState.NOW
    assert states["decision"] is StepState.LATER
    assert states["hearing"] is StepState.SKIPPED


@pytest.mark.parametrize("policy_id", ["s0", "s1", "s2", "s3", "s4", "national"])
def test_every_pack_has_a_road_that_ends(session, policy_id):
    case_id = a_case(session, policy_id)
    bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
    commands.propose(session, case_id, Outcome.REDUCE, 100_00, "收入增加")
    finish(session, case_id)
    assert queries.case_row(case_id).step == "closed"
    assert queries.wrong_steps() == []


def test_a_lead_found_true_after_the_assessment_falls_back(session):
    member = a_member()
    case_id = a_case(session, persons=1, members=(member,), head_name=member.name)
    bring_to(session, case_id, DoneWhen.TOWNSHIP_CHECKED)
    entry = ListEntry(ListKind.VEHICLES, member.name, member.id_number, label="小型轿车", detail="云N4X217")
    matching.take_list(session, ListKind.VEHICLES, [entry], "机动车登记信息")
    matching.match(session)
    assert step(case_id) == "leads"
    for lead in leads_of(queries.case_row(case_id).household_id):
        matching.judge_lead(session, lead.id, "属实", "本人承认", session.today())
    assert step(case_id) == "assessment"
    commands.propose(session, case_id, Outcome.STOP, None, "拥有机动车，经核实属实")
    assert step(case_id) == "review"


def test_a_step_that_was_tampered_with_is_found(session, office):
    case_id = a_case(session)
    Case.update(step="closed").where(Case.id == case_id).execute()
    assert "visit" in queries.wrong_steps()[0]
    # The figures rest on the step: they no longer agree with it either.
    assert len(queries.wrong_states()) == 1
    assert office.faults() == [*queries.wrong_steps(), *queries.wrong_states()]


def test_the_list_finds_sorts_and_filters(session):
    for village in ("石塔村", "荆山村"):
        for _ in range(3):
            make_household(session, village=village)
    campaign = start(session)
    rows = queries.cases(campaign)
    bring_to(session, rows[0].id, DoneWhen.CONFIRMED)
    listing = queries.CaseListing(campaign)
    whole = listing.ids(Search())
    assert whole == [row.id for row in rows]
    for sort in (
        "number",
        "head_name",
        "village",
        "family_size",
        "before_fen",
        "proposal",
        "proposed_fen",
        "step",
        "due_on",
    ):
        up, down = (listing.ids(Search(sort=sort, descending=order)) for order in (False, True))
        assert sorted(up) == sorted(down) == sorted(whole)
    assert listing.ids(Search(sort="step", descending=True))[0] == rows[0].id
    assert listing.ids(Search(text=rows[4].number)) == [rows[4].id]
    assert rows[4].id in listing.ids(Search(text=rows[4].head_name[:1]))
    assert len(listing.ids(Search(filters={"village": rows[0].village_id}))) == 3
    assert listing.ids(Search(filters={"ids": [rows[2].id], "step": "visit"})) == [rows[2].id]
    counted = queries.progress(campaign)
    for group in queries.Group:
        assert len(listing.ids(Search(filters={group.value: True}))) == counted.count(group)
        assert group.label
    assert [row.head_name for row in listing.rows(whole[:2]).values()] == [row.head_name for row in rows[:2]]
    assert queries.cases(campaign, rows[0].village_id, "visit") == rows[1:3]


def test_many_are_assessed_at_once(session):
    make_household(session)
    make_household(session, annual_income_fen=None)
    campaign = start(session)
    ids = [row.id for row in queries.cases(campaign)]
    for case_id in ids:
        bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
    assert commands.assess_all(session, ids) == 1
    assert sorted(step(case_id) for case_id in ids) == ["assessment", "review"]


@pytest.mark.parametrize(("labour", "months"), [("有劳动能力", 6), ("完全丧失", 12)])
def test_the_next_check_follows_the_pack(session, labour, months):
    member = a_member(labour=labour)
    case_id = a_case(session, "national", persons=1, members=(member,), head_name=member.name)
    household = queries.case_row(case_id).household_id
    assert queries.next_check(household) is None
    do_step(session, case_id)
    due = queries.next_check(household)
    assert (due.months, due.on) == (months, add_months(session.today(), months))
