"""Changing panels and meetings."""

from dibao_desktop.review.commands.attendance import check_in, check_out
from dibao_desktop.review.commands.corrections import correct_vote
from dibao_desktop.review.commands.counting import choose_way, record_count
from dibao_desktop.review.commands.course import adjourn_meeting, close_meeting, open_meeting, resume_meeting
from dibao_desktop.review.commands.panels import save_panel, take_panels
from dibao_desktop.review.commands.planning import amend_meeting, cancel_meeting, plan_meeting, put_again, set_agenda
from dibao_desktop.review.commands.questions import answer_question, ask_question
from dibao_desktop.review.commands.recusals import declare_recusal, leave_for_case, withdraw_recusal
from dibao_desktop.review.commands.voting import (
    cast_vote,
    close_vote,
    open_case,
    open_vote,
    return_case,
    set_all_agree,
    write_opinion,
)

__all__ = [
    "adjourn_meeting",
    "amend_meeting",
    "answer_question",
    "ask_question",
    "cancel_meeting",
    "cast_vote",
    "check_in",
    "check_out",
    "choose_way",
    "close_meeting",
    "close_vote",
    "correct_vote",
    "declare_recusal",
    "leave_for_case",
    "open_case",
    "open_meeting",
    "open_vote",
    "plan_meeting",
    "put_again",
    "record_count",
    "resume_meeting",
    "return_case",
    "save_panel",
    "set_agenda",
    "set_all_agree",
    "take_panels",
    "withdraw_recusal",
    "write_opinion",
]
