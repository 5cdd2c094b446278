"""Whether a meeting holds under the rule of its campaign."""

from __future__ import annotations

import json
from typing import Any

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.policy.rules.procedure import ReviewRule
from dibao_desktop.review.records import Attendance, Meeting, PanelMember
from dibao_desktop.review.rules.conditions import Condition, conditions

_REPRESENTATIVE = "代表"


def rule_of(meeting: Any) -> ReviewRule:
    """The review rule of the meeting's campaign."""
    return clearance.policy_of(meeting.campaign_id).review


def conditions_of(meeting_id: int, whole_evening: bool = False) -> list[Condition]:
    """Each rule of the meeting with whether it holds now; over the `whole_evening` whoever came counts."""
    meeting = Meeting.get_by_id(meeting_id)
    lines: list[Any] = list(
        Attendance.select(Attendance.present, Attendance.arrived_at, PanelMember.role)
        .join(PanelMember)
        .where(Attendance.meeting == meeting_id)
        .tuples()
    )
    there = [role for present, arrived, role in lines if (arrived if whole_evening else present)]
    representatives = sum(_REPRESENTATIVE in role for role in there)
    staff = len(json.loads(meeting.township_staff))
    return conditions(rule_of(meeting), len(lines), len(there), staff, representatives)


def binding_failures(meeting_id: int) -> list[Condition]:
    """The rules without which the meeting may not decide, and which do not hold."""
    return [condition for condition in conditions_of(meeting_id) if condition.binding and not condition.holds]
