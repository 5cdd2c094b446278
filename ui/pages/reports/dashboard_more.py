"""The other ways to look at a campaign: its four 100 %, its results, its curve, its plan, and beside another campaign.

Each is made when it is first looked at, and told what to show whenever the figures were read again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.reports import board
from dibao_desktop.reports.board import Section
from dibao_desktop.reports.figures import Dashboard, dashboard
from dibao_desktop.reports.plan import CURVES, PlannedStage, StageState, curve, timeline
from ui.pages.reports.dashboard_sections import SectionCard
from ui.theme import tokens
from ui.theme.icons import Icon
from ui.widgets.card import Card, column, row
from ui.widgets.chooser import Chooser
from ui.widgets.empty import EmptyState
from ui.widgets.line_chart import Line, LineChart
from ui.widgets.plan_chart import PlanBar, PlanChart, Stretch
from ui.widgets.text import Soft

Make = Callable[[Dashboard], Section]
_STRETCHES = {StageState.OVER: Stretch.OVER, StageState.NOW: Stretch.NOW, StageState.AHEAD: Stretch.AHEAD}


class MoreView(QWidget):
    """One way to look; `opened` carries the filter of what was clicked."""

    opened = Signal(object)

    def show_board(self, shown: Dashboard) -> None:
        """Show the figures that were read."""
        raise NotImplementedError

    def sections(self) -> list[Section]:
        """The tables that only this view has, for a workbook."""
        return []


class SectionsView(MoreView):
    """Tables in columns, each made by a function of the core."""

    def __init__(self, *columns: tuple[Make, ...]) -> None:
        super().__init__()
        self.cards: dict[Make, SectionCard] = {}
        inner = QWidget()
        layout = QHBoxLayout(inner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GAP)
        for makers in columns:
            for make in makers:
                self.cards[make] = SectionCard()
                self.cards[make].opened.connect(self.opened)
            layout.addLayout(column(*(self.cards[make] for make in makers), None, spacing=tokens.GAP), 1)
        _fill(self, _scrolled(inner))

    def show_board(self, shown: Dashboard) -> None:
        for make, card in self.cards.items():
            card.show_section(make(shown))


class CurveView(MoreView):
    """How many households were visited, reviewed, posted and done by each day, and how many should have been visited."""

    def __init__(self) -> None:
        super().__init__()
        card = Card("每日进度")
        self.chart, self._note = LineChart(), Soft("", wrap=True)
        card.add(self.chart, 1)
        card.add(self._note)
        _fill(self, card)

    def show_board(self, shown: Dashboard) -> None:
        found = curve(shown, str(shown.scope.get("village", "")))
        lines = [
            Line(group.label, tuple(counts[place] for counts in found.counts)) for place, group in enumerate(CURVES)
        ]
        words = "各线是当天结束时累计的户数；退回重新调查的户会减下来。"
        if found.plan:
            lines.append(Line("计划入户", found.plan, faint=True))
            words += "“计划入户”按行动起止日期匀速计算。"
        self._note.setText(words)
        self.chart.show_lines(found.days, lines)


class PlanView(MoreView):
    """The stages of the pack on a common scale of days."""

    def __init__(self) -> None:
        super().__init__()
        card = Card("阶段")
        self.chart = PlanChart()
        self._note = Soft("", wrap=True)
        card.add(self.chart)
        card.add(self._note)
        self.card = SectionCard(width=110)
        self.card.opened.connect(self.opened)
        inner = QWidget()
        inner.setLayout(column(card, self.card, None, spacing=tokens.GAP))
        _fill(self, _scrolled(inner))

    def show_board(self, shown: Dashboard) -> None:
        plan = timeline(shown)
        self.chart.show_plan(plan.first, plan.last, plan.day, [_bar(each) for each in plan.stages])
        self._note.setVisible(bool(plan.elsewhere))
        self._note.setText(f"方案另有 {plan.elsewhere} 个阶段或时段不在本次行动的日期前后，没有画出。")
        self.card.show_section(board.pace(shown), at_most=len(shown.villages))


class CompareView(MoreView):
    """Figures of this campaign beside those of another one."""

    def __init__(self, today: Callable[[], dt.date]) -> None:
        super().__init__()
        self._today = today
        self._shown: Dashboard | None = None
        self.other = Chooser("对照")
        self.other.chosen.connect(self._compare)
        self.card = SectionCard(width=210)
        self.card.opened.connect(self.opened)
        self._none = EmptyState("只有一次清查行动，没有可以对照的。", picture=Icon.DASHBOARD)
        inner = QWidget()
        below = column(self._none, self.card, None)
        below.insertLayout(0, row(self.other, None))
        inner.setLayout(below)
        _fill(self, _scrolled(inner))

    def show_board(self, shown: Dashboard) -> None:
        self._shown = shown
        others = [(each.id, each.title) for each in clearance.campaigns() if each.id != shown.campaign.id]
        self.other.setVisible(bool(others))
        self.card.setVisible(bool(others))
        self._none.setVisible(not others)
        if others:
            kept = self.other.value()
            self.other.set_choices(others, kept if kept in dict(others) else others[0][0])
            self._compare(self.other.value())

    def sections(self) -> list[Section]:
        return [self.card.section] if self.card.section is not None else []

    def _compare(self, campaign_id: object) -> None:
        if self._shown is None or not isinstance(campaign_id, int):
            return
        as_of = self._shown.day if self._shown.is_past else None
        village = str(self._shown.scope.get("village", ""))
        section = board.compared(self._shown, dashboard(campaign_id, self._today(), village, as_of))
        self.card.show_section(section, at_most=len(section.rows))


def make_view(name: str, today: Callable[[], dt.date]) -> MoreView:
    """A view by the name that the page has for it."""
    makers: dict[str, Callable[[], MoreView]] = {
        "indicators": lambda: SectionsView((board.indicators, board.overdue), (board.errors,)),
        "results": lambda: SectionsView((board.results,), (board.money, board.exits, board.additions)),
        "curve": CurveView,
        "plan": PlanView,
        "compare": lambda: CompareView(today),
    }
    return makers[name]()


def _bar(stage: PlannedStage) -> PlanBar:
    words = {
        StageState.OVER: stage.state.value,
        StageState.NOW: f"进行中，还有 {stage.left} 天" if stage.left else "今天截止",
        StageState.AHEAD: f"{stage.left} 天后开始",
    }
    tip = "\n".join(part for part in (stage.title, stage.output and f"要交：{stage.output}", stage.source) if part)
    return PlanBar(stage.title, stage.start, stage.end, _STRETCHES[stage.state], words[stage.state], tip)


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(inner)
    area.viewport().setAutoFillBackground(False)
    inner.setAutoFillBackground(False)
    return area


def _fill(view: QWidget, inner: QWidget) -> None:
    layout = QVBoxLayout(view)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(inner)
