"""What the office says of itself, on the page 设置."""

from __future__ import annotations

from journeys.clerk import Clerk
from ui.pages.settings.page import SettingsPage


def settings(clerk: Clerk, part: str) -> SettingsPage:
    page = clerk.page if clerk.page.NAME == "settings" else clerk.go("settings")
    assert isinstance(page, SettingsPage)
    clerk.choose_line(page.parts, part)
    return page


def write_phone(clerk: Clerk, phone: str) -> None:
    """The telephone for objections, which every board carries."""
    settings(clerk, "单位信息")
    clerk.write("举报电话", phone)
    clerk.look("设置")
    clerk.press("保存")
    assert clerk.said == "已保存", clerk.banner


def write_code(clerk: Clerk, village: str, code: str) -> None:
    """The division code of a village, which the upload workbook asks for."""
    page = settings(clerk, "村（社区）代码")
    clerk.type_here(page.villages.fields[village], code)
    clerk.look("村代码")
    clerk.press("保存")
    assert clerk.said == "已保存", clerk.banner
