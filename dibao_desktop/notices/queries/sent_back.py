"""Whether what an objection was sent back for has been done since (57号 art.19)."""

from __future__ import annotations

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.notices.records import NoticeEntry, Objection
from dibao_desktop.notices.rules.states import Handling
from dibao_desktop.storage.database import tuples


def waits_for(objection_id: int) -> str:
    """The end of a sentence that says what is still to be done before the objection is answered; empty for nothing.

    Sending back took the old visit or review away, so that what counts now was done afterwards; only its day may lie.
    """
    fields = (NoticeEntry.case, Objection.handling, Objection.raised_on)
    found = Objection.select(*fields).join(NoticeEntry).where(Objection.id == objection_id)
    case_id, handling, raised_on = next(iter(tuples(found)))
    case, facts = clearance.case_row(case_id), clearance.facts_of(case_id)
    if handling == Handling.INVESTIGATED:
        if not facts.visit_signed or facts.open_leads or not facts.assessed:
            return f"已退回重新调查，现在应办“{case.step_label}”，入户调查、疑点和核算都办完后再填写处理结论。"
        if case.visited_on < raised_on:
            return f"要重新调查，但入户日期 {case.visited_on} 早于异议日期 {raised_on}，请再退回后按实际日期登记。"
    if handling == Handling.REVIEWED:
        if not facts.review_decision:
            return f"已交民主评议，现在应办“{case.step_label}”，评议有结果后再填写处理结论。"
        if case.reviewed_on < raised_on:
            return f"要民主评议，但评议日期 {case.reviewed_on} 早于异议日期 {raised_on}，请再交评议。"
    return ""
