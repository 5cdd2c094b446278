"""What an account may not do is pale on every page before anything is typed, not refused afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dibao_desktop.access.rules import MAY, Role
from dibao_desktop.clearance import queries
from dibao_desktop.policy.rules.steps import DoneWhen
from makers import make_household
from situations import bring_to, start
from ui.app.start import build_window
from ui.main_window import MainWindow


@pytest.fixture
def window_as(office, session, runner, qtbot):
    """The whole window for a role, on an office with one household in a campaign."""
    household = make_household(session)
    start(session)

    def show(role: Role) -> tuple[MainWindow, int]:
        session.actor = replace(session.actor, permissions=MAY[role])
        window = build_window(office, runner)
        qtbot.addWidget(window)
        window.show()
        campaign = window.scope.campaign_id
        assert campaign is not None
        case = queries.case_of(campaign, household)
        assert case is not None
        return window, case.id

    return show


def test_a_reader_can_press_nothing_that_changes_anything(window_as):
    window, case = window_as(Role.READER)
    clearance = window.page("clearance")
    window.show_page("clearance", {"case": case})
    assert not clearance.view.form.isEnabled() and not clearance.list.new.isEnabled()
    clearance.view.press_primary()
    assert not clearance.banner.isVisible(), "Ctrl+Enter does nothing either"
    window.show_page("matching")
    window.show_page("exchange")
    window.show_page("review")
    matching, exchange, review = (window.page(name) for name in ("matching", "exchange", "review"))
    pale = [matching.run_button, exchange.choosing.open_button, exchange.preview.take_button, review.list.plan_button]
    assert not any(button.isEnabled() for button in pale)
    assert matching.run_button.toolTip() == "当前账户没有“办理清查”的权限。"
    exchange.preview.set_busy(False)
    assert not exchange.preview.take_button.isEnabled(), "whatever the page thinks later"


def test_a_reader_reads_dossiers_and_changes_none(window_as):
    window, _case = window_as(Role.READER)
    window.show_page("dossiers")
    page = window.page("dossiers")
    assert page.view.isVisible() and page.view.head.print.isEnabled()
    pale = [page.list.new, page.empty.button, *page.view.changing]
    assert not any(button.isEnabled() for button in pale)
    for act in (page.start_new, page.start_editing, page.acts.undo, page.choose_papers):
        act()
        assert not page.editing
    assert window.toast._words.text() == "当前账户没有“修改档案”的权限"


def test_a_clerk_visits_but_does_not_sign_the_check(window_as, session):
    window, case = window_as(Role.CLERK)
    window.show_page("clearance", {"case": case})
    view = window.page("clearance").view
    assert view.form.isEnabled()
    clerk = session.actor
    session.actor = replace(clerk, permissions=MAY[Role.MANAGER])
    bring_to(session, case, DoneWhen.TOWNSHIP_CHECKED)
    session.actor = clerk
    window.show_page("clearance", {"case": case})
    assert not view.form.isEnabled()
