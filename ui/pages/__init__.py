"""The pages, in rail order."""

from __future__ import annotations

from ui.pages.dossiers.page import DossiersPage
from ui.pages.reports.page import ReportsPage
from ui.widgets.page import Page

PAGES: tuple[type[Page], ...] = (
    ReportsPage,
    DossiersPage,
)
