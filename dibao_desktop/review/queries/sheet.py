"""What a meeting needs to know of a case: the facts for the desk, the few words for the agenda, who is due."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.clearance.rules.road import place_of
from dibao_desktop.domain.identity import youngest_age
from dibao_desktop.domain.money import short_yuan
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.members import head_of
from dibao_desktop.matching.queries import leads_of
from dibao_desktop.policy.rules.steps import DoneWhen, Step
from dibao_desktop.review.rules.states import ItemState


@dataclass(frozen=True)
class CaseSheet:
    """A case as the desk reads it out; `facts` are whole sentences with figures and never go to the wall."""

    case_id: int
    household_id: int
    number: str
    head_name: str
    head_age: int | None
    village: str
    group: str
    family_size: int
    covered: int
    aid_type: str
    category: str
    before_fen: int
    proposal: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class AgendaHead:
    """A case as the agenda names it; `lacking` is the step that has to be done before it can be put."""

    household_id: int
    head_name: str
    group: str
    proposal: str
    lacking: str


def household_of(case_id: int) -> int:
    """The household of a case."""
    return clearance.case_row(case_id).household_id


def household_at(item: Any) -> int:
    """The household of a case on an agenda; a case that was opened has it in its sheet."""
    return int(json.loads(item.sheet)["household_id"]) if item.sheet else household_of(item.case_id)


def due_cases(campaign_id: int, village_id: int) -> list[int]:
    """The cases of a village whose next step is the review and that were not voted on yet, in the order of their numbers."""
    steps = clearance.policy_of(campaign_id).steps
    place = place_of(steps, DoneWhen.REVIEW_CONCLUDED)
    if place is None:
        return []
    rows = clearance.cases(campaign_id, village_id, steps[place].id)
    return [row.id for row in rows if not row.review_decision]


def not_ready(case_id: int) -> str:
    """The step that comes before the review and is still to do; empty when the case can be put."""
    row = clearance.case_row(case_id)
    return _lacking(row, clearance.policy_of(row.campaign_id).steps)


def reviewed(case_ids: Sequence[int]) -> list[int]:
    """Those of the cases that a meeting has decided on: they are put again only after a new visit."""
    return [id_ for id_ in case_ids if clearance.case_row(id_).review_decision]


def can_be_returned(case_id: int) -> bool:
    """Whether a new visit can still be asked for: not when the case is back before its review, or decided."""
    row = clearance.case_row(case_id)
    return not row.decided_on and not _lacking(row, clearance.policy_of(row.campaign_id).steps)


def proposal_changed(item: Any) -> bool:
    """Whether a case that was put to the room is proposed otherwise today."""
    return bool(item.sheet) and kept_sheet(item.sheet).proposal != _proposal(clearance.case_row(item.case_id))


def agenda_heads(case_ids: Sequence[int]) -> dict[int, AgendaHead]:
    """Case id to what the agenda says of it; one query for all."""
    if not case_ids:
        return {}
    campaign = clearance.case_row(case_ids[0]).campaign_id
    steps = clearance.policy_of(campaign).steps
    rows = clearance.CaseListing(campaign).rows(list(dict.fromkeys(case_ids)))
    return {
        id_: AgendaHead(row.household_id, row.head_name, row.group, _proposal(row), _lacking(row, steps))
        for id_, row in rows.items()
    }


def sheet_text(sheet: CaseSheet) -> str:
    """A sheet as it is kept."""
    return json.dumps(asdict(sheet), ensure_ascii=False)


def kept_sheet(written: str) -> CaseSheet:
    """A sheet as it was put to the room."""
    values = json.loads(written)
    return CaseSheet(**{**values, "facts": tuple(values["facts"])})


def case_sheet(case_id: int, on: dt.date) -> CaseSheet:
    """One case with its facts as they stand."""
    detail = clearance.case(case_id)
    row = detail.row
    kept = dossiers.kept([row.household_id]).get(row.household_id)
    head = head_of(kept.record) if kept else None
    return CaseSheet(
        case_id=case_id,
        household_id=row.household_id,
        number=row.number,
        head_name=row.head_name,
        head_age=youngest_age(head.id_number, head.birth, on) if head else None,
        village=row.village,
        group=row.group,
        family_size=row.family_size,
        covered=row.covered,
        aid_type=row.aid_type,
        category=row.category,
        before_fen=row.before_fen,
        proposal=_proposal(row),
        facts=(*_visit_facts(detail), *_lead_facts(row.household_id), *_income_facts(detail)),
    )


def default_opinion(sheet: str, state: ItemState) -> str:
    """The written opinion (评议意见) that a decision comes with unless another one is given."""
    proposal = kept_sheet(sheet).proposal
    match state:
        case ItemState.PASSED:
            return f"调查情况属实，同意“{proposal}”。"
        case ItemState.FAILED:
            return f"“{proposal}”没有达到规定票数，未通过，请乡镇提出处理意见。"
    return "到会表决人数不足，留待下次会议评议。"


def _lacking(row: clearance.CaseRow, steps: Sequence[Step]) -> str:
    place = place_of(steps, DoneWhen.REVIEW_CONCLUDED)
    if place is None:
        return "方案没有民主评议"
    return row.step_label if row.step_position < place else ""


def _proposal(row: clearance.CaseRow) -> str:
    """`继续享受，每月 336 元`."""
    if row.proposal is None or row.proposal is Outcome.PENDING:
        return ""
    amount = f"，每月 {short_yuan(row.proposed_fen)} 元" if row.proposed_fen else ""
    return f"{row.proposal.label}{amount}"


def _visit_facts(detail: clearance.CaseDetail) -> list[str]:
    signed = next((visit for visit in detail.visits if visit.signed_at and not visit.void), None)
    if signed is None:
        return []
    draft = signed.draft
    day = f"{draft.visited_on.month}月{draft.visited_on.day}日"
    found = draft.summary or "；".join(text for text in draft.answers.values() if text.strip() not in ("", "无"))
    facts = [f"入户 {day}（{'、'.join(draft.investigators)}）：{found or '已逐项核对，无变化'}。".replace("。。", "。")]
    if draft.neighbours:
        heard = "；".join(f"{each.name}：{each.statement}" for each in draft.neighbours)
        facts.append(f"走访邻居 {len(draft.neighbours)} 户。{heard}。".replace("。。", "。"))
    return facts


def _lead_facts(household_id: int) -> list[str]:
    """What became of the leads: the room judges whether the investigation is true and complete (220号 art.21)."""
    judged = [lead for lead in leads_of(household_id) if lead.verdict]
    grounds = (f"{lead.title}{lead.verdict}" + (f"（{lead.evidence}）" if lead.evidence else "") for lead in judged)
    return [f"核实疑点：{'；'.join(grounds)}。"] if judged else []


def _income_facts(detail: clearance.CaseDetail) -> list[str]:
    made = detail.assessment
    if made is None:
        return []
    lines = "；".join(f"{line.label} {line.value}" for line in made.lines)
    facts = [f"核算：{lines}。"] if lines else []
    return facts + ([f"提出意见的理由：{detail.reason}。".replace("。。", "。")] if detail.reason else [])
