"""Two plans side by side: only what differs, each with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from dibao_desktop.policy.rules.pack import Policy
from ui.pages.policy.sections import Line, sections
from ui.theme import tokens
from ui.widgets.card import Card, clear, column, row
from ui.widgets.chooser import Chooser
from ui.widgets.dialogs import Dialog
from ui.widgets.text import Caption, Label, Soft, Strong
from ui.widgets.text import Line as Rule

_SIZE = (980, 560)


@dataclass(frozen=True)
class Pair:
    """One figure that differs; None where a plan has none."""

    name: str
    left: Line | None
    right: Line | None


@dataclass(frozen=True)
class Differing:
    """A section with what differs in it."""

    title: str
    pairs: tuple[Pair, ...]


def differing(left: Policy, right: Policy, today: dt.date) -> tuple[Differing, ...]:
    """What two plans say differently, section by section; the sources alone do not make a difference."""
    found = []
    for mine, other in zip(sections(left, today), sections(right, today), strict=True):
        pairs = tuple(pair for pair in _pairs(mine.lines, other.lines) if not _same(pair))
        if pairs:
            found.append(Differing(mine.title, pairs))
    return tuple(found)


def _pairs(left: Sequence[Line], right: Sequence[Line]) -> list[Pair]:
    """Lines of the same name, in the order of the left; several of one name one by one."""
    names = dict.fromkeys(line.key or line.name for line in (*left, *right))
    found = []
    for name in names:
        mine = [line for line in left if (line.key or line.name) == name]
        other = [line for line in right if (line.key or line.name) == name]
        found += [Pair((one or two).name, one, two) for one, two in zip_longest(mine, other) if one or two]
    return found


def _same(pair: Pair) -> bool:
    said = [(line.name, line.value, line.pill) for line in (pair.left, pair.right) if line is not None]
    return len(said) == 2 and said[0] == said[1]


class CompareDialog(Dialog):
    """One plan against another that the clerk chooses."""

    def __init__(self, parent: QWidget, policy: Policy, others: Sequence[Policy], today: dt.date) -> None:
        super().__init__(parent, "与另一方案对照", yes="关闭", no="", width=_SIZE[0])
        self._policy, self._today = policy, today
        self._others = {each.id: each for each in others}
        self.chooser = Chooser("另一方案", width_limit=420)
        self.chooser.set_choices([(each.id, each.title) for each in others], others[0].id)
        self.chooser.chosen.connect(lambda _value: self._show())
        self._note = Soft("")
        self._inside = QWidget()
        self._inside.setObjectName("ground")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(tokens.GAP)
        area = QScrollArea()
        area.setObjectName("ground")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(self._inside)
        area.setMinimumHeight(_SIZE[1] - 140)
        self.body.addLayout(row(self.chooser, self._note, None))
        self.body.addWidget(area, 1)
        self._show()

    def _show(self) -> None:
        other = self._others[str(self.chooser.value())]
        parts = differing(self._policy, other, self._today)
        count = sum(len(part.pairs) for part in parts)
        self._note.setText(f"共 {count} 处不同，相同的不列出。" if count else "两个方案的内容没有不同。")
        clear(self._column)
        for part in parts:
            card = Card(part.title)
            card.add(self._grid(part.pairs, other))
            self._column.addWidget(card)
        self._column.addStretch(1)

    def _grid(self, pairs: Sequence[Pair], other: Policy) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(7)
        for place, share in enumerate((4, 7, 7)):
            grid.setColumnStretch(place, share)
        for place, title in enumerate((self._policy.title, other.title), start=1):
            grid.addWidget(Strong(title), 0, place)
        for at, pair in enumerate(pairs, start=1):
            grid.addWidget(Rule(faint=True), 2 * at - 1, 0, 1, 3)
            grid.addWidget(Soft(pair.name, wrap=True), 2 * at, 0, Qt.AlignmentFlag.AlignTop)
            for place, line in enumerate((pair.left, pair.right), start=1):
                grid.addLayout(_side(line), 2 * at, place)
        return grid


def _side(line: Line | None) -> QVBoxLayout:
    if line is None:
        return column(Soft("没有这一项"), None)
    words = f"{line.value}（{line.pill}）" if line.pill else line.value
    return column(Label(words, wrap=True), Caption(line.source, wrap=True), None, spacing=1)
