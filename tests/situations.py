"""Named situations: a campaign under a pack, and a case brought along its road by real commands."""

from __future__ import annotations

import datetime as dt

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.clearance.rules.visit import Neighbour, VisitDraft
from dibao_desktop.domain.places import resources
from dibao_desktop.matching import commands as matching
from dibao_desktop.matching.queries import leads_of
from dibao_desktop.policy.queries import load_packs
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.session import Session


def pack_text(policy_id: str) -> str:
    """The TOML of a shipped pack."""
    return load_packs(resources() / "policies").texts[policy_id]


def start(session: Session, policy_id: str = "s1", title: str = "2017年精准识别专项行动") -> int:
    """A campaign over all households in 在保, begun today; returns its id."""
    today = session.today()
    return clearance.start_campaign(session, title, pack_text(policy_id), today, today + dt.timedelta(days=60))


def a_visit(policy: Policy, on: dt.date, **fields: object) -> VisitDraft:
    """A form that is complete under the pack."""
    rule = policy.visit
    names = ("杨秀芳", "段文华", "赵志明", "李光荣", "王建国")
    draft = VisitDraft(
        visited_on=on,
        investigators=names[: max(rule.min_investigators, 2)],
        answers={section.id: "无" for section in rule.sections},
        neighbours=tuple(Neighbour(f"邻居{place}", "情况属实") for place in range(rule.neighbours_min)),
        family_signer="户主本人",
    )
    return VisitDraft(**{**draft.__dict__, **fields})


def bring_to(session: Session, case_id: int, step: DoneWhen, round_number: int = 1) -> None:
    """Do what is due, step after step, until `step` (of that notice round) is the one that is due."""
    for _ in range(40):
        now = cases.case(case_id).now
        if now is None:
            raise AssertionError(f"the case never came to {step}")
        if now.done_when is step and (step is not DoneWhen.NOTICE_ENDED or now.round == round_number):
            return
        do_step(session, case_id)
    raise AssertionError(f"the case never came to {step}")


def finish(session: Session, case_id: int) -> None:
    """Do all that is due until nothing is."""
    for _ in range(40):
        if cases.case(case_id).now is None:
            return
        do_step(session, case_id)
    raise AssertionError("the case never ended")


def do_step(session: Session, case_id: int) -> None:
    """Do the one step that is due, in the plainest way."""
    found, today = cases.case(case_id), session.today()
    policy = cases.policy_of(found.row.campaign_id)
    now = found.now
    assert now is not None
    if now.done_when is DoneWhen.VISIT_SIGNED:
        clearance.record_visit(session, case_id, a_visit(policy, today))
    elif now.done_when is DoneWhen.LEADS_JUDGED:
        for lead in leads_of(found.row.household_id):
            if lead.is_open:
                matching.judge_lead(session, lead.id, "不属实", "入户核实", today)
    elif now.done_when is DoneWhen.ASSESSMENT_CURRENT:
        clearance.assess(session, case_id)
    elif now.done_when is DoneWhen.REVIEW_CONCLUDED:
        clearance.conclude_review(session, case_id, "passed", today)
    elif now.done_when is DoneWhen.NOTICE_ENDED:
        clearance.post_notice(session, [case_id], now.round, today, today)
        clearance.end_notice(session, [case_id], now.round, today)
    elif now.done_when is DoneWhen.TOWNSHIP_CHECKED:
        gates = dict.fromkeys(policy.decision.gates, False)
        clearance.township_check(session, case_id, True, "同意", "审核人", gates)
    elif now.done_when is DoneWhen.CONFIRMED:
        clearance.confirm(session, case_id, True, "同意", "确认人", visited=True)
    elif now.done_when is DoneWhen.HEARD:
        clearance.hear(session, case_id, "杨秀芳", "当面", "无意见", "已说明政策")
    elif now.done_when is DoneWhen.DECIDED:
        clearance.decide(session, case_id, today)
    elif now.done_when is DoneWhen.NOTIFIED:
        clearance.deliver_notice(session, case_id, today, "直接送达", "户主本人")
    else:
        clearance.publish(session, [case_id], today)
