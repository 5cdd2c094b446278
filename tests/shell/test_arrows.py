"""A page that was just opened is worked with the arrow keys at once, without a click first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from makers import make_household
from situations import start
from ui.app.start import build_window


@pytest.mark.parametrize("keys", [["clearance"], ["reports", "clearance"]])
def test_the_list_of_the_page_takes_the_arrows(office, session, runner, qtbot, keys):
    for _ in range(3):
        make_household(session)
    start(session)
    window = build_window(office, runner)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    for name in keys:
        window.show_page(name)
    QApplication.processEvents()
    table = window.page("clearance").list.table
    before = table.current_id()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert table.current_id() not in (None, before)
