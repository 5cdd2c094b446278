"""The Scene that the projector shows, made from where the meeting stands."""

from __future__ import annotations

import datetime as dt

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.domain.secrecy import (
    public_aid_type,
    public_category,
    public_village,
    public_words,
)
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.dossiers.rules.telling import public_head, public_place
from dibao_desktop.policy.rules.pack import category_code
from dibao_desktop.review.queries.meetings import meeting_detail
from dibao_desktop.review.queries.sheet import CaseSheet
from dibao_desktop.review.queries.views import CurrentCase, MeetingDetail
from dibao_desktop.review.rules import scene as scenes
from dibao_desktop.review.rules.scene import Shown
from dibao_desktop.review.rules.states import ItemState, MeetingState
from dibao_desktop.review.rules.tally import Outcome, share_text


def scene(meeting_id: int) -> scenes.Scene:
    """What the wall shows now."""
    return scene_of(meeting_detail(meeting_id))


def scene_of(meeting: MeetingDetail, shown: Shown | None = None) -> scenes.Scene:
    """The same from a meeting that has been read already; `shown` is what the desk wants instead."""
    title = f"{public_village(meeting.village)} 低保民主评议会"
    match shown:
        case Shown.AGENDA:
            return _agenda(title, meeting)
        case Shown.RULES:
            return _rules(title, meeting)
        case Shown.DECISIONS:
            return _decisions(title, meeting)
        case Shown.PAUSE:
            return _pause(title, meeting, adjourned=False)
    match meeting.state:
        case MeetingState.PLANNED:
            return _waiting(title, meeting)
        case MeetingState.ADJOURNED:
            return _pause(title, meeting, adjourned=True)
        case MeetingState.CLOSED:
            return _decisions(title, meeting)
    if meeting.current is None:
        return _rules(title, meeting)
    return _case(title, meeting, meeting.current)


def _waiting(title: str, meeting: MeetingDetail) -> scenes.Waiting:
    place = public_words(meeting.place)
    return scenes.Waiting(
        title, _when(meeting.starts_at), place, meeting.present, len(meeting.roll), len(meeting.agenda)
    )


def _pause(title: str, meeting: MeetingDetail, *, adjourned: bool) -> scenes.Pause:
    return scenes.Pause(title, sum(row.state.closed for row in meeting.agenda), len(meeting.agenda), adjourned)


def _case(title: str, meeting: MeetingDetail, now: CurrentCase) -> scenes.Scene:
    household = _household(meeting, now.sheet)
    total = len(meeting.agenda)
    if now.state is ItemState.INTRODUCED:
        return scenes.CaseScene(title, now.position, total, household)
    majority = now.holding.majority
    if now.state is ItemState.VOTING:
        return scenes.VoteOpen(
            title,
            now.position,
            total,
            household,
            voted=now.voted,
            entitled=now.decision.usual.quorum.present,
            present=meeting.present,
            roster=len(meeting.roll),
            recused=now.recused,
            needed=f"{majority.needed} 票同意即通过（{now.share}）",
            way=now.way,
            so_far=_so_far(now) if clearance.policy_of(meeting.campaign_id).review.show_running_votes else "",
        )
    decided = now.state in (ItemState.PASSED, ItemState.FAILED)
    papers = now.counted if decided else None
    return scenes.Result(
        title,
        now.position,
        total,
        household,
        state=now.state,
        agree=majority.agree if decided else 0,
        against=now.against if decided else 0,
        abstain=now.abstain if decided else 0,
        base=majority.base if decided else 0,
        needed=majority.needed if decided else 0,
        sentence=_sentence(now),
        blank=papers.blank if papers else 0,
        spoilt=papers.spoilt if papers else 0,
        corrected=now.corrected,
    )


def _so_far(now: CurrentCase) -> str:
    """The votes as they stand; nothing while there are none."""
    return f"同意 {now.holding.majority.agree}  不同意 {now.against}  弃权 {now.abstain}" if now.voted else ""


