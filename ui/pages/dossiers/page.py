"""The screen 一户一档: the list on the left, the chosen household or its form on the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.document import Document
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.matching.queries import LeadRow
from dibao_desktop.storage.listing import Search
from ui.models.table import PagedTable
from ui.pages.dossiers.columns import list_columns
from ui.pages.dossiers.detail import HouseholdView
from ui.pages.dossiers.form import HouseholdForm
from ui.pages.dossiers.frame import ScrollFrame
from ui.pages.dossiers.judging import JudgeDialog
from ui.pages.dossiers.reading import Dossier, DossierListing, read_dossier
from ui.printing import print_pdf
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.chooser import FilterChip
from ui.widgets.dialogs import ConfirmDialog
from ui.widgets.empty import EmptyState
from ui.widgets.files import choose_target
from ui.widgets.page import Page, PageContext
from ui.widgets.text import Line, Strong

# The list gets what the detail leaves, within these bounds; the narrow one has no room for figures.
_LIST_WIDTHS = (290, 520)
_DETAIL_WIDTH = 728
_NARROW_BELOW = 420
_FIGURES = ("人口", "类别", "元/月")


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
        "Ctrl+N 新增，F2 或回车编辑，Ctrl+S 保存，Esc 取消，Ctrl+P 打印，Ctrl+↑ / Ctrl+↓ 上一户 / 下一户。"
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._listing = DossierListing()
        self._text = ""
        self._only: Mapping[str, object] = {}
        self._dossier: Dossier | None = None
        self._banner_act: Callable[[], object] | None = None
        self._narrow = False
        self._chips_before: list[object] = []
        self.table = PagedTable(self._listing, list_columns(), two_lines=True)
        self.view = HouseholdView()
        self.form = HouseholdForm(self.session)
        both = QHBoxLayout()
        both.setSpacing(14)
        both.addWidget(self._list_card())
        both.addWidget(self._right_side(), 1)
        self.body.addLayout(both, 1)
        self._connect()
        self._set_keys()

    # Building

    def _list_card(self) -> Card:
        self._list = card = Card(padded=False)
        self.count = Strong()
        self.village = FilterChip([("", "全部村")])
        self.standing = FilterChip()
        self.standing.set_choices(
            [("", "全部状态"), *((standing.value, standing.label) for standing in Standing)], Standing.RECEIVING.value
        )
        self.category = FilterChip([("", "全部类别")])
        add = SecondaryButton("新增", self.start_new, picture=Icon.ADD, tip="新增家庭（Ctrl+N）")
        head = row(self.count, self.village, self.standing, self.category, None, add)
        head.setContentsMargins(14, 11, 13, 11)
        card.add(head)
        self._search_words = LinkButton("", self._clear_search, small=True, tip="显示全部档案")
        self._search_bar = QWidget()
        self._search_bar.setLayout(row(self._search_words, None))
        self._search_bar.layout().setContentsMargins(14, 0, 13, 8)
        self._search_bar.hide()
        card.add(self._search_bar)
        card.add(Line())
        self.nothing = EmptyState("没有符合条件的档案。", picture=Icon.SEARCH)
        self.nothing.hide()
        card.add(self.table, 1)
        card.add(self.nothing, 1)
        return card

    def _right_side(self) -> QStackedWidget:
        self.right = QStackedWidget()
        self.empty = EmptyState("在左边选择一户，查看它的档案。", picture=Icon.DOSSIERS)
        self._view_frame = ScrollFrame(self.view)
        for widget in (self.empty, self._view_frame, self.form):
            self.right.addWidget(widget)
        return self.right

    def _connect(self) -> None:
        self.table.current_changed.connect(self._chosen)
        self.table.row_opened.connect(lambda _id: self.start_editing())
        for chip in (self.village, self.standing, self.category):
            chip.chosen.connect(lambda _value: self._show_list())
        self.view.edit_asked.connect(self.start_editing)
        self.view.print_asked.connect(self.print_dossier)
        self.view.step_asked.connect(self._go_to_step)
        self.view.judge_asked.connect(self.judge)
        self.form.saved.connect(self._saved)
        self.form.refused.connect(self._refused)
        self.form.left.connect(self.cancel)
        self.banner.acted.connect(lambda: self._banner_act() if self._banner_act else None)

    def _set_keys(self) -> None:
        for keys, act in (
            ("Ctrl+N", self.start_new),
            ("F2", self.start_editing),
            ("Ctrl+S", self._save),
            ("Escape", self.cancel),
            ("Ctrl+P", self.print_dossier),
            ("Ctrl+Down", lambda: self._step(1)),
            ("Ctrl+Up", lambda: self._step(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = min(max(event.size().width() - _DETAIL_WIDTH, _LIST_WIDTHS[0]), _LIST_WIDTHS[1])
        self._list.setFixedWidth(wide)
        narrow = wide < _NARROW_BELOW
        if narrow != self._narrow:
            self._narrow = narrow
            self.category.setVisible(not narrow)
            for place, column in enumerate(self.table.paged.columns):
                if column.title in _FIGURES:
                    self.table.setColumnHidden(place, narrow)

    # Reading

    def refresh(self) -> None:
        villages = [(village.id, village.name) for village in queries.villages()]
        self.village.set_choices([("", "全部村"), *villages], self.village.value())
        categories = [(category, category) for category in queries.categories()]
        self.category.set_choices([("", "全部类别"), *categories], self.category.value())
        self.village.setVisible(not self.scope.village)
        self._listing.campaign_id = self.scope.campaign_id
        self._show_list()
        if not self.editing:
            self._show_current()

    def search(self, text: str) -> None:
        """Show what the top bar's search finds, whatever was filtered before."""
        if not text.strip():
            self._clear_search()
            return
        self._text, self._only = text.strip(), {}
        self._show_everything()
        self._show_list()
        self._select_first()

    def open_target(self, target: object) -> None:
        """A household's id, or filters of `HouseholdListing` (with `text`) as a dictionary."""
        if isinstance(target, int):
            if target not in self.table.paged.ids:
                self._text, self._only = "", {}
                self._show_everything()
                self._show_list()
            self.table.select_id(target)
        elif isinstance(target, Mapping):
            self._text = str(target.get("text", ""))
            self._only = {name: value for name, value in target.items() if name != "text"}
            self._show_everything()
            self._show_list()
            self._select_first()

    def unsaved(self) -> str:
        if not self.editing or not self.form.dirty:
            return ""
        household = self.form.household
        return f"一户一档：{household.record.head_name if household else '新增家庭'}的修改没有保存。"

    @property
    def editing(self) -> bool:
        """Whether the form is open."""
        return self.right.currentWidget() is self.form

    def _filters(self) -> dict[str, object]:
        village = self.village.value()
        if self.scope.village:
            known = (each.id for each in queries.villages() if each.name == self.scope.village)
            village = next(known, 0)
        chips = {"village_id": village, "standing": self.standing.value(), "category": self.category.value()}
        return {**chips, **self._only}

    def _show_everything(self) -> None:
        """Take the filters away, so that what was asked for is sure to be among what is shown."""
        chips = (self.village, self.standing, self.category)
        self._chips_before = self._chips_before or [chip.value() for chip in chips]
        for chip in chips:
            chip.set_value("")

    def _show_list(self) -> None:
        self.table.show_search(Search(self._text, self._filters()))
        found = len(self.table.paged.ids)
        self.count.setText(f"{found:,} 户")
        self.table.setVisible(found > 0)
        self.nothing.setVisible(found == 0)
        words = f"搜索“{self._text}”" if self._text else "由其他页面选出"
        self._search_words.setText(f"{words}　清除 ×")
        self._search_bar.setVisible(bool(self._text or self._only))
        if self.table.current_id() is None and not self.editing:
            self._select_first()

    def _select_first(self) -> None:
        if self.table.paged.ids:
            self.table.select_id(self.table.paged.ids[0])
        else:
            self._show_current()

    def _clear_search(self) -> None:
        """Back to the list as it was filtered before."""
        self._text, self._only = "", {}
        for chip, before in zip((self.village, self.standing, self.category), self._chips_before, strict=False):
            chip.set_value(before)
        self._chips_before = []
        self._show_list()

    def _show_current(self) -> None:
        id_ = self.table.current_id()
        found = read_dossier(id_, self.scope.campaign_id, self.session.today()) if id_ is not None else None
        self._dossier = found
        if found is None:
            self.right.setCurrentWidget(self.empty)
            return
        self.view.show_dossier(found, self.session.today())
        self.right.setCurrentWidget(self._view_frame)

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
                self._select_quietly(household.id)
            return
        self.banner.hide()
        self._show_current()
        self._view_frame.verticalScrollBar().setValue(0)

    def _select_quietly(self, id_: int) -> None:
        blocked = self.table.blockSignals(True)
        self.table.select_id(id_)
        self.table.blockSignals(blocked)

    def _leave_for(self, id_: object) -> None:
        self._close_form()
        if isinstance(id_, int):
            self.table.select_id(id_)
        self._show_current()

    def _step(self, by: int) -> None:
        ids, now = self.table.paged.ids, self.table.currentIndex().row()
        if ids and 0 <= now + by < len(ids):
            self.table.select_id(ids[now + by])

    def _ask_to_leave(self, act: Callable[[], object]) -> None:
        ConfirmDialog(self, "放弃未保存的修改？", self.unsaved(), act, yes="放弃修改", danger=True).open()

    def _go_to_step(self) -> None:
        if self._dossier is not None and self._dossier.case is not None:
            self.go.emit("clearance", self._dossier.household.id)

    # Editing

    def start_new(self) -> None:
        """Open an empty form."""
        if self.editing and self.form.dirty:
            self._ask_to_leave(self._open_empty)
        else:
            self._open_empty()

    def _open_empty(self) -> None:
        self.banner.hide()
        village = self.scope.village or (self.village.words() if self.village.filters else "")
        self.form.start(village, self.scope.campaign_id)
        self._show_form()

    def start_editing(self) -> None:
        """Open the form on the household that is shown."""
        if self._dossier is not None and not self.editing:
            self.banner.hide()
            self.form.edit(self._dossier.household)
            self._show_form()

    def _show_form(self) -> None:
        self.right.setCurrentWidget(self.form)
        self.form.binder.fields["head_name"].editor.setFocus()

    def cancel(self) -> None:
        """Leave the form, asking first when something would be lost."""
        if not self.editing:
            return
        if self.form.dirty:
            self._ask_to_leave(self._close_form)
        else:
            self._close_form()

    def _close_form(self) -> None:
        self.banner.hide()
        self.right.setCurrentWidget(self._view_frame)
        self._show_current()
        self.table.setFocus()

    def _save(self) -> None:
        if self.editing:
            self.form.save()

    def _saved(self, id_: int, look_at: str) -> None:
        self.right.setCurrentWidget(self._view_frame)
        self.refresh()
        self.open_target(id_)
        self._show_current()
        self.table.setFocus()
        self.said.emit("已保存")
        if look_at:
            self.banner.say(f"已保存。请再核对：{look_at}", Tone.AMBER)

    def _refused(self, code: str, sentence: str) -> None:
        again = code == "changed_meanwhile"
        self._banner_act = self._reopen if again else None
        self.banner.say(sentence, Tone.RED, action="重新打开" if again else "")

    def _reopen(self) -> None:
        self._close_form()
        self.start_editing()

    # Leads and paper

    def judge(self, lead: LeadRow) -> None:
        """Open the small dialog on one lead."""
        JudgeDialog(self, self.session, lead, self._judged).open()

    def _judged(self) -> None:
        self.refresh()
        self.said.emit("核实结论已保存")

    def print_dossier(self) -> None:
        """Ask where to put the sheet of the household that is shown, and put it there."""
        if self._dossier is None or self.editing:
            return
        sheet = queries.dossier_sheet(self._dossier.household.id)
        name = f"{sheet.name}.pdf"
        choose_target(
            self, "保存档案登记表", name, lambda path: self.write_sheet(sheet, path), kinds="PDF 文件 (*.pdf)"
        )

    def write_sheet(self, sheet: Document, path: Path) -> None:
        """Write the sheet as PDF."""
        try:
            print_pdf(sheet, path)
        except KnownError as error:
            self.banner.say(error.message, Tone.RED)
        else:
            self.said.emit(f"已保存 {path.name}")
