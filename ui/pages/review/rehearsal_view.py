"""Before the meeting: what is missing of each case and who will step aside; a double click opens the dossier."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dibao_desktop.reports.rehearsal import RehearsalLine, RehearsalList
from ui.models.cells import PillCell, TwoLines
from ui.models.column import Align, Column
from ui.models.table import fixed_table
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.page import PageHead
from ui.widgets.text import Label


def _state(line: RehearsalLine) -> object:
    if line.lacking or line.vote:
        return PillCell("不能评议", Tone.RED)
    return PillCell("齐备", Tone.GREEN) if line.ready else PillCell("有事要办", Tone.AMBER)


def _missing(line: RehearsalLine) -> object:
    if line.lacking:
        return TwoLines(line.lacking, line.papers)
    count, _, names = line.papers.partition("：")
    return TwoLines(count or "不缺", names)


def _notes(line: RehearsalLine) -> object:
    words = [part for part in (line.vote, line.aside, line.to_ask) if part]
    return TwoLines(words[0] if words else "无", "；".join(words[1:]))


COLUMNS: tuple[Column[RehearsalLine], ...] = (
    Column("序号", lambda line: line.case.position, Align.RIGHT, width=56),
    Column("户主", lambda line: TwoLines(line.case.head_name, line.case.group), width=110),
    Column("", _state, width=96),
    Column("还缺什么", _missing, width=330, tooltip=lambda line: "\n".join(filter(None, (line.lacking, line.papers)))),
    Column(
        "回避和提醒",
        _notes,
        width=0,
        tooltip=lambda line: "\n".join(filter(None, (line.vote, line.aside, line.to_ask))),
    ),
)


class RehearsalView(QWidget):
    """Emits the id of a household whose dossier is wanted."""

    back_wanted = Signal()
    print_wanted = Signal()
    dossier_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[RehearsalLine, ...] = ()
        self.head = PageHead(
            "",
            "",
            LinkButton("回到签到", self.back_wanted.emit),
            SecondaryButton("打印会前检查表", self.print_wanted.emit, picture=Icon.PRINT),
        )
        self.people = Label("", wrap=True, tone=Tone.AMBER)
        self.table = fixed_table(COLUMNS, two_lines=True)
        self.table.row_opened.connect(self._open)
        card = Card("逐户检查", padded=False)
        card.set_title("逐户检查", "双击打开档案")
        card.add(self.table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.head)
        layout.addWidget(self.people)
        layout.addWidget(card, 1)

    def show_list(self, found: RehearsalList) -> None:
        """Show what is left to do."""
        self._lines = found.lines
        self.head.set_title(found.title)
        self.head.set_note(found.summary)
        self.people.setText("\n".join(found.people))
        self.people.setVisible(bool(found.people))
        self.table.show_rows(list(found.lines))

    def _open(self, place: object) -> None:
        if isinstance(place, int):
            self.dossier_wanted.emit(self._lines[place].case.household_id)
