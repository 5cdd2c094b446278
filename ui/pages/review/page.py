"""The page of the review meetings: the list, signing in, the desk, the minutes; and the wall, which shows what they show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from dibao_desktop.audit import queries as audit
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.document import Document
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.exchange.review_workbook import export_reviews
from dibao_desktop.reports.rehearsal import rehearsal_list, rehearsal_sheet
from dibao_desktop.review import commands, queries
from dibao_desktop.review.queries import MeetingDetail
from dibao_desktop.review.rules.states import MeetingState
from ui.pages.review.conductor import Conductor, refusal_of
from ui.pages.review.desk import Desk
from ui.pages.review.gathering import Gathering
from ui.pages.review.meeting_list import MeetingList
from ui.pages.review.minutes_view import MinutesView
from ui.pages.review.paper import save_paper
from ui.pages.review.planner import Planner
from ui.pages.review.rehearsal_view import RehearsalView
from ui.pages.review.wall_control import WallControl
from ui.pages.review.words import code_words
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.dialogs import AskDialog, ConfirmDialog
from ui.widgets.files import choose_target
from ui.widgets.page import Page, PageContext, Scope

_HELP = """评议小组：填写或修改各村的成员、职责、任期和受助亲属；也可以用“数据交换”导入名单。

安排会议：选村和日期，会议日历按方案列出；勾选待评议的户，可按组别、Alt+↑↓ 或拖动排序，开会前随时可改。
会前检查：逐户列出还缺什么、谁应当回避，双击打开档案。“打印”里有议程、签到表、表决票。

评议记录页脚印有校验码，在“核对校验码”里输入，可知是哪次会议、打印后有没有改动。

签到：输入姓名或拼音首字母按回车，或在名单上点击。到会人数和乡镇工作人员够了，才能开始。

表决（先在右侧名单选人）：1 同意，2 不同意，3 弃权，R 回避，L 离席或返回，A 其余全部同意。
回车：开始表决、结束表决、下一户。M 换表决方式（记名、举手、投票），O 写评议意见，C 更正表决，Q 记录质询，P 打开或收起投影。

投影：B 黑屏，F 定格（桌面可以放心查别的），G 议程，U 规则，D 结果，T 休息，W 回到会议，Y 深浅色，
PgUp/PgDn 翻页。签到时输入框里用 Alt 加字母。投影线松了，接上后画面自己回来。
接了投影仪却没有第二屏：按 Win+P 选“扩展”，或在“换画面”里选“在本屏开一个窗口”。

