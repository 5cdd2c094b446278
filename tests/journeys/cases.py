"""Campaign, visits, amounts, checks and decisions on the page 清查核查."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt

from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.queries import CaseRow
from dibao_desktop.policy.rules.steps import DoneWhen
from journeys.clerk import Clerk
from situations import a_visit, do_step
from ui.pages.clearance.new_campaign import NewCampaignDialog
from ui.pages.clearance.page import ClearancePage

ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down
TEAM = "杨秀芳、段文华、赵志明"
# So many households tell what all 24 would.
_BY_KEYS = 6


def clearance(clerk: Clerk) -> ClearancePage:
    page = clerk.page if clerk.page.NAME == "clearance" else clerk.go("clearance")
    assert isinstance(page, ClearancePage)
    return page


def start_campaign(clerk: Clerk, title: str) -> int:
    """The office's own pack is offered; the clerk only gives it a title."""
    clearance(clerk)
    clerk.look("还没有行动")
    clerk.press("新建行动")
    clerk.write("行动名称", title)
    clerk.look("新建行动", clerk.dialog(NewCampaignDialog))
    clerk.press("开始")
    clerk.no_dialog()
    found = queries.current_campaign()
    assert found is not None and found.title == title
    return found.id


def open_step(clerk: Clerk, label: str) -> list[str]:
    """Choose a step at the left; returns the dossier numbers that wait there."""
    clerk.choose_line(clearance(clerk).list.steps, label)
    return listed(clerk)


def listed(clerk: Clerk) -> list[str]:
    """The dossier numbers in the list, from top to bottom."""
    table = clearance(clerk).list.table
    return [table.paged.row_of(id_).number for id_ in table.paged.ids]


def first_or_next(clerk: Clerk, place: int) -> None:
    """The first of a list by the mouse, each one after by the key."""
    if place:
        clerk.keys(DOWN, ctrl=True)
    else:
        clerk.choose_row(clearance(clerk).list.table, 0)


def open_case(clerk: Clerk, number: str) -> None:
    """Click a household in the list."""
    page = clearance(clerk)
    clerk.choose_row(page.list.table, listed(clerk).index(number))
    assert page.view.detail is not None and page.view.detail.row.number == number


def shown(clerk: Clerk) -> CaseRow:
    """The case at the right."""
    detail = clearance(clerk).view.detail
    assert detail is not None
    return detail.row


# Visits and amounts


def visit_by_hand(clerk: Clerk, number: str) -> None:
    """The whole form typed; what is forgotten is asked for beside its field."""
    open_case(clerk, number)
    clerk.look("入户调查表")
    clerk.press("签字完成")
    assert "至少 3 人" in clerk.field("调查人员").problem.text()
    clerk.write("调查人员", TEAM)
    said = {
        "家庭成员户籍现状": "三口人都在家居住，户口簿与名册一致",
        "家庭收入": "种玉米和甘蔗，丈夫农闲打零工",
        "家庭财产": "土木房三间，一辆旧摩托车，无存款",
        "社会关系": "父母已故，与村干部没有亲属关系",
        "病残诊断": "无",
        "看病就医情况": "一年看病自付约八百元",
    }
    for caption, words in said.items():
        clerk.write(caption, words)
    clerk.write("在场签字的家庭成员", "户主本人")
    clerk.look("入户调查表填好")
    clerk.press("签字完成")
    assert shown(clerk).visited_on, clerk.banner


def visit_by_keys(clerk: Clerk) -> None:
    """The next household: who visited is known already, and Ctrl+Enter signs."""
    page = clearance(clerk)
    clerk.keys(DOWN, ctrl=True)
    assert clerk.field("调查人员").read() == TEAM
    clerk.write("家庭收入", "在家务农，无其他收入")
    clerk.press("其余填“无”")
    clerk.write("在场签字的家庭成员", "户主本人")
    clerk.keys(ENTER, ctrl=True)
    assert shown(clerk).visited_on, page.banner.sentence()


