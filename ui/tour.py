"""Drives the real window through the road on a demo office, and leaves a picture of every page and every document.

Run as `python main.py tour FOLDER`; without a display it draws off screen. It is also how the window is looked at after
a change: each picture is what a clerk would see at 1366×768, and what the hall would see at 1920×1080.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.demo import story, workbooks
from dibao_desktop.domain.document import Document, Paper
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.places import resources
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.exchange import exporting
from dibao_desktop.notices import queries as notices
from dibao_desktop.notices.rules.states import BatchState
from dibao_desktop.office import Office
from dibao_desktop.policy import queries as policies
from dibao_desktop.reports.bag import write_bag
from dibao_desktop.reports.catalogue import REPORTS, Asked
from dibao_desktop.reports.documents import write_docx
from dibao_desktop.reports.forms import Form, fill_form, write_form
from dibao_desktop.reports.rehearsal import rehearsal_sheet
from dibao_desktop.reports.web import write_csv, write_html
from dibao_desktop.reports.workbooks import write_xlsx
from dibao_desktop.review import commands as review
from dibao_desktop.review import queries as meetings
from dibao_desktop.review.rules.scene import Shown
from ui.app.start import build_window
from ui.jobs.runner import JobRunner
from ui.main_window import MainWindow
from ui.pages.dossiers.page import DossiersPage
from ui.pages.exchange.page import ExchangePage
from ui.pages.reports.page import ReportsPage
from ui.pages.review.page import ReviewPage
from ui.pages.review.wall_acts import WallAct
from ui.printing import PdfPrinter, print_pdf
from ui.projector.window import ProjectorWindow
from ui.theme.look import dress

DESK = QSize(1366, 768)
WALL = QSize(1920, 1080)
_PASSWORD = "demo"
_PACK, _HOUSEHOLDS, _SEED = "s1", 240, 3


def run(arguments: list[str]) -> int:
    """Make the office, walk, and say what was left where. Exit code 0 when everything was made."""
    if len(arguments) != 1:
        print("用法：main.py tour 输出文件夹", file=sys.stderr)
        return 2
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform == "win32"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    dress(application)
    with tempfile.TemporaryDirectory() as folder:
        pack = policies.load_packs(resources() / "policies").texts[_PACK]
        office = story.make_office(Path(folder) / "演示.dibao", pack, _HOUSEHOLDS, _SEED, _PASSWORD)
        runner = JobRunner(serial=True)
        window = build_window(office, runner)
        try:
            tour = Tour(window, office, out)
            tour.walk(Path(folder))
        finally:
            window.close()
            runner.close()
            office.close()
    print(f"已在 {out} 留下 {tour.pictures} 张图和 {tour.documents} 份文书表格。")
    return 0


class Tour:
    """One walk through the window."""

    def __init__(self, window: MainWindow, office: Office, out: Path) -> None:
        self._window, self._office, self._out = window, office, out
        self.pictures = self.documents = 0
        found = clearance.current_campaign()
        if found is None:
            raise RuntimeError("the demo office has a campaign")
        self._campaign_id = found.id

    def walk(self, folder: Path) -> None:
        """Every page, the meeting with its wall, every document."""
        self._window.resize(DESK)
        self._window.show()
        self._pages()
        self._import(folder)
        self._meeting()
        self._papers()

    def _settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()

    def _picture(self, name: str, widget: QWidget | None = None) -> None:
        self._settle()
        self.pictures += 1
        shown = widget or self._window
        if not shown.grab().save(str(self._out / f"{self.pictures:02d}_{name}.png")):
            raise KnownError("cannot_write", f"图片写不到 {self._out}，请检查磁盘空间。")

    def _show(self, page: str, name: str, target: object = None) -> None:
        self._window.show_page(page, target)
        self._picture(name)

    def _pages(self) -> None:
        self._show("reports", "看板")
        board = self._window.page("reports")
        assert isinstance(board, ReportsPage)
        for view, name in (
            ("indicators", "指标差错"),
            ("results", "处理结果"),
            ("curve", "每日进度"),
            ("plan", "对照计划"),
        ):
            board.views.choose(view)
            self._picture(f"看板_{name}")
        board.views.choose("progress")
        some = clearance.cases(self._campaign_id)
        self._show("dossiers", "一户一档", some[3].household_id)
        page = self._window.page("dossiers")
        assert isinstance(page, DossiersPage)
        page.start_editing()
        self._picture("一户一档_编辑")
        page.cancel()
        by_step: dict[str, clearance.CaseRow] = {}
        for row in some:
            by_step.setdefault(row.step_label, row)
        for label, row in by_step.items():
            self._show("clearance", f"清查核查_{label}", {"case": row.id})
        self._show("clearance", "清查核查_核查日历", {"calendar": True})
        self._show("matching", "信息比对")
        self._show("notices", "公示")
        self._show("tables", "报表")
        self._show("tables", "报表_统计表", "statistics")
        self._show("policy", "政策方案")
        self._show("settings", "设置")

    def _import(self, folder: Path) -> None:
        first = int(dossiers.next_number())
        roster = workbooks.roster_with_mistakes(
            folder / "新报名册.xlsx", _SEED + 1, self._office.session.today(), first
        )
        self._window.show_page("exchange")
        self._picture("数据交换")
        page = self._window.page("exchange")
        assert isinstance(page, ExchangePage)
        page.read([roster])
        self._picture("数据交换_预览")
        page.take(partial=True)
        self._picture("数据交换_完成")

    def _meeting(self) -> None:
        """Plan, sign in, vote by key with the wall open, close."""
        village = meetings.villages_due(self._campaign_id)[0]
        session = self._office.session
        self._forms_of_a_meeting(village.village_id)
        meeting_id = review.plan_meeting(
            session,
            self._campaign_id,
            village.village_id,
            dt.datetime.combine(session.today(), dt.time(19, 30)),
            chair="罗志强",
            recorder="李春兰",
            township_staff=("周敏", "陈立新"),
            place=f"{village.village}村委会",
        )
        self._window.show_page("review")
        page = self._window.page("review")
        assert isinstance(page, ReviewPage)
        page.show_list()
        self._picture("民主评议_会议")
        page.show_meeting(meeting_id)
        self._picture("民主评议_签到")
        page.gathering.rehearsal_wanted.emit()
        self._picture("民主评议_会前检查")
        self._before = (
            meetings.agenda_sheet(meeting_id),
            meetings.ballots(meeting_id),
            rehearsal_sheet(meeting_id),
        )
        page.show_meeting(meeting_id)
        page.wall.act(WallAct.FRAME)
        wall = page.wall.window
        assert wall is not None
        wall.resize(WALL)
        self._picture("投影_等候", wall)
        for member in meetings.meeting_detail(meeting_id).roll[:-1]:
            review.check_in(session, meeting_id, member.member_id)
        review.open_meeting(session, meeting_id)
        page.show_meeting(meeting_id)
        self._picture("民主评议_规则与议程")
        self._picture("投影_规则", wall)
        page.wall.put(Shown.AGENDA)
        self._picture("投影_议程", wall)
        page.wall.put(None)
        self._vote_by_key(page, wall)
        while (item := self._next_item(meeting_id)) is not None:
            review.open_case(session, item)
            review.open_vote(session, item)
            review.set_all_agree(session, item)
            review.close_vote(session, item)
        page.show_meeting(meeting_id)
        page.wall.put(Shown.DECISIONS)
        self._picture("投影_当晚结果", wall)
        page.wall.act(WallAct.LOOK)
        self._picture("投影_当晚结果_浅色", wall)
        page.wall.act(WallAct.LOOK)
        review.close_meeting(session, meeting_id)
        page.show_meeting(meeting_id)
        self._picture("民主评议_记录")
        page.wall.toggle()
        self._minutes = meetings.minutes(meeting_id)

    def _forms_of_a_meeting(self, village_id: int) -> None:
        """The group of the village, and the form that proposes day, calendar and agenda."""
        self._window.show_page("review")
        page = self._window.page("review")
        assert isinstance(page, ReviewPage)
        for name, open_form in (("评议小组", page.planner.open_panel), ("安排会议", page.planner.plan)):
            open_form(village_id)
            form = QApplication.activeModalWidget()
            assert form is not None
            self._picture(f"民主评议_{name}", form)
            form.close()

    def _vote_by_key(self, page: ReviewPage, wall: ProjectorWindow) -> None:
        press = self._press(page)
        press(Qt.Key.Key_Return)
        self._picture("民主评议_介绍")
        self._picture("投影_本户", wall)
        press(Qt.Key.Key_Return)
        press(Qt.Key.Key_1)
        press(Qt.Key.Key_1)
        press(Qt.Key.Key_2)
        self._picture("民主评议_表决")
        self._picture("投影_表决中", wall)
        press(Qt.Key.Key_A)
        press(Qt.Key.Key_Return)
        self._picture("民主评议_结果")
        self._picture("投影_结果", wall)

    def _press(self, page: ReviewPage) -> Callable[[Qt.Key], None]:
        def press(key: Qt.Key) -> None:
            self._window.activateWindow()
            page.desk.roll.list.setFocus()
            self._settle()
            QTest.keyClick(page.desk.roll.list, key)

        return press

    def _next_item(self, meeting_id: int) -> int | None:
        agenda = meetings.meeting_detail(meeting_id).agenda
        return next((row.item_id for row in agenda if not row.state.closed), None)

    def _papers(self) -> None:
        """Every document as PDF and Word, every table as a workbook."""
        decided = [row for row in clearance.cases(self._campaign_id) if row.outcome is not None]
        cut = next((row for row in decided if row.outcome in (Outcome.STOP, Outcome.REDUCE)), None)
        papers = [
            *self._before,
            self._minutes,
            dossiers.dossier_sheet(decided[0].household_id),
            clearance.visit_form(decided[0].id),
        ]
        if cut is not None:
            papers += [clearance.hearing_record(cut.id), clearance.written_notice(cut.id)]
            papers.append(clearance.delivery_receipt(cut.id))
        papers += [notices.board(batch.id) for batch in notices.batches(self._campaign_id)[:2]]
        for paper in papers:
            self._write(paper, ".pdf", print_pdf)
            self._write(paper, ".docx", write_docx)
        today = self._office.session.today()
        self._public_papers(today)
        self._bag_and_forms(decided[0].household_id, today.isoformat())
        asked = Asked(today.isoformat()[:7], today, self._campaign_id, masked=True)
        for table in [each.make(asked) for each in REPORTS]:
            self._write(table, ".pdf", print_pdf)
            self._write(table, ".xlsx", write_xlsx)
        template = next((resources() / "templates").glob("*.xlsx"))
        village = decided[0].village
        exporting.export_upload(self._office.session, template, self._out / f"省平台上传_{village}.xlsx", village)
        self.documents += 1

    def _public_papers(self, today: dt.date) -> None:
        """What hangs large on the wall, what hangs all the time, and what goes onto a website."""
        self._write(notices.publication(self._campaign_id, None, today), ".pdf", print_pdf)
        hanging = [each.id for each in notices.batches(self._campaign_id) if each.state is BatchState.POSTED]
        if hanging:
            self._write(notices.board(hanging[0], paper=Paper.A3), ".pdf", print_pdf)
            for ending, write in ((".html", write_html), (".csv", write_csv), (".xlsx", write_xlsx)):
                self._write(notices.website(hanging), ending, write)

    def _bag_and_forms(self, household_id: int, today: str) -> None:
        write_bag(household_id, self._campaign_id, PdfPrinter(), today, self._out / "一户一袋.pdf")
        for form in Form:
            filled = fill_form(form, household_id, self._campaign_id, today, self._office.folder)
            write_form(filled, self._out / f"{filled.name}.docx")
        self.documents += 1 + len(Form)

    def _write(self, paper: Document, ending: str, write: Callable[[Document, Path], object]) -> None:
        write(paper, self._out / f"{paper.name}{ending}")
        self.documents += 1
