"""The pages, in rail order."""

from __future__ import annotations

from ui.widgets.page import Page

PAGES: tuple[type[Page], ...] = ()
