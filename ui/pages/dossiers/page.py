"""The screen 一户一档: the list on the left, the chosen household or its form on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.domain.progress import Progress
from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.queries import DraftRow
from dibao_desktop.reports import lists
from dibao_desktop.reports.leaving import let_out
from ui.pages.dossiers.acts import HouseholdActs
from ui.pages.dossiers.detail import HouseholdView
from ui.pages.dossiers.form import HouseholdForm
from ui.pages.dossiers.list_panel import HouseholdList
from ui.pages.dossiers.paper_output import PaperOutput
from ui.pages.dossiers.reading import Dossier, read_dossier
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.dialogs import AskDialog, ConfirmDialog
from ui.widgets.empty import EmptyState
from ui.widgets.files import choose_target
from ui.widgets.page import Page, PageContext

# The list gets what the detail leaves, within these bounds.
_LIST_WIDTHS = (312, 520)
_DETAIL_WIDTH = 728
# With less room than this the form has the page to itself: nobody should scroll sideways to fill it in.
_FORM_BESIDE_LIST = 910


class DossiersPage(Page):
    """List, detail and form of all households."""

    NAME = "dossiers"
    TITLE = "一户一档"
    ICON = Icon.DOSSIERS
    LISTENS_TO = Changes.DOSSIERS | Changes.MATCHING | Changes.CLEARANCE | Changes.POLICY
    TAKES_SEARCH = True
    HELP = (
        "左边是全部档案。用上方的搜索框按姓名、拼音首字母、身份证号、档案号、电话或住址查找；几个词用空格隔开，须同时符合。"
        "点列名排序，在列名上点右键选择显示哪些列。\n\n"
        "右边是选中的一户：疑点、成员、金额的算法和依据、办理经过。身份证号平时只显示一部分，需要时点“显示完整号码”。\n\n"
        "Ctrl+N 新增，F2 或回车编辑，F4 办理变动，F6 试算，F7 添加材料，F8 打印各种表格，F9 一户一袋，Ctrl+P 打印登记表，Ctrl+↑ / Ctrl+↓ 上一户 / 下一户。\n\n"
        "填表时：回车或 Tab 到下一格，Alt+1 至 Alt+8 到各部分，Ctrl+M 增加成员或再加一行，Ctrl+S 保存，"
        "Ctrl+Shift+S 保存并新增下一户，Esc 取消。"
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._dossier: Dossier | None = None
        self._banner_act: Callable[[], object] | None = None
        self._drafts_offered = False
        self.list = HouseholdList(self.session)
        self.view = HouseholdView()
        self.form = HouseholdForm(self.session)
        self.paper_output = PaperOutput(self, lambda: self._dossier.household if self._dossier else None)
        self.acts = HouseholdActs(self, self._acted_on, self._may_change, self.tell, self.paper_output)
        self.acts.step_asked.connect(self._go_to_step)
        self.empty = EmptyState("", picture=Icon.DOSSIERS)
        self.right = QStackedWidget()
        for widget in (self.empty, self.view, self.form):
            self.right.addWidget(widget)
        both = QHBoxLayout()
        both.setSpacing(14)
        both.addWidget(self.list)
        both.addWidget(self.right, 1)
        self.body.addLayout(both, 1)
        self._connect()
        self._set_keys()
        self.needs(Permission.DOSSIERS, self.list.new, self.empty.button, *self.view.changing)
        self.needs(Permission.CONFIRM, self.view.granting)
        if Permission.CLEARANCE not in self.session.actor.permissions:
            self.view.forbid_judging(f"当前账户没有“{Permission.CLEARANCE}”的权限。")

    def _connect(self) -> None:
        self.right.currentChanged.connect(self._make_room)
        self.list.current_changed.connect(self._chosen)
        self.list.row_opened.connect(self.start_editing)
        self.list.new_asked.connect(self.start_new)
        self.empty.chosen.connect(self.start_new)
        self.list.import_asked.connect(lambda: self.go.emit("exchange", None))
        self.list.list_changed.connect(self._settle)
        self.list.export_asked.connect(self.export_list)
        self.list.save_filter_asked.connect(self._ask_filter_name)
        self.view.edit_asked.connect(self.start_editing)
        self.view.print_asked.connect(self.paper_output.print_sheet)
        self.view.step_asked.connect(self._go_to_step)
        self.view.judge_asked.connect(self.acts.judge)
        self.view.event_asked.connect(self.acts.start_event)
        self.view.what_if_asked.connect(self.acts.try_amount)
        self.view.grant_asked.connect(self.acts.grant_supplements)
        self.view.papers.changed.connect(self._papers_changed)
        self.view.papers.refused.connect(lambda words: self.banner.say(words, Tone.RED))
        self.view.papers.bag_asked.connect(self.paper_output.print_bag)
        self.view.form_asked.connect(self.paper_output.fill_form)
        self.view.registers.saved.connect(self._registered)
        self.view.registers.target_asked.connect(self.open_target)
        self.view.sources.decide_asked.connect(lambda: self.go.emit("exchange", {"differences": True}))
        self.form.saved.connect(self._saved)
        self.form.refused.connect(self._refused)
        self.form.left.connect(self.cancel)
        self.form.next_asked.connect(self._next_new)
        self.form.door_asked.connect(self._open_other)
        self.view.undo_asked.connect(self.acts.undo)
        self.view.compare_asked.connect(self.acts.compare)
        self.banner.acted.connect(lambda: self._banner_act() if self._banner_act else None)

    def _set_keys(self) -> None:
        for keys, act in (
            ("Ctrl+N", self.start_new),
            ("F2", self.start_editing),
            ("Ctrl+S", self._save),
            ("Ctrl+Shift+S", self._save_and_next),
            ("Ctrl+M", self._add_one_more),
            ("F7", self.choose_papers),
            ("F8", self._open_forms),
            ("F9", self._print_bag),
            ("Ctrl+Z", self.acts.undo),
            ("Escape", self.cancel),
            ("Ctrl+P", self._print_sheet),
            ("F4", self.acts.start_event),
            ("F6", self.acts.try_amount),
            ("Ctrl+Down", lambda: self.list.step(1)),
            ("Ctrl+Up", lambda: self.list.step(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = event.size().width() - _DETAIL_WIDTH
        self.list.set_width(min(max(left, _LIST_WIDTHS[0]), _LIST_WIDTHS[1]))
        self._make_room()

    def _make_room(self) -> None:
        """Put the list aside while the form is open in a narrow window. Its frame tells the room: the page is never narrower
        than what stands on it.
        """
        frame = self.parentWidget()
        room = frame.width() if frame is not None else self.width()
        self.list.setVisible(not self.editing or room >= _FORM_BESIDE_LIST)

    # Reading

    def refresh(self) -> None:
        self.list.refresh(self.scope)
        self._settle()
        if not self.editing:
            self._show_current()
        self._offer_drafts()

    def search(self, text: str) -> None:
        self.list.search(text)
        self._settle(first=bool(text.strip()))

    def open_target(self, target: object) -> None:
        """A household's id, or filters of `HouseholdListing` (with `text`) as a dictionary."""
        if isinstance(target, int):
            self.list.reveal(target)
        elif isinstance(target, Mapping):
            self.list.pick(target)
            self._settle(first=True)

    def unsaved(self) -> str:
        if not self.editing or not self.form.dirty:
            return ""
        household = self.form.household
        return f"一户一档：{household.record.head_name if household else '新增家庭'}的修改没有保存。"

    @property
    def editing(self) -> bool:
        """Whether the form is open."""
        return self.right.currentWidget() is self.form

    def _settle(self, first: bool = False) -> None:
        """Have somebody chosen after the list has changed: the same as before, else (or when asked) the first. A form with
        changes in it stays as it is."""
        if self.editing and self.form.dirty:
            return
        if first or self.list.current_id() is None:
            self.list.select_first()
        if self.list.current_id() is None and not self.editing:
            self._show_current()

    def _show_current(self) -> None:
        id_ = self.list.current_id()
        found = read_dossier(id_, self.scope.campaign_id, self.session.today()) if id_ is not None else None
        self._dossier = found
        if found is None:
            if self.list.office_is_empty:
                self.empty.show_state("还没有档案。在左边导入现有名册，或者一户一户新增。", "新增家庭")
            else:
                self.empty.show_state("在左边选择一户，查看它的档案。")
            self.right.setCurrentWidget(self.empty)
            return
        self.view.show_dossier(found, self.session.today())
        self.view.registers.show_household(self.session, found.household)
        self.view.papers.show_papers(self.session, found.household.id, self.scope.campaign_id, found.checklist)
        self.right.setCurrentWidget(self.view)

    def _acted_on(self) -> Dossier | None:
        """Whom acts are for: nobody while the form is open."""
        return None if self.editing else self._dossier

    def tell(self, words: str, tone: Tone, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say something across the page, with what its link does."""
        self._banner_act = act
        self.banner.say(words, tone, action=action)

    # Choosing

    def _chosen(self, id_: object) -> None:
        if id_ is None and self.editing:
            return
        if self.editing and self.form.dirty:
            household = self.form.household
            if household is not None and household.id == id_:
                return
            self._ask_to_leave(lambda: self._leave_for(id_))
            if household is not None:
                self.list.select_quietly(household.id)
            return
        self.banner.hide()
        self._show_current()
        self.view.to_top()

    def _leave_for(self, id_: object) -> None:
        self._close_form()
        if isinstance(id_, int):
            self.list.reveal(id_)
        self._show_current()

    def _ask_to_leave(self, act: Callable[[], object]) -> None:
        ConfirmDialog(self, "放弃未保存的修改？", self.unsaved(), act, yes="放弃修改", danger=True).open()

    def _go_to_step(self) -> None:
        if self._dossier is not None and self._dossier.case is not None:
            self.go.emit("clearance", self._dossier.household.id)

    # Editing

    def start_new(self) -> None:
        """Open an empty form."""
        if not self._may_change():
            return
        if self.editing and self.form.dirty:
            self._ask_to_leave(self._open_empty)
        else:
            self._open_empty()

    def _open_empty(self) -> None:
        self.banner.hide()
        draft = self._draft_of(None)
        self.form.start(self.list.chosen_village(), self.scope.campaign_id, draft)
        self._show_form(draft)

    def start_editing(self) -> None:
        """Open the form on the household that is shown."""
        if self._dossier is not None and not self.editing and self._may_change():
            self.banner.hide()
            draft = self._draft_of(self._dossier.household.id)
            self.form.edit(self._dossier.household, draft)
            self._show_form(draft)

    def _show_form(self, draft: DraftRow | None) -> None:
        self.right.setCurrentWidget(self.form)
        if draft is not None:
            words = f"已恢复 {draft.at.replace('T', ' ')} 没有保存的内容，核对后请按“保存”。{self.form.papers_again}"
            self.tell(words, Tone.AMBER, "放弃这些内容", self._close_form)
        self.form.binder.fields["head_name"].editor.setFocus()

    def cancel(self) -> None:
        """Leave the form, asking first when something would be lost."""
        if not self.editing:
            return
        if self.form.dirty:
            self._ask_to_leave(self._close_form)
        else:
            self._close_form()

    def _add_one_more(self) -> None:
        if self.editing:
            self.form.add_one_more()

    def choose_papers(self) -> None:
        """Ask for files of papers: for the form while it is open, else for the household that is shown."""
        if self.editing:
            self.form.papers.choose()
        elif self._dossier is not None and self._may_change():
            self.view.papers.choose()

    def _open_forms(self) -> None:
        if self._dossier is not None and not self.editing:
            self.view.open_forms()

    def _print_bag(self) -> None:
        if not self.editing:
            self.paper_output.print_bag()

    def _print_sheet(self) -> None:
        if not self.editing:
            self.paper_output.print_sheet()

    def _may_change(self) -> bool:
        """Whether the account may change dossiers; a key says why nothing happens, as the pale button does."""
        may = Permission.DOSSIERS in self.session.actor.permissions
        if not may:
            self.said.emit(f"当前账户没有“{Permission.DOSSIERS}”的权限")
        return may

    def _draft_of(self, household_id: int | None) -> DraftRow | None:
        """What this account typed of a household and never saved."""
        left = queries.drafts(self.session.actor.account_id)
        return next((draft for draft in left if draft.household_id == household_id), None)

    def _offer_drafts(self) -> None:
        """Once after the start: say what was left unsaved when the program ended."""
        if self._drafts_offered:
            return
        self._drafts_offered = True
        for draft in queries.drafts(self.session.actor.account_id):
            name = draft.whole.record.head_name or "新增家庭"
            words = f"“{name}”在 {draft.at.replace('T', ' ')} 有没保存完的修改。"
            self.tell(words, Tone.AMBER, "继续填写", partial(self._resume, draft.household_id))
            return

    def _resume(self, household_id: int | None) -> None:
        if household_id is None:
            self.start_new()
        else:
            self.open_target(household_id)
            self.start_editing()

    def _open_other(self, household_id: int) -> None:
        """Through the door beside a member: the dossier in which the person stands already. What is typed here is kept."""
        self.form.keep_draft()
        self.right.setCurrentWidget(self.view)
        self.open_target(household_id)
        self._show_current()
        self._drafts_offered = False
        self._offer_drafts()

    def _close_form(self) -> None:
        self.form.drop_draft()
        self.banner.hide()
        self.right.setCurrentWidget(self.view)
        self._show_current()
        self.list.table.setFocus()

    def _save(self) -> None:
        if self.editing:
            self.form.save()

    def _save_and_next(self) -> None:
        if self.editing and self.form.household is None:
            self.form.save_and_next()

    def _next_new(self) -> None:
        """The next new household, unless there is something to be read about the last."""
        if not self.banner.sentence():
            self.start_new()

    def _saved(self, id_: int, look_at: str, unkept: str) -> None:
        self.right.setCurrentWidget(self.view)
        self.refresh()
        self.open_target(id_)
        self._show_current()
        self.list.table.setFocus()
        self.said.emit("已保存")
        if unkept:
            self.tell(f"档案已保存，有材料没有加入：{unkept}", Tone.RED)
        elif look_at:
            self.tell(f"已保存。请再核对：{look_at}", Tone.AMBER, "去改", self._correct)
            self.banner.take_keyboard()

    def _correct(self) -> None:
        """Open the form where something should be looked at once more."""
        self.start_editing()
        if self.editing:
            self.form.show_doubts()

    def _refused(self, code: str, sentence: str) -> None:
        again = code == "changed_meanwhile"
        self.tell(sentence, Tone.RED, "重新打开" if again else "", self._reopen if again else None)

    def _reopen(self) -> None:
        self._close_form()
        self.start_editing()

    def _ask_filter_name(self) -> None:
        AskDialog(self, "保存当前筛选", "名称", self._save_filter, hint="例如 石塔村 A类", yes="保存").open()

    def _save_filter(self, name: str) -> None:
        self.list.save_filter(name)
        self.said.emit(f"已保存筛选“{name}”，在列表右上角的“…”中选用")

    def export_list(self) -> None:
        """Ask where to put the list as it is on screen, and put it there."""
        choose_target(self, "导出所见", "档案列表.xlsx", self.write_list, kinds="Excel 工作簿 (*.xlsx)")

    def write_list(self, path: Path) -> None:
        """Write the columns and rows on screen as a workbook."""
        head, rows = self.list.to_export()
        note = f"{self.session.today().isoformat()} 导出，{len(rows)} 户"

        def write(_progress: Progress) -> int:
            let_out(self.session, f"档案列表（{len(rows)} 户）", [], masked=True)
            return lists.write_list("档案列表", note, head, rows, path)

        self.context.runner.run(
            write,
            on_done=lambda count: self.said.emit(f"已导出 {count} 户到 {path.name}"),
            on_failed=lambda sentence: self.banner.say(sentence, Tone.RED),
            title="正在导出列表",
        )

    def _registered(self, words: str) -> None:
        self._show_current()
        self.said.emit(words)

    def _papers_changed(self, words: str) -> None:
        self.banner.hide()
        self.refresh()
        self.said.emit(words)
