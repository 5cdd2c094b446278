"""How leads and taken lists look in their tables."""

from __future__ import annotations

from dibao_desktop.matching.queries import LeadRow, TakenList
from dibao_desktop.matching.rules.leads import Confidence, Verdict
from ui.models.cells import PillCell, TwoLines
from ui.models.column import Align, Column
from ui.theme.tokens import Tone

_VERDICT_TONES = {
    Verdict.TRUE: Tone.RED,
    Verdict.PARTLY: Tone.AMBER,
    Verdict.UNTRUE: Tone.GREEN,
    Verdict.UNVERIFIABLE: Tone.NEUTRAL,
}


def confidence_tone(confidence: Confidence) -> Tone:
    """A certain lead is red, a doubtful one amber."""
    return Tone.RED if confidence is Confidence.CERTAIN else Tone.AMBER


def verdict_tone(verdict: str) -> Tone:
    """A lead that proved true stays red, one that was cleared turns green."""
    return _VERDICT_TONES[Verdict(verdict)]


def place_of(lead: LeadRow) -> str:
    """`0193 伏牛村`, or that the person is on no book."""
    return f"{lead.number} {lead.village}" if lead.number else "不在册"


def lead_columns() -> list[Column[LeadRow]]:
    """The columns of the list of leads; the hidden ones wait in the head's menu."""
    return [
        Column("人员", lambda lead: TwoLines(lead.person_name, place_of(lead)), sort="number", width=124),
        Column(
            "疑点",
            lambda lead: TwoLines(lead.kind.label, lead.reason),
            sort="kind",
            width=0,
            tooltip=lambda lead: lead.reason,
        ),
        Column("状态", _state, sort="verdict", width=84),
        Column("事项", lambda lead: lead.code, width=64, hidden=True),
        Column("身份证号", lambda lead: lead.person_id, width=170, hidden=True),
        Column("户主", lambda lead: lead.head_name, width=84, hidden=True),
        Column("来源", lambda lead: lead.source, width=220, hidden=True),
        Column("发现时间", lambda lead: lead.found_at.replace("T", " ")[:16], sort="found_at", width=130, hidden=True),
    ]


def _state(lead: LeadRow) -> PillCell:
    if lead.verdict:
        return PillCell(lead.verdict, verdict_tone(lead.verdict))
    return PillCell("待核实" if lead.confidence is Confidence.CERTAIN else "存疑", confidence_tone(lead.confidence))


def list_columns() -> list[Column[TakenList]]:
    """The columns of the lists that were taken in."""
    return [
        Column("名单", lambda taken: TwoLines(taken.kind.label, taken.source), width=0),
        Column("月份", lambda taken: taken.period, width=84),
        Column("行数", lambda taken: f"{taken.rows:,}", Align.RIGHT, width=72),
        Column("导入时间", lambda taken: taken.taken_at.replace("T", " ")[:16], width=140),
    ]
