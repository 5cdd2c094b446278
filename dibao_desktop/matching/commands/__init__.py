"""Taking in outside lists, running the comparison, judging leads."""

from dibao_desktop.matching.commands.leads import MatchOutcome, forget_unjudged, judge_lead, match
from dibao_desktop.matching.commands.lists import discard_list, take_list

__all__ = ["MatchOutcome", "discard_list", "forget_unjudged", "judge_lead", "match", "take_list"]
