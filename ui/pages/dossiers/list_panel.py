"""The list on the left: filters, what the search found, and which household is chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QWidget

from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.session import Session
from dibao_desktop.storage.listing import Search
from ui.models.table import PagedTable
from ui.pages.dossiers.columns import PAPERS, list_columns
from ui.pages.dossiers.reading import DossierListing
from ui.pages.dossiers.saved_views import SavedFilter, SavedViews
from ui.theme.icons import Icon, icon
from ui.widgets.buttons import IconButton, LinkButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.chooser import FilterChip
from ui.widgets.empty import EmptyState
from ui.widgets.page import Scope
from ui.widgets.text import Line, Strong

# Below this width there is no room for these columns.
_NARROW_BELOW = 420
_FIGURES = ("人口", "类别", "元/月")


class HouseholdList(Card):
    """Households by filter chips, by the top bar's search or as another page picked them.

    Searching and picking put the chips aside, so that what is asked for is sure to be found; clearing puts them back.
    """

    current_changed = Signal(object)
    """The id of the household that is chosen now, or None."""
    list_changed = Signal()
    """The clerk filtered, or cleared the search, here in the list."""
    row_opened = Signal()
    new_asked = Signal()
    import_asked = Signal()
    export_asked = Signal()
    save_filter_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, padded=False)
        self._listing = DossierListing()
        self.views = SavedViews(session)
        self._scope = Scope()
        self._text = ""
        self._picked: Mapping[str, object] = {}
        self._aside: list[object] = []
        self._narrow = False
        self.office_is_empty = False
        self.count = Strong()
        self.village = FilterChip([("", "全部村")])
        self.standing = FilterChip()
        standings = [(standing.value, standing.label) for standing in Standing]
        self.standing.set_choices([("", "全部状态"), *standings], Standing.RECEIVING.value)
        self.category = FilterChip([("", "全部类别")])
        self.chips = (self.village, self.standing, self.category)
        self.clear_link = LinkButton("", self._clear_clicked, small=True, tip="显示全部档案")
        self.table = PagedTable(self._listing, list_columns(), two_lines=True, many=True)
        self.nothing = EmptyState("", picture=Icon.SEARCH)
        self.nothing.chosen.connect(self._way_on)
        self._build()
        self.table.current_changed.connect(self.current_changed)
        self.table.row_opened.connect(lambda _id: self.row_opened.emit())
        self.table.selection_changed.connect(self._say_count)
        self.table.columns_changed.connect(self._columns_chosen)
        self._columns = self.views.columns() or {column.title for column in self.table.shown_columns()}
        self._show_columns()
        for chip in self.chips:
            chip.chosen.connect(lambda _value: self._filtered())

    def _build(self) -> None:
        self.new = SecondaryButton("新增", self.new_asked.emit, picture=Icon.ADD, tip="新增家庭（Ctrl+N）")
        self.more = IconButton(Icon.MORE, "列、保存的筛选、全选、导出", self.open_menu)
        head = row(self.count, *self.chips, None, self.more, self.new)
        head.setContentsMargins(14, 11, 13, 11)
        self.add(head)
        self._search_bar = QWidget()
        found_by = row(self.clear_link, None)
        found_by.setContentsMargins(14, 0, 13, 8)
        self._search_bar.setLayout(found_by)
        self._search_bar.hide()
        self.add(self._search_bar)
        self.add(Line())
        self.nothing.hide()
        self.add(self.table, 1)
        self.add(self.nothing, 1)

    def set_width(self, wide: int) -> None:
        """Take so much of the page; a narrow list leaves its figures out."""
        self.setFixedWidth(wide)
        narrow = wide < _NARROW_BELOW
        if narrow != self._narrow:
            self._narrow = narrow
            self.category.setVisible(not narrow)
            self.new.setIcon(QIcon() if narrow else icon(Icon.ADD))
            self._show_columns()

    # Columns, saved filters, selection

    def _show_columns(self) -> None:
        for place, column in enumerate(self.table.paged.columns):
            shown = column.title in self._columns and not (self._narrow and column.title in _FIGURES)
            self.table.setColumnHidden(place, not shown)
        self._listing.with_papers = PAPERS in self._columns

    def _columns_chosen(self) -> None:
        self._columns = {column.title for column in self.table.shown_columns()}
        self.views.keep_columns(self._columns)
        if self._listing.with_papers != (PAPERS in self._columns):
            self._listing.with_papers = PAPERS in self._columns
            self.table.paged.forget(self.table.paged.ids)

    def open_menu(self) -> None:
        """What can be done with the list as a whole."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, words in (("columns", "选择列…"), ("all", "全选\tCtrl+A"), ("export", "导出所见（.xlsx）…")):
            _add(menu, name, words)
        menu.addSeparator()
        _add(menu, "papers", "只看材料不齐的")
        _add(menu, "save", "保存当前筛选…")
        saved = self.views.filters()
        for name in saved:
            _add(menu, f"use:{name}", f"筛选：{name}")
        for name in saved:
            _add(menu, f"drop:{name}", f"删去筛选“{name}”")
        menu.triggered.connect(self._menu_chosen)
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _menu_chosen(self, action: QAction) -> None:
        what, _, name = str(action.data()).partition(":")
        if what == "columns":
            self.table.open_column_menu(self.more.mapToGlobal(QPoint(0, self.more.height())))
        elif what == "all":
            self.table.selectAll()
        elif what == "export":
            self.export_asked.emit()
        elif what == "papers":
            self._picked = {**self._picked, "papers": "missing"}
            self._filtered()
        elif what == "save":
            self.save_filter_asked.emit()
        elif what == "use":
            self.use_filter(name)
        else:
            self.views.drop_filter(name)

    def save_filter(self, name: str) -> None:
        """Keep what filters the list now under a name."""
        chips = [str(chip.value() or "") for chip in self.chips]
        self.views.keep_filter(name, SavedFilter(*chips, self._text))

    def use_filter(self, name: str) -> None:
        """Filter as it was saved; a village that is no more filters nothing."""
        saved = self.views.filters()[name]
        self._picked, self._text, self._aside = {}, saved.text, []
        values = (int(saved.village) if saved.village else "", saved.standing, saved.category)
        for chip, value in zip(self.chips, values, strict=True):
            chip.set_value(value)
        self._filtered()

    def to_export(self) -> tuple[list[str], list[tuple[str, ...]]]:
        """The heads and rows on screen: the selected ones where several are selected, else all that was found."""
        columns = self.table.shown_columns()
        rows = list(self.table.paged.texts(columns))
        if len(selected := set(self.table.selected_ids())) > 1:
            rows = [row for id_, row in zip(self.table.paged.ids, rows, strict=True) if id_ in selected]
        return [column.title for column in columns], rows

    def _say_count(self) -> None:
        selected = len(self.table.selected_ids())
        found = f"{len(self.table.paged.ids):,} 户"
        self.count.setText(f"已选 {selected:,} / {found}" if selected > 1 else found)

    # What is shown

    def refresh(self, scope: Scope) -> None:
        """Read again, within a campaign and a village."""
        self._scope = scope
        self._listing.campaign_id = scope.campaign_id
        villages = [(village.id, village.name) for village in queries.villages()]
        self.village.set_choices([("", "全部村"), *villages], self.village.value())
        categories = [(category, category) for category in queries.categories()]
        self.category.set_choices([("", "全部类别"), *categories], self.category.value())
        self.village.setVisible(not scope.village)
        self.show_list()

    def search(self, text: str) -> None:
        """Show what the top bar's search finds among all; nothing typed clears it."""
        if not text.strip():
            self.clear_search()
            return
        self._text, self._picked = text.strip(), {}
        self._put_chips_aside()
        self.show_list()

    def pick(self, filters: Mapping[str, object]) -> None:
        """Show what another page means, by filters of `HouseholdListing` (and `text`)."""
        self._text = str(filters.get("text", ""))
        self._picked = {name: value for name, value in filters.items() if name != "text"}
        self._put_chips_aside()
        self.show_list()

    def reveal(self, household_id: int) -> None:
        """Make one household current, whatever hides it now."""
        if household_id not in self.table.paged.ids:
            self._text, self._picked = "", {}
            self._put_chips_aside()
            self.show_list()
        self.table.select_id(household_id)

    def clear_search(self) -> None:
        """Back to the list as the chips filtered it before."""
        self._text, self._picked = "", {}
        for chip, before in zip(self.chips, self._aside, strict=False):
            chip.set_value(before)
        self._aside = []
        self.show_list()

    def show_list(self) -> None:
        """Ask again and say how many there are."""
        self.table.show_search(Search(self._text, self._filters()))
        found = len(self.table.paged.ids)
        self._say_count()
        self.table.setVisible(found > 0)
        self.nothing.setVisible(found == 0)
        self.office_is_empty = False
        if found == 0:
            self._say_nothing()
        words = f"搜索“{self._text}”" if self._text else "材料不齐" if "papers" in self._picked else "由其他页面选出"
        self.clear_link.setText(f"{words}　清除 ×")
        self._search_bar.setVisible(bool(self._text or self._picked))

    def _say_nothing(self) -> None:
        """Why the list is empty, and the way on: the office's first roster, or fewer filters."""
        self.office_is_empty = not any(village.households for village in queries.villages())
        filtered = any(chip.filters for chip in self.chips)
        if self.office_is_empty:
            self.nothing.show_state("还没有在保或申请中的家庭。", "导入名册")
        else:
            self.nothing.show_state("没有符合条件的档案。", "显示全部" if filtered else "")

    def _way_on(self) -> None:
        if self.office_is_empty:
            self.import_asked.emit()
            return
        for chip in self.chips:
            chip.set_value("")
        self._filtered()

    def _filtered(self) -> None:
        self.show_list()
        self.list_changed.emit()

    def _clear_clicked(self) -> None:
        self.clear_search()
        self.list_changed.emit()

    def _put_chips_aside(self) -> None:
        self._aside = self._aside or [chip.value() for chip in self.chips]
        for chip in self.chips:
            chip.set_value("")

    def _filters(self) -> dict[str, object]:
        village = self.village.value()
        if self._scope.village:
            known = (each.id for each in queries.villages() if each.name == self._scope.village)
            village = next(known, 0)
        chips = {"village_id": village, "standing": self.standing.value(), "category": self.category.value()}
        return {**chips, **self._picked}

    # Who is chosen

    def current_id(self) -> int | None:
        """The household that is chosen."""
        return self.table.current_id()

    def select_first(self) -> None:
        """Choose the first household there is."""
        if self.table.paged.ids:
            self.table.select_id(self.table.paged.ids[0])

    def select_quietly(self, household_id: int) -> None:
        """Move the mark only."""
        blocked = self.table.blockSignals(True)
        self.table.select_id(household_id)
        self.table.blockSignals(blocked)

    def step(self, by: int) -> None:
        """The next household, or the one before."""
        ids, now = self.table.paged.ids, self.table.currentIndex().row()
        if ids and 0 <= now + by < len(ids):
            self.table.select_id(ids[now + by])

    def chosen_village(self) -> str:
        """The one village that the list is limited to; empty for all."""
        return self._scope.village or (self.village.words() if self.village.filters else "")


def _add(menu: QMenu, name: str, words: str) -> None:
    action = QAction(words, menu)
    action.setData(name)
    menu.addAction(action)
