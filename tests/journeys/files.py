"""Files into the office through the page 数据交换, and the upload workbook out of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from conftest import SAMPLES
from journeys.clerk import Clerk
from journeys.test_sample_township import mend
from ui.pages.exchange.page import ExchangePage
from ui.pages.exchange.upload_panel import UploadPanel
from ui.widgets.stat import StatCard

ROSTER = next(SAMPLES.glob("01_*"))
LISTS = sorted(path for path in SAMPLES.iterdir() if "03" <= path.name[:2] <= "12")
TEMPLATE = next(SAMPLES.glob("13_*"))


def exchange(clerk: Clerk) -> ExchangePage:
    page = clerk.page if clerk.page.NAME == "exchange" else clerk.go("exchange")
    assert isinstance(page, ExchangePage)
    return page


def shown(view: QWidget) -> dict[str, str]:
    """The figures on screen by their captions."""
    return {card._caption.text(): card.number() for card in view.findChildren(StatCard) if card.isVisible()}


def read_in(clerk: Clerk, paths: list[Path]) -> ExchangePage:
    """Choose files; the page shows what they would change."""
    page = exchange(clerk)
    if page.done.isVisible():
        clerk.press("继续导入")
    clerk.press("选择文件…")
    clerk.give_files(paths)
    assert page.preview.isVisible(), page.banner.sentence()
    return page


def take_roster(clerk: Clerk, folder: Path) -> None:
    """The roster but for two households, whose numbers are mended in the error workbook."""
    page = read_in(clerk, [ROSTER])
    assert (shown(page.preview)["将新增"], shown(page.preview)["有错误"]) == ("345", "2")
    clerk.look("导入预览")
    errors, mended = folder / "待更正.xlsx", folder / "已更正.xlsx"
    clerk.press("存成错误表…")
    clerk.give_files([errors])
    assert "待更正.xlsx" in clerk.banner
    clerk.press("导入无误的 345 户")
    clerk.look("导入完成")
    mend(errors, mended)
    page = read_in(clerk, [mended])
    assert (shown(page.preview)["将新增"], shown(page.preview)["有错误"]) == ("2", "0")
    clerk.press("导入 2 户")


def take_lists(clerk: Clerk) -> None:
    """Deaths, vehicles, payroll … and the review groups, in one go."""
    page = read_in(clerk, LISTS)
    assert page.preview.files.count() == len(LISTS)
    clerk.look("导入名单")
    clerk.press("导入")
    assert shown(page.done)["未导入"] == "0"


def choose_template(clerk: Clerk, village: str) -> UploadPanel:
    """The province's template, checked for a village before anything is written."""
    page = exchange(clerk)
    page.way.choose("out")
    panel = page.exporting.upload
    assert panel.village.words() == village, "the village of the top bar is offered"
    clerk.press("选择模板…")
    clerk.give_files([TEMPLATE])
    clerk.look("核对上传表")
    return panel


def fill_template(clerk: Clerk, village: str, out: Path) -> None:
    """The province's template, filled for a village."""
    choose_template(clerk, village)
    clerk.press("导出…")
    clerk.give_files([out])
    clerk.look("导出上传表")
