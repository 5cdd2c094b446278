"""The pages, in rail order.

A page is imported when it is first shown: all ten with what they need would triple the time until the window stands.
So the rail's words are written here beside the page's own; a test holds them together.
"""

from __future__ import annotations

from importlib import import_module

from ui.theme.icons import Icon
from ui.widgets.page import Page, PageContext, PageEntry


def _reports(context: PageContext) -> Page:
    from ui.pages.reports.page import ReportsPage

    return ReportsPage(context)


def _dossiers(context: PageContext) -> Page:
    from ui.pages.dossiers.page import DossiersPage

    return DossiersPage(context)


def _clearance(context: PageContext) -> Page:
    from ui.pages.clearance.page import ClearancePage

    return ClearancePage(context)


def _matching(context: PageContext) -> Page:
    from ui.pages.matching.page import MatchingPage

    return MatchingPage(context)


def _review(context: PageContext) -> Page:
    from ui.pages.review.page import ReviewPage

    return ReviewPage(context)


def _notices(context: PageContext) -> Page:
    from ui.pages.notices.page import NoticesPage

    return NoticesPage(context)


def _tables(context: PageContext) -> Page:
    from ui.pages.reports.tables import TablesPage

    return TablesPage(context)


def _exchange(context: PageContext) -> Page:
    from ui.pages.exchange.page import ExchangePage

    return ExchangePage(context)


def _policy(context: PageContext) -> Page:
    from ui.pages.policy.page import PolicyPage

    return PolicyPage(context)


def _settings(context: PageContext) -> Page:
    from ui.pages.settings.page import SettingsPage

    return SettingsPage(context)


PAGES = (
    PageEntry("reports", "看板", Icon.DASHBOARD, _reports),
    PageEntry("dossiers", "一户一档", Icon.DOSSIERS, _dossiers, takes_search=True),
    PageEntry("clearance", "清查核查", Icon.CLEARANCE, _clearance),
    PageEntry("matching", "信息比对", Icon.MATCHING, _matching),
    PageEntry("review", "民主评议", Icon.REVIEW, _review),
    PageEntry("notices", "公示", Icon.NOTICES, _notices),
    PageEntry("tables", "报表", Icon.REPORTS, _tables),
    PageEntry("exchange", "数据交换", Icon.EXCHANGE, _exchange),
    PageEntry("policy", "政策方案", Icon.POLICY, _policy),
    PageEntry("settings", "设置", Icon.SETTINGS, _settings),
)


def bring_in(entry: PageEntry) -> None:
    """Import a page before anybody asks for it."""
    import_module(f"{__name__}.{entry.name}.page")
