"""Which form belongs to which step."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dibao_desktop.clearance.rules.road import ReviewDecision
from dibao_desktop.policy.rules.steps import DoneWhen
from ui.pages.clearance.approval_forms import ConfirmForm, HearForm, TownshipForm
from ui.pages.clearance.assess_form import AssessForm, ProposeForm
from ui.pages.clearance.decision_forms import DecideForm, ElsewhereForm, NotifyForm, PublishForm
from ui.pages.clearance.lead_form import LeadForm
from ui.pages.clearance.step_form import Desk, StepForm
from ui.pages.clearance.visit_form import VisitForm


def _review_form(desk: Desk) -> StepForm:
    if desk.detail.row.review_decision == ReviewDecision.FAILED:
        return ProposeForm(desk, "评议未通过，请提出乡镇意见后继续", due=True)
    return ElsewhereForm(desk, "在评议会上逐户表决，结论自动记到这里。", "去民主评议", "review")


def _notice_form(desk: Desk) -> StepForm:
    if desk.detail.row.open_objections:
        return ElsewhereForm(desk, "有公示异议没有处理，办结后才能继续；其他户不受影响。", "去处理异议", "notices")
    posted = desk.detail.row.posted_round > desk.detail.row.ended_round
    sentence = "公示正在张贴，期满后结束公示即可继续。" if posted else "按村成批张贴公示，期满无异议后自动继续。"
    return ElsewhereForm(desk, sentence, "去公示", "notices")


_FORMS: Mapping[DoneWhen, Callable[[Desk], StepForm]] = {
    DoneWhen.VISIT_SIGNED: VisitForm,
    DoneWhen.LEADS_JUDGED: LeadForm,
    DoneWhen.ASSESSMENT_CURRENT: AssessForm,
    DoneWhen.REVIEW_CONCLUDED: _review_form,
    DoneWhen.NOTICE_ENDED: _notice_form,
    DoneWhen.TOWNSHIP_CHECKED: TownshipForm,
    DoneWhen.CONFIRMED: ConfirmForm,
    DoneWhen.HEARD: HearForm,
    DoneWhen.DECIDED: DecideForm,
    DoneWhen.NOTIFIED: NotifyForm,
    DoneWhen.PUBLISHED: PublishForm,
}


def form_for(desk: Desk) -> StepForm | None:
    """The form of the step that is due; None once all is done or the case is filed away."""
    now = desk.detail.now
    if now is None or desk.detail.row.closed_on:
        return None
    return _FORMS[now.done_when](desk)
