"""The dashboard on the projector: large figures, then the villages, a few a page; no household and no person in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from dibao_desktop.reports.board import indicators
from dibao_desktop.reports.figures import Dashboard
from ui.projector.look import Ink, Look
from ui.projector.screens import other_screens, remembered_look
from ui.projector.wall import MARGIN, Run, Wall
from ui.projector.window import ProjectorWindow

_VILLAGES, _TURN_MS = 8, 12_000
_FIGURES_A_ROW = 3


@dataclass(frozen=True)
class WallFigure:
    """A number with its caption and note."""

    caption: str
    number: str
    note: str
    ink: Ink = Ink.PLAIN


@dataclass(frozen=True)
class WallVillage:
    """A village: how many of how many were visited, and how far it is in all."""

    name: str
    visited: str
    rate: str
    done: str
    parts: tuple[int, ...]
    cases: int
    plan: str
    late: bool


@dataclass(frozen=True)
class WallBoard:
    """All that the wall shows."""

    title: str
    stage: str
    figures: tuple[WallFigure, ...]
    indicators: tuple[WallFigure, ...]
    villages: tuple[WallVillage, ...]

    @property
    def pages(self) -> int:
        return 2 + -(-len(self.villages) // _VILLAGES)


def wall_board(shown: Dashboard) -> WallBoard:
    """What of a dashboard goes on the wall."""
    where = f" · {shown.scope['village']}" if "village" in shown.scope else ""
    day = f" · 截至 {shown.day.month}月{shown.day.day}日" if shown.is_past else ""
    return WallBoard(
        shown.campaign.title,
        f"{shown.stage}{where}{day}",
        tuple(WallFigure(each.key.label, each.number, each.note) for each in shown.figures),
        tuple(
            WallFigure(
                row.label,
                row.cells[3].text,
                f"{row.cells[1].text} / {row.cells[0].text} 户",
                Ink.GOOD if row.cells[3].good else Ink.BAD,
            )
            for row in indicators(shown).rows
        ),
        tuple(
            WallVillage(
                each.village,
                f"{each.visited} / {each.to_visit}",
                each.visit_rate,
                str(each.done),
                each.parts,
                each.cases,
                "" if each.behind is None else f"落后 {each.behind} 天" if each.behind else "按期",
                bool(each.behind),
            )
            for each in shown.villages
        ),
    )


class BoardCanvas(QWidget):
    """Draws one page of the board at whatever size it has."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board: WallBoard | None = None
        self.page = 0
        self.look = Look.LIGHT

    def show_board(self, board: WallBoard, page: int, look: Look) -> None:
        """Show a page."""
        self.board, self.page, self.look = board, page % board.pages, look
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(1280, 720)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        wall = Wall(painter, self.size(), self.look)
        if self.board is not None:
            _draw_head(wall, self.board, self.page)
            if self.page == 0:
                _draw_figures(wall, self.board.figures)
            elif self.page == 1:
                _draw_figures(wall, self.board.indicators, a_row=2)
            else:
                start = (self.page - 2) * _VILLAGES
                _draw_villages(wall, self.board.villages[start : start + _VILLAGES])
        painter.end()


def _draw_head(wall: Wall, board: WallBoard, page: int) -> None:
    wall.line([Run(board.title, bold=True)], 136, 62, room=wall.inner * 0.82)
    wall.line_right([Run(f"{page + 1} / {board.pages}", ink=Ink.SOFT)], 136, 40)
    wall.line([Run(board.stage, ink=Ink.SOFT)], 212, 42)
    wall.rule(250)


def _draw_figures(wall: Wall, figures: Sequence[WallFigure], a_row: int = _FIGURES_A_ROW) -> None:
    wide, rows = wall.inner / a_row, -(-len(figures) // a_row)
    high = 760 / rows
    for place, figure in enumerate(figures):
        x, top = MARGIN + wide * (place % a_row), 270 + high * (place // a_row)
        room = wide - 48
        wall.line([Run(figure.caption, ink=Ink.SOFT)], top + 76, 50, x=x, room=room)
        wall.line([Run(figure.number, bold=True, ink=figure.ink)], top + 224, 150, x=x, room=room)
        wall.line([Run(figure.note, ink=Ink.SOFT)], top + 298, 42, x=x, room=room)


def _draw_villages(wall: Wall, villages: Sequence[WallVillage]) -> None:
    step = 770 / _VILLAGES
    for place, village in enumerate(villages):
        base = 270 + step * (place + 0.66)
        wall.line([Run(village.name, bold=True)], base, 52, room=wall.inner * 0.2)
        # Dark is done, pale is visited: the words beside it say how many of each.
        bar = ((village.parts[0], Ink.ACCENT), (sum(village.parts[1:]), Ink.SOFT))
        wall.bar(bar, village.cases, base - 32, 28, x=MARGIN + wall.inner * 0.22, wide=wall.inner * 0.22)
        wall.line([Run(f"办结 {village.done}")], base, 44, x=MARGIN + wall.inner * 0.46, room=wall.inner * 0.14)
        wall.line([Run(f"入户 {village.visited}")], base, 44, x=MARGIN + wall.inner * 0.6, room=wall.inner * 0.18)
        rate = Ink.GOOD if village.rate == "100%" else Ink.PLAIN
        wall.line_right([Run(village.rate, bold=True, ink=rate)], base, 48, right=MARGIN + wall.inner * 0.89)
        if village.plan:
            ink = Ink.BAD if village.late else Ink.SOFT
            wall.line_right([Run(village.plan, ink=ink)], base, 36, room=wall.inner * 0.1)
        wall.rule(270 + step * (place + 1))


class WallShow(QObject):
    """Puts the board on the second screen and turns its pages; `ended` when the wall was closed."""

    ended = Signal()

    def __init__(self, desk: QWidget) -> None:
        super().__init__(desk)
        self._desk = desk
        self._board: WallBoard | None = None
        self._page = 0
        self.canvas: BoardCanvas | None = None
        self.window: ProjectorWindow | None = None
        self._turning = QTimer(self)
        self._turning.setInterval(_TURN_MS)
        self._turning.timeout.connect(self.turn)

    def open(self, shown: Dashboard) -> bool:
        """Show it; False where there is no second screen and it stands in a window of its own."""
        self.canvas = BoardCanvas()
        self.window = ProjectorWindow(self._desk, self.canvas)
        self.window.released.connect(self._released)
        self._page = 0
        self.show(shown)
        there = bool(other_screens(self._desk.screen()))
        if there:
            self.window.open()
        else:
            self.window.open_in_frame()
        self._turning.start()
        return there

    def show(self, shown: Dashboard) -> None:
        """Show the figures as they are now."""
        self._board = wall_board(shown)
        self._draw()

    def _draw(self) -> None:
        """Nothing happens while the wall is closed."""
        if self.canvas is not None and self._board is not None:
            self.canvas.show_board(self._board, self._page, remembered_look())

    def turn(self, pages: int = 1) -> None:
        """Go to the next page."""
        if self._board is not None:
            self._page = (self._page + pages) % self._board.pages
            self._draw()

    def close(self) -> None:
        """Take it from the wall."""
        if self.window is not None:
            self.window.release()

    def _released(self) -> None:
        self._turning.stop()
        if self.window is not None:
            self.window.deleteLater()
        self.window = self.canvas = None
        self.ended.emit()
