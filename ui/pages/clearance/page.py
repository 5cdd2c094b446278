"""清查核查: the work list at the left, the chosen case as a road at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import cast

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.queries import CaseRow
from dibao_desktop.clearance.queries.unmoved import unmoved_by_leads
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.document import Document
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.domain.progress import Progress
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.reports import lists
from dibao_desktop.reports.leaving import let_out
from ui.pages.clearance.calendar_view import CalendarView
from ui.pages.clearance.case_view import CaseView
from ui.pages.clearance.new_campaign import NewCampaignDialog
from ui.pages.clearance.work_list import WorkList
from ui.printing import print_pdf
from ui.theme import tokens
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.dialogs import AskDialog
from ui.widgets.empty import EmptyState
from ui.widgets.files import choose_target
from ui.widgets.page import Page, PageContext

# Below this width steps, list and case do not stand side by side.
_WIDE = 1040
# More households than this are counted, not named.
_NAMED = 5


class ClearancePage(Page):
    """Opened by others with a household's id, or with a dictionary: `case`, `step`, `village`, `due`, `new`, `calendar`, or a group of
    the dashboard (True)."""

    NAME = "clearance"
    TITLE = "清查核查"
    ICON = Icon.CLEARANCE
    LISTENS_TO = Changes.CLEARANCE | Changes.DOSSIERS | Changes.MATCHING | Changes.REVIEW | Changes.NOTICES
    HELP = (
        "左边按步骤列出各户，右边是这一户办到哪一步；要办的一步就地填写。\n\n"
        "办完一步按“下一户”，接着办名单里的下一户。下一步由方案和办理情况推算，不能手工改。核算后档案里的收入、人口等有变动，会自动退回核算。\n\n"
        "Ctrl+回车　办理当前一步\nCtrl+↓　下一户\nF7　核查日历"
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.list = WorkList(self.session.today)
        self.setFocusProxy(self.list.table)
        self.view = CaseView(self.session)
        self._case_id: int | None = None
        self._narrow = self._filled = False
        self.calendar, self._on_calendar = CalendarView(self.session), False
        self._build()
        self.list.calendar_asked.connect(self.show_calendar)
        self.calendar.left.connect(self._leave_calendar)
        self.calendar.opened.connect(lambda household: self.go.emit("dossiers", household))
        self.calendar.refused.connect(lambda sentence: self.banner.say(sentence, Tone.RED))
        self.calendar.said.connect(self.said)
        self.calendar.export_asked.connect(self._export_calendar)
        self.list.case_chosen.connect(self.show_case)
        self.list.steps.chosen.connect(lambda _key: self._show_one_of_the_list())
        self.view.next_asked.connect(self.list.next_case)
        self.list.batch_asked.connect(self._do_batch)
        self.list.new_asked.connect(self.start_campaign)
        self.list.admit_asked.connect(self._admit)
        self.view.acted.connect(self._act)
        self.view.go.connect(self.go)
        self.view.print_asked.connect(self._print)
        self.view.send_back_asked.connect(self._ask_send_back)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.view.press_primary)
        QShortcut(QKeySequence("Ctrl+Down"), self, self.list.next_case)
        QShortcut(QKeySequence("F7"), self, self.show_calendar)

    def _build(self) -> None:
        self.full = QWidget()
        layout = QHBoxLayout(self.full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GAP)
        layout.addWidget(self.list, 11)
        layout.addWidget(self.view, 11)
        self.view.setMinimumWidth(400)
        self.empty = EmptyState("", picture=Icon.CLEARANCE)
        self.empty.chosen.connect(self._begin)
        self.body.addWidget(self.full, 1)
        self.body.addWidget(self.empty, 1)
        self.body.addWidget(self.calendar, 1)
        self.calendar.hide()
        self.needs(Permission.CLEARANCE, self.list.new, self.list.admit, self.empty.button)
        self.needs(Permission.CLEARANCE, self.view.back, self.view.amount.other)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _WIDE
        if narrow != self._narrow:
            self._narrow = narrow
            self.list.set_narrow(narrow)

    def refresh(self) -> None:
        campaign_id = self._campaign_id()
        self.full.setVisible(campaign_id is not None and not self._on_calendar)
        self.empty.setVisible(campaign_id is None and not self._on_calendar)
        self.calendar.setVisible(self._on_calendar)
        if self._on_calendar:
            self.calendar.show_village(self.scope.village)
        if campaign_id is None:
            self._show_beginning()
            return
        self.list.show_campaign(campaign_id, self.scope.village)
        if self._case_id is None:
            self._choose_first()
        else:
            self._show(self._case_id)

    def _choose_first(self) -> None:
        """A list stands beside one of its households, not beside an empty half of the window."""
        ids = self.list.table.paged.ids
        if ids:
            self.list.table.select_id(ids[0])

    def _show_beginning(self) -> None:
        self._filled = bool(dossiers.totals().households)
        if self._filled:
            self.empty.show_state("还没有清查行动。新建一个行动，把在保户列入清查。", "新建行动")
        else:
            self.empty.show_state("还没有档案。先导入在保名册，再新建清查行动。", "去导入名册")

    def _begin(self) -> None:
        """Without a household there is nothing to check: the roster comes first."""
        if self._filled:
            self.start_campaign()
        else:
            self.go.emit("exchange", None)

    def _campaign_id(self) -> int | None:
        if self.scope.campaign_id is not None:
            return self.scope.campaign_id
        found = queries.current_campaign()
        return found.id if found else None

    def show_calendar(self) -> None:
        """Put 核查日历 in the place of the work list."""
        self._on_calendar = True
        self.refresh()

    def _export_calendar(self) -> None:
        name = f"{self.calendar.shown_list()[0]}.xlsx"
        choose_target(self, "导出这张表", name, self.write_calendar, kinds="Excel 工作簿 (*.xlsx)")

    def write_calendar(self, path: Path) -> None:
        """Write the list of the calendar that is shown as a workbook."""
        name, head, rows = self.calendar.shown_list()
        note = f"{self.session.today()}，{len(rows)} 条"

        def write() -> None:
            let_out(self.session, f"{name}（{len(rows)} 条）", [], masked=True)
            lists.write_list(name, note, head, rows, path)

        if self._try(write):
            self.said.emit(f"已保存 {path.name}")

    def _leave_calendar(self) -> None:
        self._on_calendar = False
        self.refresh()

    def open_target(self, target: object) -> None:
        campaign_id = self._campaign_id()
        if isinstance(target, Mapping) and target.get("calendar"):
            self.show_calendar()
            return
        if self._on_calendar:
            self._leave_calendar()
        if isinstance(target, Mapping) and target.get("new"):
            self.start_campaign()
        elif isinstance(target, int) and campaign_id is not None:
            row = queries.case_of(campaign_id, target)
            if row is None:
                self.banner.say("这一户不在本次行动中；新申请户请先受理申请。", Tone.AMBER)
            else:
                self._open({}, row.id)
        elif isinstance(target, Mapping):
            case_id = target.get("case")
            self._open(cast("Mapping[str, object]", target), case_id if isinstance(case_id, int) else None)

    def _open(self, filters: Mapping[str, object], case_id: int | None) -> None:
        self.list.open_filters(filters if case_id is None else {})
        self.refresh()
        if case_id is not None:
            self.list.table.select_id(case_id)
            self.show_case(case_id)
        else:
            self._show_one_of_the_list()

    def _show_one_of_the_list(self) -> None:
        """Beside the households of a step or a figure stands none that is not among them: its form would be signed for it."""
        if self._case_id not in self.list.table.paged.ids:
            self._leave_case()
            self._case_id = None
            self.view.show_nothing()
            self._choose_first()
        self._say_next()

    def _say_next(self) -> None:
        """How many of the list still wait beside the household that is shown."""
        self.view.show_next(sum(each != self._case_id for each in self.list.table.paged.ids))

    def unsaved(self) -> str:
        form = self.view.form
        return "清查核查中有没保存的内容。" if form is not None and form.dirty else ""

    # One case

    def show_case(self, case_id: object) -> None:
        """Show a case; what was begun for another one is kept where it can be."""
        if not isinstance(case_id, int):
            return
        if case_id != self._case_id:
            self._leave_case()
        self._case_id = case_id
        self._show(case_id)

    def _leave_case(self) -> None:
        form = self.view.form
        if form is not None and form.dirty:
            keep = form.keep()
            form.dirty = False
            if keep is not None and self._try(keep):
                self.said.emit("上一户的调查表已暂存")

    def _show(self, case_id: int) -> None:
        self._say_next()
        try:
            self.view.show_case(case_id)
        except KnownError as gone:
            self._case_id = None
            self.view.show_nothing()
            self.banner.say(gone.message, Tone.AMBER)

    def _act(self, act: Callable[[], object], words: str) -> None:
        form = self.view.form
        was_dirty = form.dirty if form is not None else False
        if form is not None:
            form.dirty = False  # so that the news of the commit shows the next step
        if self._try(act):
            self.said.emit(words)
        elif form is not None:
            form.dirty = was_dirty

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except KnownError as refused:
            self.banner.say(refused.message, Tone.RED)
            return False
        self.banner.hide()
        return True

    def _ask_send_back(self) -> None:
        case_id = self._case_id
        if case_id is None:
            return
        AskDialog(
            self,
            "退回重新调查",
            "理由（入户、核算和之后的签字都要重办）",
            lambda reason: self._act(lambda: commands.send_back(self.session, case_id, reason), "已退回重新调查"),
            many_lines=True,
            yes="退回",
        ).open()

    # Many cases

    def _do_batch(self, done_when: object) -> None:
        ids = list(self.list.table.paged.ids)
        if done_when is DoneWhen.PUBLISHED:
            self._act(lambda: commands.publish(self.session, ids, self.session.today()), f"已登记公布 {len(ids)} 户")
            return
        self.context.runner.run(
            lambda progress: self._assess(ids, progress),
            on_done=self._say_assessed,
            on_failed=lambda sentence: self.banner.say(sentence, Tone.RED),
            title=f"正在核算 {len(ids)} 户",
        )

    def _assess(self, ids: Sequence[int], progress: Progress) -> tuple[int, int, list[CaseRow]]:
        done = commands.assess_all(self.session, ids, progress)
        campaign_id = self._campaign_id()
        return done, len(ids), unmoved_by_leads(campaign_id, ids) if campaign_id is not None else []

    def _say_assessed(self, outcome: object) -> None:
        done, whole, overlooked = cast("tuple[int, int, list[CaseRow]]", outcome)
        said = []
        if done < whole:
            said.append(f"核算 {whole} 户，{whole - done} 户缺数据，留在“核算”里，打开可以看缺什么。")
        if overlooked:
            names = "、".join(f"{row.number} {row.head_name}" for row in overlooked[:_NAMED])
            more = f"等 {len(overlooked)} 户" if len(overlooked) > _NAMED else ""
            said.append(f"{names}{more}有疑点核实属实，处理意见仍是“继续享受”，请看是否要改。")
        if said:
            self.banner.say("".join(said), Tone.AMBER)
        else:
            self.said.emit(f"已核算 {whole} 户")

    def _admit(self) -> None:
        campaign_id = self._campaign_id()
        if campaign_id is not None:
            self._act(lambda: commands.admit_applicants(self.session, campaign_id), "申请户已列入清查")

    # Campaign and printing

    def start_campaign(self) -> None:
        """Ask for a new campaign."""
        NewCampaignDialog(self, self.session, self._started).open()

    def _started(self, campaign_id: int) -> None:
        self.said.emit("行动已开始")
        self.become_stale()

    def _print(self, make: Callable[[], Document]) -> None:
        made: list[Document] = []
        form = self.view.form
        if form is not None:
            form.dirty = False
        if self._try(lambda: made.append(make())):
            choose_target(
                self,
                "保存打印文件",
                f"{made[0].name}.pdf",
                lambda path: self.write_pdf(made[0], path),
                kinds="PDF 文件 (*.pdf)",
            )

    def write_pdf(self, document: Document, path: Path) -> None:
        """Write a document as PDF and say so."""
        detail = self.view.detail
        households = [detail.row.household_id] if detail else []

        def write() -> None:
            let_out(self.session, document.name.split("_")[0], households)
            print_pdf(document, path)

        if self._try(write):
            self.said.emit(f"已保存 {path.name}")
