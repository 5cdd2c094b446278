"""The notices of a village, on the page 公示."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from dibao_desktop.notices import queries
from dibao_desktop.notices.queries import BatchDetail
from dibao_desktop.notices.rules.states import BatchState
from journeys import cases
from journeys.clerk import Clerk
from ui.pages.notices.dialogs import ObjectionDialog, PostDialog, ResolveDialog
from ui.pages.notices.page import NoticesPage
from ui.widgets.dialogs import ConfirmDialog


def notices(clerk: Clerk) -> NoticesPage:
    page = clerk.page if clerk.page.NAME == "notices" else clerk.go("notices")
    assert isinstance(page, NoticesPage)
    return page


def shown(clerk: Clerk) -> BatchDetail:
    """The board at the right."""
    found = notices(clerk).view.found
    assert found is not None
    return queries.batch(found.id)


def post(clerk: Clerk, step: str, households: int, out: Path) -> None:
    """From a household that waits for its notice to the board of the village, made and hung up today."""
    numbers = cases.open_step(clerk, step)
    assert len(numbers) == households
    cases.open_case(clerk, numbers[0])
    clerk.press("去公示")
    page = notices(clerk)
    clerk.look("可公示")
    assert f"{households} 户等待公示" in page.ready._count.text()
    clerk.press("生成公示")
    clerk.look("公示榜")
    clerk.save_paper("存为 PDF", out)
    clerk.press("张贴…")
    clerk.look("张贴", clerk.dialog(PostDialog))
    clerk.press("张贴")
    clerk.no_dialog()
    assert shown(clerk).state is BatchState.POSTED and shown(clerk).households == households


def object_to(clerk: Clerk, head_name: str, words: str) -> None:
    """Somebody objects to one household, and leaves a name."""
    notices(clerk)
    clerk.press("登记异议…")
    box = clerk.field("对哪一户").editor
    mine = next(box.itemText(place) for place in range(box.count()) if box.itemText(place).startswith(head_name))
    clerk.write("对哪一户", mine)
    clerk.write("反映的问题", words)
    clerk.write("异议人", "村民李某")
    clerk.look("登记异议", clerk.dialog(ObjectionDialog))
    clerk.press("登记")
    clerk.no_dialog()
    clerk.look("有异议")


def take_down(clerk: Clerk) -> str:
    """Wait until the board may come down, and take it down; returns what the clerk is asked before."""
    notices(clerk)
    assert not clerk.offers("期满撤下")
    clerk.wait_until(dt.date.fromisoformat(shown(clerk).closable_on))
    clerk.press("期满撤下")
    sentence = clerk.words_of(clerk.dialog(ConfirmDialog))
    clerk.answer(ConfirmDialog, "撤下")
    assert shown(clerk).state is BatchState.ENDED
    clerk.look("已撤下")
    return sentence


def settle_objection(clerk: Clerk, number: str, conclusion: str) -> None:
    """From the household that is held up: the objection is looked into, found without ground, and answered."""
    cases.open_case(clerk, number)
    clerk.look("有异议的户")
    clerk.press("去处理异议")
    assert notices(clerk).view.objections.isVisible()
    clerk.press("处理所选异议…")
    clerk.write("怎样处理", "当面说明")
    clerk.press("下一步")
    clerk.write("处理结论", conclusion)
    clerk.press("办结")
    clerk.dialog(ResolveDialog)
    assert clerk.front_says("答复异议人的日期")
    clerk.write("答复异议人日期", clerk.session.today().isoformat())
    clerk.look("处理异议", clerk.dialog(ResolveDialog))
    clerk.press("办结")
    clerk.no_dialog()
    assert shown(clerk).open_objections == 0
