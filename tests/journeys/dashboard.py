"""What the page 看板 shows of a village."""

from __future__ import annotations

from dibao_desktop.reports.figures import VillageFigures
from journeys.clerk import Clerk
from ui.pages.reports.page import ReportsPage
from ui.widgets.stat import StatCard


def page_of(clerk: Clerk) -> ReportsPage:
    page = clerk.page if clerk.page.NAME == "reports" else clerk.go("reports")
    assert isinstance(page, ReportsPage)
    return page


def figures(clerk: Clerk) -> dict[str, tuple[str, str]]:
    """Number and note of each figure, by its caption."""
    cards = page_of(clerk).cards.values()
    clerk.look("看板")
    return {card._caption.text(): (card.number(), card.note()) for card in cards}


def village(clerk: Clerk, name: str) -> VillageFigures:
    """The village's line of the table."""
    table = page_of(clerk).progress_table
    rows = [table.paged.row_of(id_) for id_ in table.paged.ids]
    return next(row for row in rows if row.village == name)


def open_figure(clerk: Clerk, caption: str) -> None:
    """Click a figure: the households behind it."""
    cards: list[StatCard] = list(page_of(clerk).cards.values())
    clerk.click(next(card for card in cards if card._caption.text() == caption))
    clerk.look(f"看板_{caption}")
