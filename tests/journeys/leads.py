"""The comparison and the verdicts on its leads, on the page 信息比对."""

from __future__ import annotations

from dibao_desktop.matching.queries import LeadRow
from journeys.clerk import Clerk
from ui.pages.matching.page import MatchingPage


def matching(clerk: Clerk) -> MatchingPage:
    page = clerk.page if clerk.page.NAME == "matching" else clerk.go("matching")
    assert isinstance(page, MatchingPage)
    return page


def compare(clerk: Clerk) -> str:
    """Run the comparison; returns what the page says of it."""
    matching(clerk)
    clerk.press("运行比对")
    clerk.look("信息比对")
    return clerk.said


def waiting(clerk: Clerk) -> dict[str, LeadRow]:
    """The leads on screen that wait, by dossier number."""
    table = matching(clerk).table
    rows = [table.paged.row_of(id_) for id_ in table.paged.ids]
    return {row.number: row for row in rows}


def judge(clerk: Clerk, number: str, verdict: str, grounds: str) -> None:
    """Choose the lead of a household, write the grounds, press the verdict."""
    page = matching(clerk)
    lead = waiting(clerk)[number]
    clerk.choose_row(page.table, list(page.table.paged.ids).index(lead.id))
    clerk.type_here(page.view.evidence.editor, grounds)
    key = {"属实": "1", "不属实": "2", "部分属实": "3", "无法核实": "4"}[verdict]
    clerk.look(f"疑点{number}")
    clerk.press(f"{key}  {verdict}")
    assert number not in waiting(clerk), clerk.banner
