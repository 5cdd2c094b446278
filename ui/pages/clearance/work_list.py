"""The left side of the page: steps with their counts, filters, and the cases they find."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dibao_desktop.clearance import queries
from dibao_desktop.clearance.queries import CaseListing, Group, Progress
from dibao_desktop.clearance.rules.road import CLOSED
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.storage.listing import Search
from ui.models.table import PagedTable
from ui.pages.clearance.columns import case_columns
from ui.theme import tokens
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card, clear, row
from ui.widgets.chooser import FilterChip, ToggleChip
from ui.widgets.search_box import SearchBox
from ui.widgets.side_list import SideItem, SideList
from ui.widgets.text import Line, Strong

EVERY = "every"
_WIDEST, _NARROW = 720, 310
_WIDE_ONLY = ("处理意见", "期限")
# What needs no judgement of the single household can be done for the whole list.
_BATCH: dict[DoneWhen | None, str] = {DoneWhen.ASSESSMENT_CURRENT: "全部核算", DoneWhen.PUBLISHED: "全部公布"}

# The filters of a figure that are no set of cases, and how their chips are worded.
_OTHERS: dict[str, Callable[[str], str]] = {
    "village": str,
    "cause": str,
    "overdue": lambda day: "已超期",
    "as_of": lambda day: f"截至 {day} 的名单",
}


class WorkList(QWidget):
    """Emits `case_chosen(id)`, and `batch_asked(done_when)` to do the step of the list for all of it."""

    case_chosen = Signal(object)
    batch_asked = Signal(object)
    new_asked = Signal()
    admit_asked = Signal()
    calendar_asked = Signal()

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._campaign_id, self._village = 0, ""
        self._kinds: dict[str, DoneWhen] = {}
        self._extra: dict[str, object] = {}
        self._place = 0
        self.steps = SideList()
        self.steps.chosen.connect(lambda _key: self._start_over())
        self.step_chip = FilterChip()
        self.step_chip.chosen.connect(self.steps.choose)
        self.step_chip.hide()
        self.count, self.box = Strong(), SearchBox("姓名、档案号")
        self.box.searched.connect(lambda _text: self.search())
        self.table = PagedTable(CaseListing(), case_columns(self._today), two_lines=True)
        self.table.current_changed.connect(self._moved)
        self.batch = SecondaryButton("", self._ask_batch)
        self.due = ToggleChip("已到期限")
        self.due.toggled.connect(lambda _on: self.search())
        self.new = LinkButton("新建行动…", self.new_asked.emit, small=True)
        self.admit = LinkButton("", self.admit_asked.emit, small=True)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self._build()

    def _build(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GAP)
        self.setMaximumWidth(_WIDEST)
        self._left = left = Card(padded=False)
        left.setFixedWidth(146)
        left.add(self.steps, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 8, 8, 8)
        foot.setSpacing(4)
        calendar = LinkButton(
            "核查日历", self.calendar_asked.emit, small=True, tip="下次核查、待办变动、死亡核减、渐退、年龄名单（F7）"
        )
        foot.addWidget(calendar, 0, Qt.AlignmentFlag.AlignHCenter)
        foot.addWidget(self.admit, 0, Qt.AlignmentFlag.AlignHCenter)
        foot.addWidget(self.new, 0, Qt.AlignmentFlag.AlignHCenter)
        left.add(Line())
        left.add(foot)
        middle = Card(padded=False)
        self._middle = middle
        middle.setMinimumWidth(400)
        head = row(self.count, self.step_chip, self.due, None, self.batch, self.box)
        self.box.setMinimumWidth(90)
        self.box.setMaximumWidth(150)
        head.setContentsMargins(12, 10, 10, 8)
        self._chips.setContentsMargins(12, 0, 10, 6)
        middle.add(head)
        middle.add(self._chips)
        middle.add(Line())
        middle.add(self.table, 1)
        layout.addWidget(left)
        layout.addWidget(middle, 1)

    def set_narrow(self, narrow: bool) -> None:
        """In a small window the steps become a chip, and the list keeps what tells one household from another."""
        self.setMaximumWidth(_NARROW if narrow else _WIDEST)
        self._left.setVisible(not narrow)
        self.step_chip.setVisible(narrow)
        self.due.setVisible(not narrow)
        self._middle.setMinimumWidth(280 if narrow else 400)
        for place, column in enumerate(self.table.paged.columns):
            if column.title in _WIDE_ONLY:
                self.table.setColumnHidden(place, narrow)

    # What the page tells

    def show_campaign(self, campaign_id: int, village: str) -> None:
        """Read again: the counts of the steps and the list. `village` is a name, empty for the whole town."""
        self._campaign_id, self._village = campaign_id, village
        self._kinds = {step.id: step.done_when for step in queries.policy_of(campaign_id).steps}
        name = str(self._extra.get("village") or village)
        village_id = next((each.id for each in dossiers.villages() if each.name == name), None)
        self._show_steps(queries.progress(campaign_id, village_id))
        waiting = len(queries.waiting_applicants(campaign_id))
        self.admit.setText(f"受理申请 {waiting} 户")
        self.admit.setVisible(waiting > 0)
        self.search()

    def _show_steps(self, progress: Progress) -> None:
        items = [SideItem(EVERY, "全部", pill=str(progress.households + progress.applicants))]
        for step_id, label in progress.steps:
            count = progress.at_step(step_id)
            tone = Tone.GREEN if step_id == CLOSED else Tone.BLUE
            items.append(SideItem(step_id, label, pill=str(count) if count else "", tone=tone))
        self.steps.show_items(items)
        self.step_chip.set_choices([(item.key, item.words) for item in items], self.steps.current_key())

    def open_filters(self, filters: Mapping[str, object]) -> None:
        """Show what another page pointed at: a step, a group of the dashboard, a village, what is due."""
        self._place = 0
        step = filters.get("step")
        self._extra = {name: value for name, value in filters.items() if name in _OTHERS or name in set(Group)}
        self.due.blockSignals(True)
        self.due.setChecked(bool(filters.get("due")))
        self.due.blockSignals(False)
        self.box.set_quietly("")
        self.steps.blockSignals(True)
        self.steps.choose(step or EVERY)
        self.steps.blockSignals(False)
        self._show_chips()

    def _start_over(self) -> None:
        """Another step is another list: the next case is its first."""
        self._place = 0
        self.search()

    def search(self) -> None:
        """Show what the filters find."""
        filters: dict[str, object] = {"campaign": self._campaign_id}
        if self._village:
            filters["village"] = self._village
        filters.update(self._extra)
        step = self.steps.current_key()
        self.step_chip.set_value(step)
        if step not in (None, EVERY):
            filters["step"] = step
        if self.due.isChecked():
            filters["due"] = self._today().isoformat()
        self.table.empty_words = "没有找到符合条件的户" if self.box.text().strip() else "这里没有要办的户"
        self.table.show_search(Search(text=self.box.text().strip(), filters=filters))
        self.count.setText(f"{len(self.table.paged.ids)} 户")
        words = _BATCH.get(self._kinds.get(str(step)), "")
        self.batch.setText(words)
        self.batch.setVisible(bool(words) and bool(self.table.paged.ids))

    def _show_chips(self) -> None:
        clear(self._chips)
        for name, value in self._extra.items():
            chip = ToggleChip(_OTHERS[name](str(value)) if name in _OTHERS else Group(name).label)
            chip.setChecked(True)
            chip.toggled.connect(lambda _on, each=name: self._drop(each))
            self._chips.addWidget(chip)
        self._chips.addStretch(1)
        self._chips.setContentsMargins(12, 0, 10, 6 if self._extra else 0)

    def _drop(self, name: str) -> None:
        self._extra.pop(name, None)
        self._show_chips()
        self.show_campaign(self._campaign_id, self._village)

    # The list

    def next_case(self) -> None:
        """Go to the case after the one shown, or to the one that has taken its place; after the last one to the first."""
        ids = self.table.paged.ids
        if not ids:
            return
        current = self.table.current_id()
        place = ids.index(current) + 1 if current in ids else self._place
        self.table.select_id(ids[place % len(ids)])

    def _moved(self, case_id: object) -> None:
        if isinstance(case_id, int):
            self._place = self.table.paged.ids.index(case_id)
            self.case_chosen.emit(case_id)

    def _ask_batch(self) -> None:
        self.batch_asked.emit(self._kinds[str(self.steps.current_key())])
