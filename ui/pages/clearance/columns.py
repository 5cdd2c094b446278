"""The columns of the work list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from dibao_desktop.clearance.queries import CaseRow
from dibao_desktop.clearance.rules.outcome import Outcome, is_cut_or_stop
from dibao_desktop.clearance.rules.road import CLOSED
from dibao_desktop.domain.money import short_yuan
from ui.models.cells import PillCell, Toned, TwoLines
from ui.models.column import Align, Column
from ui.theme.tokens import Tone


def case_columns(today: Callable[[], dt.date]) -> list[Column[CaseRow]]:
    """What the list shows; `today` colours what is overdue."""
    return [
        Column("档案号", lambda row: row.number, sort="number", width=66),
        Column("户主", _household, sort="head_name", width=0),
        Column("处理意见", _proposal, sort="proposal", width=92),
        Column("下一步", step_pill, sort="step", width=90),
        Column("期限", lambda row: _due(row, today().isoformat()), Align.RIGHT, sort="due_on", width=60),
        Column(
            "原月保障金", lambda row: short_yuan(row.before_fen), Align.RIGHT, sort="before_fen", width=90, hidden=True
        ),
        Column("村", lambda row: row.village, sort="village", width=80, hidden=True),
    ]


def _household(row: CaseRow) -> TwoLines:
    mark = "（申请）" if row.applicant else ""
    return TwoLines(f"{row.head_name}{mark}", f"{row.village}{row.group}")


def _proposal(row: CaseRow) -> object:
    shown = row.outcome or row.proposal
    fen = row.new_fen if row.outcome else row.proposed_fen
    if shown is None:
        return Toned("–")
    return shown.label if fen is None else TwoLines(shown.label, f"{short_yuan(fen)} 元")


def step_pill(row: CaseRow) -> PillCell:
    """The step that is due; red when an objection or a failed vote holds it up."""
    if row.step == CLOSED:
        return PillCell(row.step_label, Tone.GREEN)
    if row.open_objections or row.review_decision == "failed":
        return PillCell(row.step_label, Tone.RED)
    return PillCell(row.step_label, Tone.BLUE if row.posted_round > row.ended_round else Tone.NEUTRAL)


def _due(row: CaseRow, today: str) -> object:
    if not row.due_on:
        return ""
    words = f"{int(row.due_on[5:7])}-{int(row.due_on[8:]):02d}"
    return Toned(words, Tone.RED if row.due_on <= today else Tone.NEUTRAL)


def outcome_tone(outcome: Outcome | None, before_fen: int, new_fen: int | None) -> Tone:
    """Red for what takes away, green for what gives, else plain."""
    if outcome is None or not outcome.is_final:
        return Tone.AMBER if outcome else Tone.NEUTRAL
    if is_cut_or_stop(outcome, before_fen, new_fen) or outcome is Outcome.REFUSE:
        return Tone.RED
    return Tone.GREEN if outcome in (Outcome.INCREASE, Outcome.INCLUDE) else Tone.NEUTRAL
