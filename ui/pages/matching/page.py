"""The screen 信息比对: kinds of leads on the left, the leads, and the chosen one with both its records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from dibao_desktop.clearance.queries import policy_of
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.matching import commands, queries
from dibao_desktop.matching.commands import MatchOutcome
from dibao_desktop.matching.rules.leads import Confidence, Verdict
from dibao_desktop.storage.listing import Search
from ui.models.table import PagedTable
from ui.pages.matching.columns import lead_columns
from ui.pages.matching.detail import LeadView
from ui.pages.matching.lists import ListsDialog
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.chooser import FilterChip
from ui.widgets.empty import EmptyState
from ui.widgets.page import Page, PageContext, PageHead
from ui.widgets.search_box import SearchBox
from ui.widgets.side_list import SideItem, SideList
from ui.widgets.text import Strong

_KINDS_WIDTH, _LIST_WIDTH, _LIST_NARROW = 196, 424, 316
# Below this width kinds, list and lead do not stand side by side.
_WIDE, _NARROWEST = 1060, 800
_ALL = "all"
_NO_LISTS = (
    "还没有导入比对名单。先导入死亡、车辆、工资、房产、工商、养老金、发放和支取名单，再运行比对；"
    "没有名单时，运行比对只核对档案本身。"
)


class MatchingPage(Page):
    """Runs the comparison and has each lead judged. Takes as target a household's id, or a dict of filters of the list
    (`kind`, `state`, `confidence`, `household`, `lead`)."""

    NAME = "matching"
    TITLE = "信息比对"
    ICON = Icon.MATCHING
    LISTENS_TO = Changes.MATCHING | Changes.DOSSIERS
    HELP = (
        "先在“数据交换”导入死亡、车辆、工资、房产、工商、养老金、发放和支取等名单，再点“运行比对”。比对以身份证号为准："
        "只有姓名相同的标为“存疑”，身份证号不同的同名人不算。重新比对不会动已经核实的结论。\n\n"
        "疑点只是核实的理由，不能仅凭疑点停发。选中一条，对照档案和名单两边的记载，写明依据后按 1 属实、2 不属实、"
        "3 部分属实、4 无法核实，程序接着显示下一条待核实的疑点。\n\n"
        "F5 运行比对，Ctrl+↑ / Ctrl+↓ 上一条 / 下一条。"
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        # Said outright, or three parts side by side would never become narrow.
        self.setMinimumWidth(_NARROWEST)
        self._household: int | None = None
        self.run_button = PrimaryButton("运行比对", self.run_match, picture=Icon.REFRESH, tip="F5")
        self.head = PageHead(
            "信息比对", "", SecondaryButton("导入名单", self._go_import, picture=Icon.IMPORT), self.run_button
        )
        self.body.addWidget(self.head)
        self.no_lists = EmptyState(_NO_LISTS, "导入名单", Icon.MATCHING)
        self.no_lists.chosen.connect(self._go_import)
        self.not_run = EmptyState("", "运行比对", Icon.MATCHING)
        self.not_run.chosen.connect(self.run_match)
        self.needs(Permission.CLEARANCE, self.run_button, self.not_run.button)
        self.whole = QStackedWidget()
        for part in (self._three_parts(), self.no_lists, self.not_run):
            self.whole.addWidget(part)
        self.body.addWidget(self.whole, 1)
        self.needs(Permission.CLEARANCE, *self.view.buttons.values())
        self._connect()

    # Building

    def _three_parts(self) -> QWidget:
        parts = QWidget()
        layout = QHBoxLayout(parts)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._kinds_part, self._list_part = self._kinds_card(), self._list_card()
        layout.addWidget(self._kinds_part)
        layout.addWidget(self._list_part)
        self.view = LeadView()
        self.nothing = EmptyState("没有符合条件的疑点。", picture=Icon.CHECK_CIRCLE)
        self.right = QStackedWidget()
        self.right.addWidget(self._scrolled(self.view))
        self.right.addWidget(self.nothing)
        layout.addWidget(self.right, 1)
        return parts

    def _scrolled(self, view: LeadView) -> QScrollArea:
        """A low window scrolls the lead, not the whole page."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        area.setMinimumWidth(view.minimumSizeHint().width())
        area.setWidget(view)
        area.viewport().setAutoFillBackground(False)
        view.setAutoFillBackground(False)
        return area

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _WIDE
        self._kinds_part.setVisible(not narrow)
        self.kind_chip.setVisible(narrow)
        self.confidence.setVisible(not narrow)
        self._list_part.setFixedWidth(_LIST_NARROW if narrow else _LIST_WIDTH)

    def _kinds_card(self) -> Card:
        card = Card(padded=False)
        card.setFixedWidth(_KINDS_WIDTH)
        self.kinds = SideList()
        card.add(self.kinds, 1)
        self.lists_link = LinkButton("", self._show_lists, small=True)
        foot = row(self.lists_link, None)
        foot.setContentsMargins(12, 8, 12, 10)
        card.add(foot)
        return card

    def _list_card(self) -> Card:
        card = Card(padded=False)
        card.setFixedWidth(_LIST_WIDTH)
        self.count = Strong()
        self.state = FilterChip([("", "全部状态"), ("open", "待核实"), ("judged", "已核实")])
        self.state.set_value("open")
        self.confidence = FilterChip([("", "确定和存疑"), *((each.value, each.label) for each in Confidence)])
        self.kind_chip = FilterChip()
        self.kind_chip.hide()
        self.search_box = SearchBox("姓名、档案号、身份证号")
        self.only = LinkButton("", self._all_households, small=True)
        top = row(self.count, self.kind_chip, self.state, self.confidence, None, self.only)
        top.setContentsMargins(14, 12, 12, 4)
        below = row(self.search_box)
        below.setContentsMargins(14, 4, 12, 10)
        self.table = PagedTable(queries.LeadListing(), lead_columns(), two_lines=True)
        self.setFocusProxy(self.table)
        card.add(top)
        card.add(below)
        card.add(self.table, 1)
        return card

    def _connect(self) -> None:
        self.kinds.chosen.connect(lambda _key: self._show_list())
        self.kind_chip.chosen.connect(self.kinds.choose)
        self.state.chosen.connect(lambda _value: self._show_list())
        self.confidence.chosen.connect(lambda _value: self._show_list())
        self.search_box.searched.connect(lambda _text: self._show_list())
        self.table.current_changed.connect(lambda _id: self._show_current())
        self.table.row_opened.connect(lambda _id: self.view.evidence.editor.setFocus())
        self.view.judged.connect(self._judge)
        self.view.dossier_wanted.connect(lambda id_: self.go.emit("dossiers", id_))
        keys: dict[str, Callable[[], None]] = {"F5": self.run_match}
        keys |= {str(key): partial(self._press, verdict) for key, verdict in enumerate(Verdict, 1)}
        keys |= {"Ctrl+Down": partial(self._step, 1), "Ctrl+Up": partial(self._step, -1)}
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # Showing

    def refresh(self) -> None:
        counts, taken = queries.kind_counts(self._village_id()), queries.lists_taken()
        total, judged = sum(count.open for count in counts), sum(count.judged for count in counts)
        where = f"{self.scope.village}：" if self.scope.village else ""
        self.head.set_note(f"{where}待核实 {total} 条，已核实 {judged} 条" if counts else "")
        some = bool(counts) or bool(self.scope.village and queries.kind_counts())
        self.whole.setCurrentIndex(0 if some else 2 if taken else 1)
        self.not_run.set_sentence(f"已导入 {len(taken)} 份名单，还没有疑点。运行比对，逐份与档案核对。")
        items = [SideItem(_ALL, "全部疑点", pill=str(total) if total else "", tone=Tone.RED)]
        for count in counts:
            pill = str(count.open) if count.open else "✓"
            items.append(
                SideItem(count.kind.value, count.kind.label, pill=pill, tone=Tone.RED if count.open else Tone.GREEN)
            )
        self.kinds.show_items(items)
        self.kind_chip.set_choices([(item.key, item.words) for item in items], self.kinds.current_key())
        self.lists_link.setText(f"已导入 {len(taken)} 份名单" if taken else "还没有导入名单")
        self._show_list()

    def _show_list(self) -> None:
        kind = self.kinds.current_key()
        self.kind_chip.set_value(kind)
        filters: dict[str, object] = {"state": self.state.value(), "confidence": self.confidence.value()}
        filters["kind"] = "" if kind in (_ALL, None) else kind
        filters["household"] = self._household
        filters["village"] = self._village_id()
        self.table.show_search(Search(text=self.search_box.text(), filters=filters))
        ids = self.table.paged.ids
        self.count.setText(f"{len(ids)} 条")
        self.only.setText("显示全部户" if self._household is not None else "")
        if ids and self.table.current_id() is None:
            self.table.select_id(ids[0])
        self._show_current()

    def _village_id(self) -> int | None:
        if not self.scope.village:
            return None
        return next((each.id for each in dossiers.villages() if each.name == self.scope.village), None)

    def _show_current(self) -> None:
        id_ = self.table.current_id()
        lead = None if id_ is None else queries.lead(id_)
        self.right.setCurrentIndex(0 if lead else 1)
        if lead is not None:
            self.view.show_lead(lead, self.session.today())

    def open_target(self, target: object) -> None:
        """A household's id, or filters: kind, state, confidence, household, lead."""
        wanted: dict[str, object] = target if isinstance(target, dict) else {"household": target}
        household, lead = wanted.get("household"), wanted.get("lead")
        self._household = household if isinstance(household, int) else None
        self.search_box.set_quietly("")
        self.state.set_value(wanted.get("state", "" if self._household is not None else "open"))
        self.confidence.set_value(wanted.get("confidence", ""))
        self.kinds.blockSignals(True)
        self.kinds.choose(str(wanted.get("kind") or _ALL))
        self.kinds.blockSignals(False)
        self._show_list()
        if isinstance(lead, int):
            self.table.select_id(lead)

    def _all_households(self) -> None:
        self._household = None
        self._show_list()

    # Acting

    def run_match(self) -> None:
        """Compare everything, as a job."""
        if not self.run_button.isEnabled():
            return
        self.banner.dismiss()
        self.run_button.setEnabled(False)
        try:
            policy = policy_of(self.scope.campaign_id) if self.scope.campaign_id is not None else None
        except KnownError as error:
            self._refused(error.message)
            return
        self.context.runner.run(
            lambda progress: commands.match(self.session, policy, progress),
            on_done=self._matched,
            on_failed=self._refused,
            on_cancelled=lambda: self.run_button.setEnabled(True),
            title="正在比对",
        )

    def _matched(self, outcome: MatchOutcome) -> None:
        self.run_button.setEnabled(True)
        parts = [f"新增 {outcome.new} 条疑点", f"原有 {outcome.same} 条"]
        if outcome.withdrawn:
            parts.append(f"撤回 {outcome.withdrawn} 条")
        self.said.emit(f"比对完成：{'，'.join(parts)}")
        self.become_stale()

    def _refused(self, sentence: str) -> None:
        self.run_button.setEnabled(True)
        self.banner.say(sentence, Tone.RED)

    def _press(self, verdict: Verdict) -> None:
        if self.right.currentIndex() == 0 and self.view.buttons[verdict].isEnabled():
            self.view.judge(verdict)

    def _judge(self, verdict: str, evidence: str, day: dt.date) -> None:
        id_ = self.table.current_id()
        if id_ is None:
            return
        after = self._next_open(id_)
        try:
            commands.judge_lead(self.session, id_, verdict, evidence, day)
        except KnownError as error:
            self.banner.say(error.message, Tone.RED)
            return
        self.said.emit(f"已记录：{verdict}")
        self.become_stale()
        if after is not None:
            self.table.select_id(after)
        self.table.setFocus()

    def _next_open(self, id_: int) -> int | None:
        """The lead to show after this one: the next one that waits, else the one before."""
        ids = list(self.table.paged.ids)
        place = ids.index(id_)
        for other in ids[place + 1 :] + ids[:place][::-1]:
            lead = self.table.paged.row_of(other)
            if lead is not None and lead.is_open:
                return other
        return None

    def _step(self, by: int) -> None:
        ids, place = self.table.paged.ids, self.table.currentIndex().row()
        if place >= 0:
            self.table.select_id(ids[min(max(place + by, 0), len(ids) - 1)])

    def _show_lists(self) -> None:
        ListsDialog(self, self.session).open()

    def _go_import(self) -> None:
        self.go.emit("exchange", None)

    def unsaved(self) -> str:
        return "“核实结论”里写了依据，还没有按结论保存。" if self.view.unsaved() else ""
