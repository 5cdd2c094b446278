"""Changing campaigns and cases. Each command refuses, in one sentence, what is not due yet."""

from dibao_desktop.clearance.commands.adopting import adopt_pack
from dibao_desktop.clearance.commands.approvals import confirm, hear, township_check
from dibao_desktop.clearance.commands.campaigns import (
    add_applicant_case,
    admit_applicants,
    close,
    close_campaign,
    start_campaign,
)
from dibao_desktop.clearance.commands.decisions import decide, deliver_notice, publish, write_notice
from dibao_desktop.clearance.commands.events import Taken, record_event, record_recovery, settle_event
from dibao_desktop.clearance.commands.gradual import end_gradual_exit
from dibao_desktop.clearance.commands.holidays import take_holidays
from dibao_desktop.clearance.commands.milestones import (
    change_open_objections,
    conclude_review,
    correct_review,
    end_notice,
    post_notice,
    reopen_for_objection,
    withdraw_notice,
)
from dibao_desktop.clearance.commands.proposals import assess, assess_all, propose, send_back
from dibao_desktop.clearance.commands.steps import move_steps
from dibao_desktop.clearance.commands.visits import record_visit, sign_visit

__all__ = [
    "Taken",
    "add_applicant_case",
    "admit_applicants",
    "adopt_pack",
    "assess",
    "assess_all",
    "change_open_objections",
    "close",
    "close_campaign",
    "conclude_review",
    "confirm",
    "correct_review",
    "decide",
    "deliver_notice",
    "end_gradual_exit",
    "end_notice",
    "hear",
    "move_steps",
    "post_notice",
    "propose",
    "publish",
    "record_event",
    "record_recovery",
    "record_visit",
    "reopen_for_objection",
    "send_back",
    "settle_event",
    "sign_visit",
    "start_campaign",
    "take_holidays",
    "township_check",
    "withdraw_notice",
    "write_notice",
]
