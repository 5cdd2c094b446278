"""看板: six figures, the villages as a table by progress or by step, and the same as a chart."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.document import Document, Heading, Paragraph, Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.reports.figures import Dashboard, FigureKey, dashboard
from ui.models.table import PagedTable, fixed_table
from ui.pages.reports.columns import BAR_WORDS, Door, progress_doors, step_doors
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.bar_chart import Bar, BarChart
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card, column
from ui.widgets.empty import EmptyState
from ui.widgets.files import choose_target
from ui.widgets.page import Page, PageContext, PageHead
from ui.widgets.segments import Segments
from ui.widgets.stacked_bar import Legend
from ui.widgets.stat import StatCard, StatRow

_VIEWS = (("progress", "进度"), ("steps", "步骤"), ("chart", "图"))
# So many villages leave room for the chart under their table; Qt's own word for "as high as you like".
_SHORT, _ANY_HEIGHT = 5, 16_777_215
_TONES = {FigureKey.EXITS: Tone.RED, FigureKey.ADDITIONS: Tone.GREEN, FigureKey.OPEN_LEADS: Tone.AMBER}


class ReportsPage(Page):
    """The dashboard of the campaign that the top bar has chosen."""

    NAME = "reports"
    TITLE = "看板"
    ICON = Icon.DASHBOARD
    LISTENS_TO = Changes.CLEARANCE | Changes.MATCHING | Changes.REVIEW | Changes.NOTICES | Changes.DOSSIERS
    HELP = (
        "看板列出本次行动各村办到哪一步。\n\n点任意数字，可以看到对应的户；把鼠标停在上面的数字上，"
        "可以看到它统计什么、依据哪一条。\n\n“进度”“步骤”“图”三种看法可以切换，“导出”把当前表格存为工作簿。"
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._shown: Dashboard | None = None
        self._next: tuple[str, object] = ("exchange", None)
        self.head = PageHead("清查进度", "", SecondaryButton("导出", self.export, picture=Icon.EXPORT))
        self.cards = {key: StatCard(key.label, door=True) for key in FigureKey}
        for key, card in self.cards.items():
            card.clicked.connect(lambda each=key: self._open_figure(each))
        self.views = Segments(_VIEWS)
        self.views.chosen.connect(self._show_view)
        self.progress_table, self._progress_doors = self._table(progress_doors())
        self.steps_table: PagedTable | None = None
        self._step_doors: list[Door] = []
        self._step_ids: tuple[tuple[str, str], ...] = ()
        self.chart, self.chart_below = BarChart(BAR_WORDS), BarChart(BAR_WORDS)
        for chart in (self.chart, self.chart_below):
            chart.clicked.connect(lambda village: self._open({"village": village}))
        self._build()

    def _build(self) -> None:
        self.stack = QStackedWidget()
        self._steps_frame = QWidget()
        QVBoxLayout(self._steps_frame).setContentsMargins(0, 0, 0, 0)
        progress_frame = QWidget()
        progress_frame.setLayout(column(self.progress_table, self.chart_below, spacing=0))
        for view in (progress_frame, self._steps_frame, self.chart):
            self.stack.addWidget(view)
        self.villages = Card("各村进度")
        self.legend = Legend(BAR_WORDS)
        self.villages.add_to_head(self.legend)
        self.villages.add_to_head(self.views)
        self.villages.add(self.stack, 1)
        self.full = QWidget()
        layout = QVBoxLayout(self.full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.body.spacing())
        layout.addWidget(self.head)
        layout.addWidget(StatRow(*self.cards.values()))
        layout.addWidget(self.villages, 1)
        self.empty = EmptyState("", picture=Icon.DASHBOARD)
        self.empty.chosen.connect(lambda: self.go.emit(*self._next))
        self.body.addWidget(self.full, 1)
        self.body.addWidget(self.empty, 1)

    def refresh(self) -> None:
        campaign_id = self.scope.campaign_id
        if campaign_id is None:
            found = clearance.current_campaign()
            campaign_id = found.id if found else None
        self.full.setVisible(campaign_id is not None)
        self.empty.setVisible(campaign_id is None)
        if campaign_id is None:
            self._shown = None
            self._show_beginning()
            return
        shown = dashboard(campaign_id, self.session.today(), self.scope.village)
        self._shown = shown
        self.head.set_note(f"{shown.campaign.title} · {shown.stage}")
        for figure in shown.figures:
            tone = _TONES.get(figure.key, Tone.NEUTRAL) if figure.number != "0" else Tone.NEUTRAL
            card = self.cards[figure.key]
            card.set_figure(figure.number, figure.note, tone)
            card.setToolTip(figure.explained)
        self.progress_table.show_rows(shown.villages)
        self._show_steps(shown)
        for chart in (self.chart, self.chart_below):
            chart.show_bars([Bar(each.village, each.parts) for each in shown.villages])
        self._share_room(len(shown.villages))

    def _show_beginning(self) -> None:
        """Nothing to count yet: say what comes first, and lead there."""
        if dossiers.totals().households:
            self._next = ("clearance", {"new": True})
            self.empty.show_state("还没有清查行动。新建一个行动，把在保户列入清查。", "去新建行动")
        else:
            self._next = ("exchange", None)
            self.empty.show_state("还没有档案。先导入在保名册，再新建清查行动。", "去导入名册")

    def _share_room(self, villages: int) -> None:
        """A short table leaves room for the chart below it; a long one takes all."""
        short = villages <= _SHORT
        self.chart_below.setVisible(short)
        if short:
            self.progress_table.fit_rows(_SHORT)
        else:
            self.progress_table.setMinimumHeight(0)
            self.progress_table.setMaximumHeight(_ANY_HEIGHT)

    def _show_steps(self, shown: Dashboard) -> None:
        if self.steps_table is None or shown.steps != self._step_ids:
            if self.steps_table is not None:
                self.steps_table.deleteLater()
            self.steps_table, self._step_doors = self._table(step_doors(shown.steps))
            self._step_ids = shown.steps
            layout = self._steps_frame.layout()
            assert layout is not None
            layout.addWidget(self.steps_table)
        self.steps_table.show_rows(shown.villages)

    def _table(self, doors: list[Door]) -> tuple[PagedTable, list[Door]]:
        table = fixed_table([door.column for door in doors])
        table.setCursor(Qt.CursorShape.PointingHandCursor)
        table.clicked.connect(lambda index: self._open_cell(index, doors))
        table.row_opened.connect(self._open_village)
        return table, doors

    def _show_view(self, view: object) -> None:
        names = [name for name, _ in _VIEWS]
        self.stack.setCurrentIndex(names.index(str(view)))
        self.legend.setVisible(view == "progress")
        self.villages.set_title({"steps": "各村各步骤户数"}.get(str(view), "各村进度"))

    # Doors

    def _open_figure(self, key: FigureKey) -> None:
        if self._shown is not None:
            figure = self._shown.figure(key)
            self._open(dict(figure.door))

    def _open_cell(self, index: QModelIndex, doors: list[Door]) -> None:
        if self._shown is not None:
            village = self._shown.villages[index.row()].village
            self._open({"village": village, **(doors[index.column()].filters or {})})

    def _open_village(self, position: int) -> None:
        if self._shown is not None:
            place = self.progress_table.paged.ids.index(position)
            self._open({"village": self._shown.villages[place].village})

    def _open(self, filters: dict[str, object]) -> None:
        self.go.emit("clearance", filters)

    # Export

    def export(self) -> None:
        """Ask where the table on screen is to be kept as a workbook."""
        if self._shown is None:
            self.banner.say("还没有清查行动，没有可导出的进度。", Tone.AMBER)
            return
        name = f"{self._shown.campaign.title}_{self.villages_title()}_{self.session.today()}.xlsx"
        choose_target(self, "导出进度表", name, self.write)

    def villages_title(self) -> str:
        """What the table on screen is called."""
        return "各村各步骤户数" if self.stack.currentIndex() == 1 else "各村进度"

    def write(self, path: Path) -> None:
        """Write the table on screen into a workbook."""
        assert self._shown is not None
        table = self.steps_table if self.stack.currentIndex() == 1 else self.progress_table
        assert table is not None
        columns = [column for column in table.shown_columns() if column.title != "进度"]
        rows = tuple(tuple(str(column.read(row)) for column in columns) for row in self._shown.villages)
        title = f"{self._shown.campaign.title}{self.villages_title()}"
        document = Document(
            self.villages_title(),
            (
                Heading(title, 0),
                Paragraph(f"{self._shown.stage}　统计日期：{self.session.today()}"),
                Table(tuple(column.title for column in columns), rows),
            ),
        )
        # The page is the first one shown; openpyxl need not be there for that.
        from dibao_desktop.reports.workbooks import write_xlsx

        try:
            write_xlsx(document, path)
        except KnownError as refused:
            self.banner.say(refused.message, Tone.RED)
        else:
            self.said.emit(f"已导出到 {path.name}")
