"""The pages, in rail order."""

from __future__ import annotations

from ui.pages.clearance.page import ClearancePage
from ui.pages.dossiers.page import DossiersPage
from ui.pages.exchange.page import ExchangePage
from ui.pages.matching.page import MatchingPage
from ui.pages.notices.page import NoticesPage
from ui.pages.policy.page import PolicyPage
from ui.pages.reports.page import ReportsPage
from ui.pages.review.page import ReviewPage
from ui.pages.settings.page import SettingsPage
from ui.widgets.page import Page

PAGES: tuple[type[Page], ...] = (
    ReportsPage,
    DossiersPage,
    ClearancePage,
    MatchingPage,
    ReviewPage,
    NoticesPage,
    ExchangePage,
    PolicyPage,
    SettingsPage,
)
