"""The list to go through before a meeting, with the papers that each dossier lacks; on screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass

from dibao_desktop.domain.document import Block, Document, Heading, Paragraph, Table
from dibao_desktop.dossiers.rules.checklist import LINES
from dibao_desktop.reports.papers import completeness_of
from dibao_desktop.review import queries as review
from dibao_desktop.review.queries import RehearsedCase

_TITLES = {line.number: line.title for line in LINES}
_LATER = frozenset({1, 11, 12, 13, 14, 15, 16, 17})
"""The record of the meeting itself and whatever the road brings after it cannot be there yet."""


@dataclass(frozen=True)
class RehearsalLine:
    """One case: what it lacks before it can be put, which papers, who steps aside and why, whom to ask."""

    case: RehearsedCase
    lacking: str
    papers: str
    aside: str
    to_ask: str
    vote: str

    @property
    def ready(self) -> bool:
        """Whether nothing is left to do for it."""
        return not (self.lacking or self.papers or self.to_ask or self.vote)


@dataclass(frozen=True)
class RehearsalList:
    """All of it. `people` are sentences about who is not named yet."""

    title: str
    people: tuple[str, ...]
    lines: tuple[RehearsalLine, ...]

    @property
    def summary(self) -> str:
        """`12 户中 9 户齐备，3 户还有事要办；应回避 6 人次`."""
        ready = sum(line.ready for line in self.lines)
        aside = sum(recusal.certain for line in self.lines for recusal in line.case.recusals)
        todo = f"，{len(self.lines) - ready} 户还有事要办" if ready < len(self.lines) else ""
        return f"{len(self.lines)} 户中 {ready} 户齐备{todo}" + (f"；应回避 {aside} 人次" if aside else "")


def rehearsal_list(meeting_id: int) -> RehearsalList:
    """What is left to do before a meeting."""
    found = review.rehearsal(meeting_id)
    complete = completeness_of([case.household_id for case in found.cases], found.meeting.campaign_id)
    lines = tuple(
        _line(case, tuple(set(complete[case.household_id].missing) - _LATER), len(found.meeting.roll))
        for case in found.cases
    )
    return RehearsalList(f"{found.meeting.village}评议会会前检查", found.people, lines)


def rehearsal_sheet(meeting_id: int) -> Document:
    """The same on paper, to be ticked off."""
    found = rehearsal_list(meeting_id)
    rows = tuple(
        (
            str(line.case.position),
            line.case.head_name,
            line.case.group,
            "；".join(part for part in (line.lacking, line.papers) if part) or "齐备",
            "；".join(part for part in (line.aside, line.to_ask, line.vote) if part) or "无",
            "",
        )
        for line in found.lines
    )
    blocks: tuple[Block, ...] = (
        Heading(found.title, 0),
        Paragraph(f"{found.summary}。"),
        *(Paragraph(sentence) for sentence in found.people),
        Table(("序号", "户主", "组别", "还缺什么", "回避和提醒", "已办"), rows, (2, 4, 3, 8, 9, 2)),
    )
    return Document(found.title, blocks, landscape=True)


def _line(case: RehearsedCase, papers: tuple[int, ...], roster: int) -> RehearsalLine:
    certain = [f"{each.name}{each.reason}" for each in case.recusals if each.certain]
    doubtful = [f"{each.name}{each.reason}" for each in case.recusals if not each.certain]
    free = roster - len(certain)
    vote = "" if case.needed else f"回避后只有 {free} 人可以表决，不足法定人数"
    return RehearsalLine(
        case,
        f"待{'、'.join(case.missing)}" if case.missing else "",
        _papers(papers),
        f"回避：{'；'.join(certain)}" if certain else "",
        f"请核实：{'；'.join(doubtful)}" if doubtful else "",
        vote,
    )


def _papers(missing: tuple[int, ...]) -> str:
    if not missing:
        return ""
    named = [_TITLES[number] for number in sorted(missing)]
    return f"缺材料 {len(named)} 项：{'、'.join(named)}"
