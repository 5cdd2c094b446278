"""看板: six figures, the villages as a table by progress or by step and as a chart, and further ways to look at a campaign;
as things stand or as they stood on a past day, on paper and on the projector."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QColor, QPixmap, QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.dates import parse_date
from dibao_desktop.domain.document import Document
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.reports.figures import Dashboard, FigureKey, dashboard
from dibao_desktop.reports.leaving import let_out
from ui.models.table import PagedTable, fixed_table
from ui.pages.reports.columns import BAR_WORDS, Door, progress_doors, step_doors
from ui.theme import tokens
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.bar_chart import Bar, BarChart
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card, column, row
from ui.widgets.chooser import Chooser
from ui.widgets.dialogs import AskDialog
from ui.widgets.empty import EmptyState
from ui.widgets.files import choose_target
from ui.widgets.page import Page, PageContext, PageHead
from ui.widgets.segments import Segments
from ui.widgets.stacked_bar import Legend
from ui.widgets.stat import StatCard, StatRow

if TYPE_CHECKING:
    from ui.pages.reports.dashboard_more import MoreView
    from ui.pages.reports.dashboard_wall import WallShow

_VIEWS = (
    ("progress", "各村进度"),
    ("steps", "各村步骤"),
    ("chart", "各村图"),
    ("indicators", "指标差错"),
    ("results", "处理结果"),
    ("curve", "每日进度"),
    ("plan", "对照计划"),
    ("compare", "两次对照"),
)
_OF_VILLAGES = ("progress", "steps", "chart")
_KINDS = {"xlsx": "Excel 工作簿 (*.xlsx)", "pdf": "PDF 文件 (*.pdf)", "png": "图片 (*.png)"}
# A picture is taken with twice the points of the screen, to be printed or put into a report.
_SHARP = 2
_OTHER_DAY = "other"
# In a smaller window these columns leave their room to the bars; the step table has them all.
_WIDE, _WIDE_ONLY = 1040, ("评议", "公示", "异议")
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
        "看板列出本次行动各村办到哪一步。\n\n点任意数字，可以看到对应的户；把鼠标停在数字上，可以看到它统计什么、"
        "依据哪一条。\n\n“截至”可以看过去任何一天结束时的看板，点开的也是那一天的户。\n\n“导出”存为工作簿、PDF 或"
        "图片；“投影”在第二屏上轮流显示大字的数字，没有户名。"
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._shown: Dashboard | None = None
        self._next: tuple[str, object] = ("exchange", None)
        self._as_of: dt.date | None = None
        self.day = Chooser("截至")
        self.day.chosen.connect(self._choose_day)
        self.export_button = SecondaryButton("导出", self.open_export, picture=Icon.EXPORT)
        self.wall_button = SecondaryButton("投影", self.toggle_wall)
        self.wall: WallShow | None = None
        self.head = PageHead("清查进度", "", self.day, self.export_button, self.wall_button)
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
            chart.clicked.connect(self._open_named)
        self.more: dict[str, MoreView] = {}
        self._build()

    def _build(self) -> None:
        self.stack = QStackedWidget()
        self._steps_frame = QWidget()
        QVBoxLayout(self._steps_frame).setContentsMargins(0, 0, 0, 0)
        progress_frame = QWidget()
        progress_frame.setLayout(column(self.progress_table, self.chart_below, spacing=0))
        for view in (progress_frame, self._steps_frame, self.chart):
            self.stack.addWidget(view)
        self.villages = Card()
        self.legend = Legend(BAR_WORDS)
        self.villages.add(self.stack, 1)
        self.shown_view = QStackedWidget()
        self.shown_view.addWidget(self.villages)
        self.full = QWidget()
        layout = QVBoxLayout(self.full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self.body.spacing())
        layout.addWidget(self.head)
        layout.addWidget(StatRow(*self.cards.values()))
        layout.addLayout(row(self.views, None, self.legend))
        layout.addWidget(self.shown_view, 1)
        self.empty = EmptyState("", picture=Icon.DASHBOARD)
        self.empty.chosen.connect(lambda: self.go.emit(*self._next))
        self.body.addWidget(self.full, 1)
        self.body.addWidget(self.empty, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _WIDE
        for place, each in enumerate(self.progress_table.paged.columns):
            if each.title in _WIDE_ONLY:
                self.progress_table.setColumnHidden(place, narrow)

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
        shown = dashboard(campaign_id, self.session.today(), self.scope.village, self._as_of)
        self._shown = shown
        self._show_days()
        self._show_title(shown)
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
        view = self.more.get(str(self.views.value()))
        if view is not None:
            view.show_board(shown)
        if self.wall is not None:
            self.wall.show(shown)

    def _show_title(self, shown: Dashboard) -> None:
        self.head.set_title(f"清查进度：{_words_of(shown.day)}结束时" if shown.is_past else "清查进度")

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
        name = str(view)
        self.legend.setVisible(name == "progress")
        if name in _OF_VILLAGES:
            self.stack.setCurrentIndex(_OF_VILLAGES.index(name))
            self.shown_view.setCurrentWidget(self.villages)
            return
        if name not in self.more:
            # Imported when it is first looked at: the window stands sooner.
            from ui.pages.reports.dashboard_more import make_view

            self.more[name] = make_view(name, self.session.today)
            self.more[name].opened.connect(self._open)
            self.shown_view.addWidget(self.more[name])
        if self._shown is not None:
            self.more[name].show_board(self._shown)
        self.shown_view.setCurrentWidget(self.more[name])

    def help_text(self) -> str:
        """The page, then what each figure on it counts and by which clause."""
        from dibao_desktop.reports.board import explanations

        if self._shown is None:
            return self.HELP
        return "\n\n".join([self.HELP, "各项数字怎样统计", *explanations(self._shown)])

    # Another day

    def _show_days(self) -> None:
        today = self.session.today()
        choices: list[tuple[object, str]] = [(None, "今天")]
        choices += [(today - dt.timedelta(days=ago), words) for ago, words in ((1, "昨天"), (7, "一周前"))]
        if self._as_of is not None and self._as_of not in dict(choices):
            choices.append((self._as_of, _words_of(self._as_of)))
        self.day.set_choices([*choices, (_OTHER_DAY, "另选一天…")], self._as_of)

    def _choose_day(self, day: object) -> None:
        if day == _OTHER_DAY:
            self.day.set_value(self._as_of)
            AskDialog(
                self, "看哪一天结束时的看板", "日期", self._ask_day, text=str(self._as_of or ""), hint="2017-06-18"
            ).open()
            return
        self.show_day(day if isinstance(day, dt.date) else None)

    def _ask_day(self, text: str) -> None:
        try:
            found = parse_date(text)
        except ValueError:
            found = None
        day = found.date() if found is not None else None
        if day is None:
            self.banner.say(f"“{text}”不是日期，请按“2017-06-18”填写。", Tone.RED)
        elif day > self.session.today():
            self.banner.say(f"{day} 还没有到，看板只能看今天和以前。", Tone.AMBER)
        else:
            self.show_day(day)

    def show_day(self, day: dt.date | None) -> None:
        """Show the dashboard as it was at the end of a day; None is today's."""
        self._as_of = day if day != self.session.today() else None
        self.banner.hide()
        self.become_stale()

    # Doors

    def _open_figure(self, key: FigureKey) -> None:
        if self._shown is not None:
            figure = self._shown.figure(key)
            self._open(dict(figure.door))

    def _open_cell(self, index: QModelIndex, doors: list[Door]) -> None:
        if self._shown is not None:
            village = self._shown.villages[index.row()].village
            self._open({**self._shown.scope, "village": village, **(doors[index.column()].filters or {})})

    def _open_village(self, position: int) -> None:
        if self._shown is not None:
            place = self.progress_table.paged.ids.index(position)
            self._open_named(self._shown.villages[place].village)

    def _open_named(self, village: str) -> None:
        if self._shown is not None:
            self._open({**self._shown.scope, "village": village})

    def _open(self, filters: object) -> None:
        self.go.emit("clearance", filters)

    # On paper, as a file, on the wall

    def open_export(self) -> None:
        """Drop down the kinds of file."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind, words in (("xlsx", "工作簿（全部表格）…"), ("pdf", "PDF（打印用）…"), ("png", "图片（本页）…")):
            menu.addAction(words).setData(kind)
        menu.triggered.connect(self._export_picked)
        menu.popup(self.export_button.mapToGlobal(QPoint(0, self.export_button.height() + 4)))

    def _export_picked(self, action: QAction) -> None:
        self.export(str(action.data()))

    def export(self, kind: str = "xlsx") -> None:
        """Ask where the dashboard is to be kept as a file of a kind."""
        if self._shown is None:
            self.banner.say("还没有清查行动，没有可导出的进度。", Tone.AMBER)
            return
        name = f"{self._shown.campaign.title}_看板_{self._shown.day}.{kind}"
        choose_target(self, "导出看板", name, self.write, kinds=_KINDS[kind])

    def document(self) -> Document:
        """The dashboard on paper, with another campaign beside it where that is shown."""
        from dibao_desktop.reports.board_paper import board_document

        assert self._shown is not None
        more = [section for view in self.more.values() for section in view.sections()]
        return board_document(self._shown, more)

    def write(self, path: Path) -> None:
        """Write the dashboard as a workbook, a PDF or a picture, by the ending of the name."""
        from dibao_desktop.reports.workbooks import write_xlsx
        from ui.printing import print_pdf

        try:
            let_out(self.session, f"看板 {path.suffix.lstrip('.')}", [], masked=True)
            if path.suffix.lower() == ".png":
                self._write_picture(path)
            elif path.suffix.lower() == ".pdf":
                print_pdf(self.document(), path)
            else:
                write_xlsx(self.document(), path)
        except KnownError as refused:
            self.banner.say(refused.message, Tone.RED)
        else:
            self.said.emit(f"已导出到 {path.name}")

    def _write_picture(self, path: Path) -> None:
        """What is shown, without the buttons and with a margin."""
        assert self._shown is not None
        aside = (self.day, self.export_button, self.wall_button, self.views)
        for widget in aside:
            widget.hide()
        self.head.set_title(f"清查进度：{_words_of(self._shown.day)}")
        self.full.ensurePolished()
        for layout in (self.full.layout(), self.head.layout()):
            if layout is not None:
                layout.activate()
        margin = QPoint(tokens.PAGE_MARGIN, tokens.PAGE_MARGIN)
        room = QSize(2 * tokens.PAGE_MARGIN, 2 * tokens.PAGE_MARGIN)
        picture = QPixmap((self.full.size() + room) * _SHARP)
        picture.setDevicePixelRatio(_SHARP)
        picture.fill(QColor(tokens.GROUND))
        self.full.render(picture, margin)
        for widget in aside:
            widget.show()
        self._show_title(self._shown)
        if not picture.save(str(path), "PNG"):
            raise KnownError("cannot_write", f"无法写入 {path}：文件可能正被打开，请关闭后再试。")

    def toggle_wall(self) -> None:
        """Put the figures on the second screen, or take them away."""
        if self._shown is None:
            self.banner.say("还没有清查行动，没有可投影的数字。", Tone.AMBER)
            return
        if self.wall is None:
            from ui.pages.reports.dashboard_wall import WallShow

            self.wall = WallShow(self)
            self.wall.ended.connect(self._wall_ended)
        if self.wall.window is not None:
            self.wall.close()
            return
        self.wall_button.setText("结束投影")
        if not self.wall.open(self._shown):
            self.banner.say("没有找到第二屏，先在窗口中显示；接上投影仪后会移到第二屏。", Tone.AMBER)

    def _wall_ended(self) -> None:
        self.wall_button.setText("投影")


def _words_of(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
