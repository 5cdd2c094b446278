"""经过: what happened to one household, the latest on top."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from dibao_desktop.audit.queries import HistoryEntry
from dibao_desktop.audit.rules import changes_told
from dibao_desktop.domain import identity
from dibao_desktop.domain.money import short_yuan
from dibao_desktop.dossiers.queries import BenefitRow
from dibao_desktop.dossiers.rules.benefit import kind_label
from ui.pages.dossiers.reading import Dossier
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card, clear, column
from ui.widgets.text import Caption, Label, Strong

_AT_FIRST = 8
PRIVATE = ("身份证号", "银行账号", "残疾证号")


@dataclass(frozen=True)
class Moment:
    """One line: when (ISO text of a day or a month), what, and the small print below."""

    when: str
    what: str
    detail: str = ""


def moments(dossier: Dossier) -> list[Moment]:
    """Acts and steps of the benefit in one line of time, the latest first."""
    told = [_of_entry(entry) for entry in dossier.history]
    told += [_of_benefit(step) for step in reversed(dossier.household.benefits)]
    return sorted(told, key=lambda moment: moment.when, reverse=True)


def _of_entry(entry: HistoryEntry) -> Moment:
    changes = changes_told(entry.before, entry.after, _shown)
    return Moment(entry.at[:10], entry.text, "；".join(filter(None, (changes, f"{entry.at[11:16]} {entry.actor}"))))


def _shown(field: str, text: str) -> str:
    return identity.masked(text) if text and field.endswith(PRIVATE) else text


def _of_benefit(step: BenefitRow) -> Moment:
    category = f"{step.category}，" if step.category else ""
    what = f"{kind_label(step.kind)}：{category}{step.covered} 人，每月 {short_yuan(step.monthly_fen)} 元"
    return Moment(step.month, what, f"依据：{step.decision}" if step.decision else "")


class HistoryCard(Card):
    """The moments of one household; the first few, and all on request."""

    def __init__(self, undo: Callable[[], object], compare: Callable[[], object]) -> None:
        super().__init__("经过")
        self.undo = LinkButton("撤销上次修改", undo, small=True, tip="改回上次保存前的样子（Ctrl+Z）")
        self.add_to_head(self.undo)
        self.add_to_head(LinkButton("比较两个版本", compare, small=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, 86)
        self._grid.setColumnStretch(1, 1)
        self.add(self._grid)
        self._more = LinkButton("", self._show_all, small=True)
        self.add(self._more)
        self._moments: list[Moment] = []

    def show_history(self, dossier: Dossier) -> None:
        """Show one household's history from its end."""
        self._moments = moments(dossier)
        self.undo.setVisible(dossier.more.before is not None)
        self._fill(_AT_FIRST)

    def _show_all(self) -> None:
        self._fill(len(self._moments))

    def _fill(self, count: int) -> None:
        clear(self._grid)
        for place, moment in enumerate(self._moments[:count]):
            told = column(Label(moment.what, wrap=True), spacing=1)
            if moment.detail:
                told.addWidget(Caption(moment.detail, wrap=True))
            self._grid.addWidget(Strong(moment.when), place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addLayout(told, place, 1)
        left = len(self._moments) - count
        self._more.setText(f"再看 {left} 条")
        self._more.setVisible(left > 0)