def visit_the_rest(clerk: Clerk, campaign_id: int, village_id: int) -> None:
    """Without the window: the same form over and over."""
    step = next(each for each in queries.policy_of(campaign_id).steps if each.done_when is DoneWhen.VISIT_SIGNED)
    draft = a_visit(queries.policy_of(campaign_id), clerk.session.today(), summary="土木房三间，务农，走访反映属实")
    for row in queries.cases(campaign_id, village_id, step.id):
        commands.record_visit(clerk.session, row.id, draft)
    clerk.settle()


def assess_all(clerk: Clerk) -> None:
    """The amounts of the whole list at once; the page names those whom a confirmed lead should have moved."""
    open_step(clerk, "核算")
    clerk.press("全部核算")
    clerk.look("全部核算")
    assert not open_step(clerk, "核算"), clerk.banner


def propose(clerk: Clerk, number: str, outcome: str, reason: str) -> None:
    """Another opinion than the computed one, with its reason."""
    open_case(clerk, number)
    clerk.press("改为其他处理意见")
    clerk.write("处理意见", outcome)
    clerk.press("提出")
    assert "理由" in clerk.field("理由").problem.text()
    clerk.write("理由", reason)
    clerk.look(f"处理意见{number}")
    clerk.press("提出")
    proposal = shown(clerk).proposal
    assert proposal is not None and proposal.label == outcome, clerk.banner


# Checks and decisions


def sign_all(clerk: Clerk, step: str, signer: str, *, visited: Sequence[str] = ()) -> None:
    """A check or a confirmation for the whole list: by keys, the signer typed once; after some, without the window.

    `visited` are households that the county visits first; they are refused until that is ticked.
    """
    page = clearance(clerk)
    for place, number in enumerate(open_step(clerk, step)[:_BY_KEYS]):
        first_or_next(clerk, place)
        assert shown(clerk).number == number
        if place == 0:
            clerk.keys(ENTER, ctrl=True)
            assert "签字人" in clerk.field(f"{step[-2:]}签字人").problem.text()
            clerk.write(f"{step[-2:]}签字人", signer)
            clerk.look(step)
        _sign(clerk)
    for number in visited:
        open_case(clerk, number)
        clerk.keys(ENTER, ctrl=True)
        assert "入户" in page.banner.sentence()
        clerk.look(f"{step}须先入户{number}")
        clerk.tick("确认前已入户核查")
        _sign(clerk)
    _do_the_rest(clerk, step)


def _sign(clerk: Clerk) -> None:
    before = shown(clerk).step
    clerk.keys(ENTER, ctrl=True)
    assert shown(clerk).step != before, clerk.banner


def _do_the_rest(clerk: Clerk, step: str) -> None:
    for id_ in list(clearance(clerk).list.table.paged.ids):
        do_step(clerk.session, id_)
    clerk.settle()
    assert not open_step(clerk, step)


def hear(clerk: Clerk, number: str, statement: str) -> None:
    """听取意见 before a cut or a stop."""
    open_case(clerk, number)
    clerk.write("听取人员", "周敏")
    clerk.press("保存记录")
    assert clerk.field("该户意见").problem.text()
    clerk.write("该户意见", statement)
    clerk.write("答复", "已说明政策和申诉的途径")
    clerk.look(f"听取意见{number}")
    clerk.press("保存记录")
    assert shown(clerk).step_label == "决定", clerk.banner


def decide_all(clerk: Clerk) -> None:
    """Every decision: by keys, after some without the window."""
    for place, number in enumerate(open_step(clerk, "决定")[:_BY_KEYS]):
        first_or_next(clerk, place)
        assert shown(clerk).number == number
        clerk.keys(ENTER, ctrl=True)
        assert shown(clerk).decided_on, clerk.banner
    clerk.look("决定之后")
    _do_the_rest(clerk, "决定")


def deliver(clerk: Clerk, number: str, receiver: str, out: Path) -> None:
    """The written notice is printed and reaches the household."""
    open_case(clerk, number)
    clerk.save_paper("打印告知书", out)
    assert clerk.front_says("已编号")
    clerk.look(f"书面告知{number}")
    clerk.write("签收人", receiver)
    clerk.press("登记送达")
    assert shown(clerk).step_label == "公布", clerk.banner


def publish_all(clerk: Clerk) -> None:
    """The decisions of the whole list are published."""
    open_step(clerk, "公布")
    clerk.press("全部公布")
    assert not open_step(clerk, "公布"), clerk.banner
