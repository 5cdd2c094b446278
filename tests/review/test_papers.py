"""What is printed before a meeting, the list to go through, and the provincial record after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.clearance.records import Visit
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain.document import Document, Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.records import Household
from dibao_desktop.exchange.review_workbook import export_reviews
from dibao_desktop.reports.rehearsal import rehearsal_list, rehearsal_sheet
from dibao_desktop.review import commands, queries
from dibao_desktop.review.rules.panel import KinEntry, Term
from dibao_desktop.review.rules.provincial import provincial_counts
from meetings import EVENING, Ready, a_meeting_planned, a_meeting_ready_to_vote, a_village_ready, vote
from ui.pages.review.page import ReviewPage
from ui.printing import print_pdf
from ui.widgets.page import PageContext, Scope


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def near_to(ready: Ready, place: int, number: bool = True) -> KinEntry:
    head = dossiers.household(ready.households[place]).record.members[0]
    return KinEntry(head.name, head.id_number if number else "", "兄弟")


def test_the_agenda_names_who_steps_aside_and_what_is_lacking(session) -> None:
    ready = a_village_ready(session, households=3, visited=2)
    room = a_meeting_planned(ready, {2: near_to(ready, 0)}, case_ids=ready.cases)
    rows = tables(queries.agenda(room.meeting_id))[0].rows
    member = room.detail().roll[2].name
    assert [row[-1] for row in rows] == [f"回避：{member}", "", "待入户调查"]


def test_everybody_expected_can_sign_in_with_the_hours(session) -> None:
    room = a_meeting_planned(a_village_ready(session, 1))
    table = tables(queries.sign_in_sheet(room.meeting_id))[0]
    assert table.head[-2:] == ("到会时间", "离会时间")
    assert [row[1] for row in table.rows][-3:] == ["赵志明", "李新", "县民政局 王平"]
    assert len(table.rows) == 7 + 3


def test_there_is_a_slip_for_whoever_may_vote_and_none_for_who_steps_aside(session, qapp, tmp_path: Path) -> None:
    ready = a_village_ready(session, 2)
    room = a_meeting_planned(ready, {2: near_to(ready, 0)})
    paper = queries.ballots(room.meeting_id)
    slips = [table for table in tables(paper) if table.head[1:] == ("同意", "不同意", "弃权")]
    assert [sum(f"第 {place} 户" in slip.head[0] for slip in slips) for place in (1, 2)] == [6, 7]
    assert print_pdf(paper, tmp_path / "票.pdf") == 2


def test_no_paper_of_the_evening_carries_anybodys_number(session) -> None:
    ready = a_village_ready(session, 2)
    Household.update(head_name="彭德川（530000196507120011）", group_name="2组 19900001234").execute()
    Visit.update(
        summary="卡 6223 0000 0000 1234 567，证号５３００００１９６５０７１２００１１，电话19900001234"
    ).execute()
    room = a_meeting_ready_to_vote(ready)
    commands.open_case(session, room.items[0])
    papers = (queries.agenda, queries.agenda_sheet, queries.ballots, queries.minutes)
    for paper in papers:
        assert not re.search(r"\d{11}|\d{4} \d{4}", repr(paper(room.meeting_id).blocks))
    assert "彭德川" in repr(queries.agenda(room.meeting_id).blocks)
    assert "＊＊＊" in repr(queries.minutes(room.meeting_id).blocks)


def test_the_rehearsal_lists_visit_amount_papers_and_every_expected_recusal(session, qapp, tmp_path: Path) -> None:
    ready = a_village_ready(session, households=3, visited=2)
    kin = {2: near_to(ready, 0), 3: near_to(ready, 1, number=False)}
    room = a_meeting_planned(ready, kin, case_ids=ready.cases)
    found = rehearsal_list(room.meeting_id)
    first, second, third = found.lines
    names = [row.name for row in room.detail().roll]
    assert first.aside.startswith(f"回避：{names[2]}与该户成员") and not first.lacking
    assert second.to_ask.startswith(f"请核实：{names[3]}疑与该户成员") and not second.aside
    assert third.lacking == "待入户调查、拟处理意见和金额"
    assert "户口簿" in first.papers or "身份证" in first.papers
    assert "应回避 1 人次" in found.summary and found.people == ()
    assert len(tables(rehearsal_sheet(room.meeting_id))[0].rows) == 3
    assert print_pdf(rehearsal_sheet(room.meeting_id), tmp_path / "检查.pdf") >= 1


def test_a_case_that_nobody_could_vote_on_is_said_beforehand(session) -> None:
    ready = a_village_ready(session, 1)
    kin = {place: near_to(ready, 0) for place in range(5)}
    room = a_meeting_planned(ready, kin)
    line = rehearsal_list(room.meeting_id).lines[0]
    assert line.vote == "回避后只有 2 人可以表决，不足法定人数"


def test_whoever_is_not_named_yet_is_said(session) -> None:
    ready = a_village_ready(session, 1)
    room = a_meeting_planned(ready, size=4)
    panel = queries.panel_of(ready.village_id)
    commands.save_panel(session, panel.village_id, panel.seats, Term("", "2017-07-05"))
    commands.amend_meeting(
        session,
        room.meeting_id,
        EVENING,
        chair="",
        recorder="周敏",
        township_staff=("赵志明",),
        observers=(),
        place="",
    )
    assert rehearsal_list(room.meeting_id).people == (
        "主持人还没有填。",
        "乡镇工作人员还差 1 人（至少 2 人）。",
        "评议小组 4 人参加表决，方案规定 5～7 人，还差 1 人。",
        "任期已于 2017-07-05 届满，请换届或填写新的任期。",
    )


def test_the_vector_of_the_provincial_record() -> None:
    """DOMAIN §19: six could vote, four agreed, two abstained: 同意 4, 不同意 2."""
    counts = provincial_counts("disagree", 6, 4, 0)
    assert (counts.total, counts.agree, counts.disagree) == (6, 4, 2)
    reduced = provincial_counts("reduce_total", 6, 4, 0)
    assert (reduced.total, reduced.agree, reduced.disagree) == (4, 4, 0)


@given(st.data(), st.sampled_from(["disagree", "reduce_total"]))
def test_the_total_is_always_the_sum(data: st.DataObject, rule: str) -> None:
    base = data.draw(st.integers(0, 40))
    agree = data.draw(st.integers(0, base))
    against = data.draw(st.integers(0, base - agree))
    counts = provincial_counts(rule, base, agree, against)
    assert counts.total == counts.agree + counts.disagree <= base
    assert counts.agree == agree and counts.disagree >= against


def test_the_workbook_has_text_cells_only_and_the_latest_vote(session, tmp_path: Path) -> None:
    ready = a_village_ready(session, 2)
    out = tmp_path / "评议.xlsx"
    with pytest.raises(KnownError, match="还没有表决过的户"):
        export_reviews(session, ready.campaign_id, out)
    room = a_meeting_ready_to_vote(ready, kin={6: near_to(ready, 0)})
    for item, votes in ((0, "aaaaao"), (1, "aannnnn")):
        commands.open_case(session, room.items[item])
        commands.open_vote(session, room.items[item])
        vote(room, item, votes)
        commands.close_vote(session, room.items[item])
    assert export_reviews(session, ready.campaign_id, out).households == 2
    head, first, second = openpyxl.load_workbook(out).active.iter_rows(values_only=True)
    one, two = dict(zip(head, first, strict=True)), dict(zip(head, second, strict=True))
    assert (one["评议意见"], one["评议人数"], one["同意人数"], one["不同意人数"]) == ("符合", "6", "5", "1")
    assert one["回避备案"] == room.detail().roll[6].name
    assert (two["评议意见"], two["评议人数"], two["同意人数"], two["不同意人数"]) == ("不符合", "7", "2", "5")
    assert two["评议内容"] and two["乡镇负责人"] == "赵志明"
    assert all(isinstance(value, str) for row in (first, second) for value in row if value is not None)
    assert Outcome.STOP.label not in one["评议内容"]


@pytest.fixture
def page(office, runner, qtbot) -> Iterator[ReviewPage]:
    ready = a_village_ready(office.session, 3)
    made = ReviewPage(PageContext(office.session, office, runner))
    made.ready = ready
    made.resize(1198, 684)
    made.scope_changed(Scope(ready.campaign_id))
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def test_the_rehearsal_is_a_door_to_the_dossiers_and_every_paper_can_be_asked_for(page, tmp_path, monkeypatch) -> None:
    room = a_meeting_planned(page.ready, {2: near_to(page.ready, 0)})
    page.show_meeting(room.meeting_id)
    gone: list[tuple[str, object]] = []
    page.go.connect(lambda name, target: gone.append((name, target)))
    page.gathering.rehearse.click()
    assert page.stages.currentWidget() is page.rehearsal
    page.rehearsal.table.row_opened.emit(1)
    assert gone == [("dossiers", page.ready.households[1])]
    page.rehearsal.back_wanted.emit()
    assert page.stages.currentWidget() is page.gathering
    saved: list[str] = []
    monkeypatch.setattr("ui.pages.review.page.save_paper", lambda _page, document, ending: saved.append(document.name))
    for action in page.gathering.papers.menu_of_papers.actions():
        action.trigger()
    assert [name.split("_")[0] for name in saved] == [
        "议程和签到表",
        "议程",
        "签到表",
        "表决票",
        "石塔村评议会会前检查",
    ]
    page.export_reviews(tmp_path / "无.xlsx")
    assert "还没有表决过的户" in page.banner.sentence()