近亲属由登记表自动认定回避；只有姓名相同的，显示“疑似亲属”，由您核实后决定。
每一票当场存盘，断电后重新打开会回到同一户。表决结束后只能更正，原表决和更正都留在记录里。"""


class ReviewPage(Page):
    """Knows which meeting is looked at; all else is read anew from the office."""

    NAME = "review"
    TITLE = "民主评议"
    ICON = Icon.REVIEW
    LISTENS_TO = Changes.REVIEW | Changes.CLEARANCE
    HELP = _HELP

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.meeting_id: int | None = None
        self._detail: MeetingDetail | None = None
        self._looked_in: int | None = None
        self._seen = ""
        # Case to the member whose likely kinship the banner has spoken of.
        self._mentioned: dict[int, int] = {}
        self.list, self.gathering, self.desk, self.minutes = MeetingList(), Gathering(), Desk(), MinutesView()
        self.rehearsal = RehearsalView()
        self.conductor = Conductor(self.session, self.desk, self.perform)
        stages = (self.gathering, self.desk, self.minutes)
        self.wall = WallControl(self, (self.gathering.preview, self.desk.preview), stages)
        self.planner = Planner(self)
        self.stages = QStackedWidget()
        for stage in (self.list, self.gathering, self.desk, self.minutes, self.rehearsal):
            self.stages.addWidget(stage)
        self.body.addWidget(self.stages, 1)
        self._connect()

    def _connect(self) -> None:
        self.list.meeting_chosen.connect(self.show_meeting)
        self.list.plan_wanted.connect(self.planner.plan)
        self.list.panel_wanted.connect(self.planner.panel)
        self.list.export_wanted.connect(self._ask_export)
        self.list.check_wanted.connect(self._ask_code)
        self.needs(Permission.EXPORT, self.list.export_button)
        self.needs(Permission.REVIEW, self.list.plan_button)
        self.needs(Permission.REVIEW, self.list.panel_button, self.minutes.correct_button)
        self.list.campaign_wanted.connect(lambda: self.go.emit("clearance", None))
        self.gathering.sign_in_wanted.connect(partial(self._attend, commands.check_in))
        self.gathering.sign_out_wanted.connect(self._sign_out)
        self.gathering.open_wanted.connect(self._begin)
        self.gathering.amend_wanted.connect(self._amend)
        self.gathering.cancel_wanted.connect(self._cancel)
        self.gathering.panel_wanted.connect(self._change_panel)
        self.gathering.again_wanted.connect(self._ask_again)
        self.gathering.paper_wanted.connect(self._save)
        self.gathering.rehearsal_wanted.connect(self._rehearse)
        self.rehearsal.back_wanted.connect(self.become_stale)
        self.rehearsal.print_wanted.connect(partial(self._save, rehearsal_sheet))
        self.rehearsal.dossier_wanted.connect(lambda household: self.go.emit("dossiers", household))
        self.minutes.correction_wanted.connect(self.conductor.correct_any)
        self.minutes.pdf_wanted.connect(partial(self._save, queries.minutes))
        self.minutes.word_wanted.connect(partial(self._save, queries.minutes, ".docx"))
        self.minutes.wall_wanted.connect(self.wall.toggle)
        for stage in (self.gathering, self.desk, self.minutes):
            stage.list_wanted.connect(self.show_list)
        self.banner.acted.connect(self._recuse_mentioned)

    # Which meeting

    def open_target(self, target: object) -> None:
        """A meeting's id, or a dictionary with the name of a `village`: its meeting that is not over, else the list."""
        if isinstance(target, int):
            self.show_meeting(target)
        elif isinstance(target, Mapping) and self.scope.campaign_id is not None:
            village = next((row for row in dossiers.villages() if row.name == target.get("village")), None)
            rows = queries.meetings(self.scope.campaign_id, village.id) if village else []
            self.meeting_id = next((row.id for row in rows if row.state is not MeetingState.CLOSED), None)
            self.become_stale()
            if village and self.meeting_id is None:
                self.list.choose_village(village.id)

    def scope_changed(self, scope: Scope) -> None:
        if scope.campaign_id != self.scope.campaign_id:
            self.meeting_id, self._looked_in = None, None
        super().scope_changed(scope)

    def show_meeting(self, meeting_id: int) -> None:
        """Go to a meeting, whatever its stage."""
        self.meeting_id = meeting_id
        self.become_stale()

    def show_list(self) -> None:
        """Back to all meetings."""
        self.meeting_id = None
        self.become_stale()

    def told(self, changes: Changes) -> None:
        """Its own commands are shown already when the news of them arrives."""
        if self._seen != audit.head():
            super().told(changes)

    def refresh(self) -> None:
        self._seen = audit.head()
        campaign = self.scope.campaign_id
        if campaign is not None and self._looked_in != campaign:
            # A meeting that was cut off goes on where it was.
            self._looked_in = campaign
            self.meeting_id = self.meeting_id or queries.unfinished_meeting(campaign)
        if self.meeting_id is None:
            self._show_list(campaign)
            return
        try:
            meeting = queries.meeting_detail(self.meeting_id)
        except KnownError as refusal:
            self.meeting_id = None
            self.banner.say(refusal.message, Tone.RED)
            self._show_list(campaign)
        else:
            self._show_detail(meeting)

    def _show_list(self, campaign: int | None) -> None:
        self._detail = None
        village = self.village_id()
        rows = queries.meetings(campaign, village) if campaign is not None else []
        due = queries.villages_due(campaign) if campaign is not None else []
        self.list.show_due([row for row in due if village in (None, row.village_id)])
        self.list.show_meetings(rows, self.scope.village or "全部村", campaign is not None)
        self._show_stage(self.list, self.list.table)

    def _show_detail(self, meeting: MeetingDetail) -> None:
        self._detail = self.conductor.meeting = meeting
        if meeting.state is MeetingState.PLANNED:
            self.gathering.show_meeting(meeting)
            self.gathering.offer_again(len(queries.came_last_time(meeting.id)))
            self._show_stage(self.gathering, self.gathering.finder)
        elif meeting.state is MeetingState.CLOSED:
            note = f"{meeting.starts_at.replace('T', ' ')} · 校验码 {queries.code_of(meeting.id)}"
            self.minutes.show_document(f"{meeting.village}评议记录", note, queries.minutes(meeting.id))
            self._show_stage(self.minutes, self.minutes.text)
        else:
            self.desk.show_meeting(meeting)
            self._show_stage(self.desk, self.desk.roll.list)
            self._mention_suspicion(meeting)
        self.wall.show_meeting(meeting)

    def _show_stage(self, stage: QWidget, keyboard: QWidget) -> None:
        """Show a stage; on arriving there its keys work at once."""
        arriving = self.stages.currentWidget() is not stage
        self.stages.setCurrentWidget(stage)
        self.setFocusProxy(keyboard)
        if arriving:
            keyboard.setFocus()

    def _mention_suspicion(self, meeting: MeetingDetail) -> None:
        """Say once a case whom the clerk should ask; the line in the group goes on saying it."""
        item = meeting.current.item_id if meeting.current else 0
        doubtful = next((row for row in meeting.roll if row.suspicion), None)
        if doubtful is not None and item not in self._mentioned:
            self._mentioned[item] = doubtful.member_id
            self.banner.say(f"{doubtful.name}{doubtful.suspicion}。", Tone.AMBER, "办理回避")

    def _recuse_mentioned(self) -> None:
        if self._detail is not None and self._detail.current is not None:
            # The banner goes; the keyboard must not go with it.
            self.setFocus()
            self.desk.roll.list.choose(self._mentioned.get(self._detail.current.item_id))
            self.conductor.recuse()

    def perform(self, act: Callable[[], object]) -> bool:
        """Run a command and show what came of it; a refusal is said in the banner."""
        refusal = refusal_of(act)
        if refusal:
            self.banner.say(refusal, Tone.RED)
            return False
        self.banner.hide()
        self.become_stale()
        return True

    def _attend(self, act: Callable[..., None], member_id: int) -> None:
        if self.meeting_id is not None:
            self.perform(partial(act, self.session, self.meeting_id, member_id))

    def _sign_out(self, member_id: int) -> None:
        member = next(row for row in self._detail.roll if row.member_id == member_id) if self._detail else None
        if member is not None:
            sentence = f"{member.name}已于 {member.arrived_at[11:16]} 签到，确定改为不在会场？"
            act = partial(self._attend, commands.check_out, member_id)
            ConfirmDialog(self.window(), "取消签到", sentence, act, yes="不在会场").open()

    def _begin(self) -> None:
        if self.meeting_id is not None:
            self.perform(partial(commands.open_meeting, self.session, self.meeting_id))

    def _amend(self) -> None:
        if self._detail is not None:
            self.planner.amend(self._detail)

    def _rehearse(self) -> None:
        if self._detail is not None:
            self.rehearsal.show_list(rehearsal_list(self._detail.id))
            self._show_stage(self.rehearsal, self.rehearsal.table)

    def _ask_again(self) -> None:
        """Those who came last time are in the room, says the clerk: one question for all of them."""
        if self._detail is not None:
            known = {row.member_id: row.name for row in self._detail.roll}
            came = queries.came_last_time(self._detail.id)
            sentence = f"{'、'.join(known[member] for member in came)}都在会场？有人不在的，请取消后逐个签到。"
            act = partial(self._sign_in_all, self._detail.id, came)
            ConfirmDialog(self.window(), "按上次到会签到", sentence, act, yes="都在，签到").open()

    def _sign_in_all(self, meeting_id: int, members: Sequence[int]) -> None:
        for member in members:
            self.perform(partial(commands.check_in, self.session, meeting_id, member))

    def _change_panel(self) -> None:
        if self._detail is not None:
            self.planner.open_panel(self._detail.village_id)

    def _cancel(self) -> None:
        if self.meeting_id is not None:
            caption = "取消原因"
            AskDialog(
                self.window(), "取消会议", caption, partial(self._call_off, self.meeting_id), yes="取消会议"
            ).open()

    def _call_off(self, meeting_id: int, reason: str) -> None:
        refusal = refusal_of(partial(commands.cancel_meeting, self.session, meeting_id, reason))
        if refusal:
            self.banner.say(refusal, Tone.RED)
        else:
            self.show_list()

    def _save(self, paper: Callable[[int], Document], ending: str = ".pdf") -> None:
        if self.meeting_id is not None:
            save_paper(self, paper(self.meeting_id), ending)

    def _ask_code(self) -> None:
        caption = "评议记录页脚上的校验码"
        AskDialog(self.window(), "核对校验码", caption, self.check_code, hint="3F2A-91C0-77DE", yes="核对").open()

    def check_code(self, written: str) -> None:
        """Say which record a code belongs to and whether it is still the same; the record is opened beside it."""
        try:
            found = queries.check_code(written)
        except KnownError as refusal:
            self.banner.say(refusal.message, Tone.RED)
            return
        self.show_meeting(found.meeting_id)
        self.banner.say(code_words(found), Tone.GREEN if found.unchanged else Tone.RED)

    def _ask_export(self) -> None:
        choose_target(self.window(), "导出省系统民主评议信息", "民主评议信息.xlsx", self.export_reviews)

    def export_reviews(self, out: Path) -> None:
        """Write what was decided, of the village the top bar has chosen, in the provincial record's columns."""
        if self.scope.campaign_id is None:
            return
        try:
            done = export_reviews(self.session, self.scope.campaign_id, out, self.village_id())
        except KnownError as refusal:
            self.banner.say(refusal.message, Tone.RED)
        else:
            self.said.emit(f"已导出 {done.households} 户到 {out.name}")

    def village_id(self) -> int | None:
        """The village that the top bar has chosen, if one."""
        return next((row.id for row in dossiers.villages() if row.name == self.scope.village), None)
