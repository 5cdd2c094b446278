"""The money cases that an office tells (issue 3), each on the whole road: dossier, event, assessment, decision, payment list."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from conftest import Clock
from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.rules.outcome import Outcome, Transfer
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries.payments import payments_in
from dibao_desktop.dossiers.queries.supplements import granted_supplements
from dibao_desktop.dossiers.rules.aided import people_of, situation_of
from dibao_desktop.dossiers.rules.circumstances import CircumstancesRecord, IncomeItem
from dibao_desktop.dossiers.rules.life_events import EventDraft, LifeEvent
from dibao_desktop.matching.commands import match
from dibao_desktop.matching.queries import policy_in_use
from dibao_desktop.policy import commands as policies
from dibao_desktop.policy.queries import office_packs
from dibao_desktop.policy.rules.aid import AidType
from dibao_desktop.policy.rules.amounts import Situation, compute_amount
from dibao_desktop.policy.rules.pack import Standard
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.policy.rules.supplements import Supplement, Who
from dibao_desktop.policy.rules.whole import compute_whole
from dibao_desktop.session import Session
from dibao_desktop.settings.commands import change_settings
from dibao_desktop.settings.rules import Key
from makers import a_member, make_household, make_id
from situations import bring_to, finish

DAY = dt.date(2017, 6, 1)
FIRST = dt.date(2017, 1, 1)
SOURCE = "本县文件"


@pytest.fixture
def pack(session: Session) -> str:
    """An own pack: urban 632 a month rounded up to the whole 元, 104 for everybody from 60 on, 特困 at home 410."""
    own = policies.copy_pack(session, "national", "青石乡方案")
    policies.set_standard(session, own, Standard(AidType.URBAN, "month", 632_00, FIRST, SOURCE))
    policies.set_standard(session, own, Standard(AidType.AT_HOME, "month", 410_00, FIRST, SOURCE))
    policies.amend_line(session, own, f"amount.{AidType.URBAN}.rounding", {"value": "yuan_up"})
    policies.set_supplement(session, own, Supplement(Who.ELDERLY, "person", 104_00, FIRST, SOURCE, 60))
    change_settings(session, {Key.POLICY: own})
    return own


def urban(session: Session, *members: object, income: int | None, **fields: object) -> int:
    """A household of 城市低保 with these members."""
    given = {"members": members, "family_size": len(members), "covered_size": len(members)}
    given |= {"head_name": members[0].name, "aid_type": "城市低保", "category": "", "annual_income_fen": income}
    return make_household(session, len(members), **(given | fields))


def campaign(session: Session, pack: str) -> int:
    toml = office_packs().texts[pack]
    return commands.start_campaign(session, "专项清查", toml, DAY, DAY + dt.timedelta(days=60))


def case_id(campaign_id: int, household: int) -> int:
    found = queries.case_of(campaign_id, household)
    assert found is not None
    return found.id


def work_out(session: Session, case: int) -> None:
    """Bring a case to its assessment and do that."""
    bring_to(session, case, DoneWhen.ASSESSMENT_CURRENT)
    commands.assess(session, case)


def paid(month: str) -> list[tuple[int, int]]:
    return [(row.monthly_fen, row.household_fen + row.person_fen) for row in payments_in(month)]


def couple(session: Session) -> int:
    """Two old people, 300 + 208 a month: 632 x 2 less 964 a month."""
    members = (
        a_member("户主", id_number=make_id("19500101", 1), birth="1950-01-01"),
        a_member("配偶", id_number=make_id("19520202", 2), birth="1952-02-02"),
    )
    household = urban(session, *members, income=964_00 * 12, monthly_fen=300_00)
    found = dossiers.household(household)
    assert found is not None
    policy = policy_in_use()
    due = compute_whole(policy, situation_of(found.record, DAY), people_of(found.record)).supplements
    assert due.total_fen == 208_00
    dossier_commands.grant_supplements(session, household, due, "2017-01", "2016年12月20日审批")
    return household


def test_three_people_with_1891_a_month_get_five_yuan_not_six(session: Session, pack: str) -> None:
    household = urban(session, a_member(), a_member("配偶"), a_member("子"), income=1891_00 * 12, monthly_fen=10_00)
    case = case_id(campaign(session, pack), household)
    finish(session, case)
    assert queries.case(case).row.new_fen == 5_00
    assert paid("2017-07") == [(5_00, 0)]


def test_the_head_dies_and_the_other_leaves_gradually(session: Session, pack: str, clock: Clock) -> None:
    household = couple(session)
    campaign_id = campaign(session, pack)
    found = dossiers.household(household)
    assert found is not None
    draft = EventDraft(LifeEvent.DEATH, dt.date(2017, 5, 20), member=0, new_head=1)
    taken = commands.record_event(session, household, draft, found.version)
    assert any("渐退" in flag and "2017-07" in flag for flag in taken.flags)
    # What goes on being paid for the dead is half of 300 and their own 104.
    assert queries.deaths(session.today())[0].event.monthly_over_fen == 254_00
    assert paid("2017-06") == [(300_00, 208_00)]
    case = case_id(campaign_id, household)
    work_out(session, case)
    row = queries.case(case).row
    assert (row.proposal, row.proposed_fen) == (Outcome.GRADUAL, 300_00)
    finish(session, case)
    (leaving,) = queries.gradual_exits(session.today())
    assert (leaving.exit.first_month, leaving.exit.last_month, leaving.exit.months) == ("2017-07", "2017-12", 6)
    assert (leaving.exit.base_fen, leaving.exit.supplement_fen, leaving.months_left) == (300_00, 104_00, 6)
    assert [paid(f"2017-{month:02}") for month in range(6, 13)] == [[(300_00, 208_00)], *[[(300_00, 104_00)]] * 6]
    assert paid("2018-01") == []
    after = dossiers.household(household)
    assert after is not None
    assert (after.standing, after.record.covered_size, after.record.monthly_fen) == ("在保", 1, 300_00)
    # Paid on by decision: the comparison does not find it above the standard again.
    assert not {"CK20", "CK26"} & {lead.code for lead in match(session, policy_in_use()).leads}
    with pytest.raises(KnownError, match="期满后才能停保"):
        commands.end_gradual_exit(session, household)
    clock.pass_days(220)
    assert queries.gradual_exits(session.today())[0].months_left == -1
    commands.end_gradual_exit(session, household)
    ended = dossiers.household(household)
    assert ended is not None
    assert (ended.standing, ended.record.monthly_fen) == ("停保", 0)
    assert queries.gradual_exits(session.today()) == []


def test_a_job_above_the_standard_is_proposed_as_a_gradual_exit_and_an_income_without_one_as_a_stop(
    session: Session, pack: str
) -> None:
    worker = urban(session, a_member(), a_member("配偶"), income=600_00 * 12, monthly_fen=664_00)
    risen = urban(session, a_member(), income=9000_00, monthly_fen=10_00)
    campaign_id = campaign(session, pack)
    found = dossiers.household(worker)
    assert found is not None
    job = EventDraft(LifeEvent.JOB, dt.date(2017, 5, 20), member=0, annual_income_fen=40_000_00)
    commands.record_event(session, worker, job, found.version)
    for household in (worker, risen):
        work_out(session, case_id(campaign_id, household))
    one, other = (queries.case(case_id(campaign_id, each)) for each in (worker, risen))
    assert (one.row.proposal, one.row.proposed_fen) == (Outcome.GRADUAL, 664_00)
    assert one.assessment is not None
    assert one.assessment.lines[-1].label == "渐退"
    assert "57号第三十三条" in one.assessment.lines[-1].source
    assert (other.row.proposal, other.row.proposed_fen) == (Outcome.STOP, 0)
    assert one.facts.cut_or_stop


def test_a_later_decision_takes_the_planned_end_back(session: Session, pack: str) -> None:
    household = couple(session)
    first = campaign(session, pack)
    case = case_id(first, household)
    work_out(session, case)
    commands.propose(session, case, Outcome.GRADUAL, None, "就业后收入超过标准")
    finish(session, case)
    assert paid("2018-01") == []
    dossier_commands.change_benefit(session, household, "raise", "2017-09", 400_00, 2, "", "增发决定")
    assert [fen for fen, _ in paid("2018-01")] == [400_00]


def test_who_is_granted_again_after_it_is_no_longer_leaving(session: Session, pack: str, clock: Clock) -> None:
    household = couple(session)
    case = case_id(campaign(session, pack), household)
    work_out(session, case)
    commands.propose(session, case, Outcome.GRADUAL, None, "就业后收入超过标准")
    finish(session, case)
    assert dossiers.leaving_gradually() == {household: "2018-01"}
    clock.pass_days(240)
    commands.end_gradual_exit(session, household)
    assert dossiers.leaving_gradually() == {}
    dossier_commands.change_benefit(session, household, "grant", "2018-03", 300_00, 2, "", "新增纳入决定")
    assert dossiers.leaving_gradually() == {}
    with pytest.raises(KnownError, match="没有在渐退期"):
        commands.end_gradual_exit(session, household)
    assert [fen for fen, _ in paid("2018-04")] == [300_00]


def test_gradual_never_pays_more_than_before(session: Session, pack: str) -> None:
    household = couple(session)
    case = case_id(campaign(session, pack), household)
    work_out(session, case)
    with pytest.raises(KnownError, match="不高于"):
        commands.propose(session, case, Outcome.GRADUAL, 300_01, "就业")


def test_to_extreme_hardship_another_kind_of_aid_is_paid_at_its_own_standard(session: Session, pack: str) -> None:
    household = urban(session, a_member(), income=0, monthly_fen=632_00, category="A类")
    case = case_id(campaign(session, pack), household)
    work_out(session, case)
    with pytest.raises(KnownError, match="集中供养还是分散供养"):
        commands.propose(session, case, Outcome.TO_EXTREME, None, "无劳动能力、无生活来源、无义务人")
    to = Transfer(aid_type=AidType.AT_HOME.value)
    commands.propose(session, case, Outcome.TO_EXTREME, None, "无劳动能力、无生活来源、无义务人", to)
    assert queries.case(case).row.proposed_fen == 410_00
    finish(session, case)
    found = dossiers.household(household)
    assert found is not None
    assert (found.record.aid_type, found.record.category, found.record.monthly_fen) == ("特困分散供养", "", 410_00)
    assert found.standing == "在保"
    assert paid("2017-07") == [(410_00, 0)]
    assert dossiers.versions(household)[1].whole.record.aid_type == "城市低保"


def test_to_extreme_hardship_paid_by_somebody_else_closes_the_allowance(session: Session, pack: str) -> None:
    household = urban(session, a_member(), income=0, monthly_fen=632_00)
    case = case_id(campaign(session, pack), household)
    work_out(session, case)
    to = Transfer(aid_type=AidType.INSTITUTION.value)
    commands.propose(session, case, Outcome.TO_EXTREME, 0, "已由敬老院供养", to)
    finish(session, case)
    found = dossiers.household(household)
    assert found is not None
    assert (found.record.aid_type, found.standing, found.record.monthly_fen) == ("特困集中供养", "停保", 0)


@pytest.mark.parametrize("outcome", [Outcome.TO_EDGE, Outcome.TO_RIGID])
def test_to_other_help_closes_the_allowance(session: Session, pack: str, outcome: Outcome) -> None:
    household = urban(session, a_member(), income=9000_00, monthly_fen=300_00)
    case = case_id(campaign(session, pack), household)
    work_out(session, case)
    commands.propose(session, case, outcome, None, "收入超过标准，符合另一类救助")
    finish(session, case)
    found = dossiers.household(household)
    assert found is not None
    assert (found.standing, found.record.monthly_fen, paid("2017-07")) == ("停保", 0, [])
    assert [event.decision for event in found.benefits][-1] == f"{outcome.label}决定"


def edge(session: Session, own: int | None = 200_00 * 12) -> int:
    """Two people with 1,600 a month together: above 632 a head, below one and a half times of it. One is badly disabled."""
    ill = a_member("子", disability_kind="肢体", disability_grade="一级")
    household = urban(session, a_member(), ill, income=1600_00 * 12, monthly_fen=300_00)
    if own is not None:
        found = dossiers.household(household)
        assert found is not None
        known = CircumstancesRecord(
            incomes=(
                IncomeItem(0, "工资性收入", "", 1600_00 * 12 - own),
                IncomeItem(1, "转移性收入", "", own),
            )
        )
        dossier_commands.amend_household(session, household, found.record, found.version, known=known)
    return household


def test_one_person_covered_alone_is_paid_by_their_own_income(session: Session, pack: str) -> None:
    household = edge(session)
    found = dossiers.household(household)
    assert found is not None
    case = case_id(campaign(session, pack), household)
    work_out(session, case)
    assert queries.case(case).row.proposal is Outcome.STOP
    with pytest.raises(KnownError, match="单独保障哪一位"):
        commands.propose(session, case, Outcome.TO_SINGLE, None, "重度残疾")
    to = Transfer(member_id=found.member_ids[1], reason="单人保：一、二级重度残疾")
    commands.propose(session, case, Outcome.TO_SINGLE, None, "低保边缘家庭中的重度残疾人", to)
    assert queries.case(case).row.proposed_fen == 432_00
    finish(session, case)
    after = dossiers.household(household)
    assert after is not None
    assert [bool(member.covered) for member in after.record.members] == [False, True]
    assert (after.record.covered_size, after.record.family_size, after.record.monthly_fen) == (1, 2, 432_00)
    known = dossiers.circumstances(household, after.member_ids)
    assert known.covered_reason == "单人保：一、二级重度残疾"
    # The next assessment comes to the same, and the comparison finds nothing wrong with it.
    cover = dossiers.single_covers([household])[household]
    policy = office_packs().policies[pack]
    assert compute_whole(policy, situation_of(after.record, DAY, cover), ()).base.monthly_fen == 432_00
    assert [lead.code for lead in match(session, policy).leads if lead.household_id == household] == []
    assert queries.wrong_steps() == []


def test_one_person_covered_alone_waits_for_their_income(session: Session, pack: str) -> None:
    household = edge(session, own=None)
    found = dossiers.household(household)
    assert found is not None
    case = case_id(campaign(session, pack), household)
    work_out(session, case)
    to = Transfer(member_id=found.member_ids[1], reason="单人保：重特大疾病")
    with pytest.raises(KnownError, match="没有填本人的收入"):
        commands.propose(session, case, Outcome.TO_SINGLE, None, "重病", to)


@pytest.mark.parametrize(("monthly", "eligible"), [(948_00 * 2, False), (948_00 * 2 - 1, True)])
def test_an_edge_household_is_below_one_and_a_half_times_the_standard(
    session: Session, pack: str, monthly: int, eligible: bool
) -> None:
    case = Situation("城市低保", "", 2, 1, monthly * 12, DAY, True, 0)
    assert compute_amount(office_packs().policies[pack], case).eligible is eligible


@pytest.mark.parametrize("written", ["", "530000500101123"])
def test_a_head_without_a_full_number_gets_no_supplement_by_age_and_a_flag(
    session: Session, pack: str, written: str
) -> None:
    head = a_member(id_number="", id_written=written, birth="1950-01-01")
    household = urban(session, head, income=0, monthly_fen=632_00)
    found = dossiers.household(household)
    assert found is not None
    policy = office_packs().policies[pack]
    whole = compute_whole(policy, situation_of(found.record, DAY), people_of(found.record))
    assert (whole.base.monthly_fen, whole.supplements.total_fen) == (632_00, 0)
    assert len(whole.supplements.flags) == 1
    assert head.name in whole.supplements.flags[0]


@pytest.mark.parametrize("aid_type", ["", "居民家庭"])
def test_an_unknown_kind_of_aid_asks_and_the_case_stays(session: Session, pack: str, aid_type: str) -> None:
    household = urban(session, a_member(), income=0, monthly_fen=300_00, aid_type=aid_type)
    case = case_id(campaign(session, pack), household)
    bring_to(session, case, DoneWhen.ASSESSMENT_CURRENT)
    assessed = commands.assess(session, case)
    assert (assessed.outcome, assessed.fen) == (Outcome.PENDING, None)
    assert "救助类型" in assessed.missing[0]
    now = queries.case(case).now
    assert now is not None
    assert now.done_when is DoneWhen.ASSESSMENT_CURRENT


def test_a_yearly_income_is_kept_to_the_fen(session: Session, pack: str) -> None:
    household = urban(session, a_member(), income=640_03)
    found = dossiers.household(household)
    assert found is not None
    assert found.record.annual_income_fen == 640_03
    changed = replace(found.record, phone="19900000001")
    dossier_commands.amend_household(session, household, changed, found.version)
    again = dossiers.household(household)
    assert again is not None
    assert again.record.annual_income_fen == 640_03
    assert granted_supplements([household]) == {}


@pytest.mark.parametrize("residence", ["", "农业", "非农业"])
def test_where_nobody_says_urban_or_rural_the_assessment_asks_and_takes_no_standard(
    session: Session, pack: str, residence: str
) -> None:
    household = urban(session, a_member(), income=0, aid_type="")
    found = dossiers.household(household)
    assert found is not None
    known = replace(dossiers.circumstances(household, found.member_ids), residence=residence)
    dossier_commands.amend_household(session, household, found.record, found.version, known=known)
    id_ = case_id(campaign(session, pack), household)
    bring_to(session, id_, DoneWhen.ASSESSMENT_CURRENT)
    assessed = commands.assess(session, id_)
    assert (assessed.outcome, assessed.fen, assessed.lines) == (Outcome.PENDING, None, ())
    assert assessed.missing == ("没有填救助类型，无法核算；请在一户一档中选择农村低保、城市低保或特困供养。",)
    with pytest.raises(KnownError, match="没有填救助类型"):
        commands.propose(session, id_, Outcome.INCREASE, None, "按标准")