def _sentence(now: CurrentCase) -> str:
    """Why it came so; a reason that someone typed is not put on the wall."""
    majority = now.holding.majority
    match now.state:
        case ItemState.RETURNED:
            return "情况有争议，重新调查核实后再评议。"
        case ItemState.NO_QUORUM:
            return "到会表决人数不足，本户留待下次会议评议。"
    entitled = now.decision.usual.quorum.present
    who = f"应表决 {entitled} 人" if majority.base == entitled else f"按 {majority.base} 人计（含回避人员）"
    counted = f"{who}，{now.share}为 {majority.needed} 票，实得同意 {majority.agree} 票"
    if now.decision.outcome is Outcome.READINGS_DIFFER:
        return f"{counted}；回避人员是否计入由主持人确认，{now.state.label}。"
    return f"{counted}，决定有效。" if now.state is ItemState.PASSED else f"{counted}，差 {majority.missing} 票。"


def _household(meeting: MeetingDetail, sheet: CaseSheet) -> scenes.Household:
    pack = clearance.policy_of(meeting.campaign_id)
    category = public_category(category_code(sheet.category), {each.code for each in pack.categories})
    record = dossiers.kept([sheet.household_id])[sheet.household_id].record
    return scenes.Household(
        public_head(record, _day(meeting), sheet.head_name),
        f"{public_village(sheet.village)}{public_place(record, sheet.group)}",
        f"{sheet.family_size} 口人",
        " ".join(word for word in (public_aid_type(sheet.aid_type), category) if word),
        scenes.wall_proposal(sheet.proposal),
    )


def _records(meeting: MeetingDetail) -> dict[int, HouseholdRecord]:
    """Household id to its record, of all on the agenda."""
    return {id_: kept.record for id_, kept in dossiers.kept([row.household_id for row in meeting.agenda]).items()}


def _day(meeting: MeetingDetail) -> dt.date:
    """The day of the meeting, on which it is asked who is of age."""
    return dt.date.fromisoformat(meeting.starts_at[:10])


def _agenda(title: str, meeting: MeetingDetail) -> scenes.Agenda:
    records, day = _records(meeting), _day(meeting)
    here = meeting.current.item_id if meeting.current and meeting.current.state.running else None
    rows = tuple(
        scenes.AgendaLine(
            row.position,
            public_head(records[row.household_id], day, row.head_name),
            public_place(records[row.household_id], row.group),
            row.state.closed,
            row.item_id == here,
        )
        for row in meeting.agenda
    )
    return scenes.Agenda(title, rows, sum(row.done for row in rows))


def _decisions(title: str, meeting: MeetingDetail) -> scenes.Decisions:
    records, day = _records(meeting), _day(meeting)
    rows = tuple(
        scenes.DecisionRow(
            row.position,
            public_head(records[row.household_id], day, row.head_name),
            scenes.wall_proposal(row.proposal),
            row.state,
        )
        for row in meeting.agenda
    )
    passed = sum(row.state is ItemState.PASSED for row in rows)
    failed = sum(row.state is ItemState.FAILED for row in rows)
    return scenes.Decisions(title, rows, passed, failed, len(rows) - passed - failed)


def _rules(title: str, meeting: MeetingDetail) -> scenes.Rules:
    """What the township's staff announce before the first case (220号 art.23)."""
    rule = clearance.policy_of(meeting.campaign_id).review
    quorum, majority = share_text(rule.quorum), share_text(rule.majority)
    agreed = "到会成员过半数同意，即为通过" if majority == "过半数" else f"到会成员{majority}以上同意，即为通过"
    lines = (
        f"评议小组成员{quorum}以上到会，会议有效",
        "是近亲属或本户家庭成员的，主动回避",
        "先听情况介绍，再提问，最后表决",
        agreed,
        "只评议情况是否真实、完整，不泄露他人隐私",
    )
    return scenes.Rules(title, lines)


def _when(starts_at: str) -> str:
    start = dt.datetime.fromisoformat(starts_at)
    return f"{start.month} 月 {start.day} 日  {start:%H:%M}"
