"""Reading panels and meetings; every answer is a frozen value."""

from dibao_desktop.review.queries.behind import was_voted_on
from dibao_desktop.review.queries.kinship import findings_for
from dibao_desktop.review.queries.meetings import closed_votes, meeting_detail, meetings, unfinished_meeting
from dibao_desktop.review.queries.minutes import case_record, minutes
from dibao_desktop.review.queries.panels import Panel, PanelRow, panel, panel_named, panel_of, remarks_on, suggested_kin
from dibao_desktop.review.queries.papers import agenda, agenda_sheet, ballots, sign_in_sheet
from dibao_desktop.review.queries.planning import (
    Calendar,
    Plannable,
    VillageDue,
    calendar_of,
    came_last_time,
    cases_to_plan,
    day_to_propose,
    plannable,
    planned_cases,
    villages_due,
)
from dibao_desktop.review.queries.provincial import ReviewRecord, review_records
from dibao_desktop.review.queries.rehearsal import ExpectedRecusal, Rehearsal, RehearsedCase, rehearsal
from dibao_desktop.review.queries.sealing import CodeAnswer, check_code, code_of
from dibao_desktop.review.queries.sheet import AgendaHead, CaseSheet, agenda_heads, due_cases
from dibao_desktop.review.queries.views import (
    AgendaRow,
    ClosedVote,
    CurrentCase,
    Mark,
    MeetingDetail,
    MeetingRow,
    QuestionRow,
    RollRow,
)
from dibao_desktop.review.queries.wall import scene, scene_of

__all__ = [
    "AgendaHead",
    "AgendaRow",
    "Calendar",
    "CaseSheet",
    "ClosedVote",
    "CodeAnswer",
    "CurrentCase",
    "ExpectedRecusal",
    "Mark",
    "MeetingDetail",
    "MeetingRow",
    "Panel",
    "PanelRow",
    "Plannable",
    "QuestionRow",
    "Rehearsal",
    "RehearsedCase",
    "ReviewRecord",
    "RollRow",
    "VillageDue",
    "agenda",
    "agenda_heads",
    "agenda_sheet",
    "ballots",
    "calendar_of",
    "came_last_time",
    "case_record",
    "cases_to_plan",
    "check_code",
    "closed_votes",
    "code_of",
    "day_to_propose",
    "due_cases",
    "findings_for",
    "meeting_detail",
    "meetings",
    "minutes",
    "panel",
    "panel_named",
    "panel_of",
    "plannable",
    "planned_cases",
    "rehearsal",
    "remarks_on",
    "review_records",
    "scene",
    "scene_of",
    "sign_in_sheet",
    "suggested_kin",
    "unfinished_meeting",
    "villages_due",
    "was_voted_on",
]
