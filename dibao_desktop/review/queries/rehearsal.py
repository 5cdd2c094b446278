"""Going through a meeting beforehand: what each case still lacks and who will have to step aside."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.policy.rules.procedure import ReviewRule
from dibao_desktop.review.queries.holding import rule_of
from dibao_desktop.review.queries.kinship import findings_for
from dibao_desktop.review.queries.meetings import meeting_detail
from dibao_desktop.review.queries.panels import panel_of
from dibao_desktop.review.queries.views import AgendaRow, MeetingDetail
from dibao_desktop.review.records import Meeting
from dibao_desktop.review.rules.panel import panel_remarks
from dibao_desktop.review.rules.recusal import Finding
from dibao_desktop.review.rules.states import ItemState
from dibao_desktop.review.rules.tally import needed_of


@dataclass(frozen=True)
class ExpectedRecusal:
    """Who will step aside and why; when not `certain`, whom the clerk should ask before the evening."""

    name: str
    reason: str
    certain: bool


@dataclass(frozen=True)
class RehearsedCase:
    """A case of the agenda before the meeting. `needed` members who need not step aside have to come for its vote;
    0: even the whole group could not vote on it."""

    household_id: int
    case_id: int
    position: int
    head_name: str
    group: str
    missing: tuple[str, ...]
    recusals: tuple[ExpectedRecusal, ...]
    needed: int


@dataclass(frozen=True)
class Rehearsal:
    """The whole evening beforehand; `people` are sentences about who is not named yet."""

    meeting: MeetingDetail
    people: tuple[str, ...]
    cases: tuple[RehearsedCase, ...]


def rehearsal(meeting_id: int) -> Rehearsal:
    """What is known of a meeting before it begins; cases that were dealt with are left out."""
    meeting = meeting_detail(meeting_id)
    rule = rule_of(Meeting.get_by_id(meeting_id))
    waiting = [row for row in meeting.agenda if row.state is ItemState.WAITING]
    return Rehearsal(meeting, tuple(_people(meeting, rule)), tuple(_case(meeting, row, rule) for row in waiting))


def _people(meeting: MeetingDetail, rule: ReviewRule) -> list[str]:
    found = [f"{what}还没有填。" for what, who in (("主持人", meeting.chair), ("记录人", meeting.recorder)) if not who]
    lacking = rule.min_township_staff - len(meeting.township_staff)
    if lacking > 0:
        found.append(f"乡镇工作人员还差 {lacking} 人（至少 {rule.min_township_staff} 人）。")
    panel = panel_of(meeting.village_id)
    day = dt.date.fromisoformat(meeting.starts_at[:10])
    duties = [seat.duty for seat in panel.seats]
    remarks = panel_remarks(rule, duties, len(meeting.roll), panel.term, day)
    found += [remark.sentence for remark in remarks if remark.wrong]
    return found


def _case(meeting: MeetingDetail, row: AgendaRow, rule: ReviewRule) -> RehearsedCase:
    found = findings_for(meeting.id, row.case_id)
    aside = sum(finding.certain for finding, _ in found)
    free = len(meeting.roll) - (0 if rule.recused_count_in_roster else aside)
    needed = max(needed_of(rule.quorum, free), rule.floor_present)
    return RehearsedCase(
        household_id=row.household_id,
        case_id=row.case_id,
        position=row.position,
        head_name=row.head_name,
        group=row.group,
        missing=tuple(_missing(row)),
        recusals=tuple(_recusal(finding, name) for finding, name in found),
        needed=needed if needed <= len(meeting.roll) - aside else 0,
    )


def _missing(row: AgendaRow) -> list[str]:
    detail = clearance.case(row.case_id)
    found = []
    if not any(visit.signed_at and not visit.void for visit in detail.visits):
        found.append("入户调查")
    if not row.proposal:
        found.append("拟处理意见和金额")
    elif row.lacking and row.lacking not in found:
        found.append(row.lacking)
    return found


def _recusal(finding: Finding, name: str) -> ExpectedRecusal:
    return ExpectedRecusal(name, finding.reason, finding.certain)
