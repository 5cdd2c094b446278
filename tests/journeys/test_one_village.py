"""One village on the whole road of DESIGN §2, by a clerk at the real window, on the files of the sample township."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from conftest import SAMPLES, Clock
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.office import Office
from journeys import boards, cases, dashboard, evening, files, leads, office_facts, upload
from journeys.clerk import Clerk
from ui.app.start import build_window
from ui.jobs.runner import JobRunner

KEY = json.loads((SAMPLES / "answer_key.json").read_text(encoding="utf-8"))
VILLAGE = "石塔村"
PANEL = ("胡生财", "陆贵", "邵顺忠", "范川杰", "金刚正", "邓春明", "潘文")
EXIT, CUT = "0004", "0011"
TWO_THIRDS, ASKED_ABOUT, TOO_FEW, RELATED, OBJECTED = "0002", "0003", "0005", "0018", "0021"


@pytest.fixture
def clerk(qtbot: QtBot, office: Office, runner: JobRunner, clock: Clock, tmp_path: Path) -> Iterator[Clerk]:
    """At the real window of an empty office, on 1 June 2017."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    window = build_window(office, runner)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield Clerk(window, office.session, clock)


def test_one_village_from_roster_to_upload_workbook(
    clerk: Clerk, office: Office, libreoffice: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    clerk.look("空的单位")
    office_facts.write_phone(clerk, "0871-1234567")
    files.take_roster(clerk, tmp_path)
    found = dossiers.totals()
    assert (found.households, found.members, found.covered) == (KEY["households"], KEY["members"], KEY["covered"])
    files.take_lists(clerk)

    clerk.press("去运行比对")
    assert "新增 62 条" in leads.compare(clerk)
    clerk.choose_scope(clerk.window.village_chooser, VILLAGE)
    assert set(leads.waiting(clerk)) == {"0004", "0008", "0010", "0011", "0013", "0022"}
    leads.judge(clerk, EXIT, "属实", "查县第一中学工资表，其子在编在职")
    leads.judge(clerk, CUT, "属实", "A类两人应为 444 元，档案写成 484 元")
    leads.judge(clerk, "0022", "不属实", "不动产登记的是同名的外县人，已到登记中心查明")
    for number in ("0008", "0010", "0013"):
        leads.judge(clerk, number, "不属实", "入户核对证件，情况已弄清")

    campaign = cases.start_campaign(clerk, "2017年精准识别专项行动")
    village = next(row for row in dossiers.villages() if row.name == VILLAGE)
    assert len(cases.open_step(clerk, "入户调查")) == 24
    cases.visit_by_hand(clerk, "0001")
    cases.visit_by_keys(clerk)
    cases.visit_the_rest(clerk, campaign, village.id)
    cases.assess_all(clerk)
    assert clerk.banner.startswith(f"{EXIT} 康德海有疑点核实属实"), "the reduction came out of the computation"
    assert len(cases.open_step(clerk, "民主评议")) == 24
    cases.propose(clerk, EXIT, "停发", "康明忠为在编教师，家庭人均收入超过保障标准")

    evening.plan(clerk, 24)
    clerk.wait_until(clerk.session.today(), 19)
    evening.sign_in(clerk, PANEL)
    evening.begin(clerk)
    hold_the_meeting(clerk)
    clerk.save_paper("存为 Word", tmp_path / "评议记录.docx")
    post_and_check(clerk, tmp_path)
    decide(clerk, tmp_path)
    cases.publish_all(clerk)
    assert len(cases.open_step(clerk, "办结")) == 24

    check_dashboard(clerk)
    out = tmp_path / "上传.xlsx"
    panel = files.choose_template(clerk, VILLAGE)
    assert "石塔村没有填行政区划代码" in panel.problem_side._words.text() and not panel.export_button.isEnabled()
    office_facts.write_code(clerk, VILLAGE, "530000105201")
    files.fill_template(clerk, VILLAGE, out)
    assert "已导出 24 户 73 人" in clerk.banner
    check_upload(out)
    assert upload.look_faults(out, KEY["by_village"][VILLAGE]["covered"]) == []
    check_upload(libreoffice(out, "xlsx"))
    assert office.faults() == []


def hold_the_meeting(clerk: Clerk) -> None:
    """24 households in the order of the agenda; four of them are not like the others."""
    for _household in range(24):
        case = evening.turn_to_next(clerk).sheet
        if case.number == TWO_THIRDS:
            evening.come_or_go(clerk, PANEL[-1:])
            row = evening.vote(clerk, agree=4, against=2)
            assert (row.state.label, row.agree, row.base) == ("通过", 4, 6), "exactly two thirds of those present"
            evening.come_or_go(clerk, PANEL[-1:])
        elif case.number == ASKED_ABOUT:
            evening.ask(clerk, "居民代表", "他家儿子打工的钱算进去没有？")
            evening.answer(clerk, "算了，一年九千元，在核算表里")
            evening.pass_by_all(clerk)
        elif case.number == TOO_FEW:
            evening.come_or_go(clerk, PANEL[-3:])
            evening.fail_for_want_of_people(clerk)
            evening.come_or_go(clerk, PANEL[-3:])
        elif case.number == RELATED:
            assert evening.recused(clerk) == ["金刚正"]
            clerk.look("回避")
            row = evening.pass_by_all(clerk)
            assert (row.agree, row.base) == (6, 6)
        else:
            evening.pass_by_all(clerk)
    evening.put_again(clerk, "田发")
    assert evening.turn_to_next(clerk).sheet.number == TOO_FEW
    assert evening.pass_by_all(clerk).base == 7
    minutes = evening.close(clerk)
    for words in (
        "金刚正",
        "兄弟",
        "不足法定人数",
        "同意 4",
        "他家儿子打工的钱算进去没有",
        "一年九千元",
        "财政供养人员属实",
    ):
        assert words in minutes, words


def post_and_check(clerk: Clerk, folder: Path) -> None:
    """The village's notice with an objection, the township's check, its notice, the county's confirmation."""
    boards.post(clerk, "村级公示", 24, folder / "村级公示榜.pdf")
    clerk.wait_until(clerk.session.today() + dt.timedelta(days=3))
    boards.object_to(clerk, "蔡旺德", "他家去年新盖了楼房")
    assert "23 户公示期满，进入下一步。1 户的异议还没有处理" in boards.take_down(clerk)
    assert len(cases.open_step(clerk, "乡镇审核")) == 23
    assert cases.open_step(clerk, "村级公示") == [OBJECTED]
    boards.settle_objection(clerk, OBJECTED, "房屋是其兄所建，土地证在其兄名下")
    assert OBJECTED in cases.open_step(clerk, "乡镇审核")
    cases.sign_all(clerk, "乡镇审核", "陈立新")
    boards.post(clerk, "乡镇公示", 24, folder / "乡镇公示榜.pdf")
    assert "24 户公示期满，进入下一步。" in boards.take_down(clerk)
    cases.sign_all(clerk, "县级确认", "县民政局 王海燕", visited=[OBJECTED])


def decide(clerk: Clerk, folder: Path) -> None:
    """The two that lose something are heard before the decision and told in writing after it."""
    assert sorted(cases.open_step(clerk, "听取意见")) == [EXIT, CUT]
    cases.hear(clerk, EXIT, "知道了，儿子的工资够用")
    cases.hear(clerk, CUT, "无意见")
    cases.decide_all(clerk)
    assert sorted(cases.open_step(clerk, "书面告知")) == [EXIT, CUT]
    cases.deliver(clerk, EXIT, "康德海", folder / "停发告知书.pdf")
    cases.deliver(clerk, CUT, "孙荣强", folder / "减发告知书.pdf")


def check_dashboard(clerk: Clerk) -> None:
    """The figures of the village are what happened, and each is a door to its households."""
    figures, line = dashboard.figures(clerk), dashboard.village(clerk, VILLAGE)
    assert figures["入户率"] == ("100%", "24 / 24 户")
    assert figures["已评议"] == ("24", "占 100%")
    assert figures["公示中"][0] == "0"
    assert figures["清退"] == ("1", "月减 224 元")
    assert figures["新增纳入"][0] == "0"
    assert figures["待核实疑点"] == ("0", "都已核实")
    assert (line.cases, line.visited, line.reviewed, line.posted, line.done) == (24,) * 5
    assert (line.exits, line.additions, line.objections) == (1, 0, 0)
    dashboard.open_figure(clerk, "清退")
    assert cases.listed(clerk) == [EXIT]


def check_upload(path: Path) -> None:
    """Only data cells were filled, all in the template's own words, and they say what was decided."""
    wanted = KEY["by_village"][VILLAGE]
    rows = upload.rows_of(path)
    assert len(rows) == wanted["covered"]
    assert upload.faults(path, len(rows)) == []
    decided = {str(row["户编号"]): (row["清查结果"], row["月保障金额"]) for row in rows}
    assert len(decided) == wanted["households"]
    assert decided.pop(EXIT) == ("4 停止保障", 0)
    assert decided.pop(CUT) == ("3 降低标准", 444)
    assert {outcome for outcome, _ in decided.values()} == {"1 继续保障"}
    assert sum(amount for _, amount in decided.values()) + 444 == wanted["amount"] - 224 - 40
    assert {row["户主证件号码"] for row in rows if row["户编号"] == RELATED} == {"530000197802062824"}
    assert all(len(str(row["证件号码"])) == 18 for row in rows)
